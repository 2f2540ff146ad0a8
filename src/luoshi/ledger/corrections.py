"""Laying people's corrections over a reading.

A correction holds on to words; where they are gone, or bear no such fact any more, it is shown adrift.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from luoshi.ledger import rows
from luoshi.ledger.kinds import KINDS, STRUCK, document_field, with_document_field
from luoshi.ledger.models import Document, Reading, Statement
from luoshi.ledger.placing import anchored_on, place
from luoshi.ledger.shelf import reading_of
from luoshi.people.access import Person, visible_to
from luoshi.reading import facts


@dataclass(frozen=True, slots=True)
class Correction:
    """A statement at work: what it changed."""

    statement: Statement
    start: int
    end: int
    """Where its words stand in this rendition."""
    was: Any
    """What the reader had found."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A document's facts as people have corrected them."""

    row: Reading
    reading: facts.Reading
    corrections: tuple[Correction, ...]
    adrift: tuple[Statement, ...]
    """Standing statements whose words, or whose fact at those words, are not found in this reading."""


def facts_of(
    document: Document, *, person: Person, as_of: datetime | None = None, read: facts.Reading | None = None
) -> Facts | None:
    """The document's facts as the person sees them, now or as of a time; None where it had not been read by then.

    `read` is the last reading, where it is at hand: it need not be put together from its rows.
    """
    row = reading_of(document, as_of=as_of)
    if row is None:
        return None
    reading = rows.rebuild(row) if read is None else read
    statements = _standing(document, person, as_of)
    if not statements:
        return Facts(row, reading, (), ())
    return _lay_over(row, reading, document, statements)


def _standing(document: Document, person: Person, as_of: datetime | None) -> list[Statement]:
    """The statements on this document and on those it follows, later ones last, without those taken back."""
    seen = visible_to(person, Statement.objects.all())
    if as_of is not None:
        seen = seen.filter(recorded_at__lte=as_of)
    retracted = seen.filter(retracts__isnull=False).values("retracts")
    standing: QuerySet[Statement] = seen.filter(anchored_on(document), retracts__isnull=True).exclude(pk__in=retracted).exclude(
        record="thread"  # said of a pairing, not of a fact: `pairings`
    )
    return list(
        standing.select_related("anchor", "person").prefetch_related("anchor__rendition").order_by("recorded_at", "pk")
    )


def _lay_over(row: Reading, reading: facts.Reading, document: Document, statements: Sequence[Statement]) -> Facts:
    lists: dict[str, list[Any]] = {kind: list(getattr(reading, plural)) for kind, (_, plural) in KINDS.items()}
    positions = {
        kind: {(fact.start, fact.end): n for n, fact in enumerate(each)} for kind, each in lists.items()
    }  # fmt: skip
    struck: dict[str, set[int]] = {kind: set() for kind in KINDS}
    about, applied, adrift = reading.document, [], []
    for statement in statements:
        if statement.record == "document":
            found = document_field(about, statement.field)
            if statement.anchor.rendition_id != document.rendition_id and found != statement.was:
                adrift.append(statement)  # the changed file says something else again
                continue
            about = with_document_field(about, statement.field, statement.value)
            applied.append(Correction(statement, about.start, about.end, found))
            continue
        span = place(statement.anchor, document)
        position = positions[statement.record].get(span) if span else None
        if span is None or position is None:
            adrift.append(statement)
        elif statement.field == STRUCK:
            (struck[statement.record].add if statement.value else struck[statement.record].discard)(position)
            applied.append(Correction(statement, *span, False))
        else:
            fact = lists[statement.record][position]
            value = tuple(statement.value) if isinstance(statement.value, list) else statement.value
            lists[statement.record][position] = replace(fact, **{statement.field: value})
            applied.append(Correction(statement, *span, getattr(fact, statement.field)))
    corrected: dict[str, Any] = {
        plural: tuple(fact for n, fact in enumerate(lists[kind]) if n not in struck[kind])
        for kind, (_, plural) in KINDS.items()
    }
    return Facts(row, replace(reading, document=about, **corrected), tuple(applied), tuple(adrift))
