"""What a document's page shows, put together from its facts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from luoshi.ledger.corrections import Facts
from luoshi.ledger.models import Document
from luoshi.reading.facts import Page
from luoshi.web.layout import layout
from luoshi.web.marks import Mark, marks_of
from luoshi.web.panel import Panel, panel_of
from luoshi.web.set_text import address, set_text
from luoshi.web.wording import AT_FIRST_HIDDEN, DOCUMENT_KINDS, KINDS, LEVELS

LONG = 150_000
"""Characters."""
PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class KindSwitch:
    """A kind of fact, how many there are, and whether they are shown."""

    kind: str
    label: str
    count: int
    shown: bool


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading in the list at the side."""

    section: int
    title: str
    level: int


class DocumentPage:
    """One document as one person sees it, with the fact or the words that the address points at."""

    def __init__(self, document: Document, found: Facts, *, fact: str, at: str) -> None:
        self._text = document.rendition.text
        self._pages = [Page(*page) for page in document.rendition.pages]
        self._found = found
        self.reading = found.reading
        self.marks = marks_of(found.reading)
        self.chosen = self._choose(document, fact, at)

    def _choose(self, document: Document, fact: str, at: str) -> Mark | None:
        """The fact of that name (at that place, if said), else the fact on exactly those words, else the words."""
        place = PLACE.fullmatch(at)
        span = (int(place[1]), int(place[2])) if place else None
        named = [mark for mark in self.marks if fact and mark.key == fact]
        for mark in named:
            if span is None or (mark.start, mark.end) == span:
                return mark
        if named:
            return named[0]
        if span is None or not document.start <= span[0] < span[1] <= document.end:
            return None
        there = [mark for mark in self.marks if mark.key and (mark.start, mark.end) == span]
        return there[0] if there else Mark(*span, "at")

    @property
    def is_long(self) -> bool:
        """Too long for a browser to lay out all at once without its being felt."""
        return self.reading.document.end - self.reading.document.start > LONG

    @property
    def title(self) -> str:
        return self.reading.document.title or f"{self.reading.document.place.name}{self.kind}" or "无标题"

    @property
    def kind(self) -> str:
        return DOCUMENT_KINDS[self.reading.document.kind]

    @property
    def particulars(self) -> list[tuple[str, str]]:
        """What the document is, line by line."""
        about = self.reading.document
        place = " · ".join(filter(None, (about.place.parent, about.place.name, LEVELS[about.place.level])))
        tie = f"与{about.place.tied_to}{about.place.tie}" if about.place.tie else ""
        lines = [
            ("地区", " · ".join(filter(None, (place, tie)))),
            ("区划代码", about.place.code),
            ("回顾", about.review),
            ("计划", about.plan),
            ("会议", about.meeting),
            ("报告人", about.speaker),
            ("发布", about.published),
        ]
        return [(name, value) for name, value in lines if value]

    def kinds(self, hidden: frozenset[str] | None) -> list[KindSwitch]:
        counts = Counter({kind: len(keys) for kind, keys in self._keys().items()})
        off = AT_FIRST_HIDDEN if hidden is None else hidden
        return [KindSwitch(kind, label, counts[kind], kind not in off) for kind, label in KINDS.items() if counts[kind]]

    def _keys(self) -> dict[str, set[str]]:
        keys: dict[str, set[str]] = {}
        for mark in self.marks:
            if mark.key:
                keys.setdefault(mark.kind, set()).add(mark.key)
        return keys

    @property
    def outline(self) -> Iterator[OutlineEntry]:
        for n, section in enumerate(self.reading.sections):
            if section.style not in ("lead", "ordinal", "title"):
                yield OutlineEntry(n, section.title, section.level)

    @cached_property
    def body(self) -> SafeString:
        blocks = layout(self._text, self.reading)
        return set_text(self._text, blocks, self.marks, chosen=self.chosen, pages=self._pages)

    @property
    def panel(self) -> Panel | None:
        if self.chosen is None or not self.chosen.key:
            return None
        return panel_of(self.chosen, self._text, self._found.corrections)

    @property
    def chosen_words(self) -> str:
        return self._text[self.chosen.start : self.chosen.end] if self.chosen else ""

    @property
    def chosen_link(self) -> str:
        """The address of the chosen words: it holds on to the text, not to a reading, so it is good for ever."""
        return (
            f"?at={self.chosen.start}-{self.chosen.end}#c{self.chosen.start}-{self.chosen.end}" if self.chosen else ""
        )

    @property
    def neighbours(self) -> list[tuple[str, str, str]]:
        """Other facts over the chosen words: (label, words, address)."""
        if self.chosen is None:
            return []
        there = [
            mark
            for mark in self.marks
            if mark.key and mark.key != self.chosen.key
            and mark.start < self.chosen.end and self.chosen.start < mark.end
        ]  # fmt: skip
        there.sort(key=lambda mark: (mark.end - mark.start, mark.start))
        return [(KINDS[mark.kind], _short(self._text[mark.start : mark.end]), address(mark)) for mark in there[:12]]

    @property
    def adrift(self) -> list[tuple[str, str]]:
        """Corrections whose words were not found again: (words, what was said)."""
        return [(_short(each.anchor.words), f"{each.field}: {each.value}") for each in self._found.adrift]


def _short(words: str) -> str:
    return words if len(words) <= 42 else f"{words[:40]}…"
