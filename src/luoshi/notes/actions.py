"""What a person may do with notes: write, reply, revise, withdraw. Each a row appended, none a row changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import AbstractContextManager

from luoshi.errors import LedgerError, NoteError
from luoshi.ledger.actions import anchor
from luoshi.ledger.database import writing
from luoshi.ledger.models import Document
from luoshi.notes.models import Note, Revision, Withdrawal
from luoshi.people.access import may, require, visible_to
from luoshi.people.audience import Audience
from luoshi.people.models import User, Workspace

LONGEST = 10_000
"""Characters of a note."""
LONGEST_QUOTATION = 5_000
"""Characters of the document that a note may stand on."""
MOST_TAGS = 10
LONGEST_TAG = 20
MOST_EACH = 10_000
"""Notes, replies and changes of them a person."""

_BETWEEN_TAGS = re.compile(r"[\s,，、;；#＃]+")
_UNHOLDABLE = re.compile("[\x00\ud800-\udfff]")


def write(
    document: Document,
    start: int,
    end: int,
    words: str,
    *,
    person: User,
    tags: Iterable[str] = (),
    workspace: Workspace | None = None,
) -> Note:
    """A note on these words of a document that the person sees: for themselves, or shared with a workspace.

    White space around the words is left out. Writing the same once more (a button pressed twice) gives the same note.
    Raises L207 for a document they do not see, L209, L501–L506, L509 and L511 for what cannot be held, L203 and L510 for a
    workspace it cannot be shared with.
    """
    if not visible_to(person, Document.objects.filter(pk=document.pk)).exists():
        raise LedgerError("L207", str(document.pk))
    if workspace is not None:
        require(person, "note", workspace)
        if workspace not in workspaces_for(document, person):
            raise NoteError("L510", workspace.name)
    start, end = _trimmed(document, start, end)
    words, kept = _held(words), tags_of(tags)
    with _writing(person):
        note = Note(
            anchor=anchor(document, start, end),
            workspace=workspace or document.workspace,
            audience=Audience.WORKSPACE if workspace else Audience.PRIVATE,
            owner=person,
        )
        return _said(note, words, kept)


def reply(note: Note, words: str, *, person: User) -> Note:
    """A reply, seen by whoever sees the note; one to a reply stands under the same note. Raises as `write` does."""
    top: Note = note.under or note
    if top.audience == Audience.WORKSPACE:
        require(person, "note", top.workspace)
    elif top.owner != person:
        raise LedgerError("L203", str(person), permission="note")
    _standing(top)
    words = _held(words)
    with _writing(person):
        answer = Note(anchor=top.anchor, under=top, workspace=top.workspace, audience=top.audience, owner=person)
        return _said(answer, words, [])


def revise(note: Note, words: str, *, person: User, tags: Iterable[str] = ()) -> Revision:
    """Other words and tags for one's own note. Raises L507 for another's, L508 where it was withdrawn."""
    _own(note, person)
    words, kept = _held(words), tags_of(tags)
    with _writing(person):
        last: Revision | None = note.revisions.order_by("pk").last()
        if last is not None and (last.words, last.tags) == (words, kept):
            return last
        _room(person)
        revision: Revision = Revision.objects.create(note=note, words=words, tags=kept)
        return revision


def withdraw(note: Note, *, person: User) -> Withdrawal:
    """Take one's own note back; replies of others stay. Raises L507 for another's, L508 where it was withdrawn."""
    _own(note, person)
    withdrawal, made = Withdrawal.objects.get_or_create(note=note)
    if not made:
        raise NoteError("L508")
    return withdrawal


def workspaces_for(document: Document, person: User) -> list[Workspace]:
    """The workspaces a note on this document may be shared with: never further than the document itself is seen."""
    if document.audience == Audience.PRIVATE:
        return []
    mine = Workspace.objects.filter(members=person).order_by("name", "pk")
    if document.audience == Audience.WORKSPACE:
        mine = mine.filter(pk=document.workspace_id)
    return [each for each in mine if may(person, "note", each)]


def tags_of(words: str | Iterable[str]) -> list[str]:
    """Tags as they are kept: parted at blanks, commas and #, each once. Raises L503, L504 and L511."""
    given = [words] if isinstance(words, str) else words
    tags = list(dict.fromkeys(tag for each in given for tag in _BETWEEN_TAGS.split(each) if tag))
    if len(tags) > MOST_TAGS:
        raise NoteError("L503", count=len(tags), limit=MOST_TAGS)
    for tag in tags:
        _holdable(tag)
        if len(tag) > LONGEST_TAG:
            raise NoteError("L504", tag=f"{tag[:LONGEST_TAG]}…", limit=LONGEST_TAG)
    return tags


def _writing(person: User) -> AbstractContextManager[None]:
    return writing(f"notes of {person.pk}")


def _said(note: Note, words: str, tags: list[str]) -> Note:
    """The note with its first words, or the one that says the same at the same place already."""
    same = Note.objects.filter(
        anchor=note.anchor, under=note.under, workspace=note.workspace, audience=note.audience, owner=note.owner,
        withdrawal__isnull=True,
    )  # fmt: skip
    each: Note
    for each in same:
        last = each.revisions.order_by("pk").last()
        if last is not None and (last.words, last.tags) == (words, tags):
            return each
    _room(note.owner)
    note.save()
    Revision.objects.create(note=note, words=words, tags=tags, recorded_at=note.recorded_at)
    return note


def _room(person: User | None) -> None:
    if Revision.objects.filter(note__owner=person).count() >= MOST_EACH:
        raise NoteError("L509", limit=MOST_EACH)


def _own(note: Note, person: User) -> None:
    if note.owner != person:
        raise NoteError("L507")
    _standing(note)


def _standing(note: Note) -> None:
    if Withdrawal.objects.filter(note=note).exists():
        raise NoteError("L508")


def _trimmed(document: Document, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    if not document.start <= start <= end <= document.end:
        raise LedgerError("L209", f"{start}-{end}")
    words = document.rendition.text[start:end]
    if not (bare := words.strip()):
        raise NoteError("L505")
    if len(bare) > LONGEST_QUOTATION:
        raise NoteError("L506", length=len(bare), limit=LONGEST_QUOTATION)
    start += len(words) - len(words.lstrip())
    return start, start + len(bare)


def _held(words: str) -> str:
    """What is written, with one kind of line end and nothing blank around it."""
    held = "\n".join(words.splitlines()).strip()
    if not held:
        raise NoteError("L501")
    if len(held) > LONGEST:
        raise NoteError("L502", length=len(held), limit=LONGEST)
    _holdable(held)
    return held


def _holdable(words: str) -> None:
    if found := _UNHOLDABLE.search(words):
        raise NoteError("L511", position=found.start() + 1)
