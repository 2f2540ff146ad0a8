"""The form of a 办理方案: the lead files it, or files it anew after it came back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from luoshi.delivering import working
from luoshi.delivering.life import plan_of
from luoshi.delivering.lights import target_of
from luoshi.delivering.rights import task_step
from luoshi.errors import DeliverError, LuoshiError
from luoshi.web.office.door import Desk, desk, refused
from luoshi.web.office.tasks.typed import TypedPlan

ROOM = 4
"""Rows for nodes that are there at first: a year has four quarters."""


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The form; what was typed stays in it whatever is refused."""
    task = desk.task(number)
    page, there = reverse("office-task", args=[number]), plan_of(task)
    try:
        task_step(desk.person, "plan", task, on=desk.on)
    except LuoshiError as error:
        return refused(request, error, back=page)
    context: dict[str, Any] = {"room": "board", "desk": desk, "task": task, "plan": there, "target": target_of(task)}
    if request.method != "POST":
        due = task.due.isoformat() if task.due else ""
        typed = TypedPlan.of_plan(there) if there else TypedPlan(due=due)
        return render(request, "office/tasks/plan.html", context | {"typed": typed.with_room(max(1, ROOM - len(typed.nodes)))})
    typed = TypedPlan.of_form(request.POST)
    if "more" in request.POST:
        return render(request, "office/tasks/plan.html", context | {"typed": typed.with_room(ROOM)})
    try:
        if typed.version != (str(there.version) if there else ""):
            typed.version = str(there.version) if there else ""
            raise DeliverError("L712", str(task), who="有人")
        working.file_plan(task, **typed.fields(), person=desk.person, on=desk.on)
    except LuoshiError as error:
        other = there if error.number == "L712" else None
        return render(request, "office/tasks/plan.html", context | {"typed": typed, "error": error, "other": other}, status=_status(error))
    return HttpResponseRedirect(page)


def _status(error: LuoshiError) -> int:
    return 409 if error.number in ("L711", "L712") else 422
