"""Where the words of anchors stand now: in the newest text of their file that the person sees, or adrift."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Max

from luoshi.ledger.models import Anchor, Document
from luoshi.ledger.placing import place
from luoshi.ledger.shelf import documents
from luoshi.people.access import Person


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a document: the newest that bears the words, or, where those are adrift, the one they were taken from."""

    document: Document
    start: int
    end: int
    adrift: bool


def whereabouts(anchors: Iterable[Anchor], person: Person) -> dict[int, Where]:
    """By the anchor's number. What stands on no document that the person sees is left out."""
    given = {anchor.pk: anchor for anchor in anchors}
    homes = _homes(list(given.values()), person)
    newest = _newest(set(homes.values()), person)
    groups: dict[Document, list[Anchor]] = defaultdict(list)
    for number, home in homes.items():
        groups[newest[home]].append(given[number])
    found: dict[int, Where] = {}
    for document, group in groups.items():
        spans = _spans(group, document)
        for anchor in group:
            if (span := spans[anchor.pk]) is not None:
                found[anchor.pk] = Where(document, *span, adrift=False)
            else:
                found[anchor.pk] = Where(homes[anchor.pk], anchor.start, anchor.end, adrift=True)
    return found


def documents_now(anchors: Iterable[Anchor], person: Person) -> dict[int, Document]:
    """By the anchor's number, what the document it was taken from has become by now, whether it bears the words or not."""
    homes = _homes(list(anchors), person)
    newest = _newest(set(homes.values()), person)
    return {number: newest[home] for number, home in homes.items()}


def _homes(anchors: Sequence[Anchor], person: Person) -> dict[int, Document]:
    """The document each was taken from; where readers have parted a text in several ways, the last way."""
    by_rendition: dict[int, list[Document]] = defaultdict(list)
    row: Document
    renditions = {anchor.rendition_id for anchor in anchors}
    rows = documents(person).filter(rendition__in=renditions).annotate(last=Max("readings__run"))
    for row in rows.order_by("last", "pk"):
        by_rendition[row.rendition_id].append(row)
    homes: dict[int, Document] = {}
    for anchor in anchors:
        for row in by_rendition[anchor.rendition_id]:
            if row.start <= anchor.start and anchor.end <= row.end:
                homes[anchor.pk] = row
    return homes


def _newest(homes: set[Document], person: Person) -> dict[Document, Document]:
    """What each has become by now, as `shelf.successor` tells it, for all of them at once."""
    newest = {home: home for home in homes}
    open_ones = set(homes)
    while open_ones:
        followers = documents(person).filter(follows__in={newest[home].pk for home in open_ones})
        nearest = {row.follows_id: row for row in followers.order_by("pk")}
        open_ones = {home for home in open_ones if newest[home].pk in nearest}
        for home in open_ones:
            newest[home] = nearest[newest[home].pk]
    return newest


def _spans(anchors: Sequence[Anchor], document: Document) -> dict[int, tuple[int, int] | None]:
    """Where each stands in the document. The texts are fetched only where they differ, and let go of again."""
    spans = {anchor.pk: place(anchor, document) for anchor in anchors if anchor.rendition_id == document.rendition_id}
    others = [anchor.pk for anchor in anchors if anchor.pk not in spans]
    if others:
        with_text = Document.objects.select_related("rendition").get(pk=document.pk)
        rows = Anchor.objects.filter(pk__in=others).prefetch_related("rendition")
        spans |= {anchor.pk: place(anchor, with_text) for anchor in rows}
    return spans
