"""Names that are one indicator in one place and two in the next: settled by what the document itself says.

一般公共预算收入 is the whole in some places and, in others, short for 地方一般公共预算收入. A document settles it by its glossary
(即, 是指), or by both names standing in it: with one figure for one year they are one thing, with two they are two. Where it
says neither, each name keeps its own indicator, and whoever knows the place's other documents may settle it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TypeVar

from luoshi.catalogue.indicators import indicators

from .facts import Measure, Target, Term

Fact = TypeVar("Fact", Measure, Target)
_SAME = re.compile(r"即|也称|又称|简称|是指|指的是|就是|与.{0,12}(?:口径一致|同口径)")


@cache
def pairs() -> tuple[tuple[str, str], ...]:
    """Codes of indicators that may be the same, the narrower name (地方…) second."""
    found = set()
    for indicator in indicators():
        other = indicators().get(indicator.same_as_in_place) if indicator.same_as_in_place else None
        if other is not None:
            wide, narrow = sorted((indicator, other), key=lambda one: len(one.name))
            found.add((wide.code, narrow.code))
    return tuple(sorted(found))


def settle(measures: Sequence[Measure], terms: Sequence[Term]) -> dict[str, str]:
    """Indicator codes that this document shows to be another's: code → the code to use instead."""
    said = {measure.indicator for measure in measures}
    instead = {}
    for wide, narrow in pairs():
        if wide in said and (_by_glossary(wide, narrow, terms) or _by_figures(wide, narrow, measures)):
            instead[wide] = narrow
    return instead


def resettled(facts: Sequence[Fact], instead: dict[str, str]) -> tuple[Fact, ...]:
    """The facts with the settled codes."""
    if not instead:
        return tuple(facts)
    return tuple(
        replace(fact, indicator=instead[fact.indicator]) if fact.indicator in instead else fact for fact in facts
    )


def _by_glossary(wide: str, narrow: str, terms: Sequence[Term]) -> bool:
    """Whether an entry for one name says it is the other."""
    names = [indicator.all_names for code in (wide, narrow) if (indicator := indicators().get(code))]
    for term in terms:
        for own, others in (names, names[::-1]):
            if term.name in own and _SAME.search(term.definition[:40]):
                return any(other in term.definition for other in others)
    return False


def _by_figures(wide: str, narrow: str, measures: Sequence[Measure]) -> bool:
    """Whether both names stand in the document with the same figures wherever they speak of the same thing."""
    figures: dict[str, dict[tuple[str, str, str], float | int | tuple[float | int, float | int]]] = {
        wide: {},
        narrow: {},
    }
    for measure in measures:
        if measure.indicator in figures:
            figures[measure.indicator].setdefault((measure.period, measure.kind, measure.modality), measure.value)
    both = figures[wide].keys() & figures[narrow].keys()
    return bool(both) and all(figures[wide][key] == figures[narrow][key] for key in both)
