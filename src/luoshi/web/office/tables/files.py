"""The table as a file, for whoever sees its page: the workbook that goes round, and the paper that goes out."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from luoshi.delivering.models import TaskTable
from luoshi.delivering.paper.issued_table import lines
from luoshi.delivering.paper.task_table import Line, as_docx, as_xlsx
from luoshi.web.media import DOCX, XLSX
from luoshi.web.office.door import Desk, desk
from luoshi.web.office.tables.shown import Sheet


@desk
@require_safe
def xlsx(request: HttpRequest, desk: Desk, number: int) -> HttpResponseBase:
    """All rows this person sees, as a workbook."""
    table = desk.table(number)
    return _file(table, "xlsx", XLSX, lambda stream: as_xlsx(_lines(desk, table), stream))


@desk
@require_safe
def docx(request: HttpRequest, desk: Desk, number: int) -> HttpResponseBase:
    """All rows this person sees, in the format of official papers."""
    table = desk.table(number)
    return _file(table, "docx", DOCX, lambda stream: as_docx(table.title, _lines(desk, table), stream))


def _lines(desk: Desk, table: TaskTable) -> list[Line]:
    sheet = Sheet(desk, table)
    return list(lines((row.task for row in sheet.rows if not row.gone), sheet.numbers))


def _file(table: TaskTable, ending: str, media_type: str, write: Callable[[IO[bytes]], None]) -> FileResponse:
    """A file that must be whole before it can be sent: written to disk, gone once it was."""
    stream = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    write(stream)
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=f"{table.title}.{ending}", content_type=media_type)
