"""A table begun from a document: the proposal laid over this place's own units and its own earlier tables."""

from __future__ import annotations

from datetime import date
from typing import Any

from luoshi.delivering.models import Task, TaskTable
from luoshi.delivering.proposed import record, source_of
from luoshi.delivering.recording import recorded
from luoshi.delivering.rights import drafter
from luoshi.errors import LedgerError
from luoshi.ledger.actions import anchor
from luoshi.ledger.corrections import facts_of
from luoshi.ledger.models import Document
from luoshi.people.access import visible_to
from luoshi.people.audience import Audience
from luoshi.people.models import OfficeUnit, Unit, User, Workspace
from luoshi.reckoning.tasks import proposal
from luoshi.reckoning.tasks.earlier import EarlierTask, EarlierTasks


def draft(document: Document, *, workspace: Workspace, person: User, on: date, title: str = "") -> TaskTable:
    """Begin a table from the document as it is read and corrected now. Its rows are proposals until they are issued.

    Raises L710 without the right to, L207 for a document the person does not see or that has no reading.
    """
    post = drafter(person, workspace, on=on)
    if not visible_to(person, Document.objects.filter(pk=document.pk)).exists():
        raise LedgerError("L207", str(document.pk))
    facts = facts_of(document, person=person)
    if facts is None:
        raise LedgerError("L207", str(document.pk))
    reading, text = facts.reading, document.rendition.text
    units = {each.office: each.unit for each in OfficeUnit.objects.filter(workspace=workspace).select_related("unit")}
    named = {unit.name: unit for unit in Unit.objects.filter(workspace=workspace, until=None)}
    about = reading.document
    year = int(about.plan[:4]) if about.plan[:4].isdigit() else on.year
    source = source_of(about)
    tasks = proposal(reading, text, earlier=_earlier(workspace))
    with recorded(person, post, "draft", on=on) as entry:
        table = TaskTable.objects.create(
            workspace=workspace, audience=Audience.WORKSPACE, document=document, year=year,
            title=title.strip()[:200] or f"{about.place.name}{year}年目标任务分解表",
        )  # fmt: skip
        for position, task in enumerate(tasks, 1):
            row = Task.objects.create(
                table=table, position=position, part=task.part, words=text[task.start : task.end], heading=task.heading[:400],
                anchor=anchor(document, task.start, task.end), act=task.act, theme=task.theme, due=task.due, reason=task.reason,
                measures=[_measure(each) for each in record(task, text)["measures"]],
                lead=_unit(task.lead, units, named), supplier=units.get(task.supplier), sources=[{"kind": source, "words": about.title}],
            )  # fmt: skip
            row.joiners.set([unit for name in task.joiners if (unit := _unit(name, units, named)) and unit != row.lead])
        entry.done(table, {"document": document.pk, "rows": len(tasks)})
    return table


def _earlier(workspace: Workspace) -> EarlierTasks:
    """The rows of the tables this workspace has issued: whoever led a task before is asked first."""
    issued = Task.objects.filter(table__workspace=workspace, table__state="issued", lead__isnull=False)
    rows = issued.select_related("table", "lead", "lead__into").prefetch_related("joiners").order_by("table__year", "pk")
    return EarlierTasks(
        EarlierTask(
            row.words, str(row.lead.into or row.lead), tuple(unit.name for unit in row.joiners.all()),
            f"《{row.table}》第{row.position}行",
        )
        for row in rows
        if row.lead is not None
    )  # fmt: skip


def _unit(name: str | None, by_office: dict[str, Unit], by_name: dict[str, Unit]) -> Unit | None:
    """The unit of an office's function, or the standing unit of that name; None: 待定."""
    return by_office.get(name or "") or by_name.get(name or "")


def _measure(said: dict[str, Any]) -> dict[str, Any]:
    return {"words": said["text"], **{name: said[name] for name in ("subject", "value", "unit", "bound", "indicator")}}
