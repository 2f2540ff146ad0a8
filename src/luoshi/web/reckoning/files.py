"""A scorecard as a file: CSV and workbook in Chinese for people, JSON with the fields of `luoshi reckon` for programs."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import IO, Any

import orjson

from luoshi.ledger.writing import Book, csv_lines
from luoshi.reckoning.threads import Thread
from luoshi.reckoning.threads.records import COLUMNS, in_chinese, record, row
from luoshi.web.media import XLSX
from luoshi.web.reckoning.rows import words_of

FORMS = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON"}
_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX, "json": "application/json"}
_LINKS = {"promise_link": "目标原文链接", "result_link": "结果原文链接"}


def written(threads: Iterable[Thread], form: str, absolute: Callable[[str], str]) -> tuple[IO[bytes], str]:
    """The rows as a stream at its start, and its media type."""
    rows = [{**in_chinese(row(each)), **_links(each, absolute)} for each in threads] if form != "json" else []
    if form == "json":
        return io.BytesIO(orjson.dumps([record(each) for each in threads])), _TYPES[form]
    heads = [*COLUMNS.values(), *_LINKS.values()]
    stream = io.BytesIO()
    if form == "csv":
        stream.writelines(csv_lines(rows, heads))
    else:
        book = Book(stream)
        book.sheet("对账", heads)
        for each in rows:
            book.add("对账", each)
        book.close()
    stream.seek(0)
    return stream, _TYPES[form]


def _links(thread: Thread, absolute: Callable[[str], str]) -> dict[str, Any]:
    said = {"promise_link": thread.promise, "result_link": thread.result}
    return {
        _LINKS[name]: absolute(words_of(each).address) if each is not None else ""
        for name, each in said.items()
    }  # fmt: skip
