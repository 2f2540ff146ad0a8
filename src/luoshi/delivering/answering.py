"""What units reported, as later words: a promise is answered by the task that stands on its very words, for those who may see the task.

A figure counts once the office has accepted it, for the period that ends the promise's year; an act counts once its task was checked and
closed. Public papers come first: beside their figure a reported one is only listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from luoshi.catalogue.units import amount_of
from luoshi.delivering.clocks.periods import period
from luoshi.delivering.counting import issued
from luoshi.delivering.lights import target_of
from luoshi.delivering.models import Closing, Report, Task
from luoshi.delivering.rights import seen_tasks
from luoshi.ledger.models import Document
from luoshi.ledger.placing import place
from luoshi.people.access import Person
from luoshi.people.models import User
from luoshi.reading import facts
from luoshi.reckoning.threads import Paper, Thread
from luoshi.reckoning.threads.judging import judged
from luoshi.reckoning.threads.papers import years
from luoshi.reckoning.threads.thread import Pairing, Saying

KEY = "task-"
"""How the key of a task's paper begins; its number follows."""
_UNANSWERED = frozenset({"silent", "not_due", "not_comparable"})


@dataclass(frozen=True, slots=True)
class _Entries:
    """A task and what was accepted of it, each report with where its line stands in the paper."""

    task: Task
    span: tuple[int, int]
    """Where the task's words stand in the promise's document."""
    paper: Paper
    lines: Sequence[tuple[Report | Closing, int, int]]


def with_entries(threads: Sequence[Thread], person: Person, *, on: date) -> list[Thread]:
    """The threads as the office's own record answers them, as of a day; unchanged for who may see no task on their words."""
    if not isinstance(person, User):
        return list(threads)
    known: dict[str, list[_Entries]] = {}
    for document, entries in _entries(person, {int(each.promise.paper.key) for each in threads}, on):
        known.setdefault(str(document), []).append(entries)
    return [_answered(each, known.get(each.promise.paper.key, ())) for each in threads] if known else list(threads)


def _entries(person: User, documents: set[int], on: date) -> Iterator[tuple[int, _Entries]]:
    seen = seen_tasks(person, on=on).order_by().values("pk")
    reports = Report.objects.filter(state="accepted", accepted_on__lte=on, untrue=False).order_by("period")
    closings = Closing.objects.filter(state="approved", how="closed", approved_on__lte=on)
    tasks = issued().filter(pk__in=seen, table__document__in=documents, anchor__isnull=False).select_related("table", "anchor")
    about = Document.objects.select_related("rendition").in_bulk(documents)
    for task in tasks.prefetch_related("anchor__rendition", Prefetch("reports", reports), Prefetch("closings", closings)):
        document = about[task.table.document_id or 0]
        span = place(task.anchor, document) if task.anchor is not None else None
        told: list[Report | Closing] = [*task.reports.all(), *task.closings.all()]
        if span is not None and told:
            yield document.pk, _Entries(task, span, *_paper(task, told))


def _paper(task: Task, told: Iterable[Report | Closing]) -> tuple[Paper, list[tuple[Report | Closing, int, int]]]:
    text, lines = "", []
    for each in told:
        words = f"{period(each.period).name}：{each.words}" if isinstance(each, Report) else f"{each.approved_on}销号：{each.checked or each.words}"
        if isinstance(each, Report) and each.value is not None:
            words = f"{words}（{each.value.normalize():f}{each.unit_of_value}）"
        words = " ".join(words.split())
        lines.append((each, len(text), len(text) + len(words)))
        text += f"{words}\n"
    about = facts.Document(0, len(text), f"{task.table.title}：办理进展", "other", facts.Place("", ""), "", str(task.table.year), "")
    return Paper(f"{KEY}{task.pk}", text, facts.Reading(about, ""), internal=True), lines


def _answered(thread: Thread, entries: Iterable[_Entries]) -> Thread:
    promise = thread.promise
    for each in entries:
        if not (each.span[0] <= promise.start and promise.end <= each.span[1]):
            continue
        if promise.form == "act" and (closed := _closed(each, promise)) and thread.outcome in _UNANSWERED:
            return replace(thread, result=closed, outcome="met", why="督办任务已核查销号（内部进展）")
        if promise.form == "numeric" and (figure := _figure(each, promise)):
            return _with_figure(thread, figure)
    return thread


def _with_figure(thread: Thread, figure: Saying) -> Thread:
    """The thread with a reported figure: as its answer where no public paper has one, else beside it."""
    reported = Pairing(figure, True, "督办任务的进展（内部，已采用）")
    if thread.outcome in _UNANSWERED:
        told = judged(thread.promise, [reported, *thread.pairings], thread.looked)
        return replace(told, official="", official_words="", elsewhere=thread.elsewhere, confirmed=thread.confirmed)
    if thread.result is None or thread.outcome == "adjusted":
        return thread
    differs = thread.result.low != figure.low or thread.result.high != figure.high
    why = f"{thread.why}；内部进展报“{figure.text}”，并列不取舍" if differs else thread.why
    return replace(thread, also=(*thread.also, figure), pairings=(*thread.pairings, reported), why=why)


def _figure(entries: _Entries, promise: Saying) -> Saying | None:
    """The figure reported at the end of the promise's year, where the task's figure is the promise's."""
    target, meant = target_of(entries.task), years(promise.period)
    if target is None or meant is None or promise.low is None or promise.low != promise.high:
        return None
    if (target.value, target.unit) != (Decimal(str(promise.low)), promise.unit):
        return None
    for report, start, end in reversed(entries.lines):
        if not isinstance(report, Report) or report.value is None or period(report.period).last != date(meant[1], 12, 31):
            continue
        amount, unit = amount_of(report.value, report.unit_of_value)
        if unit == promise.unit:
            return replace(
                promise, paper=entries.paper, start=start, end=end, at=start, to=end, modality="actual", low=float(amount), high=float(amount), bound="eq",
                wording="", headline=False, sentence=None, again=(), derived="",
            )  # fmt: skip
    return None


def _closed(entries: _Entries, promise: Saying) -> Saying | None:
    for closing, start, end in entries.lines:
        if isinstance(closing, Closing):
            return replace(
                promise, paper=entries.paper, start=start, end=end, at=start, to=end, modality="actual", wording="", headline=False, sentence=None, again=(),
            )  # fmt: skip
    return None
