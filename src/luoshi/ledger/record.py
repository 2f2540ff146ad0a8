"""Writing down what a reading found: lineage, source, rendition, run, documents, readings, facts.

Called inside one transaction that is alone in its workspace (`database.writing`); the unique constraints of the tables
say the same a second time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from luoshi.errors import LedgerError
from luoshi.ledger import rows
from luoshi.ledger.following import follow
from luoshi.ledger.models import Document, Lineage, Reading, Rendition, Run, Source, TakeDown
from luoshi.ledger.standing_rows import refresh
from luoshi.people.audience import Audience
from luoshi.people.models import User, Workspace
from luoshi.reading import facts
from luoshi.reading.reader import reader_version

Outcome = Literal["new", "unchanged", "new rendition", "new reading"]
"""`new rendition` is said of a changed file and of a new loader's text alike: in both the old one stays."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where a file goes and who may see it. On two shelves it is two lineages, and neither tells of the other."""

    workspace: Workspace
    audience: Audience
    owner: User | None = None

    def columns(self) -> dict[str, Any]:
        """The columns of every guarded row of the file."""
        return {"workspace": self.workspace, "audience": self.audience, "owner": self.owner}

    def key(self, where_from: str) -> str:
        """What tells this file on this shelf from every other."""
        owner = self.owner.pk if self.owner and self.audience == Audience.PRIVATE else ""
        return sha256(f"{self.audience}\n{owner}\n{where_from}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Received:
    """A file about to be read."""

    path: Path
    name: str
    where_from: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of it."""

    outcome: Outcome
    documents: tuple[int, ...]
    taken_down: bool


def record(received: Received, reading: facts.FileReading, shelf: Shelf, *, now: datetime) -> Recorded:
    """Append what is new about the file. Raises L208 for a text that no database can hold."""
    lineage = _lineage(received, shelf, now)
    before = lineage.runs.select_related("rendition__source").order_by("number").last()
    source = _source(lineage, received, reading.rendition, shelf, now)
    rendition = _rendition(source, reading.rendition, now)
    reader = reading.readings[0].reader if reading.readings else reader_version()
    if before and before.rendition_id == rendition.pk and before.reader == reader:
        return _recorded("unchanged", before)
    run = Run.objects.create(
        lineage=lineage, rendition=rendition, number=before.number + 1 if before else 1, reader=reader, recorded_at=now
    )
    refresh(lineage, _documents(run, before, reading, shelf, now))
    if before is None:
        return _recorded("new", run)
    return _recorded("new reading" if before.rendition_id == rendition.pk else "new rendition", run)


def _lineage(received: Received, shelf: Shelf, now: datetime) -> Lineage:
    """The file's own lineage, or that of a copy of it that holds these bytes now, or a new one."""
    key = shelf.key(received.where_from)
    own: Lineage | None = Lineage.objects.filter(workspace=shelf.workspace, key=key).first()
    if own is not None:
        return own
    owned = {"owner": shelf.owner} if shelf.audience == Audience.PRIVATE else {}
    same_bytes = Source.objects.filter(
        workspace=shelf.workspace, audience=shelf.audience, sha256=received.sha256, **owned
    )
    for copy in same_bytes.order_by("id").select_related("lineage"):
        if not copy.lineage.sources.filter(version__gt=copy.version).exists():
            found: Lineage = copy.lineage
            return found
    new: Lineage = Lineage.objects.create(key=key, where_from=received.where_from, recorded_at=now, **shelf.columns())
    return new


def _source(lineage: Lineage, received: Received, text: facts.Rendition, shelf: Shelf, now: datetime) -> Source:
    last: Source | None = lineage.sources.order_by("version").last()
    if last and last.sha256 == received.sha256:
        return last
    new: Source = Source.objects.create(
        lineage=lineage,
        version=last.version + 1 if last else 1,
        sha256=received.sha256,
        size=received.size,
        media_type=text.media_type,
        name=received.name,
        where_from=received.where_from,
        received_at=now,
        recorded_at=now,
        **shelf.columns(),
    )
    return new


def _rendition(source: Source, made: facts.Rendition, now: datetime) -> Rendition:
    same_loader: Rendition | None = source.renditions.filter(loader=made.loader).first()
    if same_loader is not None:
        return same_loader
    try:
        digest = sha256(made.text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise LedgerError("L208", source.name, position=error.start) from error
    new: Rendition = Rendition.objects.create(
        source=source,
        loader=made.loader,
        media_type=made.media_type,
        encoding=made.encoding,
        text=made.text,
        text_sha256=digest,
        pages=[astuple(page) for page in made.pages],
        recorded_at=now,
    )
    return new


def _documents(
    run: Run, before: Run | None, reading: facts.FileReading, shelf: Shelf, now: datetime
) -> dict[int, facts.Reading]:
    """Append the documents with their readings; what was read, by the document's number."""
    written: dict[int, facts.Reading] = {}
    earlier = [] if before is None else _readings(before)
    follows = follow([rows.document_of(row) for row in earlier], [each.document for each in reading.readings])
    for ordinal, each in enumerate(reading.readings):
        span = {"rendition": run.rendition, "start": each.document.start, "end": each.document.end}
        document = Document.objects.filter(**span).first()
        if document is None:
            followed = earlier[follows[ordinal]].document if ordinal in follows else None
            document = Document.objects.create(**span, follows=followed, recorded_at=now, **shelf.columns())
        row = Reading.objects.create(
            run=run,
            document=document,
            ordinal=ordinal,
            recorded_at=now,
            counts=_counts(each),
            **rows.document_columns(each.document),
        )
        rows.write(row.pk, each)
        written[document.pk] = each
    return written


def _counts(reading: facts.Reading) -> dict[str, int]:
    lists = ("sections", "sentences", "measures", "targets", "numbers", "projects", "policies", "terms", "actors")
    counts = {name: len(getattr(reading, name)) for name in lists}
    counts["commitments"] = sum(sentence.role == "commitment" for sentence in reading.sentences)
    counts["unresolved"] = sum(number.fate == "unresolved" for number in reading.numbers)
    return counts


def _readings(run: Run) -> Sequence[Reading]:
    return list(Reading.objects.filter(run=run).select_related("document").order_by("ordinal"))


def _recorded(outcome: Outcome, run: Run) -> Recorded:
    documents = tuple(row.document_id for row in _readings(run))
    return Recorded(outcome, documents, TakeDown.standing().filter(source=run.rendition.source).exists())
