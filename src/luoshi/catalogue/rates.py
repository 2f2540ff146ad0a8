"""考评指标: how each rate of the office is defined, version by version, in words and as conditions on rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from .rows import parts, rows


@dataclass(frozen=True, slots=True)
class RateDefinition:
    """One version of a rate. Conditions are those of `luoshi.delivering.rates.reckoning.CONDITIONS`; `…_said` is what readers are told."""

    code: str
    version: int
    since: date
    """From this as-of day on it is reckoned so."""
    name: str
    numerator: str
    numerator_said: str
    denominator: str
    denominator_said: str
    left_out: tuple[str, ...]
    left_out_said: tuple[str, ...]
    note: str

    @property
    def text(self) -> str:
        """The whole definition in one line."""
        out = f"；不计入：{'、'.join(self.left_out_said)}" if self.left_out_said else ""
        return f"{self.name}（第{self.version}版）＝{self.numerator_said}÷{self.denominator_said}{out}。{self.note}。"


@cache
def rate_definitions() -> tuple[RateDefinition, ...]:
    """Every version of every rate, in the order of the file."""
    return tuple(
        RateDefinition(
            row["code"], int(row["version"]), date.fromisoformat(row["since"]), row["name"], row["numerator"], row["numerator_said"],
            row["denominator"], row["denominator_said"], parts(row["left_out"]), parts(row["left_out_said"]), row["note"],
        )
        for row in rows("office/rates.csv")
    )  # fmt: skip


def rates_on(day: date) -> tuple[RateDefinition, ...]:
    """The version of each rate in force on a day."""
    found: dict[str, RateDefinition] = {}
    for each in sorted(rate_definitions(), key=lambda one: (one.since, one.version)):
        if each.since <= day:
            found[each.code] = each
    order = list(dict.fromkeys(each.code for each in rate_definitions()))
    return tuple(sorted(found.values(), key=lambda one: order.index(one.code)))
