"""A whole unit's period on one page: every row is saved by itself, so that one that cannot be leaves the others kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from luoshi.delivering import working
from luoshi.delivering.clocks.periods import Period, reporting_day
from luoshi.delivering.life import REPORT_STATES, plan_of
from luoshi.delivering.lights import last_day, periods_of, with_work
from luoshi.delivering.models import Report, Task
from luoshi.errors import LuoshiError
from luoshi.people.establishment import below
from luoshi.people.models import Unit
from luoshi.web import asked
from luoshi.web.office.door import Desk, desk
from luoshi.web.office.tasks.progress import usual_unit
from luoshi.web.office.tasks.reporting import asked_of, kept, named
from luoshi.web.office.tasks.typed import TypedReport
from luoshi.web.paging import Count, page_number

ROWS = 20
"""Rows a page: what one form may carry however much is written in it."""


@dataclass
class Row:
    """A task in the period."""

    task: Task
    report: Report | None
    before: Report | None
    typed: TypedReport
    questions: Sequence[tuple[str, str, str]] = ()
    error: LuoshiError | None = None
    other: Report | None = None
    """What somebody else wrote meanwhile."""
    nodes: list[tuple[int, dict[str, str]]] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What follows the names of its fields."""
        return str(self.task.pk)

    @property
    def state(self) -> str:
        return REPORT_STATES[self.report.state] if self.report else "未填"

    @property
    def before_name(self) -> str:
        """The period that was reported last."""
        return named(self.before)

    @property
    def open(self) -> bool:
        """Whether it may still be written."""
        return self.report is None or self.report.state in ("draft", "returned")


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def quarter(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The form with a row a task; what could not be saved keeps what was typed and says why."""
    units = _units(desk)
    if not units:
        return render(request, "office/tasks/quarter.html", {"room": "quarter", "desk": desk, "units": []})
    wanted = asked.words(request.GET, "unit")
    unit = next((each for each in units if str(each.pk) == wanted), None if wanted else units[0])
    if unit is None:
        raise Http404
    mine = Task.objects.filter(lead__in=below([unit]), table__state="issued", state__in=["planning", "underway"])
    tasks = list(mine.select_related("table").order_by("table", "part", "position", "pk").only("due", "table"))
    spans = Spans(desk.on)
    every = spans.all(tasks)
    key = asked.words(request.GET, "period")
    period = next((each for each in every if each.key == key), None) if key else _usual(every, desk.on)
    if key and period is None:
        raise Http404
    due = [task for task in tasks if period in spans.of(task)] if period else []
    number, pages = page_number(request.GET.get("page"), Count(len(due)), ROWS)
    rows = _rows(due[(number - 1) * ROWS : number * ROWS], period.key) if period else []
    head = any(post.duty == "head" and unit.pk in below([post.unit]) for post in desk.posts)
    address = f"{reverse('office-quarter')}?{urlencode({'unit': unit.pk, 'period': period.key if period else '', 'page': number})}"
    submitted = 0
    if request.method == "POST" and period is not None:
        submitted = _save(desk, rows, period.key, request, submit=request.POST.get("do") == "submit")
        if not any(row.error for row in rows):
            return HttpResponseRedirect(f"{address}&{urlencode({'saved': 1, 'submitted': submitted})}")
    context = {
        "room": "quarter", "desk": desk, "units": units, "unit": unit, "period": period, "periods": every, "rows": rows, "head": head,
        "asked_for": reporting_day(period) if period else None, "number": number, "pages": range(1, pages + 1), "address": address,
        "count": len(due), "failed": sum(row.error is not None for row in rows), "submitted": submitted or request.GET.get("submitted"),
        "saved": request.GET.get("saved"), "ready": sum(row.open and row.report is not None for row in rows),
    }  # fmt: skip
    return render(request, "office/tasks/quarter.html", context, status=422 if context["failed"] else 200)


class Spans:
    """The periods tasks are reported on in, as far as they have begun; worked out once for tasks that share them."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._known: dict[tuple[int, date], tuple[Period, ...]] = {}

    def of(self, task: Task) -> tuple[Period, ...]:
        """Those of one task, in order."""
        key = (task.table_id, last_day(task))
        if key not in self._known:
            self._known[key] = tuple(each for each in periods_of(task) if each.first <= self.on)
        return self._known[key]

    def all(self, tasks: Iterable[Task]) -> list[Period]:
        """Those of all the tasks, the latest first."""
        return sorted({each for task in tasks for each in self.of(task)}, key=lambda each: (each.last, each.key), reverse=True)


def _units(desk: Desk) -> list[Unit]:
    """The units whose reports the person writes or submits, by the posts they hold."""
    return list({post.unit_id: post.unit for post in desk.posts if post.duty in ("head", "officer")}.values())


def _usual(periods: Sequence[Period], on: date) -> Period | None:
    """The last period that is over; before any is, the one that runs."""
    return next((each for each in periods if each.last < on), periods[-1] if periods else None)


def _rows(tasks: Sequence[Task], key: str) -> list[Row]:
    found = with_work(Task.objects.all()).select_related("table__workspace", "plan", "lead", "leader").in_bulk([task.pk for task in tasks])
    return [_row(found[task.pk], key) for task in tasks if task.pk in found]


def _row(task: Task, key: str) -> Row:
    reports = {report.period: report for report in task.reports.all()}
    report = reports.get(key)
    earlier = [each for each in reports.values() if each.period < key and each.state != "returned"]
    plan = plan_of(task)
    typed = TypedReport.of_report(report) if report else TypedReport(unit=usual_unit(task))
    row = Row(task, report, max(earlier, key=lambda each: each.period, default=None), typed)
    row.nodes = list(enumerate(plan.nodes)) if plan and plan.state == "accepted" else []
    if report is not None and row.open:
        row.questions = asked_of(task, key, typed)
    return row


def _save(desk: Desk, rows: list[Row], key: str, request: HttpRequest, *, submit: bool) -> int:
    """Save each row that was written in, and submit those that are complete; how many were submitted."""
    submitted = 0
    for row in _written(rows, request):
        try:
            row.report = kept(desk, row.task, key, row.typed, row.report)
            row.typed.version = row.report.version
            if submit:
                working.submit(row.report, version=row.report.version, person=desk.person, on=desk.on)
                submitted += 1
        except LuoshiError as error:
            row.error = error
            row.report = Report.objects.filter(task=row.task, period=key).first()
            row.typed.version = row.report.version if row.report else None
            row.other = row.report if error.number == "L712" else None
        row.questions = asked_of(row.task, key, row.typed) if row.open else []
    return submitted


def _written(rows: list[Row], request: HttpRequest) -> Iterator[Row]:
    """The rows of the page that may be written and were; `only` names the one whose own button was pressed."""
    only = request.POST.get("only", "")
    for row in rows:
        after = f"-{row.task.pk}"
        if not row.open or f"words{after}" not in request.POST:
            continue
        row.typed = TypedReport.of_form(request.POST, after=after)
        blank = row.report is None and not (row.typed.words.strip() or row.typed.value.strip())
        if not blank and only in ("", str(row.task.pk)):
            yield row
