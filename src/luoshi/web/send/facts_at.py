"""The fact an address points at, and what people have said of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from luoshi.ledger.corrections import Facts
from luoshi.ledger.kinds import KINDS, document_field
from luoshi.ledger.models import Document, Statement
from luoshi.people.access import Person, visible_to
from luoshi.web.document.marks import Mark, marks_of
from luoshi.web.send.fields import RECORDS, fields_of

PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class FactAt:
    """A fact of a document as it stands, or the place of one that was struck out."""

    record: str
    start: int
    end: int
    fact: Any
    """The fact with people's corrections in it; None where it is struck out, and for the document itself."""
    mark: Mark | None = None

    @property
    def label(self) -> str:
        return RECORDS[self.record]

    @property
    def place(self) -> str:
        return f"{self.start}-{self.end}"


def fact_at(document: Document, found: Facts, fact: str, at: str, record: str = "") -> FactAt | None:
    """The fact named `measure-12` (told by its place too, where the name is not enough), or of this record at this place.

    An entity stands where it is named first: that is where corrections of it hold on.
    """
    if record == "document":
        return FactAt("document", document.start, document.end, None)
    place = PLACE.fullmatch(at)
    span = (int(place[1]), int(place[2])) if place else None
    if fact:
        named = [mark for mark in marks_of(found.reading) if mark.key == fact]
        mark = next((mark for mark in named if (mark.start, mark.end) == span), named[0] if named else None)
        if mark is None:
            return None
        return FactAt(fact.split("-")[0], mark.fact.start, mark.fact.end, mark.fact, mark)
    if span is None or record not in KINDS or not document.start <= span[0] <= span[1] <= document.end:
        return None
    there = [each for each in getattr(found.reading, KINDS[record][1]) if (each.start, each.end) == span]
    return FactAt(record, *span, there[0] if there else None)


def current(at: FactAt, found: Facts) -> dict[str, Any]:
    """What its fields hold now."""
    if at.record == "document":
        return {field.name: document_field(found.reading.document, field.name) for field in fields_of("document")}
    return {field.name: getattr(at.fact, field.name) for field in fields_of(at.record)} if at.fact is not None else {}


def statements_on(document: Document, at: FactAt, found: Facts, person: Person) -> list[Statement]:
    """Everything said of it, the latest first: on these words, and on the same words of earlier versions that still hold."""
    here = Statement.objects.filter(
        anchor__rendition=document.rendition_id, anchor__start=at.start, anchor__end=at.end, record=at.record
    )
    carried = [
        each.statement.pk
        for each in found.corrections
        if each.statement.record == at.record and (each.start, each.end) == (at.start, at.end)
    ]
    seen = visible_to(person, Statement.objects.filter(retracts__isnull=True))
    rows = seen.filter(pk__in=carried) | seen.filter(pk__in=here.values("pk"))
    return list(rows.select_related("person", "retracted_by__person").order_by("-recorded_at", "-pk"))
