"""What a person types into a field of a fact, as the value the field takes: read kindly, refused plainly. Pure."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from luoshi.errors import IntakeError

LARGEST = 10**18
"""A figure beyond it is a slip: the country's output is a ten-thousandth of that."""

_TIMES = {
    "": 1,
    "百": 100,
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
}
_AMOUNT = r"([-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+]?\d+(?:\.\d+)?)(万亿|千万|百万|十万|亿|万|千|百)?"
_FIGURE = re.compile(rf"{_AMOUNT}([^\d,.至到~-]*)(?:(?:至|到|~|-){_AMOUNT}([^\d,.至到~-]*))?")
_YEARS = re.compile(r"((?:19|20)\d\d)年?(?:[-至到~]((?:19|20)\d\d)年?)?")
_DATE = re.compile(r"((?:19|20)\d\d)[-年./](\d{1,2})[-月./](\d{1,2})日?")

Number = float | int


def plain(words: str) -> str:
    """The words without blanks, full-width signs and the many kinds of dash."""
    words = unicodedata.normalize("NFKC", words)
    return re.sub(r"[‐-―−—–﹣]+", "-", re.sub(r"\s+", "", words)).replace("~~", "~")


def figure(words: str, unit: str, label: str) -> Number | tuple[Number, Number]:
    """`745亿元` with the unit 元 is 74500000000, `5%-6%` with % is (5, 6). Raises L558."""
    match = _FIGURE.fullmatch(plain(words[:200]))
    if match is None:
        raise IntakeError("L558", field=label, value=words[:40], hint="请填数字，例：745亿、5.5、5-6")
    low, low_times, low_unit, high, high_times, high_unit = match.groups()
    for said in (low_unit, high_unit or ""):
        if said and said != plain(unit):
            raise IntakeError("L558", field=label, value=words[:40], hint="单位请填在“单位”一栏")
    if high is None:
        return _amount(low, low_times or "", label)
    # “5至6亿” means both in 亿.
    ends = _amount(low, low_times or high_times or "", label), _amount(high, high_times or "", label)
    if ends[0] > ends[1]:
        raise IntakeError("L558", field=label, value=words[:40], hint="区间请先写小的，再写大的")
    return ends


def _amount(digits: str, times: str, label: str) -> Number:
    amount = Decimal(digits.replace(",", "")) * _TIMES[times] if len(digits) <= 30 else Decimal(LARGEST)
    if abs(amount) >= LARGEST:
        raise IntakeError("L558", field=label, value=digits[:30], hint="数字过大")
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def years(words: str, label: str) -> str:
    """`2024年` is 2024, `2021—2025` is 2021-2025; nothing is nothing. Raises L558."""
    if not plain(words):
        return ""
    match = _YEARS.fullmatch(plain(words[:200]))
    if match is None or (match[2] and match[2] <= match[1]):
        raise IntakeError("L558", field=label, value=words[:40], hint="请填年份，例：2024，或 2021-2025")
    return f"{match[1]}-{match[2]}" if match[2] else match[1]


def day(words: str, label: str) -> str:
    """`2024年1月5日` is 2024-01-05; nothing is nothing. Raises L558."""
    if not plain(words):
        return ""
    match = _DATE.fullmatch(plain(words[:200]))
    try:
        if match is None:
            raise ValueError
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError as error:
        raise IntakeError("L558", field=label, value=words[:40], hint="请填日期，例：2024-01-05") from error


def code(words: str, label: str) -> str:
    """An administrative code: six digits, or nothing. Raises L558."""
    words = plain(words)
    if words and not re.fullmatch(r"\d{6}", words):
        raise IntakeError("L558", field=label, value=words[:40], hint="行政区划代码是六位数字；功能区没有")
    return words


def shown(value: Any) -> str:
    """A value as it stands in its field before it is changed: `figure` takes it back as it was."""
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        ends = [shown(each) for each in value]
        if len({end[-1:] for end in ends}) == 1 and not ends[0][-1:].isdigit():
            return "-".join(ends)  # both in 亿, or both in 万: “11-10亿” would say that both are
        return "-".join(map(_digits, value))
    if isinstance(value, bool) or not isinstance(value, float | int):
        return str(value)
    for times, word in ((10**8, "亿"), (10**4, "万")):
        if times <= abs(value) < LARGEST and (amount := Decimal(str(value)) / times) == round(amount, 4):
            return f"{amount.normalize():f}{word}"
    return _digits(value)


def _digits(value: Number) -> str:
    return f"{Decimal(str(value)):f}"
