"""Which reminders fall on a day: before, at and after, one digest a person a day, in working hours.

Steps are papers to be handed in: a report, the 办理方案, the answer to a letter. Where the day is a rest day it moves to
the next working day. Reminders go to whoever is to do it, and wait while the task's clock stands. No leader is ever
written to: what is late is listed for the office, which decides what to send.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from itertools import groupby
from typing import Literal

from .pauses import Pause, standing, stands, stretched
from .wording import day_said
from .workdays import Calendar, national, next_workday, workdays_between

Kind = Literal["report", "plan", "answer"]
Moment = Literal["before", "at", "after"]

KINDS: dict[Kind, str] = {"report": "进展报送", "plan": "办理方案报备", "answer": "来函答复"}
"""Each kind of step and what is to be done."""
BEFORE = 3
"""Working days before the day that the first reminder comes."""
AFTER = (1, 5)
"""Working days after it that the next ones come."""
WEEKLY = 5
"""Then every so many working days, which is weekly."""
FOR_THE_OFFICE = "逾期事项清单（供督查室研定，不自动发送）"
_HEADINGS: dict[Moment, str] = {"after": "已逾期", "at": "今日到期", "before": "即将到期"}
_CHINA = timezone(timedelta(hours=8), "CST")


@dataclass(frozen=True)
class Step:
    """Something a person is to hand in by a day."""

    key: str
    """Stable, told apart from all others."""
    kind: Kind
    what: str
    """2025年第三季度 for a report, the task's name for a plan, the number of the letter for an answer."""
    due: date
    person: str
    """Who is to do it."""
    unit: str
    done: date | None = None
    leader: bool = False
    """Whether that person is a leader: then nothing is sent, and what is late is for the office alone."""
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True)
class Reminder:
    """One line of a digest."""

    step: Step
    moment: Moment
    by: date
    """The working day it counts by."""
    workdays: int
    """Working days left, or gone by."""

    @property
    def text(self) -> str:
        when = {"before": f"还有{self.workdays}个工作日", "at": "今日到期", "after": f"已逾期{self.workdays}个工作日"}
        return f"{self.step.what}{KINDS[self.step.kind]}：{day_said(self.by)}前，{when[self.moment]}。"


@dataclass(frozen=True)
class Digest:
    """All that one person is reminded of on a day."""

    person: str
    day: date
    reminders: tuple[Reminder, ...]
    """What is late first, oldest first; then what is due today; then what is near."""

    @property
    def title(self) -> str:
        return f"办理提醒（{day_said(self.day)}，{len(self.reminders)}项）"

    @property
    def text(self) -> str:
        parts = []
        for moment, group in groupby(self.reminders, key=lambda each: each.moment):
            lines = [f"{number}. {each.text}" for number, each in enumerate(group, 1)]
            parts.append("\n".join([f"{_HEADINGS[moment]}（{len(lines)}项）", *lines]))
        return "\n\n".join(parts)


@dataclass(frozen=True)
class Late:
    """A step that is late, for the office to decide on."""

    step: Step
    by: date
    workdays: int

    @property
    def text(self) -> str:
        return f"{self.step.unit}：{self.step.what}{KINDS[self.step.kind]}，应于{day_said(self.by)}前完成，已逾期{self.workdays}个工作日。"


@dataclass(frozen=True)
class WorkingHours:
    """The hours of a working day, by the clock of China."""

    spans: tuple[tuple[time, time], ...] = ((time(8, 30), time(12)), (time(14), time(17, 30)))
    """From, up to but not including."""


def falls_due(step: Step, today: date, *, calendar: Calendar | None = None) -> date | None:
    """The working day the step counts by. `None` for a report asked for while the task's clock stood: it is not owed."""
    calendar = calendar or national()
    if step.kind == "report":
        if stands(step.due, step.pauses, today):
            return None
        return next_workday(step.due, calendar=calendar).day
    return next_workday(stretched(step.due, step.pauses, today), calendar=calendar).day


def digests(
    steps: Iterable[Step], today: date, *, since: Mapping[str, date] | None = None, calendar: Calendar | None = None
) -> tuple[Digest, ...]:
    """The digests of a day, one a person, by person; none on a rest day, none for a leader.

    `since`: the day each person was last sent one. A reminder that fell in between, while nothing ran, comes now; the same
    day asked for again gives that person nothing.
    """
    calendar = calendar or national()
    if not calendar.works(today):
        return ()
    found: dict[str, list[Reminder]] = {}
    for step in steps:
        last = (since or {}).get(step.person, today - timedelta(days=1))
        if not step.leader and (reminder := _reminder(step, today, last, calendar)):
            found.setdefault(step.person, []).append(reminder)
    order = list(_HEADINGS)
    return tuple(
        Digest(person, today, tuple(sorted(each, key=lambda one: (order.index(one.moment), one.by, one.step.key))))
        for person, each in sorted(found.items())
    )


def late_for_office(steps: Iterable[Step], today: date, *, calendar: Calendar | None = None) -> tuple[Late, ...]:
    """Every step that is late, whoever is to do it, the longest first: for the office to decide on, addressed to nobody."""
    calendar = calendar or national()
    found = []
    for step in steps:
        by = falls_due(step, today, calendar=calendar)
        if by is not None and not _done(step, today) and (gone := _gone(by, today, calendar)) > 0:
            found.append(Late(step, by, gone))
    return tuple(sorted(found, key=lambda each: (each.by, each.step.unit, each.step.key)))


def is_working_time(now: datetime, *, hours: WorkingHours | None = None, calendar: Calendar | None = None) -> bool:
    """Whether `now` is in working hours of a working day in China. Raises `ValueError` where it bears no time zone."""
    if now.tzinfo is None:
        raise ValueError(f"a moment without a time zone: {now}")
    local = now.astimezone(_CHINA)
    if not (calendar or national()).works(local.date()):
        return False
    return any(start <= local.time() < end for start, end in (hours or WorkingHours()).spans)


def _reminder(step: Step, today: date, last: date, calendar: Calendar) -> Reminder | None:
    by = falls_due(step, today, calendar=calendar)
    if by is None or _done(step, today) or last >= today or stands(today, step.pauses, today):
        return None
    for start, end in standing(step.pauses, today):  # what fell in a pause comes after it
        if start <= last <= end:
            last = start - timedelta(days=1)
    gone = _gone(by, today, calendar)
    latest = _latest_moment(gone)
    if latest is None or latest <= _gone(by, last, calendar):
        return None
    moment: Moment = "before" if gone < 0 else "after" if gone else "at"
    return Reminder(step, moment, by, abs(gone))


def _latest_moment(gone: int) -> int | None:
    """The last moment for a reminder that has come, as working days from the day: -3, 0, 1, 5, then every fifth."""
    if gone >= AFTER[-1]:
        return gone - (gone - AFTER[-1]) % WEEKLY
    return max((moment for moment in (-BEFORE, 0, *AFTER) if moment <= gone), default=None)


def _gone(by: date, day: date, calendar: Calendar) -> int:
    """Working days gone by since the day it counts by; negative those left. Never less the day after."""
    if day >= by:
        return workdays_between(by, day, calendar=calendar).days
    return -workdays_between(day, by, calendar=calendar).days


def _done(step: Step, today: date) -> bool:
    return step.done is not None and step.done <= today
