"""The form of one period's report: drafted, with what is asked at entry answered in place, and submitted by the head."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from luoshi.delivering import working
from luoshi.delivering.clocks.periods import period, reporting_day
from luoshi.delivering.life import plan_of
from luoshi.delivering.lights import periods_of
from luoshi.delivering.models import Report, Task
from luoshi.delivering.rights import task_step
from luoshi.errors import DeliverError, LuoshiError
from luoshi.web.office.door import Desk, desk, refused
from luoshi.web.office.tasks.progress import usual_unit
from luoshi.web.office.tasks.typed import TypedReport, amount_of_typed, open_questions


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, desk: Desk, number: int, key: str) -> HttpResponse:
    """The form; saved it stays open where something is asked, submitted it leads back to the task."""
    task, page = desk.task(number), reverse("office-task", args=[number])
    try:
        span = period(key)
    except ValueError:
        raise Http404 from None
    there = task.reports.filter(period=key).first()
    if there is None and (span.first > desk.on or span not in periods_of(task)):
        raise Http404
    try:
        task_step(desk.person, "report", task, on=desk.on)
        if there is not None and there.state in ("submitted", "accepted"):
            raise DeliverError("L711", str(task), state="已报送", action="填报进展", english="report")
    except LuoshiError as error:
        return refused(request, error, back=page)
    if request.method != "POST":
        typed = TypedReport.of_report(there) if there else TypedReport(unit=usual_unit(task))
        return _form(request, desk, task, key, typed, there)
    typed = TypedReport.of_form(request.POST)
    try:
        there = kept(desk, task, key, typed, there)
        if request.POST.get("do") == "submit":
            working.submit(there, version=there.version, person=desk.person, on=desk.on)
            return HttpResponseRedirect(page)
    except LuoshiError as error:
        now = task.reports.filter(period=key).first()
        typed.version = now.version if now else None
        return _form(request, desk, task, key, typed, now, error=error)
    asked = working.questions(task, period=key, value=there.value, words=there.words)
    unanswered = any(not str(there.answers.get(name, "")).strip() for name in asked)
    return HttpResponseRedirect(reverse("office-report", args=[number, key]) + "?saved=1" if unanswered else page)


def kept(desk: Desk, task: Task, key: str, typed: TypedReport, there: Report | None) -> Report:
    """Save what was typed, where it says anything that is not there yet. Raises as `working.save_report`."""
    if there is not None and typed.version == there.version and there.state == "draft" and typed.same_as(TypedReport.of_report(there)):
        return there
    return working.save_report(task, key, **typed.fields(), person=desk.person, on=desk.on)


def asked_of(task: Task, key: str, typed: TypedReport) -> Any:
    """What is asked about a report as it was typed; nothing about a value that is no number."""
    try:
        value = amount_of_typed(typed.value, "")
    except LuoshiError:
        value = None
    return open_questions(working.questions(task, period=key, value=value, words=typed.words), typed.answers)


def named(report: Report | None) -> str:
    """What the report's period is called; nothing for none."""
    return period(report.period).name if report else ""


def _form(
    request: HttpRequest, desk: Desk, task: Task, key: str, typed: TypedReport, there: Report | None, *, error: LuoshiError | None = None
) -> HttpResponse:
    plan, span = plan_of(task), period(key)
    nodes = plan.nodes if plan and plan.state == "accepted" else []
    before = task.reports.filter(period__lt=key).exclude(state="returned").order_by("period").last()
    context = {
        "room": "board", "desk": desk, "task": task, "period": span, "asked_for": reporting_day(span), "typed": typed, "report": there,
        "nodes": list(enumerate(nodes)), "before": before, "questions": asked_of(task, key, typed) if there or error else [],
        "before_name": named(before), "error": error, "other": there if error is not None and error.number == "L712" else None,
        "head": _may_submit(desk, task), "saved": request.GET.get("saved"),
    }  # fmt: skip
    status = 200 if error is None else 409 if error.number in ("L711", "L712") else 422
    return render(request, "office/tasks/report.html", context, status=status)


def _may_submit(desk: Desk, task: Task) -> bool:
    try:
        task_step(desk.person, "submit", task, on=desk.on)
    except LuoshiError:
        return False
    return True
