"""考评指标: the rates of each unit for a period as of a day, each with its definition; and as a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from luoshi.delivering.clocks.periods import Period, periods_in
from luoshi.delivering.models import TaskTable
from luoshi.delivering.rates import ledger
from luoshi.delivering.rates.reckoning import Rate
from luoshi.errors import LuoshiError
from luoshi.web import asked
from luoshi.web.media import XLSX
from luoshi.web.office.door import Desk, desk, refused
from luoshi.web.office.supervise.offered import may

TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}


@desk
@require_safe
def rates(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The table of units and rates, with how each was reckoned."""
    _allowed(desk)
    periods = _periods(desk)
    span = _period(request.GET, periods, desk.on)
    as_of = _day(request.GET, desk.on)
    found = ledger.rates_of(desk.workspace, span, as_of=as_of, person=desk.person, on=desk.on) if span else []
    rows = [(each.unit, [(rate, _left_out(rate)) for rate in each.rates]) for each in found]
    whole, units = (rows[0], rows[1:]) if rows else (None, [])
    context = {
        "room": "rates", "desk": desk, "periods": periods, "period": span, "as_of": as_of, "whole": whole, "units": units,
        "definitions": [rate.definition for rate in found[0].rates] if found else [],
    }  # fmt: skip
    return render(request, "office/papers/rates.html", context)


@desk
@require_POST
def export(request: HttpRequest, desk: Desk, form: str) -> HttpResponseBase:
    """The same as a file. Sent for by a button and not a link: that it was taken out is entered in the journal."""
    _allowed(desk)
    span = _period(request.POST, _periods(desk), desk.on)
    if span is None:
        raise Http404
    as_of = _day(request.POST, desk.on)
    try:
        content = ledger.export(desk.workspace, span, form, as_of=as_of, person=desk.person, on=desk.on)
    except LuoshiError as error:
        return refused(request, error, back=reverse("office-rates"))
    response = HttpResponse(content, content_type=TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="rates-{span.key}-{as_of}.{form}"'
    return response


def _allowed(desk: Desk) -> None:
    """To whoever may not see the rates the page is not there."""
    if not may(desk, "rate", desk.workspace):
        raise Http404


def _periods(desk: Desk) -> list[Period]:
    """Those on which the workspace's issued tables are reported, as far as they have begun; the latest first."""
    found: set[Period] = set()
    for table in TaskTable.objects.filter(workspace=desk.workspace, state="issued", issued_on__lte=desk.on):
        assert table.issued_on is not None
        spans = periods_in(table.issued_on, date(table.year, 12, 31), table.frequency)  # type: ignore[arg-type]
        found.update(each for each in spans if each.first <= desk.on)
    return sorted(found, key=lambda each: (each.last, each.key), reverse=True)


def _period(given: QueryDict, periods: Sequence[Period], on: date) -> Period | None:
    """The one asked for; else the last that is over, or the one that runs."""
    if key := asked.words(given, "period"):
        found = next((each for each in periods if each.key == key), None)
        if found is None:
            raise Http404
        return found
    return next((each for each in periods if each.last < on), periods[-1] if periods else None)


def _day(given: QueryDict, on: date) -> date:
    """The day asked for; today for none, for what is none, and for one to come."""
    try:
        return min(date.fromisoformat(asked.words(given, "as_of")), on)
    except ValueError:
        return on


def _left_out(rate: Rate) -> list[tuple[str, int]]:
    """Why rows do not count, and how many."""
    pairs = zip(rate.definition.left_out_said, rate.left_out.values(), strict=True)
    return [(said, len(keys)) for said, keys in pairs if keys]
