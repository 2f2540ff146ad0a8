"""An indicator's page: what it is, and its series in every place."""

from __future__ import annotations

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.catalogue.indicators import indicators
from luoshi.ledger.lookup import Wanted, figures
from luoshi.people.access import Person
from luoshi.web import asked
from luoshi.web.charts import PLACES
from luoshi.web.facts.filters import MEASURE_KINDS
from luoshi.web.facts.series import YEARS, alike, chart_of, places_chart_of, series_of, table_of
from luoshi.web.paging import Count as HowMany
from luoshi.web.paging import Page, page_number

ROWS = 30
FORMS = {"level": "总量", "growth": "本身是增速", "decline": "本身是降幅", "ratio": "比率"}
GOOD = {"more": "越高越好", "less": "越低越好", "band": "接近预期为好"}


@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator of the catalogue; 404 for what is none."""
    known = indicators().get(code)
    if known is None:
        raise Http404
    ways = _ways(request.user, code)
    asked_for = (asked.words(request.GET, "kind"), asked.words(request.GET, "unit"))
    kind, unit = asked_for if asked_for in ways else (ways[0] if ways else ("", ""))
    keys = _places(request.user, code, kind, unit)
    number, pages = page_number(request.GET.get("page"), count := HowMany(len(keys)), ROWS)
    shown = keys[(number - 1) * ROWS : number * ROWS]
    found = series_of(request.user, Wanted(places=tuple(shown), indicators=(code,), kinds=(kind,))) if shown else []
    several = [each for each in found if each.unit == unit]
    several.sort(key=lambda each: shown.index(each.place_key))
    drawn = alike(each for each in several if any(year.result for year in each.years))[:PLACES]
    same_as = indicators().get(known.same_as_in_place) if known.same_as_in_place else None
    context = {
        "known": known,
        "form": FORMS[known.form],
        "good": GOOD[known.good],
        "same_as": same_as,
        "ways": [(MEASURE_KINDS.get(way[0], way[0]), *way, way == (kind, unit)) for way in ways],
        "table": table_of(several, YEARS),
        "page": Page(several, count, number, pages),
        "charts": [places_chart_of(drawn)] if len(drawn) > 1 else [chart_of(each) for each in several[:1]],
    }
    return render(request, "facts/indicator.html", context)


def _ways(person: Person, code: str) -> list[tuple[str, str]]:
    """The kinds and units in which the indicator is given, the most frequent first."""
    rows = figures(person, Wanted(indicators=(code,))).order_by()
    counted = rows.values_list("kind", "unit").annotate(count=Count("pk")).order_by("-count", "kind", "unit")
    return [(kind, unit) for kind, unit, _ in counted[:6]]


def _places(person: Person, code: str, kind: str, unit: str) -> list[str]:
    """The places that give it so, those that say most of it first."""
    rows = figures(person, Wanted(indicators=(code,), kinds=(kind,))).filter(unit=unit, year__isnull=False).exclude(place_key="")
    counted = rows.order_by().values_list("place_key").annotate(count=Count("pk")).order_by("-count", "place_key")
    return [key for key, _ in counted]
