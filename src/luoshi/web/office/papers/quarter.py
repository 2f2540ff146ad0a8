"""A unit's period as a workbook: taken away, filled in, and read back row by row."""

from __future__ import annotations

import io
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from luoshi.delivering.clocks.periods import Period, period
from luoshi.delivering.sheets.reports import read_report_sheet, report_sheet
from luoshi.delivering.sheets.workbooks import LARGEST
from luoshi.errors import LuoshiError
from luoshi.people.models import Unit
from luoshi.web import asked
from luoshi.web.media import XLSX
from luoshi.web.office.door import Desk, desk, refused
from luoshi.web.office.papers.taking import sent, takes_file


@desk
@require_safe
def sheet(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """The workbook of a unit of one's own, with what is drafted so far."""
    unit, span = _asked_for(request.GET, desk)
    stream = io.BytesIO(report_sheet(unit, span, person=desk.person, on=desk.on))
    return FileResponse(stream, as_attachment=True, filename=f"{unit}{span.name}进展填报表.xlsx", content_type=XLSX)


@takes_file(LARGEST)
def read(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Save each filled row as a draft, and tell of every row what became of it."""
    unit, span = _asked_for(request.POST, desk)
    back = f"{reverse('office-quarter')}?{urlencode({'unit': unit.pk, 'period': span.key})}"
    try:
        file, name = sent(request, "填好的 .xlsx 文件")
        found = read_report_sheet(file, person=desk.person, on=desk.on)
    except LuoshiError as error:
        return refused(request, error, back=back)
    saved = [(each.task, period(each.period), each) for each in found.saved]
    heads = any(post.duty == "head" for post in desk.posts)
    context = {"room": "quarter", "desk": desk, "unit": unit, "period": span, "name": name, "read": found, "saved": saved, "back": back, "heads": heads}
    return render(request, "office/papers/quarter_read.html", context, status=422 if found.told and not saved else 200)


def _asked_for(given: QueryDict, desk: Desk) -> tuple[Unit, Period]:
    """The unit, which is one that the person reports for, and the period; 404 otherwise."""
    wanted = asked.words(given, "unit")
    unit = next((post.unit for post in desk.posts if post.duty in ("head", "officer") and str(post.unit_id) == wanted), None)
    try:
        span = period(asked.words(given, "period"))
    except ValueError as error:
        raise Http404 from error
    if unit is None:
        raise Http404
    return unit, span
