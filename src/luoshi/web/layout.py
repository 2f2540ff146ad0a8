"""A document's text as it is set: title, headings, paragraphs, tables. Pure; every word keeps its place in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from luoshi.reading.facts import Reading, Section, Table

LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
PUNCTUATION = "。.:：;；,，、!！?？ \u3000"
RUN_IN = ("lead", "ordinal")
"""Headings that open a paragraph rather than stand over one."""
SALUTATION = re.compile(
    r"(?=(?:各位|尊敬的|同志们|主任|主席|全体)|.{0,18}(?:代表|委员|同志们?|朋友们?)[:：]$).{1,20}[:：]"
)
"""A line that addresses those present: it is set without indent."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, or a table's cell."""

    start: int
    end: int
    shape: Literal["paragraph", "salutation", "title", "heading", "cell"]
    level: int = 0
    """Of a heading, as in the outline."""
    section: int | None = None
    """Of a heading: its position in the reading's sections."""
    row: tuple[int, int, int] | None = None
    """Of a cell: table, row, column."""


def layout(text: str, reading: Reading) -> list[Block]:
    """The document's blocks in order. Together they hold all of its words; blank space between them is left out."""
    about = reading.document
    headings = [(n, each) for n, each in enumerate(reading.sections) if each.style not in RUN_IN]
    headings.sort(key=_start)
    tables = sorted(enumerate(reading.tables), key=_start)
    blocks: list[Block] = []
    here = about.start
    for number, table in tables:
        if here <= table.start < table.end <= about.end:
            blocks += _prose(text, here, table.start, headings, about.title)
            blocks += _cells(number, table)
            here = table.end
    blocks += _prose(text, here, about.end, headings, about.title)
    return blocks


def _start(numbered: tuple[int, Section] | tuple[int, Table]) -> int:
    return numbered[1].start


def _cells(number: int, table: Table) -> Iterator[Block]:
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            yield Block(cell.start, cell.end, "cell", row=(number, r, c))


def _prose(
    text: str, start: int, end: int, headings: Sequence[tuple[int, Section]], title: str
) -> Iterator[Block]:  # fmt: skip
    waiting = headings[bisect_left(headings, start, key=_start) : bisect_left(headings, end, key=_start)]
    at = 0
    for line in LINE.finditer(text, start, end):
        here, stop = line.span()
        while at < len(waiting) and waiting[at][1].start < stop:
            number, heading = waiting[at]
            at += 1
            if heading.start < here:  # inside the one before
                continue
            yield from _paragraph(text, here, heading.start, title)
            here = min(heading.end, stop)
            while here < stop and text[here] in PUNCTUATION:  # a heading keeps its own full stop
                here += 1
            shape: Literal["title", "heading"] = "title" if heading.style == "title" else "heading"
            yield Block(heading.start, here, shape, heading.level, number)
        yield from _paragraph(text, here, stop, title)


def _paragraph(text: str, start: int, end: int, title: str) -> Iterator[Block]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return
    if end - start == len(title) and text.startswith(title, start):
        yield Block(start, end, "title")
    elif end - start <= 21 and SALUTATION.fullmatch(text, start, end):
        yield Block(start, end, "salutation")
    else:
        yield Block(start, end, "paragraph")
