"""Threads: each promise of a paper with what later papers of the same place say came of it, and what follows by the rule."""

from __future__ import annotations

from .papers import Paper, papers_of
from .reckoning import reckon
from .thread import Outcome, Thread

__all__ = ["Outcome", "Paper", "Thread", "papers_of", "reckon"]
