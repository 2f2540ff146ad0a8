"""A table from its first proposal to its issue, and its amendment: draft, edit, ask for opinions, settle, approve, sign."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Path

from luoshi.api.v1.office import asked, records, shapes
from luoshi.api.v1.office.key import Caller, caller_of, there
from luoshi.api.v1.office.records import Record
from luoshi.api.v1.office.router import gives, router
from luoshi.api.v1.parameters import Number
from luoshi.delivering import drafting, editing, issuing
from luoshi.delivering.models import Opinion, Task, TaskTable
from luoshi.errors import LedgerError
from luoshi.ledger.models import Document


@router.post("tables", response=gives(shapes.WholeTable), summary="起草任务分解表")
def draft(request: HttpRequest, said: asked.Draft) -> Record:
    """从一份文件提出任务，配上本地单位。"""
    caller = caller_of(request)
    document = Document.objects.filter(pk=said.document).first()
    if document is None:
        raise LedgerError("L207", str(said.document))
    made = drafting.draft(document, workspace=caller.workspace, person=caller.person, on=caller.on, title=said.title)
    return records.whole_table(made, caller)


@router.post("tables/{number}/add", response=gives(shapes.OfficeTask), summary="加一行")
def add_row(request: HttpRequest, number: Path[Number], said: asked.Add) -> Record:
    """报告里没有的（批示、常务会议等），加在这一部分的末尾。"""
    caller = caller_of(request)
    sources = [each.dict() for each in said.sources]
    made = editing.add(caller.table(number), said.words, person=caller.person, on=caller.on, part=said.part, sources=sources)
    return records.task(made)


@router.post("tables/{number}/assign", response=gives(shapes.Rows), summary="一次给多行定牵头单位")
def assign(request: HttpRequest, number: Path[Number], said: asked.Assign) -> Record:
    """各行须在这张表里。"""
    caller, rows = _rows(request, number, said.rows)
    joiners = None if said.joiners is None else [caller.unit(each) for each in said.joiners]
    editing.assign(rows, caller.unit(said.lead), person=caller.person, on=caller.on, joiners=joiners)
    return {"rows": [records.task(each) for each in rows]}


@router.post("tables/{number}/merge", response=gives(shapes.OfficeTask), summary="合并几行")
def merge(request: HttpRequest, number: Path[Number], said: asked.Merge) -> Record:
    """排在前面的一行留下，带各行的内容。"""
    caller, rows = _rows(request, number, said.rows)
    return records.task(editing.merge(rows, person=caller.person, on=caller.on))


@router.post("tables/{number}/consult", response=gives(shapes.WholeTable), summary="发出征求意见")
def consult(request: HttpRequest, number: Path[Number], said: asked.Nothing = asked.NOTHING) -> Record:
    """请各单位反馈意见。"""
    return _moved(request, number, issuing.consult)


@router.post("tables/{number}/redraft", response=gives(shapes.WholeTable), summary="退回修改")
def redraft(request: HttpRequest, number: Path[Number], said: asked.Reason) -> Record:
    """回到起草，写明理由。"""
    return _moved(request, number, issuing.redraft, said.why)


@router.post("tables/{number}/send-up", response=gives(shapes.WholeTable), summary="送分管领导审核")
def send_up(request: HttpRequest, number: Path[Number], said: asked.Nothing = asked.NOTHING) -> Record:
    """每行有了牵头单位、分歧都已裁定，才能送审。"""
    return _moved(request, number, issuing.send_up)


@router.post("tables/{number}/approve", response=gives(shapes.WholeTable), summary="审核同意")
def approve(request: HttpRequest, number: Path[Number], said: asked.Nothing = asked.NOTHING) -> Record:
    """分管领导同意，送区长签发。"""
    return _moved(request, number, issuing.approve)


@router.post("tables/{number}/sign", response=gives(shapes.WholeTable), summary="签发")
def sign(request: HttpRequest, number: Path[Number], said: asked.Sign) -> Record:
    """写明文号和报告周期；此后只能调整。"""
    return _moved(request, number, issuing.sign, said.number, frequency=said.frequency)


@router.post("tasks/{number}/change", response=gives(shapes.OfficeTask), summary="修改一行")
def change(request: HttpRequest, number: Path[Number], said: asked.Change) -> Record:
    """只改写明的字段。"""
    caller = caller_of(request)
    task = caller.task(number)
    return records.task(editing.change(task, _fields(caller, said.fields), version=said.version, person=caller.person, on=caller.on))


@router.post("tasks/{number}/amend", response=gives(shapes.OfficeTask), summary="调整已印发的一行")
def amend(request: HttpRequest, number: Path[Number], said: asked.Amend) -> Record:
    """区长批准，写明理由。"""
    caller = caller_of(request)
    task = caller.task(number)
    fields = _fields(caller, said.fields)
    return records.task(issuing.amend(task, fields, said.why, version=said.version, person=caller.person, on=caller.on))


@router.post("tasks/{number}/split", response=gives(shapes.Rows), summary="拆分一行")
def split(request: HttpRequest, number: Path[Number], said: asked.Split) -> Record:
    """每一段须是本行的原文。"""
    caller = caller_of(request)
    made = editing.split(caller.task(number), said.pieces, version=said.version, person=caller.person, on=caller.on)
    return {"rows": [records.task(each) for each in made]}


@router.post("tasks/{number}/drop", response=gives(shapes.OfficeTask), summary="删去一行")
def drop(request: HttpRequest, number: Path[Number], said: asked.SeenReason) -> Record:
    """写明理由；可以恢复。"""
    caller = caller_of(request)
    task = caller.task(number)
    editing.drop(task, said.why, version=said.version, person=caller.person, on=caller.on)
    return records.task(task)


@router.post("tasks/{number}/take-back", response=gives(shapes.OfficeTask), summary="恢复一行")
def take_back(request: HttpRequest, number: Path[Number], said: asked.Nothing = asked.NOTHING) -> Record:
    """恢复删去或并走的一行。"""
    caller = caller_of(request)
    task = caller.task(number)
    editing.take_back(task, person=caller.person, on=caller.on)
    return records.task(task)


@router.post("tasks/{number}/move", response=gives(shapes.OfficeTask), summary="移动一行")
def move(request: HttpRequest, number: Path[Number], said: asked.Move) -> Record:
    """移到另一行之前，或本部分最后。"""
    caller = caller_of(request)
    task = caller.task(number)
    before = None if said.before is None else caller.task(said.before)
    editing.move(task, before=before, person=caller.person, on=caller.on)
    task.refresh_from_db()
    return records.task(task)


@router.post("tasks/{number}/agree", response=gives(shapes.Opinion), summary="同意分工")
def agree(request: HttpRequest, number: Path[Number], said: asked.UnitGiven) -> Record:
    """征求意见时，单位负责人同意本单位的分工。"""
    caller = caller_of(request)
    return records.opinion(issuing.accept(caller.task(number), caller.unit(said.unit), person=caller.person, on=caller.on))


@router.post("tasks/{number}/object", response=gives(shapes.Opinion), summary="提出异议")
def object_to(request: HttpRequest, number: Path[Number], said: asked.Objection) -> Record:
    """写明理由和建议改由哪个单位。"""
    caller = caller_of(request)
    unit, instead = caller.unit(said.unit), caller.unit(said.instead)
    return records.opinion(issuing.object_to(caller.task(number), unit, said.why, instead, person=caller.person, on=caller.on))


@router.post("opinions/{number}/settle", response=gives(shapes.Opinion), summary="裁定分歧")
def settle(request: HttpRequest, number: Path[Number], said: asked.Settle) -> Record:
    """分管领导裁定，或报区长裁定。"""
    caller = caller_of(request)
    opinion = there(Opinion.objects.select_related("task__table__workspace", "unit", "instead").filter(pk=number).first())
    caller.task(opinion.task_id)
    return records.opinion(issuing.settle(opinion, said.decision, said.why, person=caller.person, on=caller.on))


def _moved(request: HttpRequest, number: int, step: Any, *given: str, **more: str) -> Record:
    """The table after the step."""
    caller = caller_of(request)
    table: TaskTable = caller.table(number)
    step(table, *given, person=caller.person, on=caller.on, **more)
    return records.whole_table(table, caller)


def _rows(request: HttpRequest, number: int, rows: list[int]) -> tuple[Caller, list[Task]]:
    """The table's rows of these numbers. Raises `Http404` for rows of another table."""
    caller = caller_of(request)
    table = caller.table(number)
    found = caller.tasks(rows)
    there(table if all(task.table_id == table.pk for task in found) else None)
    return caller, found


def _fields(caller: Caller, fields: asked.Fields) -> dict[str, Any]:
    """The fields that were named, units and posts as rows."""
    given = fields.dict(exclude_unset=True)
    for name in ("lead", "supplier"):
        if given.get(name) is not None:
            given[name] = caller.unit(given[name])
    if given.get("leader") is not None:
        given["leader"] = caller.post(given["leader"])
    if "joiners" in given:
        given["joiners"] = [caller.unit(each) for each in given["joiners"] or ()]
    return given
