"""The office goes over the rows as in a spreadsheet: change, assign many at once, merge, split, drop, add, reorder.

Every row keeps its anchor, and every change says which version of the row it was made on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import F, Max, QuerySet

from luoshi.delivering.models import Task, TaskTable
from luoshi.delivering.recording import changed, recorded, seen
from luoshi.delivering.rights import table_step
from luoshi.errors import DeliverError
from luoshi.people.models import Unit, User

PLAIN = ("words", "act", "theme", "due", "part", "measures", "sources", "leader", "lead", "supplier")
"""Fields that are changed by giving them a value; `joiners` are a set of units."""
LONGEST = 4000


def change(task: Task, fields: Mapping[str, Any], *, version: int, person: User, on: date) -> Task:
    """Give the row other values. Raises L710, L711, L712 where it was changed since, L716 for what cannot be."""
    post = table_step(person, "edit", task.table, on=on)
    with recorded(person, post, "edit", on=on) as entry:
        seen(task, version)
        was = {name: _said(getattr(task, name)) for name in fields if name in PLAIN}
        _set(task, fields)
        entry.done(task, {"was": was, "now": {name: _said(value) for name, value in fields.items()}})
    return task


def assign(tasks: Sequence[Task], lead: Unit, *, person: User, on: date, joiners: Iterable[Unit] | None = None) -> int:
    """One lead for many rows of a table at once; how many changed."""
    if not tasks:
        return 0
    post = table_step(person, "edit", tasks[0].table, on=on)
    with recorded(person, post, "edit", on=on) as entry:
        for task in tasks:
            _same_table(task, tasks[0].table)
            was = _said(task.lead)
            _set(task, {"lead": lead} if joiners is None else {"lead": lead, "joiners": [*joiners]})
            entry.done(task, {"was": {"lead": was}, "now": {"lead": str(lead)}})
    return len(tasks)


def drop(task: Task, why: str, *, version: int, person: User, on: date) -> None:
    """Leave the row out, with the reason; it is kept and can be taken back. Raises L713 without one."""
    post = table_step(person, "edit", task.table, on=on)
    if not why.strip():
        raise DeliverError("L713", str(task))
    with recorded(person, post, "edit", on=on, why=why) as entry:
        seen(task, version)
        changed(task, state="dropped", dropped_why=why.strip())
        entry.done(task, {"dropped": True})


def take_back(task: Task, *, person: User, on: date) -> None:
    """A row that was dropped or merged stands again."""
    post = table_step(person, "edit", task.table, on=on)
    with recorded(person, post, "edit", on=on) as entry:
        changed(task, state="proposed", dropped_why="", into=None)
        entry.done(task, {"dropped": False})


def merge(tasks: Sequence[Task], *, person: User, on: date) -> Task:
    """Neighbouring rows become one: the first goes on with the words of all; the others point to it.

    Raises L716 for fewer than two rows or rows of different parts.
    """
    if len(tasks) < 2 or len({(task.table_id, task.part) for task in tasks}) > 1:
        raise DeliverError("L716", what="合并至少要同一部分的两行")
    first, *others = sorted(tasks, key=lambda task: (task.position, task.pk))
    post = table_step(person, "edit", first.table, on=on)
    with recorded(person, post, "edit", on=on) as entry:
        words = "；".join(task.words.rstrip("；。") for task in (first, *others))
        units = {unit for task in (first, *others) for unit in task.joiners.all()}
        units |= {task.lead for task in others if task.lead and task.lead != first.lead}
        _set(first, {
            "words": words, "measures": [each for task in (first, *others) for each in task.measures], "joiners": [*units],
            "sources": [*{str(each): each for task in (first, *others) for each in task.sources}.values()],
        })  # fmt: skip
        for task in others:
            changed(task, state="merged", into=first)
        entry.done(first, {"merged": [task.pk for task in others]})
    return first


def split(task: Task, pieces: Sequence[str], *, version: int, person: User, on: date) -> list[Task]:
    """One row becomes several, each with its piece of the words and the same anchor. Raises L716 for pieces that are not its words."""
    parts = [piece.strip() for piece in pieces if piece.strip()]
    if len(parts) < 2 or any(piece not in task.words for piece in parts):
        raise DeliverError("L716", what="拆分的每一段须是本行的原文")
    post = table_step(person, "edit", task.table, on=on)
    with recorded(person, post, "edit", on=on) as entry:
        seen(task, version)
        measures, joiners = task.measures, list(task.joiners.all())
        Task.objects.filter(table=task.table, part=task.part, position__gt=task.position).update(position=F("position") + len(parts) - 1)
        made = [task]
        _set(task, {"words": parts[0], "measures": [each for each in measures if each["words"] in parts[0]]})
        for n, piece in enumerate(parts[1:], 1):
            row = Task.objects.create(
                table=task.table, position=task.position + n, part=task.part, words=piece, anchor=task.anchor, heading=task.heading,
                act=task.act, theme=task.theme, lead=task.lead, supplier=task.supplier, leader=task.leader, due=task.due,
                sources=task.sources, reason=task.reason, measures=[each for each in measures if each["words"] in piece],
            )  # fmt: skip
            row.joiners.set(joiners)
            made.append(row)
        entry.done(task, {"split": [row.pk for row in made]})
    return made


def add(table: TaskTable, words: str, *, person: User, on: date, part: int = 2, sources: Sequence[Mapping[str, str]] = ()) -> Task:
    """A row that stands in no report (批示, 常务会议…): at the end of its part."""
    post = table_step(person, "edit", table, on=on)
    with recorded(person, post, "edit", on=on) as entry:
        last = Task.objects.filter(table=table, part=part).aggregate(last=Max("position"))["last"] or 0
        task = Task(table=table, part=part, position=last + 1, sources=[dict(each) for each in sources])
        _check({"words": words})
        task.words = words.strip()
        task.save()
        entry.done(task, {"added": True})
    return task


def move(task: Task, *, before: Task | None, person: User, on: date) -> None:
    """Put the row before another of its part, or at the end."""
    post = table_step(person, "edit", task.table, on=on)
    with recorded(person, post, "edit", on=on) as entry:
        rows = list(Task.objects.filter(table=task.table, part=task.part).exclude(pk=task.pk).order_by("position", "pk"))
        at = next((n for n, row in enumerate(rows) if before is not None and row.pk == before.pk), len(rows))
        rows.insert(at, task)
        for position, row in enumerate(rows, 1):
            if row.position != position:
                Task.objects.filter(pk=row.pk).update(position=position)
        entry.done(task, {"moved": at + 1})


def wanting(table: TaskTable) -> dict[str, QuerySet[Task]]:
    """The rows still to be looked at: without a lead, without a measure or date, still open to an objection."""
    rows = standing(table)
    return {
        "no-lead": rows.filter(lead__isnull=True),
        "no-measure": rows.filter(measures=[], part=2),
        "objected": rows.filter(opinions__accepts=False, opinions__settled__in=["", "passed-up"]).distinct(),
    }


def standing(table: TaskTable) -> QuerySet[Task]:
    """The rows that are in the table: neither dropped nor merged into another."""
    return Task.objects.filter(table=table).exclude(state__in=["dropped", "merged"])


def _set(task: Task, fields: Mapping[str, Any]) -> None:
    _check(fields)
    for name, value in fields.items():
        if name == "joiners":
            task.joiners.set([unit for unit in value if unit != fields.get("lead", task.lead)])
        elif name in PLAIN:
            setattr(task, name, value)
        else:
            raise DeliverError("L716", what=name)
    task.version = F("version") + 1
    # Only what was changed: whatever else this copy of the row says may be older than what another step has written.
    task.save(update_fields=[*(name for name in fields if name in PLAIN), "version"])
    task.refresh_from_db()


def _check(fields: Mapping[str, Any]) -> None:
    words = fields.get("words")
    if words is not None and not 0 < len(words.strip()) <= LONGEST:
        raise DeliverError("L716", what=f"任务内容须有 1 到 {LONGEST} 字")


def _same_table(task: Task, table: TaskTable) -> None:
    if task.table_id != table.pk:
        raise DeliverError("L716", what="只能同时处理一张表里的任务")


def _said(value: Any) -> Any:
    """A value as the journal writes it."""
    if value is None or isinstance(value, (str, int, float, list, dict)):
        return [str(each) for each in value] if isinstance(value, list) and value and isinstance(value[0], Unit) else value
    return value.isoformat() if isinstance(value, date) else str(value)
