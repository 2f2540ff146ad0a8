"""Indicator tables: rows of `指标 | 单位 | 2020年 | 2025年 | 年均增速 [累计] | 属性`, in plans, plan reports and bulletins.

Tables come out of pages with cells merged and rows shifted, so a row is read from its unit cell outwards rather than by
counting columns: the name stands before the unit, the values behind it in the header's order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from luoshi.catalogue.units import MULTIPLIERS, unit_of

from .facts import Bound, Cell, Document, Measure, MeasureKind, Modality, Table, Target
from .plain_targets import plain_target

Nature = Literal["预期性", "约束性", ""]
_YEAR = re.compile(r"((?:19|20)\d\d)(?:\ ?年)?(?:\ ?[-~至]\ ?((?:19|20)\d\d))?")
_NAME = re.compile(r"指标|名称|项目|产品")
_UNIT = re.compile(r"^计?量?单位$")
_NATURE = re.compile(r"属性|性质|指标类型|类型|类别$")
_RATE = re.compile(r"增长|增速|增幅|年均|累计|升降|±|比上年|同比")
_TARGET = re.compile(r"目标|计划|预期|规划|安排|建议")
_REACHED = re.compile(r"完成|实绩|实际|现状|基期|基数|绝对[数值量]|产量|总量|数值|数量")
_MONEY = re.compile(r"(?P<what>总投资|计划投资|投资额?|估算投资|规模|金额)\(?(?P<unit>(?:亿|万)元)")
_EXPECTED = re.compile(r"预计")
_VALUE = re.compile(
    r"(?:同口径|可比口径|力争|预计|达到|完成|控制在)?(?P<open>[\[(<>≥≤＞＜约]|>=|<=|突破|超过?|不低于|不少于|不高于|不超过)?\s*(?P<sign>[-+])?(?P<low>\d{1,15}(?:,\d{3})*(?:\.\d{1,8})?)(?:\s*[-~至]\s*(?P<high>\d{1,15}(?:\.\d{1,8})?))?\s*"
    r"(?P<mark>%|个百分点)?(?P<unit>(?!以|左)[十百千]?[万亿]?[\u4e00-\u9fff]{1,3}?)?\s*(?P<word>以上|左右|以内|以下)?\s*[\])]?"
)
_BOUNDS: dict[str, Bound] = {
    "突破": "ge", "超": "ge", "超过": "ge", "不低于": "ge", "不少于": "ge", "不高于": "le", "不超过": "le",
    ">": "ge", "≥": "ge", ">=": "ge", "<": "le", "≤": "le", "<=": "le", "约": "approx",
                             "以上": "ge", "左右": "approx", "以内": "le", "以下": "le"}  # fmt: skip
_FALLS = re.compile(r"(?:降低|下降|减少|消减|削减|降幅)(?:率)?$")
_GROWS = re.compile(r"(?:增长|增速|增幅|增长率|涨幅|提高|降低|下降|减少|降幅)(?:率)?$|消费价格")
_MULTIPLIER = "|".join(sorted(MULTIPLIERS, key=len, reverse=True))
_NAME_UNIT = re.compile(rf"[(,]\s*(?P<unit>(?:{_MULTIPLIER})?[^()\d,]{{1,8}})\)?$")
_EMPTY = frozenset({"", "/", "-", "--", "—", "…", "*"})


@dataclass(frozen=True, slots=True)
class Column:
    """A value column: the years it is for, and whether it was reached, is expected or meant."""

    years: str
    modality: Modality
    rate: bool
    what: str = ""
    """What of the row's thing it gives, where the header says so (总投资)."""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """What an indicator table's first row says of its columns."""

    unit: int | None
    name: int
    columns: tuple[Column, ...]
    places: tuple[int, ...]
    """Where the columns stand in the first row."""


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What one row gives."""

    measures: tuple[Measure, ...]
    target: Target | None


def read_header(folded: str, row: tuple[Cell, ...], document: Document) -> Header | None:
    """The header of an indicator table, or None where `row` heads no such table."""
    words = [folded[cell.start : cell.end].replace(" ", "") for cell in row]
    name = next((i for i, word in enumerate(words) if _NAME.search(word) and not _YEAR.search(word)), None)
    if name is None:
        return None
    unit = next((i for i, word in enumerate(words) if _UNIT.match(word)), None)
    columns: list[Column] = []
    places: list[int] = []
    for i, word in enumerate(words[name + 1 :], name + 1):
        if i == unit or not word or (_NATURE.search(word) and not _YEAR.search(word)):
            continue
        column = _column(word, document)
        if column is not None:
            places.append(i)
            columns.append(column)
    return Header(unit, name, tuple(columns), tuple(places)) if columns else None


def _column(word: str, document: Document) -> Column | None:
    year = _YEAR.search(word)
    reviewed = int(document.review[-4:]) if document.review[-4:].isdigit() else 0
    rate = bool(_RATE.search(word))
    if money := _MONEY.search(word):
        planned = bool(document.plan) and not year
        return Column(
            document.plan if planned else document.review,
            "target" if planned else "actual",
            False,
            money["what"],
            money["unit"],
        )
    if year:
        last = int(year[2] or year[1])
        modality: Modality = "estimated" if _EXPECTED.search(word) else "actual"
        if (reviewed and last > reviewed) or (_TARGET.search(word) and last >= reviewed and last != reviewed):
            modality = "target"
        if not reviewed and document.plan and last >= int(document.plan[-4:]):
            modality = "target"
        return Column(f"{year[1]}-{year[2]}" if year[2] else year[1], modality, rate)
    if rate:
        return (
            Column(document.plan, "target", True) if "-" in document.plan else Column(document.review, "actual", True)
        )
    if _TARGET.search(word):
        return Column(document.plan[-4:], "target", False)
    if _REACHED.search(word):
        return Column(document.review[-4:], "actual", False)
    return None


def table_facts(
    text: str, folded: str, table: Table, document: Document, sentence_of: dict[int, int]
) -> Iterator[tuple[int, RowFacts]]:
    """For each row of an indicator table: the position of its sentence and what it gives.

    `sentence_of`: start of a line's first words → position of its sentence in the reading.
    """
    header: Header | None = None
    for row in table.rows:
        found = read_header(folded, row, document)
        if found is not None:
            header = found
            continue
        if header is None:
            continue
        start = next((cell.start for cell in row if cell.end > cell.start), None)
        if start is None:
            continue
        sentence = sentence_of.get(start, sentence_of.get(_line_start(folded, start)))
        if sentence is None:
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
    at = _unit_cell(words, header)
    if at is not None:
        unit_word, name_at, values_at = words[at], at - ((header.unit or 0) - header.name), at + 1
        if header.unit is not None and header.unit < header.name:
            name_at, values_at = at + 1, at + 2
    else:
        name_at = _name_cell(words, header)
        inside = _NAME_UNIT.search(words[name_at]) if 0 <= name_at < len(words) else None
        unit_word, values_at = (inside["unit"] if inside else ""), name_at + 1
    if not 0 <= name_at < len(words):
        return None
    name = text[row[name_at].start : row[name_at].end]
    inside_unit = _NAME_UNIT.search(words[name_at])
    if inside_unit and unit_of(inside_unit["unit"].replace(" ", "")) is not None:
        name = name[: inside_unit.start()]
    name = name.strip().lstrip("0123456789.、 ")
    if not name or sum(c >= "\u4e00" for c in name) < 2:
        return None
    nature = _nature(words)
    if header.unit is None:  # nothing but the header tells the columns apart
        shift = name_at - header.name
        cells = [row[place + shift] for place in header.places if 0 <= place + shift < len(row)]
    else:
        cells = [
            cell
            for cell, word in zip(row[values_at:], words[values_at:], strict=True)
            if word not in ("预期性", "约束性")
        ]
        while len(cells) > len(header.columns) and cells[-1].start == cells[-1].end:
            cells.pop()
    measures: list[Measure] = []
    spoken: Target | None = None
    for cell, column in zip(cells, header.columns, strict=False):
        word = folded[cell.start : cell.end]
        if word in _EMPTY:
            continue
        measure = _value(text, folded, cell, column, name, unit_word, sentence, document)
        if measure is not None:
            measures.append(measure)
        elif spoken is None and (wanted := _target_column(header)) is not None:
            spoken = plain_target(text, folded, cell.start, cell.end, name, wanted.years, sentence)
    return RowFacts(tuple(measures), _target(text, folded, row, name, measures, spoken, nature, header, sentence))


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


def _name_cell(words: list[str], header: Header) -> int:
    for at in (header.name, header.name + 1, header.name - 1):
        if 0 <= at < len(words) - 1 and sum(c >= "\u4e00" for c in words[at]) > 1:
            following = words[at + 1]
            if _VALUE.fullmatch(following) or following in _EMPTY or len(words) > at + 2:
                return at
    return -1


def _target_column(header: Header) -> Column | None:
    return next((column for column in header.columns if column.modality == "target" and not column.rate), None) or next(
        (column for column in header.columns if column.modality == "target"), None
    )


def _value(
    text: str, folded: str, cell: Cell, column: Column, name: str, unit_word: str, sentence: int, document: Document
) -> Measure | None:
    word = folded[cell.start : cell.end]
    match = _VALUE.fullmatch(word)
    if match is None:
        return None
    cumulative = word[0] == "[" or (word[0] == "(" and word[-1] == ")") or text[cell.start] in "[［【〔"
    said = match["unit"] if match["unit"] and unit_of(match["unit"]) else ""
    if match["unit"] and not said:
        return None
    unit, factor = _unit(match["mark"] or said or column.unit or ("%" if column.rate and not cumulative else unit_word))
    low = _number(match["low"], factor)
    value: float | int | tuple[float | int, float | int] = -low if match["sign"] == "-" else low
    if match["high"]:
        value = (low, _number(match["high"], factor))
    kind: MeasureKind = "level"
    subject = name + column.what
    if unit == "百分点":
        kind = "change"
    elif unit in ("%", "‰") and (_GROWS.search(name) or (column.rate and not cumulative)):
        kind = "growth"
        if _FALLS.search(name):
            value = (-value[0], -value[1]) if isinstance(value, tuple) else -value
            subject = _FALLS.sub("", name) or name
    if cumulative and kind == "level":
        subject = name + "累计增加"
    years = document.plan if cumulative and "-" in document.plan else column.years
    modality: Modality = "target" if cumulative and column.modality == "target" else column.modality
    bound: Bound = (
        "range" if match["high"] else _BOUNDS.get(match["open"] or "", _BOUNDS.get(match["word"] or "", "eq"))
    )
    first = cell.start + match.start("low") - (1 if match["sign"] == "-" else 0)
    last = cell.start + max(match.end("low"), match.end("high"), match.end("mark"), match.end("unit"))
    return Measure(
        first, last, value, unit, subject, kind, modality, bound, years, match["word"] or "", sentence=sentence
    )


def _unit(word: str) -> tuple[str, int]:
    """A unit cell's unit and the multiplier before it: 万元/人 → 元/人, 10000."""
    word = word.replace(" ", "")
    known = unit_of(word)
    if known is None:
        return word, 1
    if word == known.name or word in known.aliases:
        return known.name, 1
    prefix = next((m for m in sorted(MULTIPLIERS, key=len, reverse=True) if word.startswith(m)), "")
    return known.name, MULTIPLIERS.get(prefix, 1)


def _number(digits: str, factor: int) -> float | int:
    whole, _, fraction = digits.replace(",", "").partition(".")
    scaled = int(whole + fraction) * factor
    size: int = 10 ** len(fraction)
    quotient, rest = divmod(scaled, size)
    return scaled / size if rest else quotient


def _target(
    text: str, folded: str, row: tuple[Cell, ...], name: str, measures: list[Measure], spoken: Target | None, nature: Nature,
    header: Header, sentence: int,
) -> Target | None:  # fmt: skip
    """The row as a headline target, numeric or not; None where the table sets none."""
    base = next((m for m in measures if m.modality != "target" and not isinstance(m.value, tuple)), None)
    meant = [m for m in measures if m.modality == "target"]
    start = next(cell.start for cell in row if cell.end > cell.start)
    end = max(cell.end for cell in row)
    base_value = base.value if base is not None and not isinstance(base.value, tuple) else None
    if spoken is not None:
        return replace(
            spoken, start=start, end=end, nature=nature, base=base_value, base_period=base.period if base else "",
        )  # fmt: skip
    if not meant:
        return None
    chosen = next((m for m in meant if not m.subject.endswith("累计增加")), meant[0])
    return Target(
        start, end, name, "numeric", text[chosen.start : chosen.end], chosen.period, chosen.value, chosen.unit, chosen.kind,
        chosen.bound, chosen.wording, nature=nature, base=base_value,
        base_period=base.period if base else "", sentence=sentence,
    )  # fmt: skip
