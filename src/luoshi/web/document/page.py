"""What a document's page shows, put together from its facts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from luoshi.ledger.corrections import Facts
from luoshi.ledger.models import Document
from luoshi.ledger.plans import is_plan
from luoshi.ledger.standing_rows import place_key
from luoshi.people.access import Person
from luoshi.reading.facts import Measure, Page, Target
from luoshi.web.document.addresses import indicator_page, origin, page_of, place_page, plan_page, promise_page
from luoshi.web.document.citing import citation
from luoshi.web.document.finding import find, hit_marks
from luoshi.web.document.glossary import Entry, borrowed_entries, own_entries
from luoshi.web.document.layout import Block, layout
from luoshi.web.document.marks import Mark, marks_of
from luoshi.web.document.naming import NamedIn, named_in
from luoshi.web.document.panel import Panel, panel_of
from luoshi.web.document.said import Around, around
from luoshi.web.document.set_text import address, set_text
from luoshi.web.document.versions import Newer, newer
from luoshi.web.wording import AT_FIRST_HIDDEN, DOCUMENT_KINDS, KINDS, LEVELS

LONG = 150_000
"""Characters."""
PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")
LISTED = 200
"""Hits and mentions that are listed with their words."""
ASIDE = 14
"""Characters on either side of what is listed."""


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


@dataclass(frozen=True, slots=True)
class Snippet:
    """Some words of the text between those beside them, and where they are."""

    before: str
    words: str
    after: str
    address: str


class DocumentPage:
    """One document as one person sees it, with the fact or the words that the address points at."""

    def __init__(
        self,
        document: Document,
        found: Facts,
        person: Person,
        *,
        fact: str = "",
        at: str = "",
        looked_for: str = "",
        show: Collection[str] | None = None,
    ) -> None:
        self._document = document
        self._text = document.rendition.text
        self._pages = [Page(*page) for page in document.rendition.pages]
        self._found = found
        self._person = person
        self.reading = found.reading
        borrowed, their_marks = borrowed_entries(person, document, found.reading)
        self.glossary: list[Entry] = [*own_entries(document, found.reading), *borrowed]
        self.marks = [*marks_of(found.reading), *their_marks]
        self.chosen = self._choose(fact, at)
        self._shown = KINDS.keys() - AT_FIRST_HIDDEN if show is None else show
        self.looked_for = looked_for.strip()
        self.hits = find(self._text, document.start, document.end, self.looked_for) if self.looked_for else []

    @property
    def has_tasks(self) -> bool:
        """Whether a table of tasks can be proposed from it."""
        return bool(self.reading.targets) or any(each.role == "commitment" for each in self.reading.sentences)

    def _choose(self, fact: str, at: str) -> Mark | None:
        """The fact of that name (at that place, if said), else the fact on exactly those words, else the words."""
        place = PLACE.fullmatch(at)
        span = (int(place[1]), int(place[2])) if place else None
        named = [mark for mark in self.marks if fact and mark.key == fact]
        for mark in named:
            if span is None or (mark.start, mark.end) == span:
                return mark
        if named:
            return named[0]
        if span is None or not self._document.start <= span[0] < span[1] <= self._document.end:
            return None
        there = [mark for mark in self.marks if mark.key and (mark.start, mark.end) == span]
        return there[0] if there else Mark(*span, "at")

    # The document

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
    def place_page(self) -> str:
        about = self.reading.document.place
        return place_page(place_key(about.name, about.code, about.parent))

    @property
    def citation(self) -> str:
        return citation(self.reading.document, self.title)

    @property
    def origin(self) -> str:
        """The address the file came from, where it is one that may be shown."""
        return origin(self._document.rendition.source.where_from)

    @cached_property
    def newer(self) -> Newer | None:
        """What stands instead of this document, and these words in it."""
        span = (self.chosen.start, self.chosen.end) if self.chosen else None
        return newer(self._person, self._document, span)

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

    @property
    def outline(self) -> Iterator[OutlineEntry]:
        for n, section in enumerate(self.reading.sections):
            if section.style not in ("lead", "ordinal", "title"):
                yield OutlineEntry(n, section.title, section.level)

    @cached_property
    def _blocks(self) -> list[Block]:
        return layout(self._text, self.reading)

    @property
    def untitled(self) -> bool:
        """The text does not begin with its title."""
        return not self._blocks or self._blocks[0].shape != "title"

    @property
    def body(self) -> SafeString:
        marks = [*self.marks, *hit_marks(self.hits)]
        return set_text(
            self._text, self._blocks, marks, chosen=self.chosen, pages=self._pages, linked=self._shown
        )  # fmt: skip

    @property
    def adrift(self) -> list[tuple[str, str]]:
        """Corrections whose words were not found again: (words, what was said)."""
        return [(_short(each.anchor.words), f"{each.field}: {each.value}") for each in self._found.adrift]

    # Its facts, and the one that was chosen

    @property
    def kinds(self) -> list[KindSwitch]:
        """The switches, of the kinds there are."""
        counts = Counter({kind: len(keys) for kind, keys in self._keys().items()})
        there = ((kind, label) for kind, label in KINDS.items() if counts[kind])
        return [KindSwitch(kind, label, counts[kind], kind in self._shown) for kind, label in there]

    def _keys(self) -> dict[str, set[str]]:
        keys: dict[str, set[str]] = {}
        for mark in self.marks:
            if mark.key:
                keys.setdefault(mark.kind, set()).add(mark.key)
        return keys

    @cached_property
    def panel(self) -> Panel | None:
        if self.chosen is None or not self.chosen.key:
            return None
        return panel_of(self.chosen, self._text, self._found.corrections)

    @cached_property
    def around(self) -> Around | None:
        """What else is said of the thing, where the chosen fact is a figure."""
        fact = self.chosen.fact if self.chosen else None
        if not isinstance(fact, Measure | Target):
            return None
        return around(self._person, self._document, self.reading.document, fact)

    @cached_property
    def named(self) -> tuple[list[NamedIn], bool]:
        """The other documents that name the chosen project, policy, term or unit; and whether there are more."""
        name = getattr(self.chosen.fact, "name", "") if self.chosen else ""
        return named_in(self._person, self._document, self.chosen.kind, name) if self.chosen and name else ([], False)

    @property
    def watched(self) -> str:
        """The address at which a plan of several years is watched; empty of anything else, and of a version that was changed since."""
        about = self.reading.document
        return plan_page(self._document.pk) if is_plan(about.kind, about.plan) and self.newer is None else ""

    @property
    def own_page(self) -> str:
        """The address of the page of the chosen named thing, or of the figure's indicator; empty where there is none."""
        fact = self.chosen.fact if self.chosen else None
        if isinstance(fact, Measure | Target):
            return indicator_page(fact.indicator)
        name = getattr(fact, "name", "")
        return page_of(self.chosen.kind, name) if self.chosen and name else ""

    @property
    def promise(self) -> str:
        """The address at which the chosen words are held against later papers, where they say what is meant; empty elsewhere."""
        chosen, about = self.chosen, self.reading.document
        if chosen is None or not about.plan or not about.place.name:
            return ""
        meant = chosen.kind in ("target", "commitment") or (isinstance(chosen.fact, Measure) and chosen.fact.modality == "target")
        return promise_page(self._document.pk, chosen.start, chosen.end) if meant else ""

    @property
    def entry(self) -> Entry | None:
        """What the chosen term means."""
        return next((each for each in self.glossary if self.chosen and each.key == self.chosen.key), None)

    @property
    def mentions(self) -> list[Snippet]:
        """Where the document names the chosen thing."""
        if self.chosen is None or not hasattr(self.chosen.fact, "name"):
            return []
        spans = sorted({(mark.start, mark.end) for mark in self.marks if mark.key == self.chosen.key})
        return [self._snippet(*span) for span in spans[:LISTED]] if len(spans) > 1 else []

    @property
    def chosen_words(self) -> str:
        return self._text[self.chosen.start : self.chosen.end] if self.chosen else ""

    @property
    def chosen_link(self) -> str:
        """The address of the chosen words: it holds on to the text, not to a reading, so it is good for ever."""
        return _at(self.chosen.start, self.chosen.end) if self.chosen else ""

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

    # What was looked for in it

    @property
    def found(self) -> list[Snippet]:
        """The hits with the words beside them."""
        return [self._snippet(*hit) for hit in self.hits[:LISTED]]

    def _snippet(self, start: int, end: int) -> Snippet:
        low, high = max(self._document.start, start - ASIDE), min(self._document.end, end + ASIDE)
        before = self._text[low:start].rsplit("\n", 1)[-1]
        after = self._text[end:high].split("\n", 1)[0]
        return Snippet(before, _short(self._text[start:end]), after, _at(start, end))


def _at(start: int, end: int) -> str:
    return f"?at={start}-{end}#c{start}-{end}"


def _short(words: str) -> str:
    return words if len(words) <= 42 else f"{words[:40]}…"
