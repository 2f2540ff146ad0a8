"""The light of a task by rule, as of a day, and why it is that light.

The first that holds:

1. closed: it was closed by that day.
2. on course: the unit asked to close it, or all nodes are done and the target is reached; it waits to be checked.
3. overdue: the day it was due has passed.
4. behind: a node has passed and is not done, or the latest figure is not what the plan's last passed node says.
5. not started: work is not due to begin and nothing came of it yet, or nothing has fallen due and nothing was told.
6. on course.

Only nodes the unit itself set count; no line is drawn between them. A promise keeps its day, rest day or not; only reporting
days move. Approved pauses stop the clock. Where a report is asked for after a node's day, or was handed in and not looked at,
nobody knows yet how the node stands: it is judged when the report is accepted, or when it ought to have come.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from .judging import Judged, Step, judge, unreported
from .light_words import why
from .promise import Promise, Report
from .wording import day_said
from .workdays import Calendar, is_workday, national, next_workday, workdays_between

State = Literal["closed", "on_course", "behind", "overdue", "not_started"]
SOON = 3
"""临期: this many working days before."""
UNREPORTED = "未报"
_FAR = 30
"""Calendar days beyond which no day is near, whatever the holidays."""


class Look(NamedTuple):
    """How a light is shown."""

    colour: str
    word: str
    sign: str


LOOKS: dict[State, Look] = {
    "closed": Look("blue", "已销号", "■"),
    "on_course": Look("green", "达序", "●"),
    "behind": Look("yellow", "滞后", "▲"),
    "overdue": Look("red", "逾期未完成", "◆"),
    "not_started": Look("grey", "未到节点", "○"),
}
"""The five lights; a sixth there is not."""


@dataclass(frozen=True)
class Dated:
    """A day the light was reckoned from."""

    what: str
    written: date
    """As the plan or the table has it."""
    counted: date
    """As it counts, after pauses and, for a report, rest days."""
    why: str
    """Why this date."""


@dataclass(frozen=True)
class Soon:
    """临期: what falls due within a few working days."""

    what: str
    day: date
    workdays: int
    """Working days left after today; 0 today, or where only rest days remain."""
    settled: bool


@dataclass(frozen=True)
class Light:
    """One light, with its reasons."""

    state: State
    as_of: date
    why: str
    """A sentence or two for an official reader."""
    dates: tuple[Dated, ...]
    unreported: tuple[str, ...]
    """Periods owed, oldest first: the badge 未报 stands on the light where there is one."""
    soon: Soon | None
    days_late: int
    """Calendar days since the day it was due, where it is overdue; else 0."""

    @property
    def colour(self) -> str:
        return LOOKS[self.state].colour

    @property
    def word(self) -> str:
        return LOOKS[self.state].word

    @property
    def sign(self) -> str:
        return LOOKS[self.state].sign

    @property
    def badge(self) -> str:
        """未报, or nothing."""
        return UNREPORTED if self.unreported else ""


def light(promise: Promise, as_of: date, *, soon: int = SOON, calendar: Calendar | None = None) -> Light:
    """The light of a promise as of a day. Knows nothing of later days, so that any day's light can be had again."""
    calendar = calendar or national()
    judged = judge(promise, as_of, calendar=calendar)
    state = _state(judged)
    return Light(
        state=state,
        as_of=as_of,
        why=why(state, judged),
        dates=tuple(_dates(judged, calendar)),
        unreported=tuple(report.name for report in unreported(promise, as_of, calendar=calendar)),
        soon=_soon(judged, soon, calendar),
        days_late=(as_of - judged.end.day).days if state == "overdue" and judged.end else 0,
    )


def _state(judged: Judged) -> State:
    if judged.closed:
        return "closed"
    if judged.finished or judged.achieved:
        return "on_course"
    if judged.end and judged.end.judged:
        return "overdue"
    if judged.missed or judged.short:
        return "behind"
    begun = any(step.done for step in judged.steps) or judged.figure is not None
    if judged.starts and judged.as_of < judged.starts and not begun:
        return "not_started"
    fallen_due = any(step.passed for step in judged.steps) or (judged.end is not None and judged.end.passed)
    return "on_course" if judged.told or fallen_due else "not_started"


def _dates(judged: Judged, calendar: Calendar) -> Iterator[Dated]:
    promise = judged.promise
    if promise.starts and judged.starts:
        yield Dated("启动时间", promise.starts, judged.starts, _why_day("办理方案", promise.starts, judged.starts))
    for step in judged.steps:
        yield Dated(step.what, step.written, step.day, _why_step("办理方案节点", step, calendar))
    if judged.end:
        yield Dated("办结时限", judged.end.written, judged.end.day, _why_step(promise.due_from, judged.end, calendar))
    for report in promise.reports:
        day = next_workday(report.asked, calendar=calendar).day
        moved = f"，逢休息日，顺延至{day_said(day)}" if day != report.asked else ""
        yield Dated(f"{report.name}报送日", report.asked, day, f"{report.name}报送日{day_said(report.asked)}{moved}。")


def _why_step(source: str, step: Step, calendar: Calendar) -> str:
    said = _why_day(source, step.written, step.day)
    if not is_workday(step.day, calendar=calendar):
        said = f"{said[:-1]}；逢休息日，时限不顺延。"
    if step.report_by:
        said += f"其情况于{day_said(step.report_by)}前报送。"
    return said


def _why_day(source: str, written: date, counted: date) -> str:
    said = f"{source}定为{day_said(written)}"
    if counted != written:
        said += f"，经批准暂停{(counted - written).days}天，顺延至{day_said(counted)}"
    return said + "。"


def _soon(judged: Judged, within: int, calendar: Calendar) -> Soon | None:
    if judged.closed or judged.finished or judged.achieved or judged.paused:
        return None
    steps = [*judged.steps, judged.end] if judged.end else [*judged.steps]
    days = [(step.day, step.what) for step in steps if not step.done]
    days += [
        (next_workday(report.asked, calendar=calendar).day, f"{report.name}报送")
        for report in judged.promise.reports
        if not _made(report, judged.as_of)
    ]
    ahead = [(day, what) for day, what in days if 0 <= (day - judged.as_of).days <= _FAR + 2 * within]
    if not ahead:
        return None
    day, what = min(ahead)
    left = workdays_between(judged.as_of, day, calendar=calendar)
    return Soon(what, day, left.days, left.settled) if left.days <= within else None


def _made(report: Report, as_of: date) -> bool:
    return report.made is not None and report.made <= as_of
