"""A task after issue: its plan of work, its reports, and closing it."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Path

from luoshi.api.v1.office import asked, records, shapes
from luoshi.api.v1.office.key import Caller, caller_of, item
from luoshi.api.v1.office.records import Record
from luoshi.api.v1.office.router import gives, router
from luoshi.api.v1.parameters import Number
from luoshi.delivering import working
from luoshi.delivering.models import Closing, Report, WorkPlan


@router.post("tasks/{number}/plan", response=gives(shapes.Plan), summary="报送办理方案")
def file_plan(request: HttpRequest, number: Path[Number], said: asked.PlanGiven) -> Record:
    """牵头单位负责人报送；退回后重报也用这个地址。"""
    caller = caller_of(request)
    made = working.file_plan(caller.task(number), **said.dict(), person=caller.person, on=caller.on)
    return records.plan(made)


@router.post("tasks/{number}/plan/accept", response=gives(shapes.Plan), summary="同意办理方案")
def accept_plan(request: HttpRequest, number: Path[Number], said: asked.Seen) -> Record:
    """同意后任务转入办理。"""
    caller, plan = _plan(request, number)
    working.accept_plan(plan, version=said.version, person=caller.person, on=caller.on)
    return records.plan(plan)


@router.post("tasks/{number}/plan/return", response=gives(shapes.Plan), summary="退回办理方案")
def return_plan(request: HttpRequest, number: Path[Number], said: asked.SeenReason) -> Record:
    """写明理由。"""
    caller, plan = _plan(request, number)
    working.return_plan(plan, said.why, version=said.version, person=caller.person, on=caller.on)
    return records.plan(plan)


@router.post("tasks/{number}/reports/{period}", response=gives(shapes.Report), summary="填报进展")
def save_report(request: HttpRequest, number: Path[Number], period: Path[asked.Period], said: asked.ReportGiven) -> Record:
    """存为草稿；asked 里有要说明的，写在 answers 里再存一次。"""
    caller = caller_of(request)
    made = working.save_report(
        caller.task(number), period, words=said.words, value=said.amount, unit_of_value=said.unit_of_value, blocks=said.blocks,
        help_needed=said.help, answers=said.answers, nodes=said.nodes, version=said.version, person=caller.person, on=caller.on,
    )  # fmt: skip
    return records.report(made)


@router.post("tasks/{number}/reports/{period}/submit", response=gives(shapes.Report), summary="报送进展")
def submit_report(request: HttpRequest, number: Path[Number], period: Path[asked.Period], said: asked.Seen) -> Record:
    """单位负责人报送。"""
    caller, report = _report(request, number, period)
    working.submit(report, version=said.version, person=caller.person, on=caller.on)
    return records.report(report)


@router.post("tasks/{number}/reports/{period}/accept", response=gives(shapes.Report), summary="采用进展")
def accept_report(request: HttpRequest, number: Path[Number], period: Path[asked.Period], said: asked.Seen) -> Record:
    """督查室采用。"""
    caller, report = _report(request, number, period)
    working.accept_report(report, version=said.version, person=caller.person, on=caller.on)
    return records.report(report)


@router.post("tasks/{number}/reports/{period}/return", response=gives(shapes.Report), summary="退回进展")
def return_report(request: HttpRequest, number: Path[Number], period: Path[asked.Period], said: asked.SeenReason) -> Record:
    """写明理由。"""
    caller, report = _report(request, number, period)
    working.return_report(report, said.why, version=said.version, person=caller.person, on=caller.on)
    return records.report(report)


@router.post("tasks/{number}/closing", response=gives(shapes.Closing), summary="申请办结")
def ask_closing(request: HttpRequest, number: Path[Number], said: asked.ClosingGiven) -> Record:
    """销号，或长期坚持、跨年结转、依法调整、终止。"""
    caller = caller_of(request)
    return records.closing(working.ask_closing(caller.task(number), said.how, said.words, person=caller.person, on=caller.on))


@router.post("tasks/{number}/closing/check", response=gives(shapes.Closing), summary="核查")
def check(request: HttpRequest, number: Path[Number], said: asked.Check) -> Record:
    """督查室写明核查情况，属实与否。"""
    caller, closing = _closing(request, number)
    working.check(closing, said.found, true=said.true, person=caller.person, on=caller.on)
    return records.closing(closing)


@router.post("tasks/{number}/closing/refuse", response=gives(shapes.Closing), summary="不予办结")
def refuse_closing(request: HttpRequest, number: Path[Number], said: asked.Reason) -> Record:
    """写明理由，任务继续办理。"""
    caller, closing = _closing(request, number)
    working.refuse_closing(closing, said.why, person=caller.person, on=caller.on)
    return records.closing(closing)


@router.post("tasks/{number}/closing/approve", response=gives(shapes.Closing), summary="销号，或批准结转、调整、终止")
def approve_closing(request: HttpRequest, number: Path[Number], said: asked.Approve) -> Record:
    """销号由督查室；其他由分管领导或区长，写明理由。"""
    caller, closing = _closing(request, number)
    working.approve_closing(closing, person=caller.person, on=caller.on, why=said.why)
    return records.closing(closing)


def _plan(request: HttpRequest, number: int) -> tuple[Caller, WorkPlan]:
    """The task's plan. Raises L714 where none was filed."""
    caller = caller_of(request)
    plan = WorkPlan.objects.select_related("task__table__workspace").filter(task=caller.task(number)).first()
    return caller, item(plan)


def _report(request: HttpRequest, number: int, period: str) -> tuple[Caller, Report]:
    caller = caller_of(request)
    task = caller.task(number)
    reports = Report.objects.select_related("task__table__workspace").filter(task=task, period=period)
    # What a unit is still writing is not there for others, nor can they find out that it is.
    return caller, item((reports if task.lead_id in caller.units else reports.exclude(state="draft")).first())


def _closing(request: HttpRequest, number: int) -> tuple[Caller, Closing]:
    """The application that waits. Raises L714 where none does."""
    caller = caller_of(request)
    waiting = Closing.objects.select_related("task__table__workspace").filter(task=caller.task(number), state__in=["asked", "checked"])
    return caller, item(waiting.first())
