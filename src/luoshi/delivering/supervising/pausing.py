"""暂停计时: the unit's head asks with a reason, a leader decides; only then does the clock stand (`luoshi.delivering.lights`)."""

from __future__ import annotations

from datetime import date

from luoshi.delivering.models import Pause, Task
from luoshi.delivering.recording import changed, recorded, seen
from luoshi.delivering.rights import task_step
from luoshi.delivering.steps import TASK_STEPS
from luoshi.delivering.supervising import given
from luoshi.errors import DeliverError
from luoshi.people.models import User


def ask_pause(task: Task, start: date, end: date | None, why: str, *, person: User, on: date) -> Pause:
    """Ask that the clock stand from `start` to `end`, both counted; None while nobody can say.

    Raises L710, L711, L713 without a reason, L716 for an end before the start or where another request still waits.
    """
    post = task_step(person, "ask-pause", task, on=on)
    if end is not None and end < start:
        raise DeliverError("L716", what="止日早于起日")
    with recorded(person, post, "ask-pause", on=on, why=why) as entry:
        reason = given.words(why, "理由")
        if Pause.objects.filter(task=task, approved_on=None, refused_why="").exists():
            raise DeliverError("L716", str(task), what="已有一项暂停申请待批")
        pause = Pause.objects.create(task=task, start=start, end=end, why=reason, asked_on=on)
        entry.done(pause, {"start": start.isoformat(), "end": end and end.isoformat()})
    return pause


def approve_pause(pause: Pause, *, version: int, person: User, on: date) -> None:
    """The leader in charge, or the head of government, agrees: the clock stands."""
    post = task_step(person, "approve-pause", pause.task, on=on)
    _waiting(pause, "approve-pause")
    with recorded(person, post, "approve-pause", on=on) as entry:
        seen(pause, version)
        changed(pause, approved_on=on, approved_by=post)
        entry.done(pause, {"start": pause.start.isoformat(), "end": pause.end and pause.end.isoformat()})


def refuse_pause(pause: Pause, why: str, *, version: int, person: User, on: date) -> None:
    """Not agreed, with the reason: the clock runs on as if nobody had asked."""
    post = task_step(person, "refuse-pause", pause.task, on=on)
    _waiting(pause, "refuse-pause")
    with recorded(person, post, "refuse-pause", on=on, why=why) as entry:
        seen(pause, version)
        changed(pause, refused_why=given.words(why, "理由"))
        entry.done(pause)


def end_pause(pause: Pause, last_day: date, *, version: int, person: User, on: date) -> None:
    """The office lets the clock run again after `last_day`, the last on which it stood.

    Raises L711 for a pause nobody approved, L716 for a day before it began or after it was to end: a longer one is asked for anew.
    """
    post = task_step(person, "end-pause", pause.task, on=on)
    if pause.approved_on is None:
        raise DeliverError("L711", str(pause.task), state="未批准暂停", action=TASK_STEPS["end-pause"].name, english="end-pause")
    if last_day < pause.start or (pause.end is not None and last_day > pause.end):
        raise DeliverError("L716", what="最后一天须在批准的起止之间")
    with recorded(person, post, "end-pause", on=on) as entry:
        seen(pause, version)
        was = pause.end and pause.end.isoformat()
        changed(pause, end=last_day)
        entry.done(pause, {"was": was, "end": last_day.isoformat()})


def _waiting(pause: Pause, name: str) -> None:
    if pause.approved_on is not None or pause.refused_why:
        raise DeliverError("L711", str(pause.task), state="已批复", action=TASK_STEPS[name].name, english=name)
