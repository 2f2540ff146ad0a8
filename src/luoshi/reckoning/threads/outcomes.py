"""The rule: what a figure makes of a target (../shared/check/README.md), and the gap.

| target | met | exceeded | missed |
| --- | --- | --- | --- |
| exact | reached, or passed by up to 5 % of its size | passed by more | short of it |
| 左右 | within 5 % of its size either way | beyond that on the good side | beyond that on the bad side |
| 以上, 以内, a range | reached, however far | – | not reached |
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

TOLERANCE = Decimal("0.05")
"""Of the target's size."""

Good = Literal["more", "less", "band"]


@dataclass(frozen=True, slots=True)
class Aim:
    """A target as the rule takes it: both ends of a range, or the figure twice; `good` is the side on which to be off is no harm."""

    low: Decimal
    high: Decimal
    bound: str
    good: Good
    tolerance: Decimal | None = None
    """In the target's own unit, where the catalogue gives one instead of 5 % of the size."""


def aim(low: float, high: float, bound: str, good: str, *, tolerance: float | None = None) -> Aim:
    """A target. A fall that is promised is good the further it goes, whatever the thing; its bound is on its size (下降20%以上 is at most
    -20); 以内 of a thing whose good side is not known says that less is good."""
    first, last = sorted((Decimal(str(low)), Decimal(str(high))))
    if last < 0:
        bound = {"ge": "le", "le": "ge"}.get(bound, bound)
        good = "less"
    elif not good:
        good = "less" if bound == "le" else "more"
    side: Good = "less" if good == "less" else "band" if good == "band" else "more"
    return Aim(first, last, bound, side, None if tolerance is None else Decimal(str(tolerance)))


def outcome(target: Aim, low: float, high: float, bound: str = "eq") -> Literal["met", "exceeded", "missed", ""]:
    """What the figure makes of the target; empty where the figure itself is too vague to tell (超过9000 against 9500以上)."""
    first, last = sorted((Decimal(str(low)), Decimal(str(high))))
    got = (first + last) / 2 if bound == "range" or first != last else first
    told = _by_rule(target, got)
    if bound == "ge" and got >= 0 and told == "missed" and target.good != "less" and target.bound != "le":
        return ""
    if bound == "le" and told == "missed" and target.good == "less":
        return ""
    return told


def _by_rule(target: Aim, got: Decimal) -> Literal["met", "exceeded", "missed"]:
    if target.bound == "ge":
        return "met" if got >= target.low else "missed"
    if target.bound == "le":
        return "met" if got <= target.high else "missed"
    if target.bound == "range":
        return _range(target, got)
    aimed = target.high
    leeway = abs(aimed) * TOLERANCE if target.tolerance is None else target.tolerance
    beyond = got - aimed if target.good != "less" else aimed - got
    if target.bound == "approx" or target.good == "band":
        if abs(got - aimed) <= leeway:
            return "met"
        return "exceeded" if beyond > 0 and target.good != "band" else "missed"
    if beyond < 0:
        return "missed"
    return "met" if beyond <= leeway else "exceeded"


def _range(target: Aim, got: Decimal) -> Literal["met", "missed"]:
    """Reached: inside, or past it on the good side."""
    if target.good == "more":
        return "met" if got >= target.low else "missed"
    if target.good == "less":
        return "met" if got <= target.high else "missed"
    return "met" if target.low <= got <= target.high else "missed"


def gap(target: Aim, got: float) -> Decimal:
    """The figure less the target; of a range, from its nearer end, 0 inside."""
    figure = Decimal(str(got))
    if target.low <= figure <= target.high:
        return Decimal(0)
    return figure - (target.high if figure > target.high else target.low)
