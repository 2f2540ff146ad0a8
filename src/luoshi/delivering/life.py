"""A task's life in order: where it stands on its way, each period with its report, and what the journal says of it. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from luoshi.delivering.clocks.periods import Period, period, reporting_day
from luoshi.delivering.lights import periods_of
from luoshi.delivering.models import AgendaItem, Closing, Evidence, Instruction, Letter, Report, Task, WorkPlan
from luoshi.delivering.steps import ENDINGS, OPEN, TASK_STATES
from luoshi.delivering.telling import act_of, when_of, who_of
from luoshi.ledger.journal import JournalEntry

SENT = ("sent", "answered", "settled")
MOST_ENTRIES = 300
_MOMENT = timedelta(seconds=1)
_TABLE_STAGES = {"drafting": 0, "consulting": 1, "reviewing": 2, "signing": 2}
_TASK_STAGES = {"planning": 3, "underway": 4, "asked": 5, "checking": 5}
_TABLE_ACTIONS = ("draft", "consult", "send-up", "approve", "sign", "redraft")
REPORT_STATES = {"draft": "填报中", "submitted": "待审", "accepted": "已采用", "returned": "已退回"}


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the way, done, at hand or ahead."""

    name: str
    state: str
    """done, now or ahead."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One period: when its report is asked for and why on that day, and the report where there is one."""

    period: Period
    asked: date
    why: str
    report: Report | None
    evidence: Sequence[Evidence] = ()

    @property
    def word(self) -> str:
        return REPORT_STATES[self.report.state] if self.report is not None else ""


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of the journal as people read it."""

    at: datetime
    who: str
    what: str
    why: str
    more: str


def stages(task: Task, closings: Sequence[Closing], *, consulted: bool) -> list[Stage]:
    """The way from the sentence to closing, and where the task is on it."""
    table, plan = task.table, plan_of(task)
    accepted = [report for report in task.reports.all() if report.state == "accepted"]
    last = closings[-1] if closings and closings[-1].state != "refused" else None
    at = _TABLE_STAGES.get(table.state, _TASK_STAGES.get(task.state, 7))
    notes = {
        "分解": "",
        "征求意见": "" if consulted or at < 2 else "未经此步",
        "印发": _said(table.issued_on),
        "办理方案": _said(plan.accepted_on) if plan and plan.accepted_on else ("已报待审" if plan and plan.state == "submitted" else ""),
        "各期进展": f"已采用 {len(accepted)} 期" if accepted else "",
        "核查": _said(last.checked_on) if last else "",
        ENDINGS.get(task.state, "销号"): _said(task.closed_on),
    }
    return [Stage(name, "done" if n < at else "now" if n == at else "ahead", note) for n, (name, note) in enumerate(notes.items())]


def plan_of(task: Task) -> WorkPlan | None:
    """The plan of work, where one was filed."""
    return getattr(task, "plan", None)


def turns(task: Task, on: date, evidence: Iterable[Evidence] = ()) -> list[Turn]:
    """The periods that have begun, or have a report, in order of time."""
    reports = {report.period: report for report in task.reports.all()}
    periods = {each.key: each for each in periods_of(task) if each.first <= on}
    periods |= {key: period(key) for key in reports if key not in periods}
    files: dict[int | None, list[Evidence]] = {}
    for file in evidence:
        files.setdefault(file.report_id, []).append(file)
    found = []
    for each in sorted(periods.values()):
        day, report = reporting_day(each), reports.get(each.key)
        found.append(Turn(each, day.day, day.why, report, files.get(report.pk, ()) if report is not None else ()))
    return found


def letters_of(task: Task, *, duties: frozenset[str], units: set[int]) -> list[Letter]:
    """Letters that speak of the task: to the office all but withdrawn ones, to its leaders those sent or to be signed, to a unit its own."""
    rows = Letter.objects.filter(tasks=task).select_related("unit").order_by("pk")
    if "supervision" in duties:
        return list(rows.exclude(state="withdrawn"))
    if duties & {"leader", "chief"}:
        return list(rows.filter(state__in=[*SENT, "signing"]))
    sent = rows.filter(state__in=SENT)
    return list(sent if "auditor" in duties else sent.filter(unit__in=units))


def decisions_of(task: Task) -> list[AgendaItem]:
    """What meetings that were held decided about the task, and the decision it came from."""
    rows = AgendaItem.objects.filter(Q(task=task) | Q(became=task), meeting__held=True).select_related("meeting")
    return [item for item in rows.order_by("meeting__on", "pk") if item.decision]


def instructions_of(task: Task) -> list[Instruction]:
    """The leaders' instructions it stands on."""
    return list(Instruction.objects.filter(task=task).select_related("leader__unit"))


def entries_of(task: Task, letters: Iterable[Letter]) -> list[Told]:
    """The journal's entries about the task and all that hangs on it, in order; at most the last `MOST_ENTRIES`."""
    kinds: dict[str, Iterable[int]] = {"task": [task.pk], "letter": [letter.pk for letter in letters]}
    plan = plan_of(task)
    kinds["workplan"] = [plan.pk] if plan else []
    for name in ("opinions", "reports", "closings", "pauses", "questions", "visits", "evidence", "instructions"):
        rows = getattr(task, name)
        kinds[rows.model._meta.model_name] = [row.pk for row in rows.all()]
    about = Q(target_kind="tasktable", target_id=str(task.table_id), action__in=_TABLE_ACTIONS)
    for kind, numbers in kinds.items():
        if keys := [str(number) for number in numbers]:
            about |= Q(target_kind=kind, target_id__in=keys)
    rows = JournalEntry.objects.filter(about).select_related("who").order_by("-number")[:MOST_ENTRIES]
    return _once([_told(entry) for entry in reversed(rows)])


def _once(told: list[Told]) -> list[Told]:
    """A step that changed a task and a row of it has two entries of one moment: read as one."""
    kept: list[Told] = []
    for each in told:
        last = kept[-1] if kept else None
        if last and (last.who, last.what) == (each.who, each.what) and each.at - last.at < _MOMENT and "" in (last.more, each.more):
            kept[-1] = replace(last, more=last.more or each.more)
        else:
            kept.append(each)
    return kept


def _told(entry: JournalEntry) -> Told:
    more = "内容已抹去" if entry.payload is None else _more(entry.content or {})
    return Told(when_of(entry), who_of(entry), act_of(entry), entry.why, more)


def _more(payload: dict[str, Any]) -> str:
    """What of an entry's content is worth reading beside the rows themselves: states, periods, what was changed to what."""
    if "to" in payload and payload.get("from") != payload["to"]:
        words = [TASK_STATES.get(str(payload.get(name)), "") for name in ("from", "to")]
        return " → ".join(words) if all(words) else ""
    if "now" in payload:
        now, was = payload["now"], payload.get("was") or {}
        return "；".join(f"{_FIELDS[name]}：{_short(was.get(name))} → {_short(value)}" for name, value in now.items() if name in _FIELDS)
    if isinstance(key := payload.get("period"), str):
        try:
            return period(key).name
        except ValueError:
            return ""
    return ENDINGS.get(str(payload.get("how", "")), "")


_FIELDS = {"words": "任务内容", "lead": "牵头单位", "joiners": "配合单位", "supplier": "数据来源单位", "leader": "责任领导", "due": "完成时限", "theme": "主题"}


def _short(value: Any) -> str:
    if isinstance(value, list):
        value = "、".join(str(each) for each in value)
    words = str(value) if value not in (None, "") else "空"
    return words if len(words) <= 60 else f"{words[:60]}…"


def _said(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""


def is_open(task: Task) -> bool:
    """Issued and not closed in any way."""
    return task.table.state == "issued" and task.state in OPEN
