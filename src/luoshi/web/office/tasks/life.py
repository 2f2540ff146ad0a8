"""One task's whole life on one page, from the sentence to its closing, and how far it has come as a picture."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.delivering.clocks.wording import target_said
from luoshi.delivering.life import decisions_of, entries_of, instructions_of, letters_of, plan_of, stages, turns
from luoshi.delivering.lights import light_of, target_of, with_work
from luoshi.delivering.models import Evidence, Report, Task
from luoshi.delivering.steps import ENDINGS
from luoshi.ledger.models import Document
from luoshi.ledger.placing import place
from luoshi.people.access import visible_to
from luoshi.people.establishment import below
from luoshi.web.charts import Look
from luoshi.web.document.addresses import words_address
from luoshi.web.drawing import NotDrawn, svg
from luoshi.web.office.door import Desk, desk
from luoshi.web.office.papers import evidence as papers
from luoshi.web.office.supervise.on_task import forms_for
from luoshi.web.office.tasks.offered import offered
from luoshi.web.office.tasks.progress import progress_of

ASKED = {"falls": "数值下降", "jumps": "数值突增", "no-fact": "缺少事实"}


@desk
@require_safe
def task(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The page; only what this person may do now is offered on it."""
    desk.task(number)  # 404 to whoever may not see it
    task = with_work(Task.objects.filter(pk=number)).select_related("table__document", "plan", "lead", "leader__unit", "supplier", "anchor").get()
    posts = [post for post in desk.posts if post.unit.workspace_id == task.table.workspace_id]
    duties = frozenset(post.duty for post in posts)
    units = below([post.unit for post in posts if post.duty in ("head", "officer")])
    closings, opinions = list(task.closings.all()), list(task.opinions.select_related("unit", "instead", "by"))
    evidence = [each for each in Evidence.objects.filter(task=task).select_related("by") if not each.removed_why]
    letters = letters_of(task, duties=duties, units=units)
    own = task.lead_id in units
    may = offered(desk, task, duties)
    context: dict[str, Any] = {
        "room": "board", "desk": desk, "task": task, "plan": plan_of(task), "may": may, "own": own,
        "joiners": list(task.joiners.all()), "light": light_of(task, desk.on), "original": _original(task, desk),
        "stages": stages(task, closings, consulted=bool(opinions)), "opinions": opinions, "endings": ENDINGS,
        "turns": [(turn, _shown(turn.report, own), _answered(turn.report), _nodes(task, turn.report)) for turn in turns(task, desk.on, evidence)],
        "evidence": [each for each in evidence if each.report_id is None], "closings": [(each, ENDINGS.get(each.how, "")) for each in closings],
        "closing": next((each for each in closings if each.state in ("asked", "checked")), None),
        "letters": letters, "questions": list(task.questions.select_related("post__unit", "by", "answered_by")),
        "visits": list(task.visits.select_related("by")), "pauses": list(task.pauses.select_related("approved_by__unit")),
        "instructions": instructions_of(task), "decisions": decisions_of(task), "entries": entries_of(task, letters),
        "progress": progress_of(task, desk.on), "target": _target(task),
    }  # fmt: skip
    return render(request, "office/tasks/task.html", context | forms_for(desk, task) | papers.forms_for(desk, task))


@desk
@require_safe
def progress(request: HttpRequest, desk: Desk, number: int) -> HttpResponseBase:
    """Value by period against the plan's nodes and the target, drawn."""
    desk.task(number)
    found = progress_of(with_work(Task.objects.filter(pk=number)).get(), desk.on)
    if found is None:
        raise Http404
    look = Look(dark=request.GET.get("theme") == "dark", narrow=request.GET.get("size") == "narrow")
    try:
        response = HttpResponse(svg(found.chart(look)), content_type="image/svg+xml")
    except NotDrawn:
        return HttpResponse("图没有画成，数字见下方各期进展。", status=503, content_type="text/plain; charset=utf-8")
    response["Content-Security-Policy"] = "default-src 'none'"
    return response


def _original(task: Task, desk: Desk) -> str:
    """The address of the sentence in its document, where this person may read that; empty for a row that came otherwise."""
    anchor, document = task.anchor, task.table.document
    if anchor is None or document is None or not visible_to(desk.person, Document.objects.filter(pk=document.pk)).exists():
        return ""
    found = place(anchor, document)
    return words_address(document.pk, *found) if found else ""


def _shown(report: Report | None, own: bool) -> bool:
    """Whether its content is shown: a draft is the unit's own until it is submitted."""
    return report is not None and (own or report.state in ("submitted", "accepted"))


def _answered(report: Report | None) -> list[tuple[str, str]]:
    return [(ASKED.get(name, name), answer) for name, answer in report.answers.items() if answer] if report else []


def _nodes(task: Task, report: Report | None) -> list[str]:
    """What the nodes are called that the report says are done."""
    plan = plan_of(task)
    return [plan.nodes[each]["what"] for each in report.nodes if each < len(plan.nodes)] if report and plan else []


def _target(task: Task) -> str:
    target = target_of(task)
    return target_said(target.value, target.unit, at_most=target.at_most) if target else ""

