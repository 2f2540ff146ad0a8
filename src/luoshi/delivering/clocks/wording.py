"""Days and amounts as an official paper writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from luoshi.catalogue.units import amount_said

__all__ = ["amount_said", "day_said", "target_said"]


def day_said(day: date) -> str:
    """2025年9月30日."""
    return f"{day.year}年{day.month}月{day.day}日"


def target_said(amount: Decimal, unit: str = "", *, at_most: bool = False) -> str:
    """A figure aimed at with the side it is bound on: 不超过4.5%; a fall that may go further (-3% at most) is 下降3%以上."""
    if not at_most:
        return amount_said(amount, unit)
    return f"下降{amount_said(-amount, unit)}以上" if amount < 0 else f"不超过{amount_said(amount, unit)}"
