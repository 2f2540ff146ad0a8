"""Fit the points of `clause_points.csv` anew: a plain logistic fit over the clauses of the gold sentences.

    python scripts/fit_clause_points.py ../shared

Prints, for each document, the share of its clauses told rightly with the points made from the other documents, and then
every sign with its points from all of them, rounded to halves, to be copied into the table by hand with its reason.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

from luoshi.reading.clause_signs import is_date, shape_of, signs
from luoshi.reading.clauses import clauses, opening
from luoshi.reading.text import fold

Row = tuple[list[str], bool]
"""The signs a clause shows, and whether the gold ticks it off."""
FILES = {
    "dongxihu-2025": "000_19ca00cc8670af50.txt",
    "wedz-plan-145": "001_b542f6f43ab8c132.txt",
    "wuhan-2022": "003_708f4c76f94c8937.txt",
}
ROUNDS, STEP, PULL = 2000, 0.8, 1.0  # gradient steps, their length, and the pull of every point towards zero


def rows_of(shared: Path, name: str) -> list[Row]:
    """The clauses of one gold document; one is ticked off where deliverables cover half of it."""
    folded = fold((shared / "corpus" / FILES[name]).read_bytes().decode("utf-8"))
    found: list[Row] = []
    for line in (shared / "gold" / f"{name}.sentences.jsonl").open(encoding="utf-8"):
        gold = json.loads(line)
        if not gold.get("deliverables"):
            continue
        spans = [(a, b) for a, b in clauses(folded, gold["start"], gold["end"]) if not is_date(folded, a, b)]
        for number, (a, b) in enumerate(spans):
            last = number + 1 == len(spans)
            place = "only" if len(spans) == 1 else "last" if last else "mid" if number else "first"
            shape = shape_of(folded[a:b], opening(folded, a, b), a, place)
            covered = sum(max(0, min(b, d["end"]) - max(a, d["start"])) for d in gold["deliverables"])
            found.append((signs(shape), covered >= (b - a) / 2))
    return found


def fit(rows: list[Row]) -> dict[str, float]:
    """Points by sign; the same rows give the same points."""
    points = {sign: 0.0 for shown, _ in rows for sign in shown}
    for _ in range(ROUNDS):
        slope = {sign: -PULL * value for sign, value in points.items()}
        for shown, ticked in rows:
            miss = ticked - 1 / (1 + math.exp(-sum(points[sign] for sign in shown)))
            for sign in shown:
                slope[sign] += miss
        for sign, value in slope.items():
            points[sign] += STEP * value / (len(rows) ** 0.5 * 4)
    return points


def right(rows: list[Row], points: dict[str, float]) -> float:
    """The share of clauses told rightly."""
    return sum((sum(points.get(sign, 0.0) for sign in shown) > 0) == ticked for shown, ticked in rows) / len(rows)


def main(shared: Path) -> None:
    documents = {name: rows_of(shared, name) for name in FILES}
    for name, rows in documents.items():
        others = [row for other, theirs in documents.items() if other != name for row in theirs]
        print(f"{name}: {right(rows, fit(others)):.3f} of {len(rows)} clauses, with the points of the others")
    for sign, value in sorted(fit([row for rows in documents.values() for row in rows]).items(), key=lambda p: -p[1]):
        print(f"{sign},{round(value * 2) / 2}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
