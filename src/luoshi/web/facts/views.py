"""The tables of facts: measures and headline targets, and tasks; as rows, as a chart, as a file."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from luoshi.ledger.lookup import Wanted
from luoshi.people.access import Person
from luoshi.web.facts.counts import COUNTED_BY, counts_of
from luoshi.web.facts.export import FORMS
from luoshi.web.facts.filters import MEASURES, TASKS, Filters, boxes, filters_of
from luoshi.web.facts.listing import FIGURE_SORTS, TASK_SORTS, figures_page, tasks_page
from luoshi.web.facts.rows import figure_rows, task_rows
from luoshi.web.facts.series import YEARS, Chart, alike, chart_of, most_said_in, places_chart_of, series_of, table_of

FIRST = 5
"""Boxes that stand open; the others are behind one word."""


@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """Measures, or the headline targets, that are wanted."""
    filters = filters_of(request.GET, request.user, MEASURES)
    sort = _sort(request, FIGURE_SORTS)
    context = _context(request, "measures", filters)
    context |= {"all_measures": filters.address(headline=""), "headline_targets": filters.address(headline="1")}
    if context["view"] == "chart":
        picture = _picture(request.user, filters) or _counts(request, "measures", filters)
        return render(request, "facts/measures.html", context | picture)
    page = figures_page(request.user, filters.wanted, page=request.GET.get("page"), sort=sort)
    context |= {"page": page, "rows": figure_rows(page.rows), "sorts": _sorts(request, filters, FIGURE_SORTS, sort)}
    return render(request, "facts/measures.html", context | _series_beside(request.user, filters.wanted))


@require_safe
def commitments(request: HttpRequest) -> HttpResponse:
    """Tasks that are wanted."""
    filters = filters_of(request.GET, request.user, TASKS)
    sort = _sort(request, TASK_SORTS)
    context = _context(request, "commitments", filters)
    if context["view"] == "chart":
        return render(request, "facts/commitments.html", context | _counts(request, "commitments", filters))
    page = tasks_page(request.user, filters.wanted, page=request.GET.get("page"), sort=sort)
    rows = task_rows(page.rows, filters.wanted.words)
    return render(
        request,
        "facts/commitments.html",
        context | {"page": page, "rows": rows, "sorts": _sorts(request, filters, TASK_SORTS, sort)},
    )


def _context(request: HttpRequest, table: str, filters: Filters) -> dict[str, Any]:
    names = MEASURES if table == "measures" else TASKS
    form = boxes(filters, request.user, [name for name in names if name not in ("words", "document", "headline")])
    more = urlencode([*filters.pairs, *(("sort", sort) for sort in [request.GET.get("sort", "")[:8]] if sort)])
    view = "chart" if request.GET.get("view") == "chart" else "rows"
    return {
        "filters": filters,
        "boxes": form[:FIRST],
        "more_boxes": form[FIRST:],
        "more_open": any(box.value for box in form[FIRST:]),
        "view": view,
        "exports": [(f"{reverse(f'{table}-{form}')}?{more}", label) for form, label in FORMS.items()],
        "hidden": [pair for pair in filters.pairs if pair[0] in ("document", "headline")],
    }


def _sort(request: HttpRequest, sorts: dict[str, str]) -> str:
    asked = request.GET.get("sort", "")
    return asked if asked in sorts else next(iter(sorts))


def _sorts(request: HttpRequest, filters: Filters, sorts: dict[str, str], chosen: str) -> list[tuple[str, str, bool]]:
    return [(label, filters.address(sort=name), name == chosen) for name, label in sorts.items()]


def _series_beside(person: Person, wanted: Wanted) -> dict[str, Any]:
    """Above the rows of one indicator in one place: its series, drawn."""
    if len(wanted.indicators) != 1 or len(wanted.places) != 1:
        return {}
    found = series_of(person, Wanted(places=wanted.places, indicators=wanted.indicators))
    return {"charts": [chart_of(each) for each in found if len(each.years) > 1][:2]}


def _picture(person: Person, filters: Filters) -> dict[str, Any]:
    """Of one indicator, its series in the places chosen, else in those with most of it; else how many rows there are of what."""
    wanted = filters.wanted
    if len(wanted.indicators) != 1:
        return {}
    places = wanted.places or most_said_in(person, wanted.indicators[0])
    found = series_of(person, Wanted(places=places, indicators=wanted.indicators)) if places else []
    if wanted.kinds:
        found = [one for one in found if one.kind in wanted.kinds]
    compared = alike(found)
    drawn = compared if len(compared) > 1 else [one for one in found if len(one.years) > 1][:4]
    charts = [places_chart_of(drawn)] if len(compared) > 1 else [chart_of(one) for one in drawn]
    return {
        "charts": charts,
        "table": table_of(drawn, YEARS),
        "by_place": len(compared) > 1,
        "first_head": "地区" if len(compared) > 1 else "",
        "indicator": wanted.indicators[0],
    }


def _counts(request: HttpRequest, table: str, filters: Filters) -> dict[str, Any]:
    """How many rows there are of what, drawn and as a table."""
    ways = {name: label for name, label in COUNTED_BY.items() if table == "measures" or name != "modality"}
    asked = request.GET.get("by", "")
    by = asked if asked in ways else "theme"
    counts = counts_of(request.user, table, filters.wanted, by)
    address = f"{reverse(f'{table}-chart')}?{urlencode([*filters.pairs, ('by', by)])}"
    return {
        "counts": counts,
        "counted": [(label, count, filters.with_value(by, value)) for value, label, count in counts.rows],
        "ways": [(label, filters.address(view="chart", by=name), name == by) for name, label in ways.items()],
        "charts": [Chart(address, counts.answer)] if counts.rows else [],
    }
