"""What is done to rows from the sheet: to many at once, or to one."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from luoshi.delivering import editing
from luoshi.delivering.models import Task
from luoshi.errors import DeliverError, LuoshiError
from luoshi.web import asked
from luoshi.web.office.door import Desk, back_to, desk, refused
from luoshi.web.office.tables import opining
from luoshi.web.office.tables.shown import Sheet, Shown
from luoshi.web.office.tables.typed import SOURCES, Names, value_of
from luoshi.web.office.typed import clean, version

MOST = 1000
"""Rows of one step."""


@desk
@require_POST
def many(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """What the button says, to the rows that were ticked: all of it, or nothing."""
    table, page, given = desk.table(number), reverse("office-table", args=[number]), request.POST
    sheet = Sheet(desk, table)
    wanted = {int(each) for each in given.getlist("row")[:MOST] if each.isascii() and each.isdigit() and len(each) <= 9}
    rows = [row for row in sheet.rows if row.pk in wanted]
    try:
        if not rows:
            raise DeliverError("L716", what="请先勾选要处理的行")
        if given.get("do") not in MANY:
            raise Http404
        for row in rows:
            row.task.table = table
        with transaction.atomic():
            MANY[given["do"]](rows, sheet, given)
    except LuoshiError as error:
        return refused(request, error, back=page)
    return back_to(request, page)


def _assign(rows: list[Shown], sheet: Sheet, given: QueryDict) -> None:
    """Only what was filled in: an empty field leaves the rows as they are."""
    typed = {name: clean(given.get(name, "")).strip() for name in ("lead", "joiners", "leader", "due", "theme")}
    names, filled = Names(sheet.table.workspace), {name: words for name, words in typed.items() if words}
    if not filled:
        raise DeliverError("L716", what="请先填写要统一分给所选各行的内容")
    fields = {name: value_of(name, words, rows[0].task, names) for name, words in filled.items()}
    person, on = sheet.desk.person, sheet.desk.on
    if fields.keys() <= {"lead", "joiners"} and fields.get("lead"):
        editing.assign([row.task for row in rows], fields["lead"], person=person, on=on, joiners=fields.get("joiners"))
        return
    for row in rows:
        editing.change(row.task, fields, version=row.version, person=person, on=on)


def _merge(rows: list[Shown], sheet: Sheet, given: QueryDict) -> None:
    """Neighbours only: nobody joins rows from two ends of a report by a slip of the hand."""
    standing = [row.pk for row in sheet.rows if not row.gone]
    places = sorted(standing.index(row.pk) for row in rows if row.pk in standing)
    if len(places) < 2 or places[-1] - places[0] != len(rows) - 1:
        raise DeliverError("L716", what="只能合并相邻的两行或几行")
    editing.merge([row.task for row in rows], person=sheet.desk.person, on=sheet.desk.on)


def _drop(rows: list[Shown], sheet: Sheet, given: QueryDict) -> None:
    for row in rows:
        if not row.gone:
            editing.drop(row.task, clean(given.get("why", "")), version=row.version, person=sheet.desk.person, on=sheet.desk.on)


def _take_back(rows: list[Shown], sheet: Sheet, given: QueryDict) -> None:
    for row in rows:
        if row.gone:
            editing.take_back(row.task, person=sheet.desk.person, on=sheet.desk.on)


def _accept(rows: list[Shown], sheet: Sheet, given: QueryDict) -> None:
    opining.accept_rows(rows, sheet.desk)


MANY: dict[str, Callable[[list[Shown], Sheet, QueryDict], None]] = {
    "assign": _assign, "merge": _merge, "drop": _drop, "take-back": _take_back, "accept": _accept,
}  # fmt: skip


@desk
@require_POST
def add(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """A row that stands in no report, with where it comes from."""
    table, page, given = desk.table(number), reverse("office-table", args=[number]), request.POST
    kind, words = asked.words(given, "kind"), asked.words(given, "source")
    try:
        if kind not in SOURCES:
            raise DeliverError("L716", what=f"任务来源须是{'、'.join(SOURCES)}之一")
        part = 1 if given.get("part") == "1" else 2
        task = editing.add(table, clean(given.get("words", "")), person=desk.person, on=desk.on, part=part, sources=[{"kind": kind, "words": words}])
    except LuoshiError as error:
        return refused(request, error, back=page)
    return back_to(request, f"{page}#r{task.pk}")


@desk
@require_POST
def one(request: HttpRequest, desk: Desk, number: int, task: int, step: str) -> HttpResponse:
    """One row: dropped, taken back, split, moved; or a unit's opinion of it."""
    table, row = desk.table(number), desk.task(task)
    if row.table_id != table.pk or step not in ONE:
        raise Http404
    try:
        ONE[step](row, desk, request.POST)
    except LuoshiError as error:
        return refused(request, error, back=reverse("office-row", args=[number, task]))
    return back_to(request, f"{reverse('office-table', args=[number])}#r{task}")


def _drop_one(task: Task, desk: Desk, given: QueryDict) -> None:
    editing.drop(task, clean(given.get("why", "")), version=version(given), person=desk.person, on=desk.on)


def _take_back_one(task: Task, desk: Desk, given: QueryDict) -> None:
    editing.take_back(task, person=desk.person, on=desk.on)


def _split(task: Task, desk: Desk, given: QueryDict) -> None:
    """Each line a piece; what joined the pieces is left behind."""
    pieces = [line.strip().strip("，；、,;") for line in clean(given.get("pieces", "")).split("\n")]
    editing.split(task, pieces, version=version(given), person=desk.person, on=desk.on)


def _up(task: Task, desk: Desk, given: QueryDict) -> None:
    before = _neighbours(task)
    at = before.index(task)
    editing.move(task, before=before[max(at - 1, 0)] if at else task, person=desk.person, on=desk.on) if at else None


def _down(task: Task, desk: Desk, given: QueryDict) -> None:
    rows = _neighbours(task)
    at = rows.index(task)
    if at + 1 < len(rows):
        editing.move(task, before=rows[at + 2] if at + 2 < len(rows) else None, person=desk.person, on=desk.on)


def _neighbours(task: Task) -> list[Task]:
    """The rows of its part in order: those dropped are passed over."""
    return list(editing.standing(task.table).filter(part=task.part).order_by("position", "pk"))


ONE: dict[str, Callable[[Task, Desk, QueryDict], None]] = {
    "drop": _drop_one, "take-back": _take_back_one, "split": _split, "up": _up, "down": _down, "accept": opining.accept,
    "object": opining.object_to,
}  # fmt: skip
