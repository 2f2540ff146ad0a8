"""The workbook a unit is sent to report in, a row a task; and what it filled in, taken as drafts row by row."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import IO, Any

from luoshi.delivering.clocks.periods import Period
from luoshi.delivering.clocks.wording import amount_said, day_said
from luoshi.delivering.lights import periods_of, with_work
from luoshi.delivering.models import Report, Task
from luoshi.delivering.rights import seen_tasks
from luoshi.delivering.sheets.workbooks import Line, Sheet, bytes_of, lines, written
from luoshi.delivering.steps import TASK_STEPS
from luoshi.delivering.working import save_report
from luoshi.errors import DeliverError
from luoshi.people.establishment import below
from luoshi.people.models import Unit, User

SHEET = "填报"
SHOWN = ("序号", "任务内容", "目标", "节点", "上期完成值")
FILLED = ("完成值", "单位", "进展", "问题", "需协调事项", "完成节点")
HIDDEN = ("任务编号", "报告期", "版本")
HEADS = (*SHOWN, *FILLED, *HIDDEN)
_WIDTHS = (6, 40, 16, 28, 12, 12, 8, 50, 24, 24, 10)


@dataclass(slots=True)
class Taken:
    """What became of a workbook that came back."""

    saved: list[Report] = field(default_factory=list)
    same: int = 0
    """Rows that say what is there already, or nothing."""
    told: list[tuple[str, str]] = field(default_factory=list)
    """Rows that were not taken: where, and why, in Chinese."""


def report_sheet(unit: Unit, period: Period, *, person: User, on: date) -> bytes:
    """The unit's workbook for a period: the tasks it and those below it lead that the person sees, with what is drafted so far."""
    led = seen_tasks(person, on=on).filter(lead__in=below([unit]), table__state="issued", state__in=TASK_STEPS["report"].before)
    found = with_work(Task.objects.filter(pk__in=led.values("pk"))).order_by("table", "part", "position")
    rows = [_row(task, period) for task in found if period in periods_of(task)]
    return written([Sheet(SHEET, HEADS, rows, _WIDTHS, frozenset(HIDDEN))])


def read_report_sheet(file: Path | IO[bytes], *, person: User, on: date) -> Taken:
    """Save each filled row as a draft. A row that cannot be taken is told, the others are kept. Raises L745 for no such workbook."""
    taken = Taken()
    for line in lines(bytes_of(file), SHEET, [*FILLED, *HIDDEN]):
        try:
            report = _saved(line, person, on)
        except DeliverError as error:
            taken.told.append((str(line), error.chinese))
            continue
        if report is None:
            taken.same += 1
        else:
            taken.saved.append(report)
    return taken


def _row(task: Task, period: Period) -> list[object]:
    reports = {report.period: report for report in task.reports.all()}
    report = reports.get(period.key)
    before = [each for key, each in sorted(reports.items()) if key < period.key and each.value is not None and each.state == "accepted"]
    shown = [
        task.position, task.words, "；".join(str(each.get("words", "")) for each in task.measures), _nodes_said(task),
        _value_said(before[-1]) + before[-1].unit_of_value if before else "",
    ]  # fmt: skip
    filled = [""] * len(FILLED)
    if report is not None:
        done = "、".join(str(node + 1) for node in report.nodes)
        filled = [_value_said(report), report.unit_of_value, report.words, report.blocks, report.help, done]
    return [*shown, *filled, task.pk, period.key, report.version if report else 0]


def _saved(line: Line, person: User, on: date) -> Report | None:
    """The draft saved; None where the row says nothing new. Raises DeliverError."""
    if line.formulas:
        raise _wrong(f"“{'、'.join(line.formulas)}”是公式，请改成数值或文字")
    number, version = _whole(line["任务编号"]), _whole(line["版本"])
    task = seen_tasks(person, on=on).filter(pk=number, table__state="issued").select_related("table", "lead", "leader").first()
    if task is None:
        raise _wrong("没有这项任务，请重新下载填报表")
    value = _value(line["完成值"])
    nodes = [_whole(each) - 1 for each in line["完成节点"].replace(",", "、").replace("，", "、").split("、") if each.strip()]
    fields: dict[str, Any] = {
        "words": line["进展"], "value": value, "unit_of_value": line["单位"], "blocks": line["问题"], "help_needed": line["需协调事项"],
        "nodes": nodes,
    }  # fmt: skip
    there = Report.objects.filter(task=task, period=line["报告期"]).first()
    if _same(fields, there):
        return None
    if there is not None and version != there.version:
        raise DeliverError("L712", str(task), who="有人")
    answers = there.answers if there else {}
    return save_report(task, line["报告期"], **fields, answers=answers, version=version or None, person=person, on=on)


def _same(fields: dict[str, Any], there: Report | None) -> bool:
    if there is None:
        return not any(fields[name] for name in ("words", "blocks", "help_needed", "nodes")) and fields["value"] is None
    said = {"words": there.words, "value": there.value, "unit_of_value": there.unit_of_value, "blocks": there.blocks, "nodes": there.nodes}
    return fields == {**said, "help_needed": there.help}


def _value(cell: str) -> Decimal | None:
    plain = cell.replace(",", "").replace("，", "").strip()
    if not plain:
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation as error:
        raise _wrong(f"完成值“{cell[:20]}”不是数字（单位请写在“单位”一栏）") from error
    if not value.is_finite() or abs(value) >= 10**15:
        raise _wrong("完成值过大")
    return value.quantize(Decimal("0.0001"))


def _whole(cell: str) -> int:
    if not (cell.isascii() and cell.isdigit() and len(cell) <= 15):
        raise _wrong(f"“{cell[:20]}”应为序号")
    return int(cell)


def _value_said(report: Report) -> str:
    return "" if report.value is None else amount_said(report.value)


def _nodes_said(task: Task) -> str:
    plan = getattr(task, "plan", None)
    if plan is None or plan.state != "accepted":
        return ""
    nodes = enumerate(plan.nodes, 1)
    return "\n".join(f"{n}. {day_said(date.fromisoformat(node['on']))}：{node['what']}{'（已完成）' * bool(node['done_on'])}" for n, node in nodes)


def _wrong(what: str) -> DeliverError:
    return DeliverError("L716", what=what)
