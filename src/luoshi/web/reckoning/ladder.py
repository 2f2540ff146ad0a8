"""层层加码: one indicator's targets for one year, from the nation down, as a ladder and in the order they were announced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from luoshi.catalogue.indicators import Indicator, indicators
from luoshi.catalogue.reckoned import base_of
from luoshi.ledger.ladders import (
    MOST,
    Gathered,
    Tree,
    gathered,
    most_said,
    planning_years,
    provinces_and_cities,
    trees,
)
from luoshi.people.access import Person
from luoshi.reckoning.ratchet import Ratchet, ratchet
from luoshi.reckoning.rungs import record
from luoshi.web.asked import day, end_of, words, years
from luoshi.web.facts.filters import MEASURE_KINDS
from luoshi.web.facts.pictures import look_of, picture
from luoshi.web.facts.series import Chart
from luoshi.web.reckoning.ladder_chart import ladder_chart, title_of
from luoshi.web.reckoning.ladder_rows import heads, name_of, rows_of, shown
from luoshi.web.reckoning.tables import FORMS, table_file

EXAMPLES = 12
"""Indicators offered where none is chosen."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; what cannot be taken is left out."""

    words: str
    """The indicator as it was typed."""
    known: Indicator | None
    year: int
    """0: none is known of."""
    years: Sequence[int]
    place: str
    """As it was typed, or a code."""
    trees: Sequence[Tree]
    """The places it may mean."""
    kind: str
    unit: str
    day: str
    """ISO; empty for now."""

    @property
    def tree(self) -> Tree | None:
        return self.trees[0] if len(self.trees) == 1 else None

    @property
    def ready(self) -> bool:
        """Whether it is plain what is wanted."""
        return self.known is not None and self.year > 0 and len(self.trees) < 2

    def address(self, **changes: str) -> str:
        """The query with these values otherwise; an empty one takes the name out."""
        code = self.known.code if self.known else self.words
        place = self.tree.key if self.tree else self.place if self.trees else ""
        given = {"indicator": code, "year": str(self.year or ""), "place": place, "kind": self.kind, "unit": self.unit, "as_of": self.day, **changes}
        return f"?{urlencode([(name, value) for name, value in given.items() if value])}"


@dataclass(frozen=True, slots=True)
class Found:
    """The ladders there are, and the one that is shown."""

    gathered: Gathered
    ladders: list[Ratchet]
    chosen: Ratchet | None


@require_safe
def ladder(request: HttpRequest) -> HttpResponse:
    """The ladder of an indicator and a year, of all places or of one province or city; without them a form to choose."""
    asked = _asked(request)
    context: dict[str, object] = {
        "asked": asked, "known": asked.known, "most": MOST, "indicators": [(each.name, each.theme) for each in indicators()],
        "places": provinces_and_cities(request.user, asked.year) if asked.year else [], "then": f"&as_of={asked.day}" if asked.day else "",
    }  # fmt: skip
    if not asked.ready:
        context["examples"] = _examples(request.user, asked) if asked.known is None else []
        return render(request, "reckoning/ladder.html", context)
    found = _found(request.user, asked)
    context |= {"gathered": found.gathered, "ladder": found.chosen}
    if found.chosen is not None:
        one = found.chosen
        context |= {
            "name": name_of(one), "shown": shown(one, found.gathered.keys), "charts": _charts(one, asked),
            "ways": [
                (MEASURE_KINDS.get(each.kind, ""), each.unit, asked.address(kind=each.kind, unit=each.unit), each is one) for each in found.ladders
            ],
            "forms": list(FORMS.items()), "query": asked.address(kind=one.kind, unit=one.unit),
            "compared": f"{reverse('compare')}?{urlencode({'indicator': one.indicator, 'kind': one.kind, 'unit': one.unit, 'modality': 'target'})}{f'&as_of={asked.day}' if asked.day else ''}",
        }  # fmt: skip
    return render(request, "reckoning/ladder.html", context)


@require_safe
def ladder_picture(request: HttpRequest) -> HttpResponseBase:
    """The targets of the ladder that is shown, as a picture; 404 where there is nothing to draw."""
    specification = ladder_chart(_chosen(request)[0], look_of(request))
    if specification is None:
        raise Http404
    return picture(request, specification)


@require_safe
def ladder_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """What is shown, as a file."""
    if form not in FORMS:
        raise Http404
    one, asked = _chosen(request)
    within = asked.tree.name if asked.tree else ""
    return table_file(
        f"{within}{one.year}年{name_of(one)}目标层层加码", form, sheet="层层加码", heads=heads(),
        rows=rows_of(one, request.build_absolute_uri), records=(record(one, each) for each in one.rungs),
    )  # fmt: skip


def _asked(request: HttpRequest) -> Asked:
    person, given = request.user, words(request.GET, "indicator")
    known = indicators().get(given) or indicators().find(given)
    there = planning_years(person)
    year = (*years(request.GET, "year"), *there, 0)[0]
    place = words(request.GET, "place")
    return Asked(given, known, year, there, place, trees(person, place) if place else [], words(request.GET, "kind"), words(request.GET, "unit"), day(request.GET))


def _found(person: Person, asked: Asked) -> Found:
    assert asked.known is not None, "asked only where it is plain what is wanted"
    papers = gathered(person, asked.known.code, asked.year, asked.tree, as_of=end_of(asked.day))
    ladders = ratchet(papers.papers, asked.known.code, asked.year)
    of_choice = (each for each in ladders if (each.kind, each.unit) == (asked.kind, asked.unit))
    return Found(papers, ladders, next(of_choice, ladders[0] if ladders else None))


def _chosen(request: HttpRequest) -> tuple[Ratchet, Asked]:
    asked = _asked(request)
    one = _found(request.user, asked).chosen if asked.ready else None
    if one is None:
        raise Http404
    return one, asked


def _examples(person: Person, asked: Asked) -> list[tuple[str, int, str]]:
    """Name, number of documents and address of the indicators of which most is said for the year."""
    if not asked.year:
        return []
    names: dict[str, tuple[str, int, str]] = {}
    for code, count in most_said(person, asked.year, EXAMPLES):
        known = indicators().get(base_of(code))
        if known is not None:
            names.setdefault(known.code, (known.name, count, asked.address(indicator=known.code)))
    return list(names.values())


def _charts(one: Ratchet, asked: Asked) -> list[Chart]:
    title = title_of(one)
    return [Chart(f"{reverse('ladder-chart')}{asked.address(kind=one.kind, unit=one.unit)}", f"{title}。各地目标见表。")] if title else []
