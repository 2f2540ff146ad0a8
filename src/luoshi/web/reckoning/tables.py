"""Findings as a file: CSV and workbook in Chinese for people, JSON with the fields of the command line for programs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import orjson
from django.http import FileResponse
from django.utils.http import content_disposition_header

from luoshi.ledger.writing import Book, csv_lines
from luoshi.web.media import XLSX

FORMS = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON"}
_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX, "json": "application/json"}
Rows = Iterable[dict[str, Any]]


def table_file(name: str, form: str, *, sheet: str, heads: Sequence[str], rows: Rows, records: Rows) -> FileResponse:
    """The answer that saves the table under `name`: `rows` under these heads, or as JSON the `records`. Only the one that is asked for is
    gone through."""
    stream = io.BytesIO()
    if form == "json":
        stream.write(orjson.dumps(list(records)))
    elif form == "csv":
        stream.writelines(csv_lines(rows, heads))
    else:
        book = Book(stream)
        book.sheet(sheet, heads)
        for each in rows:
            book.add(sheet, each)
        book.close()
    stream.seek(0)
    response = FileResponse(stream, content_type=_TYPES[form])
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{form}") or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
