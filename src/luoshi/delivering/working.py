"""After issue: plans of work, reports by period, and closing. A unit drafts, its head submits, the office accepts or returns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from luoshi.delivering.clocks.periods import period as period_of_key
from luoshi.delivering.clocks.wording import amount_said
from luoshi.delivering.models import Closing, Report, Task, WorkPlan
from luoshi.delivering.recording import changed, moved, recorded, seen
from luoshi.delivering.rights import task_step
from luoshi.delivering.steps import ENDINGS, TASK_STEPS
from luoshi.errors import DeliverError
from luoshi.people.models import User

LONGEST = 4000
_EMPTY_WORDS = re.compile(
    r"有序推进|稳步推进|扎实推进|正常推进|按计划推进|持续推进|积极推进|加快推进|正在推进|进展顺利|总体顺利|取得(?:积极|阶段性)?(?:进展|成效)|高度重视|抓紧办理"
)
_FACT = re.compile(r"\d|[一二三四五六七八九十百千万两]+(?:个|项|家|次|条|公里|户|人|座|处|场|份|批|亩|万|%)|《|签订|印发|开工|竣工|完工|验收|投用|通车|出台|挂牌|中标|批复")


def file_plan(
    task: Task, *, standard: str, form: str, nodes: Sequence[Mapping[str, Any]], head: str, liaison: str, due: date, person: User, on: date
) -> WorkPlan:  # fmt: skip
    """The lead files its 办理方案. `nodes`: each {on: date, what, value: number or None, unit}, at least one, in order, none after `due`.

    Raises L710, L711 before issue or once accepted, L716 for what is empty or out of order.
    """
    post = task_step(person, "plan", task, on=on)
    for what, words in (("完成标准", standard), ("成果形式", form), ("分管负责人", head), ("联络员", liaison)):
        if not words.strip():
            raise DeliverError("L716", what=f"请填写{what}")
    days = [each["on"] for each in nodes]
    if not nodes or days != sorted(days) or days[-1] > due or any(not str(each["what"]).strip() for each in nodes):
        raise DeliverError("L716", what="节点至少一个，按日期先后，不晚于完成时限，并写明内容")
    kept = [
        {
            "on": each["on"].isoformat(), "what": str(each["what"]).strip(), "value": each.get("value"),
            "unit": str(each.get("unit") or "")[:20], "done_on": None,
        }
        for each in nodes
    ]  # fmt: skip
    said = {
        "standard": standard, "form": form[:200], "nodes": kept, "head": head[:50], "liaison": liaison[:50], "due": due,
        "filed_on": on,
    }  # fmt: skip
    with recorded(person, post, "plan", on=on) as entry:
        plan, made = WorkPlan.objects.get_or_create(task=task, defaults=said)
        if not made:
            changed(plan, **said, state="submitted", returned_why="")
        entry.done(plan, {"task": task.pk, "nodes": len(kept), "due": due.isoformat()})
    return plan


def accept_plan(plan: WorkPlan, *, version: int, person: User, on: date) -> None:
    """The office agrees: the task is under way, due when the plan says unless the table said so before."""
    post = task_step(person, "accept-plan", plan.task, on=on)
    with recorded(person, post, "accept-plan", on=on) as entry:
        seen(plan, version)
        changed(plan, state="accepted", accepted_on=on)
        moved(plan.task, "accept-plan", TASK_STEPS["accept-plan"], entry, due=plan.task.due or plan.due)


def return_plan(plan: WorkPlan, why: str, *, version: int, person: User, on: date) -> None:
    """The office sends it back, with the reason."""
    post = task_step(person, "return-plan", plan.task, on=on)
    with recorded(person, post, "return-plan", on=on, why=why) as entry:
        seen(plan, version)
        changed(plan, state="returned", returned_why=why.strip())
        entry.done(plan, {"task": plan.task_id})


def questions(task: Task, *, period: str, value: Decimal | None, words: str) -> dict[str, str]:
    """What is asked at entry: a figure that falls or jumps, and words with no fact in them. Question → its words.

    The unit answers (or corrects) before it submits; nothing is refused for being surprising.
    """
    asked = {}
    before = task.reports.filter(period__lt=period, value__isnull=False).exclude(state="returned").order_by("period").last()
    if value is not None and before is not None and before.value is not None:
        if value < before.value:
            asked["falls"] = f"本期{amount_said(value)}，比{period_of_key(before.period).name}的{amount_said(before.value)}少：是否更正上期，或说明原因"
        elif before.value > 0 and value > 3 * before.value:
            asked["jumps"] = f"本期{amount_said(value)}，是{period_of_key(before.period).name}的三倍以上：请核对单位和口径"
    if _EMPTY_WORDS.search(words) and not _FACT.search(words):
        asked["no-fact"] = "进展里没有可核对的事实：做了什么、多少、到哪一步"
    return asked


def save_report(
    task: Task, period: str, *, words: str, value: Decimal | None = None, unit_of_value: str = "", blocks: str = "", help_needed: str = "",
    answers: Mapping[str, str] = {}, nodes: Sequence[int] = (), version: int | None = None, person: User, on: date,
) -> Report:  # fmt: skip
    """Write or change the draft of a period's report. `nodes`: positions of the plan's nodes it says are done. `version`: the one that was changed; None for a new one.

    Raises L710, L711 once it is submitted or accepted, L712 where somebody wrote it meanwhile, L716 for a period the table is
    not reported on in.
    """
    post = task_step(person, "report", task, on=on)
    _of_table(task, period)
    if not words.strip() or len(words) > LONGEST:
        raise DeliverError("L716", what=f"请写明进展（{LONGEST} 字以内）")
    fields = {
        "words": words.strip(), "value": value, "unit_of_value": unit_of_value[:20], "blocks": blocks.strip()[:LONGEST],
        "help": help_needed.strip()[:LONGEST], "answers": dict(answers), "state": "draft", "nodes": _of_plan(task, nodes),
    }  # fmt: skip
    with recorded(person, post, "report", on=on) as entry:
        report = Report.objects.select_for_update().filter(task=task, period=period).first()
        if report is None:
            report = Report.objects.create(task=task, period=period, **fields)
        else:
            if report.state in ("submitted", "accepted"):
                raise DeliverError("L711", str(task), state="已报送", action="填报进展", english="report")
            if version != report.version:
                raise DeliverError("L712", str(task), who="有人")
            changed(report, **fields)
        entry.done(report, {"task": task.pk, "period": period, "value": None if value is None else str(value), "words": words.strip()})
    return report


def submit(report: Report, *, version: int, person: User, on: date) -> None:
    """The unit's head submits it. Raises L717 while what was asked at entry has no answer."""
    task = report.task
    post = task_step(person, "submit", task, on=on)
    if report.state not in ("draft", "returned"):
        raise DeliverError("L711", str(task), state="已报送", action="报送进展", english="submit")
    asked = questions(task, period=report.period, value=report.value, words=report.words)
    open_ones = [words for name, words in asked.items() if not str(report.answers.get(name, "")).strip()]
    if open_ones:
        raise DeliverError("L717", str(task), what="；".join(open_ones))
    with recorded(person, post, "submit", on=on) as entry:
        seen(report, version)
        changed(report, state="submitted", submitted_on=on, returned_why="")
        entry.done(report, {"period": report.period})


def accept_report(report: Report, *, version: int, person: User, on: date) -> None:
    """The office takes it: from now on it is what the task has reached."""
    post = task_step(person, "accept", report.task, on=on)
    _submitted(report, "采用进展")
    with recorded(person, post, "accept", on=on) as entry:
        seen(report, version)
        changed(report, state="accepted", accepted_on=on)
        _tick_off(report, on)
        entry.done(report, {"period": report.period})


def return_report(report: Report, why: str, *, version: int, person: User, on: date) -> None:
    """The office sends it back, with the reason."""
    post = task_step(person, "return", report.task, on=on)
    _submitted(report, "退回进展")
    with recorded(person, post, "return", on=on, why=why) as entry:
        seen(report, version)
        returned = {"submitted_on": _day(report.submitted_on), "on": on.isoformat(), "why": why.strip()}
        changed(report, state="returned", returned_why=why.strip(), returns=[*report.returns, returned])
        entry.done(report, {"period": report.period})


def ask_closing(task: Task, how: str, words: str, *, person: User, on: date) -> Closing:
    """The lead applies to close the task: `closed`, or `standing`, `carried`, `adjusted`, `ended`. Raises L716 for another way."""
    post = task_step(person, "ask-closing", task, on=on)
    if how not in ENDINGS or not words.strip():
        raise DeliverError("L716", what="请写明办结方式和完成情况")
    with recorded(person, post, "ask-closing", on=on) as entry:
        closing = Closing.objects.create(task=task, how=how, words=words.strip(), asked_on=on)
        moved(task, "ask-closing", TASK_STEPS["ask-closing"], entry)
        entry.done(closing, {"how": how, "words": words.strip()})
    return closing


def check(closing: Closing, found: str, *, true: bool, person: User, on: date) -> None:
    """The office has looked (spot check, site visit): what it found, and whether what was said is so."""
    post = task_step(person, "check", closing.task, on=on)
    if not found.strip():
        raise DeliverError("L716", what="请写明核查情况")
    with recorded(person, post, "check", on=on) as entry:
        changed(closing, checked=found.strip(), found_true=true, state="checked", checked_on=on)
        if not true:
            Report.objects.filter(task=closing.task, state="accepted").update(untrue=True)
        moved(closing.task, "check", TASK_STEPS["check"], entry)
        entry.done(closing, {"found": found.strip(), "true": true})


def refuse_closing(closing: Closing, why: str, *, person: User, on: date) -> None:
    """Not closed: the task goes on."""
    post = task_step(person, "refuse-closing", closing.task, on=on)
    with recorded(person, post, "refuse-closing", on=on, why=why) as entry:
        changed(closing, state="refused", refused_why=why.strip(), refused_on=on)
        moved(closing.task, "refuse-closing", TASK_STEPS["refuse-closing"], entry)


def approve_closing(closing: Closing, *, person: User, on: date, why: str = "") -> None:
    """销号 by the office after a check that found it true; another ending by the leader in charge or the head, with the reason."""
    task = closing.task
    name = "close" if closing.how == "closed" else "end"
    post = task_step(person, name, task, on=on)
    if closing.state != "checked" or not closing.found_true:
        raise DeliverError("L711", str(task), state="核查未通过", action=TASK_STEPS[name].name, english=name)
    with recorded(person, post, name, on=on, why=why) as entry:
        changed(closing, state="approved", approved_on=on)
        moved(task, name, TASK_STEPS[name], entry, after=closing.how, closed_on=on)


def _of_table(task: Task, key: str) -> None:
    """Raise L716 for a period that is none, or not one that this table is reported on in."""
    try:
        frequency = period_of_key(key).frequency
    except ValueError as error:
        raise DeliverError("L716", key, what="没有这个报告期") from error
    if frequency != task.table.frequency:
        raise DeliverError("L716", key, what="不是本表的报告周期")


def _of_plan(task: Task, nodes: Sequence[int]) -> list[int]:
    """Positions of nodes that the task's accepted plan has. Raises L716 for others."""
    plan = WorkPlan.objects.filter(task=task, state="accepted").first()
    there = len(plan.nodes) if plan else 0
    if any(not 0 <= each < there for each in nodes):
        raise DeliverError("L716", str(task), what="办理方案里没有这个节点")
    return sorted(set(nodes))


def _tick_off(report: Report, on: date) -> None:
    """The nodes that the accepted report says are done are done from this day."""
    plan = WorkPlan.objects.select_for_update().filter(task=report.task).first()
    if plan is None or not report.nodes:
        return
    nodes = [
        {**node, "done_on": node.get("done_on") or on.isoformat()} if n in report.nodes else node for n, node in enumerate(plan.nodes)
    ]
    changed(plan, nodes=nodes)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _submitted(report: Report, action: str) -> None:
    if report.state != "submitted":
        raise DeliverError("L711", str(report.task), state="未报送", action=action, english="accept")
