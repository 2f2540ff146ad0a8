"""Units of measure and measure words, and the multipliers that stand before them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from .rows import parts, rows

Dimension = Literal[
    "money", "percent", "points", "multiple", "area", "length", "volume", "mass", "energy", "power", "data", "speed",
    "computing", "frequency", "temperature", "sound", "time", "people", "count", "rate",
]  # fmt: skip
DIMENSIONS: tuple[str, ...] = get_args(Dimension)

MULTIPLIERS: dict[str, int] = {
    "十": 10,
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
    "十万亿": 10**13,
    "百万亿": 10**14,
}
"""What a number is multiplied by where the word stands between it and its unit (2.5万人)."""

_MULTIPLIER = re.compile("|".join(sorted(MULTIPLIERS, key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure or a measure word."""

    name: str
    """As a measure bears it; never with a multiplier before it."""
    dimension: Dimension
    aliases: tuple[str, ...]
    """Other spellings of the same unit (个百分点 for 百分点). Two names in real use (公里, 千米) are two units."""
    risky: bool
    """Often part of a name: to be believed after Arabic digits only, with nothing after it that makes it a name."""
    note: str


@cache
def units() -> tuple[Unit, ...]:
    """Every unit, in the order of the file."""
    return tuple(
        Unit(
            name=row["unit"],
            dimension=cast(Dimension, row["dimension"]),
            aliases=parts(row["aliases"]),
            risky=row["risky"] == "yes",
            note=row["note"],
        )
        for row in rows("units.csv")
    )


@cache
def _by_name() -> dict[str, Unit]:
    named = {alias: unit for unit in units() for alias in unit.aliases}
    named.update((unit.name, unit) for unit in units())
    return named


def unit_of(text: str) -> Unit | None:
    """The unit `text` names, by its name or another spelling; a multiplier before it is passed over (万元 → 元)."""
    known = _by_name()
    found = known.get(text)
    if found is None and (multiplier := _MULTIPLIER.match(text)):
        found = known.get(text[multiplier.end() :])
    return found
