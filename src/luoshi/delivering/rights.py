"""Who may take which step: the one place where a person's posts are held against the table of steps."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from luoshi.delivering.models import Bulletin, Letter, Task, TaskTable
from luoshi.delivering.steps import OFFICE_STEPS, TABLE_STEPS, TASK_STEPS, Step
from luoshi.errors import DeliverError
from luoshi.people.establishment import below, held
from luoshi.people.models import Duty, Post, Unit, User, Workspace


def posts_of(person: object, workspace: Workspace, *, on: date) -> list[Post]:
    """The posts the person holds in this workspace on a day; none for a visitor or a stopped account."""
    if not isinstance(person, User) or not person.is_active:
        return []
    return list(held(person, on=on).filter(unit__workspace=workspace))


def table_step(person: object, name: str, table: TaskTable, *, on: date, unit: Unit | None = None) -> Post:
    """The post by which the person may take this step with the table. Raises L710 where none does, L711 in the wrong state.

    `unit` is the one whose part of the table it concerns (an opinion, a difference to be settled).
    """
    step = TABLE_STEPS[name]
    post = _by_which(step, posts_of(person, table.workspace, on=on), unit)
    return _taken(name, step, table, by=person, post=post)


def task_step(person: object, name: str, task: Task, *, on: date) -> Post:
    """The post by which the person may take this step with the task. Raises as `table_step`."""
    step = TASK_STEPS[name]
    post = _by_which(step, posts_of(person, task.table.workspace, on=on), task.lead, leader=task.leader)
    return _taken(name, step, task, by=person, post=post)


def office_step(
    person: object, name: str, workspace: Workspace, *, on: date, unit: Unit | None = None, row: Letter | Bulletin | None = None
) -> Post:
    """The post by which the person may take this step of the office, with the letter or circular where it is one. Raises as
    `table_step`; `unit` is the one it concerns.
    """
    step = OFFICE_STEPS[name]
    post = _by_which(step, posts_of(person, workspace, on=on), unit)
    if row is not None:
        return _taken(name, step, row, by=person, post=post)
    if post is None:
        raise DeliverError("L710", str(workspace), who=str(person), action=step.name, english=name)
    return post


def drafter(person: object, workspace: Workspace, *, on: date) -> Post:
    """The post by which the person may begin a table. Raises L710."""
    step = TABLE_STEPS["draft"]
    post = _by_which(step, posts_of(person, workspace, on=on), None)
    if post is None:
        raise DeliverError("L710", str(workspace), who=str(person), action=step.name, english="draft")
    return post


def seen_tables(person: object, *, on: date) -> QuerySet[TaskTable]:
    """The tables the person may see: all of a workspace for the office and its leaders, those with tasks of theirs for a unit."""
    if not isinstance(person, User) or not person.is_active:
        return TaskTable.objects.none()
    posts = list(held(person, on=on))
    whole = {post.unit.workspace_id for post in posts if TASK_STEPS["read"].duties.get(post.duty) in ("all", "fields")}
    shown = seen_tasks(person, on=on).values("table")
    return TaskTable.objects.filter(Q(workspace__in=whole) | (Q(pk__in=shown) & ~Q(state="drafting")))


def seen_tasks(person: object, *, on: date) -> QuerySet[Task]:
    """The tasks the person may see: by the scope of each post they hold. Every door of the office's flow asks here."""
    if not isinstance(person, User) or not person.is_active:
        return Task.objects.none()
    condition = Q(pk__in=[])
    for post in held(person, on=on):
        scope = TASK_STEPS["read"].duties.get(post.duty)
        inside = Q(table__workspace=post.unit.workspace_id)
        if scope == "all":
            condition |= inside
        elif scope is not None:
            units = below(post.fields.all() if scope == "fields" else [post.unit])
            joins = Task.joiners.through._default_manager.filter(task_id=OuterRef("pk"), unit_id__in=units)
            theirs = Q(lead__in=units) | Q(supplier__in=units) | Q(Exists(joins))
            if scope == "fields":
                theirs |= Q(leader=post.pk)
            else:
                theirs &= ~Q(table__state="drafting")
            condition |= inside & theirs
    return Task.objects.filter(condition)


def _taken(name: str, step: Step, row: TaskTable | Task | Letter | Bulletin, *, by: object, post: Post | None) -> Post:
    if post is None:
        raise DeliverError("L710", str(row), who=str(by), action=step.name, english=name)
    if step.before and row.state not in step.before:
        raise DeliverError("L711", str(row), state=row.get_state_display(), action=step.name, english=name)
    return post


def _by_which(step: Step, posts: list[Post], unit: Unit | None, *, leader: Post | None = None) -> Post | None:
    for post in posts:
        scope = step.duties.get(post.duty)
        if scope == "all" or (scope is not None and unit is None and post.duty == Duty.LEADER):
            return post
        if scope == "own" and unit is not None and unit.pk in below([post.unit]):
            return post
        if scope == "fields" and (leader == post or (unit is not None and unit.pk in below(post.fields.all()))):
            return post
    return None
