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

from ..catalogue.offices import offices
from .facts import Deliverable, Lead

MOST = 4
"""Offices suggested for a sentence at most."""
_STRONG, _WEAK, _NAMED = 3.0, 1.0, 8.0
_OUTSIDE = 0.35  # a word of the preface or the purpose, beside one of a deliverable
_LATER = 0.75  # a word of the second and later deliverables, beside one of the first
_HEADING = 0.45
_REPEATED = 0.3  # a word said again adds little


class LeadWords(NamedTuple):
    """Every office word of one text, in order. The three lists run in parallel."""

    starts: list[int]
    ends: list[int]
    words: list[int]
    """Positions in the lexicon."""


class _Lexicon(NamedTuple):
    finder: object
    words: list[str]
    speaks_for: list[tuple[tuple[int, float], ...]]
    """By word: the offices (positions in `offices()`) it speaks for, and how much."""


@cache
def _lexicon() -> _Lexicon:
    from ahocorasick_rs import AhoCorasick, MatchKind

    votes: dict[str, dict[int, float]] = {}
    for number, office in enumerate(offices()):
        for listed, weight in ((office.usual_units, _NAMED), (office.strong, _STRONG), (office.words, _WEAK)):
            for word in listed:
                votes.setdefault(word, {}).setdefault(number, weight)
    words = list(votes)
    speaks_for = []
    for word in words:
        shared = len(votes[word]) ** 0.5
        length = min(1.5, 0.7 + 0.1 * len(word))
        speaks_for.append(tuple((office, weight * length / shared) for office, weight in votes[word].items()))
    return _Lexicon(AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), words, speaks_for)


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
    deliverables: Sequence[Deliverable] = (),
) -> tuple[Lead, ...]:
    """The offices that would lead `folded[start:end]`, best first; none where neither it nor its heading says anything.

    `found` are the office words of the whole of `folded`, to be given where many sentences of one text are asked about.
    `deliverables` are the sentence's own; without them all its words count alike.
    """
    lexicon = _lexicon()
    if found is None:
        found = find_lead_words(folded[start:end])
        found = LeadWords([at + start for at in found.starts], [at + start for at in found.ends], found.words)
    scores: dict[int, float] = {}
    reasons: dict[int, dict[int, float]] = {}
    seen: set[int] = set()
    for at in range(bisect_left(found.starts, start), len(found.starts)):
        first = found.starts[at]
        if first >= end:
            break
        word = found.words[at]
        nearness = _nearness(first, deliverables) * (_REPEATED if word in seen else 1.0)
        seen.add(word)
        _count(lexicon, word, nearness, scores, reasons)
    for word in _heading_words(heading):
        _count(lexicon, word, _HEADING, scores, reasons)
    total = sum(scores.values())
    best = sorted(scores, key=lambda office: (-scores[office], office))[:MOST]
    return tuple(
        Lead(offices()[office].name, round(scores[office] / total, 3), _deciding(lexicon, reasons[office]))
        for office in best
    )


def _nearness(at: int, parts: Sequence[Deliverable]) -> float:
    for number, part in enumerate(parts):
        if part.start <= at < part.end:
            return _LATER if number else 1.0
    return _OUTSIDE if parts else 1.0


def _count(
    lexicon: _Lexicon, word: int, nearness: float, scores: dict[int, float], reasons: dict[int, dict[int, float]]
) -> None:
    for office, weight in lexicon.speaks_for[word]:
        scores[office] = scores.get(office, 0.0) + weight * nearness
        words = reasons.setdefault(office, {})
        words[word] = words.get(word, 0.0) + weight * nearness


@lru_cache(maxsize=4096)
def _heading_words(heading: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(find_lead_words(heading).words))


def _deciding(lexicon: _Lexicon, weights: dict[int, float]) -> tuple[str, ...]:
    """The three words that weighed most for an office."""
    return tuple(lexicon.words[word] for word in sorted(weights, key=lambda word: (-weights[word], word))[:3])
