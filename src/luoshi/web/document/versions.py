"""What became of a document: the newest text of its file, and where words of the old one stand in it."""

from __future__ import annotations

from dataclasses import dataclass

from luoshi.ledger.finding import find_again
from luoshi.ledger.models import Document, Standing
from luoshi.ledger.shelf import successor
from luoshi.people.access import Person, visible_to
from luoshi.web.document.addresses import words_address


@dataclass(frozen=True, slots=True)
class Newer:
    """The document that stands in this one's stead."""

    number: int
    title: str
    words: str
    """The address of the same words in it; empty where none were asked for, or they are not found again."""
    changed: bool
    """The file itself was changed, not only how it is parted into documents."""


def newer(person: Person, document: Document, span: tuple[int, int] | None) -> Newer | None:
    """What stands instead of this document, where something does that the person may see."""
    standing = visible_to(person, Standing.objects.all())
    if standing.filter(document=document).exists():
        return None
    now = successor(person, document)
    start, end = span or (document.start, document.end)
    over = standing.filter(
        document__rendition=document.rendition_id, document__start__lte=start, document__end__gte=end
    )  # a later reader parted the same text otherwise
    if (other := over.first()) is not None:
        words = words_address(other.document_id, *span) if span else ""
        return Newer(other.document_id, other.title, words, changed=False)
    if now is None:
        return None
    title = standing.filter(document=now).values_list("title", flat=True).first() or ""
    changed = now.rendition_id != document.rendition_id
    return Newer(now.pk, title, _same_words(document, now, span), changed)


def _same_words(document: Document, now: Document, span: tuple[int, int] | None) -> str:
    if span is None:
        return ""
    old, new = document.rendition.text, now.rendition.text
    start = find_again(*span, old, new, within=(now.start, now.end))
    return "" if start is None else words_address(now.pk, start, start + span[1] - span[0])
