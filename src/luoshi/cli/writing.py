"""Records to a file or to standard output: JSON lines, CSV, XLSX, Parquet.

A file is written beside its place and moved there when it is whole. In tables a range is `value` and `value_high`, lists
are joined by `|`, and a text that a spreadsheet would take for a formula is marked as text.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from luoshi.errors import LuoshiError
from luoshi.ledger.writing import Book, csv_lines, json_line, write_parquet
from luoshi.reading.records import TABLES, Record

__all__ = ["FORMATS", "chosen_form", "columns", "destination", "flat", "json_line", "write_table"]

FORMATS = ("jsonl", "csv", "xlsx", "parquet")
_WHOLE = frozenset({"start", "end", "document", "ledger", "page", "body_end", "section", "sentence", "nth"})
_WHOLE_IN_OUTLINE = _WHOLE | {"level", "parent"}
"""A document's `level` and `parent` are words (district, 武汉市), a heading's are numbers; in a table of all kinds, words."""
_FIGURES = frozenset({"value", "value_high", "amount", "base"})


def chosen_form(form: str | None, output: Path | None) -> str:
    """The format asked for, or the one the file's ending names, or jsonl. Raises L302 for a binary one on a terminal."""
    ending = output.suffix.lstrip(".").lower() if output else ""
    form = form or (ending if ending in FORMATS else "jsonl")
    if form in ("xlsx", "parquet") and output is None and sys.stdout.isatty():
        raise LuoshiError("L302", form=form)
    return form


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
    names = columns(what, ledger=ledger)
    if form == "csv":
        stream.writelines(csv_lines(map(flat, records), names))
    elif form == "parquet":
        whole = _WHOLE_IN_OUTLINE if what == "outline" else _WHOLE
        kinds = {name: int if name in whole else float if name in _FIGURES else str for name in names}
        write_parquet(map(flat, records), kinds, stream)
    else:
        _xlsx(records, what, stream, ledger)


def _xlsx(records: Iterable[Record], what: str, stream: IO[bytes], ledger: bool) -> None:
    """A sheet for each kind of record."""
    book = Book(stream)
    for record in records:
        kind = record.get("record", what)
        book.sheet(kind, columns(kind, ledger=ledger))
        book.add(kind, flat(record))
    if book.is_empty:
        book.sheet(what, columns(what, ledger=ledger) if what != "all" else ["record"])
    book.close()
