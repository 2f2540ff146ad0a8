"""Figures of an indicator as the ledger had them at a time: from the readings of that day, with people's corrections of that day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from luoshi.ledger.reckoned import papers_of_place
from luoshi.ledger.rows import value_columns
from luoshi.ledger.standing_rows import last_year, report_year
from luoshi.people.access import Person
from luoshi.reading.facts import Measure, Target
from luoshi.reckoning import Said
from luoshi.reckoning.series import scope_of
from luoshi.reckoning.threads import Paper


def said_as_of(person: Person, places: Iterable[str], indicator: str, as_of: datetime) -> list[Said]:
    """Everything said of the indicator in these places, by their keys, as `lookup.said` gives what is said now."""
    found = []
    for key in places:
        for paper in papers_of_place(person, key, as_of=as_of):
            every: list[Measure | Target] = [*paper.reading.targets, *paper.reading.measures]
            found += [_said(paper, key, fact) for fact in every if fact.indicator == indicator]
    return found


def _said(paper: Paper, key: str, fact: Measure | Target) -> Said:
    about = paper.document
    is_target = isinstance(fact, Target)
    value: Any
    high: Any
    value, high = value_columns(fact.value)
    return Said(
        place=about.place.name, place_key=key, subject=fact.subject, indicator=fact.indicator, kind=fact.kind,
        modality="target" if isinstance(fact, Target) else fact.modality, bound=fact.bound, value=value, value_high=high, unit=fact.unit,
        period=fact.period, year=last_year(fact.period), text=fact.text if isinstance(fact, Target) else paper.text[fact.start : fact.end],
        wording=fact.wording, document=int(paper.key), title=about.title, document_kind=about.kind, said_in=report_year(about),
        start=fact.start, end=fact.end, headline=is_target, scope=scope_of(about.place.level),
    )  # fmt: skip
