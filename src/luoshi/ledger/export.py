"""The ledger's facts as records, with the same fields as `luoshi read` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from luoshi.ledger.corrections import facts_of
from luoshi.ledger.models import Rendition
from luoshi.ledger.shelf import current_readings
from luoshi.people.access import Person
from luoshi.reading import facts


def readings(
    person: Person, *, documents: Iterable[int] | None = None, as_of: datetime | None = None
) -> Iterator[facts.FileReading]:
    """The files the person may see with the corrected readings of their documents, as reading them would give.

    `documents` picks some by number. A file is known by its name: the path it was loaded from stays inside.
    """
    chosen = current_readings(person, as_of=as_of)
    if documents is not None:
        chosen = chosen.filter(document__in=list(documents))
    for rendition_id, rows in groupby(chosen, lambda row: row.document.rendition_id):
        found = [facts_of(row.document, person=person, as_of=as_of) for row in rows]
        rendition = Rendition.objects.select_related("source").get(pk=rendition_id)
        yield facts.FileReading(
            file=rendition.source.name,
            rendition=rendition_of(rendition),
            readings=tuple(each.reading for each in found if each is not None),
        )


def export(
    person: Person, what: str = "all", *, documents: Iterable[int] | None = None, as_of: datetime | None = None
) -> Iterator[dict[str, Any]]:
    """One record a fact, file by file. `what` is a kind of record, or `all` of them."""
    from luoshi.reading.records import records

    for file in readings(person, documents=documents, as_of=as_of):
        text, pages = file.rendition.text, file.rendition.pages
        for position, reading in enumerate(file.readings):
            yield from records(reading, text, what, file=file.file, position=position, pages=pages)


def rendition_of(row: Rendition) -> facts.Rendition:
    """The text as the loader gave it."""
    return facts.Rendition(
        text=row.text,
        media_type=row.media_type,
        loader=row.loader,
        encoding=row.encoding,
        pages=tuple(facts.Page(*page) for page in row.pages),
    )
