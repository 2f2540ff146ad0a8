"""The ledger's facts as records, with the same fields as `luoshi read` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from luoshi.ledger.corrections import facts_of
from luoshi.ledger.models import Rendition
from luoshi.ledger.shelf import current_readings
from luoshi.people.access import Person
from luoshi.reading import facts


@dataclass(frozen=True, slots=True)
class Exported:
    """One file with what the person may see of it."""

    file: facts.FileReading
    numbers: tuple[tuple[int, int], ...]
    """For each of its readings: the document's number in the ledger, and its place among those of its file."""


def files(
    person: Person, *, documents: Iterable[int] | None = None, as_of: datetime | None = None
) -> Iterator[Exported]:
    """The files the person may see with the corrected readings of their documents, as reading them would give.

    `documents` picks some by number. A file is known by its name: the path it was loaded from stays inside.
    """
    chosen = current_readings(person, as_of=as_of)
    if documents is not None:
        chosen = chosen.filter(document__in=list(documents))
    for rendition_id, rows in groupby(chosen, lambda row: row.document.rendition_id):
        found = [(row, facts_of(row.document, person=person, as_of=as_of)) for row in rows]
        seen = [(row, each.reading) for row, each in found if each is not None]
        rendition = Rendition.objects.select_related("source").get(pk=rendition_id)
        yield Exported(
            facts.FileReading(rendition.source.name, rendition_of(rendition), tuple(reading for _, reading in seen)),
            tuple((row.document_id, row.ordinal) for row, _ in seen),
        )


def readings(
    person: Person, *, documents: Iterable[int] | None = None, as_of: datetime | None = None
) -> Iterator[facts.FileReading]:
    """The same without the ledger's own numbers."""
    for exported in files(person, documents=documents, as_of=as_of):
        yield exported.file


def export(
    person: Person, what: str = "all", *, documents: Iterable[int] | None = None, as_of: datetime | None = None
) -> Iterator[dict[str, Any]]:
    """One record a fact, file by file. `what` is a kind of record, or `all` of them.

    The fields are those of `luoshi read`, and `ledger`: the document's number in the ledger, as `luoshi list` gives it.
    """
    from luoshi.reading.records import records

    for exported in files(person, documents=documents, as_of=as_of):
        file = exported.file
        text, pages = file.rendition.text, file.rendition.pages
        for reading, (number, position) in zip(file.readings, exported.numbers, strict=True):
            for record in records(reading, text, what, file=file.file, position=position, pages=pages):
                yield {"ledger": number, **record}


def rendition_of(row: Rendition) -> facts.Rendition:
    """The text as the loader gave it."""
    return facts.Rendition(
        text=row.text,
        media_type=row.media_type,
        loader=row.loader,
        encoding=row.encoding,
        pages=tuple(facts.Page(*page) for page in row.pages),
    )
