"""Days and amounts as an official paper writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal


def day_said(day: date) -> str:
    """2025年9月30日."""
    return f"{day.year}年{day.month}月{day.day}日"


def amount_said(amount: Decimal, unit: str = "") -> str:
    """The amount without an exponent and without zeros at its end: 12.50 is 12.5."""
    written = f"{amount:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return f"{'0' if written in ('-0', '') else written}{unit}"
