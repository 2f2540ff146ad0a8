"""Why a light is what it is, in a sentence or two as an official would write them."""

from __future__ import annotations

from datetime import date

from .judging import Judged, Step
from .wording import amount_said, day_said, target_said


def why(state: str, judged: Judged) -> str:
    """The reason for the state, and that the clock stands where it does."""
    said = {
        "closed": _closed,
        "on_course": _on_course,
        "behind": _behind,
        "overdue": _overdue,
        "not_started": _not_started,
    }
    standing = "现处于经批准的暂停期。" if judged.paused and state != "closed" else ""
    return said[state](judged) + standing


def _closed(judged: Judged) -> str:
    ending, day = judged.promise.ending, _day(judged.closed)
    return f"已于{day}销号。" if ending == "销号" else f"已于{day}按{ending}处理，结束督办。"


def _overdue(judged: Judged) -> str:
    end = judged.end
    days = (judged.as_of - end.day).days if end else 0
    undone = [step for step in judged.steps if step.node and step.node.value is None and not step.done]
    rest = f"尚有{len(undone)}个节点未完成。" if undone else ""
    target, figure = judged.promise.target, judged.figure
    if target and figure:
        rest = f"截至{_day(figure.measured_to)}为{amount_said(figure.value, target.unit)}，目标为{target_said(target.value, target.unit, at_most=target.at_most)}。"
    elif target:
        rest = "至今未报数。"
    return f"办结时限{_day(end.day if end else None)}已过，逾期{days}天，未见办结。{rest}"


def _behind(judged: Judged) -> str:
    said = ""
    if judged.missed:
        first, others = judged.missed[0], len(judged.missed) - 1
        said = f"办理方案节点{_named(first)}已过{(judged.as_of - first.day).days}天，未见完成。"
        if others:
            said += f"另有{others}个节点未完成。"
    if judged.short and judged.measured:
        said += _short(judged, judged.measured)
    return said


def _short(judged: Judged, step: Step) -> str:
    target, figure = judged.promise.target, judged.figure
    planned = step.node.value if step.node else None
    if planned is None:
        return ""
    unit, at_most = (target.unit, target.at_most) if target else ("", False)
    wanted = target_said(planned, unit, at_most=at_most)
    if figure is None:
        return f"办理方案节点{_named(step)}计划为{wanted}，至今未报数。"
    since = "，此后未报数" if figure.measured_to < step.day else ""
    there = f"截至{_day(figure.measured_to)}为{amount_said(figure.value, unit)}"
    gap = figure.value - planned if at_most else planned - figure.value
    if gap <= 0:  # as good as planned, but measured before the node's day, and such a figure may fall again
        return f"{there}{since}；办理方案节点{_named(step)}计划为{wanted}，有待数据。"
    return f"{there}，{'超出' if at_most else '低于'}办理方案节点{_named(step)}计划的{amount_said(planned, unit)}，{'超' if at_most else '差'}{amount_said(gap, unit)}{since}。"


def _on_course(judged: Judged) -> str:
    if judged.finished:
        late = (judged.finished - judged.end.day).days if judged.end else 0
        return f"已于{_day(judged.finished)}申请办结{f'（逾期{late}天）' if late > 0 else ''}，待核查销号。"
    target, figure = judged.promise.target, judged.figure
    if judged.achieved:
        if target and figure:
            return f"截至{_day(figure.measured_to)}为{amount_said(figure.value, target.unit)}，目标{target_said(target.value, target.unit, at_most=target.at_most)}已达到，待申请办结。"
        return "办理方案各节点均已完成，待申请办结。"
    return _so_far(judged) + _ahead(judged)


def _so_far(judged: Judged) -> str:
    """What was done and reached, and what is not known yet."""
    parts = []
    worded = [step for step in judged.steps if step.node and step.node.value is None]
    if done := [step for step in worded if step.done]:
        parts.append(f"办理方案{len(worded)}个节点已完成{len(done)}个")
    target, figure, measured = judged.promise.target, judged.figure, judged.measured
    unit = target.unit if target else ""
    if figure:
        there = f"截至{_day(figure.measured_to)}为{amount_said(figure.value, unit)}"
        if measured and measured.node and measured.node.value is not None:
            at_most = target is not None and target.at_most
            there += f"，达到节点{_named(measured)}计划的{target_said(measured.node.value, unit, at_most=at_most)}"
        parts.append(there)
    if waiting := judged.waiting:
        step = waiting[0]
        until = f"{_day(step.report_by)}前报送" if step.report_by and judged.as_of <= step.report_by else "待审核"
        name = f"办结时限（{_day(step.day)}）" if step.node is None else f"节点{_named(step)}"
        parts.append(f"{name}已到，情况{until}")
    if not parts:
        return (
            "已报送进展，尚无到期节点。"
            if judged.steps or judged.end
            else "已报送进展，办理方案未明确时限和节点，无从比对。"
        )
    return "；".join(parts) + "。"


def _ahead(judged: Judged) -> str:
    coming = [step for step in judged.steps if not step.passed and not step.done]
    if coming:
        return f"下一节点为{_named(coming[0])}。"
    if judged.end and not judged.end.passed:
        return f"办结时限为{_day(judged.end.day)}，未到。"
    return ""


def _not_started(judged: Judged) -> str:
    if judged.starts and judged.as_of < judged.starts:
        return f"定于{_day(judged.starts)}启动，时间未到。"
    if judged.steps:
        return f"首个节点{_named(judged.steps[0])}未到，尚未报送进展。"
    if judged.end:
        return f"办结时限为{_day(judged.end.day)}，未到，尚未报送进展。"
    return "时限和节点待办理方案明确，尚未报送进展。"


def _named(step: Step) -> str:
    inner = step.what.replace("“", "‘").replace("”", "’")
    return f"“{inner}”（{_day(step.day)}）"


def _day(day: date | None) -> str:
    return day_said(day) if day else ""
