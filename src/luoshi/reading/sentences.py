"""Cutting a text into sentences, as `GUIDE-sentences.md` says.

A sentence runs to the next 。 ; ! ? (either width) or line end, closing mark included, outer white space left out. A
piece with no letters or digits is none. A row of a table (a line with a cell mark) is one sentence, whatever stands in it.
"""

from __future__ import annotations

import re

_PIECE = re.compile(
    r"^[^\n|]*(?: \||\| )[^\n]*"  # a table row: only tried at a line's start, so each line is looked at once
    r"|[^。;!?\n]*[。;!?][”』」）)’》\"]{0,3}"  # up to a mark, with the quotation or bracket that closes on it
    r"|[^。;!?\n]+",  # what is left before a line end
    re.MULTILINE,
)
_WORD = re.compile(r"[^\W_]")


def cut(folded: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans (start, end exclusive) of the sentences in `folded[start:end]`, in order; offsets are those of the text."""
    stop = len(folded) if end is None else end
    spans: list[tuple[int, int]] = []
    for match in _PIECE.finditer(folded, start, stop):
        piece = match.group()
        if not _WORD.search(piece):
            continue
        bare = piece.strip()
        first = match.start() + (0 if len(bare) == len(piece) else piece.index(bare))
        spans.append((first, first + len(bare)))
    return spans
