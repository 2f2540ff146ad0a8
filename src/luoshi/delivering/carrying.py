"""What the office decided on one table goes along to the next: from a draft to the adopted text, and from year to year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from django.db import transaction
from django.db.models import Max

from luoshi.delivering.drafting import draft
from luoshi.delivering.editing import standing
from luoshi.delivering.models import Task, TaskTable
from luoshi.delivering.recording import recorded
from luoshi.delivering.rights import seen_tables, table_step
from luoshi.errors import DeliverError
from luoshi.ledger.database import writing
from luoshi.ledger.models import Document
from luoshi.people.models import Unit, User

ALIKE = 0.75
"""How alike two sentences under one heading must be to be one promise; below it a row is new and another gone."""
CLEARLY = 0.08
"""By how much the likest must be ahead of the next: where two would do, neither is taken."""
_SIGNS = re.compile(r"[\s，。；、：,.;:！!“”\"'（）()]+")
_MOST_COMPARED = 400
"""Rows under one heading that are held against each other."""


@dataclass(slots=True)
class Carried:
    """The new table and how its rows stand to the old one's."""

    table: TaskTable
    same: int = 0
    changed: list[tuple[Task, Task]] = field(default_factory=list)
    """Old row and new row, whose words differ."""
    new: list[Task] = field(default_factory=list)
    gone: list[Task] = field(default_factory=list)


def carry_over(table: TaskTable, document: Document, *, person: User, on: date, title: str = "") -> Carried:
    """Begin a table from the adopted text, with what was decided on the old one's rows wherever the promise is the same.

    The old table stays as it is: no step leads to 已撤回. Raises L710, L207, L748 for a table that was issued or is not seen.
    """
    if table.state in ("issued", "withdrawn") or not seen_tables(person, on=on).filter(pk=table.pk).exists():
        raise DeliverError("L748", str(table), what="已印发、已撤回或看不到", english="issued, withdrawn or not seen")
    with writing(f"delivering {table.workspace_id}"):
        made = draft(document, workspace=table.workspace, person=person, on=on, title=title)
        post = table_step(person, "edit", made, on=on)
        old, new = list(standing(table).select_related("lead")), list(standing(made))
        found = Carried(made)
        pairs = paired([(row.heading, row.words) for row in old], [(row.heading, row.words) for row in new])
        with recorded(person, post, "edit", on=on) as entry:
            for was, now in sorted(pairs.items()):
                _decided(old[was], new[now])
                entry.done(new[now], {"carried_from": old[was].pk})
                if old[was].words == new[now].words:
                    found.same += 1
                else:
                    found.changed.append((old[was], new[now]))
        taken = set(pairs.values())
        found.new = [row for number, row in enumerate(new) if number not in taken]
        found.gone = [row for number, row in enumerate(old) if number not in pairs]
    return found


def foreseen(table: TaskTable, document: Document, *, person: User, on: date) -> Carried:
    """What `carry_over` would make, and nothing made of it: its rows are not to be saved or linked to. Raises as `carry_over`."""
    with transaction.atomic():
        found = carry_over(table, document, person=person, on=on)
        transaction.set_rollback(True)
    return found


def year_end(table: TaskTable, into: TaskTable, *, person: User, on: date) -> list[Task]:
    """The tasks that ended as 跨年结转 go on as rows of the next year's draft, each once. Raises L710, L711, L748."""
    post = table_step(person, "edit", into, on=on)
    if table.workspace_id != into.workspace_id or table.year >= into.year or not seen_tables(person, on=on).filter(pk=table.pk).exists():
        raise DeliverError("L748", str(table), what="须是本工作区往年的表", english="an earlier year's of this workspace is asked for")
    made = []
    with recorded(person, post, "edit", on=on) as entry:
        there = Task.objects.filter(table=into, carried_from__isnull=False).values("carried_from")
        for task in Task.objects.filter(table=table, state="carried").exclude(pk__in=there):
            last = Task.objects.filter(table=into, part=task.part).aggregate(last=Max("position"))["last"] or 0
            row = Task.objects.create(
                table=into, position=last + 1, part=task.part, words=task.words, heading=task.heading, anchor=task.anchor, act=task.act,
                theme=task.theme, measures=task.measures, lead=_standing(task), supplier=task.supplier, leader=task.leader,
                sources=task.sources, reason=f"由《{table}》结转", carried_from=task,
            )  # fmt: skip
            row.joiners.set(task.joiners.filter(until=None))
            entry.done(row, {"carried_from": task.pk})
            made.append(row)
    return made


def paired(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> dict[int, int]:
    """Old row → new row by (heading, words), one to one: the same words first, then the likest under the same heading. Pure."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    places: dict[str, list[int]] = {}
    for number, (_, words) in enumerate(new):
        places.setdefault(_plain(words), []).append(number)
    for number, (heading, words) in enumerate(old):
        free = [each for each in places.get(_plain(words), []) if each not in taken]
        if free:
            pairs[number] = min(free, key=lambda each: (new[each][0] != heading, abs(each - number)))
            taken.add(pairs[number])
    for was, now in _alike(old, new, pairs, taken):
        if was not in pairs and now not in taken:
            pairs[was] = now
            taken.add(now)
    return pairs


def _alike(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], pairs: dict[int, int], taken: set[int]) -> list[tuple[int, int]]:
    """Rows left over that are alike under one heading, each clearly the other's likest; the likest first."""
    scores: dict[tuple[int, int], float] = {}
    under: dict[str, list[int]] = {}
    for number, (heading, _) in enumerate(new):
        if number not in taken:
            under.setdefault(_plain(heading), []).append(number)
    for was, (heading, words) in enumerate(old):
        for now in under.get(_plain(heading), [])[:_MOST_COMPARED] if was not in pairs else ():
            match = SequenceMatcher(None, _plain(words), _plain(new[now][1]), autojunk=False)
            if match.quick_ratio() >= ALIKE - CLEARLY:
                scores[was, now] = match.ratio()
    best = []
    for (was, now), score in scores.items():
        others = [each for pair, each in scores.items() if (pair[0] == was) != (pair[1] == now)]
        if score >= ALIKE and all(score - each >= CLEARLY for each in others):
            best.append((score, was, now))
    return [(was, now) for _, was, now in sorted(best, key=lambda each: (-each[0], each[1]))]


def _decided(old: Task, new: Task) -> None:
    """The new row gets what the office decided on the old one; a day only where it was set."""
    new.carried_from, new.lead, new.supplier, new.leader, new.act = old, _standing(old) or new.lead, old.supplier or new.supplier, old.leader, old.act
    new.due = new.due if old.due is None or (old.anchor is not None and old.words != new.words and new.due is not None) else old.due
    new.sources = [*{str(each): each for each in (*new.sources, *old.sources)}.values()]
    new.save(update_fields=["carried_from", "lead", "supplier", "leader", "act", "due", "sources"])
    new.joiners.set([unit for unit in old.joiners.filter(until=None) if unit != new.lead])


def _standing(task: Task) -> Unit | None:
    """Its lead, or the unit that went on with an ended one's work."""
    return (task.lead.into if task.lead.until else task.lead) if task.lead else None


def _plain(words: str) -> str:
    return _SIGNS.sub("", words)
