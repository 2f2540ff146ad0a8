"""Units of measure and measure words, and the multipliers that stand before them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
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


def amount_of(value: Decimal, text: str) -> tuple[Decimal, str]:
    """A value in the unit `text` names, in that unit without its multiplier (3, 亿元 → 300000000, 元); as it is where it names none."""
    known = _by_name()
    if text in known:
        return value, known[text].name
    if (multiplier := _MULTIPLIER.match(text)) and (unit := known.get(text[multiplier.end() :])):
        return value * MULTIPLIERS[multiplier[0]], unit.name
    return value, text


def dimension_of(name: str) -> str:
    """The dimension of the unit that bears the name; empty where none does."""
    unit = _by_name().get(name)
    return unit.dimension if unit else ""


_LARGE = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))


def amount_said(amount: Decimal, unit: str = "") -> str:
    """The amount without an exponent and without zeros at its end: 12.50 is 12.5. With its unit in 万 or 亿, where two places then do:
    4390000000 元 is 43.9亿元, 12345 人 stays.
    """
    if unit:
        for scale, word in _LARGE:
            if abs(amount) >= scale and amount % (scale / 100) == 0:
                return f"{_written(amount / scale)}{word}{unit}"
    return f"{_written(amount)}{unit}"


def _written(amount: Decimal) -> str:
    written = f"{amount:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in ("-0", "") else written
