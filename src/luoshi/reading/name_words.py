"""Where words stand that names end in: one pass over the text for projects and actors.

One pattern for each kind of word would go over the text once a kind, with hundreds of words to try at every character.
"""

from __future__ import annotations

from functools import cache, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from ..catalogue.name_parts import by_prefix, name_parts

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


class NameWords(NamedTuple):
    """Spans of words in the order of the text, the longest first where several begin at one place; they may overlap."""

    built: list[tuple[int, int]]
    """What the names of projects end in."""
    actors: list[tuple[int, int]]
    """What the names of actors end in."""


@cache
def _search() -> tuple[AhoCorasick, list[tuple[int, ...]]]:
    from ahocorasick_rs import AhoCorasick

    built = {*name_parts("built"), *name_parts("place of work"), *name_parts("phase")}
    actors = set(by_prefix("actor"))
    words = sorted(built | actors)
    return AhoCorasick(words), [
        tuple(kind for kind, those in enumerate((built, actors)) if word in those) for word in words
    ]


@lru_cache(maxsize=1)  # for the finders that ask about the same document one after the other
def find_words(folded: str, start: int, end: int) -> NameWords:
    """The words in `folded[start:end]`."""
    search, kinds = _search()
    found = NameWords([], [])
    for which, low, high in search.find_matches_as_indexes(folded[start:end], overlapping=True):
        for kind in kinds[which]:
            found[kind].append((start + low, start + high))
    for spans in found:  # they come in the order of their ends
        spans.reverse()
        spans.sort(key=itemgetter(0))
    return found
