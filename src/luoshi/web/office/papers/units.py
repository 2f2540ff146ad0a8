"""Units, posts, holders and the offices' functions out as a workbook and in again, for whoever keeps the accounts."""

from __future__ import annotations

import io

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from luoshi.delivering.sheets.units import export_units, import_units
from luoshi.delivering.sheets.workbooks import LARGEST
from luoshi.errors import LuoshiError
from luoshi.people.access import may
from luoshi.web.media import XLSX
from luoshi.web.office.door import Desk, desk, refused
from luoshi.web.office.papers.taking import sent, takes_file


@desk
@require_safe
def workbook(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """The workbook as the ledger stands today: the one to be changed and sent back."""
    _allowed(desk)
    stream = io.BytesIO(export_units(desk.workspace, person=desk.person, on=desk.on))
    return FileResponse(stream, as_attachment=True, filename=f"单位和岗位（{desk.on}）.xlsx", content_type=XLSX)


@takes_file(LARGEST)
def read(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Set up what is new in the workbook, all of it or nothing, and tell line by line what was done or what is wrong."""
    _allowed(desk)
    try:
        file, name = sent(request, "一个 .xlsx 文件")
        found = import_units(desk.workspace, file, person=desk.person, on=desk.on)
    except LuoshiError as error:
        return refused(request, error, back=reverse("office-units"))
    context = {"room": "units", "desk": desk, "read": found, "name": name}
    return render(request, "office/papers/units_read.html", context, status=200 if found.written else 422)


def _allowed(desk: Desk) -> None:
    """To whoever may not change units the pages are not there."""
    if not may(desk.person, "manage people", desk.workspace):
        raise Http404
