"""One cell of an indicator table as a measure: its figure, the unit of its row or column, what bounds it."""

from __future__ import annotations

import re

from luoshi.catalogue.indicators import indicators
from luoshi.catalogue.units import MULTIPLIERS, unit_of

from .facts import Bound, Cell, Document, Measure, MeasureKind, Modality
from .table_header import Column

_FIGURE = r"\d{1,15}(?:,\d{3})*(?:\.\d{1,8})?"
_VALUE = re.compile(
    r"(?P<lead>(?:同口径|可比口径|力争|确保|预计|预期|达到|达|完成|实现|控制在|保持在|稳定在|年均|累计|同比|比上年|[ ]){0,4})"
    r"(?P<grew>增长|提高|上升|增幅|下降|降低|减少)?(?:到(?=\d))?"
    r"(?P<open>>=|<=|[\[(<>≥≤《》约]|突破|超过?|不低于|不少于|不小于|高于|大于|不高于|不超过|不大于|低于|小于|控制在)?\s*"
    rf"(?P<sign>[-+])?(?P<low>{_FIGURE})(?:\s*%?\s*[-~至]\s*(?P<high>{_FIGURE}))?\s*"
    r"(?P<mark>%|‰|个百分点)?(?P<unit>(?!以|左|上|下)[十百千]?[万亿]?[\u4e00-\u9fff]{1,3}?)?\s*"
    r"(?P<word>及?以上|左右|上下|以内|之内|及?以下)?\s*[\])]?"
    r"(?P<after>(?:及?以上|左右|以内|以下)?)"
)
_BOUNDS: dict[str, Bound] = {
    "突破": "ge", "超": "ge", "超过": "ge", "不低于": "ge", "不少于": "ge", "不小于": "ge", "高于": "ge", "大于": "ge",
    "不高于": "le", "不超过": "le", "不大于": "le", "低于": "le", "小于": "le", "控制在": "le",
    ">": "ge", "≥": "ge", ">=": "ge", "》": "ge", "<": "le", "≤": "le", "<=": "le", "《": "le", "约": "approx",
    "以上": "ge", "及以上": "ge", "左右": "approx", "上下": "approx",
    "以内": "le", "之内": "le", "以下": "le", "及以下": "le"}  # fmt: skip
"""《 and 》 are what is often written for < and > (and what 〈 and 〉 fold to)."""
_FALLS = re.compile(r"(?:降低|下降|减少|消减|削减|降幅)(?:率)?$")
_GROWS = re.compile(r"(?:增长|增速|增幅|增长率|涨幅|提高|降低|下降|减少|降幅)(?:率)?$|消费价格")
_FELL = frozenset({"下降", "降低", "减少"})
EMPTY = frozenset({"", "/", "-", "--", "—", "…", "*"})
_PERCENT = ("%", "‰")


def is_value(word: str) -> bool:
    """Whether a cell's words are a figure or the mark of none."""
    return word in EMPTY or _VALUE.fullmatch(word) is not None


def figure(word: str) -> float | None:
    """A cell's (lower) figure without its unit; None where it has none."""
    match = _VALUE.fullmatch(word)
    return float(match["low"].replace(",", "")) if match else None


def read_value(
    text: str, folded: str, cell: Cell, column: Column, name: str, unit_word: str, sentence: int, document: Document
) -> Measure | None:
    """The measure a cell gives; None where its words are no figure with a unit that is known."""
    word = folded[cell.start : cell.end]
    match = _VALUE.fullmatch(word)
    if match is None:
        return None
    cumulative = (word[0] in "[(" and word[-1] in "])") or "累计" in match["lead"]
    said = match["unit"] if match["unit"] and unit_of(match["unit"]) else ""
    if match["unit"] and not said:
        return None
    grew = match["grew"] or ""
    rate = column.rate and not cumulative
    if column.unnamed and (_number(match["low"], 1) > 100 or (unit_word in _PERCENT and not _of_amount(name, "", ""))):
        return None  # no growth, and what else it is the head does not say
    share = match["mark"] or (said if said in _PERCENT else "")
    unit, factor = unit_and_factor(share or said or column.unit or ("%" if rate else unit_word))
    if not unit and (rate or grew):
        unit = "%"
    low = _number(match["low"], factor)
    value: float | int | tuple[float | int, float | int] = -low if match["sign"] == "-" else low
    if match["high"]:
        value = (low, _number(match["high"], factor))
    kind: MeasureKind = "level"
    subject = name + column.what
    if unit in ("百分点", "个百分点"):
        kind = "change"
    elif unit in _PERCENT and (_GROWS.search(name) or rate or grew or _of_amount(name, unit_word, share)):
        kind = "growth"
    if kind in ("growth", "change") and (_FALLS.search(name) or grew in _FELL):
        value = (-value[0], -value[1]) if isinstance(value, tuple) else -value
        subject = _FALLS.sub("", name) or name
    if cumulative and kind == "level":
        subject = name + "累计增加"
    bound = (
        "range" if match["high"] else _BOUNDS.get(match["open"] or "", _BOUNDS.get(match["word"] or match["after"], "eq"))
    )  # fmt: skip
    modality: Modality = column.modality
    first = cell.start + match.start("low") - (1 if match["sign"] == "-" else 0)
    last = cell.start + max(match.end("low"), match.end("high"), match.end("mark"), match.end("unit"))
    wording = match["word"] or match["after"]
    return Measure(
        first, last, value, unit, subject, kind, modality, bound,
        _summed(column, document) if cumulative else column.years, wording, sentence=sentence,
    )  # fmt: skip


def _of_amount(name: str, unit_word: str, share: str) -> bool:
    """Whether a percentage of something counted in money or things can only be its growth."""
    if share and unit_word and unit_and_factor(unit_word)[0] not in _PERCENT:
        return True
    indicator = indicators().find(name)
    return indicator is not None and indicator.form == "level" and indicator.unit not in ("", *_PERCENT)


def _summed(column: Column, document: Document) -> str:
    """The years a cumulative figure is for: the plan's, or as many that end with a column of one year before it."""
    first, _, last = document.plan.partition("-")
    if not last or "-" in column.years or not column.years:
        return document.plan if last and column.modality == "target" else column.years
    end = int(column.years)
    if column.modality == "target" or end >= int(last):
        return document.plan
    return f"{end - (int(last) - int(first))}-{end}"


def unit_and_factor(word: str) -> tuple[str, int]:
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
