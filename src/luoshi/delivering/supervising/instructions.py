"""What leaders and meetings ask for between tables: put on the year's running list 督办事项台账, each a task like any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Max

from luoshi.delivering.clocks.wording import day_said
from luoshi.delivering.models import Instruction, Task, TaskTable
from luoshi.delivering.recording import Entry, changed, recorded
from luoshi.delivering.rights import office_step
from luoshi.delivering.steps import OPEN
from luoshi.delivering.supervising import given
from luoshi.errors import DeliverError
from luoshi.people.audience import Audience
from luoshi.people.models import Duty, Post, Unit, User, Workspace

INSTRUCTION = "批示"
SOURCES = (INSTRUCTION, "常务会议", "专题会议", "周例会", "调度会", "上级报告", "民生实事", "建议提案", "其他")
"""Kinds of 任务来源 that a running matter may stand on."""


def track(
    workspace: Workspace, words: str, *, lead: Unit, due: date, sources: Sequence[Mapping[str, str]], joiners: Sequence[Unit] = (),
    leader: Post | None = None, person: User, on: date,
) -> Task:  # fmt: skip
    """Put a task on the year's running list; it is under way at once. `sources`: each {kind: one of SOURCES, words}, at least one.

    Raises L710, L716 for what is empty, a unit that does not stand, or a day that has passed.
    """
    post = office_step(person, "track", workspace, on=on)
    with recorded(person, post, "track", on=on) as entry:
        return listed(workspace, words, lead=lead, due=due, sources=sources, joiners=joiners, leader=leader, on=on, entry=entry)


def record_instruction(
    workspace: Workspace, number: str, day: date, leader: Post, gist: str, *, lead: Unit | None = None, due: date | None = None,
    task: Task | None = None, person: User, on: date,
) -> Instruction:  # fmt: skip
    """A leader's instruction by number, day and gist, and the task that tracks it: a new one with `lead` and `due`, or `task`, an open
    one that is about the same and has one more source from now on. It is reported on once.

    Raises L710, L716, L732 for a number that was recorded before.
    """
    post = office_step(person, "instruct", workspace, on=on)
    number, gist = given.number(number, "批示号"), given.words(gist, "批示要点")
    if day > on or leader.unit.workspace_id != workspace.pk or leader.duty not in (Duty.LEADER, Duty.CHIEF):
        raise DeliverError("L716", what="请写明批示日期和批示领导")
    source = {"kind": INSTRUCTION, "words": f"{leader.title}{day_said(day)}批示（{number}）"}
    with recorded(person, post, "instruct", on=on) as entry:
        if Instruction.objects.filter(workspace=workspace, number=number).exists():
            raise DeliverError("L732", taken=number)
        if task is not None:
            _stands_on(task, source, workspace, entry)
        elif lead is not None and due is not None:
            task = listed(workspace, gist, lead=lead, due=due, sources=[source], on=on, entry=entry)
        else:
            raise DeliverError("L716", what="请写明牵头单位和完成时限，或选一项已有任务")
        instruction = Instruction.objects.create(
            workspace=workspace, number=number, on=day, leader=leader, gist=gist, task=task
        )  # fmt: skip
        entry.done(instruction, {"number": number, "on": day.isoformat(), "leader": str(leader), "gist": gist, "task": task.pk})
    return instruction


def listed(
    workspace: Workspace, words: str, *, lead: Unit, due: date, sources: Sequence[Mapping[str, str]], on: date, entry: Entry,
    joiners: Sequence[Unit] = (), leader: Post | None = None,
) -> Task:  # fmt: skip
    """The new task on the running list, inside the transaction of the step that asks for it."""
    words = given.words(words, "任务内容")
    given.standing(lead, workspace)
    if due < on:
        raise DeliverError("L716", what="完成时限已过")
    if leader is not None and leader.unit.workspace_id != workspace.pk:
        raise DeliverError("L716", what="请选本区的责任领导")
    table = _running(workspace, on, entry)
    last = Task.objects.filter(table=table).aggregate(last=Max("position"))["last"] or 0
    task = Task.objects.create(
        table=table, position=last + 1, words=words, lead=lead, due=due, leader=leader, state="underway", sources=_said(sources, on)
    )
    task.joiners.set([given.standing(unit, workspace) for unit in joiners if unit != lead])
    entry.done(task, {"words": words, "lead": str(lead), "due": due.isoformat(), "sources": task.sources})
    return task


def _running(workspace: Workspace, on: date, entry: Entry) -> TaskTable:
    """The year's list, made when it is first needed. Of two who need it at once the second finds the first one's."""
    table, made = TaskTable.objects.get_or_create(
        workspace=workspace, kind="running", year=on.year,
        defaults={
            "title": f"{on.year}年督办事项台账", "state": "issued", "number": f"督办事项〔{on.year}〕", "issued_on": on,
            "frequency": "monthly", "audience": Audience.WORKSPACE,
        },
    )  # fmt: skip
    if made:
        entry.done(table, {"running": on.year})
    return table


def _stands_on(task: Task, source: Mapping[str, str], workspace: Workspace, entry: Entry) -> None:
    """The open task has one more source. Raises L716 for one of another workspace, L711 for one that is closed."""
    now = Task.objects.select_related("table").select_for_update(of=("self",)).get(pk=task.pk)
    if now.table.workspace_id != workspace.pk or now.table.state != "issued":
        raise DeliverError("L716", what="请选已印发的任务")
    if now.state not in OPEN:
        raise DeliverError("L711", str(now), state=now.get_state_display(), action="登记批示", english="instruct")
    changed(task, sources=[*now.sources, dict(source)])
    entry.done(task, {"source": dict(source)})


def _said(sources: Sequence[Mapping[str, str]], on: date) -> list[dict[str, Any]]:
    """Each {kind, words, on}: `on` is the day the task was put on the list, from which it is reported on."""
    said = []
    for each in sources:
        if each.get("kind") not in SOURCES:
            raise DeliverError("L716", what="请选任务来源")
        said.append({"kind": each["kind"], "words": given.words(each.get("words", ""), "来源", longest=200), "on": on.isoformat()})
    if not said:
        raise DeliverError("L716", what="请写明任务来源")
    return said
