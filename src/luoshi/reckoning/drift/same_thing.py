"""Which promises of two years are of one thing, so that the words can be laid side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from luoshi.catalogue.indicators import indicators
from luoshi.catalogue.reckoned import acts
from luoshi.reckoning.threads.papers import Paper
from luoshi.reckoning.threads.thread import Saying

from .years import Years, sets_year

Identity = tuple[str, ...]
"""What two promises share that ask the same question: thing, act, whose, basis, kind and unit."""


def identity(one: Saying) -> Identity:
    """What another year's promise must share to be the same: a figure's kind and unit are part of it, words without one have none."""
    thing = one.thing
    name = thing.object.removeprefix("成") if one.form == "act" else _settled(thing.key)
    measure = (one.kind, one.unit) if one.form == "numeric" else ("", "")
    act = thing.act if thing.act in acts().flows and not thing.indicator else ""
    return (name, act, thing.elsewhere, thing.basis, *measure, str(one.stage) if one.form == "act" else "")


def _settled(key: str) -> str:
    """One code for two indicators that are the same thing in a place (地方一般公共预算收入)."""
    known = indicators().get(key)
    return min(key, known.same_as_in_place) if known and known.same_as_in_place else key


def by_identity(sayings: tuple[Saying, ...]) -> Mapping[Identity, Saying]:
    """The paper's promise for each identity; none where it says two different things under it."""
    found: dict[Identity, Saying | None] = {}
    for one in sayings:
        key = identity(one)
        other = found.get(key)
        if key not in found:
            found[key] = one
        elif other is not None and other.headline == one.headline and (other.low, other.high) != (one.low, one.high):
            found[key] = None  # two figures under one name: which is meant cannot be told
    return {key: one for key, one in found.items() if one is not None}


def consecutive(papers: Years) -> Iterator[tuple[int, Paper, Paper]]:
    """A year with its paper and the next year's of the same kind (work report to work report)."""
    for year, following in pairwise(papers):
        if following != year + 1:
            continue
        for paper in papers[year]:
            for after in papers[following]:
                if sets_year(paper, year) and sets_year(after, following) and after.document.kind == paper.document.kind:
                    yield year, paper, after


def side_by_side(papers: Years) -> Iterator[tuple[int, Saying, Saying]]:
    """Every promise with the next year's of the same thing, in papers of the same kind; each pair of contents once.

    Where the other year's promise has a figure and this one's has none (or the other way about), they are laid side by side too:
    a number given up is the softest wording.
    """
    seen: set[tuple[object, ...]] = set()
    for year, paper, after in consecutive(papers):
        mine, others = by_identity(papers.promises(paper)), by_identity(papers.promises(after))
        for one, other in _matched(mine, others):
            content = (year, identity(one), identity(other), *_content(one), *_content(other))
            if content not in seen:
                seen.add(content)
                yield year, one, other


def _matched(mine: Mapping[Identity, Saying], others: Mapping[Identity, Saying]) -> Iterator[tuple[Saying, Saying]]:
    numbered = {_name(key) for key, one in mine.items() if one.form == "numeric"}, {
        _name(key) for key, one in others.items() if one.form == "numeric"
    }
    for key, one in mine.items():
        if key in others:
            yield one, others[key]
            continue
        if one.form == "act" or not one.headline:
            continue
        bare = _without_measure(key)
        if one.form == "numeric" and _name(key) not in numbered[1] and bare in others:
            yield one, others[bare]
        elif one.form != "numeric" and _name(key) not in numbered[0]:
            later = [other for other_key, other in others.items() if _without_measure(other_key) == bare and other.form == "numeric"]
            if len(later) == 1:
                yield one, later[0]


def _name(key: Identity) -> tuple[str, ...]:
    return key[0], key[2], key[3]


def _without_measure(key: Identity) -> Identity:
    return (*key[:4], "", "", "")


def _content(one: Saying) -> tuple[object, ...]:
    return one.low, one.high, one.bound, one.wording, one.form, "" if one.form == "numeric" else one.text
