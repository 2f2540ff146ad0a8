"""Tables as lines of text: one row a line, cells parted by ` | `, for every format alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from luoshi.errors import ReadError

PART = " | "
_MAX_SPAN = 100
"""Columns or rows a cell may span; more is an error of the page, or an attack."""
_MAX_CELLS = 2_000_000
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as the file has it, before the ones it covers are laid out."""

    text: str
    columns: int = 1
    rows: int = 1


def cell_text(text: str) -> str:
    """A cell's words on one line, with nothing in them that could be taken for the bar between cells."""
    return _SPACES.sub(" ", text).strip().replace("|", "/")


def row_line(cells: Sequence[str], *, one: bool = False) -> str:
    """One row. Empty cells keep their places, but a row that is `one` merged cell (a title) is its words alone, and a
    row without words is empty."""
    if one or not any(cells):
        return "".join(cells)
    return PART.join(cells)


def grid_lines(rows: Iterable[Sequence[GridCell]]) -> list[str]:
    """The rows' lines. A merged cell's words stand once, in its first place; the places it covers are empty cells."""
    lines: list[str] = []
    covered: dict[int, int] = {}  # column: how many rows are still covered from above
    laid = 0
    for row in rows:
        cells, covered = _lay(row, covered)
        laid += len(cells)
        if laid > _MAX_CELLS:
            raise ReadError("L115", reason="table")
        if line := row_line(cells, one=len(row) == 1 and bool(cells[0])):
            lines.append(line)
    return lines


def _lay(row: Sequence[GridCell], covered: dict[int, int]) -> tuple[list[str], dict[int, int]]:
    """A row's cells in their columns, and what it leaves covered below it."""
    cells: list[str] = []
    below = {column: rest - 1 for column, rest in covered.items() if rest > 1}
    for cell in row:
        while len(cells) in covered:
            cells.append("")
        height = max(1, min(cell.rows, _MAX_SPAN))
        width = max(1, min(cell.columns, _MAX_SPAN))
        if height > 1:
            below.update(dict.fromkeys(range(len(cells), len(cells) + width), height - 1))
        cells.extend([cell_text(cell.text), *[""] * (width - 1)])
    cells.extend([""] * (max(covered, default=-1) + 1 - len(cells)))
    return cells, below
