"""What was decided on one table goes along: to the table of the adopted text, and at the year's end to the next year's."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Case, F, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.delivering import carrying
from luoshi.delivering.models import Task, TaskTable
from luoshi.delivering.rights import drafter, seen_tables
from luoshi.errors import DeliverError, LuoshiError
from luoshi.ledger.models import Document, Standing
from luoshi.people.access import visible_to
from luoshi.web import asked
from luoshi.web.facts.differences import Piece
from luoshi.web.office.door import Desk, desk, refused

MOST = 100
"""Documents of the list."""
_PIECE = re.compile(r"\d+(?:\.\d+)?%?|.", re.DOTALL)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def carry(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Of a table not yet issued: which document, then what would become of each row, then (POST) the new table. Of an issued one: its
    tasks that go on into the next year."""
    table = _table(desk, number)
    if table.state == "issued":
        return _year_page(request, desk, table)
    page = reverse("office-carry", args=[number])
    chosen = next(iter(asked.numbers(request.POST if request.method == "POST" else request.GET, "document")), 0)
    document = _document(desk, chosen) if chosen else None
    context: dict[str, Any] = {"room": "tables", "desk": desk, "table": table, "words": asked.words(request.GET, "q")}
    try:
        if document is not None and request.method == "POST":
            title = asked.words(request.POST, "title")
            made = carrying.carry_over(table, document, person=desk.person, on=desk.on, title=title)
            return HttpResponseRedirect(reverse("office-table", args=[made.table.pk]))
        if document is None:
            documents = _documents(desk, table, context["words"])
            return render(request, "office/papers/carry.html", context | {"documents": documents})
        found = carrying.foreseen(table, document, person=desk.person, on=desk.on)
    except LuoshiError as error:
        return refused(request, error, back=page)
    changed = [(old, new, *_beside(old.words, new.words)) for old, new in found.changed]
    context |= {"document": document, "found": found, "changed": changed, "title": found.table.title}
    return render(request, "office/papers/carried.html", context)


@desk
@require_POST
def year(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The tasks that ended as 跨年结转 go on as rows of the draft chosen."""
    table = _table(desk, number)
    into = _table(desk, next(iter(asked.numbers(request.POST, "into")), 0))
    try:
        carrying.year_end(table, into, person=desk.person, on=desk.on)
    except LuoshiError as error:
        return refused(request, error, back=reverse("office-carry", args=[number]))
    return HttpResponseRedirect(reverse("office-table", args=[into.pk]))


def _year_page(request: HttpRequest, desk: Desk, table: TaskTable) -> HttpResponse:
    tasks = Task.objects.filter(table=table, state="carried").select_related("lead").order_by("part", "position")
    later = seen_tables(desk.person, on=desk.on).filter(workspace=table.workspace, year__gt=table.year, state="drafting").order_by("year", "pk")
    gone = Task.objects.filter(carried_from__table=table).exclude(table=table).select_related("table")
    there = {task.carried_from_id: task.table for task in gone}
    context = {"room": "tables", "desk": desk, "table": table, "tasks": [(task, there.get(task.pk)) for task in tasks], "later": later}
    return render(request, "office/papers/year_end.html", context)


def _table(desk: Desk, number: int) -> TaskTable:
    """The table, where this person may begin one beside it; 404 otherwise."""
    table = desk.table(number)
    try:
        drafter(desk.person, table.workspace, on=desk.on)
    except DeliverError as error:
        raise Http404 from error
    return table


def _documents(desk: Desk, table: TaskTable, words: str) -> Any:
    """The documents this person sees, reports of the table's year first; not the one it was drafted from."""
    rows = visible_to(desk.person, Standing.objects.defer("counts", "coverage")).exclude(document=table.document_id or 0)
    if words:
        rows = rows.filter(title__icontains=words)
    first = Case(When(kind="work_report", year=table.year, then=0), When(kind="work_report", then=1), default=2)
    return rows.order_by(first, F("year").desc(nulls_last=True), "-document")[:MOST]


def _document(desk: Desk, number: int) -> Document:
    found: Document | None = visible_to(desk.person, Document.objects.filter(pk=number)).first()
    if found is None:
        raise Http404
    return found


def _beside(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """The pieces of the old words and of the new. A number is one piece: of 10 and 12 it is not the last digit that differs."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    was: list[Piece] = []
    now: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        was.append(Piece("same" if kind == "equal" else "gone", "".join(before[a:b])))
        now.append(Piece("same" if kind == "equal" else "new", "".join(after[c:d])))
    return [each for each in was if each.words], [each for each in now if each.words]
