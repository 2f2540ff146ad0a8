"""周例会 and 调度会 with their agendas and decisions; 督查专报 and 通报."""

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
from luoshi.api.v1.parameters import Number, Paged
from luoshi.api.v1.shapes import Page
from luoshi.delivering.models import AgendaItem, Bulletin, Meeting
from luoshi.delivering.supervising import bulletins, meetings
from luoshi.delivering.supervising.candidates import candidates

MOST_CANDIDATES = 200


@router.get("meetings", response=shows(Page[shapes.Meeting]), summary="会议")
def all_meetings(request: HttpRequest, asked: Query[Paged]) -> Record:
    """周例会和调度会，后筹备的在前。"""
    caller = caller_of(request)
    rows = meetings.meetings_seen(caller.person, on=caller.on).select_related("chair__unit").prefetch_related("items")
    found, after = page_of_rows(rows, "office-meetings", by="pk", cursor=asked.cursor, limit=asked.limit)
    return {"items": [records.meeting(each) for each in found], "next": after}


@router.get("meetings/{number}", response=shows(shapes.Meeting), summary="一次会议")
def one_meeting(request: HttpRequest, number: Path[Number]) -> Record:
    """议题、议定事项和纪要。"""
    return records.meeting(_meeting(caller_of(request), number))


@router.get("meetings/{number}/candidates", response=shows(shapes.Candidates), summary="建议上会的任务")
def meeting_candidates(request: HttpRequest, number: Path[Number]) -> Record:
    """还不在议题里的，最该上会的在前，至多 200 项。"""
    caller = caller_of(request)
    found = candidates(_meeting(caller, number), person=caller.person, on=caller.on)
    return {"items": [{"task": each.task.pk, "words": each.task.words, "why": each.why} for each in found[:MOST_CANDIDATES]]}


@router.post("meetings", response=gives(shapes.Meeting), summary="筹备会议")
def prepare(request: HttpRequest, said: may.MeetingGiven) -> Record:
    """同一类会议一天一次。"""
    caller = caller_of(request)
    chair = None if said.chair is None else caller.post(said.chair)
    return records.meeting(meetings.prepare(caller.workspace, said.kind, said.day, chair=chair, person=caller.person, on=caller.on))


@router.post("meetings/{number}/choose", response=gives(shapes.Meeting), summary="列入议题")
def choose(request: HttpRequest, number: Path[Number], said: may.Choose) -> Record:
    """选定任务，或写一个新议题。"""
    caller = caller_of(request)
    meeting = _meeting(caller, number)
    meetings.choose(meeting, tasks=caller.tasks(said.tasks), words=said.words, why=said.why, person=caller.person, on=caller.on)
    return records.meeting(_meeting(caller, number))


@router.post("meetings/{number}/hold", response=gives(shapes.Meeting), summary="会议已召开")
def hold(request: HttpRequest, number: Path[Number], said: may.Hold) -> Record:
    """写纪要；此后议题和议定事项不再改。"""
    caller = caller_of(request)
    meeting = _meeting(caller, number)
    meetings.hold(meeting, said.notes, version=said.version, person=caller.person, on=caller.on)
    return records.meeting(meeting)


@router.post("agenda/{number}/decide", response=gives(shapes.AgendaItem), summary="记议定事项")
def decide(request: HttpRequest, number: Path[Number], said: may.Decide) -> Record:
    """写了牵头单位和完成时限，就列为一项督办任务。"""
    caller = caller_of(request)
    lead = None if said.lead is None else caller.unit(said.lead)
    made = meetings.decide(_item(caller, number), said.decision, lead=lead, due=said.due, person=caller.person, on=caller.on)
    return records.agenda_item(made)


@router.post("agenda/{number}/take-off", response=gives(shapes.Meeting), summary="撤下议题")
def take_off(request: HttpRequest, number: Path[Number], said: may.Nothing = may.NOTHING) -> Record:
    """议定前可以撤下。"""
    caller = caller_of(request)
    row = _item(caller, number)
    meetings.take_off(row, person=caller.person, on=caller.on)
    return records.meeting(_meeting(caller, row.meeting_id))


@router.get("bulletins", response=shows(Page[shapes.Bulletin]), summary="专报和通报")
def all_bulletins(request: HttpRequest, asked: Query[Paged]) -> Record:
    """能看到的督查专报和通报，后拟的在前。"""
    caller = caller_of(request)
    rows = bulletins.bulletins_seen(caller.person, on=caller.on)
    found, after = page_of_rows(rows, "office-bulletins", by="pk", cursor=asked.cursor, limit=asked.limit)
    return {"items": [records.bulletin(each) for each in found], "next": after}


@router.get("bulletins/{number}", response=shows(shapes.Bulletin), summary="一件专报或通报")
def one_bulletin(request: HttpRequest, number: Path[Number]) -> Record:
    """正文和附表；签发后不随账本变动。"""
    return records.bulletin(_bulletin(caller_of(request), number))


@router.post("bulletins", response=gives(shapes.Bulletin), summary="拟专报或通报")
def draft_bulletin(request: HttpRequest, said: may.BulletinGiven) -> Record:
    """用截至某天的数拟稿。"""
    caller = caller_of(request)
    return records.bulletin(bulletins.draft_bulletin(caller.workspace, said.way, said.as_of, person=caller.person, on=caller.on))


@router.post("bulletins/{number}/change", response=gives(shapes.Bulletin), summary="修改专报通报")
def change_bulletin(request: HttpRequest, number: Path[Number], said: may.ChangedBulletin) -> Record:
    """改文字；附表的数不动。"""
    paragraphs = [each.dict() for each in said.paragraphs]
    return _signed(request, number, bulletins.change_bulletin, said.version, title=said.title, paragraphs=paragraphs)


@router.post("bulletins/{number}/send", response=gives(shapes.Bulletin), summary="专报通报送签")
def send_bulletin(request: HttpRequest, number: Path[Number], said: may.Seen) -> Record:
    """送领导签发。"""
    return _signed(request, number, bulletins.send_bulletin, said.version)


@router.post("bulletins/{number}/sign", response=gives(shapes.Bulletin), summary="签发专报通报")
def sign_bulletin(request: HttpRequest, number: Path[Number], said: may.Numbered) -> Record:
    """写明文号。"""
    return _signed(request, number, bulletins.sign_bulletin, said.version, said.number)


@router.post("bulletins/{number}/refuse", response=gives(shapes.Bulletin), summary="专报通报退回修改")
def refuse_bulletin(request: HttpRequest, number: Path[Number], said: may.SeenReason) -> Record:
    """写明理由。"""
    return _signed(request, number, bulletins.refuse_bulletin, said.version, said.why)


def _meeting(caller: Caller, number: int) -> Meeting:
    rows = meetings.meetings_seen(caller.person, on=caller.on).select_related("workspace", "chair__unit")
    return there(rows.filter(pk=number).first())


def _item(caller: Caller, number: int) -> AgendaItem:
    item = there(AgendaItem.objects.select_related("meeting__workspace", "task").filter(pk=number).first())
    _meeting(caller, item.meeting_id)
    return item


def _bulletin(caller: Caller, number: int) -> Bulletin:
    return there(bulletins.bulletins_seen(caller.person, on=caller.on).select_related("workspace").filter(pk=number).first())


def _signed(request: HttpRequest, number: int, step: Any, version: int, *given: str, **more: Any) -> Record:
    """The circular after the step."""
    caller = caller_of(request)
    row = _bulletin(caller, number)
    step(row, *given, version=version, person=caller.person, on=caller.on, **more)
    return records.bulletin(row)
