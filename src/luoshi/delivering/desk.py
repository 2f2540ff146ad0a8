"""What lies on whose desk: what is mine and due, and what waits for whom. Reads only, writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from luoshi.delivering.clocks.light import SOON
from luoshi.delivering.clocks.periods import Period, reporting_day
from luoshi.delivering.clocks.periods import period as period_of_key
from luoshi.delivering.clocks.workdays import add_workdays
from luoshi.delivering.lights import last_day, light_of, periods_of, with_work
from luoshi.delivering.models import (
    Bulletin,
    Closing,
    Letter,
    Opinion,
    Pause,
    Question,
    Report,
    Task,
    TaskTable,
    WorkPlan,
)
from luoshi.delivering.steps import ENDINGS, OPEN
from luoshi.ledger.journal import JournalEntry, heads
from luoshi.people.models import Workspace

MOST = 8
"""Items of a pile that are shown; the rest stand on the board."""
Row = Task | TaskTable | Letter | Bulletin


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits."""

    row: Row
    words: str
    """The task's words, or what the paper is called."""
    note: str = ""
    """Why it is here: the reason of a return, the period, what was asked."""
    due: date | None = None
    period: str = ""
    """The key of the period, where it is a report that is due."""
    said: str = ""
    """Words of a person that go with it: a reason, a question."""


@dataclass(frozen=True, slots=True)
class Pile:
    """Things of one sort that wait for the same step."""

    key: str
    title: str
    items: list[Item]
    count: int


def of_unit(units: Iterable[int], *, on: date) -> list[Pile]:
    """What these units' own people have to do, what came back first."""
    units = set(units)
    mine = Task.objects.filter(lead__in=units, state__in=OPEN, table__state="issued")
    returned = [
        Item(plan.task, plan.task.words, "办理方案被退回", said=plan.returned_why)
        for plan in WorkPlan.objects.filter(task__in=mine, state="returned").select_related("task")
    ] + [
        Item(report.task, report.task.words, f"{_named(report.period)}进展被退回", period=report.period, said=report.returned_why)
        for report in Report.objects.filter(task__in=mine, returned_why__gt="").exclude(state="accepted").select_related("task")
    ]
    unfiled = [Item(task, task.words, due=task.due) for task in mine.filter(state="planning", plan__isnull=True)]
    asked = [
        Item(each.task, each.task.words, said=each.words)
        for each in Question.objects.filter(task__in=mine, answer="").select_related("task")
    ]
    letters = [
        Item(letter, f"{letter.get_kind_display()} {letter.number}", due=letter.reply_by, said=letter.returned_why)
        for letter in Letter.objects.filter(unit__in=units, state="sent").order_by("reply_by")
    ]
    return _piles(
        ("returned", "退回重报", returned),
        ("reports", "待报进展", sorted(_owed(mine, on), key=lambda item: (item.due or date.max, item.row.pk))),
        ("plans", "待报办理方案", unfiled),
        ("letters", "待答复来函", letters),
        ("questions", "待回答提问", asked),
        ("opinions", "征求意见待反馈", list(_opinions_of(units))),
        ("soon", "临期节点", sorted(_soon(mine, on), key=lambda item: item.due or date.max)),
    )


def of_office(workspace: Workspace, *, on: date) -> list[Pile]:
    """What waits for the supervision office."""
    here = Q(task__table__workspace=workspace)
    plans = WorkPlan.objects.filter(here, state="submitted", task__state="planning").select_related("task__lead").order_by("filed_on")
    reports = Report.objects.filter(here, state="submitted").select_related("task__lead").order_by("submitted_on")
    asked = Closing.objects.filter(here, state="asked").select_related("task__lead").order_by("asked_on")
    checked = Closing.objects.filter(here, Q(how="closed") | Q(found_true=False), state="checked").select_related("task__lead").order_by("checked_on")
    letters = Letter.objects.filter(workspace=workspace, state="answered").select_related("unit").order_by("answered_on")
    tables = TaskTable.objects.filter(workspace=workspace).exclude(state__in=["issued", "withdrawn"])
    return [
        pile
        for pile in [
            _pile("plan", "待审办理方案", plans, lambda plan: Item(plan.task, plan.task.words, _lead(plan.task), plan.filed_on)),
            _pile(
                "report", "待审进展", reports,
                lambda each: Item(each.task, each.task.words, f"{_lead(each.task)}，{_named(each.period)}", each.submitted_on, each.period),
            ),
            _pile("closing", "待核查", asked, lambda each: Item(each.task, each.task.words, _ending(each), each.asked_on, said=each.words)),
            _pile("checked", "已核查待办结", checked, lambda each: Item(each.task, each.task.words, _checked(each), each.checked_on)),
            _objections(Q(task__table__workspace=workspace), "待裁定分歧"),
            _pile("letters", "已答复来函", letters, lambda each: Item(each, f"{each.get_kind_display()} {each.number}", str(each.unit), each.answered_on)),
            _pauses(here, "待批准暂停计时"),
            _pile("tables", "在办分解表", tables, lambda table: Item(table, table.title, table.get_state_display())),
            _red(Task.objects.filter(table__workspace=workspace, table__state="issued", state__in=OPEN, light="overdue"), on),
        ]
        if pile.count
    ]  # fmt: skip


def of_leader(fields: set[int], post: int, workspace: Workspace, *, on: date) -> list[Pile]:
    """What waits for a leader's decision in the fields they are in charge of, and which lights are red there, and why."""
    theirs = Q(task__lead__in=fields) | Q(task__leader=post)
    tables = TaskTable.objects.filter(workspace=workspace, state="reviewing")
    letters = Letter.objects.filter(workspace=workspace, state="signing", unit__in=fields).select_related("unit")
    closings = Closing.objects.filter(theirs, state="checked", found_true=True).exclude(how="closed").select_related("task__lead")
    red = Task.objects.filter(Q(lead__in=fields) | Q(leader=post), table__state="issued", state__in=OPEN, light="overdue")
    return [pile for pile in [*_decisions(theirs, tables, "待审核分解表", letters, closings), _red(red, on)] if pile.count]


def of_chief(workspace: Workspace, *, on: date) -> list[Pile]:
    """What waits for the head of government: papers to sign, what was passed up, and what is red in the whole place."""
    here = Q(task__table__workspace=workspace)
    tables = TaskTable.objects.filter(workspace=workspace, state="signing")
    letters = Letter.objects.filter(workspace=workspace, state="signing").select_related("unit")
    closings = Closing.objects.filter(here, state="checked", found_true=True).exclude(how="closed").select_related("task__lead")
    bulletins = Bulletin.objects.filter(workspace=workspace, state="signing")
    red = Task.objects.filter(table__workspace=workspace, table__state="issued", state__in=OPEN, light="overdue")
    papers = _pile("bulletins", "待签发专报通报", bulletins, lambda each: Item(each, each.title, due=each.as_of))
    return [pile for pile in [*_decisions(here, tables, "待签发分解表", letters, closings), papers, _red(red, on)] if pile.count]


@dataclass(frozen=True, slots=True)
class JournalState:
    """How long the journal is, and whether its entry agrees with the last head written down outside the database."""

    number: int
    head: int
    """The entry that head is of; 0 where none was written down."""
    agrees: bool


def journal_state() -> JournalState:
    """A look at the journal's end, quick enough for a page: `luoshi audit verify` goes through all of it."""
    last = JournalEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    try:
        found, _ = heads.read()
    except OSError:
        found = []
    if not found:
        return JournalState(last, 0, agrees=False)
    head = found[-1]
    there = JournalEntry.objects.filter(number=head.number).values_list("hash", flat=True).first()
    return JournalState(last, head.number, agrees=there == head.hash)


def _decisions(
    theirs: Q, tables: QuerySet[TaskTable], signing: str, letters: QuerySet[Letter], closings: QuerySet[Closing]
) -> list[Pile]:
    return [
        _pile("tables", signing, tables, lambda table: Item(table, table.title, table.get_state_display())),
        _pile("letters", "待签发督办函", letters, lambda each: Item(each, str(each.get_kind_display()), str(each.unit), each.reply_by)),
        _objections(theirs, "待裁定分歧"),
        _pile("endings", "待批准结转、调整或终止", closings, lambda each: Item(each.task, each.task.words, _ending(each), each.checked_on, said=each.words)),
        _pauses(theirs, "待批准暂停计时"),
    ]  # fmt: skip


def _red(red: QuerySet[Task], on: date) -> Pile:
    """The overdue ones with why, and what they were last asked."""
    asked = Prefetch("questions", Question.objects.order_by("pk")), Prefetch("letters", Letter.objects.filter(state__in=["sent", "answered", "settled"]))
    shown = with_work(red).select_related("table", "plan", "lead").prefetch_related(*asked).order_by("due", "pk")[:MOST]
    items = [Item(task, task.words, light_of(task, on).why, said=_last_asked(task)) for task in shown]
    return Pile("red", "逾期未完成", items, red.count())


def _last_asked(task: Task) -> str:
    """What the unit was last asked about it, and what it said."""
    questions = list(task.questions.all())
    if questions:
        last = questions[-1]
        return f"问：{last.words}{f'　答：{last.answer}' if last.answer else '　（未答复）'}"
    letters = list(task.letters.all())
    return f"已发{letters[0].get_kind_display()}{letters[0].number}" if letters else ""


def _owed(tasks: QuerySet[Task], on: date) -> Iterator[Item]:
    """The reports of periods that are over and are not with the office, with the day each is asked for."""
    spans: dict[tuple[int, date], list[Period]] = {}
    days: dict[str, date] = {}
    there = Prefetch("reports", Report.objects.only("task", "period", "state", "returned_why"))
    for task in tasks.filter(state__in=["planning", "underway"]).select_related("table").prefetch_related(there):
        span = (task.table_id, last_day(task))
        if span not in spans:
            spans[span] = [each for each in periods_of(task) if each.last < on]
        reports = {report.period: report for report in task.reports.all()}
        done = max((key for key, report in reports.items() if report.state in ("submitted", "accepted")), default="")
        for period in spans[span]:
            report = reports.get(period.key)
            if period.key <= done or (report is not None and report.returned_why):
                continue  # a later report tells what this one would have; what came back stands first on the desk
            if period.key not in days:
                days[period.key] = reporting_day(period).day
            note = period.name + ("，草稿待报送" if report is not None else "")
            yield Item(task, task.words, note, days[period.key], period.key)


def _soon(tasks: QuerySet[Task], on: date) -> Iterator[Item]:
    """Nodes whose day is within a few working days. What stands still by an approved pause is left out."""
    until = add_workdays(on, SOON).day
    standing = Pause.objects.filter(Q(end__isnull=True) | Q(end__gte=on), task=OuterRef("task"), start__lte=on, approved_on__isnull=False)
    plans = WorkPlan.objects.filter(task__in=tasks.filter(state="underway"), state="accepted")
    for plan in plans.exclude(Exists(standing)).select_related("task"):
        for node in plan.nodes:
            if not node.get("done_on") and on <= (day := date.fromisoformat(node["on"])) <= until:
                yield Item(plan.task, plan.task.words, node["what"], day)


def _opinions_of(units: set[int]) -> Iterator[Item]:
    """The tables on which these units are asked for their opinion, with how many rows still wait for it."""
    rows = Task.objects.filter(table__state="consulting").exclude(state__in=["dropped", "merged"])
    named = Q(lead__in=units) | Q(joiners__in=units) | Q(supplier__in=units)
    given = Opinion.objects.filter(task=OuterRef("pk"), unit__in=units)
    waiting = rows.filter(named).exclude(Exists(given)).order_by().values_list("table").annotate(number=Count("pk", distinct=True))
    counts = dict(waiting)
    for table in TaskTable.objects.filter(pk__in=counts):
        yield Item(table, table.title, f"{counts[table.pk]} 行待反馈")


def _objections(theirs: Q, title: str) -> Pile:
    rows = Opinion.objects.filter(theirs, accepts=False, settled__in=["", "passed-up"], task__table__state="consulting")
    return _pile(
        "objections", title, rows.select_related("task__table", "unit", "instead"),
        lambda each: Item(each.task.table, each.task.words, f"{each.unit}建议改由{each.instead}牵头", said=each.why),
    )  # fmt: skip


def _pauses(theirs: Q, title: str) -> Pile:
    rows = Pause.objects.filter(theirs, approved_on__isnull=True, refused_why="").select_related("task__lead").order_by("asked_on")
    return _pile("pauses", title, rows, lambda each: Item(each.task, each.task.words, _lead(each.task), each.asked_on, said=each.why))


def _pile(key: str, title: str, rows: QuerySet[Any], item: Any) -> Pile:
    shown = [item(row) for row in rows[:MOST]]
    return Pile(key, title, shown, len(shown) if len(shown) < MOST else rows.count())


def _piles(*piles: tuple[str, str, list[Item]]) -> list[Pile]:
    return [Pile(key, title, items[: 3 * MOST], len(items)) for key, title, items in piles if items]


def _named(key: str) -> str:
    return period_of_key(key).name


def _lead(task: Task) -> str:
    return str(task.lead or "待定")


def _checked(closing: Closing) -> str:
    return _lead(closing.task) + ("，待销号" if closing.found_true else "，核查不实，待退回")


def _ending(closing: Closing) -> str:
    return f"{_lead(closing.task)}，申请{ENDINGS.get(closing.how, '办结')}"
