"""Every step of the flow is one transaction with its entry in the journal: both are there, or neither."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models

from luoshi.delivering.models import Closing, Opinion, Report, Task, TaskTable, WorkPlan
from luoshi.delivering.steps import STEPS
from luoshi.errors import DeliverError
from luoshi.ledger.database import writing
from luoshi.ledger.journal import enter
from luoshi.people.models import Post, User, Workspace

Row = TaskTable | Task | Opinion | WorkPlan | Report | Closing


class Entry:
    """What the journal will say of a step; `done` says what it was done to."""

    def __init__(self, person: User, post: Post, action: str, why: str) -> None:
        self.person, self.post, self.action, self.why = person, post, action, why

    def done(self, row: Row, payload: dict[str, Any] | None = None) -> None:
        """Write it down; once or, for a step on many rows, once a row."""
        enter(
            _workspace(row), self.person, self.action, (row._meta.model_name or "", row.pk), post=str(self.post), why=self.why,
            payload=payload or {},
        )  # fmt: skip


@contextmanager
def recorded(person: User, post: Post, action: str, *, why: str = "") -> Iterator[Entry]:
    """A transaction for one step. Raises L713 where the step asks for a reason and there is none."""
    why = why.strip()
    for key in (f"table:{action}", f"task:{action}"):
        if key in STEPS and STEPS[key].reasoned and not why:
            raise DeliverError("L713", STEPS[key].name)
    with writing(f"delivering {post.unit.workspace_id}"):
        yield Entry(person, post, action, why)


def seen(row: models.Model, version: int, *, who: str = "") -> None:
    """Raise L712 where the row has changed since the version somebody saw; called inside the step's transaction."""
    now = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if now.version != version:  # type: ignore[attr-defined]
        raise DeliverError("L712", str(row), who=who or "有人")


def _workspace(row: Row) -> Workspace:
    if isinstance(row, TaskTable):
        return row.workspace
    task = row if isinstance(row, Task) else row.task
    workspace: Workspace = task.table.workspace
    return workspace
