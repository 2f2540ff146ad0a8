"""The office's figures as of a day: every task of the year by its light, unit by unit. What circulars are written from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max, Q

from luoshi.delivering.clocks.light import LOOKS, Light, light
from luoshi.delivering.clocks.promise import Promise
from luoshi.delivering.clocks.workdays import next_workday
from luoshi.delivering.lights import promise_of, with_work
from luoshi.delivering.models import Task, TaskTable
from luoshi.delivering.paper.task_table import NO_LEAD
from luoshi.delivering.steps import ENDINGS, OPEN
from luoshi.delivering.supervising.candidates import help_asked
from luoshi.people.establishment import name_on
from luoshi.people.models import Workspace

COUNTED = ("total", *LOOKS, "unreported", "late")
"""The figures of a unit: its tasks, those of each light, those with 未报, and how many reports came late this year."""
_AT_ONCE = 500


@dataclass(slots=True)
class Figures:
    """As of a day: a row a unit, and what the sentences are written from."""

    year: int
    """The year that is told of: until a year's own table is issued, the one before."""
    rows: list[dict[str, str | int]] = field(default_factory=list)
    """Each {unit, total, closed, on_course, behind, overdue, not_started, unreported, late}; in the order of units."""
    overdue: list[tuple[Task, Light]] = field(default_factory=list)
    """The longest first."""
    helped: list[tuple[Task, str]] = field(default_factory=list)
    """Tasks whose last report asks for help, with what it asks."""

    def sum(self, name: str) -> int:
        return sum(int(row[name]) for row in self.rows)

    def units(self, name: str) -> list[tuple[str, int]]:
        """The units of which the figure is not nought, the greatest first."""
        found = [(str(row["unit"]), int(row[name])) for row in self.rows if row[name]]
        return sorted(found, key=lambda each: -each[1])


def figures(workspace: Workspace, as_of: date) -> Figures:
    """The figures of the tasks issued by that day: those of the last year that has a table by then, and older ones that are still open."""
    issued = TaskTable.objects.filter(workspace=workspace, state="issued", kind="report", issued_on__lte=as_of, year__lte=as_of.year)
    found = Figures(issued.aggregate(year=Max("year"))["year"] or as_of.year)
    rows: dict[int | None, dict[str, str | int]] = {}
    for task in _tasks(workspace, found.year, as_of):
        promise = promise_of(task)
        seen = light(promise, as_of)
        if (row := rows.get(task.lead_id)) is None:
            name = name_on(task.lead, as_of) if task.lead else NO_LEAD
            row = rows[task.lead_id] = {"unit": name, **dict.fromkeys(COUNTED, 0)}
        late = _late(promise, as_of)
        for name, count in (("total", 1), (seen.state, 1), ("unreported", int(bool(seen.unreported))), ("late", late)):
            row[name] = int(row[name]) + count
        if seen.state == "overdue":
            found.overdue.append((task, seen))
        if seen.state != "closed" and (asked := help_asked(task, as_of)):
            found.helped.append((task, asked))
    found.rows = list(rows.values())
    found.overdue.sort(key=lambda each: (-each[1].days_late, each[0].pk))
    return found


def _tasks(workspace: Workspace, year: int, as_of: date) -> Iterable[Task]:
    then_open = Q(state__in=OPEN) | Q(closed_on__gt=as_of)
    of_year = Q(table__year__gte=year) | (Q(table__year__lt=year) & then_open)
    tasks = Task.objects.filter(
        of_year, table__workspace=workspace, table__state="issued", table__issued_on__lte=as_of, state__in={*OPEN, *ENDINGS}
    )  # fmt: skip
    ordered = with_work(tasks).select_related("lead").order_by("lead__order", "lead", "table", "part", "position")
    return (task for task in ordered.iterator(chunk_size=_AT_ONCE) if _there(task, as_of))


def _there(task: Task, as_of: date) -> bool:
    """A running matter was put on its list on the day its sources say."""
    days = [each["on"] for each in task.sources if each.get("on")]
    return not days or date.fromisoformat(min(days)) <= as_of


def _late(promise: Promise, as_of: date) -> int:
    """How many reports were handed in after the day they were asked for."""
    made = [(each.made, next_workday(each.asked).day) for each in promise.reports if each.made is not None]
    return sum(asked < day <= as_of for day, asked in made)
