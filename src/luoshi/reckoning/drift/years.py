"""The papers of one place by year, and what each promises for its own year."""

from __future__ import annotations

from collections.abc import Iterable

from luoshi.reckoning.threads.milestones import acts_of
from luoshi.reckoning.threads.papers import Paper, years
from luoshi.reckoning.threads.sayings import promises_of
from luoshi.reckoning.threads.thread import Saying

NO_YEAR = frozenset({"adjustment", "bulletin", "news", "policy"})
"""Papers that do not set out a year: they repeat, change or report what others set."""


class Years(dict[int, tuple[Paper, ...]]):
    """The papers of one place by year, in the order of years; work reports first."""

    def __init__(self, papers: dict[int, tuple[Paper, ...]]) -> None:
        super().__init__(papers)
        self._promises: dict[int, tuple[Saying, ...]] = {}

    def promises(self, paper: Paper) -> tuple[Saying, ...]:
        """`of_the_year`, worked out once for each of these papers."""
        if id(paper) not in self._promises:
            self._promises[id(paper)] = of_the_year(paper)
        return self._promises[id(paper)]


def by_year(papers: Iterable[Paper]) -> Years:
    """The papers by the year each sets out, else the last it reports on; those of no year are left out."""
    found: dict[int, list[Paper]] = {}
    for paper in papers:
        if year := year_of(paper):
            found.setdefault(year, []).append(paper)
    first = {"work_report": 0, "plan_report": 1}
    return Years({
        year: tuple(sorted(found[year], key=lambda paper: (first.get(paper.document.kind, 2), paper.key, paper.document.start)))
        for year in sorted(found)
    })  # fmt: skip


def year_of(paper: Paper) -> int:
    """The year a paper belongs to; 0 where it cannot be told."""
    span = years(paper.document.plan) or paper.reviewed
    return (span[0] if years(paper.document.plan) else span[1]) if span else 0


def sets_year(paper: Paper, year: int) -> bool:
    """Whether the paper sets out that one year and no other."""
    return paper.document.plan == str(year) and paper.document.kind not in NO_YEAR


def of_the_year(paper: Paper) -> tuple[Saying, ...]:
    """What the paper promises for the one year it sets out, headline targets first; goals of later years are not among them."""
    plan = paper.document.plan
    found = [
        one for one in (*promises_of(paper), *acts_of(paper))
        if one.thing.key and not one.part_year and _due(one) == plan and not (one.form == "numeric" and one.low is None)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (not one.headline, one.at)))


def _due(one: Saying) -> str:
    """The year a promise falls due in; a total over several years is no promise of one of them."""
    span = years(one.period)
    return str(span[1]) if span and span[0] == span[1] else ""
