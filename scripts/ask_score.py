"""Score Ask on the questions of examples/questions and write the tables into docs/asking.md.

usage: python scripts/ask_score.py [--set chenghu|corpus] [--held yes|no|all] [--misses] [--write]

Each question states the status, the figures and words its citations must hold. A figure is wrong where an answer gives one
that is neither expected nor allowed, or gives any where nothing should be given.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import isclose
from pathlib import Path
from typing import Any

import orjson

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("LUOSHI_SHARED") or ROOT.parent / "shared")
SETS = {"chenghu": ROOT / "examples" / "chenghu", "corpus": SHARED / "corpus"}
PAGE = ROOT / "docs" / "asking.md"
KINDS = {
    "figure": "数值", "list": "清单", "compare": "比较", "change": "变化", "whether": "是否落实", "definition": "名词解释", "when": "时间",
    "where": "地点", "who": "谁", "why": "为何、如何", "corrected": "前提有误", "absent": "没有",
}  # fmt: skip


@dataclass
class Score:
    """What one answer got right."""

    status: bool
    values: bool
    citation: bool
    wrong: bool
    """It gives a figure that is not the one asked for."""

    @property
    def right(self) -> bool:
        return self.status and self.values and self.citation and not self.wrong


@dataclass
class Tally:
    """The scores of one kind of question."""

    scores: list[Score] = field(default_factory=list)

    def row(self) -> list[str]:
        n = len(self.scores)
        count = Counter({name: sum(getattr(score, name) for score in self.scores) for name in ("status", "values", "citation", "wrong", "right")})
        return [str(n), *(str(count[name]) for name in ("right", "status", "values", "citation", "wrong"))]


def questions(name: str) -> list[dict[str, Any]]:
    """The questions of a set, in order."""
    lines = (ROOT / "examples" / "questions" / f"{name}.jsonl").read_bytes().splitlines()
    return [orjson.loads(line) for line in lines if line.strip()]


def same(value: float, unit: str, wanted: list[Any]) -> bool:
    """Whether a figure is the one wanted; 个 and 家 and the like are one."""
    return isclose(value, float(wanted[0]), rel_tol=1e-9, abs_tol=1e-9) and (
        unit == wanted[1] or {unit, wanted[1]} <= {"个", "家", "户", "项", "所", "处", "人", "名"}
    )


def score(asked: dict[str, Any], told: Any) -> Score:
    """Hold an answer against what is expected."""
    expected, also = asked["values"], asked.get("also", [])
    given = [(each.value, each.unit) for each in told.values]
    held = all(any(same(*each, want) for each in given) for want in expected)
    allowed = [*expected, *also]
    free = asked.get("more", False)
    stray = [each for each in given if not any(same(*each, want) for want in allowed)]
    wrong = bool(stray) and not free if asked["status"] != "absent" else bool(given)
    if asked["status"] != "absent" and told.status == "absent":
        held, wrong = not expected, False
    cited = [each.text.replace(" ", "") for each in told.citations if not each.is_nearest]
    words = [word.replace(" ", "") for word in asked["cites"]]
    citation = all(any(word in text for text in cited) for word in words) if asked["status"] != "absent" else True
    return Score(told.status == asked["status"], held, citation, wrong)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--set", choices=[*SETS, "all"], default="all")
    options.add_argument("--held", choices=["yes", "no", "all"], default="all")
    options.add_argument("--misses", action="store_true")
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="luoshi-ask-") as folder:
        names = list(SETS) if chosen.set == "all" else [chosen.set]
        tables = []
        for name in names:
            if not SETS[name].exists():
                print(f"{SETS[name]} is not here: set LUOSHI_SHARED", file=sys.stderr)
                continue
            tables.append((name, *_run(name, Path(folder) / name, chosen.held, chosen.misses)))
    if chosen.write:
        _write(tables)


def _run(name: str, home: Path, held: str, misses: bool) -> tuple[dict[str, Tally], list[float]]:
    """Load the documents into a ledger of their own in a child process, ask, score."""
    import subprocess

    home.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "LUOSHI_HOME": str(home)}
    environment.pop("LUOSHI_DATABASE_URL", None)
    subprocess.run([sys.executable, "-m", "luoshi.cli", "load", str(SETS[name])], env=environment, check=True, capture_output=True)
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from scripts.ask_score import ask_all; ask_all({name!r}, {held!r})"
    )
    told = subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True).stdout
    return report(name, [orjson.loads(line) for line in told.splitlines()], misses)


def ask_all(name: str, held: str) -> None:
    """Ask every question of the set of the ledger at LUOSHI_HOME; a line of JSON each on standard output."""
    from luoshi.ledger.database import configure, ensure

    configure()
    ensure()
    from luoshi.asking import answer
    from luoshi.people.access import KEEPER

    answer("预热", person=KEEPER)
    for asked in questions(name):
        if held != "all" and asked["held"] != (held == "yes"):
            continue
        begun = time.perf_counter()
        told = answer(asked["question"], person=KEEPER)
        took = time.perf_counter() - begun
        record = {"asked": asked, "told": told, "took": took, "score": score(asked, told)}
        sys.stdout.buffer.write(orjson.dumps(record) + b"\n")


def report(name: str, records: list[dict[str, Any]], misses: bool) -> tuple[dict[str, Tally], list[float]]:
    """Print the table, and what was missed."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for record in records:
        got = Score(**record["score"])
        tallies[record["asked"]["kind"]].scores.append(got)
        tallies["all"].scores.append(got)
        if misses and not got.right:
            told = record["told"]
            flags = "".join(letter if not ok else "." for letter, ok in zip("svcw", (got.status, got.values, got.citation, not got.wrong), strict=True))
            print(f"[{flags}] {record['asked']['question']}  ({record['asked']['kind']} {record['asked']['status']} {record['asked']['values']} {record['asked']['cites']})")
            print(f"      -> {told['status']} {[(each['value'], each['unit']) for each in told['values']]} | {told['understood']}")
            print("      " + told["answer"].replace("\n", "\n      ")[:400])
    took = sorted(record["took"] for record in records)
    for kind in [*KINDS, "all"]:
        if kind in tallies:
            print(f"{name:8} {KINDS.get(kind, '合计'):　<6}", " ".join(f"{cell:>5}" for cell in tallies[kind].row()))
    print(f"{name:8} median {took[len(took) // 2] * 1000:.0f} ms, slowest {took[-1] * 1000:.0f} ms")
    return tallies, took


def _write(tables: list[tuple[str, dict[str, Tally], list[float]]]) -> None:
    begin, end = "<!-- scores -->", "<!-- /scores -->"
    page = PAGE.read_text("utf-8")
    lines = []
    for name, tallies, took in tables:
        lines += [f"### `examples/questions/{name}.jsonl`", "", "| kind | questions | all right | status | figures | citation | wrong figure given |", "| --- | --: | --: | --: | --: | --: | --: |"]
        for kind in [*KINDS, "all"]:
            if kind in tallies:
                lines.append(f"| {KINDS.get(kind, '合计')} | {' | '.join(tallies[kind].row())} |")
        lines += ["", f"Median {took[len(took) // 2] * 1000:.0f} ms a question, slowest {took[-1] * 1000:.0f} ms.", ""]
    head, _, rest = page.partition(begin)
    _, _, tail = rest.partition(end)
    PAGE.write_text(f"{head}{begin}\n\n" + "\n".join(lines) + f"\n{end}{tail}", "utf-8")


if __name__ == "__main__":
    main()
