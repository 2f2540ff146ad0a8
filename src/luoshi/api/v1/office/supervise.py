"""How the office keeps after tasks: letters, questions, site visits, pauses of the clock, instructions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Path, Query

from luoshi.api.v1.cursors import page_of_rows
from luoshi.api.v1.office import asked as may
from luoshi.api.v1.office import records, shapes
from luoshi.api.v1.office.key import Caller, caller_of, there
from luoshi.api.v1.office.records import Record
from luoshi.api.v1.office.router import gives, router, shows
from luoshi.api.v1.parameters import Number
from luoshi.api.v1.shapes import Page
from luoshi.delivering.models import Letter, Pause, Question
from luoshi.delivering.supervising import instructions, letters, pausing, questions, visits


@router.get("letters", response=shows(Page[shapes.Letter]), summary="督办函件")
def all_letters(request: HttpRequest, asked: Query[may.Letters]) -> Record:
    """能看到的提醒函、督办通知、督办函，后拟的在前。"""
    caller = caller_of(request)
    rows = letters.letters_seen(caller.person, on=caller.on).select_related("unit")
    if asked.unit:
        rows = rows.filter(unit__in=asked.unit)
    if asked.state:
        rows = rows.filter(state__in=asked.state)
    found, after = page_of_rows(rows, "office-letters", by="pk", cursor=asked.cursor, limit=asked.limit)
    return {"items": [records.letter(each, caller) for each in found], "next": after}


@router.get("letters/{number}", response=shows(shapes.Letter), summary="一件督办函件")
def one_letter(request: HttpRequest, number: Path[Number]) -> Record:
    """正文、答复和状态。"""
    caller = caller_of(request)
    return records.letter(_letter(caller, number), caller)


@router.post("letters", response=gives(shapes.Letter), summary="拟督办函件")
def write_letter(request: HttpRequest, said: may.LetterGiven) -> Record:
    """就某单位的任务拟提醒函、督办通知或督办函。"""
    caller = caller_of(request)
    made = letters.write_letter(
        said.kind, caller.unit(said.unit), caller.tasks(said.tasks), said.words, said.reply_by, person=caller.person, on=caller.on
    )
    return records.letter(made, caller)


@router.post("letters/{number}/change", response=gives(shapes.Letter), summary="修改拟稿")
def change_letter(request: HttpRequest, number: Path[Number], said: may.ChangedLetter) -> Record:
    """发出前重写。"""
    caller = caller_of(request)
    row, tasks = _letter(caller, number), caller.tasks(said.tasks)
    letters.change_letter(
        row, kind=said.kind, tasks=tasks, words=said.words, reply_by=said.reply_by, version=said.version, person=caller.person, on=caller.on
    )  # fmt: skip
    return records.letter(row, caller)


@router.post("letters/{number}/send", response=gives(shapes.Letter), summary="发出提醒函或督办通知")
def send_letter(request: HttpRequest, number: Path[Number], said: may.Numbered) -> Record:
    """写明文号。督办函要先送签。"""
    return _written(request, number, letters.send_letter, said.version, said.number)


@router.post("letters/{number}/send-to-sign", response=gives(shapes.Letter), summary="督办函送签")
def send_to_sign(request: HttpRequest, number: Path[Number], said: may.Seen) -> Record:
    """送分管领导签发。"""
    return _written(request, number, letters.send_to_sign, said.version)


@router.post("letters/{number}/sign", response=gives(shapes.Letter), summary="签发督办函")
def sign_letter(request: HttpRequest, number: Path[Number], said: may.Numbered) -> Record:
    """分管领导或区长签发，写明文号。"""
    return _written(request, number, letters.sign_letter, said.version, said.number)


@router.post("letters/{number}/refuse", response=gives(shapes.Letter), summary="督办函退回修改")
def refuse_letter(request: HttpRequest, number: Path[Number], said: may.SeenReason) -> Record:
    """领导退回，写明理由。"""
    return _written(request, number, letters.refuse_letter, said.version, said.why)


@router.post("letters/{number}/reply", response=gives(shapes.Letter), summary="答复来函")
def reply(request: HttpRequest, number: Path[Number], said: may.SeenWords) -> Record:
    """单位负责人答复。"""
    return _written(request, number, letters.reply, said.version, said.words)


@router.post("letters/{number}/return-reply", response=gives(shapes.Letter), summary="退回答复")
def return_reply(request: HttpRequest, number: Path[Number], said: may.SeenReason) -> Record:
    """写明理由；答复时限不变。"""
    return _written(request, number, letters.return_reply, said.version, said.why)


@router.post("letters/{number}/settle", response=gives(shapes.Letter), summary="函件办结")
def settle_letter(request: HttpRequest, number: Path[Number], said: may.Seen) -> Record:
    """督查室认可答复。"""
    return _written(request, number, letters.settle_letter, said.version)


@router.post("letters/{number}/withdraw", response=gives(shapes.Letter), summary="撤回函件")
def withdraw_letter(request: HttpRequest, number: Path[Number], said: may.SeenReason) -> Record:
    """写明理由；发出过的保留文号和日期。"""
    return _written(request, number, letters.withdraw_letter, said.version, said.why)


@router.post("tasks/{number}/questions", response=gives(shapes.OfficeQuestion), summary="提问")
def ask_lead(request: HttpRequest, number: Path[Number], said: may.Words) -> Record:
    """督查室或领导问牵头单位。"""
    caller = caller_of(request)
    return records.question(questions.ask(caller.task(number), said.words, person=caller.person, on=caller.on))


@router.post("questions/{number}/answer", response=gives(shapes.OfficeQuestion), summary="回答")
def answer_question(request: HttpRequest, number: Path[Number], said: may.SeenWords) -> Record:
    """牵头单位回答，只答一次。"""
    caller = caller_of(request)
    row = there(Question.objects.select_related("task__table__workspace", "task__lead", "post__unit").filter(pk=number).first())
    caller.task(row.task_id)
    questions.answer(row, said.words, version=said.version, person=caller.person, on=caller.on)
    return records.question(row)


@router.post("tasks/{number}/visits", response=gives(shapes.Visit), summary="记实地核查")
def note_visit(request: HttpRequest, number: Path[Number], said: may.VisitGiven) -> Record:
    """谁、哪天、到哪里、看到什么。"""
    caller = caller_of(request)
    return records.visit(visits.note_visit(caller.task(number), said.day, said.where, said.who, said.found, person=caller.person, on=caller.on))


@router.post("tasks/{number}/pauses", response=gives(shapes.Pause), summary="申请暂停计时")
def ask_pause(request: HttpRequest, number: Path[Number], said: may.PauseGiven) -> Record:
    """牵头单位申请；批准前照常计时。"""
    caller = caller_of(request)
    return records.pause(pausing.ask_pause(caller.task(number), said.start, said.end, said.why, person=caller.person, on=caller.on))


@router.post("pauses/{number}/approve", response=gives(shapes.Pause), summary="批准暂停计时")
def approve_pause(request: HttpRequest, number: Path[Number], said: may.Seen) -> Record:
    """分管领导或区长批准。"""
    return _paused(request, number, pausing.approve_pause, said.version)


@router.post("pauses/{number}/refuse", response=gives(shapes.Pause), summary="不批准暂停计时")
def refuse_pause(request: HttpRequest, number: Path[Number], said: may.SeenReason) -> Record:
    """写明理由。"""
    return _paused(request, number, pausing.refuse_pause, said.version, said.why)


@router.post("pauses/{number}/end", response=gives(shapes.Pause), summary="恢复计时")
def end_pause(request: HttpRequest, number: Path[Number], said: may.EndPause) -> Record:
    """写明停到哪天为止。"""
    return _paused(request, number, pausing.end_pause, said.version, said.last_day)


@router.post("instructions", response=gives(shapes.Instruction), summary="登记批示")
def record_instruction(request: HttpRequest, said: may.InstructionGiven) -> Record:
    """批示号、日期和要点；落到已有的任务，或新列一项。"""
    caller = caller_of(request)
    made = instructions.record_instruction(
        caller.workspace, said.number, said.day, caller.post(said.leader), said.gist,
        lead=None if said.lead is None else caller.unit(said.lead), due=said.due,
        task=None if said.task is None else caller.task(said.task), person=caller.person, on=caller.on,
    )  # fmt: skip
    return records.instruction(made)


@router.post("tracked", response=gives(shapes.OfficeTask), summary="列入督办事项")
def track(request: HttpRequest, said: may.Tracked) -> Record:
    """列入本年的督办事项台账，随即开始办理。"""
    caller = caller_of(request)
    made = instructions.track(
        caller.workspace, said.words, lead=caller.unit(said.lead), due=said.due, sources=[each.dict() for each in said.sources],
        joiners=[caller.unit(each) for each in said.joiners], leader=None if said.leader is None else caller.post(said.leader),
        person=caller.person, on=caller.on,
    )  # fmt: skip
    return records.task(made)


def _letter(caller: Caller, number: int) -> Letter:
    return there(letters.letters_seen(caller.person, on=caller.on).select_related("workspace", "unit").filter(pk=number).first())


def _written(request: HttpRequest, number: int, step: Any, version: int, *given: str) -> Record:
    """The letter after the step."""
    caller = caller_of(request)
    row = _letter(caller, number)
    step(row, *given, version=version, person=caller.person, on=caller.on)
    return records.letter(row, caller)


def _paused(request: HttpRequest, number: int, step: Any, version: int, *given: Any) -> Record:
    """The pause after the step."""
    caller = caller_of(request)
    row = there(Pause.objects.select_related("task__table__workspace", "task__lead").filter(pk=number).first())
    caller.task(row.task_id)
    step(row, *given, version=version, person=caller.person, on=caller.on)
    return records.pause(row)
