"""Terms explained: those of the document's own glossary, and those that other documents of the same place explain.

A document uses the words of years before without explaining them again; the explanation is then shown with where it is from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from luoshi.ledger.lookup import Wanted, named
from luoshi.ledger.models import Document, Named
from luoshi.ledger.standing_rows import named_key, place_key
from luoshi.people.access import Person
from luoshi.reading.facts import Reading
from luoshi.web.document.addresses import words_address
from luoshi.web.document.marks import Mark

LOOKED_AT = 1000
"""Entries of other documents that are looked for in the text, the latest first."""
SHORTEST = 3
"""Characters of a name that is looked for: shorter ones are often part of other words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term that stands in the document and what it means."""

    key: str
    """As of its marks in the text."""
    name: str
    definition: str
    start: int
    end: int
    """Where it is first named in this document's text."""
    source: str
    """The title of the document that explains it; empty where this one does."""
    address: str
    """Where the explanation stands."""


def own_entries(document: Document, reading: Reading) -> list[Entry]:
    """The document's own glossary, in its order."""
    return [
        Entry(
            f"term-{n}", term.name, term.definition, term.start, term.end, "",
            words_address(document.pk, term.start, term.end),
        )
        for n, term in enumerate(reading.terms)
    ]  # fmt: skip


def borrowed_entries(person: Person, document: Document, reading: Reading) -> tuple[list[Entry], list[Mark]]:
    """Terms of other documents of the place that stand in this one unexplained, and their marks in the text."""
    about = reading.document
    place = place_key(about.place.name, about.place.code, about.place.parent)
    if not place:
        return [], []
    rows = named(person, "term", Wanted(places=(place,))).exclude(standing__document=document).exclude(definition="")
    names = rows.order_by("-standing__year", "pk").values_list("pk", "key", "name")[:LOOKED_AT]
    found = _standing_in(names, {named_key(term.name) for term in reading.terms}, document)
    entries, marks = [], list[Mark]()
    for row in Named.objects.filter(pk__in=found).select_related("standing"):
        there, spans = row.standing, found[row.pk]
        entry = Entry(
            f"other-{row.key}", row.name, row.definition, *spans[0], there.title or there.file,
            words_address(there.document_id, row.start, row.end),
        )  # fmt: skip
        entries.append(entry)
        marks += [Mark(start, end, "term", entry.key, entry) for start, end in spans]
    return sorted(entries, key=lambda entry: entry.start), _outermost(marks)


def _standing_in(
    names: Iterable[tuple[int, str, str]], known: set[str], document: Document
) -> dict[int, list[tuple[int, int]]]:
    """Of these terms (number, key, name), those that stand in the document and are not known, with where; one a name."""
    found = {}
    for number, key, name in names:
        if key in known or len(name) < SHORTEST:
            continue
        known.add(key)
        if spans := _spans(document.rendition.text, name, document.start, document.end):
            found[number] = spans
    return found


def _spans(text: str, name: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    at = text.find(name, start, end)
    while at >= 0:
        spans.append((at, at + len(name)))
        at = text.find(name, at + len(name), end)
    return spans


def _outermost(marks: Sequence[Mark]) -> list[Mark]:
    """Without those that stand inside a longer term (科创走廊 in 汉江科创走廊)."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.end > kept[-1].end:
            kept.append(mark)
    return kept
