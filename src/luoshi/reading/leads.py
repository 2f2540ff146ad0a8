"""Which offices would lead a commitment, best first, and the words that decide it.

The evidence is the catalogue's words of each office (`offices.csv`) as they stand in the sentence. A word that fewer
offices share weighs more, one in a deliverable more than one in its preface or purpose, and the heading above counts as
a weaker sentence. An office named outright (区教育局牵头, 各街道) outweighs them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
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


class LeadWords(NamedTuple):
    """Every office word of one text, in order. The three lists run in parallel."""

    starts: list[int]
    ends: list[int]
    words: list[int]
    """Positions in the lexicon."""


class _Lexicon(NamedTuple):
    finder: object
    words: list[str]
    speaks_for: list[dict[int, float]]
    """By word: the offices (positions in `offices()`) it speaks for, and how much."""


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
        speaks_for.append({office: weight * share for office, weight in votes[word].items()})
    return _Lexicon(AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), words, speaks_for)


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


def find_lead_words(folded: str) -> LeadWords:
    """Every office word of a text, found in one pass; where two overlap, the earlier and longer."""
    found = _lexicon().finder.find_matches_as_indexes(folded)  # type: ignore[attr-defined]
    return LeadWords([hit[1] for hit in found], [hit[2] for hit in found], [hit[0] for hit in found])


def leads(
    folded: str,
    start: int,
    end: int,
    *,
    heading: str,
    found: LeadWords | None = None,
    parts: Sequence[Part] = (),
) -> tuple[Lead, ...]:
    """The offices that would lead `folded[start:end]`, best first; none where neither it nor its heading says anything.

    `found` are the office words of the whole of `folded`, to be given where many sentences of one text are asked about.
    `parts` are the sentence's deliverables; without them all its words count alike.
    """
    lexicon = _lexicon()
    if found is None:
        found = find_lead_words(folded[start:end])
        found = LeadWords([at + start for at in found.starts], [at + start for at in found.ends], found.words)
    scores: dict[int, float] = {}
    heard: list[tuple[int, float]] = []  # every word with its nearness
    part = 0
    for at in range(bisect_left(found.starts, start), bisect_left(found.starts, end)):
        first = found.starts[at]
        while part < len(parts) and parts[part].end <= first:
            part += 1
        if not parts:
            nearness = 1.0
        elif part == len(parts) or first < parts[part].start:
            nearness = _OUTSIDE
        else:
            nearness = _LATER if part else 1.0
        heard.append((found.words[at], nearness))
    heard.extend((word, _HEADING) for word in _heading_words(heading))
    for word, nearness in heard:
        for office, weight in lexicon.speaks_for[word].items():
            scores[office] = scores.get(office, 0.0) + weight * nearness
    total = sum(scores.values())
    best = sorted(scores, key=lambda office: (-scores[office], office))[:MOST]
    return tuple(
        Lead(offices()[office].name, round(scores[office] / total, 3), _deciding(lexicon, heard, office))
        for office in best
    )


@lru_cache(maxsize=4096)
def _heading_words(heading: str) -> tuple[int, ...]:
    lexicon = _lexicon()
    words = dict.fromkeys(find_lead_words(heading).words)
    # 十件实事 heads a list of everybody's tasks; it speaks for whoever gathers the list only within a sentence.
    return tuple(word for word in words if not lexicon.words[word].endswith("实事"))


def _deciding(lexicon: _Lexicon, heard: list[tuple[int, float]], office: int) -> tuple[str, ...]:
    """The three words that weighed most for an office."""
    weights: dict[int, float] = {}
    for word, nearness in heard:
        if weight := lexicon.speaks_for[word].get(office):
            weights[word] = weights.get(word, 0.0) + weight * nearness
    return tuple(lexicon.words[word] for word in sorted(weights, key=lambda word: (-weights[word], word))[:3])
