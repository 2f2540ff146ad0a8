"""What came of 2023's promises, as the papers of January 2024 say it: the figures of the last quarter are these and no others."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent.parent / "truths" / "promises.csv"
YEAR = "2023"
_FIGURE = re.compile(r"(-?\d+(?:\.\d+)?)(\D*)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A promise and what the next year's papers say of it."""

    words: str
    indicator: str
    said: str
    value: Decimal | None
    """In the unit written out in full (元, 人, 亩), as `unit`."""
    unit: str
    outcome: str


@cache
def outcomes() -> tuple[Outcome, ...]:
    with TABLE.open(encoding="utf-8-sig", newline="") as stream:
        return tuple(
            Outcome(
                row["set_words"], row["indicator"], row["said_words"], Decimal(row["said_value"]) if row["said_value"] else None,
                row["said_unit"], row["outcome"],
            )
            for row in csv.DictReader(stream)
            if row["year"] == YEAR and row["set_document"] == "work-report-2023.docx"
        )  # fmt: skip


def outcomes_of(row: dict[str, Any]) -> list[Outcome]:
    """All that the row promises and the next year's papers were asked about, in the order of its words."""
    found = [each for each in outcomes() if each.words in row["words"] or row["words"] in each.words]
    return sorted(found, key=lambda each: row["words"].find(each.words))


def figure_of(row: dict[str, Any]) -> tuple[Decimal, str, Outcome] | None:
    """What the row's first figure came to, in the unit its words use (亿元 where they say 48亿元); None where no paper says it."""
    measure = next((each for each in row["measures"] if isinstance(each["value"], int | float)), None)
    if measure is None:
        return None
    for each in outcomes_of(row):
        written = _FIGURE.search(measure["words"])
        if each.value is None or measure["words"] not in each.words or each.outcome == "not_comparable" or written is None:
            continue
        scale = abs(Decimal(str(measure["value"])) / Decimal(written[1])) if Decimal(written[1]) else Decimal(1)
        value = each.value / scale
        return (value if measure["value"] < 0 else abs(value)), written[2].strip(), each
    return None
