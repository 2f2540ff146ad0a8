"""佐证: files put to a task, saved by whoever may see it, and withdrawn with a reason."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from luoshi.delivering import evidence
from luoshi.delivering.clocks.periods import period
from luoshi.delivering.life import plan_of
from luoshi.delivering.models import Evidence, Report, Task
from luoshi.errors import DeliverError, LuoshiError
from luoshi.web.office.door import Desk, back_to, desk, refused
from luoshi.web.office.papers.taking import sent, takes_file
from luoshi.web.office.supervise.offered import offered_on_task
from luoshi.web.office.typed import words

_HANDED_IN = ("submitted", "accepted")


def forms_for(desk: Desk, task: Task) -> dict[str, Any]:
    """What `office/tasks/more_steps.html` needs beside `task`, under the one name `papers`; empty where nothing is offered.

    In it: whether a file may be added (`attach`), the `periods` (key, name) and `nodes` (position, words) it may be put to, and the
    files that this person may withdraw (`withdrawable`).
    """
    may = offered_on_task(desk, ("attach", "detach"), task) if task.table.state == "issued" else {}
    if not may:
        return {"papers": {}}
    reports = [each for each in task.reports.order_by("-period") if each.state not in _HANDED_IN]
    plan = plan_of(task)
    files = Evidence.objects.filter(task=task, removed_why="").select_related("report", "by") if "detach" in may else []
    office = "supervision" in desk.duties
    return {
        "papers": {
            "attach": "attach" in may, "periods": [(each.period, period(each.period).name) for each in reports],
            "nodes": [(n, node["what"]) for n, node in enumerate(plan.nodes)] if plan else [],
            "withdrawable": [each for each in files if office or each.report is None or each.report.state not in _HANDED_IN],
            "largest": evidence.LARGEST >> 20,
        }
    }  # fmt: skip


@desk
@require_safe
def fetch(request: HttpRequest, desk: Desk, number: int) -> HttpResponseBase:
    """The file, always to be saved: a browser is never to show or run what somebody sent."""
    try:
        found = evidence.opened(number, person=desk.person, on=desk.on)
    except DeliverError as error:
        raise Http404 from error
    response = FileResponse(found.path.open("rb"), as_attachment=True, filename=found.name, content_type=found.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@takes_file(evidence.LARGEST)
def add(request: HttpRequest, desk: Desk, number: int) -> HttpResponseBase:
    """Put a file to the task, to one period's report or a node where the form says so."""
    task, page = desk.task(number), reverse("office-task", args=[number])
    try:
        file, name = sent(request, "一个文件")
        report, node = _report(task, request.POST.get("period", "")), request.POST.get("node", "")
        position = int(node) if node.isascii() and node.isdigit() and len(node) < 4 else None
        evidence.attach(task, file, name, report=report, node=position, person=desk.person, on=desk.on)
    except LuoshiError as error:
        return refused(request, error, back=page)
    return back_to(request, page)


@desk
@require_POST
def remove(request: HttpRequest, desk: Desk, number: int) -> HttpResponseBase:
    """Withdraw it, with the reason."""
    row = Evidence.objects.select_related("task__table__workspace", "task__lead", "report").filter(pk=number).first()
    if row is None:
        raise Http404
    desk.task(row.task_id)  # 404 to whoever may not see it
    page = reverse("office-task", args=[row.task_id])
    try:
        evidence.detach(row, words(request.POST, "why"), person=desk.person, on=desk.on)
    except LuoshiError as error:
        return refused(request, error, back=page)
    return back_to(request, page)


def _report(task: Task, key: str) -> Report | None:
    if not key:
        return None
    found = task.reports.filter(period=key[:8]).first()
    if found is None:
        raise DeliverError("L716", str(task), what="这一期还没有填报，请先保存进展")
    return found
