"""What might be put before a meeting, each with why. The office chooses.

For the weekly meeting: what is overdue or behind, not reported, asked for help last, or written to without an answer. For the
monthly dispatch: what was red twice running, or needs units brought together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from luoshi.delivering.clocks.light import Light, light
from luoshi.delivering.clocks.wording import day_said
from luoshi.delivering.lights import promise_of, with_work
from luoshi.delivering.models import Letter, Meeting, Report, Task
from luoshi.delivering.rights import office_step
from luoshi.delivering.steps import OPEN
from luoshi.delivering.supervising.proposing import late_of
from luoshi.people.models import User

_MONTH = timedelta(days=30)
"""Where no dispatch was held before, a light counts as red twice when it was red a month ago too."""
_AT_ONCE = 500
_ORDER = ("overdue", "behind", "on_course", "not_started", "closed")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A task that might go on the agenda."""

    task: Task
    why: str
    light: Light


def candidates(meeting: Meeting, *, person: User, on: date, among: Sequence[Task] | None = None) -> list[Candidate]:
    """Those not on the agenda yet, the worst first, as of `on`; with `among` only those of these tasks. Raises L710."""
    office_step(person, "meet", meeting.workspace, on=on)
    there = meeting.items.filter(task__isnull=False).values("task")
    found = []
    before = _dispatch_before(meeting, on) if meeting.kind == "dispatch" else None
    tasks = _worth_a_look(meeting, on).exclude(pk__in=there)
    if among is not None:
        tasks = tasks.filter(pk__in=[task.pk for task in among])
    for task in tasks.iterator(chunk_size=_AT_ONCE):
        promise = promise_of(task)
        now = light(promise, on)
        if before is None:
            why = [late_of(now), *_unanswered(task, on)]
        else:
            twice = now.state == "overdue" and light(promise, before).state == "overdue"
            why = [f"{day_said(before)}和{day_said(on)}两次逾期未完成。{now.why}"] if twice else []
        if said := "".join([*why, *_help(task)]):
            found.append(Candidate(task, said, now))
    return sorted(found, key=lambda each: (_ORDER.index(each.light.state), -each.light.days_late, each.task.pk))


def help_asked(task: Task, on: date) -> str:
    """What help the last report that was handed in by a day asks for; empty where it asks for none."""
    told = [each for each in task.reports.all() if each.submitted_on is not None and each.submitted_on <= on]
    return max(told, key=lambda each: each.period).help if told else ""


def _worth_a_look(meeting: Meeting, on: date) -> QuerySet[Task]:
    """Open tasks that might have a reason, by what is kept of them; the light of those is worked out anew."""
    asking = Report.objects.filter(task=OuterRef("pk"), submitted_on__isnull=False).exclude(help="")
    kept = Q(light__in=["overdue", "behind"]) | Q(unreported__gt=0) | Q(lit_on__isnull=True) | ~Q(lit_on=on)
    written = Prefetch("letters", Letter.objects.filter(state="sent", reply_by__lt=on), to_attr="unanswered")
    late = Exists(Letter.objects.filter(tasks=OuterRef("pk"), state="sent", reply_by__lt=on))
    tasks = Task.objects.filter(table__workspace=meeting.workspace, table__state="issued", state__in=OPEN)
    return with_work(tasks.filter(kept | Exists(asking) | late)).select_related("lead").prefetch_related(written)


def _dispatch_before(meeting: Meeting, on: date) -> date:
    held = Meeting.objects.filter(workspace=meeting.workspace, kind="dispatch", held=True, on__lt=min(meeting.on, on))
    last = held.order_by("on").last()
    return last.on if last else on - _MONTH


def _unanswered(task: Task, on: date) -> Iterator[str]:
    for letter in task.unanswered:  # type: ignore[attr-defined]  # prefetched by _worth_a_look
        yield f"{letter.get_kind_display()}（{letter.number}）答复时限{day_said(letter.reply_by)}已过，未答复。"


def _help(task: Task) -> Iterator[str]:
    if asked := help_asked(task, date.max):
        yield f"请求协调：{asked.rstrip('。')}。"
