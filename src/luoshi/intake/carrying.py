"""From the working copy to the public shelf: the reading that was reviewed, and the corrections made on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.ledger import rows
from luoshi.ledger.actions import anchor
from luoshi.ledger.corrections import facts_of
from luoshi.ledger.models import Document, Run, Source, Statement
from luoshi.ledger.standing_rows import refresh
from luoshi.people.models import User
from luoshi.reading.facts import FileReading, Page, Rendition


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What an editor looked at: the working copy's last reading, and its documents in the file's order."""

    reading: FileReading
    documents: tuple[Document, ...]


def as_reviewed(working: Source, person: User) -> Reviewed:
    """The working copy as it was read last, from its rows: what is published is what was reviewed, to the letter."""
    run = Run.objects.filter(rendition__source=working).select_related("rendition").order_by("pk").last()
    assert run is not None  # a source is written with its run
    found = list(run.readings.select_related("document", "run").order_by("ordinal"))
    text = run.rendition
    rendition = Rendition(
        text.text, text.media_type, text.loader, encoding=text.encoding, pages=tuple(Page(*page) for page in text.pages)
    )
    reading = FileReading(working.name, rendition, tuple(rows.rebuild(row) for row in found))
    return Reviewed(reading, tuple(row.document for row in found))


def carry(before: Sequence[Document], after: Sequence[int], person: User) -> None:
    """Say of the public documents what was said of the working ones, on the same words: by the same persons, with the
    same reasons, each a statement that can be taken back. Inside the transaction that is open."""
    for old, number in zip(before, after, strict=True):
        new = Document.objects.select_related("rendition__source__lineage", "workspace").get(pk=number)
        found = facts_of(old, person=person)
        made = found.corrections if found else ()
        for correction in made:
            said = correction.statement
            Statement.objects.create(
                anchor=anchor(new, correction.start, correction.end),
                person=said.person,
                record=said.record,
                field=said.field,
                value=said.value,
                was=said.was,
                reason=said.reason,
                workspace=new.workspace,
                audience=new.audience,
                owner=said.owner,
            )
        if made:
            refresh(new.rendition.source.lineage)
