"""Finding words in one document, as search finds them: full-width and half-width, traditional and simplified alike. Pure."""

from __future__ import annotations

from luoshi.ledger.words.bigrams import spots
from luoshi.web.document.marks import Mark

LONGEST = 100
"""Characters of what is looked for."""
MOST = 2000
"""Places that are shown."""


def find(text: str, start: int, end: int, words: str) -> list[tuple[int, int]]:
    """Spans of the text between two places, in order, in which one of the words (parted by blanks) stands."""
    wanted = words[:LONGEST].split()
    return [(start + low, start + high) for low, high in spots(text[start:end], wanted)[:MOST]]


def hit_marks(found: list[tuple[int, int]]) -> list[Mark]:
    """The places as marks in the text, numbered from 1."""
    return [Mark(start, end, "hit", fact=number) for number, (start, end) in enumerate(found, 1)]
