"""A paper: one document with its text and reading, as reckoning takes it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from luoshi.reading.facts import Document, FileReading, Reading, Sentence
from luoshi.reading.text import fold

_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?$")

_CLAUSE_MARK = re.compile(r"[,;:。!?\n|]")
_GOES_ON = re.compile(r"(?:及?以[上内下]|左右)*、")
_IN_TITLE = re.compile(r"(20\d\d)年(?!以来|前)")


@dataclass(frozen=True, eq=False)
class Paper:
    """One document, the same as itself only. `key` is whatever its owner knows it by: a file's path, a number in the ledger."""

    key: str
    text: str = field(repr=False)
    reading: Reading = field(repr=False)
    internal: bool = False
    """Made of an office's own record: whoever gives it to be reckoned answers for who sees it."""

    @cached_property
    def folded(self) -> str:
        """The text as rules see it; offsets are the text's."""
        return fold(self.text)

    @property
    def document(self) -> Document:
        return self.reading.document

    @property
    def place(self) -> str:
        """Whose paper it is: the place's code, else its name."""
        return self.document.place.code or self.document.place.name

    def sentence(self, index: int | None) -> Sentence | None:
        """The sentence of that position in the reading."""
        return None if index is None else self.reading.sentences[index]

    def figure_ends(self, start: int, end: int) -> list[int]:
        """Where the last figure within a span ends, behind 以上 and the like, if a list goes on there (铁路投资8000亿元、公路…)."""
        index = bisect_right(self._ends, end) - 1
        if index < 0 or self._ends[index] <= start:
            return []
        hit = _GOES_ON.match(self.folded, self._ends[index], end)
        return [hit.end()] if hit else []

    def clause_start(self, first: int, at: int) -> int:
        """Where the clause begins in which something stands, not before `first`."""
        index = bisect_right(self._marks, at) - 1
        return max(first, self._marks[index]) if index >= 0 else first

    @cached_property
    def _marks(self) -> list[int]:
        return [hit.end() for hit in _CLAUSE_MARK.finditer(self.folded)]

    @cached_property
    def _ends(self) -> list[int]:
        return sorted(measure.end for measure in self.reading.measures)

    @property
    def reviewed(self) -> tuple[int, int] | None:
        """First and last year it reports on; see `review`."""
        return years(self.review)

    @cached_property
    def review(self) -> str:
        """The year or years it reports on; of one that neither says nor plans any, the year of its title, else of its publication."""
        document = self.document
        if document.review or document.plan:
            return document.review
        named = _IN_TITLE.findall(document.title)
        return named[0] if len(set(named)) == 1 else document.published[:4]

    @property
    def accounts_for(self) -> tuple[int, int] | None:
        """The years of which it gives account, so that what it does not mention is silence. A news item says what it says, of a day."""
        return self.reviewed if self.document.review or self.document.kind not in ("news", "policy", "other") else None

    def reports_on(self, year: int) -> bool:
        """Whether the year is among those it reports on."""
        span = self.reviewed
        return span is not None and span[0] <= year <= span[1]


@lru_cache(maxsize=4096)
def years(period: str) -> tuple[int, int] | None:
    """First and last year of `2024` or `2021-2025`; None of anything else."""
    hit = _YEARS.match(period)
    return (int(hit[1]), int(hit[2] or hit[1])) if hit else None


def papers_of(file: FileReading) -> Iterator[Paper]:
    """The papers of a file that was read."""
    for reading in file.readings:
        yield Paper(file.file, file.rendition.text, reading)


def same_place(one: Paper, other: Paper) -> bool:
    """Whether both speak for one place. A paper whose place could not be told is taken at its giver's word."""
    return not one.place or not other.place or one.place == other.place
