"""Comparing: one indicator, several places, some years, as a table with ranks and as a chart. The address holds all that was chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from luoshi.catalogue.indicators import Indicator, indicators
from luoshi.ledger.lookup import Wanted
from luoshi.people.access import Person
from luoshi.reading.facts import Modality
from luoshi.reckoning import Said, Series
from luoshi.reckoning.comparing import Cell, compare, lowest_first
from luoshi.web import asked
from luoshi.web.charts import PLACES, is_single
from luoshi.web.document.addresses import words_address
from luoshi.web.facts.filters import MEASURE_KINDS, Filters, boxes, filters_of
from luoshi.web.facts.series import Chart, most_said_in, series_as_of, series_of, with_unit

MOST = 12
"""Places that are compared at once."""
YEARS = 8
"""Years in the table, where none are chosen."""
MOST_YEARS = 20
MODALITIES = {"actual": "实绩", "estimated": "预计", "target": "目标"}
EMPTY = 2
"""Boxes that wait for another place."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; what cannot be taken is empty."""

    filters: Filters
    kind: str
    unit: str
    modality: str
    first: int
    last: int
    day: str
    """ISO; empty for now."""

    @property
    def code(self) -> str:
        return (*self.filters.wanted.indicators, "")[0]

    def address(self, **changes: str) -> str:
        """The query with these values otherwise; an empty one takes the name out."""
        given = {
            "indicator": self.code, "kind": self.kind, "unit": self.unit, "modality": self.modality,
            "from": str(self.first or ""), "to": str(self.last or ""), "as_of": self.day, **changes,
        }  # fmt: skip
        places = [("place", key) for key in self.filters.wanted.places]
        return f"?{urlencode([*((name, value) for name, value in given.items() if value), *places])}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as it is read."""

    year: int
    text: str
    address: str
    """Of the words; empty where the figure is missing."""
    modality: str
    title: str
    rank: str
    """第1位; else why there is none."""
    differing: tuple[tuple[str, str, str], ...]
    """Other figures: text, address, document."""


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """One indicator in the places chosen, else in those that say most of it."""
    wanted = _asked(request)
    known = indicators().get(wanted.code)
    context: dict[str, object] = {
        "asked": wanted, "known": known, "most": MOST, "modalities": list(MODALITIES.items()),
        "boxes": boxes(wanted.filters, request.user, ("indicator", "place")), "first": wanted.first, "last": wanted.last,
        "chosen": _chosen(wanted), "more": range(EMPTY if len(wanted.filters.wanted.places) < MOST else 0),
    }  # fmt: skip
    if known is not None:
        context |= _compared(request.user, known, wanted)
    return render(request, "reckoning/compare.html", context)


def _asked(request: HttpRequest) -> Asked:
    filters = filters_of(request.GET, request.user, ("indicator", "place"))
    kind, unit, modality = (asked.words(request.GET, name) for name in ("kind", "unit", "modality"))
    first, last = ((*asked.years(request.GET, name), 0)[0] for name in ("from", "to"))
    if first and last and first > last:
        first, last = last, first
    return Asked(filters, kind if kind in MEASURE_KINDS else "", unit, modality if modality in MODALITIES else "", first, last, asked.day(request.GET))


def _chosen(wanted: Asked) -> list[tuple[str, str]]:
    """The places chosen: key, name."""
    return [(key, label) for (name, key), label in wanted.filters.labels.items() if name == "place"][:MOST]


def _compared(person: Person, known: Indicator, wanted: Asked) -> dict[str, object]:
    """What the figures of the places give: table, chart, and the other ways in which they might be compared."""
    keys = wanted.filters.wanted.places[:MOST] or most_said_in(person, known.code)
    as_of = asked.end_of(wanted.day)
    found = (series_as_of(person, keys, known.code, as_of) if as_of else series_of(person, Wanted(places=keys, indicators=(known.code,)))) if keys else []
    there = sorted({year.year for one in found for year in one.years if is_single(year)})
    ways = _ways(found, within := [year for year in there if (wanted.first or year) <= year <= (wanted.last or year)])
    kind, unit = (wanted.kind, wanted.unit) if (wanted.kind, wanted.unit) in ways else (ways[0] if ways else ("", ""))
    alike = [one for one in found if (one.kind, one.unit) == (kind, unit)]
    modality = wanted.modality or _firmest(alike, within)
    years = _years(alike, within, wanted, modality)
    names = _names(wanted, found)
    return {
        "years": years, "every": sorted({*there, wanted.first, wanted.last} - {0}, reverse=True), "modality": modality, "said_as": MODALITIES[modality],
        "rows": [
            (row.place_key, names.get(row.place_key, row.place_key), row.series, [_shown(cell) for cell in row.cells])
            for row in compare(alike, keys, years, cast(Modality, modality))
        ],
        "chosen": [(key, names.get(key, key)) for key in keys], "more": range(EMPTY if len(keys) < MOST else 0),
        "ways": [(MEASURE_KINDS.get(way[0], way[0]), way[1], wanted.address(kind=way[0], unit=way[1]), way == (kind, unit)) for way in ways],
        "as": [(word, wanted.address(kind=kind, unit=unit, modality=each), each == modality) for each, word in MODALITIES.items()],
        "charts": _charts(alike, years, modality, wanted.day), "lowest_first": lowest_first(known.good), "unranked": known.good == "band",
        "sentences": f"{reverse('measures')}?{urlencode([('indicator', known.code), *(('place', key) for key in keys)])}",
    }  # fmt: skip


def _ways(found: Sequence[Series], years: Sequence[int]) -> list[tuple[str, str]]:
    """The kinds and units in which something is said of these years, those of most places first, then those of most years."""
    places: Counter[tuple[str, str]] = Counter()
    figures: Counter[tuple[str, str]] = Counter()
    for one in found:
        told = sum(is_single(year) and year.year in years for year in one.years)
        places[one.kind, one.unit] += bool(told)
        figures[one.kind, one.unit] += told
    return sorted((way for way in places if places[way]), key=lambda way: (-places[way], -figures[way], way))


def _firmest(alike: Sequence[Series], years: Sequence[int]) -> str:
    """Done where anything is said to be done in these years, else expected, else meant."""
    told = [year for one in alike for year in one.years if is_single(year) and year.year in years]
    return "actual" if any(year.actuals for year in told) else "estimated" if any(year.estimates for year in told) else "target"


def _years(alike: Sequence[Series], within: Sequence[int], wanted: Asked, modality: str) -> list[int]:
    """The years of the table: from the first to the last of which there is something to show, none left out between; the latest so many
    unless the address says from when."""
    told = {
        year.year for one in alike for year in one.years
        if is_single(year) and year.year in within and (year.targets if modality == "target" else year.result)
    }  # fmt: skip
    if not told:
        return []
    years = list(range(wanted.first or min(told), (wanted.last or max(told)) + 1))
    return years[-(MOST_YEARS if wanted.first else YEARS) :]


def _names(wanted: Asked, found: Sequence[Series]) -> dict[str, str]:
    return dict(_chosen(wanted)) | {one.place_key: one.place for one in found}


def _shown(cell: Cell) -> Shown:
    said = cell.said
    if said is None:
        return Shown(cell.year, "缺", "", "", "", "", ())
    rank = f"第{cell.rank}位" if cell.rank else cell.why
    others = tuple((with_unit(one), _words(one), one.title) for one in cell.differing)
    return Shown(cell.year, with_unit(said), _words(said), said.modality, f"{MODALITIES[said.modality]}：{said.title}", rank, others)


def _words(said: Said) -> str:
    return words_address(said.document, said.start, said.end)


def _charts(alike: Sequence[Series], years: Sequence[int], modality: str, day: str) -> list[Chart]:
    """The chart of the places that have something to draw, where there are at least two."""
    side = "target" if modality == "target" else "result"
    drawn = [
        one for one in alike
        if any((year.target if side == "target" else year.result) for year in one.years if year.year in years and is_single(year))
    ][:PLACES]  # fmt: skip
    if len(drawn) < 2:
        return []
    first = drawn[0]
    query = [("place", one.place_key) for one in drawn]
    query += [("thing", first.thing), ("kind", first.kind), ("unit", first.unit), *(("year", str(year)) for year in years)]
    query += [("side", side)] if side == "target" else []
    query += [("as_of", day)] if day else []
    places = "、".join(one.place for one in drawn)
    return [Chart(f"{reverse('series-chart')}?{urlencode(query)}", f"{first.name}：{places}各年的{'目标' if side == 'target' else '结果'}。各年数字见表。")]
