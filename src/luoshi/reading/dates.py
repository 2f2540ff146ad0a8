"""Dates and years spelled out (二〇二五年一月八日) as digits, and dates in ISO form."""

from __future__ import annotations

import re
from datetime import date

_YEAR = re.compile(r"[二一][〇○零O0九][〇○零O0一二三四五六七八九]{2}(?=年)")
_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_DATE = re.compile(
    r"([二一][〇○零O0九][〇○零O0一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)


def years_in_digits(text: str) -> str:
    """Years spelled out as digits (二〇二五年: 2025年); the length is unchanged."""
    return _YEAR.sub(lambda match: match.group().translate(_DIGITS), text)


def dates_in_digits(text: str) -> str:
    """Whole dates spelled out as digits (二〇二五年一月十八日: 2025年1月18日); the text may get shorter."""
    return _DATE.sub(
        lambda match: f"{match.group(1).translate(_DIGITS)}年{_small(match.group(2))}月{_small(match.group(3))}日", text
    )


def _small(numeral: str) -> int:
    """Of 一 to 三十一; 0 for what is no such number."""
    tens, ten, ones = numeral.rpartition("十")
    digits = (tens or "一") + (ones or "零") if ten else ones
    return int(digits.translate(_DIGITS)) if len(digits) <= 2 and "十" not in digits else 0


def iso(year: str, month: str, day: str) -> str:
    """`2025-01-08`; empty where the calendar has no such day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
