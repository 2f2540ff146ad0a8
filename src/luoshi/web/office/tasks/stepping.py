"""Steps that are one button, with a few words at most: each name in the address stands for one verb of the flow."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from luoshi.delivering import working
from luoshi.delivering.life import plan_of
from luoshi.delivering.models import Closing, Report, Task, WorkPlan
from luoshi.web.office.door import Desk, desk, take
from luoshi.web.office.typed import version as version_of
from luoshi.web.office.typed import words

Taken = Callable[[Desk, Task, QueryDict], object]


@desk
@require_POST
def step(request: HttpRequest, desk: Desk, number: int, step: str) -> HttpResponse:
    """Take the step and go back to where it was taken from."""
    return take(request, STEPS, step, desk, desk.task(number), back=reverse("office-task", args=[number]))


def _accept_plan(desk: Desk, task: Task, given: QueryDict) -> None:
    working.accept_plan(_plan(task), version=version_of(given), person=desk.person, on=desk.on)


def _return_plan(desk: Desk, task: Task, given: QueryDict) -> None:
    working.return_plan(_plan(task), words(given, "why"), version=version_of(given), person=desk.person, on=desk.on)


def _submit(desk: Desk, task: Task, given: QueryDict) -> None:
    working.submit(_report(task, given), version=version_of(given), person=desk.person, on=desk.on)


def _accept(desk: Desk, task: Task, given: QueryDict) -> None:
    working.accept_report(_report(task, given), version=version_of(given), person=desk.person, on=desk.on)


def _return(desk: Desk, task: Task, given: QueryDict) -> None:
    working.return_report(_report(task, given), words(given, "why"), version=version_of(given), person=desk.person, on=desk.on)


def _ask_closing(desk: Desk, task: Task, given: QueryDict) -> None:
    working.ask_closing(task, given.get("how", ""), words(given, "words"), person=desk.person, on=desk.on)


def _check(desk: Desk, task: Task, given: QueryDict) -> None:
    working.check(_closing(task), words(given, "found"), true=given.get("true") == "1", person=desk.person, on=desk.on)


def _refuse_closing(desk: Desk, task: Task, given: QueryDict) -> None:
    working.refuse_closing(_closing(task), words(given, "why"), person=desk.person, on=desk.on)


def _approve_closing(desk: Desk, task: Task, given: QueryDict) -> None:
    working.approve_closing(_closing(task), person=desk.person, on=desk.on, why=words(given, "why"))


STEPS: dict[str, Taken] = {
    "accept-plan": _accept_plan, "return-plan": _return_plan, "submit": _submit, "accept": _accept, "return": _return,
    "ask-closing": _ask_closing, "check": _check, "refuse-closing": _refuse_closing, "approve-closing": _approve_closing,
}  # fmt: skip


def _plan(task: Task) -> WorkPlan:
    plan = plan_of(task)
    if plan is None:
        raise Http404
    return plan


def _report(task: Task, given: QueryDict) -> Report:
    report = task.reports.filter(period=given.get("period", "")[:8]).first()
    if report is None:
        raise Http404
    return report


def _closing(task: Task) -> Closing:
    closing = task.closings.filter(state__in=["asked", "checked"]).first()
    if closing is None:
        raise Http404
    return closing
