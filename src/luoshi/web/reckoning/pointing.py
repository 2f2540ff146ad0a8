"""Words of a later paper that a person points at: pasted as they stand there, or as the link of a selection."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.ledger.pairings import Span
from luoshi.reading.text import fold
from luoshi.reckoning.threads import Paper

LONGEST = 500
"""Characters of an answer's words."""
_LINK = re.compile(r"/documents/(\d{1,9})/\?(?:[^#\s]*&)?at=(\d{1,9})-(\d{1,9})(?:[&#\s]|$)")


def pointed(papers: Sequence[Paper], given: str, paper: str = "") -> list[Span]:
    """Where the words stand in these papers, or in the one of that key: none, one, or (told only that there are more) two places."""
    if link := _LINK.search(given):
        key, start, end = link[1], int(link[2]), int(link[3])
        inside = any(each.key == key and each.document.start <= start < end <= each.document.end for each in papers)
        return [(key, start, end)] if inside and end - start <= LONGEST else []
    words = fold(given.replace("\x00", "").strip())
    if not 4 <= len(words) <= LONGEST:
        return []
    found: list[Span] = []
    for each in papers:
        at = -1
        while each.key == (paper or each.key) and len(found) < 2 and (at := _next(each, words, at)) >= 0:
            found.append((each.key, at, at + len(words)))
    return found


def _next(paper: Paper, words: str, after: int) -> int:
    return paper.folded.find(words, max(after + 1, paper.document.start), paper.document.end)
