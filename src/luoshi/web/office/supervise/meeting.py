"""One meeting: its candidates with why, the agenda the office makes of them, what was decided, and the pack."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from luoshi.delivering.models import AgendaItem, Meeting, Task
from luoshi.delivering.paper.meeting_pack import meeting_docx, meeting_xlsx
from luoshi.delivering.rights import seen_tasks
from luoshi.delivering.supervising import meetings
from luoshi.delivering.supervising.candidates import candidates
from luoshi.errors import LuoshiError
from luoshi.people.models import Unit
from luoshi.web.office import typed
from luoshi.web.office.door import Desk, desk, refused, take
from luoshi.web.office.supervise.files import file
from luoshi.web.office.supervise.offered import may

LONGEST_NOTES = 20_000
MOST_CANDIDATES = 200


@desk
@require_safe
def meeting(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    return _page(request, desk, _meeting(desk, number))


@desk
@require_POST
def choose(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Put the chosen tasks, or a matter of the office's own, on the agenda."""
    row, given = _meeting(desk, number), request.POST
    try:
        tasks = list(_tasks(desk, row, typed.numbers(given, "task")))
        meetings.choose(row, tasks=tasks, words=typed.words(given, "words"), why=typed.words(given, "why"), person=desk.person, on=desk.on)
    except LuoshiError as error:
        return refused(request, error, back=_address(row))
    return HttpResponseRedirect(_address(row))


@desk
@require_POST
def hold(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Close the meeting with its notes; what was typed stays in the box whatever is refused."""
    row, notes = _meeting(desk, number), typed.words(request.POST, "notes", longest=LONGEST_NOTES)
    try:
        meetings.hold(row, notes, version=typed.version(request.POST), person=desk.person, on=desk.on)
    except LuoshiError as error:
        row.refresh_from_db()
        return _page(request, desk, row, notes=notes, error=error)
    return HttpResponseRedirect(_address(row))


@desk
@require_POST
def step(request: HttpRequest, desk: Desk, number: int, item: int, step: str) -> HttpResponse:
    """Take a matter off the agenda, or write down what was decided on it."""
    row = _meeting(desk, number)
    matter = typed.row(row.items.select_related("meeting__workspace", "task"), item)
    return take(request, STEPS, step, desk, matter, back=_address(row))


@desk
@require_safe
def docx(request: HttpRequest, desk: Desk, number: int) -> HttpResponseBase:
    """The pack as .docx, by the unit's own template where there is one."""
    row = _meeting(desk, number)
    try:
        return file(_name(row), "docx", lambda stream: meeting_docx(row, stream))
    except LuoshiError as error:
        return refused(request, error, back=_address(row))


@desk
@require_safe
def xlsx(request: HttpRequest, desk: Desk, number: int) -> HttpResponseBase:
    row = _meeting(desk, number)
    return file(_name(row), "xlsx", lambda stream: meeting_xlsx(row, stream))


def _page(
    request: HttpRequest, desk: Desk, row: Meeting, *, notes: str = "", error: LuoshiError | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "room": "meetings", "desk": desk, "meeting": row, "notes": notes, "error": error,
        "items": row.items.select_related("task__lead", "became__lead"), "prepares": not row.held and may(desk, "meet", row.workspace),
    }  # fmt: skip
    if context["prepares"]:
        found = candidates(row, person=desk.person, on=desk.on)
        context |= {"candidates": found[:MOST_CANDIDATES], "candidates_count": len(found)}
        context["units"] = Unit.objects.filter(workspace=row.workspace, until=None)
    status = 200 if error is None else 403 if error.number == "L710" else 409 if error.number in ("L711", "L712") else 422
    return render(request, "office/supervise/meeting.html", context, status=status)


def _take_off(desk: Desk, item: AgendaItem, given: QueryDict) -> None:
    meetings.take_off(item, person=desk.person, on=desk.on)


def _decide(desk: Desk, item: AgendaItem, given: QueryDict) -> None:
    units = Unit.objects.filter(workspace=item.meeting.workspace, until=None)
    lead, due = typed.row_if_any(units, given.get("lead", "")), typed.day_if_any(given, "due", "完成时限")
    meetings.decide(item, typed.words(given, "decision"), lead=lead, due=due, person=desk.person, on=desk.on)


STEPS: dict[str, Callable[[Desk, AgendaItem, QueryDict], None]] = {"take-off": _take_off, "decide": _decide}


def _tasks(desk: Desk, row: Meeting, chosen: list[int]) -> Any:
    seen = seen_tasks(desk.person, on=desk.on).filter(pk__in=chosen, table__workspace=row.workspace)
    return Task.objects.filter(pk__in=seen.values("pk")).order_by("pk")


def _meeting(desk: Desk, number: int) -> Meeting:
    """The meeting, or 404 where this person may not read of it."""
    return typed.row(meetings.meetings_seen(desk.person, on=desk.on).select_related("chair__unit", "workspace"), number)


def _address(row: Meeting) -> str:
    return reverse("office-meeting", args=[row.pk])


def _name(row: Meeting) -> str:
    return f"{row.get_kind_display()}{row.on:%Y-%m-%d}"
