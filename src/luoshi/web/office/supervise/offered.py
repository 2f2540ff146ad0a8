"""Which steps of the office a person may take: what a page offers, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from luoshi.delivering.models import Bulletin, Letter, Task
from luoshi.delivering.rights import office_step, task_step
from luoshi.delivering.steps import OFFICE_STEPS, TASK_STEPS
from luoshi.errors import DeliverError
from luoshi.people.models import Unit, Workspace
from luoshi.web.office.door import Desk


def may(desk: Desk, name: str, workspace: Workspace, *, unit: Unit | None = None, row: Letter | Bulletin | None = None) -> bool:
    """Whether this person may take the step of the office now."""
    step = OFFICE_STEPS[name]
    if not desk.duties & step.duties.keys() or (row is not None and step.before and row.state not in step.before):
        return False  # the database need not be asked
    try:
        office_step(desk.person, name, workspace, on=desk.on, unit=unit, row=row)
    except DeliverError:
        return False
    return True


def offered(desk: Desk, names: Iterable[str], row: Letter | Bulletin, *, unit: Unit | None = None) -> dict[str, bool]:
    """Those of the steps that may be taken with the paper, with `_` for `-` as templates need them."""
    return {name.replace("-", "_"): True for name in names if may(desk, name, row.workspace, unit=unit, row=row)}


def offered_on_task(desk: Desk, names: Iterable[str], task: Task) -> dict[str, bool]:
    """Those of the steps that may be taken with the task."""
    return {name.replace("-", "_"): True for name in names if _may_with(desk, name, task)}


def _may_with(desk: Desk, name: str, task: Task) -> bool:
    step = TASK_STEPS[name]
    if task.state not in step.before or not desk.duties & step.duties.keys():
        return False
    try:
        task_step(desk.person, name, task, on=desk.on)
    except DeliverError:
        return False
    return True
