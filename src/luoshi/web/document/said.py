"""What else the ledger says of the thing a figure is of: year by year in this place, in other places, the same figure again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from luoshi.catalogue.wording import wordings
from luoshi.ledger.lookup import Wanted, figures, said, said_of
from luoshi.ledger.models import Document
from luoshi.ledger.standing_rows import last_year, place_key
from luoshi.people.access import Person
from luoshi.reading import facts
from luoshi.reading.text import fold
from luoshi.reckoning import Said, Series, series
from luoshi.web.document.addresses import chart_of, place_page, words_address
from luoshi.web.wording import DOCUMENT_KINDS, VALUES

OTHER_TABLES = 3
PLACES = 12
LOOKED_AT = 150
"""Figures of other places that are looked at, the latest first."""
AGAIN = 12
_BARE = re.compile(r"[-−－+\d.．,，]+")
Place = tuple[int, int, int]
"""A document's number and a span of its text."""
SHORT = {
    "work_report": "工作报告", "plan_report": "计划报告", "budget_report": "预算报告", "midterm_evaluation": "中期评估",
    "final_evaluation": "终期评估", "adjustment": "调整", "bulletin": "公报", "task_table": "分解表", "policy": "文件",
    "other": "文件",
}  # fmt: skip
"""Kinds of document in a word, where a table has no room."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that says it, and where."""

    address: str
    short: str
    title: str
    here: bool
    """It is the very figure the panel is of."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure for one period and every document that gives it so."""

    modality: str
    label: str
    text: str
    sources: tuple[Source, ...]

    @property
    def here(self) -> bool:
        return any(each.here for each in self.sources)


@dataclass(frozen=True, slots=True)
class Period:
    """What was said of one period."""

    period: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A series as a small table."""

    name: str
    kind: str
    unit: str
    periods: tuple[Period, ...]
    chart: str
    """The address of its picture; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another place's latest figures of the same thing."""

    place: str
    page: str
    """The address of the place's page; empty where it has none."""
    period: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What else is said of a figure's thing."""

    own: Table | None = None
    """The series the figure belongs to."""
    others: tuple[Table, ...] = ()
    """The same thing in this place, counted otherwise."""
    elsewhere: tuple[Elsewhere, ...] = ()
    again: tuple[Source, ...] = ()
    """Where the same figure for the same period is said too."""


def around(
    person: Person, document: Document, about: facts.Document, fact: facts.Measure | facts.Target
) -> Around:  # fmt: skip
    """All of it for one measure or headline target of the document, from what the person may see."""
    place = place_key(about.place.name, about.place.code, about.place.parent)
    if not place or not (fact.indicator or fact.subject):
        return Around()
    every = said_of(person, place_key=place, indicator=fact.indicator, subject=fact.subject)
    here = (document.pk, fact.start, fact.end)
    bare = [one for one in every if one.value is None and one.year is not None]  # 与经济增长同步 belongs to every series
    own, others = None, []
    for each in series(every):
        if fact.value is not None and (each.kind, each.unit) == (fact.kind, fact.unit):
            own = _table(each, [*each.said, *bare], here)
        else:
            others.append(_table(each, each.said, here))
    if own is None and bare:
        own = Table(fact.subject, "", "", _periods(bare, here), "")
    return Around(own, tuple(others[:OTHER_TABLES]), _elsewhere(person, place, fact), _again(every, document, fact))


def _table(each: Series, said: Iterable[Said], here: Place | None) -> Table:
    kind = VALUES["kind"].get(each.kind, each.kind)
    chart = chart_of(each) if len(each.years) > 1 else ""
    return Table(each.name, kind, each.unit, _periods(said, here), chart)


_ORDER = {"target": 0, "estimated": 1, "actual": 2}


def _periods(said: Iterable[Said], here: Place | None) -> tuple[Period, ...]:
    """The figures period by period, the latest first, those of several years last; what was meant before what came of it."""
    ordered = sorted(said, key=lambda one: ("-" in one.period, -(one.year or 0), one.period))
    return tuple(
        Period(period.replace("-", "至"), _lines(list(group), here))
        for period, group in groupby(ordered, key=lambda one: one.period or str(one.year or ""))
    )


def _lines(said: Sequence[Said], here: Place | None) -> tuple[Line, ...]:
    same: dict[tuple[object, ...], list[Said]] = {}
    for one in sorted(said, key=lambda one: (_ORDER.get(one.modality, 3), one.said_in or 0, one.document, one.start)):
        figure = (one.text,) if one.value is None else (one.value, one.value_high, one.bound)
        same.setdefault((one.modality, *figure), []).append(one)
    return tuple(
        Line(
            group[0].modality,
            VALUES["modality"].get(group[0].modality, group[0].modality),
            _words(group),
            tuple(_source(one, here) for one in group),
        )
        for group in same.values()
    )


def _words(same: Sequence[Said]) -> str:
    """The figure as one of the documents puts it, with the words that bound it; one out of a table gets its unit back."""
    one = next((one for one in same if not _BARE.fullmatch(one.text)), same[0])
    text = fold(one.text) + (one.unit if _BARE.fullmatch(one.text) else "")
    for word in one.wording.split("|"):
        position = _bounds().get(word)
        if position is not None and word not in one.text:
            text = f"{word}{text}" if position == "before" else f"{text}{word}"
    return text


@cache
def _bounds() -> dict[str, str]:
    """The words that put a bound on a figure (突破, 左右) and on which side of it they stand."""
    return {each.words: each.position for each in wordings() if each.bound}


def _source(one: Said, here: Place | None) -> Source:
    kind = SHORT.get(one.document_kind, DOCUMENT_KINDS.get(one.document_kind, ""))
    short = f"{one.said_in or ''}{kind}"
    address = words_address(one.document, one.start, one.end)
    return Source(address, short, one.title or short, _over(one, here))


def _elsewhere(person: Person, place: str, fact: facts.Measure | facts.Target) -> tuple[Elsewhere, ...]:
    """Other places' figures for the same year, or for the last one before it."""
    if not fact.indicator or not fact.kind:
        return ()
    found = figures(person, Wanted(indicators=(fact.indicator,), kinds=(fact.kind,)))
    found = found.filter(unit=fact.unit, year__isnull=False).exclude(place_key=place).exclude(place_key="")
    if (year := last_year(fact.period)) is not None:
        found = found.filter(year__lte=year)
    if "-" not in fact.period:  # a year's figure is not held against a five-year plan's
        found = found.exclude(period__contains="-")
    latest = found.defer("standing__counts", "standing__coverage").order_by("-year", "-pk")[:LOOKED_AT]
    shown = []
    for each in sorted(series(said(latest)), key=lambda each: each.place_key)[:PLACES]:
        last = each.years[-1]
        lines = _lines([*last.targets, *last.estimates, *last.actuals], None)
        shown.append(Elsewhere(each.place, place_page(each.place_key), last.period.replace("-", "至"), lines))
    return tuple(shown)


def _again(every: Iterable[Said], document: Document, fact: facts.Measure | facts.Target) -> tuple[Source, ...]:
    """The other sentences that give the same figure for the same period."""
    value = fact.value if isinstance(fact.value, tuple) else (fact.value, None)
    wanted = (fact.period, fact.kind, fact.unit, fact.modality if isinstance(fact, facts.Measure) else "target", value)
    kept: list[Said] = []
    for one in every:
        said = (one.period, one.kind, one.unit, one.modality, (one.value, one.value_high))
        seen = [(each.document, each.start, each.end) for each in kept] + [(document.pk, fact.start, fact.end)]
        if said == wanted and one.value is not None and not any(_over(one, each) for each in seen):
            kept.append(one)
    return tuple(_source(one, None) for one in kept[:AGAIN])


def _over(one: Said, place: Place | None) -> bool:
    """Whether it stands on these words: a headline target and the measure in it are one figure."""
    return place is not None and one.document == place[0] and one.start < place[2] and place[1] < one.end
