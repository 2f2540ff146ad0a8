"""Every step of the flow is one transaction with its entry in the journal: both are there, or neither."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F

from luoshi.delivering.lights import relight
from luoshi.delivering.models import (
    AgendaItem,
    Bulletin,
    Closing,
    Evidence,
    Instruction,
    Letter,
    Meeting,
    Opinion,
    PaperTemplate,
    Pause,
    Question,
    Report,
    Task,
    TaskTable,
    Visit,
    WorkPlan,
)  # fmt: skip
from luoshi.delivering.steps import STEPS, Step
from luoshi.errors import DeliverError
from luoshi.ledger.database import writing
from luoshi.ledger.journal import enter
from luoshi.people.models import Post, User, Workspace

OfTask = Opinion | WorkPlan | Report | Closing | Pause | Evidence | Question | Visit
OfOffice = TaskTable | Letter | Meeting | Bulletin | Instruction | PaperTemplate
Row = OfOffice | Task | OfTask | AgendaItem
Stated = TaskTable | Task | Letter | Bulletin
"""Rows that a step moves from state to state."""
Versioned = Stated | WorkPlan | Report | Closing | Pause | Question | Meeting


class Entry:
    """What the journal will say of a step; `done` says what it was done to."""

    def __init__(self, person: User, post: Post, action: str, why: str, on: date) -> None:
        self.person, self.post, self.action, self.why, self.on = person, post, action, why, on
        self.tasks: set[int] = set()
        """Those whose light the step may have changed."""

    def done(self, row: Row, payload: dict[str, Any] | None = None) -> None:
        """Write it down with the office's day (in a rehearsal not the clock's); once or, for a step on many rows, once a row."""
        if (task := _task(row)) is not None:
            self.tasks.add(task)
        enter(
            _workspace(row), self.person, self.action, (row._meta.model_name or "", row.pk), post=str(self.post), why=self.why,
            payload={"on": self.on.isoformat(), **(payload or {})},
        )  # fmt: skip


@contextmanager
def recorded(person: User, post: Post, action: str, *, on: date, why: str = "") -> Iterator[Entry]:
    """A transaction for one step, after which the lights of the tasks it touched are worked out anew. Raises L713 where the step asks for a reason and there is none."""
    why = why.strip()
    for key in (f"table:{action}", f"task:{action}", f"office:{action}"):
        if key in STEPS and STEPS[key].reasoned and not why:
            raise DeliverError("L713", STEPS[key].name)
    with writing(f"delivering {post.unit.workspace_id}"):
        entry = Entry(person, post, action, why, on)
        yield entry
        relight(Task.objects.filter(pk__in=entry.tasks), on)


def seen(row: models.Model, version: int, *, who: str = "") -> None:
    """Raise L712 where the row has changed since the version somebody saw; called inside the step's transaction."""
    now = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if now.version != version:  # type: ignore[attr-defined]
        raise DeliverError("L712", str(row), who=who or "有人")


def changed(row: Versioned, **fields: Any) -> None:
    """Give the row these values, in one statement, and its next version."""
    type(row)._default_manager.filter(pk=row.pk).update(version=F("version") + 1, **fields)
    row.refresh_from_db()


def moved(row: Stated, name: str, step: Step, entry: Entry, *, after: str = "", **fields: Any) -> None:
    """Take the step: the row moves only from where it was seen to be, whatever another process did meanwhile.

    `after` where the step leads to one of several states. Raises L711 where somebody was first.
    """
    before, after = row.state, after or step.after
    rows = type(row)._default_manager.filter(pk=row.pk, state=before)
    if not rows.update(version=F("version") + 1, state=after, **fields):
        row.refresh_from_db()
        raise DeliverError("L711", str(row), state=row.get_state_display(), action=step.name, english=name)
    row.refresh_from_db()
    entry.done(row, {"from": before, "to": after, **({} if isinstance(row, Task) else {"number": row.number})})


def _task(row: Row) -> int | None:
    return row.pk if isinstance(row, Task) else getattr(row, "task_id", None)


def _workspace(row: Row) -> Workspace:
    if isinstance(row, AgendaItem):
        row = row.meeting
    if isinstance(row, OfOffice):
        return row.workspace
    task = row if isinstance(row, Task) else row.task
    workspace: Workspace = task.table.workspace
    return workspace
