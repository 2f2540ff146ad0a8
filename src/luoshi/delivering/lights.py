"""The lights of tasks: what the ledger knows of each, put to the rule; the answer is kept with the task so that boards are quick.

The kept light is as of a day. Every step works it out anew for the tasks it touched, and `relight_all` does so once a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from luoshi.catalogue.units import amount_of
from luoshi.delivering.clocks import pauses, promise
from luoshi.delivering.clocks.light import Light, light
from luoshi.delivering.clocks.periods import Period, period, periods_in, reporting_day
from luoshi.delivering.models import Closing, Pause, Report, Task, TaskTable
from luoshi.delivering.steps import ENDINGS, OPEN
from luoshi.ledger.database import writing

_AT_ONCE = 500
_NOT_CUMULATIVE = frozenset({"%", "百分点", "倍", "位"})
"""Units of rates and ranks: they do not add up over the year."""


def light_of(task: Task, on: date) -> Light:
    """The task's light as of a day, with its reasons."""
    return light(promise_of(task), on)


def relight(tasks: QuerySet[Task], on: date) -> int:
    """Work out the lights of these tasks as of a day, and keep them; how many changed."""
    lit = []
    for task in with_work(tasks.filter(table__state="issued")).iterator(chunk_size=_AT_ONCE):
        if task.state not in OPEN and task.state not in ENDINGS:
            continue
        found = light_of(task, on)
        if (task.light, task.lit_on, task.unreported) != (found.state, on, len(found.unreported)):
            task.light, task.lit_on, task.unreported = found.state, on, len(found.unreported)
            lit.append(task)
    Task.objects.bulk_update(lit, ["light", "lit_on", "unreported"], batch_size=_AT_ONCE)
    return len(lit)


def relight_all(on: date) -> int:
    """The lights of all open tasks as of a day, table by table; how many changed. Harmless to do twice."""
    old = Q(lit_on__isnull=True) | Q(lit_on__lt=on)
    waiting = Task.objects.filter(old, state__in=OPEN, table__state="issued")
    return sum(_relit(table, waiting, on) for table in sorted(set(waiting.values_list("table", flat=True))))


def _relit(table: int, waiting: QuerySet[Task], on: date) -> int:
    with writing(f"lights {table}"):
        return relight(waiting.filter(table=table), on)


def with_work(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """The tasks with all that their lights are reckoned from, in a handful of queries."""
    return tasks.select_related("table", "plan").prefetch_related(
        Prefetch("reports", Report.objects.order_by("period")), Prefetch("closings", Closing.objects.order_by("pk")),
        Prefetch("pauses", Pause.objects.order_by("start", "pk")),
    )  # fmt: skip


def periods_of(task: Task) -> Iterator[Period]:
    """The periods the task is reported on in: those that end between the day it began and its last (`last_day`)."""
    table = task.table
    if table.issued_on is None:
        return iter(())
    # A matter of the running list began on the day of what asked for it (批示, a meeting), not when the year's list was made.
    days = [date.fromisoformat(source["on"]) for source in task.sources if source.get("on")]
    begun = max(table.issued_on, min(days)) if days else table.issued_on
    return periods_in(begun, last_day(task), table.frequency)  # type: ignore[arg-type]


def last_day(task: Task) -> date:
    """The day until which the task is reported on: its year's end, or when it is due where that is later."""
    return max(filter(None, (task.due, date(task.table.year, 12, 31))))


def target_of(task: Task) -> promise.Target | None:
    """The figure promised, where the row has one: its first measure with a value."""
    for measure in task.measures:
        if isinstance(value := measure.get("value"), int | float) and not isinstance(value, bool):
            unit = str(measure.get("unit") or "")
            cumulative = unit not in _NOT_CUMULATIVE and measure.get("kind") not in ("growth", "share", "rank")
            # A fall is told as a negative number, and at least that much is meant: 下降3% is reached by -3.2.
            at_most = measure.get("bound") in ("le", "lt") or value < 0
            return promise.Target(Decimal(str(value)), unit, at_most=at_most, cumulative=cumulative)
    return None


def promise_of(task: Task) -> promise.Promise:
    """All that the task's light is reckoned from. Quick for tasks fetched `with_work`."""
    plan = getattr(task, "plan", None)
    accepted = plan if plan is not None and plan.state == "accepted" else None
    reports = {report.period: report for report in task.reports.all()}
    target = target_of(task)
    closings = list(task.closings.all())
    asked = [each for each in closings if each.state in ("asked", "checked", "approved")]
    return promise.Promise(
        due=task.due,
        due_from="办理方案" if accepted is not None and accepted.due == task.due else "任务分解表",
        starts=None,
        nodes=tuple(_nodes(accepted, task, target)) if accepted is not None else (),
        target=target,
        figures=tuple(_figures(reports.values(), target)),
        reports=tuple(_asked(task, reports)),
        finished=asked[-1].asked_on if asked else None,
        closed=task.closed_on,
        ending=ENDINGS.get(task.state, "销号"),
        pauses=tuple(pauses.Pause(each.start, each.end, each.approved_on, each.why) for each in task.pauses.all()),
    )


def _nodes(plan: Any, task: Task, target: promise.Target | None) -> Iterator[promise.Node]:
    for node in plan.nodes:
        day, value = date.fromisoformat(node["on"]), node.get("value")
        figure = None
        if value is not None and target is not None:
            amount, unit = amount_of(Decimal(str(value)), node.get("unit") or "")
            figure = amount if unit in (target.unit, "") else None
        done = date.fromisoformat(node["done_on"]) if node.get("done_on") else None
        yield promise.Node(day, node["what"], done=done, value=figure, report_by=_report_by(day, task.table))


def _report_by(day: date, table: TaskTable) -> date | None:
    """The reporting day of the period the day lies in, where the day is its last: a node at a quarter's end is told with the quarter."""
    here = next(iter(periods_in(day, day, table.frequency)), None)  # type: ignore[arg-type]
    return reporting_day(here).day if here else None


def _figures(reports: Iterable[Report], target: promise.Target | None) -> Iterator[promise.Figure]:
    """The values of accepted reports, in the target's unit: like is held against like only."""
    for report in reports:
        if report.state != "accepted" or report.value is None or report.accepted_on is None or report.untrue or target is None:
            continue
        value, unit = amount_of(report.value, report.unit_of_value)
        if unit in (target.unit, ""):
            yield promise.Figure(value, period(report.period).last, report.accepted_on)


def _asked(task: Task, reports: dict[str, Report]) -> Iterator[promise.Report]:
    for each in periods_of(task):
        report = reports.get(each.key)
        there = report is not None and report.state in ("submitted", "accepted")
        yield promise.Report(
            each.name, each.last, reporting_day(each).day, made=report.submitted_on if report and there else None,
            accepted=report.accepted_on if report and report.state == "accepted" else None,
        )  # fmt: skip
