"""Rows of the flow as plain values, in the shapes of `shapes.py`."""

from __future__ import annotations

from typing import Any

from luoshi.api.v1.office.key import Caller
from luoshi.delivering import working
from luoshi.delivering.editing import wanting
from luoshi.delivering.lights import light_of
from luoshi.delivering.models import (
    AgendaItem,
    Bulletin,
    Closing,
    Evidence,
    Instruction,
    Letter,
    Meeting,
    Opinion,
    Pause,
    Question,
    Report,
    Task,
    TaskTable,
    Visit,
    WorkPlan,
)  # fmt: skip
from luoshi.delivering.rates.ledger import UnitRates
from luoshi.delivering.rights import seen_tasks
from luoshi.people.models import Post, Unit

Record = dict[str, Any]


def named(row: Unit | Post | None) -> Record | None:
    return {"number": row.pk, "name": str(row)} if row is not None else None


def post(row: Post) -> Record:
    return {"number": row.pk, "name": row.title, "duty": row.duty, "unit": named(row.unit), "fields": [named(each) for each in row.fields.all()]}


def unit(row: Unit) -> Record:
    """Of a unit fetched with its posts and offices."""
    return {
        "number": row.pk, "name": row.name, "short": row.short, "kind": row.kind, "parent": row.parent_id,
        "offices": [each.office for each in row.offices.all()],
        "posts": [{"number": each.pk, "name": each.title, "duty": each.duty} for each in row.posts.all()],
    }  # fmt: skip


def table(row: TaskTable) -> Record:
    return {
        "number": row.pk, "title": row.title, "kind": row.kind, "year": row.year, "state": row.state, "document": row.document_id,
        "reference": row.number, "issued_on": row.issued_on, "frequency": row.frequency, "version": row.version,
    }  # fmt: skip


def whole_table(row: TaskTable, caller: Caller) -> Record:
    """The same with what is still to be done, as far as the caller sees its rows."""
    seen = seen_tasks(caller.person, on=caller.on).filter(table=row)
    shown = seen.exclude(state__in=["dropped", "merged"])
    left = {name: rows.filter(pk__in=seen.values("pk")).count() for name, rows in wanting(row).items()}
    return {**table(row), "rows": shown.count(), "wanting": left}


def task(row: Task) -> Record:
    names = (
        "position", "part", "words", "heading", "act", "theme", "measures", "due", "sources", "reason", "state", "closed_on", "light",
        "lit_on", "unreported", "version",
    )  # fmt: skip
    return {name: getattr(row, name) for name in names} | {
        "number": row.pk, "table": row.table_id, "lead": named(row.lead), "joiners": [named(each) for each in row.joiners.all()],
        "supplier": named(row.supplier), "leader": named(row.leader), "carried_from": row.carried_from_id,
    }  # fmt: skip


def light(row: Task, caller: Caller) -> Record | None:
    """The light of the day with its reasons; none before issue, nor for a row that was left out."""
    if row.table.state != "issued" or row.state in ("proposed", "dropped", "merged"):
        return None
    found = light_of(row, caller.on)
    return {name: getattr(found, name) for name in ("state", "colour", "word", "sign", "why", "dates", "unreported")}


def opinion(row: Opinion) -> Record:
    return {
        "number": row.pk, "unit": named(row.unit), "accepts": row.accepts, "why": row.why, "instead": named(row.instead),
        "settled": row.settled, "settled_why": row.settled_why,
    }  # fmt: skip


def plan(row: WorkPlan) -> Record:
    names = ("standard", "form", "nodes", "head", "liaison", "due", "state", "returned_why", "filed_on", "accepted_on", "version")
    return {name: getattr(row, name) for name in names}


def report(row: Report) -> Record:
    names = (
        "period", "words", "unit_of_value", "blocks", "help", "nodes", "state", "returned_why", "submitted_on", "accepted_on", "untrue",
        "version",
    )  # fmt: skip
    asked = working.questions(row.task, period=row.period, value=row.value, words=row.words) if row.state in ("draft", "returned") else {}
    return {name: getattr(row, name) for name in names} | {
        "value": None if row.value is None else f"{row.value.normalize():f}",
        "answers": {str(name): str(words) for name, words in row.answers.items()}, "asked": asked,
    }  # fmt: skip


def closing(row: Closing) -> Record:
    names = (
        "how", "words", "state", "checked", "found_true", "refused_why", "asked_on", "checked_on", "approved_on", "refused_on",
    )  # fmt: skip
    return {name: getattr(row, name) for name in names}


def reports(row: Task, caller: Caller) -> list[Record]:
    """What was reported; what a unit is still writing shows to that unit only."""
    own = row.lead_id in caller.units
    return [report(each) for each in row.reports.order_by("period") if own or each.state != "draft"]


def letter(row: Letter, caller: Caller) -> Record:
    """With the tasks it is about as far as the caller sees them."""
    names = ("kind", "words", "reply_by", "state", "sent_on", "answer", "answered_on", "returned_why", "version")
    about = seen_tasks(caller.person, on=caller.on).filter(letters=row).order_by("pk").values_list("pk", flat=True)
    return {name: getattr(row, name) for name in names} | {
        "number": row.pk, "unit": named(row.unit), "reference": row.number, "tasks": list(about),
    }  # fmt: skip


def question(row: Question) -> Record:
    names = ("words", "asked_on", "answer", "answered_on", "version")
    return {name: getattr(row, name) for name in names} | {"number": row.pk, "by": str(row.post)}


def visit(row: Visit) -> Record:
    return {name: getattr(row, name) for name in ("on", "where", "who", "found")}


def pause(row: Pause) -> Record:
    names = ("start", "end", "why", "asked_on", "approved_on", "refused_why", "version")
    return {name: getattr(row, name) for name in names} | {"number": row.pk}


def instruction(row: Instruction) -> Record:
    return {"reference": row.number, "on": row.on, "leader": named(row.leader), "gist": row.gist, "task": row.task_id}


def agenda_item(row: AgendaItem) -> Record:
    names = ("words", "why", "decision")
    return {name: getattr(row, name) for name in names} | {"number": row.pk, "task": row.task_id, "became": row.became_id}


def meeting(row: Meeting) -> Record:
    return {name: getattr(row, name) for name in ("kind", "on", "held", "notes", "version")} | {
        "number": row.pk, "chair": named(row.chair), "items": [agenda_item(each) for each in row.items.all()],
    }  # fmt: skip


def bulletin(row: Bulletin) -> Record:
    names = ("way", "title", "as_of", "paragraphs", "table_rows", "state", "signed_on", "returned_why", "version")
    return {name: getattr(row, name) for name in names} | {"number": row.pk, "reference": row.number}


def evidence(row: Evidence) -> Record:
    names = ("name", "node", "media_type", "size", "sha256", "removed_why")
    return {name: getattr(row, name) for name in names} | {"number": row.pk, "period": row.report.period if row.report else None}


def unit_rates(row: UnitRates) -> Record:
    return {
        "unit": named(row.unit),
        "rates": [
            {
                "name": each.definition.name, "said": each.said, "numerator": each.numerator, "denominator": each.denominator,
                "left_out": each.left_out, "definition": each.definition.text,
            }
            for each in row.rates
        ],
    }  # fmt: skip
