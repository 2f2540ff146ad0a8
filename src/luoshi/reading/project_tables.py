"""Projects in tables: under a head that holds 项目名称 every row names one, with its money and its stage beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..catalogue.common import is_common

_HEAD = re.compile("名称")
_NAME = re.compile(r"(?:重[点大])?(?:建设)?(?:项目|工程)(?:\((?:项目|工程)\))?名称")
_MONEY = re.compile(r"(?:(?:项目|计划|估算)?总投资|投资总?额|投资规模)(?:额|估算)?(?:\((?:单位:)?(万亿|亿|万)?元\))?")
_UNIT_ABOVE = re.compile(r"单位:(?:.{0,6}、)?(万亿|亿|万)?元")
_STAGE = re.compile(r"(?:建设|项目|工程)?(?:性质|阶段|状态|进[度展]|形象进度|建设类型)")
_AMOUNT = re.compile(r"\d[\d,]{0,12}(?:\.\d{1,4})?")
_TIMES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, None: 1}
_NO_NAME = re.compile(
    r"(?:\(?[一二三四五六七八九十\d]{1,3}\)?[、.])?(?:合计|总计|小计|共计|其中).*|[一二三四五六七八九十]{1,3}、.*|\([一二三四五六七八九十]{1,3}\).*"
    r"|.*[。;,].*|.*(?:共?\d+[个项])\)?|[\d.,%\s-]*"
)
_LONGEST = 40
_LONGEST_LINE = 2000  # characters; a longer line is no row of a table of projects
_ABOVE = 60  # characters before the head in which its unit may stand


class Row(NamedTuple):
    """A project in a table's row."""

    low: int
    high: int
    amount: float | None
    """In yuan."""
    stage: str
    """What stands in the column that tells its stage (续建, 已开工), empty where there is none."""


def rows_of_projects(folded: str, start: int, end: int) -> Iterator[Row]:
    """The rows of every table of `folded[start:end]` under a head with 项目名称, in the order of the text."""
    passed = start
    for head in _HEAD.finditer(folded, start, end):
        if head.start() < passed:
            continue
        low, high = _line(folded, head.start(), start, end)
        passed = high
        if high - low > _LONGEST_LINE or folded.find("|", low, high) < 0:
            continue
        columns = _columns(folded, low, high)
        if columns is None:
            continue
        above = _UNIT_ABOVE.search(folded, max(start, low - _ABOVE), high)
        times = _TIMES[above[1]] if above else None
        while passed < end:
            low, high = _line(folded, passed + 1, start, end)
            if not 0 < high - low <= _LONGEST_LINE or folded.find("|", low, high) < 0:
                break
            passed = high
            row = _row(folded, _cells(folded, low, high), columns, times)
            if row is not None:
                yield row


class _Columns(NamedTuple):
    name: int
    money: int | None
    times: int | None
    """What the money's numbers are to be multiplied by; None where the column does not say."""
    stage: int | None


def _columns(folded: str, low: int, high: int) -> _Columns | None:
    name = money = times = stage = None
    for number, (first, last) in enumerate(_cells(folded, low, high)):
        words = folded[first:last].replace(" ", "")
        if name is None and _NAME.fullmatch(words):
            name = number
        elif money is None and (said := _MONEY.fullmatch(words)):
            money, times = number, _TIMES[said[1]] if words.endswith(")") else None
        elif stage is None and _STAGE.fullmatch(words):
            stage = number
    return None if name is None else _Columns(name, money, times, stage)


def _row(folded: str, cells: list[tuple[int, int]], columns: _Columns, times_above: int | None) -> Row | None:
    if len(cells) <= columns.name:
        return None
    low, high = cells[columns.name]
    name = folded[low:high]
    if not 2 <= high - low <= _LONGEST or _NO_NAME.fullmatch(name) or _NAME.fullmatch(name) or is_common(name):
        return None
    amount = None
    times = columns.times or times_above
    if columns.money is not None and times is not None and len(cells) > columns.money:
        said = _AMOUNT.fullmatch(folded, *cells[columns.money])
        amount = round(float(said[0].replace(",", "")) * times, 2) if said else None
    stage = ""
    if columns.stage is not None and len(cells) > columns.stage:
        stage = folded[slice(*cells[columns.stage])]
    return Row(low, high, amount, stage)


def _line(folded: str, at: int, start: int, end: int) -> tuple[int, int]:
    """The line around `at`, without its line end."""
    high = folded.find("\n", at, end)
    return max(folded.rfind("\n", start, at) + 1, start), high if high >= 0 else end


def _cells(folded: str, low: int, high: int) -> list[tuple[int, int]]:
    """The cells of a line without the spaces around their words; a mark at its edge opens no cell."""
    cells = []
    at = low
    for words in folded[low:high].split("|"):
        bare = words.strip()
        first = at + len(words) - len(words.lstrip())
        cells.append((first, first + len(bare)))
        at += len(words) + 1
    if cells[0][0] == cells[0][1] and folded[low:high].lstrip().startswith("|"):
        cells = cells[1:]
    return cells
