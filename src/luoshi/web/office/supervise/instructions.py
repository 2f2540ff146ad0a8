"""批示 as they were recorded, each with the task that tracks it, and the year's running list 督办事项台账."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.delivering.models import Instruction, Task
from luoshi.delivering.rights import seen_tasks
from luoshi.delivering.steps import OPEN
from luoshi.delivering.supervising.instructions import INSTRUCTION, SOURCES, record_instruction
from luoshi.delivering.supervising.instructions import track as put_on_list
from luoshi.errors import LuoshiError
from luoshi.people.models import Duty, Post, Unit
from luoshi.web import asked
from luoshi.web.office import typed
from luoshi.web.office.door import Desk, desk
from luoshi.web.office.supervise.offered import may

MOST = 300
"""Rows of each table; older years are an address away."""
_FIELDS = ("number", "on", "leader", "gist", "lead", "due", "task", "kind", "words", "source")


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def instructions(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The page, of `?year=` or this one; `?task=` ties the instruction to be recorded to that task."""
    if request.method != "POST":
        return _page(request, desk, {"task": asked.words(request.GET, "task"), "on": desk.on.isoformat()})
    given = request.POST
    try:
        record_instruction(
            desk.workspace, typed.words(given, "number"), typed.day(given, "on", "批示日期"), typed.row(_leaders(desk), given.get("leader")),
            typed.words(given, "gist"), **_answered_for(desk, given), task=typed.row_if_any(_open(desk), given.get("task", "")),
            person=desk.person, on=desk.on,
        )  # fmt: skip
    except LuoshiError as error:
        return _page(request, desk, _kept(given), error=error, form="instruct")
    return HttpResponseRedirect(reverse("office-instructions"))


@desk
@require_POST
def track(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Put another matter on the running list: what a meeting decided, what a report from above asks for."""
    given = request.POST
    source = {"kind": typed.words(given, "kind", longest=20), "words": typed.words(given, "source")}
    try:
        lead = typed.row(_units(desk), given.get("lead"))
        due = typed.day(given, "due", "完成时限")
        put_on_list(desk.workspace, typed.words(given, "words"), lead=lead, due=due, sources=[source], person=desk.person, on=desk.on)
    except LuoshiError as error:
        return _page(request, desk, _kept(given), error=error, form="track")
    return HttpResponseRedirect(reverse("office-instructions") + "#running")


def _page(
    request: HttpRequest, desk: Desk, given: dict[str, str], *, error: LuoshiError | None = None, form: str = ""
) -> HttpResponse:
    seen = seen_tasks(desk.person, on=desk.on)
    listed = seen.filter(table__kind="running", table__state="issued")
    running = Task.objects.filter(pk__in=listed.values("pk")).select_related("table", "lead")
    recorded = Instruction.objects.filter(task__in=seen.values("pk")).select_related("leader__unit", "task__lead")
    years = sorted({desk.on.year, *running.order_by().values_list("table__year", flat=True).distinct()}, reverse=True)
    year = next(iter(asked.years(request.GET, "year")), desk.on.year)
    writes = may(desk, "instruct", desk.workspace)
    context: dict[str, Any] = {
        "room": "instructions", "desk": desk, "year": year, "years": years, "given": given, "error": error, "form": form, "writes": writes,
        "running": running.filter(table__year=year).order_by("position", "pk")[:MOST],
        "instructions": recorded.filter(on__year=year)[:MOST],
    }  # fmt: skip
    if writes:
        sources = [each for each in SOURCES if each != INSTRUCTION]
        context |= {"leaders": _leaders(desk), "units": _units(desk), "tasks": _open(desk).select_related("lead"), "sources": sources}
    status = 200 if error is None else 403 if error.number == "L710" else 422
    return render(request, "office/supervise/instructions.html", context, status=status)


def _answered_for(desk: Desk, given: QueryDict) -> dict[str, Any]:
    return {"lead": typed.row_if_any(_units(desk), given.get("lead", "")), "due": typed.day_if_any(given, "due", "完成时限")}


def _kept(given: QueryDict) -> dict[str, str]:
    return {name: typed.words(given, name) for name in _FIELDS}


def _leaders(desk: Desk) -> QuerySet[Post]:
    posts = Post.objects.filter(unit__workspace=desk.workspace, unit__until=None, duty__in=[Duty.CHIEF, Duty.LEADER])
    return posts.select_related("unit").order_by("duty", "pk")


def _units(desk: Desk) -> QuerySet[Unit]:
    return Unit.objects.filter(workspace=desk.workspace, until=None)


def _open(desk: Desk) -> QuerySet[Task]:
    """Open tasks an instruction may be about, by lead."""
    seen = seen_tasks(desk.person, on=desk.on).filter(table__workspace=desk.workspace, table__state="issued", state__in=OPEN)
    return Task.objects.filter(pk__in=seen.values("pk")).order_by("lead__order", "lead", "pk")
