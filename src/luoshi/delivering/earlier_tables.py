"""Task tables that offices keep in spreadsheets, read row by row whatever their layout. Needs no database and no framework."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from luoshi.errors import ReadError
from luoshi.reckoning.tasks.earlier import EarlierTask

HEADS: dict[str, tuple[str, ...]] = {
    "words": ("任务内容（原文）", "任务内容", "工作任务", "重点任务", "责任事项", "目标任务", "主要任务", "工作内容", "具体任务", "任务", "事项", "内容"),
    "lead": ("牵头单位", "牵头部门", "责任单位", "主办单位", "责任部门", "承办单位", "牵头"),
    "joiners": ("配合单位", "配合部门", "协办单位", "参与单位", "协同单位", "配合"),
    "leader": ("责任领导", "分管领导", "牵头领导", "责任人", "区领导"),
    "due": ("完成时限", "完成时间", "办结时限", "时限", "时间节点"),
    "measures": ("量化指标", "目标值", "年度目标", "量化目标"),
    "source": ("任务来源", "来源", "出处"),
    "supplier": ("数据提供单位", "数据来源"),
    "act": ("办理类型",),
    "part": ("部分",),
}  # fmt: skip
"""What a column is → the heads it goes by, the surest first."""
_MOST_ROWS = 20_000
_MOST_BYTES = 200_000_000
"""Of the workbook unpacked: a small file that unpacks into more is refused."""
_HEAD_WITHIN = 12
"""Rows from the top among which the heads stand."""
_PARTED = re.compile(r"[、,，;；\n/]+|\s{2,}")
_UNDECIDED = {"", "待定", "-", "—", "/", "无"}


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table as it came: its cells by what they are, and where it stands."""

    sheet: str
    row: int
    cells: dict[str, str]


def table_rows(path: Path) -> Iterator[TableRow]:
    """The rows with a task in them, of every sheet that has heads for a task.

    A cell joined downwards holds for all its rows. Raises `ReadError`: L103 where the file cannot be opened, L125 where it is no
    workbook, L126 where no sheet has a column of tasks.
    """
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(part.file_size for part in archive.infolist())
            if size > _MOST_BYTES:
                raise ReadError("L104", str(path), size=f"{size // 1_000_000} MB", limit=f"{_MOST_BYTES // 1_000_000} MB")
        book = load_workbook(path, data_only=True)
    except OSError as error:
        raise ReadError("L103", str(path), reason=error.strerror or str(error)) from error
    except ReadError:
        raise
    except Exception as error:  # openpyxl raises whatever its parsing runs into
        raise ReadError("L125", str(path)) from error
    any_heads = False
    for sheet in book.worksheets:
        values = [[_said(cell) for cell in row] for row in sheet.iter_rows(max_row=_MOST_ROWS, max_col=60, values_only=True)]
        for joined in sheet.merged_cells.ranges:
            if joined.min_col == joined.max_col and joined.min_row <= len(values):
                for below in range(joined.min_row, min(joined.max_row, len(values))):
                    values[below][joined.min_col - 1] = values[joined.min_row - 1][joined.min_col - 1]
        found = _heads(values)
        if found is None:
            continue
        any_heads = True
        top, columns = found
        for number, row in enumerate(values[top + 1 :], top + 2):
            cells = {what: row[column] for what, column in columns.items() if column < len(row)}
            if cells.get("words") and cells["words"] not in HEADS["words"]:
                yield TableRow(sheet.title, number, cells)
    if not any_heads:
        raise ReadError("L126", str(path))


def earlier_tasks(path: Path) -> Iterator[EarlierTask]:
    """The rows of an earlier table that say who led them."""
    for row in table_rows(path):
        leads = units_in(row.cells.get("lead", ""))
        if leads:
            joiners = (*leads[1:], *units_in(row.cells.get("joiners", "")))
            yield EarlierTask(row.cells["words"], leads[0], joiners, f"《{path.stem}》第{row.row}行")


def units_in(cell: str) -> tuple[str, ...]:
    """The units a cell names, in order; 待定 is none."""
    return tuple(dict.fromkeys(name for each in _PARTED.split(cell) if (name := each.strip()) not in _UNDECIDED))


def _heads(values: list[list[str]]) -> tuple[int, dict[str, int]] | None:
    """The row of heads and what each column is; None where no row has one for tasks and one for another matter."""
    for top, row in enumerate(values[:_HEAD_WITHIN]):
        heads = {"".join(cell.split()): column for column, cell in reversed([*enumerate(row)]) if cell}
        columns: dict[str, int] = {}
        for what, names in HEADS.items():
            for name in names:
                if name in heads and heads[name] not in columns.values():
                    columns[what] = heads[name]
                    break
        if "words" in columns and len(columns) > 1:
            return top, columns
    return None


def _said(value: object) -> str:
    if value is None:
        return ""
    if hasattr(value, "strftime"):
        return f"{value:%Y-%m-%d}"
    return str(value).strip().removeprefix("'") if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else str(value)
