"""What each person has to hand in by when, for the daily digests and for calendars. Reads only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time

from django.db.models import QuerySet
from django.utils import timezone

from luoshi.delivering.clocks import ics
from luoshi.delivering.clocks.pauses import Pause, stretched
from luoshi.delivering.clocks.periods import reporting_day
from luoshi.delivering.clocks.reminders import KINDS, Digest, Reminder, Step, digests, falls_due
from luoshi.delivering.clocks.workdays import add_workdays
from luoshi.delivering.lights import periods_of, with_work
from luoshi.delivering.models import Letter, Task
from luoshi.delivering.steps import OPEN, TASK_STEPS
from luoshi.people.models import Duty, Holding, Unit, User, Workspace

PLAN_WORKDAYS = 15
"""Working days after issue by which a plan of work is filed."""
_HANDING_IN = (Duty.HEAD, Duty.OFFICER)


def steps_of(tasks: QuerySet[Task], letters: QuerySet[Letter], *, on: date, only: User | None = None) -> Iterator[Step]:
    """The papers to be handed in for these tasks and letters, one step a paper and person (all, or `only` one)."""
    return (step for step, _ in _steps_and_rows(tasks, letters, on, only))


def digests_for(workspace: Workspace, on: date, *, since: Mapping[str, date] | None = None) -> tuple[Digest, ...]:
    """The day's digests of a workspace, one a person (by username), as `clocks.reminders.digests` says."""
    steps = steps_of(Task.objects.filter(table__workspace=workspace), Letter.objects.filter(workspace=workspace), on=on)
    return digests(steps, on, since=since)


def reminders_of(person: User, on: date) -> list[tuple[Reminder, Task | Letter]]:
    """What this person is reminded of on the day, as in their digest, each with the task or letter it is about."""
    steps = [*_steps_and_rows(*_own(person, on), on, person)]
    rows = {step.key: row for step, row in steps}
    return [(each, rows[each.step.key]) for digest in digests((step for step, _ in steps), on) for each in digest.reminders]


def feed_for(person: User, on: date, *, address: Callable[[Task | Letter], str] = lambda _: "") -> list[ics.Entry]:
    """The entries of the person's calendar: what is to be handed in and is not, and the days their units' tasks are due.

    `address`: where the task or letter is dealt with. Asked for again with nothing done in between, the entries are the same.
    """
    entries = []
    tasks, letters = _own(person, on)
    for step, row in _steps_and_rows(tasks, letters, on, person):
        day = falls_due(step, on)
        if step.done is None and day is not None:
            title = f"{step.what}{KINDS[step.kind]}"
            entries.append(ics.Entry(step.key, day, title, _changed(row, on), url=address(row), revision=row.version, remind_days=1))
    for task in with_work(tasks.filter(table__state="issued", state__in=OPEN, due__isnull=False)):
        assert task.due is not None
        day, title = stretched(task.due, _pauses(task), on), f"到期：{task.words[:40]}"
        key = f"due-{task.pk}-{person.pk}"
        entries.append(ics.Entry(key, day, title, _changed(task, on), url=address(task), revision=task.version, remind_days=1))
    return entries


def _steps_and_rows(
    tasks: QuerySet[Task], letters: QuerySet[Letter], on: date, only: User | None
) -> Iterator[tuple[Step, Task | Letter]]:  # fmt: skip
    people = _people(on)
    for task in with_work(tasks.filter(table__state="issued", state__in=OPEN)).select_related("lead"):
        if task.lead is None:
            continue
        for person in _of(people, task.lead, _HANDING_IN, only):
            yield from ((step, task) for step in _task_steps(task, task.lead, person))
    for letter in letters.filter(state__in=["sent", "answered", "settled"]).select_related("unit"):
        done = letter.answered_on if letter.state != "sent" else None
        for person in _of(people, letter.unit, (Duty.HEAD,), only):
            key = f"answer-{letter.pk}-{person.pk}"
            yield Step(key, "answer", letter.number, letter.reply_by, person.username, str(letter.unit), done), letter


def _own(person: User, on: date) -> tuple[QuerySet[Task], QuerySet[Letter]]:
    """The tasks and letters of the units the person works for."""
    units = _units(person, on)
    return Task.objects.filter(lead__in=units), Letter.objects.filter(unit__in=units)


def _changed(row: Task | Letter, on: date) -> datetime:
    """The morning of the last day on which something happened to the row that may move a date; of the day itself while the
    clock stands, for then its dates move from day to day."""
    if isinstance(row, Letter):
        days = [row.sent_on]
    else:
        plan = getattr(row, "plan", None)
        pauses = [day for each in row.pauses.all() if each.approved_on for day in (each.approved_on, min(each.end or on, on))]
        days = [row.table.issued_on, plan.filed_on if plan else None, plan.accepted_on if plan else None, *pauses]
        days += [day for each in row.reports.all() for day in (each.submitted_on, each.accepted_on)]
    last = max((day for day in days if day is not None and day <= on), default=on)
    return timezone.make_aware(datetime.combine(last, time()))


def _task_steps(task: Task, unit: Unit, person: User) -> Iterator[Step]:
    pauses, plan = _pauses(task), getattr(task, "plan", None)
    if task.state == "planning" and task.table.issued_on is not None:
        filed = plan.filed_on if plan is not None and plan.state != "returned" else None
        by = add_workdays(task.table.issued_on, PLAN_WORKDAYS).day
        yield Step(f"plan-{task.pk}-{person.pk}", "plan", str(task), by, person.username, str(unit), filed, pauses=pauses)
    if task.state not in TASK_STEPS["report"].before:
        return
    reports = {report.period: report for report in task.reports.all()}
    for period in periods_of(task):
        report = reports.get(period.key)
        made = report.submitted_on if report is not None and report.state in ("submitted", "accepted") else None
        key, what = f"report-{task.pk}-{period.key}-{person.pk}", f"{period.name}《{task}》"
        yield Step(key, "report", what, reporting_day(period).day, person.username, str(unit), made, pauses=pauses)


def _people(on: date) -> dict[int, list[tuple[str, User]]]:
    """Unit → the duties held in it on the day, with their holders."""
    found: dict[int, list[tuple[str, User]]] = {}
    held = Holding.objects.filter(since__lte=on, post__duty__in=_HANDING_IN, person__is_active=True)
    for each in held.exclude(until__lt=on).select_related("post", "person"):
        found.setdefault(each.post.unit_id, []).append((each.post.duty, each.person))
    return found


def _of(people: dict[int, list[tuple[str, User]]], unit: Unit, duties: tuple[str, ...], only: User | None) -> list[User]:
    return [*dict.fromkeys(who for duty, who in people.get(unit.pk, []) if duty in duties and only in (None, who))]


def _units(person: User, on: date) -> list[int]:
    held = Holding.objects.filter(person=person, since__lte=on, post__duty__in=_HANDING_IN, person__is_active=True)
    return [*held.exclude(until__lt=on).values_list("post__unit", flat=True)]


def _pauses(task: Task) -> tuple[Pause, ...]:
    return tuple(Pause(each.start, each.end, each.approved_on, each.why) for each in task.pauses.all())
