"""A column of a panel as the codebook describes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    name: str
    type: type
    """`int`, `float` or `str`; an empty cell is a value that is not there."""
    chinese: str
    english: str
    """What it means, in a phrase."""
    unit: str = ""
    rule: str = ""
    """Where the value comes from, where that is not plain."""
