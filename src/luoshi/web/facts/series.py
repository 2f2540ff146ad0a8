"""Series as tables: a row a series, a column a year, the target beside what came of it, each figure leading to its words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from luoshi.ledger.as_of import said_as_of
from luoshi.ledger.lookup import Wanted, figures, said
from luoshi.people.access import Person
from luoshi.reckoning import Said, Series, Year, series
from luoshi.web.answers import answer, name_of
from luoshi.web.charts import PLACES, is_single
from luoshi.web.document.addresses import words_address

MOST = 4000
"""Figures that go into the series of one page."""
YEARS = 8
"""Years in a table."""
_BARE = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")
WORDS = {"target": "目标", "estimated": "预计", "actual": "实绩"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it was said, with the address of its words."""

    text: str
    address: str
    modality: str
    word: str
    """目标, 预计, 实绩."""
    title: str
    """The document that says it."""
    others: int
    """How often else something was said of the same period and modality."""
    period: str
    """The period, where it is longer than a year."""


@dataclass(frozen=True, slots=True)
class Row:
    """A series as a row."""

    series: Series
    name: str
    cells: tuple[tuple[int, tuple[Figure, ...]], ...]
    """For each year of the table, the target and the result; of a longer period, under its last year."""

    @property
    def code(self) -> str:
        """The indicator's code, where the catalogue knows the thing."""
        return self.series.thing if self.series.good else ""


@dataclass(frozen=True, slots=True)
class Table:
    """Several series over the same years."""

    years: tuple[int, ...]
    rows: tuple[Row, ...]
    earlier: bool
    """Earlier years were left out."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart's addresses and what it says."""

    address: str
    alt: str


def table_of(several: Sequence[Series], most: int) -> Table:
    """The series in their order, over the last so many years."""
    years = sorted({year.year for each in several for year in each.years})
    shown = tuple(years[-most:])
    return Table(shown, tuple(Row(each, name_of(each), _cells(each, shown)) for each in several), len(years) > most)


def _cells(series: Series, years: Sequence[int]) -> tuple[tuple[int, tuple[Figure, ...]], ...]:
    """The year's own figures first, then the targets of plans that end with it."""
    figures: dict[int, list[Figure]] = {year: [] for year in years}
    for each in sorted(series.years, key=lambda each: not is_single(each)):
        if each.year in figures:
            figures[each.year] += _said(each)
    return tuple((year, tuple(found)) for year, found in figures.items())


def _said(year: Year) -> list[Figure]:
    """The target and the result; of a longer period the target alone, as its result stands beside no year's."""
    results = year.actuals or year.estimates
    pairs = [(year.target, len(year.targets))]
    if is_single(year):
        pairs.append((year.result, len(results)))
    return [_figure(said, count, is_single(year)) for said, count in pairs if said is not None]


def _figure(said: Said, count: int, single: bool) -> Figure:
    period = "" if single else said.period.replace("-", "–")
    address = words_address(said.document, said.start, said.end)
    return Figure(with_unit(said), address, said.modality, WORDS.get(said.modality, ""), said.title, count - 1, period)


def with_unit(said: Said) -> str:
    """The figure in its own words; a bare number, as tables have them, with its unit."""
    bare = _BARE.fullmatch(said.text)
    if bare is None or not said.unit or said.value is None:
        return said.text
    number = float(bare[0].replace(",", ""))
    scale = said.value / number if number else 1
    word = next((word for word, size in (("", 1), ("万", 1e4), ("亿", 1e8)) if math.isclose(scale, size)), None)
    return said.text if word is None else f"{said.text}{word}{said.unit}"


def chart_of(one: Series, day: str = "") -> Chart:
    """The chart of one series, as the ledger had it on a day (ISO) where one is given."""
    asked = {"place": one.place_key, "thing": one.thing, "kind": one.kind, "unit": one.unit, **({"as_of": day} if day else {})}
    return Chart(f"{reverse('series-chart')}?{urlencode(asked)}", f"{answer(one)}。各年数字见表。")


def alike(several: Iterable[Series]) -> list[Series]:
    """A series a place, all of the kind and unit that most places have."""
    found: dict[tuple[str, str], dict[str, Series]] = {}
    for one in several:
        found.setdefault((one.kind, one.unit), {}).setdefault(one.place_key, one)
    return list(max(found.values(), key=len).values()) if found else []


def places_chart_of(several: Sequence[Series]) -> Chart:
    """The chart that compares the results of one thing in several places."""
    first = several[0]
    asked = [("place", each.place_key) for each in several[:PLACES]]
    asked += [("thing", first.thing), ("kind", first.kind), ("unit", first.unit)]
    places = "、".join(each.place for each in several[:PLACES])
    return Chart(f"{reverse('series-chart')}?{urlencode(asked)}", f"{name_of(first)}：{places}各年的结果。各年数字见表。")


def series_of(person: Person, wanted: Wanted) -> list[Series]:
    """The series in the measures and the headline targets that are wanted, of at most `MOST` figures each, the latest years first."""
    found: list[Said] = []
    for headline in (True, False):
        rows = figures(person, replace(wanted, headline=headline)).filter(year__isnull=False)
        found += said(rows.order_by("-year", "-standing", "start")[:MOST])
    return series(found)


def series_as_of(person: Person, places: Sequence[str], indicator: str, as_of: datetime, years: Sequence[int] = ()) -> list[Series]:
    """As `series_of`, of an indicator in these places, as the ledger had it then; in these years alone where any are given."""
    found = said_as_of(person, places, indicator, as_of)
    return series(each for each in found if not years or each.year in years)


def most_said_in(person: Person, indicator: str, most: int = PLACES) -> tuple[str, ...]:
    """The keys of the places that say most of an indicator."""
    rows = figures(person, Wanted(indicators=(indicator,))).exclude(place_key="").order_by()
    counted = rows.values_list("place_key").annotate(count=Count("pk")).order_by("-count", "place_key")
    return tuple(key for key, _ in counted[:most])
