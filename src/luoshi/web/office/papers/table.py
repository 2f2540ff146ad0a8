"""A table that the office has kept in a workbook until now becomes a draft."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from luoshi.delivering.sheets.tables import import_table
from luoshi.delivering.sheets.workbooks import LARGEST
from luoshi.errors import LuoshiError
from luoshi.web import asked
from luoshi.web.office.door import Desk, refused
from luoshi.web.office.papers.taking import sent, takes_file


@takes_file(LARGEST)
def read(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Begin the draft, and tell what the office is to look at in it."""
    title, year = asked.words(request.POST, "title"), next(iter(asked.years(request.POST, "year")), 0)
    try:
        file, _ = sent(request, "一个 .xlsx 文件")
        found = import_table(desk.workspace, file, title, year, person=desk.person, on=desk.on)
    except LuoshiError as error:
        return refused(request, error, back=reverse("office-tables" if error.number == "L710" else "office-draft"))
    return render(request, "office/papers/table_read.html", {"room": "tables", "desk": desk, "read": found})
