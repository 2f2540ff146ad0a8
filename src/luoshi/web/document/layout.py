"""A document's text as it is set: title, headings, paragraphs, tables. Pure; every word keeps its place in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
FRONT_LINES = 6
FRONT_LINE = re.compile(r"[^。；;！!？?]{1,60}")
"""A line that may stand between a document's title and its text: when and where it was given, by whom."""
TITLE_LINE = re.compile(r"[^—(（].{0,40}(?:报告|纲要|规划|计划|公报|方案|意见|办法|措施|通知)(?:[(（]\w{1,8}[)）])?")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, or a table's cell."""

    start: int
    end: int
    shape: Literal["paragraph", "salutation", "title", "front", "heading", "cell"]
    level: int = 0
    """Of a heading, as in the outline."""
    section: int | None = None
    """Of a heading: its position in the reading's sections."""
    style: str = ""
    """Of a heading: its section's style."""
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
            blocks += _cells(text, number, table)
            here = table.end
    blocks += _prose(text, here, about.end, headings, about.title)
    return _with_front(text, blocks)


def _with_front(text: str, blocks: list[Block]) -> list[Block]:
    """The blocks with the lines between the title and the text known for what they are."""
    first = 0
    while first < len(blocks) and blocks[first].shape == "title" and not (first and blocks[first].style):
        first += 1
    last = first
    while last < len(blocks) and blocks[last].shape == "paragraph" and _is_front(text, blocks[last]):
        last += 1
    if last == len(blocks) or not 0 < last - first <= FRONT_LINES:
        return blocks
    front = [replace(each, shape="front") for each in blocks[first:last]]
    if not first:  # the document goes by another name than the one it bears itself
        if TITLE_LINE.fullmatch(text, front[0].start, front[0].end) is None:
            return blocks
        front[0] = replace(front[0], shape="title")
    return [*blocks[:first], *front, *blocks[last:]]


def _is_front(text: str, block: Block) -> bool:
    return FRONT_LINE.fullmatch(text, block.start, block.end) is not None


def _start(numbered: tuple[int, Section] | tuple[int, Table]) -> int:
    return numbered[1].start


def _cells(text: str, number: int, table: Table) -> Iterator[Block]:
    width = max((len(row) for row in table.rows), default=0)
    for r, row in enumerate(table.rows):
        # Under a cell that spans rows a line opens with the mark: the reader takes no cell to stand before it.
        opening = text[text.rfind("\n", 0, row[0].start) + 1 : row[0].start] if row else ""
        skipped = 1 if len(row) < width and opening.strip() == "|" else 0
        for c, cell in enumerate(row, skipped):
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
            yield Block(heading.start, here, shape, heading.level, number, heading.style)
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
