"""Records as tables of the usual kinds: CSV, XLSX, Parquet, lines of JSON. Needs no database and no framework.

A text that a spreadsheet would take for a formula is marked as text wherever it is written.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any

import orjson

from luoshi.errors import LuoshiError

Record = Mapping[str, Any]
"""A record's fields by name, each a plain value."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FIGURE = re.compile(r"[+-][0-9][0-9,.]*%?")
_XLSX_ROWS = 1_048_575
_XLSX_CELL = 32_767
_BATCH = 20_000


def safe(value: Any) -> Any:
    """A text no spreadsheet takes for a formula. A figure with a sign (-3.2%) is none."""
    if isinstance(value, str) and value.startswith(_FORMULA) and not _FIGURE.fullmatch(value):
        return f"'{value}"
    return value


def json_line(record: Record) -> bytes:
    """One record as a line of JSON. A whole number beyond 64 bits, which orjson refuses, is written all the same."""
    try:
        return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:
        return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def csv_lines(records: Iterable[Record], columns: Sequence[str], heads: Sequence[str] | None = None) -> Iterator[bytes]:
    """A table line by line, in UTF-8 with the mark by which spreadsheets know it. `heads` are other words for the columns."""
    line = io.StringIO(newline="")
    writer = csv.writer(line, lineterminator="\r\n")

    def written(values: Iterable[Any]) -> bytes:
        writer.writerow(["" if value is None else safe(value) for value in values])
        text = line.getvalue()
        line.seek(0)
        line.truncate()
        return text.encode()

    yield b"\xef\xbb\xbf" + written(heads or columns)
    for record in records:
        yield written(record.get(name) for name in columns)


class Book:
    """A workbook being written: sheets made as their first record comes. To be closed."""

    def __init__(self, stream: IO[bytes], *, one_sheet: bool = False) -> None:
        """`one_sheet`: rows come in order on a single sheet, and none is kept in memory."""
        import xlsxwriter

        options = {"in_memory": False, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book = xlsxwriter.Workbook(stream, {**options, "constant_memory": one_sheet})
        self._bold = self._book.add_format({"bold": True})
        self._sheets: dict[str, tuple[Any, Sequence[str]]] = {}
        self._rows: dict[str, int] = {}

    def sheet(self, name: str, columns: Sequence[str], heads: Sequence[str] | None = None) -> None:
        """Begin a sheet; nothing where it was begun before."""
        if name in self._sheets:
            return
        sheet = self._book.add_worksheet(name)
        sheet.write_row(0, 0, heads or columns, self._bold)
        sheet.freeze_panes(1, 0)
        self._sheets[name], self._rows[name] = (sheet, columns), 0

    def add(self, name: str, record: Record) -> None:
        """Write a record under the last row of its sheet. Raises L303 where the sheet is full."""
        sheet, columns = self._sheets[name]
        if self._rows[name] >= _XLSX_ROWS:
            raise LuoshiError("L303", name, rows=_XLSX_ROWS)
        self._rows[name] += 1
        for column, field in enumerate(columns):
            value = record.get(field)
            if isinstance(value, str):
                sheet.write_string(self._rows[name], column, value[:_XLSX_CELL])
            elif value is not None:
                sheet.write(self._rows[name], column, value)

    @property
    def is_empty(self) -> bool:
        return not self._sheets

    def close(self) -> None:
        self._book.close()


def write_parquet(records: Iterable[Record], columns: Mapping[str, type], stream: IO[bytes]) -> None:
    """A table whose columns hold whole numbers, figures or text (`int`, `float`, `str`); an empty text is no number."""
    import pyarrow
    import pyarrow.parquet

    types = {int: pyarrow.int64(), float: pyarrow.float64(), str: pyarrow.string()}
    schema = pyarrow.schema([(name, types[kind]) for name, kind in columns.items()])
    with pyarrow.parquet.ParquetWriter(stream, schema) as writer:
        batch: list[dict[str, Any]] = []
        for record in records:
            batch.append({name: _typed(record.get(name), kind) for name, kind in columns.items()})
            if len(batch) >= _BATCH:
                writer.write_table(pyarrow.Table.from_pylist(batch, schema=schema))
                batch.clear()
        writer.write_table(pyarrow.Table.from_pylist(batch, schema=schema))


def _typed(value: Any, kind: type) -> Any:
    if value is None or (value == "" and kind is not str):
        return None
    return kind(value)
