"""Indicator tables: rows of `指标 | 单位 | 2020年 | 2025年 | 年均增速 [累计] | 属性`, in plans, plan reports and bulletins.

Tables come out of pages with cells merged and rows shifted, so a row is laid beside the head from its unit cell outwards.
Where the two do not fit, the row gives no figures: a missing fact can be seen, a figure of another column cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from luoshi.catalogue.units import MULTIPLIERS, unit_of

from .facts import Cell, Document, Measure, Table, Target
from .plain_targets import plain_target
from .table_header import Column, Header, read_header
from .table_values import EMPTY, figure, is_value, read_value

Nature = Literal["预期性", "约束性", ""]
_MULTIPLIER = "|".join(sorted(MULTIPLIERS, key=len, reverse=True))
_NAME_UNIT = re.compile(rf"[(,]\s*(?P<unit>(?:{_MULTIPLIER})?[^()\d,]{{1,8}})\)?$")
_INDEX = re.compile(r"\(?\d{1,3}[.、)]?")


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What one row gives."""

    measures: tuple[Measure, ...]
    targets: tuple[Target, ...]
    index: int | None
    """Where the cell with the row's number starts."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A row laid beside the head."""

    name: str
    unit: str
    cells: tuple[tuple[Cell, Column], ...]
    """The value cells with their columns."""
    merged: bool
    """Words stand over several columns: 完成市定目标 for the year and the years."""


def table_facts(
    text: str, folded: str, table: Table, document: Document, sentence_of: dict[int, int]
) -> Iterator[tuple[int, RowFacts]]:
    """For each row of an indicator table: the position of its sentence and what it gives.

    `sentence_of`: start of a line's first words → position of its sentence in the reading.
    """
    header: Header | None = None
    head_ends = 0
    for at, row in enumerate(table.rows):
        found = read_header(folded, table.rows, at, document) if at >= head_ends else None
        if found is not None:
            header, head_ends = found, at + found.rows
        if header is None:
            continue
        start = next((cell.start for cell in row if cell.end > cell.start), None)
        if start is None:
            continue
        sentence = sentence_of.get(start, sentence_of.get(_line_start(folded, start)))
        if sentence is None:
            continue
        if at < head_ends:
            if found is None:  # the head's second row: no prose
                yield sentence, RowFacts((), (), None)
            continue
        facts = _row(text, folded, row, header, document, sentence)
        if facts is not None:
            yield sentence, facts


def _line_start(folded: str, at: int) -> int:
    """Where the line's words begin: at the mark of an empty first cell, where the sentence begins, too."""
    line = folded.rfind("\n", 0, at) + 1
    return line + len(folded[line:at]) - len(folded[line:at].lstrip())


def _row(
    text: str, folded: str, row: tuple[Cell, ...], header: Header, document: Document, sentence: int
) -> RowFacts | None:
    words = [folded[cell.start : cell.end] for cell in row]
    first = zip(row[: header.name], words, strict=False)
    index = next((cell.start for cell, word in first if _INDEX.fullmatch(word)), None)
    laid = _lay(text, words, row, header)
    if laid is None:
        return RowFacts((), (), index) if header.headline else None
    measures: list[Measure] = []
    spoken: Target | None = None
    wanted = _target_column(header, document)
    cells = _with_level(laid.cells, folded, laid.unit)
    for cell, column in cells:
        word = folded[cell.start : cell.end]
        if word in EMPTY:
            continue
        measure = read_value(text, folded, cell, column, laid.name, laid.unit, sentence, document)
        if measure is not None:
            measures.append(measure)
        elif spoken is None and wanted is not None and (laid.merged or _ahead(column, document)):
            spoken = plain_target(text, folded, cell.start, cell.end, laid.name, wanted.years, sentence)
    if not measures and spoken is None and header.unit is None:
        return None  # read as prose: a list of tasks and what is aimed at in each
    targets = _targets(text, row, laid.name, measures, spoken, _nature(words), document) if header.headline else ()
    return RowFacts(tuple(measures), targets, index)


def _lay(text: str, words: list[str], row: tuple[Cell, ...], header: Header) -> Laid | None:
    """The row beside the head; None where it is not known which cell stands in which column."""
    at = _unit_cell(words, header)
    if at is not None:
        shift = at - (header.unit or 0)
        name_at = header.name + shift
    elif (without := _without_unit(words, header)) is not None:
        shift, name_at = without, header.name + without
    elif header.unit is not None and len(words) != len(header.columns):
        return None
    else:
        name_at = _name_cell(words, header)
        shift = name_at - header.name
    if not 0 <= name_at < len(words):
        return None
    name, unit = text[row[name_at].start : row[name_at].end], words[at] if at is not None else ""
    inside = _NAME_UNIT.search(words[name_at])
    if inside and unit_of(inside["unit"].replace(" ", "")) is not None:
        name, unit = name[: inside.start()], unit or inside["unit"]
    elif at is None and header.unit is not None and not is_value(words[header.unit]):
        unit = words[header.unit]
    name = name.strip().lstrip("0123456789.、 ")
    if sum(c >= "\u4e00" for c in name) < 2:
        return None
    cells, merged = _value_cells(words, row, header, max(name_at, at or 0) + 1, shift)
    if cells is None:
        return None
    return Laid(name, unit, tuple(cells), merged)


def _value_cells(
    words: list[str], row: tuple[Cell, ...], header: Header, first: int, shift: int
) -> tuple[list[tuple[Cell, Column]] | None, bool]:
    """The value cells with their columns, and whether words cover several; None where that cannot be told."""
    last = len(header.columns)
    nature_at = next((i for i, word in enumerate(words) if word in ("预期性", "约束性")), None)
    missing = header.nature + shift - nature_at if header.nature is not None and nature_at is not None else 0
    if nature_at is None:
        end = len(words)
        while end > last + shift and not words[end - 1]:
            end -= 1
        if end > last + shift:
            return None, False
    if missing < 0:
        return None, False
    spoken = next((i for i in range(first, nature_at or len(words)) if words[i] and not is_value(words[i])), None)
    if missing and spoken is None:
        return None, False
    cells: list[tuple[Cell, Column]] = []
    for place, column in enumerate(header.columns):
        here = place + shift
        if missing and spoken is not None and here > spoken:
            here = max(spoken, here - missing)
        if column is None or not first <= here < len(row) or (cells and cells[-1][0] is row[here]):
            continue
        cells.append((row[here], column))
    return cells, missing > 0


def _with_level(
    cells: tuple[tuple[Cell, Column], ...], folded: str, unit: str
) -> tuple[tuple[Cell, Column], ...]:  # fmt: skip
    """A growth column without a level beside it holds a level in rows that have levels of that size and no growth."""
    levels = [figure(folded[cell.start : cell.end]) for cell, column in cells if not column.rate]
    grown = [
        cell for cell, column in cells if column.rate and not column.alone and figure(folded[cell.start : cell.end])
    ]
    if grown or not unit or not any(level is not None for level in levels):
        return cells
    result = []
    for cell, column in cells:
        value = figure(folded[cell.start : cell.end])
        like = column.alone and value is not None and any(level and 0.5 < value / level < 2 for level in levels)
        result.append((cell, replace(column, rate=False, unit="")) if like else (cell, column))
    return tuple(result)


def _nature(words: list[str]) -> Nature:
    return "预期性" if "预期性" in words else "约束性" if "约束性" in words else ""


def _unit_cell(words: list[str], header: Header) -> int | None:
    """Where the row's unit stands: at the header's place, or one beside it where cells were merged."""
    if header.unit is None:
        return None
    for shift in (0, 1, -1, 2, -2):
        at = header.unit + shift
        if 0 < at < len(words) and (words[at] in ("%", "‰") or unit_of(words[at].replace(" ", "")) is not None):
            return at
    return None


def _without_unit(words: list[str], header: Header) -> int | None:
    """By how many places the row is shifted where its unit cell holds the mark of none (a ratio's —) and cells before it were merged:
    unit and nature must both stand where that shift puts them."""
    if header.unit is None or header.nature is None:
        return None
    shift = len(words) - len(header.columns)
    at, nature = header.unit + shift, header.nature + shift
    if not (-2 <= shift < 0 < at and nature < len(words)):
        return None
    return shift if words[at] in EMPTY and _nature([words[nature]]) else None


def _name_cell(words: list[str], header: Header) -> int:
    """Where the row's name stands: as many cells before the header's place as merged first cells are missing."""
    fewer = len(words) - len(header.columns)
    for at in (header.name + fewer, header.name) if -2 <= fewer <= 2 else (header.name,):
        if 0 <= at < len(words) - 1 and sum(c >= "\u4e00" for c in words[at]) > 1:
            return at
    return -1


def _ahead(column: Column, document: Document) -> bool:
    """Whether a column sets what is to come, and does not recall what was set for the years reviewed."""
    if column.modality != "target":
        return False
    return document.kind == "adjustment" or not document.review or column.years[-4:] > document.review[-4:]


def _target_column(header: Header, document: Document) -> Column | None:
    ahead = [column for column in header.values if _ahead(column, document)]
    return next((column for column in ahead if not column.rate), ahead[0] if ahead else None)


def _targets(
    text: str, row: tuple[Cell, ...], name: str, measures: list[Measure], spoken: Target | None, nature: Nature,
    document: Document,
) -> tuple[Target, ...]:  # fmt: skip
    """The row as headline targets: its level and its growth, or words; none where the table sets none."""
    start = next(cell.start for cell in row if cell.end > cell.start)
    end = max(cell.end for cell in row)
    found: list[Target] = []
    meant = [m for m in measures if _ahead(Column(m.period, m.modality, False), document)]
    latest = max((m.period[-4:] for m in meant), default="")
    last = [m for m in meant if m.period[-4:] == latest]
    plain = [m for m in last if not m.subject.endswith("累计增加")] or last[:1]
    for kind in dict.fromkeys(m.kind for m in plain):
        chosen = [m for m in plain if m.kind == kind][-1]
        base = _base(measures, chosen)
        found.append(
            Target(
                start,
                end,
                name,
                "numeric",
                text[chosen.start : chosen.end],
                chosen.period,
                chosen.value,
                chosen.unit,
                chosen.kind,
                chosen.bound,
                chosen.wording,
                nature=nature,
                base=base.value if base else None,
                base_period=base.period if base else "",
                sentence=chosen.sentence,
            )
        )
    if spoken is not None:
        base = _base(measures, None)
        words = replace(spoken, start=start, end=end, nature=nature)
        found.append(replace(words, base=base.value, base_period=base.period) if base else words)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Base:
    value: float | int
    period: str


def _base(measures: list[Measure], target: Measure | None) -> _Base | None:
    """The latest figure reached (or expected) that the target can be laid beside."""
    known = [
        _Base(m.value, m.period)
        for m in measures
        if m.modality != "target"
        and not isinstance(m.value, tuple)
        and (target is None or (m.kind == target.kind and m.unit == target.unit))
    ]
    return known[-1] if known else None
