"""What waits, as the reader reads it: its text with the facts highlighted, though none of them is in the ledger yet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from luoshi.intake.models import Receipt
from luoshi.intake.receiving import reading_of
from luoshi.reading.facts import Reading
from luoshi.web.document.layout import layout
from luoshi.web.document.marks import Mark, marks_of
from luoshi.web.document.panel import Panel, panel_of
from luoshi.web.document.set_text import set_text
from luoshi.web.send.facts_at import PLACE
from luoshi.web.wording import AT_FIRST_HIDDEN, KINDS

SHOWN = 100_000
"""Characters of a document that are set; taken up, all of it is."""


@dataclass(frozen=True, slots=True)
class Preview:
    """One document of a file that waits."""

    reading: Reading
    body: SafeString
    kinds: list[dict[str, Any]]
    """As the document's own page switches them."""
    panel: Panel | None
    words: str
    """Of the fact that was asked for."""
    left: int
    """Characters that are not shown."""


def preview(receipt: Receipt, ordinal: int, *, fact: str, at: str) -> Preview | None:
    """The document at this position in the file; None where there is none. Raises ReadError, IntakeError."""
    file = reading_of(receipt)
    if not 0 <= ordinal < len(file.readings):
        return None
    text, reading = file.rendition.text, file.readings[ordinal]
    about = reading.document
    until = about.start + SHOWN
    marks = [mark for mark in marks_of(reading) if mark.start < until]
    chosen = _chosen(marks, fact, at)
    blocks = [block for block in layout(text, reading) if block.start < until]
    counts = Counter(kind for kind, _ in {(mark.kind, mark.key) for mark in marks if mark.key})
    return Preview(
        reading=reading,
        body=set_text(
            text, blocks, marks, chosen=chosen, pages=file.rendition.pages, linked=KINDS.keys() - AT_FIRST_HIDDEN
        ),
        kinds=[
            {"kind": kind, "label": label, "count": counts[kind], "shown": kind not in AT_FIRST_HIDDEN}
            for kind, label in KINDS.items()
            if counts[kind]
        ],
        panel=panel_of(chosen, text, ()) if chosen else None,
        words=text[chosen.start : chosen.end] if chosen else "",
        left=max(0, about.end - until),
    )


def _chosen(marks: list[Mark], fact: str, at: str) -> Mark | None:
    named = [mark for mark in marks if fact and mark.key == fact]
    place = PLACE.fullmatch(at)
    span = (int(place[1]), int(place[2])) if place else None
    return next((mark for mark in named if (mark.start, mark.end) == span), named[0] if named else None)
