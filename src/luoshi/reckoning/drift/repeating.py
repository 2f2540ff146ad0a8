"""Targets that stand unchanged year after year: the same thing, figure, bound, unit and firmness."""

from __future__ import annotations

from collections.abc import Iterator

from luoshi.reckoning.threads.thread import Saying

from .finding import Finding, Spot, named, one_line
from .firmness import firmness
from .same_thing import Identity, by_identity, consecutive, identity
from .years import Years


def repeated(papers: Years) -> Iterator[Finding]:
    """A finding for each run of two years or more, with the words of every year; work reports before others."""
    runs: dict[tuple[Identity, str], list[list[Saying]]] = {}
    first_year: dict[int, int] = {}
    for year, paper, after in consecutive(papers):
        mine, others = by_identity(papers.promises(paper)), by_identity(papers.promises(after))
        for key, one in mine.items():
            other = others.get(key)
            if other is None or one.form != "numeric" or not _same(one, other):
                continue
            of_kind = runs.setdefault((key, paper.document.kind), [])
            run = next((each for each in of_kind if each[-1] is one), None)
            if run is None:
                run = [one]
                first_year[id(run)] = year
                of_kind.append(run)
            run.append(other)
    told: set[tuple[Identity, int, int]] = set()
    for (key, _), of_kind in runs.items():
        for run in of_kind:
            begins = first_year[id(run)]
            if (key, begins, len(run)) in told:  # the plan report says what the work report says
                continue
            told.add((key, begins, len(run)))
            yield _finding(run, begins)


def _same(one: Saying, other: Saying) -> bool:
    return (one.low, one.high, one.bound, identity(one)) == (other.low, other.high, other.bound, identity(other)) and firmness(one) == firmness(other)


def _finding(run: list[Saying], begins: int) -> Finding:
    one = run[0]
    spots = tuple(Spot(each.paper, each.start, each.end, begins + at, each) for at, each in enumerate(run))
    words = list(dict.fromkeys(f"“{one_line(each.text)}”" for each in run))
    said = f"{named(one)}：{begins}年至{begins + len(run) - 1}年连续{len(run)}年目标不变，{'、'.join(words)}。"
    return Finding("repeated", one.paper.document.place.name, named(one), one.thing.indicator, spots, said)
