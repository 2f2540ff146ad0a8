"""The outline of a document: its tree of headings, also where paragraph breaks were lost."""

from __future__ import annotations

from itertools import pairwise

from luoshi.reading.facts import Document, Section, Table
from luoshi.reading.heading_finder import find_headings
from luoshi.reading.marked_headings import INNER_NUMERAL, RANK, UNNUMBERED, Heading
from luoshi.reading.parts import zone_of_heading


def find_sections(
    folded: str, document: Document, tables: tuple[Table, ...] = (), text: str | None = None
) -> tuple[Section, ...]:
    """The headings of `document` in order, as a tree: `parent` is a position in the result.

    `text` is the original the titles are cut from; without it they are cut from the folded text.
    """
    source = folded if text is None else text
    found = find_headings(folded, document, tables)
    _nest_numerals(folded, found)
    _place_outer_leads(folded, found)
    _place_unnumbered(folded, found)
    sections: list[Section] = []
    stack: list[tuple[float, int]] = []
    parents: list[int | None] = []
    levels: list[int] = []
    body_ends = [document.end] * len(found)
    for position, heading in enumerate(found):
        while stack and stack[-1][0] >= heading.rank:
            body_ends[stack.pop()[1]] = heading.start
        parents.append(stack[-1][1] if stack else None)
        stack.append((heading.rank, position))
        levels.append(len(stack))
    for heading, parent, level, body_end in zip(found, parents, levels, body_ends, strict=True):
        title = source[heading.start : heading.end]
        sections.append(Section(heading.start, heading.end, title, level, body_end, heading.style, parent))
    return tuple(sections)


def _nest_numerals(folded: str, found: list[Heading]) -> None:
    """`三、…` may hold a series `一、 … 十、` of its own: one that starts anew ranks inside the one it stands in."""
    outer = inner = 0
    for heading in found:
        if heading.style != "numeral":
            if heading.rank < RANK["numeral"]:
                outer = inner = 0
            continue
        value = heading.value
        if (
            inner
            and value == inner + 1
            and not (value == outer + 1 and zone_of_heading(folded[heading.start : heading.end]))
        ):
            inner = value
            heading.rank = INNER_NUMERAL
        elif value == 1 and outer:
            inner = 1
            heading.rank = INNER_NUMERAL
        else:
            outer, inner = value, 0


def _place_outer_leads(folded: str, found: list[Heading]) -> None:
    """--聚焦项目,扩大投资。 above (一) holds it; then all such leads stand that far out."""
    dashed = [heading for heading in found if heading.style == "lead" and folded[heading.start] == "-"]
    inner = [
        following.rank
        for heading, following in pairwise(found)
        if heading.style == "lead" and folded[heading.start] == "-" and following.value == 1
    ]
    for heading in dashed if inner else ():
        heading.rank = min(inner) - 0.5


def _place_unnumbered(folded: str, found: list[Heading]) -> None:
    """前言 and 名词解释 stand beside the outermost numbered headings; notes between those stand under the one before.

    A part's name above a series that begins there (2031年工作回顾, then 一、) holds the series.
    """
    numbered = [heading for heading in found if heading.rank > 0 and heading.style not in ("lead", "title")]
    outermost = min((heading.rank for heading in numbered), default=1.0)
    last = numbered[-1].start if numbered else -1
    holds = any(
        heading.rank == 0 and following.rank == outermost and following.value == 1 and _names_part(folded, heading)
        for heading, following in pairwise(found)
    )
    for heading in found:
        if heading.rank == 0:
            heading.rank = UNNUMBERED if heading.is_glossary and heading.start < last else outermost - 0.5 * holds


def _names_part(folded: str, heading: Heading) -> bool:
    return zone_of_heading(folded[heading.start : heading.end]) in ("review", "outlook", "goal", "task")
