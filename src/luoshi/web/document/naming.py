"""Where else a project, policy, term or unit is named: the other documents that a person may see."""

from __future__ import annotations

from dataclasses import dataclass

from luoshi.ledger.lookup import named
from luoshi.ledger.models import Document
from luoshi.ledger.standing_rows import named_key
from luoshi.people.access import Person
from luoshi.web.document.addresses import words_address

MOST = 12


@dataclass(frozen=True, slots=True)
class NamedIn:
    """Another document that names it."""

    title: str
    place: str
    year: int | None
    count: int
    address: str
    """Of its first mention there."""
    definition: str
    """Of a term: what it is said to be there."""


def named_in(person: Person, document: Document, kind: str, name: str) -> tuple[list[NamedIn], bool]:
    """The documents, the latest first, and whether there are more than are given."""
    key = named_key(name)
    if not key:
        return [], False
    rows = named(person, kind).filter(key=key).exclude(standing__document=document)
    found = [
        NamedIn(
            row.standing.title or row.standing.file,
            row.standing.place,
            row.standing.year,
            max(len(row.mentions), 1),
            words_address(row.standing.document_id, row.start, row.end),
            row.definition,
        )
        for row in rows.order_by("-standing__year", "-standing__document")[: MOST + 1]
    ]
    return found[:MOST], len(found) > MOST
