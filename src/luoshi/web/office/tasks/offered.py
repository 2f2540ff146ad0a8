"""Which steps a person may take with a task now: what a page offers, and nothing else."""

from __future__ import annotations

from luoshi.delivering.life import plan_of
from luoshi.delivering.models import Task
from luoshi.delivering.rights import task_step
from luoshi.delivering.steps import TASK_STEPS
from luoshi.errors import DeliverError
from luoshi.web.office.door import Desk

STEPS = ("plan", "accept-plan", "return-plan", "report", "submit", "accept", "return", "ask-closing", "check", "refuse-closing", "close", "end")


def offered(desk: Desk, task: Task, duties: frozenset[str]) -> dict[str, bool]:
    """Names of steps, with `_` for `-` as templates need them. The rows' own states (a plan filed, a report submitted) count too."""
    if task.table.state != "issued":
        return {}
    plan = plan_of(task)
    closing = next((each for each in task.closings.all() if each.state in ("asked", "checked")), None)
    fits = {
        "accept-plan": plan is not None and plan.state == "submitted",
        "return-plan": plan is not None and plan.state == "submitted",
        "close": closing is not None and bool(closing.found_true) and closing.how == "closed",
        "end": closing is not None and bool(closing.found_true) and closing.how != "closed",
    }
    return {name.replace("-", "_"): True for name in STEPS if fits.get(name, True) and _may(desk, task, name, duties)}


def _may(desk: Desk, task: Task, name: str, duties: frozenset[str]) -> bool:
    step = TASK_STEPS[name]
    if task.state not in step.before or not duties & step.duties.keys():
        return False  # the database need not be asked
    try:
        task_step(desk.person, name, task, on=desk.on)
    except DeliverError:
        return False
    return True
