"""A plan watched: its indicators, the way to each target, what was amended, and a row a year of how far it got."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from luoshi.reckoning.threads.judging import judged, unanswered
from luoshi.reckoning.threads.one_name import named, one_name
from luoshi.reckoning.threads.pairing import Said, pair
from luoshi.reckoning.threads.papers import Paper, same_place, years
from luoshi.reckoning.threads.plain_targets import without_number
from luoshi.reckoning.threads.sayings import results_of
from luoshi.reckoning.threads.thread import Pairing, Saying, Thread

from .amending import amendments_of, in_force, since
from .indicator import Amendment, Monitoring, PlanIndicator, Row
from .paths import own_plans, path_of
from .progress import row_of
from .rows import indicators_of, is_total


def monitor(plan: Paper, later: Iterable[Paper], *, year: int | None = None) -> Monitoring:
    """The plan as later papers of its place tell of it, up to `year` (as a rule the last year of which any of them gives account).

    Papers that say anything of years after `year` still count for what they say of those before it; an amendment counts from the year in
    which it was approved, else that of the paper that tells of it. Pure: the same papers give the same.
    """
    papers = sorted((each for each in later if same_place(each, plan) and each is not plan), key=lambda each: (each.review, each.document.kind, each.key))
    first, last = years(plan.document.plan) or (0, 0)
    reported = accounted(plan, papers)
    upto = min(max(year if year is not None else reported or first, first), last)
    found = indicators_of(plan)
    amendments = [each for each in amendments_of(found, papers) if since(each) <= upto or year is None]
    results = [saying for paper in papers for saying in results_of(paper)]
    names = one_name([*results, *(target for one in found for target in one.targets)])
    found = [replace(one, targets=tuple(named(one.targets, names)), base=next(iter(named([one.base], names)), None) if one.base else None) for one in found]
    amendments = [replace(each, target=next(iter(named([each.target], names)))) for each in amendments]
    said = Said(named(results, names))
    rows = [
        row for indicator in found for target in _watched(indicator) for at in range(first, upto + 1)
        if (row := _row(indicator, target, amendments, said, at, (first, last)))
    ] if first else []  # fmt: skip
    threads = _threads(found, amendments, said, papers, rows) if first and upto == last == reported else []
    set_out = {at: named(sayings, names) for at, sayings in own_plans(plan, papers).items()}
    steps = [step for indicator in found for step in path_of(indicator, set_out, amendments)]
    return Monitoring(plan, tuple(papers), first, last, upto, tuple(found), tuple(steps), tuple(amendments), tuple(rows), tuple(threads))


def accounted(plan: Paper, later: Iterable[Paper]) -> int:
    """The last year of the plan of which a paper gives account; 0 where none does."""
    first, last = years(plan.document.plan) or (0, 0)
    return max((span[1] for each in later if (span := each.accounts_for) and first <= span[1] <= last), default=0)


def _watched(indicator: PlanIndicator) -> Sequence[Saying | None]:
    """The targets that have a row: all but a total that only says how far a level is to rise ([5.4] beside 80)."""
    levels = any(one.form == "numeric" and one.kind == "level" and not is_total(one) for one in indicator.targets)
    return [one for one in indicator.targets if not (levels and is_total(one))] or [None]


def _row(
    indicator: PlanIndicator, target: Saying | None, amendments: Sequence[Amendment], said: Said, year: int, span: tuple[int, int]
) -> Row:
    change = None if target is None else in_force(target, amendments, year)
    return row_of(indicator, held(target, change), change, said, year, span)


def held(target: Saying | None, change: Amendment | None) -> Saying | None:
    """The target with the figure that holds, still the plan's own: what is said later is held against it."""
    if target is None or change is None:
        return target
    return replace(target, low=change.now.low, high=change.now.high, bound=change.now.bound, wording=change.now.wording)


def _threads(
    found: Sequence[PlanIndicator], amendments: Sequence[Amendment], said: Said, papers: Sequence[Paper], rows: Sequence[Row]
) -> Iterable[tuple[PlanIndicator, Thread]]:
    for indicator in found:
        for target in _watched(indicator):
            if target is None:
                continue
            change = in_force(target, amendments)
            aim = held(target, change)
            assert aim is not None, "a target is held, amended or not"
            row = next((row for row in rows if row.indicator is indicator and row.target == aim and row.year == (years(aim.period) or (0, 0))[1]), None)
            if is_total(aim) and row is not None and row.done is not None and row.latest is not None:
                yield indicator, judged(aim, [Pairing(row.latest, True, row.why)], papers)  # as papers add it up, or its years do
            else:
                yield indicator, _thread(aim, said, papers)


def _thread(target: Saying, said: Said, papers: Sequence[Paper]) -> Thread:
    if target.form != "numeric":
        return without_number(target, said, papers)
    pairings = [each for each in pair(target, said) if each.result.paper is not target.paper]
    return judged(target, pairings, papers) if pairings else unanswered(target, papers)
