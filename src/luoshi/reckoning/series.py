"""Series: everything said of one thing in one place, year by year, what was meant told apart from what was done.

Nothing is chosen or averaged here: two figures for one year stand side by side, each with who said it and when. Figures of
different kinds (a level, a growth rate) or units never share a series.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from luoshi.catalogue.indicators import indicators
from luoshi.reading.facts import Level, MeasureKind, Modality

Scope = Literal["administrative", "functional", ""]
"""Of which place figures are: of an administrative one, or of a functional zone, which counts other ground and other firms than the
district it lies in; empty where that is not known."""
SCOPES: dict[Scope, str] = {"administrative": "行政区口径", "functional": "功能区口径", "": ""}


def scope_of(level: Level) -> Scope:
    """The scope of what a place of that level says of itself."""
    return "functional" if level == "zone" else "administrative" if level else ""


@dataclass(frozen=True, slots=True)
class Said:
    """One figure as one document gives it."""

    place: str
    place_key: str
    subject: str
    indicator: str
    kind: MeasureKind | str
    modality: Modality | str
    bound: str
    value: float | None
    """Multipliers expanded; of a range the low end. None where a target has no number."""
    value_high: float | None
    unit: str
    period: str
    year: int | None
    """The last year of the period."""
    text: str
    """The figure in its own words; of a target without a number, what it aims at."""
    wording: str
    document: int
    """The document's number in the ledger."""
    title: str
    document_kind: str
    said_in: int | None
    """The year the document is known by."""
    start: int
    end: int
    """Where the words stand in the document's text."""
    headline: bool
    """Whether the document puts it among its headline targets."""
    scope: Scope = ""

    @property
    def thing(self) -> str:
        """What it is of: the catalogue's indicator, else the subject's own words."""
        return self.indicator or self.subject


@dataclass(frozen=True, slots=True)
class Year:
    """What was said of one year: lists in the order in which it was said."""

    year: int
    period: str
    targets: tuple[Said, ...]
    estimates: tuple[Said, ...]
    actuals: tuple[Said, ...]

    @property
    def result(self) -> Said | None:
        """The firmest and latest word on what came of it: done before estimated."""
        return (self.actuals or self.estimates or (None,))[-1]

    @property
    def target(self) -> Said | None:
        """The target as last set."""
        return self.targets[-1] if self.targets else None


@dataclass(frozen=True, slots=True)
class Series:
    """One thing in one place, of one kind and unit."""

    place: str
    place_key: str
    thing: str
    name: str
    """What it is called: the indicator's name, else the subject."""
    kind: str
    unit: str
    good: str
    """more, less or band; empty where the catalogue does not know the thing."""
    years: tuple[Year, ...]
    scope: Scope = ""

    @property
    def said(self) -> tuple[Said, ...]:
        """Everything said, year by year."""
        return tuple(one for year in self.years for one in (*year.targets, *year.estimates, *year.actuals))


def series(said: Iterable[Said]) -> list[Series]:
    """The series in these figures, those with most years first. Figures without a number or a year are in none.

    A five-year plan's target (2021-2025) stands in a series of its own year and period beside the yearly one.
    """
    groups: dict[tuple[str, str, str, str], list[Said]] = defaultdict(list)
    for one in said:
        if one.value is not None and one.year is not None:
            groups[one.place_key, one.thing, one.kind, one.unit].append(one)
    found = [_series(group) for group in groups.values()]
    return sorted(found, key=lambda each: (-len(each.years), each.place_key, each.thing, each.kind, each.unit))


def _series(group: list[Said]) -> Series:
    first = group[0]
    known = indicators().get(first.indicator) if first.indicator else None
    by_period: dict[tuple[int, str], list[Said]] = defaultdict(list)
    for one in _once_each(group):
        by_period[one.year or 0, one.period].append(one)
    years = tuple(_year(year, period, by_period[year, period]) for year, period in sorted(by_period))
    return Series(
        place=first.place,
        place_key=first.place_key,
        thing=first.thing,
        name=known.name if known else first.subject,
        kind=first.kind,
        unit=first.unit,
        good=known.good if known else "",
        years=years,
        scope=first.scope,
    )


def _once_each(group: Iterable[Said]) -> list[Said]:
    """Without what stands on the same words twice (a headline target is a measure too), in the order of saying."""
    places: dict[tuple[int, int], list[Said]] = defaultdict(list)
    kept: list[Said] = []
    for one in sorted(group, key=lambda one: (not one.headline, one.start, -one.end)):
        there = places[one.document, one.year or 0]
        if any(_same(one, other) for other in there):
            continue
        there.append(one)
        kept.append(one)
    return sorted(kept, key=lambda one: (one.said_in or 0, one.document, one.start))


def _same(one: Said, other: Said) -> bool:
    overlap = one.start < other.end and other.start < one.end
    return overlap and one.value == other.value and one.modality == other.modality


def _year(year: int, period: str, said: list[Said]) -> Year:
    def of(modality: str) -> tuple[Said, ...]:
        return tuple(one for one in said if one.modality == modality)

    return Year(year, period, of("target"), of("estimated"), of("actual"))
