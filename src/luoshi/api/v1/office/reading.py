"""What the office's addresses show: every list is of what the holder of the key may see on the day."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Path, Query

from luoshi.api.v1.cursors import cursor_to, key_in, page_of_keys, page_of_rows
from luoshi.api.v1.office import asked as may
from luoshi.api.v1.office import records, shapes
from luoshi.api.v1.office.key import caller_of
from luoshi.api.v1.office.records import Record
from luoshi.api.v1.office.router import gives, router, shows
from luoshi.api.v1.parameters import Number, Paged
from luoshi.api.v1.shapes import Page
from luoshi.delivering.lights import relight_all
from luoshi.delivering.models import Task
from luoshi.delivering.rights import seen_tables, seen_tasks
from luoshi.delivering.today import set_day
from luoshi.errors import DeliverError
from luoshi.people.models import Duty, Unit


@router.get("me", response=shows(shapes.Me), summary="我是谁")
def me(request: HttpRequest) -> Record:
    """密钥是谁的，今天是哪天，任哪些岗位。"""
    caller = caller_of(request)
    return {
        "name": caller.person.username, "full_name": caller.person.full_name, "day": caller.on,
        "rehearsal": bool(settings.LUOSHI_REHEARSAL), "posts": [records.post(each) for each in caller.posts],
    }  # fmt: skip


@router.get("units", response=shows(Page[shapes.Unit]), summary="单位和岗位")
def units(request: HttpRequest, asked: Query[Paged]) -> Record:
    """现有的单位。没有任职的人看不到。"""
    caller = caller_of(request)
    rows = Unit.objects.filter(workspace__in=[post.unit.workspace_id for post in caller.posts], until=None)
    shown, after = page_of_keys(
        rows.prefetch_related("posts", "offices"), "office-units", key=lambda each: (each.order, each.pk), kinds=(int, int),
        cursor=asked.cursor, limit=asked.limit,
    )  # fmt: skip
    return {"items": [records.unit(each) for each in shown], "next": after}


@router.get("tables", response=shows(Page[shapes.Table]), summary="任务分解表")
def tables(request: HttpRequest, asked: Query[may.Tables]) -> Record:
    """能看到的分解表和督办事项台账，后起草的在前。"""
    caller = caller_of(request)
    rows = seen_tables(caller.person, on=caller.on)
    if asked.year:
        rows = rows.filter(year__in=asked.year)
    if asked.state:
        rows = rows.filter(state__in=asked.state)
    found, after = page_of_rows(rows, "office-tables", by="pk", cursor=asked.cursor, limit=asked.limit)
    return {"items": [records.table(each) for each in found], "next": after}


@router.get("tables/{number}", response=shows(shapes.WholeTable), summary="一张分解表")
def one_table(request: HttpRequest, number: Path[Number]) -> Record:
    """状态、文号，和还要处理的行数。"""
    caller = caller_of(request)
    return records.whole_table(caller.table(number), caller)


@router.get("tables/{number}/rows", response=shows(Page[shapes.OfficeTask]), summary="分解表的各行")
def rows(request: HttpRequest, number: Path[Number], asked: Query[Paged]) -> Record:
    """按表上的次序，不含删去和并走的行。"""
    caller = caller_of(request)
    table = caller.table(number)
    found = seen_tasks(caller.person, on=caller.on).filter(table=table).exclude(state__in=["dropped", "merged"])
    if after := key_in("office-rows", asked.cursor, int, int, int):
        part, position, last = after
        found = found.filter(Q(part__gt=part) | Q(part=part, position__gt=position) | Q(part=part, position=position, pk__gt=last))
    shown = list(_whole(found).order_by("part", "position", "pk")[: asked.limit + 1])
    more, shown = len(shown) > asked.limit, shown[: asked.limit]
    key = [shown[-1].part, shown[-1].position, shown[-1].pk] if more else []
    return {"items": [records.task(each) for each in shown], "next": cursor_to("office-rows", key) if more else ""}


@router.get("tasks", response=shows(Page[shapes.OfficeTask]), summary="任务")
def tasks(request: HttpRequest, asked: Query[may.Tasks]) -> Record:
    """能看到的任务，后列入的在前。亮灯截至 lit_on。"""
    caller = caller_of(request)
    found = seen_tasks(caller.person, on=caller.on)
    for name, values in (("table__in", asked.table), ("lead__in", asked.unit), ("light__in", asked.light), ("state__in", asked.state)):
        if values:
            found = found.filter(**{name: values})
    if asked.unreported:
        found = found.filter(unreported__gt=0)
    shown, after = page_of_rows(_whole(found), "office-tasks", by="pk", cursor=asked.cursor, limit=asked.limit)
    return {"items": [records.task(each) for each in shown], "next": after}


@router.put("rehearsal", response=gives(shapes.Rehearsal), summary="设定演练的日期")
def rehearsal(request: HttpRequest, said: may.RehearsalDay) -> Record:
    """只在演练账本里，由督查室或系统管理员设定；各项任务按这一天重新亮灯。"""
    caller = caller_of(request)
    if not caller.duties & {Duty.SUPERVISION, Duty.ADMINISTRATOR}:
        raise DeliverError("L710", who=str(caller.person), action="设定演练的日期", english="rehearsal")
    set_day(said.day)
    return {"day": said.day, "lights": relight_all(said.day)}


def _whole(rows: QuerySet[Task]) -> QuerySet[Task]:
    return rows.select_related("lead", "supplier", "leader__unit").prefetch_related("joiners")
