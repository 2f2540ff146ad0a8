"""Charts as pictures at addresses of their own, drawn of what the person may see and of nothing else."""

from __future__ import annotations

import hashlib
from typing import Literal

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

from luoshi.catalogue.indicators import indicators
from luoshi.ledger.lookup import Wanted, said_of
from luoshi.reckoning import Series, series
from luoshi.web import asked
from luoshi.web.charts import PLACES, Look, counts_chart, places_chart, series_chart
from luoshi.web.drawing import NotDrawn, svg
from luoshi.web.facts.counts import COUNTED_BY, counts_of
from luoshi.web.facts.filters import MEASURES, TASKS, filters_of
from luoshi.web.facts.series import alike, series_as_of, series_of

DRAWN = "1"
"""Goes up whenever the same specification gives another picture."""


@require_safe
def series_picture(request: HttpRequest) -> HttpResponseBase:
    """The series of one thing (an indicator's code, else a subject's words) in one place, or its results or targets in several places."""
    places, thing = asked.several(request.GET, "place")[:PLACES], asked.words(request.GET, "thing")
    if not places or not thing:
        raise Http404
    kind, unit = asked.words(request.GET, "kind"), asked.words(request.GET, "unit")
    years = asked.years(request.GET, "year")
    found = [one for one in _said(request, places, thing, years) if kind in ("", one.kind) and unit in ("", one.unit)]
    if not found:
        raise Http404
    if len(places) == 1:
        return picture(request, series_chart(found[0], look_of(request)))
    side: Literal["result", "target"] = "target" if request.GET.get("side") == "target" else "result"
    return picture(request, places_chart(alike(found), look_of(request), side=side))


@require_safe
def counts_picture(request: HttpRequest, table: str) -> HttpResponseBase:
    """How many rows of this table there are of what."""
    filters = filters_of(request.GET, request.user, MEASURES if table == "measures" else TASKS)
    by = request.GET.get("by", "")
    if by not in COUNTED_BY or (by == "modality" and table != "measures"):
        raise Http404
    counts = counts_of(request.user, table, filters.wanted, by)
    return picture(request, counts_chart(counts.answer, [(label, count) for _, label, count in counts.rows], look_of(request)))


def _said(request: HttpRequest, places: tuple[str, ...], thing: str, years: tuple[int, ...]) -> list[Series]:
    """The series; of an indicator, in these years alone where any are given, and as the ledger had it on a day that is asked for."""
    person, as_of = request.user, asked.end_of(asked.day(request.GET))
    if indicators().get(thing):
        if as_of is not None:
            return series_as_of(person, places, thing, as_of, years)
        return series_of(person, Wanted(places=places, indicators=(thing,), years=years))
    return [one for place in places for one in series(said_of(person, place_key=place, subject=thing))]


def look_of(request: HttpRequest) -> Look:
    """Whom the address asks to draw for."""
    return Look(dark=request.GET.get("theme") == "dark", narrow=request.GET.get("size") == "narrow")


def picture(request: HttpRequest, specification: bytes) -> HttpResponseBase:
    """The picture; nothing but a word where the asker has it already.

    The same address may show other figures tomorrow, or none, so it is asked for again each time and answered from its mark.
    """
    mark = f'"{hashlib.blake2b(DRAWN.encode() + specification, digest_size=12).hexdigest()}"'
    response = get_conditional_response(request, etag=mark)
    if response is None:
        try:
            response = HttpResponse(svg(specification), content_type="image/svg+xml")
        except NotDrawn:
            return HttpResponse("图没有画成，数字见表。", status=503, content_type="text/plain; charset=utf-8")
    response["ETag"] = mark
    response["Cache-Control"] = "private, no-cache"
    response["Content-Security-Policy"] = "default-src 'none'"
    patch_vary_headers(response, ["Cookie"])
    return response
