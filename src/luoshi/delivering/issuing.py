"""From draft to issue: opinions are asked for once, differences settled, the table approved, signed, frozen, and later amended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import F

from luoshi.delivering.clocks.periods import FREQUENCIES, Frequency
from luoshi.delivering.editing import _said, _set, standing
from luoshi.delivering.models import Opinion, Task, TaskTable
from luoshi.delivering.recording import moved, recorded, seen
from luoshi.delivering.rights import table_step
from luoshi.delivering.steps import OPEN, TABLE_STEPS
from luoshi.errors import DeliverError
from luoshi.people.models import Duty, Unit, User


def consult(table: TaskTable, *, person: User, on: date) -> None:
    """Ask the units for their opinions. Raises L715 while no row has a lead."""
    post = table_step(person, "consult", table, on=on)
    if not standing(table).filter(lead__isnull=False).exists():
        raise DeliverError("L715", count=standing(table).count(), what="没有牵头单位")
    with recorded(person, post, "consult", on=on) as entry:
        moved(table, "consult", TABLE_STEPS["consult"], entry)


def accept(task: Task, unit: Unit, *, person: User, on: date) -> Opinion:
    """The unit accepts its part in the row."""
    return _opined(task, unit, person, on, accepts=True)


def object_to(task: Task, unit: Unit, why: str, instead: Unit, *, person: User, on: date) -> Opinion:
    """The unit objects: why, and which unit should lead instead. Raises L713 without a reason, L716 for itself or an ended unit."""
    if not why.strip():
        raise DeliverError("L713", str(task))
    if instead == unit or instead.until or instead.workspace_id != unit.workspace_id:
        raise DeliverError("L716", what="请另提一个现有单位")
    return _opined(task, unit, person, on, accepts=False, why=why.strip(), instead=instead)


def settle(opinion: Opinion, decision: str, why: str, *, person: User, on: date) -> Opinion:
    """The leader in charge settles the difference: `kept`, `moved` to the unit proposed, or `passed-up` to the head of government.

    What was passed up only the head settles. Raises L710, L713, L716 for another decision, L711 where it is settled.
    """
    task = opinion.task
    post = table_step(person, "settle", task.table, on=on, unit=opinion.unit)
    if decision not in ("kept", "moved", "passed-up") or opinion.accepts:
        raise DeliverError("L716", what="裁定须是维持、改派或报区长")
    if opinion.settled in ("kept", "moved"):
        raise DeliverError("L711", str(task), state="已裁定", action="裁定分歧", english="settle")
    if opinion.settled == "passed-up" and post.duty != Duty.CHIEF:
        raise DeliverError("L710", str(task), who=str(person), action="裁定已报区长的分歧", english="settle")
    if decision == "passed-up" and post.duty == Duty.CHIEF:
        raise DeliverError("L716", what="区长的裁定须是维持或改派")
    with recorded(person, post, "settle", on=on, why=why) as entry:
        opinion.settled, opinion.settled_by, opinion.settled_why = decision, person, why.strip()
        opinion.save()
        if decision == "moved" and opinion.instead is not None:
            if task.lead == opinion.unit:
                _set(task, {"lead": opinion.instead})
            else:
                _set(task, {"joiners": [*(unit for unit in task.joiners.all() if unit != opinion.unit), opinion.instead]})
        entry.done(opinion, {"decision": decision, "task": task.pk})
    return opinion


def open_objections(table: TaskTable) -> int:
    """How many objections are not settled."""
    return Opinion.objects.filter(
        task__in=standing(table), accepts=False, settled__in=["", "passed-up"]
    ).count()


def redraft(table: TaskTable, why: str, *, person: User, on: date) -> None:
    """Back to the office, with the reason."""
    post = table_step(person, "redraft", table, on=on)
    with recorded(person, post, "redraft", on=on, why=why) as entry:
        moved(table, "redraft", TABLE_STEPS["redraft"], entry)


def send_up(table: TaskTable, *, person: User, on: date) -> None:
    """To the leader in charge. Raises L715 while rows have no lead or objections are open."""
    post = table_step(person, "send-up", table, on=on)
    if count := standing(table).filter(lead__isnull=True).count():
        raise DeliverError("L715", count=count, what="没有牵头单位")
    if count := open_objections(table):
        raise DeliverError("L715", count=count, what="分歧未裁定")
    with recorded(person, post, "send-up", on=on) as entry:
        moved(table, "send-up", TABLE_STEPS["send-up"], entry)


def approve(table: TaskTable, *, person: User, on: date) -> None:
    """The leader in charge agrees; it goes to be signed."""
    post = table_step(person, "approve", table, on=on)
    with recorded(person, post, "approve", on=on) as entry:
        moved(table, "approve", TABLE_STEPS["approve"], entry)


def sign(table: TaskTable, number: str, *, person: User, on: date, frequency: Frequency = "quarterly") -> None:
    """Sign and issue it with its number; from now on rows change only by amendment. Raises L716 without a number."""
    post = table_step(person, "sign", table, on=on)
    if not number.strip() or frequency not in FREQUENCIES:
        raise DeliverError("L716", what="请写明文号和报告周期")
    with recorded(person, post, "sign", on=on) as entry:
        moved(table, "sign", TABLE_STEPS["sign"], entry, number=number.strip()[:60], issued_on=on, frequency=frequency)
        entry.tasks.update(standing(table).values_list("pk", flat=True))
        Task.objects.filter(pk__in=entry.tasks).update(state="planning", version=F("version") + 1)


def amend(task: Task, fields: Mapping[str, Any], why: str, *, version: int, person: User, on: date) -> Task:
    """Change an issued row, with the reason; only the signer's post may. Raises L711 for one that is closed, L712, L713, L716 without a lead."""
    post = table_step(person, "amend", task.table, on=on)
    if task.state not in OPEN:
        raise DeliverError("L711", str(task), state=task.get_state_display(), action="调整任务", english="amend")
    if "lead" in fields and fields["lead"] is None:
        raise DeliverError("L716", what="已印发的任务须有牵头单位")
    with recorded(person, post, "amend", on=on, why=why) as entry:
        seen(task, version)
        was = {name: _said(getattr(task, name)) for name in fields if name != "joiners"}
        _set(task, fields)
        entry.done(task, {"was": was, "now": {name: _said(value) for name, value in fields.items()}})
    return task


def _opined(task: Task, unit: Unit, person: User, on: date, *, accepts: bool, why: str = "", instead: Unit | None = None) -> Opinion:
    post = table_step(person, "opine", task.table, on=on, unit=unit)
    if unit != task.lead and not task.joiners.filter(pk=unit.pk).exists() and unit != task.supplier:
        raise DeliverError("L716", what=f"{unit}不在这一行里")
    with recorded(person, post, "opine", on=on, why=why) as entry:
        before = Opinion.objects.filter(task=task, unit=unit).first()
        if before is not None and before.settled:
            raise DeliverError("L711", str(task), state="已裁定", action="反馈意见", english="opine")
        opinion, _ = Opinion.objects.update_or_create(
            task=task, unit=unit, defaults={"accepts": accepts, "why": why, "instead": instead, "by": person}
        )
        entry.done(opinion, {"task": task.pk, "unit": str(unit), "accepts": accepts, "instead": str(instead or "")})
    return opinion
