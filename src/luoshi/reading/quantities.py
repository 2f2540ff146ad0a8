"""Numbers and their units: one pass over the folded text finds every number a rule could ask about.

Nothing is decided here about what a number means; `measures` does that, and `numbers` accounts for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from luoshi.catalogue.units import units

Value = float | int | tuple[float | int, float | int]
Form = Literal["number", "date", "ordinal", "rank", "multiple", "word"]
"""`word`: a single Chinese numeral with no unit behind it, as in 统一 or (一)."""

_DIGIT = dict(zip("〇零一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_TENS = {"十": 1, "百": 2, "千": 3}
_MYRIADS = {"万": 4, "亿": 8}
_CHINESE = "〇零一二两三四五六七八九十百千万亿"


@dataclass(slots=True)
class Quantity:
    """A number in the text with what stands directly behind it."""

    start: int
    end: int
    """The number and its unit: what `value_text` in the gold is."""
    form: Form
    value: Value = 0
    unit: str = ""
    """As in the catalogue; empty where none follows."""
    more: bool = False
    """Something over: 余, 多 inside or behind the number."""
    chinese: bool = False
    """Written in Chinese numerals."""
    bare: bool = False
    """A multiplier standing for itself: 亿元, 千亿."""
    share: str = ""
    """Which part of a whole it is, for the shares of 三次产业结构由…5.4:49.8:44.8."""
    multiplied: bool = False
    """Carries 万 or 亿: with no unit behind, a count of people or an amount of money."""


def chinese_number(text: str) -> int | None:
    """The value of Chinese numerals: 三千二百, 二〇二五, 十五, 万亿; None where they make no number."""
    if len(text) > 1 and not any(c in "十百千万亿" for c in text):
        return int("".join(str(_DIGIT[c]) for c in text)) if len(text) <= 15 else None
    for myriad in "亿万":  # the outermost multiplier parts what it multiplies from what is added
        if myriad in text:
            left, _, right = text.rpartition(myriad)
            size: int = 10 ** _MYRIADS[myriad]
            return (chinese_number(left) or 1) * size + (chinese_number(right) or 0)
    total, digit = 0, 0
    for character in text:
        if character in _DIGIT:
            digit = _DIGIT[character]
        else:
            total, digit = total + (digit or 1) * 10 ** _TENS[character], 0
    return total + digit


def _scaled(digits: str, multiplier: str) -> float | int:
    """Digits times a multiplier such as 万 or 百万, exact where the result is whole."""
    whole, _, fraction = digits.replace(",", "").partition(".")
    if len(whole) + len(fraction) > 30:
        return float(whole[:300] or 0)
    exponent = sum(_TENS.get(c) or _MYRIADS.get(c, 0) for c in multiplier) - len(fraction)
    number = int(whole + fraction)
    if exponent >= 0:
        return int(number * 10**exponent)
    quotient, rest = divmod(number, 10**-exponent)
    return float(number / 10**-exponent) if rest else quotient


@cache
def _unit_names() -> dict[str, str]:
    """Every spelling of every unit that may stand behind a number, and the unit it is.

    A measure word fused with what it counts (个学位, 张床位) is left apart: 学位 is what is counted, 个 the unit.
    """
    return {
        name: unit.name
        for unit in units()
        for name in (unit.name, *unit.aliases)
        if name not in ("月", "日", "号", "时", "G")
        and (unit.dimension in ("points", "time") or name in ("个", "张", "条") or name[0] not in "个张条")
    }


@cache
def _risky() -> frozenset[str]:
    return frozenset(unit.name for unit in units() if unit.risky) - frozenset("类种轮层门道面岁")


@cache
def _units_by_first() -> dict[str, tuple[str, ...]]:
    """The spellings of units by their first character, longest first."""
    by_first: dict[str, list[str]] = {}
    for name in sorted(_unit_names(), key=len, reverse=True):
        by_first.setdefault(name[0], []).append(name)
    return {first: tuple(names) for first, names in by_first.items()}


_STARTS = re.compile(rf"[0-9{_CHINESE}第首榜前翻倍+\-]")
"""Where a number may begin. One class of characters, so that the scan over the text between is fast."""
_DATE = re.compile(
    r"""(?:19|20)\d\d\ ?年?[-~至]\ ?(?:19|20)\d\d(?!\d)\ ?年?(?!\d)
    |(?:19|20)\d\d\ ?年(?:度|初|末|底|以来)?(?:\ ?\d{1,2}\ ?月(?:\ ?\d{1,2}\ ?日)?)?
    |(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)
    |\d{1,2}\ ?月\ ?\d{1,2}\ ?日|\d{1,2}\ ?月(?!子)(?:份|底|初|末)?|\d{1,2}\ ?日(?![均本])|\d\d\ ?世纪""",
    re.VERBOSE,
)
_DIGITS = re.compile(
    r"""(?P<sign>[-+])?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,30}(?:\.\d{1,30})?)
    (?:\ ?(?P<over>余|多(?=[万亿]))?(?P<multiplier>[十百千]?[万亿]{1,2}|百(?!分|货)|千(?![瓦米克伏卡赫乏帕]))?(?P<over2>余|多)?)?""",
    re.VERBOSE,
)
_CODE = re.compile(r"\d{16,1000}")
"""More digits than any amount has: an account or a document's number."""
_SIGNED = re.compile(
    r"(?<![\d%A-Za-z\u4e00-\u9fff)])[-+]\d"
    r"|(?:(?<=增长)|(?<=增速)|(?<=增速为)|(?<=增幅)|(?<=增幅为)|(?<=涨幅)|(?<=涨幅为)|(?<=同比)|(?<=增长率)|(?<=增长率为)|(?<=增长了)|(?<=上涨))"
    r"-\d{1,3}(?:\.\d{1,3})?(?:%|个百分点|百分点)"
)
"""A sign, where the dash is no part of a range: behind no word or number, or behind a word of growth before a percentage (增长-2.0%)."""
_WRITTEN = re.compile(rf"(?P<chinese>[{_CHINESE}]{{1,12}})(?:(?P<over>余|多)(?P<multiplier>[万亿]{{1,2}})?)?")
_WRITTEN_YEAR = re.compile(r"[一二][九〇零][〇零一二三四五六七八九]{2}年?")
_HUNDREDTHS = re.compile(r"百分之([一二三四五六七八九十百点〇零]{1,6})")
_MOVES = re.compile(r"(?:下降|降低|提高|上升|提升|增加|减少|回落|增长|缩短|由|从)了?$")
_TENTHS = re.compile(r"[一二两三四五六七八九]成(半)?(?=[,。;、)\s]|以上|左右|$)")
_ORDINAL = re.compile(
    r"第\ ?(?:[一二三四五六七八九十百]{1,4}|\d{1,4})(?:[位名])?|首位|榜首"
    r"|前\ ?(?:[一二三四五六七八九十百]{1,3}|\d{1,3})(?:位|名|强)?(?![\d年期个半款所述后月天分沿景往提\ ])"
)
_STRUCTURE = re.compile(r"(?<![\d.:])(\d{1,2}(?:\.\d{1,2})?):(\d{1,2}(?:\.\d{1,2})?):(\d{1,2}(?:\.\d{1,2})?)(?![\d:])")
_MULTIPLE = re.compile(r"翻了?[一两二三四]?番|倍增(?![计工行器])")
_MULTIPLES = {"倍增": 2, "翻番": 2, "翻一番": 2, "翻两番": 4, "翻二番": 4, "翻三番": 8, "翻四番": 16}


def find_quantities(folded: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """Every number of `folded[start:end]`, in order, ranges (`2-3家`, `6%至8%`) joined into one."""
    found: list[Quantity] = []
    for quantity in _scan(folded, start, len(folded) if end is None else end):
        if found and _joins(folded, found[-1], quantity):
            found[-1] = _range(found[-1], quantity)
        else:
            found.append(quantity)
    _share_units(folded, found)
    _mark_shares(folded, start, len(folded) if end is None else end, found)
    return found


def _share_units(folded: str, quantities: list[Quantity]) -> None:
    """高于全国、全省1.2和0.8个百分点: the unit behind the last serves those before it, too."""
    for one, other in zip(reversed(quantities[:-1]), reversed(quantities[1:]), strict=True):
        if (
            other.unit in ("百分点", "%")
            and not one.unit
            and one.form == "number"
            and not one.chinese
            and folded[one.end : other.start] in ("、", "和", "及")
        ):
            one.unit = other.unit


def _mark_shares(folded: str, start: int, end: int, quantities: list[Quantity]) -> None:
    """Give the three shares of an industrial structure their unit and their part."""
    parts = {}
    for match in _STRUCTURE.finditer(folded, start, end):
        if "三次产业" in folded[max(start, match.start() - 40) : match.start()]:
            parts.update({match.start(group): name for group, name in enumerate(("一产", "二产", "三产"), 1)})
    if parts:
        for quantity in quantities:
            if quantity.start in parts and not quantity.unit:
                quantity.share, quantity.unit = parts[quantity.start], "%"


def _scan(folded: str, start: int, end: int) -> Iterator[Quantity]:
    position = start
    while (begun := _STARTS.search(folded, position, end)) is not None:
        at = begun.start()
        quantity = _at(folded, at, end)
        if quantity is None:
            position = at + 1
        else:
            yield quantity
            position = quantity.end


def _at(folded: str, at: int, end: int) -> Quantity | None:
    """The number that begins at `at`, if one does."""
    first = folded[at]
    if "0" <= first <= "9":
        if code := _CODE.match(folded, at, end):
            return Quantity(at, code.end(), "word")
        if dated := _DATE.match(folded, at, end):
            return Quantity(at, dated.end(), "date")
        return _in_digits(folded, at, end)
    if first in "+-":
        return _in_digits(folded, at, end) if _SIGNED.match(folded, at, end) else None
    if first in "第首榜前":
        ordinal = _ORDINAL.match(folded, at, end)
        return _ordinal(ordinal[0], at, ordinal.end()) if ordinal else None
    if first in "翻倍":
        multiple = _MULTIPLE.match(folded, at, end)
        return (
            Quantity(at, multiple.end(), "multiple", _MULTIPLES[multiple[0].replace("了", "")], "倍")
            if multiple
            else None
        )
    return _written(folded, at, end)


def _in_digits(folded: str, at: int, end: int) -> Quantity | None:
    match = _DIGITS.match(folded, at, end)
    if match is None:
        return None
    multiplier = match["multiplier"] or ""
    value = _scaled(match["digits"], multiplier)
    unit, last = _unit_behind(folded, match.end(), end, written=False)
    if not unit:  # a space, or a 多 that belongs to what follows
        last = max(match.end(group) for group in ("digits", "over", "multiplier", "over2") if match[group] is not None)
    return Quantity(
        at, last, "number", -value if match["sign"] == "-" else value, unit,
        more=bool(match["over"] or match["over2"]), multiplied=multiplier[-1:] in ("万", "亿"),
    )  # fmt: skip


def _written(folded: str, at: int, end: int) -> Quantity | None:
    """A number in Chinese numerals; a single one with no unit behind it is part of a word."""
    match = _WRITTEN.match(folded, at, end)
    if match is None:
        return None
    numeral = match["chinese"]
    if len(numeral) > 2 and (year := _WRITTEN_YEAR.match(folded, at, end)):
        return Quantity(at, year.end(), "date")
    if numeral == "百" and (hundredths := _HUNDREDTHS.match(folded, at, end)):
        return Quantity(at, hundredths.end(), "number", _hundredths(hundredths[1]), "%", chinese=True)
    if len(numeral) == 1 and (tenths := _TENTHS.match(folded, at, end)):
        return Quantity(at, tenths.end(), "number", _DIGIT[numeral] * 10 + 5 * bool(tenths[1]), "%", chinese=True)
    unit, last = _unit_behind(folded, match.end(), end, written=True)
    if not unit:
        if len(numeral) == 1:
            return Quantity(at, at + 1, "word")
        last = match.end("multiplier" if match["multiplier"] else "over" if match["over"] else "chinese")
    value = chinese_number(numeral)
    if value is None:
        return None
    if match["multiplier"]:
        value *= chinese_number(match["multiplier"]) or 1
    return Quantity(
        at, last, "number", value, unit, more=bool(match["over"]), chinese=True, bare=numeral[0] in "百千万亿",
        multiplied=numeral[-1] in "万亿" or bool(match["multiplier"]),
    )  # fmt: skip


def _hundredths(words: str) -> float | int:
    whole, _, fraction = words.partition("点")
    digits = "".join(str(_DIGIT[c]) for c in fraction if c in _DIGIT)
    value = chinese_number(whole) or 0 if whole else 0
    return float(f"{value}.{digits}") if digits else value


_TRIPS = frozenset("辆 架 艘 台 户 家 件 列 班 批 头 趟 车 套".split())
"""What is counted by the time, too: 1.1亿辆次."""
_BOUNDED = ("以上", "以下", "以内", "左右", "的", "及以", "之内", "上下")


_POINTS_NEXT = re.compile(r"(?:和|及|与|、|,)\d+(?:\.\d+)?个?百分点")
"""提高0.4个和1.1个百分点: what the first counts is said once."""


def _unit_behind(folded: str, at: int, end: int, *, written: bool) -> tuple[str, int]:
    """The unit that stands at `at` and its end; none where it is as often the first part of a name (3号线, 5路公交)."""
    if at < end and folded[at] == " ":
        at += 1
    name = _unit_at(folded, at, end)
    if not name:
        return "", at
    if name == "个" and _POINTS_NEXT.match(folded, at + 1, end):
        return "百分点", at + 1
    last, unit = at + len(name), _unit_names()[name]
    if unit in _risky():
        behind = folded[last : last + 2]
        if written or (behind[:1] >= "\u4e00" and not behind.startswith(_BOUNDED)):
            return "", at
    if unit in _TRIPS and last < end and folded[last] == "次":
        return unit + "次", last + 1
    return unit, last


def _unit_at(folded: str, at: int, end: int) -> str:
    for name in _units_by_first().get(folded[at : at + 1], ()):
        last = at + len(name)
        if last <= end and folded.startswith(name, at):
            letters = name[-1].isascii() and name[-1].isalpha()
            if not (letters and last < end and folded[last].isascii() and folded[last].isalpha()):
                return name
    return ""


def _ordinal(text: str, start: int, end: int) -> Quantity:
    if text in ("首位", "榜首"):
        return Quantity(start, end, "rank", 1, "位")
    figures = text.strip("第前位名强 ")
    value = int(figures) if figures.isdigit() else chinese_number(figures) or 0
    sure = text[-1] in "位名" or text[0] == "前"
    return Quantity(start, end, "rank" if sure else "ordinal", value, "位", more=text[0] == "前")


def _joins(folded: str, low: Quantity, high: Quantity) -> bool:
    """Whether two neighbouring numbers are the ends of a range: 2-3家, 100-300亿元, 6%至8%."""
    gap = folded[low.end : high.start]
    if low.form != "number" or high.form != "number" or gap not in ("-", "--", "~", "至", "到"):
        return False
    if isinstance(low.value, tuple) or isinstance(high.value, tuple) or low.chinese != high.chinese:
        return False
    if low.unit and low.unit != high.unit:
        return False
    if (
        gap in ("至", "到")
        and low.unit not in ("%", "百分点")
        and _MOVES.search(folded, max(0, low.start - 4), low.start)
    ):
        return False  # 下降4微克至36微克: by so much to so much
    return high.value > low.value and (bool(low.unit) or gap in ("-", "--", "~", "至"))


def _range(low: Quantity, high: Quantity) -> Quantity:
    assert not isinstance(low.value, tuple)
    assert not isinstance(high.value, tuple)
    value: Value = (low.value, high.value)
    if not low.unit and not low.multiplied and high.multiplied and low.value < 10**6:
        factor = 10**8 if high.value >= 10**8 else 10**4  # 100-300亿元: the multiplier serves both
        value = (low.value * factor, high.value)
    return Quantity(
        low.start, high.end, "number", value, high.unit, more=high.more, chinese=low.chinese, multiplied=high.multiplied
    )
