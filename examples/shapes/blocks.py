"""A plain text as blocks: title lines, headings by depth, prose with its bold lead, tables.

The text needs no markup: headings are known by their numbers, and tables by ` | ` between cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_HEADINGS = (
    (re.compile(r"第[一二三四五六七八九十]+章\s|(?:前言|名词解释)$"), 1),
    (re.compile(r"第[一二三四五六七八九十]+节\s"), 2),
    (re.compile(r"[一二三四五六七八九十]+、[^。；]{2,40}$"), 1),
    (re.compile(r"（[一二三四五六七八九十]+）[^。；]{2,40}$"), 2),
    (re.compile(r"(?:附?表\d?|附：|专栏\d)[^。；]{0,60}$"), 3),
)
_LEAD = re.compile(r"(?:[（(][一二三四五六七八九十]+[）)])?[^。；，]{2,22}。(?=.)")


@dataclass(frozen=True)
class Block:
    """One paragraph, heading or table."""

    kind: Literal["title", "heading", "prose", "table"]
    text: str = ""
    depth: int = 0
    """1 to 3, of a heading; 3 is a table's caption."""
    lead: int = 0
    """How many characters of prose are its bold lead phrase."""
    rows: tuple[tuple[str, ...], ...] = ()


def blocks_of(text: str) -> list[Block]:
    """The blocks of a text whose title block ends at its first blank line."""
    title, body = text.split("\n\n", 1)
    blocks = [Block("title", line) for line in title.split("\n")]
    rows: list[tuple[str, ...]] = []
    for line in [*body.split("\n"), ""]:
        if " | " in line:
            rows.append(tuple(cell.strip() for cell in line.split(" | ")))
            continue
        if rows:
            blocks.append(Block("table", rows=tuple(rows)))
            rows = []
        if line:
            blocks.append(_paragraph(line))
    return blocks


def _paragraph(line: str) -> Block:
    for pattern, depth in _HEADINGS:
        if pattern.match(line):
            return Block("heading", line, depth=depth)
    lead = _LEAD.match(line)
    return Block("prose", line, lead=lead.end() if lead else 0)
