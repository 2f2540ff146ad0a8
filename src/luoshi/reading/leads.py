"""Which offices would lead a commitment, best first, and the words that decide it.

The evidence is the catalogue's words of each office (`offices.csv`) as they stand in the sentence. A word that fewer
offices share weighs more, one in a deliverable more than one in its preface or purpose, and the heading above counts as
a weaker sentence. An office named outright (区教育局牵头, 各街道) outweighs them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ..catalogue.offices import lead_fillers, offices
from .deliverables import Part
from .facts import Lead

MOST = 4
"""Offices suggested for a sentence at most."""
_STRONG, _WEAK, _NAMED = 1.4, 1.0, 6.0
_OUTSIDE = 0.5  # a word of the preface or the purpose, beside one of a deliverable
_LATER = 0.85  # a word of the second and later deliverables, beside one of the first
_HEADING = 0.6
_PLACES = ("街道", "开发区管委会")  # named as the place where more often than as the one who leads
_SPREAD = 0.5  # how fast a word loses weight as more offices hold it


class _Lexicon(NamedTuple):
    find: Callable[[str], list[tuple[int, int, int]]]
    """Every word of a text with where it starts and ends, in order; where two overlap, the earlier and longer."""
    words: list[str]
    speaks_for: list[tuple[tuple[int, float], ...]]
    """By word: the offices (positions in `offices()`) it speaks for, and how much; none for a filler."""


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
        speaks_for.append(tuple((office, weight * share) for office, weight in votes[word].items()))
    finder = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)
    return _Lexicon(finder.find_matches_as_indexes, words, speaks_for)


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
    heard = _heard(lexicon, folded[start:end], start, parts)
    for word in _heading_words(heading):
        heard[word] = heard.get(word, 0.0) + _HEADING
    # Weights are held negative: a plain sort then puts the heaviest first and, of equals, what the catalogue has first.
    votes: dict[int, list[tuple[float, int]]] = {}
    for word, nearness in heard.items():
        for office, weight in lexicon.speaks_for[word]:
            vote = (-weight * nearness, word)
            if office in votes:
                votes[office].append(vote)
            else:
                votes[office] = [vote]
    ranked = [(sum([weight for weight, _ in cast]), office) for office, cast in votes.items()]
    total = sum([score for score, _ in ranked])
    ranked.sort()
    return tuple(
        [
            Lead(offices()[office].name, round(score / total, 3), _deciding(lexicon, votes[office]))
            for score, office in ranked[:MOST]
        ]
    )


def _heard(lexicon: _Lexicon, words: str, start: int, parts: Sequence[Part]) -> dict[int, float]:
    """The office words of a sentence's `words`, which begin at `start`, with how near to its deliverables they stand."""
    heard: dict[int, float] = {}
    part, ends = 0, len(parts)
    for word, at, _ in lexicon.find(words):
        at += start
        while part < ends and parts[part].end <= at:
            part += 1
        if not ends:
            nearness = 1.0
        elif part == ends or at < parts[part].start:
            nearness = _OUTSIDE
        else:
            nearness = _LATER if part else 1.0
        heard[word] = heard.get(word, 0.0) + nearness
    return heard


@lru_cache(maxsize=4096)
def _heading_words(heading: str) -> tuple[int, ...]:
    lexicon = _lexicon()
    words = dict.fromkeys(word for word, _, _ in lexicon.find(heading))
    # 十件实事 heads a list of everybody's tasks; it speaks for whoever gathers the list only within a sentence.
    return tuple(word for word in words if lexicon.speaks_for[word] and not lexicon.words[word].endswith("实事"))


def _deciding(lexicon: _Lexicon, votes: list[tuple[float, int]]) -> tuple[str, ...]:
    """The three words that weighed most for an office."""
    if len(votes) == 1:
        return (lexicon.words[votes[0][1]],)
    votes.sort()
    return tuple([lexicon.words[word] for _, word in votes[:3]])
