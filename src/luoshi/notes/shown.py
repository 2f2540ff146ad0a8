"""Notes as a person sees them: each with its replies, where its words stand now, or that they are adrift.

A note is seen by whom its audience names, as long as they see the document too: someone who left the workspace that a
document belongs to no longer reads its words in notes of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from luoshi.ledger.models import Document, Source
from luoshi.ledger.placing import anchored_on, chain, place
from luoshi.notes.models import Note, Revision
from luoshi.notes.where import whereabouts
from luoshi.people.access import Person, visible_to


@dataclass(frozen=True, slots=True)
class Said:
    """A note or a reply as it stands now."""

    note: Note
    words: str
    """Empty where it was withdrawn."""
    tags: tuple[str, ...]
    revised_at: datetime | None
    """When its author last changed it."""
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A note with its replies, and where its words stand: `document.rendition.text[start:end] == quotation`."""

    top: Said
    replies: tuple[Said, ...]
    document: Document
    """The newest document that bears the words; of a note adrift, the one it was written on."""
    start: int
    end: int
    adrift: bool
    """The file has changed since, and the words are gone or could be any of several."""

    @property
    def quotation(self) -> str:
        return str(self.top.note.anchor.words)

    @property
    def found_again(self) -> bool:
        """Whether the words were looked for in a later text of the file, and found."""
        return bool(self.document.rendition_id != self.top.note.anchor.rendition_id)


class OnDocument(NamedTuple):
    """The notes of one document."""

    placed: list[Shown]
    """In the order of the text."""
    adrift: list[Shown]


def seen(person: Person) -> QuerySet[Note]:
    """Every note and reply that the person may see, withdrawn ones too. All others ask here."""
    under = visible_to(person, Source.objects.filter(pk=OuterRef("anchor__rendition__source")))
    return visible_to(person, Note.objects.all()).filter(Exists(under))


def threads(person: Person) -> QuerySet[Note]:
    """The notes that are no replies and still have something to say: their own words, or replies to them."""
    answers = seen(person).filter(under=OuterRef("pk"), withdrawal__isnull=True)
    return seen(person).filter(Q(withdrawal__isnull=True) | Exists(answers), under__isnull=True)


def notes_on(document: Document, person: Person) -> OnDocument:
    """The notes on this document and on those it follows, where their words stand in it, and those adrift."""
    if person is None or isinstance(person, AnonymousUser):
        return OnDocument([], [])  # no note is public
    found = threads(person).filter(anchored_on(document))
    tops = list(found.select_related("anchor", "owner", "workspace", "withdrawal").order_by("pk"))
    if not tops:
        return OnDocument([], [])
    placed, adrift = [], []
    bearers = list(chain(document))
    for top, said, replies in _with_words(tops, person):
        anchor = top.anchor
        if (span := place(anchor, document)) is not None:
            placed.append(Shown(said, replies, document, *span, adrift=False))
        else:
            home = next(
                each
                for each in bearers
                if each.rendition_id == anchor.rendition_id and each.start <= anchor.start and anchor.end <= each.end
            )
            adrift.append(Shown(said, replies, home, anchor.start, anchor.end, adrift=True))
    placed.sort(key=lambda each: (each.start, each.end, each.top.note.pk))
    return OnDocument(placed, adrift)


def note_marks(document: Document, person: Person) -> list[tuple[int, int, int]]:
    """`(start, end, number of the note)` for each note placed in the document, in the order of the text."""
    return [(each.start, each.end, each.top.note.pk) for each in notes_on(document, person).placed]


def shown(tops: Sequence[Note], person: Person) -> list[Shown]:
    """These notes of any documents, in this order, each where its words stand now."""
    places = whereabouts([top.anchor for top in tops], person)
    out = []
    for top, said, replies in _with_words(tops, person):
        if (where := places.get(top.anchor_id)) is not None:
            out.append(Shown(said, replies, where.document, where.start, where.end, adrift=where.adrift))
    return out


def _with_words(tops: Sequence[Note], person: Person) -> Iterable[tuple[Note, Said, tuple[Said, ...]]]:
    replies: dict[int, list[Note]] = defaultdict(list)
    answers = seen(person).filter(under__in=[top.pk for top in tops], withdrawal__isnull=True)
    for answer in answers.select_related("owner").order_by("pk"):
        replies[answer.under_id or 0].append(answer)
    revisions = _revisions([*tops, *(each for some in replies.values() for each in some)])
    for top in tops:
        yield top, _said(top, revisions), tuple(_said(each, revisions) for each in replies[top.pk])


def _revisions(notes: Sequence[Note]) -> dict[int, list[Revision]]:
    by_note: dict[int, list[Revision]] = defaultdict(list)
    for revision in Revision.objects.filter(note__in=[note.pk for note in notes]).order_by("pk"):
        by_note[revision.note_id].append(revision)
    return by_note


def _said(note: Note, revisions: dict[int, list[Revision]]) -> Said:
    every = revisions[note.pk]
    last: Any = every[-1]
    if hasattr(note, "withdrawal"):
        return Said(note, "", (), None, True)
    return Said(note, last.words, tuple(last.tags), last.recorded_at if len(every) > 1 else None, False)
