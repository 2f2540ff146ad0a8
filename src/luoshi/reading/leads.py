"""Which offices would lead a commitment, best first, and the words that decide it.

The evidence is the catalogue's words of each office (`offices.csv`) as they stand in the sentence. A word that fewer
offices share weighs more, one in a deliverable more than one in its preface or purpose, and the heading above counts as
a weaker sentence. An office named outright (区教育局牵头, 各街道) outweighs them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from sys import maxsize
from typing import NamedTuple

from ..catalogue.offices import lead_fillers, offices
from .deliverables import Part
from .facts import Lead

MOST = 4
"""Offices suggested for a sentence at most."""
MOST_WORDS = 3
"""Words shown for an office at most: those that weighed most."""
_STRONG, _WEAK, _NAMED = 1.4, 1.0, 6.0
_OUTSIDE = 0.5  # a word of the preface or the purpose, beside one of a deliverable
_LATER = 0.85  # a word of the second and later deliverables, beside one of the first
_HEADING = 0.6
_PLACES = ("街道", "开发区管委会")  # named as the place where more often than as the one who leads
_NOWHERE = (maxsize, maxsize)  # where the part after the last one is
_SPREAD = 0.5  # how fast a word loses weight as more offices hold it


class _Lexicon(NamedTuple):
    find: Callable[[str], list[tuple[int, int, int]]]
    """Every word of a text with where it starts and ends, in order; where two overlap, the earlier and longer."""
    words: list[str]
    names: list[str]
    """Of the offices."""
    speaks_for: list[tuple[tuple[int, float], ...]]
    """By word: the offices (positions in `offices()`) it speaks for, and how much; none for a filler.

    Weights are held negative: a plain sort then puts the heaviest first and, of equals, what the catalogue has first.
    """


@cache
def _lexicon() -> _Lexicon:
    from ahocorasick_rs import AhoCorasick, MatchKind

    votes: dict[str, dict[int, float]] = {}
    for number, office in enumerate(offices()):
        named = _WEAK if office.name in _PLACES else _NAMED
        for listed, weight in ((office.usual_units, named), (office.strong, _STRONG), (office.words, _WEAK)):
            for word in listed:
                votes.setdefault(word, {}).setdefault(number, weight)
    spread = _spread(votes)
    for filler in lead_fillers():
        votes.setdefault(filler, {})
    words = list(votes)
    speaks_for = []
    for word in words:
        share = _length(word) / spread.get(word, 1) ** _SPREAD
        speaks_for.append(tuple((office, -weight * share) for office, weight in votes[word].items()))
    finder = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)
    return _Lexicon(finder.find_matches_as_indexes, words, [office.name for office in offices()], speaks_for)


def _length(word: str) -> float:
    """A longer word says more: 环境 little, 环境影响评价 much."""
    return min(1.5, 0.5 + 0.15 * len(word))


def _spread(votes: dict[str, dict[int, float]]) -> dict[str, int]:
    """For every word, how many offices have it among or within their words: 环境 stands in the words of many."""
    from ahocorasick_rs import AhoCorasick

    words = list(votes)
    holders: dict[str, set[int]] = {word: set() for word in words}
    finder = AhoCorasick(words)
    for holder, within in votes.items():
        for found in finder.find_matches_as_strings(holder, overlapping=True):
            holders[found].update(within)
    return {word: len(within) for word, within in holders.items()}


def leads(folded: str, start: int, end: int, *, heading: str, parts: Sequence[Part] = ()) -> tuple[Lead, ...]:
    """The offices that would lead `folded[start:end]`, best first; none where neither it nor its heading says anything.

    `parts` are the sentence's deliverables; without them all its words count alike.
    """
    lexicon = _lexicon()
    speaks_for, words = lexicon.speaks_for, lexicon.words
    votes: dict[int, list[tuple[float, int]]] = {}
    for word, nearness in _heard(lexicon, folded[start:end], start, heading, parts).items():
        for office, weight in speaks_for[word]:
            if office in votes:
                votes[office].append((weight * nearness, word))
            else:
                votes[office] = [(weight * nearness, word)]
    ranked = [
        (cast[0][0] if len(cast) == 1 else sum([weight for weight, _ in cast]), office)
        for office, cast in votes.items()
    ]
    ranked.sort()
    total = sum([score for score, _ in ranked])
    found = []
    for score, office in ranked[:MOST]:
        cast = votes[office]
        if len(cast) == 1:
            deciding: tuple[str, ...] = (words[cast[0][1]],)
        else:
            cast.sort()
            deciding = tuple([words[word] for _, word in cast[:MOST_WORDS]])
        found.append(Lead(lexicon.names[office], round(score / total, 3), deciding))
    return tuple(found)


def _heard(lexicon: _Lexicon, words: str, start: int, heading: str, parts: Sequence[Part]) -> dict[int, float]:
    """The office words of a sentence and its heading, with how near they stand to what would be ticked off.

    `words` is the sentence, from `start` on.
    """
    heard: dict[int, float] = {}
    part, within = 0, 1.0
    first, last = (parts[0].start - start, parts[0].end - start) if parts else (0, len(words))
    for word, at, _ in lexicon.find(words):
        while at >= last:
            part, within = part + 1, _LATER
            first, last = (parts[part].start - start, parts[part].end - start) if part < len(parts) else _NOWHERE
        heard[word] = heard.get(word, 0.0) + (within if at >= first else _OUTSIDE)
    for word in _heading_words(heading):
        heard[word] = heard.get(word, 0.0) + _HEADING
    return heard


@lru_cache(maxsize=4096)
def _heading_words(heading: str) -> tuple[int, ...]:
    lexicon = _lexicon()
    words = dict.fromkeys(word for word, _, _ in lexicon.find(heading))
    # 十件实事 heads a list of everybody's tasks; it speaks for whoever gathers the list only within a sentence.
    return tuple(word for word in words if lexicon.speaks_for[word] and not lexicon.words[word].endswith("实事"))
