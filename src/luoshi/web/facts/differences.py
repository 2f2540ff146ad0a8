"""What changed from one wording to another. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

BY_CHARACTER = 1500
"""Longer wordings are compared clause by clause: characters would take too long, and tell less."""
ISLAND = 2
"""A run of the same characters shorter than this, between two changes, is part of the change."""
_CLAUSE = re.compile(r"[^。；;，,、]*[。；;，,、]?")
Change = Literal["same", "new", "gone"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, came or went."""

    change: Change
    words: str


def differences(old: str, new: str) -> list[Piece]:
    """The new wording with what came, and between it what went of the old."""
    before: Sequence[str] = old
    after: Sequence[str] = new
    if max(len(old), len(new)) > BY_CHARACTER:
        before, after = _clauses(old), _clauses(new)
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, came = "".join(before[a:b]), "".join(after[c:d])
        if kind == "equal":
            pieces.append(Piece("same", came))
        else:
            pieces += [piece for piece in (Piece("gone", gone), Piece("new", came)) if piece.words]
    return _without_islands(pieces)


def _clauses(words: str) -> list[str]:
    return [clause for clause in _CLAUSE.findall(words) if clause]


def _without_islands(pieces: list[Piece]) -> list[Piece]:
    """A change of every other character is one change: read as such, and not as confetti."""
    kept: list[Piece] = []
    gone = came = ""
    for n, piece in enumerate(pieces):
        inside = 0 < n < len(pieces) - 1 and len(piece.words) < ISLAND
        if piece.change == "same" and not inside:
            kept += [each for each in (Piece("gone", gone), Piece("new", came)) if each.words]
            kept.append(piece)
            gone = came = ""
            continue
        gone += piece.words if piece.change != "new" else ""
        came += piece.words if piece.change != "gone" else ""
    return [*kept, *(each for each in (Piece("gone", gone), Piece("new", came)) if each.words)]
