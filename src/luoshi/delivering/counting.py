"""Tasks counted by light, as kept with them: what boards and homes begin with. A query each, whatever the number of tasks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from luoshi.delivering.models import Task
from luoshi.delivering.rights import seen_tasks
from luoshi.delivering.steps import TASK_STEPS
from luoshi.people.establishment import held
from luoshi.people.models import User

LIGHTS = ("overdue", "behind", "on_course", "not_started", "closed")
"""Worst first."""


@dataclass(slots=True)
class Counts:
    """Tasks by light, and how many of them owe a report."""

    lights: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LIGHTS, 0))
    unreported: int = 0
    lit_on: date | None = None
    """As of which day the lights are."""

    @property
    def total(self) -> int:
        return sum(self.lights.values())


def on_board(person: object, *, on: date) -> QuerySet[Task]:
    """The issued rows the person may see, each once whatever units it has: neither dropped nor merged ones."""
    workspaces = _whole_workspaces(person, on)
    seen = Q(pk__in=seen_tasks(person, on=on).order_by().values("pk")) if workspaces is None else Q(table__workspace__in=workspaces)
    return issued().filter(seen)


def issued() -> QuerySet[Task]:
    """The issued rows, neither dropped nor merged."""
    return Task.objects.filter(table__state="issued").exclude(state__in=["dropped", "merged"])


def _whole_workspaces(person: object, on: date) -> set[int] | None:
    """The workspaces of which the person may see every row, where that is all there is to say: then no row need be asked who may see it.

    None for who has a post that sees less, in another workspace.
    """
    if not isinstance(person, User) or not person.is_active:
        return set()
    posts = list(held(person, on=on))
    whole = {post.unit.workspace_id for post in posts if TASK_STEPS["read"].duties.get(post.duty) == "all"}
    return whole if all(post.unit.workspace_id in whole for post in posts) else None


def counted(tasks: QuerySet[Task], by: str = "table__state") -> dict[Any, Counts]:
    """The tasks counted by light within each value of a column, in one query."""
    silent = Count("pk", filter=Q(unreported__gt=0))
    found: dict[Any, Counts] = {}
    rows = tasks.order_by().values_list(by, "light").annotate(number=Count("pk"), owing=silent, day=Max("lit_on"))
    for key, light, number, owing, day in rows:
        counts = found.setdefault(key, Counts())
        counts.lit_on = max(filter(None, (counts.lit_on, day)), default=None)
        counts.lights[light if light in LIGHTS else "not_started"] += number
        counts.unreported += owing
    return found


def whole(tasks: QuerySet[Task]) -> Counts:
    """The tasks counted by light, all together."""
    return next(iter(counted(tasks).values()), Counts())
