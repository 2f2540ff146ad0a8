"""Reckoning: every promise of the earlier papers against all that the later ones say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .adjusting import changed, old_figures, subject_of
from .judging import judged, of_act, unanswered
from .mentioned import mentions
from .milestones import acts_of
from .one_name import named, one_name
from .pairing import Said, pair, progress
from .papers import Paper, same_place, years
from .plain_targets import without_number
from .sayings import promises_of, results_of, saying_of
from .thread import Pairing, Saying, Thread
from .tied import tied_of
from .years_apart import since


def reckon(earlier: Iterable[Paper], later: Iterable[Paper], *, year: int | None = None, headline: bool = False) -> list[Thread]:
    """A thread for each promise of the earlier papers, in their order.

    `later` are the papers in which answers are looked for; those of other places are left out. A paper may be among both: an
    adjustment answers the report before it and sets targets of its own; nothing answers itself. Pure: the same papers give the
    same threads. `year`: only the promises that fall due in it; `headline`: only headline targets.
    """
    given = list(earlier)
    answering = [paper for paper in later if any(same_place(each, paper) for each in given)]
    told = [saying for paper in answering for saying in results_of(paper)]
    base = [saying for paper in given if paper not in answering for saying in results_of(paper)]
    overtaken = old_figures(given)
    meant = [
        one for paper in given
        for one in sorted([*promises_of(paper), *(() if headline else (*acts_of(paper), *tied_of(paper)))], key=lambda one: (one.at, one.subject))
        if (paper.key, one.at) not in overtaken and (year is None or (years(one.period) or (0, 0))[1] == year)
    ]  # fmt: skip
    changes = [  # the year is that of the target as it is now: what stands before it may name another
        replace(saying_of(paper, old, subject_of(paper, old)), period=saying_of(paper, new).period or paper.review) for paper in answering for old, new in changed(paper)
    ]  # fmt: skip
    names = one_name([*told, *base, *meant])
    reckoning = _Reckoning(
        Said(named(told, names)), named([*base, *told], names), named(changes, names), answering
    )
    return [reckoning.thread(promise) for promise in named(meant, names) if promise.headline or not headline]


class _Reckoning:
    """All that later papers say, made ready once."""

    def __init__(self, said: Said, known: list[Saying], changes: list[Saying], papers: list[Paper]) -> None:
        self._said, self._changes, self._papers = said, changes, papers
        self._of: dict[Paper, list[Paper]] = {}
        self._known: dict[str, list[Saying]] = {}
        for saying in known:
            self._known.setdefault(saying.thing.key, []).append(saying)

    def _answering(self, asked: Paper) -> list[Paper]:
        if asked not in self._of:
            self._of[asked] = [paper for paper in self._papers if paper is not asked and _can_answer(paper, asked)]
        return self._of[asked]

    def thread(self, promise: Saying) -> Thread:
        papers = self._answering(promise.paper)
        if promise.form == "act":
            return of_act(promise, papers)
        if promise.form != "numeric":
            return without_number(promise, self._said, papers)
        change = next((one for one in self._changes if one.paper in papers and _adjusts(one, promise)), None)
        if change is not None:
            return unanswered(promise, papers, change)
        pairings = [each for each in pair(promise, self._said) if each.result.paper in papers]
        if not any(each.comparable for each in pairings):
            pairings = since(promise, pairings, self._known.get(promise.thing.key, ())) + pairings
        if not pairings:
            pairings = [Pairing(mention, False, "后来提到了，没有说数") for mention in mentions(promise, papers)]
        if pairings:
            return judged(promise, pairings, papers)
        return unanswered(promise, papers, progress=next((one for one in progress(promise, self._said) if one.paper in papers), None))


def _can_answer(paper: Paper, promise: Paper) -> bool:
    """Whether a paper can answer another: of one place, and not on years before the other's alone."""
    if not same_place(paper, promise):
        return False
    meant, told = years(promise.document.plan), paper.reviewed
    return meant is None or told is None or told[1] >= meant[0] or paper.document.kind == "adjustment"


def _adjusts(change: Saying, promise: Saying) -> bool:
    mine, meant = years(promise.period), years(change.period)
    return (
        change.thing.key == promise.thing.key
        and (change.low, change.high) == (promise.low, promise.high)
        and mine is not None and meant is not None and mine[1] == meant[1]
    )  # fmt: skip
