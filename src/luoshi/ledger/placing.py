"""Where the words that people hold on to stand in a document: where they were, or found again in a later text of its file.

Corrections and notes hold on to anchors. Whoever asks for those of a document gets what is anchored in it and in the
documents it follows; each is then placed, or it is adrift. Nothing is ever moved to other words.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from luoshi.ledger.finding import find_again
from luoshi.ledger.models import Anchor, Document


def chain(document: Document) -> Iterator[Document]:
    """The document and those it follows, the newest first."""
    current: Document | None = document
    while current is not None:
        yield current
        current = current.follows


def anchored_on(document: Document) -> Q:
    """The condition on rows with an `anchor` that they hold on to words of this document or of one it follows.

    Placing them asks for the texts of their renditions: fetch those with `prefetch_related("anchor__rendition")`, each once.
    """
    on_it = Q(pk__in=[])
    for each in chain(document):
        on_it |= Q(anchor__rendition=each.rendition_id, anchor__start__gte=each.start, anchor__end__lte=each.end)
    return on_it


def place(anchor: Anchor, document: Document) -> tuple[int, int] | None:
    """The span of the anchor's words in this document's rendition; None where they are adrift."""
    if anchor.rendition_id == document.rendition_id:
        inside = document.start <= anchor.start and anchor.end <= document.end
        return (anchor.start, anchor.end) if inside else None
    old, new = anchor.rendition.text, document.rendition.text
    start = find_again(anchor.start, anchor.end, old, new, within=(document.start, document.end))
    return None if start is None else (start, start + len(anchor.words))
