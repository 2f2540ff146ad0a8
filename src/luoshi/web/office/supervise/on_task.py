"""What the office, leaders and the lead do about one task beside its reports: questions, visits, pauses of the clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from luoshi.delivering.models import Task
from luoshi.delivering.supervising import pausing, questions, visits
from luoshi.web.office import typed
from luoshi.web.office.door import Desk, desk, take
from luoshi.web.office.supervise.offered import may, offered_on_task

_NAMES = ("question", "answer", "visit", "ask-pause", "approve-pause", "refuse-pause", "end-pause")


def forms_for(desk: Desk, task: Task) -> dict[str, Any]:
    """What `office/supervise/on_task.html` needs beside `task` and `desk`, under the one name `supervise`; empty before issue.

    In it: `may`, the steps open to this person; `unanswered` questions; the `waiting` request for a pause and the `standing` one; whether
    anything is offered at all (`any`).
    """
    if task.table.state != "issued":
        return {"supervise": {}}
    found: dict[str, Any] = dict(offered_on_task(desk, _NAMES, task))
    unanswered = [each for each in task.questions.select_related("post__unit", "by") if each.answered_on is None]
    pauses = list(task.pauses.all())
    waiting = next((each for each in pauses if each.approved_on is None and not each.refused_why), None)
    standing = next((each for each in pauses if each.approved_on is not None and (each.end is None or each.end >= desk.on)), None)
    fits = {
        "answer": bool(unanswered), "ask_pause": waiting is None and standing is None, "approve_pause": waiting is not None,
        "refuse_pause": waiting is not None, "end_pause": standing is not None,
    }  # fmt: skip
    allowed = {name: True for name in found if fits.get(name, True)}
    if task.lead is not None and may(desk, "write-letter", task.table.workspace):
        allowed |= {"letter": True, "instruct": may(desk, "instruct", task.table.workspace)}
    return {"supervise": {"may": allowed, "unanswered": unanswered, "waiting": waiting, "standing": standing, "any": bool(allowed)}}


@desk
@require_POST
def step(request: HttpRequest, desk: Desk, number: int, step: str) -> HttpResponse:
    """Take the step and go back to the task."""
    return take(request, STEPS, step, desk, desk.task(number), back=reverse("office-task", args=[number]))


def _question(desk: Desk, task: Task, given: QueryDict) -> None:
    questions.ask(task, typed.words(given, "words"), person=desk.person, on=desk.on)


def _answer(desk: Desk, task: Task, given: QueryDict) -> None:
    question = typed.row(task.questions.select_related("task__table__workspace", "task__lead"), given.get("question"))
    questions.answer(question, typed.words(given, "words"), version=typed.version(given), person=desk.person, on=desk.on)


def _visit(desk: Desk, task: Task, given: QueryDict) -> None:
    day, where, who, found = typed.day(given, "on", "核查日期"), *(typed.words(given, name) for name in ("where", "who", "found"))
    visits.note_visit(task, day, where, who, found, person=desk.person, on=desk.on)


def _ask_pause(desk: Desk, task: Task, given: QueryDict) -> None:
    start, end = typed.day(given, "start", "起日"), typed.day_if_any(given, "end", "止日")
    pausing.ask_pause(task, start, end, typed.words(given, "why"), person=desk.person, on=desk.on)


def _approve_pause(desk: Desk, task: Task, given: QueryDict) -> None:
    pausing.approve_pause(_pause(task, given), version=typed.version(given), person=desk.person, on=desk.on)


def _refuse_pause(desk: Desk, task: Task, given: QueryDict) -> None:
    pausing.refuse_pause(_pause(task, given), typed.words(given, "why"), version=typed.version(given), person=desk.person, on=desk.on)


def _end_pause(desk: Desk, task: Task, given: QueryDict) -> None:
    last = typed.day(given, "last", "最后一天")
    pausing.end_pause(_pause(task, given), last, version=typed.version(given), person=desk.person, on=desk.on)


def _pause(task: Task, given: QueryDict) -> Any:
    return typed.row(task.pauses.select_related("task__table__workspace", "task__lead"), given.get("pause"))


STEPS: dict[str, Callable[[Desk, Task, QueryDict], None]] = {
    "question": _question, "answer": _answer, "visit": _visit, "ask-pause": _ask_pause, "approve-pause": _approve_pause,
    "refuse-pause": _refuse_pause, "end-pause": _end_pause,
}  # fmt: skip
"""By the names of `TASK_STEPS`."""
