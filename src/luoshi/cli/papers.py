"""Files read whole, each in a child, for commands that lay several papers side by side; and their findings as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, Any

from luoshi.cli.progress import bar
from luoshi.cli.writing import json_line
from luoshi.errors import ReadError
from luoshi.ledger.writing import Book, csv_lines
from luoshi.reading.child import run_in_child
from luoshi.reading.facts import FileReading

Row = dict[str, Any]


def read_whole(paths: Iterable[Path], *, failed: Callable[[ReadError], None] | None = None) -> list[FileReading]:
    """The files as they were read, in order, with a bar.

    `failed` is told of a file that cannot be read, and the others go on; without it the first such ReadError is raised.
    """
    found = []
    with bar(list(paths), "阅读 reading") as progress:
        for path in progress:
            try:
                found.append(run_in_child(_read, path))
            except ReadError as error:
                if failed is None:
                    raise
                failed(error)
    return found


def _read(path: Path) -> FileReading:
    """In a child. Raises L105 for a file that holds no document."""
    from luoshi.reading import read

    found = read(path)
    if not found.readings:
        raise ReadError("L105", str(path))
    return found


def write_findings(
    rows: Iterable[Row], form: str, stream: IO[bytes], *, sheet: str, columns: Mapping[str, str], in_chinese: Callable[[Row], Row]
) -> None:  # fmt: skip
    """Rows as JSON lines or CSV for programs, or as a workbook in Chinese for people."""
    if form == "jsonl":
        stream.writelines(map(json_line, rows))
    elif form == "csv":
        stream.writelines(csv_lines(rows, list(columns)))
    else:
        book = Book(stream)
        book.sheet(sheet, list(columns.values()))
        for row in rows:
            book.add(sheet, in_chinese(row))
        book.close()
