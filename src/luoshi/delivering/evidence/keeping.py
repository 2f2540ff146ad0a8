"""Files attached to a task and its reports, and withdrawn again. What is kept is handed out as a file to save, never to run."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import IO

from django.db.models import QuerySet

from luoshi.delivering.evidence.kinds import MEDIA_TYPES, Kind, taken
from luoshi.delivering.models import Evidence, Report, Task
from luoshi.delivering.recording import recorded
from luoshi.delivering.rights import seen_tasks, task_step
from luoshi.delivering.steps import TASK_STEPS
from luoshi.delivering.working import _of_plan
from luoshi.errors import DeliverError
from luoshi.ledger.files import keep, stored
from luoshi.people.models import Duty, User

LARGEST = 20 << 20
"""Bytes of a file."""
MOST = 30
"""Files of a task and period that are not withdrawn."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file to be saved by whoever asked: always sent as an attachment."""

    path: Path
    media_type: str
    name: str


def attach(
    task: Task, file: Path | IO[bytes], name: str, *, report: Report | None = None, node: int | None = None, person: User, on: date
) -> Evidence:  # fmt: skip
    """Keep a file with the task, and with a period's report or a node of the plan. The same file twice is one.

    Raises L710, L711 for a report that was submitted, L716 for one of another task or a node the plan has not, L740 to L744
    for a file that will not do.
    """
    post = task_step(person, "attach", task, on=on)
    if report is not None and report.task_id != task.pk:
        raise DeliverError("L716", str(task), what="不是这项任务的进展")
    if node is not None:
        _of_plan(task, [node])
    kind, data = taken(_read(file))
    name, sha256 = _named(name, kind), hashlib.sha256(data).hexdigest()
    with recorded(person, post, "attach", on=on) as entry:
        if report is not None and Report.objects.select_for_update().get(pk=report.pk).state in ("submitted", "accepted"):
            raise DeliverError("L711", str(task), state="已报送", action=TASK_STEPS["attach"].name, english="attach")
        there = Evidence.objects.filter(task=task, report=report, removed_why="")
        if same := there.filter(sha256=sha256, node=node).first():
            return same
        if there.count() >= MOST:
            raise DeliverError("L742", str(task), limit=MOST)
        with tempfile.NamedTemporaryFile() as scratch:
            scratch.write(data)
            scratch.flush()
            keep(Path(scratch.name), sha256)
        evidence = Evidence.objects.create(
            task=task, report=report, node=node, name=name, sha256=sha256, media_type=kind.media_type, size=len(data), by=person
        )
        entry.done(evidence, {"task": task.pk, "report": report and report.pk, "node": node, "name": name, "sha256": sha256})
    return evidence


def detach(evidence: Evidence, why: str, *, person: User, on: date) -> None:
    """Withdraw it, with the reason; row and bytes stay. A unit may until the report is submitted, the office always.

    Raises L710, L711, L713.
    """
    post = task_step(person, "detach", evidence.task, on=on)
    with recorded(person, post, "detach", on=on, why=why) as entry:
        evidence.refresh_from_db()
        handed_in = evidence.report is not None and evidence.report.state in ("submitted", "accepted")
        if evidence.removed_why or (handed_in and post.duty != Duty.SUPERVISION):
            state = "已撤回" if evidence.removed_why else "已报送"
            raise DeliverError("L711", str(evidence.task), state=state, action=TASK_STEPS["detach"].name, english="detach")
        evidence.removed_why = why.strip()
        evidence.save(update_fields=["removed_why"])
        entry.done(evidence, {"task": evidence.task_id, "name": evidence.name, "sha256": evidence.sha256})


def listed(task: Task, *, person: User, on: date) -> QuerySet[Evidence]:
    """The files of a task that the person may see, those withdrawn too: their rows stay, with the reason."""
    return Evidence.objects.filter(task__in=seen_tasks(person, on=on).filter(pk=task.pk)).select_related("report", "by")


def opened(number: int, *, person: User, on: date) -> Opened:
    """The file of a row that the person may see. Raises L714 for another, one that was withdrawn, or one whose bytes are gone."""
    row = Evidence.objects.filter(pk=number, removed_why="", task__in=seen_tasks(person, on=on)).first()
    if row is None or row.media_type not in MEDIA_TYPES or not stored(row.sha256).is_file():
        raise DeliverError("L714", str(number))
    return Opened(stored(row.sha256), row.media_type, row.name)


def _read(file: Path | IO[bytes]) -> bytes:
    if isinstance(file, Path):
        with file.open("rb") as stream:
            return _read(stream)
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise DeliverError("L741", limit=f"{LARGEST >> 20} MB")
    return data


def _named(name: str, kind: Kind) -> str:
    """The name without folders and signs that cannot be seen, with the ending of what the file is."""
    plain = "".join(filter(str.isprintable, PurePosixPath(name.replace("\\", "/")).name)).strip(" .") or "佐证"
    if not plain.lower().endswith(kind.suffixes):
        plain += kind.suffixes[0]
    stem, _, ending = plain.rpartition(".")
    return f"{stem[: 199 - len(ending)]}.{ending}"
