"""Drift: what a place's papers drop, soften, repeat and restate from one year to the next. Pure functions over papers."""

from __future__ import annotations

from collections.abc import Iterable

from luoshi.reckoning.threads.papers import Paper

from .dropping import dropped
from .finding import KINDS, Finding, Spot
from .names_in_use import names_in_use
from .repeating import repeated
from .restating import restated
from .wording_changed import changed_wording
from .years import by_year

__all__ = ["KINDS", "Finding", "Spot", "drift"]


def drift(papers: Iterable[Paper]) -> list[Finding]:
    """Every finding about these papers, place by place, in the order of `KINDS` and of the texts.

    Papers of several places are told apart; those whose place could not be told are taken to be of the one place that is there,
    where there is one. The same papers in whatever order give the same findings.
    """
    given = sorted(papers, key=lambda paper: (paper.document.start, paper.key))
    places = sorted({paper.place for paper in given} - {""})
    found: list[Finding] = []
    for place in places or [""]:
        years = by_year(paper for paper in given if paper.place == place or (not paper.place and len(places) == 1))
        for look in (dropped, changed_wording, repeated, restated, names_in_use):
            found += look(years)
    order = list(KINDS)
    return sorted(found, key=lambda one: (one.place, order.index(one.kind), one.spots[0].year, one.spots[0].start))
