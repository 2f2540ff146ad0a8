"""Panels: data sets as published research uses them, from readings. Pure: the same readings and tables give the same rows."""

from __future__ import annotations

from .codebook import codebook
from .columns import Column
from .feedback import feedback
from .growth_targets import Chosen, growth_targets
from .source import Source
from .tables import FirmnessTable, WordList, WordLists, firmness_table, word_lists
from .word_shares import word_shares

__all__ = [
    "Chosen", "Column", "FirmnessTable", "Source", "WordList", "WordLists", "codebook", "feedback", "firmness_table", "growth_targets",
    "word_lists", "word_shares",
]  # fmt: skip
