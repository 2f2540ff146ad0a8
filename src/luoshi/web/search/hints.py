"""What to try where nothing was found: the words one by one, parts of a long word, the same without filters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from luoshi.ledger.search import count
from luoshi.ledger.words.bigrams import normal
from luoshi.people.access import Person
from luoshi.web.search.asked import Asked

MOST = 6
"""Words that are tried."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that would be found."""

    words: str
    count: int
    address: str


def hints(person: Person, asked: Asked) -> list[Hint]:
    """What would be found instead; empty where nothing helps."""
    found = []
    for words, other in _others(asked):
        if number := count(person, other.query, other.where):
            found.append(Hint(words, number, other.address()))
    return found


def _others(asked: Asked) -> Iterator[tuple[str, Asked]]:
    if asked.filtered:
        yield "去掉筛选", asked.unfiltered()
    if asked.query.none:
        yield "去掉不含的词", replace(asked, every=" ".join(f'"{word}"' for word in asked.query.every), none="")
    words = [*asked.query.every, *asked.query.some]
    if len(words) > 1:
        for word in words[:MOST]:
            yield f"只找“{word}”", replace(asked.unfiltered(), every=f'"{word}"', some="", none="")
    elif words and len(word := normal(words[0])) > 2:
        for part in dict.fromkeys((word[:-1], word[1:], word[: len(word) // 2], word[len(word) // 2 :])):
            if len(part) > 1:
                yield f"只找“{part}”", replace(asked.unfiltered(), every=part, some="", none="")
