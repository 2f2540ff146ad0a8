"""A district government's usual units, to begin with: what each is called and which offices' work it does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .rows import parts, rows


@dataclass(frozen=True, slots=True)
class UsualUnit:
    """A unit nearly every district has; `name` without the district's own 区 or 县."""

    name: str
    short: str
    kind: str
    """As the people's room names kinds: department, street, park, committee, firm, vertical."""
    offices: tuple[str, ...]
    """Functions of `offices.csv`; every function is one unit's at most."""
    prefixed: bool
    """区 or 县 goes before its name."""


@cache
def usual_units() -> tuple[UsualUnit, ...]:
    """Every usual unit, in the order of protocol."""
    return tuple(
        UsualUnit(row["unit"], row["short"], row["kind"], parts(row["offices"]), row["prefixed"] == "yes")
        for row in rows("office/usual_units.csv")
    )
