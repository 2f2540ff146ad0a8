"""The shelf: the documents that stand now, narrowed by place, level, kind and year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.ledger.facets import Facets, facets, on_shelf
from luoshi.web.paging import Count, page_of
from luoshi.web.shelf.choice import SORTS, Shelf
from luoshi.web.shelf.tree import tree
from luoshi.web.wording import DOCUMENT_KINDS, LEVELS

ROWS = 50
"""Documents a page."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a facet: its address takes it in, or out where it is in."""

    label: str
    count: int
    address: str
    chosen: bool


@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """The documents that are chosen, with what else can be chosen and how many documents that would give."""
    state = Shelf.asked(request.GET, request.user)
    counts = facets(request.user, state.choice)
    rows = on_shelf(request.user, state.choice).order_by(*SORTS[state.sort][1], "document")
    chosen = state.choice.kinds or tuple(counts.kinds)
    count = Count(sum(counts.kinds.get(kind, 0) for kind in chosen))
    page = page_of(rows, request.GET.get("page"), ROWS, count=count)
    context = {
        "page": page,
        "shelf": state,
        "tree": tree(counts.places, state),
        "groups": [("层级", _levels(state, counts)), ("类型", _kinds(state, counts)), ("年度", _years(state, counts))],
        "sorts": [(label, state.address(sort=name), name == state.sort) for name, (label, _) in SORTS.items()],
        "here": _here(state, counts),
        "everywhere": state.address(province="", city="", places=()),
        "everywhere_count": sum(place.count for place in counts.places),
        "somewhere": state.choice.province or state.choice.city or state.choice.places,
    }
    return render(request, "shelf/shelf.html", context)


def _levels(state: Shelf, counts: Facets) -> list[Option]:
    return [
        Option(label or "层级不详", counts.levels.get(level, 0), state.with_other("levels", level), level in state.choice.levels)
        for level, label in LEVELS.items()
        if counts.levels.get(level) or level in state.choice.levels
    ]


def _kinds(state: Shelf, counts: Facets) -> list[Option]:
    return [
        Option(label, counts.kinds.get(kind, 0), state.with_other("kinds", kind), kind in state.choice.kinds)
        for kind, label in DOCUMENT_KINDS.items()
        if counts.kinds.get(kind) or kind in state.choice.kinds
    ]


def _years(state: Shelf, counts: Facets) -> list[Option]:
    there = {*counts.years, *state.choice.years}
    order = sorted(there, key=lambda year: -1 if year is None else year, reverse=True)
    return [
        Option(
            "年度不详" if year is None else str(year),
            counts.years.get(year, 0),
            state.with_other("years", year),
            year in state.choice.years,
        )
        for year in order
    ]


def _here(state: Shelf, counts: Facets) -> dict[str, Any] | None:
    """The one place that is chosen, where it is one."""
    chosen = [place for place in counts.places if place.key in state.choice.places]
    return {"key": chosen[0].key, "name": chosen[0].name} if len(chosen) == 1 and chosen[0].key else None
