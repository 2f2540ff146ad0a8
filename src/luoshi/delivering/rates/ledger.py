"""The rates of units from the ledger as of a day, and as files with the definitions they were reckoned by.

Rows are read as they stood on the day: what was submitted, returned, accepted, closed or paused later is not seen.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from luoshi.catalogue.rates import rates_on
from luoshi.delivering.clocks.pauses import Pause
from luoshi.delivering.clocks.periods import Period, reporting_day
from luoshi.delivering.lights import periods_of, with_work
from luoshi.delivering.models import Closing, Report, Task
from luoshi.delivering.rates.reckoning import ItemRow, Rate, ReportRow, Span, rate
from luoshi.delivering.recording import recorded
from luoshi.delivering.rights import office_step
from luoshi.delivering.steps import ENDINGS, OPEN
from luoshi.ledger.journal import enter
from luoshi.ledger.writing import Book, csv_lines
from luoshi.people.models import Unit, User, Workspace

COLUMNS = {
    "unit": "单位", "period": "报告期", "as_of": "数据截至", "name": "指标", "value": "值", "numerator": "分子", "denominator": "分母",
    "left_out": "不计入", "definition": "定义", "rows": "分子所据", "rows_below": "分母所据", "rows_out": "不计入所据",
}  # fmt: skip
"""What stands in an exported row."""


@dataclass(frozen=True, slots=True)
class UnitRates:
    """The rates of a unit's tasks, or of all where `unit` is None."""

    unit: Unit | None
    rates: tuple[Rate, ...]


def rates_of(workspace: Workspace, period: Period, *, as_of: date, person: User, on: date) -> list[UnitRates]:
    """The rates of each unit that leads a task, after those of all together. Raises L710. Keys: `task/period` or `task`."""
    office_step(person, "rate", workspace, on=on)
    span = Span(period.key, period.first, period.last, as_of)
    reports: dict[Unit, list[ReportRow]] = {}
    items: dict[Unit, list[ItemRow]] = {}
    for task in _tasks(workspace, as_of):
        if task.lead is not None:
            reports.setdefault(task.lead, []).extend(_report_rows(task, period, as_of))
            items.setdefault(task.lead, []).extend(_item_rows(task, as_of))
    defined = rates_on(as_of)
    every = [row for rows in reports.values() for row in rows], [row for rows in items.values() for row in rows]
    whole = UnitRates(None, tuple(rate(each, *every, span) for each in defined))
    units = sorted(reports, key=lambda unit: (unit.order, unit.pk))
    return [whole, *(UnitRates(unit, tuple(rate(each, reports[unit], items[unit], span) for each in defined)) for unit in units)]


def export(workspace: Workspace, period: Period, form: str, *, as_of: date, person: User, on: date) -> bytes:
    """The same as a file, `xlsx` or `csv`, each row with its definition and version; entered in the journal."""
    if form not in ("xlsx", "csv"):
        raise ValueError(f"no such form: {form}")
    post = office_step(person, "rate", workspace, on=on)
    found = rates_of(workspace, period, as_of=as_of, person=person, on=on)
    records = [*_records(found, period, as_of)]
    with recorded(person, post, "rate", on=on):
        said = {"period": period.key, "as_of": as_of.isoformat(), "form": form, "rows": len(records)}
        enter(workspace, person, "rate", ("workspace", workspace.pk), post=str(post), payload=said)
    if form == "csv":
        return b"".join(csv_lines(records, [*COLUMNS], [*COLUMNS.values()]))
    stream = io.BytesIO()
    book = Book(stream)
    book.sheet("考评指标", [*COLUMNS], [*COLUMNS.values()])
    for record in records:
        book.add("考评指标", record)
    book.close()
    return stream.getvalue()


def _records(found: list[UnitRates], period: Period, as_of: date) -> Iterator[dict[str, str | int]]:
    for each in found:
        for one in each.rates:
            out = zip(one.definition.left_out_said, one.left_out.values(), strict=True)
            yield {
                "unit": str(each.unit or "合计"), "period": period.name, "as_of": as_of.isoformat(), "name": one.definition.name,
                "value": one.said, "numerator": len(one.numerator), "denominator": len(one.denominator),
                "left_out": "；".join(f"{said}{len(keys)}" for said, keys in out), "definition": one.definition.text,
                "rows": " ".join(one.numerator), "rows_below": " ".join(one.denominator),
                "rows_out": " ".join(key for keys in one.left_out.values() for key in keys),
            }  # fmt: skip


def _tasks(workspace: Workspace, as_of: date) -> Iterator[Task]:
    issued = Task.objects.filter(
        table__workspace=workspace, table__state="issued", table__issued_on__lte=as_of, state__in={*OPEN, *ENDINGS}
    )
    return with_work(issued).select_related("lead").order_by("pk").iterator(chunk_size=500)


def _report_rows(task: Task, period: Period, as_of: date) -> Iterator[ReportRow]:
    if period not in periods_of(task):
        return
    approved = _approved(task)
    row = ReportRow(
        f"{task.pk}/{period.key}", period.key, reporting_day(period).day, period.last, pauses=_pauses(task, as_of),
        finished=approved.asked_on if approved else None, closed=approved.approved_on if approved else None,
    )  # fmt: skip
    report = next((each for each in task.reports.all() if each.period == period.key), None)
    yield row if report is None else _told(row, task, report)


def _told(row: ReportRow, task: Task, report: Report) -> ReportRow:
    """The row with what became of its report."""
    submitted = {report.submitted_on, *(date.fromisoformat(each["submitted_on"]) for each in report.returns if each["submitted_on"])}
    accepted = report.accepted_on if report.state == "accepted" else None
    checks = [each.checked_on for each in task.closings.all() if each.found_true is False and each.checked_on and accepted]
    untrue = min((day for day in checks if accepted and day >= accepted), default=None) if report.untrue else None
    return replace(
        row, submitted=tuple(sorted(day for day in submitted if day)), returned=tuple(date.fromisoformat(each["on"]) for each in report.returns), accepted=accepted,
        untrue=untrue,
    )  # fmt: skip


def _item_rows(task: Task, as_of: date) -> Iterator[ItemRow]:
    if task.due is None:
        return
    approved = _approved(task)
    asked = tuple((each.asked_on, each.refused_on) for each in task.closings.all() if each.asked_on)
    yield ItemRow(
        str(task.pk), task.due, asked, approved.asked_on if approved else None, approved.approved_on if approved else None,
        approved.how if approved else "", _pauses(task, as_of),
    )  # fmt: skip


def _approved(task: Task) -> Closing | None:
    return next((each for each in task.closings.all() if each.state == "approved"), None)


def _pauses(task: Task, as_of: date) -> tuple[Pause, ...]:
    """As known on the day: an end that came later stood open then, and counts up to the day either way."""
    return tuple(
        Pause(each.start, min(each.end, as_of) if each.end else None, each.approved_on, each.why)
        for each in task.pauses.all()
        if each.start <= as_of
    )
