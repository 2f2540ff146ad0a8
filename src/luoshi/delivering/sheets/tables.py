"""A table of tasks that an office has kept in a workbook until now becomes a draft here."""

from __future__ import annotations

import re
import tempfile
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from luoshi.catalogue.units import amount_of
from luoshi.delivering.earlier_tables import TableRow, table_rows, units_in
from luoshi.delivering.editing import LONGEST
from luoshi.delivering.models import Task, TaskTable
from luoshi.delivering.recording import recorded
from luoshi.delivering.rights import drafter
from luoshi.delivering.sheets.workbooks import MOST_ROWS, bytes_of
from luoshi.errors import DeliverError, ReadError
from luoshi.people.audience import Audience
from luoshi.people.models import Unit, User, Workspace

_DAY = re.compile(r"(?:(20\d\d)[年./-])?(\d{1,2})(?:月|[./-])(?:(\d{1,2})日?|底|末)?(?:之?前)?(?:完成)?")
_YEAR_END = re.compile(r"(?:(20\d\d)年|年|全年)(?:底|末|内)?(?:之?前)?(?:完成)?")
_FIGURE = re.compile(r"(?:不低于|不少于|达到|≥)?\s*(-?\d{1,12}(?:\.\d{1,4})?)\s*(\D{1,8})")
_TYPES = ("主办", "配合", "协办", "督办")


@dataclass(frozen=True, slots=True)
class Imported:
    """The draft, and what the office is to look at: (where, what) in Chinese."""

    table: TaskTable
    rows: int
    told: list[tuple[str, str]]


def import_table(workspace: Workspace, file: Path | IO[bytes], title: str, year: int, *, person: User, on: date) -> Imported:
    """Begin a draft from the workbook, whatever its layout: its columns are found by their heads.

    Leads are matched to standing units by name or short name; where none fits the lead is left empty, and told.
    Raises L710, L716 for no title or year, L745 for a workbook that will not do.
    """
    post = drafter(person, workspace, on=on)
    if not title.strip() or not 2000 <= year <= 2100:
        raise DeliverError("L716", what="请写明名称和年度")
    rows = _rows(bytes_of(file))
    units: dict[str, Unit] = {}
    for unit in Unit.objects.filter(workspace=workspace, until=None).order_by("-order"):
        units.update({name: unit for name in (unit.short, unit.name) if name})
    told: list[tuple[str, str]] = []
    with recorded(person, post, "draft", on=on) as entry:
        table = TaskTable.objects.create(workspace=workspace, audience=Audience.WORKSPACE, year=year, title=title.strip()[:200])
        for position, row in enumerate(rows, 1):
            _made(table, position, row, units, told)
        entry.done(table, {"rows": len(rows), "sheet": True})
    return Imported(table, len(rows), told)


def _rows(data: bytes) -> list[TableRow]:
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as scratch:
        scratch.write(data)
        scratch.flush()
        try:
            rows = list(table_rows(Path(scratch.name)))
        except ReadError as error:
            raise DeliverError("L745", what=error.chinese, english=error.english) from error
    if not 0 < len(rows) <= MOST_ROWS:
        raise DeliverError("L745", what=f"应有 1 到 {MOST_ROWS} 行任务", english=f"1 to {MOST_ROWS} rows of tasks")
    return rows


def _made(table: TaskTable, position: int, row: TableRow, units: dict[str, Unit], told: list[tuple[str, str]]) -> None:
    where, cells = f"“{row.sheet}”第{row.row}行", row.cells
    words, due = _plain(cells["words"]), _due(cells.get("due", ""), table.year)
    leads, joiners = units_in(cells.get("lead", "")), units_in(cells.get("joiners", ""))
    lead = units.get(leads[0]) if leads else None
    suppliers = units_in(cells.get("supplier", ""))
    if len(words) > LONGEST:
        told.append((where, f"任务内容超过 {LONGEST} 字，只取前面部分"))
    if cells.get("due") and due is None:
        told.append((where, f"完成时限“{cells['due'][:40]}”没有认出日期，请填写"))
    for name in (*leads, *joiners, *suppliers):
        if name not in units:
            told.append((where, f"没有名为“{name[:40]}”的现有单位"))
    if not leads:
        told.append((where, "没有写牵头单位"))
    if leader := cells.get("leader", ""):
        told.append((where, f"责任领导“{leader[:40]}”请按岗位指定"))
    part = cells.get("part", "")
    task = Task.objects.create(
        table=table, position=position, words=words[:LONGEST], lead=lead, due=due, measures=_measures(_plain(cells.get("measures", ""))),
        supplier=units.get(suppliers[0]) if suppliers else None, act=cells["act"] if cells.get("act") in _TYPES else "主办",
        part=int(part) if part in ("1", "2") else 2, sources=[{"kind": "report", "words": source}] if (source := _plain(cells.get("source", ""))) else [],
        reason=f"原表{where}",
    )  # fmt: skip
    task.joiners.set([unit for name in (*leads[1:], *joiners) if (unit := units.get(name)) and unit != lead])


def _plain(cell: str) -> str:
    return "".join(sign for sign in cell if sign.isprintable() or sign == "\n").strip()


def _due(cell: str, year: int) -> date | None:
    """The day that a cell names, its last where it names a month or a year; None where it names none."""
    plain = "".join(cell.split())
    if (found := _YEAR_END.fullmatch(plain)) is not None:
        return date(int(found[1] or year), 12, 31)
    if (found := _DAY.fullmatch(plain)) is None:
        return None
    in_year, month = int(found[1] or year), int(found[2])
    try:
        return date(in_year, month, int(found[3]) if found[3] else monthrange(in_year, month)[1])
    except ValueError:  # calendar.IllegalMonthError is one
        return None


def _measures(cell: str) -> list[dict[str, Any]]:
    """The cell as one measure; with its figure where it is nothing but a figure and a unit."""
    if not cell:
        return []
    value, unit = None, ""
    if (found := _FIGURE.fullmatch(cell)) is not None:
        amount, unit = amount_of(Decimal(found[1]), found[2].strip())
        value = float(amount)
    return [{"words": cell, "subject": "", "value": value, "unit": unit, "bound": "ge" if value is not None else "", "indicator": None}]
