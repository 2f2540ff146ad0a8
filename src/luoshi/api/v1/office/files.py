"""Evidence sent up and fetched, and the year's rates: what comes or goes as a file."""

from __future__ import annotations

from datetime import date
from typing import IO, cast

from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import Path, Query

from luoshi.api.v1.office import asked as may
from luoshi.api.v1.office import records, shapes
from luoshi.api.v1.office.key import caller_of, item, there
from luoshi.api.v1.office.records import Record
from luoshi.api.v1.office.router import FILE, WITH_FILE, gives, router, shows
from luoshi.api.v1.parameters import Number
from luoshi.delivering import evidence
from luoshi.delivering.clocks.periods import period as period_of
from luoshi.delivering.models import Evidence, Report
from luoshi.delivering.rates.ledger import export, rates_of


@router.post("tasks/{number}/evidence", response=gives(shapes.Evidence), summary="上传佐证", openapi_extra=WITH_FILE)
def attach(request: HttpRequest, number: Path[Number], asked: Query[may.Attach]) -> Record:
    """内容就是文件本身（application/octet-stream），至多 20 MB；照片里的位置信息会去掉。"""
    caller = caller_of(request)
    task = caller.task(number)
    report = item(Report.objects.filter(task=task, period=asked.period).first()) if asked.period else None
    # Read as it comes and only as far as the limit: the body never stands in memory before its size is known.
    content = cast("IO[bytes]", request)
    made = evidence.attach(task, content, asked.name, report=report, node=asked.node, person=caller.person, on=caller.on)
    return records.evidence(made)


@router.get("evidence/{number}", response=shows(None), summary="下载佐证", openapi_extra=FILE)
def fetch(request: HttpRequest, number: Path[Number]) -> FileResponse:
    """文件的内容，总是作为附件。"""
    caller = caller_of(request)
    found = evidence.opened(number, person=caller.person, on=caller.on)
    return FileResponse(found.path.open("rb"), as_attachment=True, filename=found.name, content_type=found.media_type)


@router.post("evidence/{number}/detach", response=gives(shapes.Evidence), summary="撤回佐证")
def detach(request: HttpRequest, number: Path[Number], said: may.Reason) -> Record:
    """写明理由；报送后只有督查室能撤。"""
    caller = caller_of(request)
    row = there(Evidence.objects.select_related("task__table__workspace", "task__lead", "report").filter(pk=number).first())
    caller.task(row.task_id)
    evidence.detach(row, said.why, person=caller.person, on=caller.on)
    return records.evidence(row)


@router.get("rates", response=shows(shapes.Rates), summary="考评指标")
def rates(request: HttpRequest, asked: Query[may.RatesGiven]) -> Record:
    """一个报告期的各项比率，合计在前，各单位在后；每个数都能查到是哪些行。"""
    caller = caller_of(request)
    found = rates_of(caller.workspace, period_of(asked.period), as_of=asked.as_of or caller.on, person=caller.person, on=caller.on)
    return {"items": [records.unit_rates(each) for each in found]}


@router.post("rates/export", response=gives(None), summary="导出考评指标", openapi_extra=FILE)
def export_rates(request: HttpRequest, said: may.ExportRates) -> HttpResponse:
    """表格文件，带每项指标的定义；导出记入流水。"""
    caller = caller_of(request)
    as_of: date = said.as_of or caller.on
    content = export(caller.workspace, period_of(said.period), said.form, as_of=as_of, person=caller.person, on=caller.on)
    media = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}[said.form]
    name = f"rates-{said.period}-{as_of}.{said.form}"
    return HttpResponse(content, content_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})
