"""The ledger's papers reckoned: a place's promises with what its later papers say, as a person may see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import QuerySet

from luoshi.ledger.models import Reading
from luoshi.ledger.pairings import laid_over
from luoshi.ledger.papers import fetched, ready
from luoshi.ledger.shelf import current_readings
from luoshi.ledger.standing import Standing
from luoshi.people.access import Person, visible_to
from luoshi.reckoning.threads import Paper, Thread, reckon
from luoshi.reckoning.threads.merging import merged
from luoshi.reckoning.threads.papers import years


def papers_of_place(person: Person, place_key: str, *, as_of: datetime | None = None, about: int | None = None) -> list[Paper]:
    """The place's papers that the person may see, in the order of their years; as they were read by a time where one is given.

    `about` leaves out what bears on that year in no way: see `_bears_on`. A paper's key is its document's number.
    """
    return _papers(_readings(person, place_key, as_of, about), person, as_of)


def threads_of_place(person: Person, place_key: str, year: int, *, as_of: datetime | None = None) -> list[Thread]:
    """A thread for each promise that the place's papers set for a year, a plan's that fall due in it among them; with what people
    say of the pairings, by that time. What several papers promise alike is one thread."""
    readings = _readings(person, place_key, as_of, year)
    papers = _papers(readings, person, as_of)
    told = reckon(_planning(papers, year), papers, year=year)
    return merged(laid_over(told, [each.document for each in readings], person, as_of=as_of))


def promised_years(person: Person, place_key: str) -> list[int]:
    """The years for which the place's papers plan, the last first."""
    rows = visible_to(person, Standing.objects.filter(place_key=place_key)).exclude(plan="").values_list("plan", flat=True)
    spans = [span for plan in rows if (span := years(plan))]
    return sorted({span[1] for span in spans} | {span[0] for span in spans if span[0] == span[1]}, reverse=True)


def unreported(threads: Iterable[Thread], year: int) -> bool:
    """Whether silence is 未反馈: the next work report and plan report, which account for the year, were both looked through."""
    kinds = {paper.document.kind for thread in threads for paper in thread.looked if paper.reports_on(year)}
    return {"work_report", "plan_report"} <= kinds


def _readings(person: Person, place_key: str, as_of: datetime | None, about: int | None) -> list[Reading]:
    standing: QuerySet[Standing] = visible_to(person, Standing.objects.filter(place_key=place_key))
    if as_of is None:
        rows = list(standing.values_list("reading", "plan", "review"))
    else:
        read = current_readings(person, as_of=as_of).filter(run__lineage__in=standing.values("lineage"))
        rows = list(read.values_list("pk", "plan", "review"))
    if about is not None:
        spans = {key: (years(plan), years(review)) for key, plan, review in rows}
        last = max((span[1] for _, span in spans.values() if span), default=0)
        rows = [row for row in rows if _bears_on(*spans[row[0]], about, last)]
    return ready(key for key, _, _ in rows)


def _papers(readings: Sequence[Reading], person: Person, as_of: datetime | None) -> list[Paper]:
    found = [each.paper() for each in fetched(person, readings, as_of=as_of)]
    return sorted(found, key=lambda paper: (paper.document.plan or paper.review, int(paper.key)))


def _planning(papers: Iterable[Paper], year: int) -> list[Paper]:
    return [paper for paper in papers if (span := years(paper.document.plan)) and span[0] <= year <= span[1]]


def _bears_on(plan: tuple[int, int] | None, review: tuple[int, int] | None, year: int, last: int) -> bool:
    """Whether a paper plans for the year, reports on it or the year before, is of no year (news, an adjustment), or is among the last
    that report: those tell whether the year is over."""
    if plan is None and review is None:
        return True
    if plan and plan[0] <= year <= plan[1]:
        return True
    return review is not None and (review[0] <= year <= review[1] or review[0] <= year - 1 <= review[1] or review[1] == last)
