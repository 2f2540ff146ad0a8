"""Records to a file or to standard output: JSON lines, CSV, XLSX, Parquet.

A file is written beside its place and moved there when it is whole. In tables a range is `value` and `value_high`, lists
are joined by `|`, and a text that a spreadsheet would take for a formula is marked as text.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import orjson

from luoshi.errors import LuoshiError
from luoshi.reading.records import TABLES, Record

FORMATS = ("jsonl", "csv", "xlsx", "parquet")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FIGURE = re.compile(r"[+-][0-9][0-9,.]*%?")
_WHOLE = frozenset({"start", "end", "document", "ledger", "page", "body_end", "section", "sentence", "nth"})
_WHOLE_IN_OUTLINE = _WHOLE | {"level", "parent"}
"""A document's `level` and `parent` are words (district, 武汉市), a heading's are numbers; in a table of all kinds, words."""
_FIGURES = frozenset({"value", "value_high", "amount", "base"})
_XLSX_ROWS = 1_048_575


def chosen_form(form: str | None, output: Path | None) -> str:
    """The format asked for, or the one the file's ending names, or jsonl. Raises L302 for a binary one on a terminal."""
    ending = output.suffix.lstrip(".").lower() if output else ""
    form = form or (ending if ending in FORMATS else "jsonl")
    if form in ("xlsx", "parquet") and output is None and sys.stdout.isatty():
        raise LuoshiError("L302", form=form)
    return form


def json_line(record: Record) -> bytes:
    """One record as a line of JSON. A whole number beyond 64 bits, which orjson refuses, is written all the same."""
    try:
        return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:
        return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def columns(what: str, *, ledger: bool = False) -> list[str]:
    """The columns of a table of one kind of record, or of all kinds together; `ledger`: with the ledger's number."""
    kinds = list(TABLES) if what == "all" else [what]
    names = ["ledger"] if ledger else []
    names += ["record"] if what == "all" else []
    for kind in kinds:
        for name in TABLES[kind]:
            if name not in names:
                names.append(name)
            if name == "value" and "value_high" not in names:
                names.append("value_high")
    return names


def flat(record: Record) -> Record:
    """The record with one plain value a field: ranges in two columns, lists joined by `|`."""
    row: Record = {}
    for name, value in record.items():
        if name == "value" and isinstance(value, (tuple, list)):
            row["value"], row["value_high"] = value
        elif isinstance(value, (list, tuple)):
            row[name] = "|".join(_item(item) for item in value)
        else:
            row[name] = value
    return row


def _item(item: Any) -> str:
    if isinstance(item, dict):
        words = f"{item['start']}-{item['end']}"
        return f"{words}*" if item.get("quantified") else words
    if isinstance(item, (list, tuple)):
        return "、".join(map(str, item))
    return str(item)


def safe(value: Any) -> Any:
    """A text no spreadsheet takes for a formula. A figure with a sign (-3.2%) is none."""
    if isinstance(value, str) and value.startswith(_FORMULA) and not _FIGURE.fullmatch(value):
        return f"'{value}"
    return value


@contextmanager
def destination(path: Path | None) -> Iterator[IO[bytes]]:
    """Where the bytes go: standard output, or a new file that takes its place when everything is written."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent or Path())
    except OSError as error:
        raise LuoshiError("L301", str(path), reason=error.strerror or str(error)) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(beside, 0o666 & ~umask)
        os.replace(beside, path)
    except OSError as error:  # the disk is full
        os.unlink(beside)
        raise LuoshiError("L301", str(path), reason=error.strerror or str(error)) from error
    except BaseException:
        os.unlink(beside)
        raise


def write_table(records: Iterable[Record], what: str, form: str, stream: IO[bytes], *, ledger: bool = False) -> None:
    """Write records of one kind (or all) as csv, xlsx or parquet."""
    {"csv": _csv, "xlsx": _xlsx, "parquet": _parquet}[form](records, what, stream, ledger)


def _csv(records: Iterable[Record], what: str, stream: IO[bytes], ledger: bool) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    writer = csv.DictWriter(text, columns(what, ledger=ledger), restval="", lineterminator="\r\n")
    writer.writeheader()
    for record in records:
        writer.writerow({name: safe(value) for name, value in flat(record).items()})
    text.flush()
    text.detach()


def _xlsx(records: Iterable[Record], what: str, stream: IO[bytes], ledger: bool) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(
        stream, {"constant_memory": False, "in_memory": False, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold = book.add_format({"bold": True})
    sheets: dict[str, tuple[Any, list[str], list[int]]] = {}
    for record in records:
        kind = record.get("record", what)
        if kind not in sheets:
            sheet, names = book.add_worksheet(kind), columns(kind, ledger=ledger)
            sheet.write_row(0, 0, names, bold)
            sheet.freeze_panes(1, 0)
            sheets[kind] = (sheet, names, [0])
        sheet, names, used = sheets[kind]
        if used[0] >= _XLSX_ROWS:
            raise LuoshiError("L303", kind, rows=_XLSX_ROWS)
        used[0] += 1
        row = flat(record)
        for column, name in enumerate(names):
            value = row.get(name)
            if isinstance(value, str):
                sheet.write_string(used[0], column, value[:32767])
            elif value is not None:
                sheet.write(used[0], column, value)
    if not sheets:
        book.add_worksheet(what).write_row(0, 0, columns(what, ledger=ledger) if what != "all" else ["record"], bold)
    book.close()


def _parquet(records: Iterable[Record], what: str, stream: IO[bytes], ledger: bool) -> None:
    import pyarrow
    import pyarrow.parquet

    whole = _WHOLE_IN_OUTLINE if what == "outline" else _WHOLE

    def kind_of(name: str) -> Any:
        if name in whole:
            return pyarrow.int64()
        return pyarrow.float64() if name in _FIGURES else pyarrow.string()

    schema = pyarrow.schema([(name, kind_of(name)) for name in columns(what, ledger=ledger)])
    with pyarrow.parquet.ParquetWriter(stream, schema) as writer:
        batch: list[Record] = []

        def write() -> None:
            rows = [{field.name: _typed(row.get(field.name), field.name, whole) for field in schema} for row in batch]
            writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))
            batch.clear()

        for record in records:
            batch.append(flat(record))
            if len(batch) >= 20_000:
                write()
        write()


def _typed(value: Any, name: str, whole: frozenset[str]) -> Any:
    if value is None or (value == "" and (name in whole or name in _FIGURES)):
        return None
    if name in whole:
        return int(value)
    return float(value) if name in _FIGURES else str(value)
