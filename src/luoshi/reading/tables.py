"""Tables as they stand in the text: lines of cells parted by ` | `, with a title in the line above (表2-1 …)."""

from __future__ import annotations

import re

from luoshi.reading.facts import Cell, Table

_BLOCK = re.compile(r"(?:^[^\n|]*(?: \||\| )[^\n]*\n?)+", re.MULTILINE)
_TITLE = re.compile(
    r"^(?:附?表\s?(?:\d|[一二三四五六七八九十])|专栏|.{0,40}(?:一览表|指标表|明细表|任务表|清单|表)$|.{2,40}(?:指标|目标)$)"
)
_LONGEST_TITLE = 60


def find_tables(folded: str, start: int = 0, end: int | None = None) -> tuple[Table, ...]:
    """Every run of table lines in `folded[start:end]`. A single line with a cell mark is no table."""
    stop = len(folded) if end is None else end
    found: list[Table] = []
    for match in _BLOCK.finditer(folded, start, stop):
        rows = tuple(_rows(folded, match.start(), match.end()))
        if len(rows) > 1:
            last = rows[-1][-1].end
            found.append(
                Table(
                    match.start(), max(last, _line_end(folded, last, stop)), _title(folded, match.start(), start), rows
                )
            )
    return tuple(found)


def _rows(folded: str, start: int, end: int) -> list[tuple[Cell, ...]]:
    rows = []
    position = start
    for line in folded[start:end].splitlines(keepends=True):
        row = []
        at = position
        for part in line.rstrip("\n").split("|"):
            bare = part.strip()
            first = at + (part.index(bare) if bare else len(part) - len(part.lstrip()))
            row.append(Cell(first, first + len(bare)))
            at += len(part) + 1
        if row and row[0].start == row[0].end and line.lstrip().startswith("|"):
            row = row[1:]  # a line that opens with the mark has no cell before it
        if row and row[-1].start == row[-1].end and line.rstrip().endswith("|"):
            row = row[:-1]
        if row:
            rows.append(tuple(row))
        position += len(line)
    return rows


def _line_end(folded: str, position: int, stop: int) -> int:
    found = folded.find("\n", position, stop)
    line_end = stop if found < 0 else found
    return position + len(folded[position:line_end].rstrip())


def _title(folded: str, table_start: int, lowest: int) -> str:
    """The line above, if it names a table and says no sentence."""
    above_end = table_start - 1
    for _ in range(2):  # a unit line (单位:%) may stand between
        if above_end <= lowest:
            return ""
        above_start = folded.rfind("\n", lowest, above_end) + 1 or lowest
        line = folded[above_start:above_end].strip()
        if _TITLE.match(line) and len(line) <= _LONGEST_TITLE and not line.endswith(("。", ";", ":")):
            return line
        above_end = above_start - 1
    return ""
