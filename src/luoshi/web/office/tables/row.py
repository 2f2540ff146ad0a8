"""One row: its form, its journal; and one cell of it, changed from the sheet. Where somebody was faster, both words are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.delivering import editing, issuing
from luoshi.delivering.models import Opinion, Task, TaskTable
from luoshi.delivering.steps import OPEN
from luoshi.errors import DeliverError, LuoshiError
from luoshi.web.office.door import Desk, desk, refused
from luoshi.web.office.tables import head
from luoshi.web.office.tables.journal import told
from luoshi.web.office.tables.shown import WHOLE, Sheet, Shown, said
from luoshi.web.office.tables.typed import FIELDS, Names, choices, differing, typed_in, value_of
from luoshi.web.office.typed import clean, version


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: HttpRequest, desk: Desk, number: int, task: int) -> HttpResponse:
    """The row with all that may be done to it; what was typed stays in the form whatever is refused."""
    table, found = _found(desk, number, task)
    offered = head.offered(desk, table)
    if request.method != "POST":
        return _page(request, desk, table, found, offered, {})
    typed, error = typed_in(request.POST), None
    try:
        _change(desk, found, typed, version(request.POST), why=clean(request.POST.get("why", "")))
    except LuoshiError as refusal:
        error = refusal
    if error is None:
        return HttpResponseRedirect(f"{reverse('office-table', args=[number])}#r{task}" if "back" in request.POST else request.path)
    if error.number == "L710":
        return refused(request, error, back=request.path)
    found = desk.task(task)
    return _page(request, desk, table, found, offered, {"error": error, "typed": typed, "why": clean(request.POST.get("why", ""))}, _status(error))


@desk
@require_POST
def cell(request: HttpRequest, desk: Desk, number: int, task: int) -> HttpResponse:
    """One cell, changed in its place: the row anew, and where it could not be done what is in the way beside it."""
    table, found = _found(desk, number, task)
    name, error = request.POST.get("field", ""), None
    typed = clean(request.POST.get("value", ""))
    if name not in FIELDS:
        raise Http404
    try:
        _change(desk, found, {name: typed}, version(request.POST))
    except LuoshiError as refusal:
        error = refusal
    shown, opined = Sheet(desk, table).one(desk.task(task)), Opinion.objects.filter(task__table=table).exists()
    context = {
        "row": shown, "table": table, "edit": True, "more": opined, "columns": 14 if opined else 13, "error": error, "name": name, "label": FIELDS[name], "typed": typed,
        "now": shown.cells[name], "clash": error is not None and error.number == "L712",
    }  # fmt: skip
    return render(request, "office/tables/cell.html", context, status=200 if error is None else _status(error))


def _found(desk: Desk, number: int, task: int) -> tuple[TaskTable, Task]:
    table, found = desk.table(number), desk.task(task)
    if found.table_id != table.pk:
        raise Http404
    return table, found


def _change(desk: Desk, task: Task, typed: Mapping[str, str], version: int, *, why: str = "") -> None:
    """Change what differs from what is there. Raises L710, L711, L712, L713, L716."""
    if task.version != version:
        raise DeliverError("L712", str(task), who="有人")
    names = Names(task.table.workspace)
    fields = {name: value_of(name, words, task, names) for name, words in differing(typed, said(task)).items()}
    if not fields:
        return
    if task.table.state == "issued":
        issuing.amend(task, fields, why, version=version, person=desk.person, on=desk.on)
    else:
        editing.change(task, fields, version=version, person=desk.person, on=desk.on)


def _page(
    request: HttpRequest, desk: Desk, table: TaskTable, task: Task, offered: Mapping[str, bool], more: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    rows = Sheet(desk, table).rows
    at = next((n for n, each in enumerate(rows) if each.pk == task.pk), 0)
    shown, typed = rows[at], more.get("typed") or {}
    other = differing(typed, shown.cells)
    fields = [(name, label, typed.get(name, shown.cells[name]), shown.cells[name] if name in other else None) for name, label in FIELDS.items()]
    amends = "amend" in offered and task.state in OPEN
    context: dict[str, Any] = {
        "room": "tables", "table": table, "row": shown, "fields": fields, "edit": "edit" in offered and not shown.gone, "amends": amends,
        "offered": offered, "whole": bool(desk.duties & WHOLE), "before": _beside(rows, at, -1), "after": _beside(rows, at, 1),
        "duties": desk.duties, **more,
    }  # fmt: skip
    names = Names(table.workspace)
    context |= choices(names) if context["edit"] or amends or shown.mine else {}
    context["differences"] = [each for each in head.differences(desk, table) if each[0].task_id == task.pk]
    context["journal"] = told(task) if context["whole"] else []
    return render(request, "office/tables/row_page.html", context, status=status)


def _beside(rows: list[Shown], at: int, way: int) -> int | None:
    """The row before or after it."""
    return rows[at + way].pk if 0 <= at + way < len(rows) else None


def _status(error: LuoshiError) -> int:
    return {"L710": 403, "L711": 409, "L712": 409}.get(error.number, 422)
