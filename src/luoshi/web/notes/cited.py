"""Notes with the citation of the document each stands on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from luoshi.ledger.models import Reading, Standing
from luoshi.ledger.rows import document_of
from luoshi.notes.entries import Entry
from luoshi.notes.shown import Shown
from luoshi.people.access import Person, visible_to
from luoshi.reading import facts
from luoshi.web.document.addresses import words_address
from luoshi.web.document.citing import citation
from luoshi.web.wording import DOCUMENT_KINDS


def entries(found: Sequence[Shown], person: Person, *, base: str = "") -> list[Entry]:
    """The notes with titles, citations and links. `base` goes before the addresses: `https://…`, without the last slash."""
    about = about_of({each.document.pk for each in found}, person)
    made = []
    for each in found:
        document = about[each.document.pk]
        title = title_of(document)
        link = base + words_address(each.document.pk, each.start, each.end)
        made.append(Entry(each, title, citation(document, title), link))
    return made


def about_of(numbers: Iterable[int], person: Person) -> dict[int, facts.Document]:
    """What these documents are: as people have corrected it where they stand now, else as their last reading has it."""
    wanted = set(numbers)
    found = {row.document_id: document_of(row) for row in _last_readings(wanted)}
    for row in visible_to(person, Standing.objects.filter(document__in=wanted)):
        place = facts.Place(row.place, cast(facts.Level, row.level), row.code, row.parent)
        found[row.document_id] = facts.Document(
            0, row.length, row.title, cast(facts.DocumentKind, row.kind), place,
            published=row.published, review=row.review, plan=row.plan,
        )  # fmt: skip
    return found


def title_of(document: facts.Document) -> str:
    """What the document is called, for people."""
    return document.title or f"{document.place.name}{DOCUMENT_KINDS.get(document.kind, '')}" or "无标题"


def _last_readings(documents: set[int]) -> Iterable[Reading]:
    """The last reading of each comes last."""
    return Reading.objects.filter(document__in=documents).select_related("document").order_by("pk")
