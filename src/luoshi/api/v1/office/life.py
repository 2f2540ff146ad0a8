"""One task's life: where it stands and why, all that was filed, asked, written and found, and what the journal says."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Path

from luoshi.api.v1.office import records, shapes
from luoshi.api.v1.office.key import caller_of
from luoshi.api.v1.office.records import Record
from luoshi.api.v1.office.router import router, shows
from luoshi.api.v1.parameters import Number
from luoshi.delivering.life import entries_of, instructions_of, letters_of, plan_of
from luoshi.errors import DeliverError
from luoshi.people.models import Duty


@router.get("tasks/{number}", response=shows(shapes.Life), summary="一项任务的始末")
def life(request: HttpRequest, number: Path[Number]) -> Record:
    """从征求意见到办结；今天亮什么灯，为什么。"""
    caller = caller_of(request)
    task = caller.task(number)
    plan, letters = plan_of(task), letters_of(task, duties=caller.duties, units=caller.units)
    return records.task(task) | {
        "now": records.light(task, caller),
        "opinions": [records.opinion(each) for each in task.opinions.select_related("unit", "instead")],
        "plan": records.plan(plan) if plan else None,
        "reports": records.reports(task, caller),
        "closings": [records.closing(each) for each in task.closings.all()],
        "pauses": [records.pause(each) for each in task.pauses.all()],
        "questions": [records.question(each) for each in task.questions.select_related("post__unit")],
        "visits": [records.visit(each) for each in task.visits.all()],
        "letters": [records.letter(each, caller) for each in letters],
        "evidence": [records.evidence(each) for each in task.evidence.filter(removed_why="")],
        "instructions": [records.instruction(each) for each in instructions_of(task)],
    }  # fmt: skip


@router.get("tasks/{number}/journal", response=shows(shapes.Journal), summary="一项任务的流水")
def journal(request: HttpRequest, number: Path[Number]) -> Record:
    """谁在什么时候办了什么，连同理由；给能看到全部任务的岗位（督查室、区长、审计员）和牵头单位。"""
    caller = caller_of(request)
    task = caller.task(number)
    if not caller.duties & {Duty.SUPERVISION, Duty.CHIEF, Duty.AUDITOR} and task.lead_id not in caller.units:
        raise DeliverError("L710", str(task), who=str(caller.person), action="查看流水", english="journal")
    told = entries_of(task, letters_of(task, duties=caller.duties, units=caller.units))
    return {"entries": told}
