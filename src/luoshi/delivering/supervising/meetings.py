"""周例会 and 调度会: the office prepares one, chooses what goes before it, writes down what was decided, and closes it.

A decision becomes a task with a lead and a date, or is recorded on the task it is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Max, QuerySet

from luoshi.delivering.clocks.wording import day_said
from luoshi.delivering.models import AgendaItem, Meeting, Task
from luoshi.delivering.recording import changed, recorded, seen
from luoshi.delivering.rights import office_step, seen_tasks
from luoshi.delivering.steps import MEETING_KINDS
from luoshi.delivering.supervising import given
from luoshi.delivering.supervising.candidates import candidates
from luoshi.delivering.supervising.instructions import listed
from luoshi.delivering.supervising.reading import sight
from luoshi.errors import DeliverError
from luoshi.people.models import Post, Unit, User, Workspace

_BY_THE_OFFICE = "督查室提出"


def prepare(workspace: Workspace, kind: str, day: date, *, chair: Post | None = None, person: User, on: date) -> Meeting:
    """A meeting with an empty agenda. `kind`: a key of MEETING_KINDS. Raises L710, L716, L733 where there is such a one that day."""
    post = office_step(person, "meet", workspace, on=on)
    if kind not in MEETING_KINDS or (chair is not None and chair.unit.workspace_id != workspace.pk):
        raise DeliverError("L716", what="请选会议类别和主持人")
    with recorded(person, post, "meet", on=on) as entry:
        meeting, made = Meeting.objects.get_or_create(workspace=workspace, kind=kind, on=day, defaults={"chair": chair})
        if not made:
            raise DeliverError("L733", f"{MEETING_KINDS[kind]} {day}")
        entry.done(meeting, {"kind": kind, "on": day.isoformat()})
    return meeting


def choose(
    meeting: Meeting, *, tasks: Sequence[Task] = (), words: str = "", why: str = "", person: User, on: date
) -> list[AgendaItem]:
    """Put tasks on the agenda, each with why it is a candidate (else `why`), or a new matter in words; those added.

    A task that is there already stays as it is. Raises L710, L711 once the meeting was held, L716.
    """
    post = office_step(person, "meet", meeting.workspace, on=on)
    _not_held(meeting)
    reasons = {each.task.pk: each.why for each in candidates(meeting, person=person, on=on, among=tasks)}
    may = set(seen_tasks(person, on=on).filter(pk__in=[task.pk for task in tasks], table__workspace=meeting.workspace,
                                               table__state="issued").values_list("pk", flat=True))  # fmt: skip
    if any(task.pk not in may for task in tasks):
        raise DeliverError("L716", what="请选已印发的任务")
    with recorded(person, post, "meet", on=on) as entry:
        there = set(meeting.items.values_list("task", flat=True))
        wanted = {task.pk: task for task in tasks if task.pk not in there}
        items = [AgendaItem(task=task, words=task.words, why=reasons.get(task.pk) or why.strip() or _BY_THE_OFFICE) for task in wanted.values()]
        if words.strip() or not tasks:
            items.append(AgendaItem(words=given.words(words, "议题"), why=why.strip()))
        last = meeting.items.aggregate(last=Max("position"))["last"] or 0
        for position, item in enumerate(items, last + 1):
            item.meeting, item.position = meeting, position
            item.save()
            entry.done(item, {"on agenda": item.words, "why": item.why, "task": item.task_id})
    return items


def take_off(item: AgendaItem, *, person: User, on: date) -> None:
    """Off the agenda again. Raises L711 once something was decided on it or the meeting was held."""
    post = office_step(person, "meet", item.meeting.workspace, on=on)
    _not_held(item.meeting)
    if item.decision:
        raise DeliverError("L711", item.words[:40], state="已议定", action="撤下议题", english="take off")
    with recorded(person, post, "meet", on=on) as entry:
        entry.done(item, {"off agenda": item.words, "task": item.task_id})
        item.delete()


def decide(
    item: AgendaItem, decision: str, *, lead: Unit | None = None, due: date | None = None, person: User, on: date
) -> AgendaItem:
    """What was decided on a matter. With `lead` and `due` it becomes a task on the running list; without them it is recorded on the
    task the matter is about, and may be put otherwise until the meeting is closed.

    Raises L710, L711 where it became a task before or the meeting is closed, L716 without words, or for a new matter without a lead and a day.
    """
    meeting = item.meeting
    post = office_step(person, "meet", meeting.workspace, on=on)
    _not_held(meeting)
    words = given.words(decision, "议定事项")
    if (lead is None) != (due is None) or (lead is None and item.task is None):
        raise DeliverError("L716", what="请写明牵头单位和完成时限")
    with recorded(person, post, "meet", on=on) as entry:
        now = AgendaItem.objects.select_for_update().get(pk=item.pk)
        if now.became_id is not None:
            raise DeliverError("L711", item.words[:40], state="已议定", action="记录议定事项", english="decide")
        item.decision = words
        if lead is not None and due is not None:
            source = {"kind": meeting.get_kind_display(), "words": f"{day_said(meeting.on)}{meeting.get_kind_display()}议定"}
            item.became = listed(meeting.workspace, words, lead=lead, due=due, sources=[source], on=on, entry=entry)
        item.save(update_fields=["decision", "became"])
        entry.done(item, {"decision": words, "task": item.task_id, "became": item.became_id})
    return item


def hold(meeting: Meeting, notes: str, *, version: int, person: User, on: date) -> None:
    """It was held: with its notes the agenda and the decisions are closed. Raises L711, L712, L716 for a day to come."""
    post = office_step(person, "meet", meeting.workspace, on=on)
    _not_held(meeting)
    if meeting.on > on:
        raise DeliverError("L716", what="会议日期还没有到")
    said = given.words(notes, "纪要", longest=20_000)
    with recorded(person, post, "meet", on=on) as entry:
        seen(meeting, version)
        changed(meeting, held=True, notes=said)
        entry.done(meeting, {"held": True, "notes": said})


def meetings_seen(person: object, *, on: date) -> QuerySet[Meeting]:
    """The meetings the person may read of: those of the workspaces they read whole. A unit sees what became its task."""
    return Meeting.objects.filter(workspace__in=sight(person, on=on).workspaces)


def _not_held(meeting: Meeting) -> None:
    if Meeting.objects.filter(pk=meeting.pk, held=True).exists():
        raise DeliverError("L711", meeting.get_kind_display(), state="已召开", action="筹备会议", english="meet")
