"""What the ledger holds for a person: the current readings, or those that were current on a day."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max, QuerySet

from luoshi.errors import LedgerError
from luoshi.ledger.models import Document, Reading, Run, Source
from luoshi.people.access import Person, visible_to


def documents(person: Person) -> QuerySet[Document]:
    """Every document the person may see, of today's and of earlier versions of its file."""
    return visible_to(person, Document.objects.all())


def document(person: Person, number: int) -> Document:
    """One document. Raises L207 where there is none, or none for this person: the two look the same from outside."""
    found = documents(person).filter(pk=number).select_related("rendition__source__lineage").first()
    if found is None:
        raise LedgerError("L207", str(number))
    return found


def current_readings(person: Person, *, as_of: datetime | None = None) -> QuerySet[Reading]:
    """A reading for each document that stands now: those of the last run over each file, in the order of loading.

    Where a person may not see a file's last version, the last that they may see stands for it.
    """
    runs = Run.objects.filter(rendition__source__in=visible_to(person, Source.objects.all()))
    if as_of is not None:
        runs = runs.filter(recorded_at__lte=as_of)
    last = runs.order_by().values("lineage").annotate(last=Max("pk")).values("last")
    return (
        Reading.objects.filter(run__in=last, document__in=documents(person))
        .select_related("document", "run", "document__rendition__source")
        .defer("document__rendition__text", "document__rendition__pages")
        .order_by("run", "ordinal")
    )


def reading_of(document: Document, *, as_of: datetime | None = None) -> Reading | None:
    """The document's last reading, or its last by that time; None where it had not been read yet."""
    readings = document.readings.select_related("document", "run")
    if as_of is not None:
        readings = readings.filter(recorded_at__lte=as_of)
    return readings.order_by("pk").last()


def successor(person: Person, document: Document) -> Document | None:
    """The newest document that follows this one, where its file has changed since."""
    newest, seen = None, document
    while (nearest := documents(person).filter(follows=seen).order_by("pk").last()) is not None:
        newest = seen = nearest
    return newest
