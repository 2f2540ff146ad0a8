"""Tasks restated year after year: commitments without a figure whose words are nearly those of the year before."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from luoshi.catalogue.names import plain
from luoshi.reckoning.threads.papers import Paper

from .finding import Finding, Spot, one_line
from .years import Years, sets_year

ALIKE = 0.8
"""Dice coefficient of the pairs of characters from which on two sentences say the same."""
SHORTEST = 12
"""Characters; in shorter ones the genre's set phrases make all alike."""
_MARKS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class _Task:
    spot: Spot
    pairs: frozenset[str]


def restated(papers: Years, *, alike: float = ALIKE, shortest: int = SHORTEST) -> Iterator[Finding]:
    """A finding for each task that stands in two or more years running, with its words in each; a year without a paper ends the run."""
    tasks = {year: _tasks(papers[year], year, shortest) for year in papers}
    chains: list[list[tuple[_Task, float]]] = []
    at_the_end: dict[int, list[tuple[_Task, float]]] = {}
    for year, following in pairwise(tasks):
        if following != year + 1:
            at_the_end = {}
            continue
        goes_on: dict[int, list[tuple[_Task, float]]] = {}
        for one, other, share in _nearest(tasks[year], tasks[following], alike):
            chain = at_the_end.get(id(one))
            if chain is None:
                chain = [(one, 1.0)]
                chains.append(chain)
            chain.append((other, share))
            goes_on[id(other)] = chain
        at_the_end = goes_on
    for chain in chains:
        first, last = chain[0][0].spot, chain[-1][0].spot
        least = min(share for _, share in chain)
        words = "一字未改" if all(task.pairs == chain[0][0].pairs for task, _ in chain) else f"相似度不低于{math.floor(least * 100) / 100:g}"
        said = f"任务重提：{first.year}年至{last.year}年连续{len(chain)}年，{words}：“{one_line(first.text)}”，“{one_line(last.text)}”。"
        yield Finding("restated", first.paper.document.place.name, "", "", tuple(task.spot for task, _ in chain), said)


def _tasks(papers: Sequence[Paper], year: int, shortest: int) -> list[_Task]:
    """The year's commitments without a figure; one that two of its papers share is taken once."""
    found: dict[str, _Task] = {}
    for paper in papers:
        if not sets_year(paper, year):
            continue
        counted = {measure.sentence for measure in paper.reading.measures}
        for index, sentence in enumerate(paper.reading.sentences):
            if sentence.role != "commitment" or index in counted:
                continue
            words = _MARKS.sub("", plain(paper.text[sentence.start : sentence.end]))
            if len(words) >= shortest and words not in found:
                found[words] = _Task(Spot(paper, sentence.start, sentence.end, year), frozenset(map("".join, pairwise(words))))
    return list(found.values())


def _nearest(ones: Sequence[_Task], others: Sequence[_Task], alike: float) -> Iterator[tuple[_Task, _Task, float]]:
    """Each task of one year with the next year's that is most like it, where it is like enough; no task twice.

    Two sets that are alike share one of the rarest pairs of each: only these are looked up, not all against all.
    """
    rarity = Counter(pair for task in (*ones, *others) for pair in task.pairs)
    index: dict[str, list[int]] = defaultdict(list)
    for at, task in enumerate(others):
        for pair in telling(task.pairs, rarity, alike):
            index[pair].append(at)
    found = []
    for first, task in enumerate(ones):
        near = dict.fromkeys(at for pair in telling(task.pairs, rarity, alike) for at in index.get(pair, ()))
        for at in near:
            share = 2 * len(task.pairs & others[at].pairs) / (len(task.pairs) + len(others[at].pairs))
            if share >= alike:
                found.append((-share, first, at))
    taken_first: set[int] = set()
    taken_other: set[int] = set()
    for share, first, at in sorted(found):
        if first not in taken_first and at not in taken_other:
            taken_first.add(first)
            taken_other.add(at)
            yield ones[first], others[at], -share


def telling(pairs: frozenset[str], rarity: Mapping[str, int], alike: float) -> list[str]:
    """The rarest pairs, so many that a set as like as asked must share one of them: |A∩B| is at least |A|·t/(2-t)."""
    shared = math.ceil(len(pairs) * alike / (2 - alike) - 1e-9)
    return sorted(pairs, key=lambda pair: (rarity[pair], pair))[: len(pairs) - shared + 1]
