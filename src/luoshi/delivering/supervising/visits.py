"""实地核查: what the office saw on the site."""

from __future__ import annotations

from datetime import date

from luoshi.delivering.models import Task, Visit
from luoshi.delivering.recording import recorded
from luoshi.delivering.rights import task_step
from luoshi.delivering.supervising import given
from luoshi.errors import DeliverError
from luoshi.people.models import User

_LONGEST_LINE = 200


def note_visit(task: Task, day: date, where: str, who: str, found: str, *, person: User, on: date) -> Visit:
    """Who was where on that day, and what they found. Raises L710, L711, L716 for what is empty or a day to come."""
    post = task_step(person, "visit", task, on=on)
    if day > on:
        raise DeliverError("L716", what="核查日期还没有到")
    fields = {
        "where": given.words(where, "地点", longest=_LONGEST_LINE), "who": given.words(who, "参加人员", longest=_LONGEST_LINE),
        "found": given.words(found, "核查情况"),
    }  # fmt: skip
    with recorded(person, post, "visit", on=on) as entry:
        visit = Visit.objects.create(task=task, on=day, by=person, **fields)
        entry.done(visit, {"on": day.isoformat(), **fields})
    return visit
