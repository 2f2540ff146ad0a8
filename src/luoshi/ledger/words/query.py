"""What someone looks for, as typed: words that must all be there, `甲|乙` either, `-甲` not, `"甲 乙"` as one. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi.ledger.words.bigrams import normal

LONGEST = 100
"""Characters of one word."""
MOST = 20
"""Words of one query."""
_PIECE = re.compile(r'(?P<not>[-－](?=[^\s\-－]))?(?:["“”](?P<phrase>[^"“”]*)["“”]?|(?P<word>[^\s"“”]+))')


@dataclass(frozen=True, slots=True)
class Query:
    """The words looked for. Each is found exactly as written, whatever its length."""

    every: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.every or self.some)

    @property
    def lit(self) -> list[str]:
        """The words to be highlighted."""
        return [*self.every, *self.some]


def parse(every: str, some: str = "", none: str = "") -> Query:
    """The query of a search box, and of the boxes for any and none of some words.

    In the first box `-甲` excludes and `甲|乙` or `甲 OR 乙` asks for either. What is too long or too much is cut off.
    """
    pieces = [_Piece(each) for each in _PIECE.finditer(every)]
    ors = {n for n in range(1, len(pieces) - 1) if pieces[n].words == ["OR"] and not pieces[n].refused}
    wanted: list[str] = []
    options: list[str] = []
    refused: list[str] = []
    for n, piece in enumerate(pieces):
        if piece.refused:
            refused += piece.words
        elif n not in ors:
            either = len(piece.words) > 1 or n - 1 in ors or n + 1 in ors
            (options if either else wanted).extend(piece.words)
    options += _words(some)
    refused += _words(none)
    return Query(*map(_kept, (wanted, options, refused)))


class _Piece:
    """One piece of a box: a phrase, or a word with its other choices; both may be refused."""

    def __init__(self, found: re.Match[str]) -> None:
        self.refused = bool(found["not"])
        phrase, word = found["phrase"], found["word"]
        self.words = [phrase] if phrase is not None else re.split(r"[|｜]", word)


def _words(box: str) -> list[str]:
    return [word for piece in _PIECE.finditer(box) for word in _Piece(piece).words]


def _kept(words: list[str]) -> tuple[str, ...]:
    cleaned = (word[:LONGEST] for word in words if normal(word[:LONGEST]))
    return tuple(dict.fromkeys(cleaned))[:MOST]
