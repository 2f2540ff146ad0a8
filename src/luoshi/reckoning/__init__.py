"""Reckoning: series, and later pairings, outcomes and comparisons. Pure functions over facts, for files and for the ledger."""

from __future__ import annotations

from .series import Said, Series, Year, series

__all__ = ["Said", "Series", "Year", "series"]
