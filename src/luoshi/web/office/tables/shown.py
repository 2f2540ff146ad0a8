"""A table's rows as its page shows them: fetched in a few queries whatever their number, every cell already in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch, QuerySet
from django.http import QueryDict

from luoshi.delivering.editing import standing
from luoshi.delivering.models import Opinion, Task, TaskTable
from luoshi.delivering.paper.issued_table import measures_said, sources_said
from luoshi.delivering.paper.task_table import PARTS
from luoshi.delivering.rights import seen_tasks
from luoshi.people.establishment import below
from luoshi.people.models import Duty, Unit
from luoshi.web import asked
from luoshi.web.document.addresses import words_address
from luoshi.web.office.door import Desk

OPEN = ("", "passed-up")
"""What an objection's `settled` says while nobody has decided."""
WHOLE = frozenset({"supervision", "leader", "chief", "auditor"})
"""Duties that see what every unit says, and the journal; a unit sees its own opinions."""
ONLY = {"no-lead": "没有牵头单位", "no-measure": "没有量化指标", "objected": "有异议", "dropped": "已删除、合并"}
"""Rows to be looked at, as the address names them."""
DECISIONS = {"": "待裁定", "kept": "维持原分工", "moved": "已改派", "passed-up": "已报区长"}


@dataclass(frozen=True, slots=True)
class Said:
    """An opinion in words."""

    unit: str
    word: str
    why: str
    instead: str
    open: bool
    decision: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A row: what each cell says, and what it is counted under."""

    task: Task
    pk: int
    version: int
    number: str
    """Among the rows that are in the table, from 1; empty for one that was dropped or merged."""
    cells: Mapping[str, str]
    place: str
    """The address of its exact words; empty where it comes from no document."""
    opinions: Sequence[Said] = ()
    mine: Sequence[Unit] = ()
    """Units for which who is looking may still give an opinion."""
    gone: str = ""
    units: frozenset[int] = frozenset()
    flags: frozenset[str] = field(default_factory=frozenset)
    """Names of `ONLY` it is counted under."""


class Sheet:
    """The rows of a table that somebody may see."""

    def __init__(self, desk: Desk, table: TaskTable) -> None:
        self.desk, self.table = desk, table

    @cached_property
    def rows(self) -> list[Shown]:
        """All of them in order, the dropped ones too."""
        return [self.shown(task) for task in self._tasks()]

    def one(self, task: Task) -> Shown:
        """One of them, without fetching the others."""
        return self.shown(self._tasks().get(pk=task.pk))

    @cached_property
    def numbers(self) -> dict[int, str]:
        """The number of each row that is in the table, from 1: the same to everyone, whichever rows they see."""
        rows = standing(self.table).order_by("part", "position", "pk").values_list("pk", flat=True)
        return {pk: str(number) for number, pk in enumerate(rows, 1)}

    def _seen(self) -> QuerySet[Task]:
        return Task.objects.filter(pk__in=seen_tasks(self.desk.person, on=self.desk.on).filter(table=self.table).values("pk"))

    def _tasks(self) -> QuerySet[Task]:
        opinions = Opinion.objects.select_related("unit", "instead")
        tasks = self._seen().select_related("lead", "supplier", "leader", "anchor", "into").order_by("part", "position", "pk")
        return tasks.prefetch_related("joiners", Prefetch("opinions", opinions))

    @cached_property
    def own(self) -> set[int]:
        """Units for which the person answers as their head."""
        heads = [post.unit for post in self.desk.posts if post.duty == Duty.HEAD]
        return below(heads) if heads else set()

    def shown(self, task: Task) -> Shown:
        """One row; its opinions as far as this person may read them."""
        joiners, whole = list(task.joiners.all()), bool(self.desk.duties & WHOLE)
        given = [each for each in task.opinions.all() if whole or each.unit_id in self.own]
        units = {unit.pk: unit for unit in (task.lead, *joiners, task.supplier) if unit is not None}
        settled = {each.unit_id for each in given if each.settled}
        may = self.own if self.table.state == "consulting" else set()
        gone = f"已删除：{task.dropped_why}" if task.state == "dropped" else f"已并入：{task.into}" if task.state == "merged" else ""
        return Shown(
            task, task.pk, task.version, self.numbers.get(task.pk, ""), said(task, joiners), self._place(task), [_opinion(each) for each in given],
            [unit for pk, unit in units.items() if pk in may and pk not in settled], gone, frozenset(units), _flags(task, given),
        )  # fmt: skip

    def _place(self, task: Task) -> str:
        if task.anchor is None or self.table.document_id is None:
            return ""
        return words_address(self.table.document_id, task.anchor.start, task.anchor.end)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    only: str
    unit: int
    theme: str
    words: str

    @classmethod
    def of(cls, query: QueryDict) -> Asked:
        only = asked.words(query, "only")
        return cls(only if only in ONLY else "", next(iter(asked.numbers(query, "unit")), 0), asked.words(query, "theme"), asked.words(query, "q"))

    def narrow(self, rows: Iterable[Shown]) -> list[Shown]:
        """Rows asked for: the dropped ones only where they are."""
        return [
            row for row in rows
            if (self.only in row.flags if self.only else not row.gone)
            and (not self.unit or self.unit in row.units) and (not self.theme or row.cells["theme"] == self.theme)
            and (not self.words or self.words in row.cells["words"])
        ]  # fmt: skip

    def address(self, **other: Any) -> str:
        """The same query with other choices, as it follows `?`."""
        chosen = {"only": self.only, "unit": self.unit, "theme": self.theme, "q": self.words, **other}
        return urlencode({name: value for name, value in chosen.items() if value})

    def __bool__(self) -> bool:
        return bool(self.only or self.unit or self.theme or self.words)


def counts(rows: Iterable[Shown]) -> Counter[str]:
    """How many rows each name of `ONLY` has."""
    return Counter(flag for row in rows for flag in row.flags)


def themes(rows: Iterable[Shown]) -> list[tuple[str, int]]:
    """Themes of the rows that are in the table, the most frequent first."""
    return Counter(row.cells["theme"] for row in rows if row.cells["theme"] and not row.gone).most_common()


def said(task: Task, joiners: Sequence[Unit] | None = None) -> dict[str, str]:
    """Every cell of the row in words: also what a person types to change it. Units by the names the office uses."""
    return {
        "words": task.words, "measures": measures_said(task.measures), "act": task.act, "theme": task.theme, "lead": short(task.lead),
        "joiners": "、".join(short(unit) for unit in (task.joiners.all() if joiners is None else joiners)), "supplier": short(task.supplier),
        "leader": task.leader.title if task.leader else "", "due": task.due.isoformat() if task.due else "",
        "sources": sources_said(task.sources), "reason": task.reason, "part": PARTS[2 if task.part != 1 else 1],
    }  # fmt: skip


def short(unit: Unit | None) -> str:
    """What the office calls a unit; nothing for none."""
    return (unit.short or unit.name) if unit is not None else ""


def _opinion(opinion: Opinion) -> Said:
    still = not opinion.accepts and opinion.settled in OPEN
    decision = "" if opinion.accepts else DECISIONS.get(opinion.settled, "")
    return Said(short(opinion.unit), "同意" if opinion.accepts else "有异议", opinion.why, short(opinion.instead), still, decision)


def _flags(task: Task, opinions: Iterable[Opinion]) -> frozenset[str]:
    if task.state in ("dropped", "merged"):
        return frozenset({"dropped"})
    holds = {
        "no-lead": task.lead_id is None, "no-measure": not task.measures and task.part == 2,
        "objected": any(not each.accepts and each.settled in OPEN for each in opinions),
    }  # fmt: skip
    return frozenset(name for name, true in holds.items() if true)
