"""A document set for printing with its figures, targets and tasks as numbered notes, after each part of it. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from luoshi.ledger.corrections import Facts
from luoshi.web.document.layout import Block, layout
from luoshi.web.document.marks import Mark, marks_of
from luoshi.web.document.panel import panel_of
from luoshi.web.document.set_text import set_text
from luoshi.web.wording import FIELDS

NOTED = frozenset({"measure", "target", "commitment"})
BRIEF = ("subject", "text", "kind", "modality", "period", "form", "nature", "indicator", "act", "leads")
"""The fields a note has room for, in this order."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: what the fact before its number is, in a line."""

    number: int
    label: str
    says: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the document, up to its next outermost heading, and the notes to it."""

    body: SafeString
    notes: tuple[Note, ...]


def printed(text: str, found: Facts) -> list[Part]:
    """The document part by part. Notes are numbered through, in the order in which their words end."""
    reading = found.reading
    noted = [mark for mark in marks_of(reading) if mark.kind in NOTED]
    noted.sort(key=lambda mark: (mark.end, -mark.start))
    leads = [mark for mark in marks_of(reading) if mark.kind == "lead"]
    blocks = layout(text, reading)
    if not blocks:
        return []
    ends = _ends(blocks, noted)
    parts, done = [], 0
    for some in _parts(blocks):
        last = some[-1].end
        mine = [(n, mark) for n, mark in enumerate(noted, 1) if n > done and ends[n - 1] <= last]
        done = max((n for n, _ in mine), default=done)
        numbers: dict[int, list[int]] = {}
        for n, _ in mine:
            numbers.setdefault(ends[n - 1], []).append(n)
        plain = [Mark(mark.start, ends[n - 1], "noted") for n, mark in mine]
        body = set_text(text, some, [*plain, *leads], notes=numbers)
        notes = tuple(_note(n, mark, text) for n, mark in mine)
        parts.append(Part(body, notes))
    return parts


def _parts(blocks: Sequence[Block]) -> list[list[Block]]:
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if block.shape == "heading" and block.level == 1 and parts[-1]:
            parts.append([])
        parts[-1].append(block)
    return [part for part in parts if part]


def _ends(blocks: Sequence[Block], marks: Sequence[Mark]) -> list[int]:
    """Where each mark's note number stands: at its end, or at the end of the last block it reaches into."""
    starts = [block.start for block in blocks]
    places = []
    for mark in marks:
        block = blocks[max(0, bisect_left(starts, mark.end) - 1)]
        places.append(min(mark.end, block.end))
    return places


def _note(number: int, mark: Mark, text: str) -> Note:
    """What the words themselves do not say: of a figure what it is of, its kind and its time; of a task who leads it."""
    panel = panel_of(mark, text, ())
    fields = dict(panel.fields)
    if fields.get(FIELDS["indicator"]) == fields.get(FIELDS["subject"]) or mark.kind == "commitment":
        fields.pop(FIELDS["indicator"], None)
    said = [fields[FIELDS[name]] for name in BRIEF if FIELDS[name] in fields]
    words = panel.words if mark.kind == "measure" else ""
    return Note(number, panel.label, "，".join(filter(None, (words, *said))).replace("\n", "、"))
