"""Workbooks written and read safely: a cell is text, never a formula, and a file is measured before it is unpacked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from luoshi.errors import DeliverError, ReadError
from luoshi.reading.load.archive import Archive

LARGEST = 10 << 20
"""Bytes of the file."""
UNPACKED = 100 << 20
MOST_ROWS = 10_000
"""Of a sheet."""
_MOST_COLUMNS = 60
_LONGEST = 32_767
"""Characters that a cell of a workbook holds."""
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to be written."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[object]]
    """Cells are written as text, None as nothing."""
    widths: Sequence[int] = ()
    """Of the first columns, in characters."""
    hidden: frozenset[str] = field(default_factory=frozenset)
    """Heads of columns that are not shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row that was read: where it stands, and its cells by their heads."""

    sheet: str
    row: int
    cells: dict[str, str]
    formulas: tuple[str, ...] = ()
    """Heads of the cells that held a formula: their cells are empty here."""

    def __getitem__(self, head: str) -> str:
        return self.cells.get(head, "")

    def __str__(self) -> str:
        return f"“{self.sheet}”第{self.row}行"


def written(sheets: Sequence[Sheet]) -> bytes:
    """The workbook."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    bold = book.add_format({"bold": True, "text_wrap": True})
    plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(1, 0)
        for column, head in enumerate(sheet.heads):
            width = sheet.widths[column] if column < len(sheet.widths) else 12
            page.set_column(column, column, width, plain, {"hidden": head in sheet.hidden})
            page.write_string(0, column, head, bold)
        for number, row in enumerate(sheet.rows, 1):
            for column, value in enumerate(row):
                if value is not None and value != "":
                    page.write_string(number, column, str(value)[:_LONGEST], plain)
    book.close()
    return stream.getvalue()


def bytes_of(file: Path | IO[bytes]) -> bytes:
    """The file's bytes. Raises L745 for one that is too big, no workbook, damaged, or expands too far."""
    if isinstance(file, Path):
        with file.open("rb") as stream:
            return bytes_of(stream)
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise _refused(f"超过 {LARGEST >> 20} MB", f"over {LARGEST >> 20} MB")
    try:
        archive = Archive(data)
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names, size = [part.filename for part in parts.infolist()], sum(part.file_size for part in parts.infolist())
        if size > UNPACKED:
            raise _refused("解压后过大", "it expands too far")
        types = archive.xml("[Content_Types].xml")
        if types is None or _TYPE not in {each.get("ContentType") for each in types}:
            raise _refused("不是 .xlsx", "no .xlsx")
        for name in names:
            if name.lower().endswith((".xml", ".rels")):
                archive.xml(name)  # refuses a DTD, and with it entities
    except ReadError as error:
        raise _refused(error.chinese, error.english) from error
    return data


def lines(data: bytes, sheet: str, heads: Sequence[str]) -> Iterator[Line]:
    """The rows of a sheet that hold something. Raises L745 where sheet or heads are missing, or there are too many rows."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True)
        if sheet not in book.sheetnames:
            raise _refused(f"缺少工作表“{sheet}”", "a sheet is missing")
        page = book[sheet]
        page.reset_dimensions()  # what a file says of its size is not to be believed
        read = [[*row[:_MOST_COLUMNS]] for row in page.iter_rows(max_row=MOST_ROWS + 2)]
    except DeliverError:
        raise
    except Exception as error:  # openpyxl raises whatever its parsing runs into
        raise _refused("打不开", "it cannot be opened") from error
    if len(read) > MOST_ROWS + 1:
        raise _refused(f"超过 {MOST_ROWS} 行", f"over {MOST_ROWS} rows")
    there = [_text(cell.value) for cell in read[0]] if read else []
    if missing := [head for head in heads if head not in there]:
        raise _refused(f"“{sheet}”缺少列：{'、'.join(missing)}", "columns are missing")
    at = {head: there.index(head) for head in heads}
    for number, row in enumerate(read[1:], 2):
        cells = {head: row[column] for head, column in at.items() if column < len(row)}
        formulas = tuple(head for head, cell in cells.items() if cell.data_type == "f")
        texts = {head: "" if head in formulas else _text(cell.value) for head, cell in cells.items()}
        if formulas or any(texts.values()):
            yield Line(sheet, number, texts, formulas)


def _text(value: object) -> str:
    if value is None:
        return ""
    if hasattr(value, "strftime"):
        return f"{value:%Y-%m-%d}"
    text = f"{value:.15g}" if isinstance(value, float) else str(value)
    # A carriage return is a line end; a null and other control signs are nothing a database keeps.
    return "".join(sign for sign in text.replace("\r\n", "\n") if sign.isprintable() or sign == "\n").strip()


def _refused(chinese: str, english: str) -> DeliverError:
    return DeliverError("L745", what=chinese, english=english)
