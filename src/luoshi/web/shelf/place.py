"""A place's page: its documents year by year, and its headline targets beside what came of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.catalogue.indicators import indicators
from luoshi.ledger.coverage import EXPECTED, Held, PlaceYears, years_of
from luoshi.ledger.drifting import own_years
from luoshi.ledger.facets import Choice, on_shelf
from luoshi.ledger.lookup import Wanted, figures
from luoshi.ledger.plans import plans_of_place
from luoshi.ledger.reckoned import promised_years
from luoshi.ledger.standing import Standing
from luoshi.people.access import Person
from luoshi.reckoning import Series
from luoshi.web.asked import known_to_none
from luoshi.web.facts.series import chart_of, series_of, table_of
from luoshi.web.wording import DOCUMENT_KINDS, LEVELS

INDICATORS = 16
ROWS = 12
"""Indicators in the table: those that most of the place's headline targets are about."""
CHARTS = 4
YEARS = 7


@dataclass(frozen=True, slots=True)
class GridCell:
    """The documents of one kind and year: one to open, several to list, or none where there should be one."""

    kind: str
    label: str
    held: Held | None
    missing: bool


@require_safe
def place(request: HttpRequest, key: str) -> HttpResponse:
    """One place; 404 where the person sees no document of it."""
    rows = on_shelf(request.user, Choice(places=(key,)))
    about = None if known_to_none(key) else rows.order_by("-year", "-document").first()
    if about is None:
        raise Http404
    years = years_of(request.user, [key])[key]
    kinds = _kinds(years)
    found = headline_series(request.user, key)
    context = {
        "about": about,
        "level": LEVELS.get(about.level, ""),
        "above": [name for name in dict.fromkeys((about.province, about.city)) if name and name != about.place],
        "documents": rows.aggregate(count=Count("pk"))["count"],
        "promised": promised_years(request.user, key),
        "changed": len(own_years(request.user, key)) > 1,
        "plans": _plans(plans_of_place(request.user, key)),
        "kinds": [DOCUMENT_KINDS[kind] for kind in kinds],
        "grid": [(year, _cells(years, year, kinds)) for year in reversed(years.span)],
        "undated": [GridCell(kind, DOCUMENT_KINDS[kind], years.undated.get(kind), False) for kind in kinds if years.undated],
        "table": table_of(found, YEARS),
        "charts": [chart_of(each) for each in found][:CHARTS],
    }
    return render(request, "shelf/place.html", context)


def _plans(plans: Sequence[Standing]) -> list[tuple[int, str, str]]:
    """Number, years and title of each; where several are of the same years, the title stands for the years."""
    several = Counter(each.plan for each in plans)
    return [
        (each.document_id, each.title if several[each.plan] > 1 and each.title else f"{each.plan.replace('-', '—')}年", each.title) for each in plans
    ]  # fmt: skip


def headline_series(person: Person, key: str) -> list[Series]:
    """The series of the indicators that the place's headline targets are about, in the catalogue's order."""
    targets = figures(person, Wanted(places=(key,), headline=True)).exclude(indicator="").order_by()
    most = targets.values_list("indicator").annotate(count=Count("pk")).order_by("-count", "indicator")
    codes = tuple(code for code, _ in most[:INDICATORS])
    if not codes:
        return []
    order = {indicator.code: n for n, indicator in enumerate(indicators())}
    found = series_of(person, Wanted(places=(key,), indicators=codes, kinds=("level", "growth")))
    followed = sorted((each for each in found if _targets(each)), key=lambda each: -_targets(each))[:ROWS]
    return sorted(followed, key=lambda each: (order.get(each.thing, len(order)), each.kind, each.unit))


def _targets(series: Series) -> int:
    """For how many years a target was set."""
    return sum(bool(year.targets) for year in series.years if year.period == str(year.year))


def _kinds(years: PlaceYears) -> list[str]:
    """The kinds of document the place has, and those it should have."""
    there = {kind for each in (*years.years.values(), years.undated) for kind in each}
    return [kind for kind in DOCUMENT_KINDS if kind in there or kind in EXPECTED]


def _cells(years: PlaceYears, year: int, kinds: list[str]) -> list[GridCell]:
    there, lacking = years.years.get(year, {}), years.lacking(year)
    return [GridCell(kind, DOCUMENT_KINDS[kind], there.get(kind), kind in lacking) for kind in kinds]
