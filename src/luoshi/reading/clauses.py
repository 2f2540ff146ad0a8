"""Clauses of a sentence, and the words each begins with.

A clause runs to the next comma, colon or cell's mark outside brackets and quotation marks. How it opens (its adverbs and its verb)
says what it does: see the families in `catalogue/data/verbs.csv`.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from ..catalogue.verbs import Opener, Sense, verbs

# Brackets and quotation marks are skipped whole where they close within reach; one left open is passed over.
# The colon of a ratio (3:1) parts nothing. Possessive (++): a run of other characters is taken at once, never given back.
_CLAUSE = re.compile(r"(?:[^,:。;!?|(“《]++|\([^()]{0,60}\)|“[^“”]{0,60}”|《[^《》]{0,60}》|[(“《]|(?<=\d):(?=\d))++")
_PIECE = re.compile(r"(?:[^、(“《]++|\([^()]{0,60}\)|“[^“”]{0,60}”|《[^《》]{0,60}》|[(“《])++")
_ORDINAL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}是(?:要)?|\([一二三四五六七八九十\d]{1,3}\)|首先|其次|再次|最后|\d{1,2}[.、])"
)
_ORDINAL_FIRST = frozenset("一二三四五六七八九十(首其再最0123456789")
_MOST_ADVERBS = 4  # 要继续大力积极 is as far as the genre goes; a bound keeps a clause of one adverb repeated cheap

_NONE = Opener("", "", 0, 0, frozenset())  # neither verb nor adverb


class Opening(NamedTuple):
    """The words a clause begins with. `text[verb:end]` is its verb; its adverbs stand before."""

    sense: Sense | Literal[""]
    """Empty where no verb opens the clause."""
    verb: int
    end: int
    """End of the verb; equal to `verb` where there is none."""
    marks: frozenset[str] = frozenset()
    """Those of the verb: broad, purpose, naming (`verbs.csv` says what they mean)."""


def clauses(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the clauses of `folded[start:end]`, white space and a leading 一是 or (1) left out."""
    spans = []
    for match in _CLAUSE.finditer(folded, start, end):
        first, last = match.span()
        if folded[first] in _ORDINAL_FIRST and (ordinal := _ORDINAL.match(folded, first, last)):
            first = ordinal.end()
        while first < last and folded[first] == " ":
            first += 1
        while first < last and folded[last - 1] in " \n":
            last -= 1
        if first < last:
            spans.append((first, last))
    return spans


def pieces(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of what stands between the 、 of a clause, brackets and quotations kept whole."""
    if folded.find("、", start, end) < 0:
        return [(start, end)]
    return [match.span() for match in _PIECE.finditer(folded, start, end)] or [(start, end)]


def opening(folded: str, start: int, end: int) -> Opening:
    """The opening of the clause `folded[start:end]`.

    An adverb that is itself a verb (加快, 深化) is the verb where no other follows: 加快武嘉高速建设.
    """
    openers = verbs().openers
    at = before = start
    earlier = _NONE
    for left in range(_MOST_ADVERBS, -1, -1):
        for here in openers.get(folded[at : at + 2]) or openers.get(folded[at : at + 1], ()):
            if folded.startswith(here.word, at, end):
                break
        else:
            here = _NONE
        if not (here.passed and left):
            break
        earlier, before, at = here, at, at + here.passed
    if not here.verb:
        here, at = earlier, before
    return Opening(here.sense, at, at + here.verb, here.marks) if here.verb else Opening("", start, start)
