"""A person's notes across documents: which there are, and which of them were asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db.models import Exists, OuterRef, Q, QuerySet

from luoshi.ledger.models import Document
from luoshi.ledger.words.bigrams import normal
from luoshi.notes.models import Note, Revision
from luoshi.notes.shown import Shown, seen, shown, threads
from luoshi.notes.where import documents_now
from luoshi.people.access import Person
from luoshi.people.audience import Audience
from luoshi.people.models import User

Whose = Literal["mine", "private", "shared"]
"""What I wrote or replied to; of that, what only I see; all that is shared in my workspaces, whoever wrote it."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """The notes that were asked for, the newest first, and what they may be narrowed by."""

    person: Person
    found: tuple[int, ...]
    """Numbers of notes, not of replies."""
    tags: tuple[tuple[str, int], ...]
    """Tags of all notes of this kind, with how many bear them, the most frequent first."""
    documents: tuple[Document, ...]
    """The documents that notes of this kind stand on, as they are now."""

    def shown(self, first: int = 0, last: int | None = None) -> list[Shown]:
        """Those of them from `first` to `last`, end exclusive."""
        numbers = self.found[first:last]
        rows = Note.objects.select_related("anchor", "owner", "workspace", "withdrawal").in_bulk(numbers)
        return shown([rows[number] for number in numbers], self.person)


def notes_of(
    person: Person, *, whose: Whose = "mine", words: str = "", tag: str = "", document: int | None = None
) -> Notebook:
    """A person's notes, narrowed. All of `words` (parted at blanks) must stand in the quotation, the note, its replies or
    tags, full-width as half-width, traditional as simplified. `document` is one as it is now, whichever version of it a
    note was written on.
    """
    tops = list(_kind(person, whose).select_related("anchor").defer("anchor__words").order_by("-pk"))
    now = documents_now([top.anchor for top in tops], person)
    place = {top.pk: now[top.anchor_id] for top in tops if top.anchor_id in now}
    tags, hits = _scan(person, set(place), words.split(), tag)
    found = [
        number
        for number, there in place.items()
        if number in hits and (document is None or there.pk == document)
    ]  # fmt: skip
    documents = {there.pk: there for there in place.values()}
    return Notebook(person, tuple(found), tuple(tags.most_common()), tuple(documents.values()))


def _kind(person: Person, whose: Whose) -> QuerySet[Note]:
    if whose == "shared":
        return threads(person).filter(audience=Audience.WORKSPACE)
    if not isinstance(person, User):
        return Note.objects.none()
    answered = seen(person).filter(under=OuterRef("pk"), owner=person, withdrawal__isnull=True)
    mine = threads(person).filter(Q(owner=person) | Exists(answered))
    return mine.filter(audience=Audience.PRIVATE) if whose == "private" else mine


def _scan(person: Person, tops: set[int], words: Sequence[str], tag: str) -> tuple[Counter[str], set[int]]:
    """How many of these notes bear each tag, and those that hold all the words and the tag, if any are asked for.

    A plain look at everything that is written: a person's notes are few. Texts are held one at a time.
    """
    wanted = {sought for word in words if (sought := normal(word))}
    sought_tag = normal(tag)
    tags: dict[int, set[str]] = defaultdict(set)
    held: dict[int, set[str]] = defaultdict(set)
    for top, said, bears in _texts(person):
        if top not in tops:
            continue
        tags[top].update(bears)
        if missing := wanted - held[top]:
            text = normal("\n".join((*said, *bears)))
            held[top].update(word for word in missing if word in text)
    hits = {top for top in tops if held[top] >= wanted}
    if sought_tag:
        hits = {top for top in hits if sought_tag in map(normal, tags[top])}
    return Counter(each for some in tags.values() for each in some), hits


def _texts(person: Person) -> Iterator[tuple[int, tuple[str, str], list[str]]]:
    """Of every note and reply that stands: the number of the note, (its words, the quotation), its tags."""
    standing = seen(person).filter(withdrawal__isnull=True)
    later = Revision.objects.filter(note=OuterRef("note"), pk__gt=OuterRef("pk"))
    last = Revision.objects.filter(~Exists(later), note__in=standing).order_by("pk")
    columns = ("note", "note__under", "words", "note__anchor__words", "tags")
    for note, under, words, quotation, tags in last.values_list(*columns).iterator(chunk_size=200):
        yield under or note, (words, quotation), tags
