"""Figures of a plan in words: 900亿元, 7.5%左右, 4.5个以上."""

from __future__ import annotations

from decimal import Decimal

from luoshi.catalogue.units import amount_said
from luoshi.reckoning.threads.thread import Saying

_BOUNDS = {"ge": "以上", "le": "以内", "approx": "左右"}


def figure(one: Saying) -> str:
    """A saying's figure with its unit and bound; of one without a figure, what it says."""
    if one.kind in ("growth", "change") and one.low is not None and one.high is not None and one.low < 0:
        least, most = sorted((abs(one.low), abs(one.high)))
        return f"下降{amount(least, most, one.unit, one.bound)}"
    return amount(one.low, one.high, one.unit, one.bound) or one.wording or "".join(one.text.split())


def amount(low: float | None, high: float | None, unit: str, bound: str = "") -> str:
    """The same of a bare figure; empty where there is none."""
    if low is None or high is None:
        return ""
    ends = "—".join(amount_said(Decimal(str(end)), unit) for end in dict.fromkeys((low, high)))
    return f"{ends.replace('百分点', '个百分点')}{_BOUNDS.get(bound, '')}"
