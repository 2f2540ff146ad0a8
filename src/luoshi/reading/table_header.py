"""The head of an indicator table: which column stands where, for what year, and whether it was reached or is meant.

A head has one row or two: years above, 总量 | 增速 below. A cell without words beside a named one is covered by it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from luoshi.catalogue.units import unit_of

from .facts import Cell, Document, Modality

_YEAR = re.compile(r"((?:19|20)\d\d)(?:\ ?年)?(?:\ ?[-~至]\ ?((?:19|20)\d\d))?")
_NAME = re.compile(r"指标|名称|项目|产品")
_UNIT = re.compile(r"^计?量?单位$")
_NATURE = re.compile(r"属性|性质|指标类型|类型|类别$")
_RATE = re.compile(r"增长|增速|增幅|增减|涨幅|年均|累计|升降|±|比上年|同比")
_TARGET = re.compile(r"目标|计划|预期|规划|安排|建议")
_REACHED = re.compile(r"完成|实绩|实际|现状|基期|基数|绝对[数值量]|产量|总量|数值|数量")
_ASIDE = re.compile(
    r"(?:完成|达标|达成|执行|实现)(?:率|比例|进度|程度)|占.{0,10}(?:比|%)|[占对]比|进度|[位名]次|排名|备注|说明|单位$|部门|时限|年限|责任"
)
"""Columns that say something of the row other than its value in a year."""
_DONE = re.compile(r"(?<!计划)(?<!安排)(?:完成|实绩|实际|执行)(?!目标|计划)")
_MONEY = re.compile(r"(?P<what>总投资|(?:年度)?计划投资|投资额?|估算投资|规模|金额)\(?(?P<unit>(?:亿|万)元)")
_EXPECTED = re.compile(r"预计")
_TASKS = re.compile(r"责任|牵头|配合|时限|年限|建设内容|建设性质")
_VALUE = re.compile(r"[<>≤≥《》(]?[-+]?\d[\d.,]*(?:%|以上|左右|以内|以下)*\)?|[-/*…]+|预期性|约束性")
_BELOW = re.compile(
    r"(?:(?:19|20)\d\d年?)?(?:总[量额值]|绝对[数值量]|数值|数量|数额|规模|金额|计划|目标|预期|完成|实际|实绩|预计|执行|年均|年度|全年|累计|比上年|较上年"
    r"|同比|名义|可比|增长|增速|增幅|增减|涨幅|升降|±|[数值率量]){0,5}(?:\(?(?:%|[±%]|[百千万亿]{0,2}[元人个家户吨亩])\)?)?"
)
_IN_BRACKETS = re.compile(r"\(([^()]{1,6})\)$")


@dataclass(frozen=True, slots=True)
class Column:
    """A value column: the years it is for, and whether it was reached, is expected or meant."""

    years: str
    modality: Modality
    rate: bool
    what: str = ""
    """What of the row's thing it gives, where the header says so (总投资)."""
    unit: str = ""
    alone: bool = False
    """A growth in the second row of the head without a level beside it."""
    unnamed: bool = False
    """Without words of its own: taken for the growth beside a level."""


@dataclass(frozen=True, slots=True)
class Header:
    """What an indicator table's head says of its columns, place by place."""

    unit: int | None
    name: int
    nature: int | None
    columns: tuple[Column | None, ...]
    """One for each cell of the head; None where the column holds no values."""
    rows: int
    """How many rows the head takes."""
    headline: bool
    """Whether its rows can be aims of the place as a whole: a list of projects or of tasks holds none."""

    @property
    def values(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column is not None)


def read_header(folded: str, rows: tuple[tuple[Cell, ...], ...], at: int, document: Document) -> Header | None:
    """The head of an indicator table that opens at row `at`, or None where it opens none there."""
    words, below = _laid(folded, rows, at)
    unit = next((i for i, word in enumerate(words) if _UNIT.match(word)), None)
    name = next((i for i, word in enumerate(words) if _NAME.search(word) and not _YEAR.search(word)), None)
    if name is None and unit:
        name = unit - 1
    if name is None or any(_VALUE.fullmatch(word) and not _YEAR.fullmatch(word) for word in words):
        return None
    nature = next((i for i, word in enumerate(words) if i > name and _is_nature(word)), None)
    two = _is_second(below, words, max(name, unit or 0))
    columns = _columns(words, below if two else None, name, unit, document)
    if columns is None:
        return None
    found = [column for column in columns if column is not None]
    if not found:
        return None
    tasks = any(_TASKS.search(word) for word in words) or any(column.what for column in found)
    return Header(unit, name, nature, tuple(columns), 1 + two, nature is not None or not tasks)


def _words(folded: str, row: tuple[Cell, ...]) -> list[str]:
    return [folded[cell.start : cell.end].replace(" ", "") for cell in row]


def _laid(folded: str, rows: tuple[tuple[Cell, ...], ...], at: int) -> tuple[list[str], list[str]]:
    """The words of a row's cells and of the next row's, with the empty cells at a line's ends that rows go without."""
    words = _words(folded, rows[at])
    whole = _line_words(folded, rows[at])
    if whole[0]:  # else the line is set between bars, and those are no cells
        words = whole
    if at + 1 == len(rows):
        return words, []
    below = _words(folded, rows[at + 1])
    if len(below) != len(words):
        whole = _line_words(folded, rows[at + 1])
        below = whole if len(whole) == len(words) else below
    return words, below


def _line_words(folded: str, row: tuple[Cell, ...]) -> list[str]:
    start = folded.rfind("\n", 0, row[0].start) + 1
    end = folded.find("\n", row[-1].end)
    return [part.replace(" ", "") for part in folded[start : len(folded) if end < 0 else end].split("|")]


def _is_nature(word: str) -> bool:
    return bool(_NATURE.search(word)) and not _YEAR.search(word)


def _is_second(below: list[str], words: list[str], last_name: int) -> bool:
    """Whether a row goes on with the head: words of columns only, and no name, unit or value in it."""
    said = [word for word in below if word]
    if not said or any(_VALUE.fullmatch(word) and not _YEAR.fullmatch(word) for word in said):
        return False
    if len(below) == len(words):
        head = [(one, above) for one, above in zip(below[: last_name + 1], words[: last_name + 1], strict=True) if one]
        if any(one != above for one, above in head):
            return False
    return all(_BELOW.fullmatch(word) or word in words or _YEAR.fullmatch(word) for word in said)


def _columns(
    words: list[str], below: list[str] | None, name: int, unit: int | None, document: Document
) -> list[Column | None] | None:
    """A column for each place of the head's first row; None where the two rows of the head do not fit."""
    if below is not None and len(below) != len(words):
        return None  # which of the second row's words stand under which year is not known
    columns: list[Column | None] = []
    above = ""
    """The words that cover the place: its own, or those of the last named cell before it."""
    for place, word in enumerate(words):
        if place <= name or place == unit or _is_nature(word):
            above = ""
            columns.append(None)
            continue
        named = bool(word) and not (above and word == words[place - 1])
        above = word if word else above
        second = below[place] if below is not None else ""
        if second == word:
            second = ""
        if named or second:
            columns.append(_column(above + second, document, columns[-1] if columns else None))
        else:
            lone = place + 1 == len(words) or words[place + 1] not in ("", word)
            columns.append(_unnamed(columns[-1]) if below is None and lone else None)
    return _settled(columns, words, below)


def _unnamed(before: Column | None) -> Column | None:
    """The second column under a merged head: behind a level stands its growth."""
    if before is None or before.rate or before.unnamed or before.what:
        return None
    return replace(before, rate=True, unnamed=True, unit="")


def _settled(columns: list[Column | None], words: list[str], below: list[str] | None) -> list[Column | None]:
    """Without the columns that say the same as another: which of them is meant cannot be told."""
    seen: set[tuple[str, Modality, bool, str]] = set()
    result: list[Column | None] = []
    for place, column in enumerate(columns):
        if column is None:
            result.append(None)
            continue
        vague = not _YEAR.search(words[place]) and "情况" in words[place]
        same = (column.years, column.modality, column.rate, column.what)
        if vague and same in seen:
            result.append(None)
            continue
        seen.add(same)
        next_to = any(
            other is not None and not other.rate and (other.years, other.modality) == same[:2] for other in columns
        )
        result.append(replace(column, alone=True) if below is not None and column.rate and not next_to else column)
    return result


def _column(word: str, document: Document, before: Column | None) -> Column | None:
    """The column under `word`, the words of its head; `before` is the column to its left."""
    column = _of_years(word, document, before)
    said = _IN_BRACKETS.search(word)
    if column is not None and not column.unit and said and unit_of(said[1]) is not None:
        return replace(column, unit=said[1])
    return column


def _of_years(word: str, document: Document, before: Column | None) -> Column | None:
    year = _YEAR.search(word)
    reviewed = int(document.review[-4:]) if document.review[-4:].isdigit() else 0
    planned = int(document.plan[-4:]) if document.plan[-4:].isdigit() else 0
    if money := _MONEY.search(word):
        years = year[1] if year else document.plan or document.review
        meant = (bool(document.plan) and not year) or (
            year is not None and (bool(_TARGET.search(word)) or int(year[1]) > reviewed > 0)
        )
        return Column(years, "target" if meant else "actual", False, money["what"], money["unit"])
    if _ASIDE.search(word):
        return None
    rate = bool(_RATE.search(word))
    if year:
        last = int(year[2] or year[1])
        modality: Modality = "estimated" if _EXPECTED.search(word) else "actual"
        if (reviewed and last > reviewed) or (_TARGET.search(word) and not _DONE.search(word)):
            modality = "target"
        if not reviewed and planned and last >= planned:
            modality = "target"
        return Column(f"{year[1]}-{year[2]}" if year[2] else year[1], modality, rate)
    if rate and "-" in document.plan:
        return Column(document.plan, "target", True)
    if rate:  # 2024年目标 | 增长(%)
        beside = before is not None and not before.rate and not before.what
        return replace(before, rate=True, unit="") if beside and before else Column(document.review, "actual", True)
    if "%" in word:
        return None  # 为年计划%: how much of it was done, or what is meant cannot be told
    if _TARGET.search(word) and not _DONE.search(word):
        past = "年初" in word and document.kind == "plan_report"
        return Column((document.review if past else document.plan)[-4:], "target", False)
    if _REACHED.search(word):
        return Column(document.review[-4:], "actual", False)
    return None
