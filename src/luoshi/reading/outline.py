"""The outline of a document: its tree of headings, also where paragraph breaks were lost."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from luoshi.reading.facts import Document, Section, Table
from luoshi.reading.headings import (
    LONGEST_ALONE,
    LONGEST_HEADING,
    LONGEST_IN_SERIES,
    MARK,
    glued_end,
    lead_score,
    stands_alone,
)
from luoshi.reading.parts import zone_of_heading

Style = Literal["chapter", "section", "numeral", "parenthesis", "digit", "ordinal", "lead", "title"]
_RANK: dict[str, int] = {
    "title": 0,
    "chapter": 1,
    "section": 2,
    "numeral": 3,
    "parenthesis": 5,
    "digit": 6,
    "ordinal": 7,
    "lead": 8,
}
"""Which kind of heading stands outside which. A numeral series inside another ranks 4."""

_PARAGRAPH = re.compile(r"[^\n ](?:[^\n]*[^\n ])?")
"""A line, outer spaces left out."""
_FIRST = re.compile(r"[^。;!?\n]*[。;!?]?")
_NUMERALS = {c: i for i, c in enumerate("一二三四五六七八九十", 1)}
_BARE_HEADING = re.compile(
    r"^(?:前 ?言|序 ?言|引 ?言|导 ?言|结 ?语|结束语|附 ?[件录表](?:\d{0,2}|[一二三四五六])(?=$|[: ]).{0,40}|附:.{2,40}|(?:名词|术语|指标|有关名词|相关名词)[^,。]{0,12}(?:解释|注释|说明):?|(?:注释|附注):?)$"
)
_NO_HEADING = re.compile(
    r"[。;!?,]$|^[-\d\s.年月日:/]+$|^[(-]|代表:$|^\d|主任|^(?:发布|来源|作者|时间|浏览|字体|打印|索引|文号)"
)
_INLINE = re.compile(r"(?<=[。!?:;”])[ ]{0,3}(?=[一二三四五六七八九十首其再最第(\d])")
_MAY_COUNT = ("parenthesis", "digit", "ordinal")
_COUNTED = re.compile(r"\d(?:\d|\.|,\d)*(?:[万亿%个家项公亩座条所套户人米台件处]|百分)")
_BUILDS = re.compile(r"(?:新?开工|新建|新增|建成|完成|招聘|启动|扩建|改扩建|改造|实施\d)")
_LONG_PARAGRAPH = 1500
"""Characters; a paragraph beyond this has lost its breaks."""


@dataclass(slots=True)
class _Found:
    start: int
    end: int
    style: Style
    rank: float


def find_sections(
    folded: str, document: Document, tables: tuple[Table, ...] = (), text: str | None = None
) -> tuple[Section, ...]:
    """The headings of `document` in order, as a tree: `parent` is a position in the result.

    `text` is the original the titles are cut from; without it they are cut from the folded text.
    """
    source = folded if text is None else text
    found = _find(folded, document, tables)
    _nest_numerals(folded, found)
    _place_unnumbered(found)
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


def _find(folded: str, document: Document, tables: tuple[Table, ...]) -> list[_Found]:
    found: list[_Found] = []
    lines = _lines(folded, document, tables)
    alone = sum(
        stands_alone(folded[start:end], lines[i + 1][1] - lines[i + 1][0])
        for i, (start, end) in enumerate(lines[:-1])
        if end - start <= LONGEST_ALONE
    )
    in_glossary = False
    body_seen = False
    for i, (start, end) in enumerate(lines):
        bare = folded[start:end] if end - start <= _LONG_PARAGRAPH else folded[start : start + _LONG_PARAGRAPH]
        next_length = lines[i + 1][1] - lines[i + 1][0] if i + 1 < len(lines) else 0
        heading = _line_heading(bare, start)
        if heading is None and next_length and end - start <= LONGEST_HEADING:
            if stands_alone(bare, next_length):
                heading = _Found(start, end - 1, "lead", _RANK["lead"])
            elif not (found and i and found[-1].end >= lines[i - 1][1] - 1) and _leads_in(folded, bare, lines[i + 1]):
                heading = _Found(start, end - 1, "lead", _RANK["lead"] - 0.7)
            elif start > document.start and _is_bare_heading(bare, next_length):
                if zone_of_heading(bare) is not None and len(bare) < 20:
                    heading = _Found(start, end, "title", 0)
                elif body_seen:
                    heading = _Found(start, end, "title", _RANK["lead"] - 0.5)
        if heading is not None and not (in_glossary and heading.style in ("digit", "lead", "parenthesis")):
            found.append(heading)
            in_glossary = heading.style == "title" and "释" in bare
            if heading.end >= end - 1:
                continue
        body_seen = body_seen or end - start > LONGEST_HEADING
        if not in_glossary:
            _paragraph_leads(folded, start, end, found, alone > 2)
    return found


def _lines(folded: str, document: Document, tables: tuple[Table, ...]) -> list[tuple[int, int]]:
    """Spans of the lines that hold anything and stand in no table, white space left out."""
    spans = []
    table_at = {table.start: table.end for table in tables}
    skip_to = document.start
    for match in _PARAGRAPH.finditer(folded, document.start, document.end):
        start, end = match.span()
        skip_to = max(skip_to, table_at.get(start, 0))
        if start >= skip_to:
            spans.append((start, end))
    return spans


def _leads_in(folded: str, bare: str, below: tuple[int, int]) -> bool:
    """A paragraph of one sentence above one that opens with a lead phrase: it names what several of them tell."""
    if not bare.endswith("。") or bare.count("。") > 1 or len(bare) < 20 or any(c.isdigit() for c in bare):
        return False
    first = _FIRST.match(folded, *below)
    sentence = first.group() if first else ""
    rest = below[1] - below[0] - len(sentence)
    return lead_score(sentence, opens_paragraph=True, ends_paragraph=rest < 30, next_length=rest, glued=False) > 0


def _is_bare_heading(bare: str, next_length: int) -> bool:
    """A line without mark or number that names what the prose below tells."""
    return (
        4 <= len(bare) <= 40
        and next_length > max(60, 2 * len(bare))
        and not _NO_HEADING.search(bare)
        and "," not in bare
    )


def _line_heading(bare: str, start: int) -> _Found | None:
    """A heading at a line's start: the line alone, its first sentence, or what stands before glued prose."""
    mark = MARK.match(bare)
    if mark is None:
        if len(bare) <= LONGEST_HEADING and _BARE_HEADING.match(bare):
            return _Found(start, start + len(bare.rstrip(":")), "title", 0)
        return None
    style: Style = mark.lastgroup  # type: ignore[assignment]
    return _marked(bare, start, style, mark.end())


def _marked(bare: str, start: int, style: Style, after: int) -> _Found | None:
    """The heading that opens with a mark at the start of `bare`."""
    first = _FIRST.match(bare)
    sentence = first.group() if first else bare
    size = len(sentence.rstrip("。;!?"))
    rank = _RANK[style]
    if style == "digit" and sentence.endswith("。") and (len(sentence) == len(bare) or _BUILDS.match(sentence, after)):
        return None  # an item of a list that says all there is to it
    if sentence.endswith(("。", ";")) and style in _MAY_COUNT and _COUNTED.search(sentence, after):
        return None  # an item that sets a figure is no heading: 3.新建幸福食堂15个。
    if style == "ordinal":
        return _Found(start, start + size, style, rank) if "," not in sentence[after:] and size <= 30 else None
    if (
        len(sentence) == len(bare)
        and not sentence.endswith(("。", ";"))
        and size <= LONGEST_HEADING
        and not _has_prose(sentence)
    ):
        return _Found(start, start + size, style, rank)
    if style in ("numeral", "parenthesis", "chapter", "section"):
        glued = glued_end(bare[after:])
        if glued and after + glued < size:
            return _Found(start, start + after + glued, style, rank)
    if size <= (40 if "," not in sentence else 28) and (":" not in sentence or style != "digit"):
        return _Found(start, start + size, style, rank)
    colon = sentence.find(":", after)
    if style != "digit" and 0 < colon <= 30 and "," not in sentence[:colon]:
        return _Found(start, start + colon, style, rank)
    return None


def _has_prose(sentence: str) -> bool:
    return sentence.count(",") > 3


def _paragraph_leads(folded: str, start: int, end: int, found: list[_Found], alone: bool) -> None:
    """Lead phrases, and marked headings after a sentence's end, within one paragraph."""
    glued = end - start > _LONG_PARAGRAPH
    spans = [m.span() for m in _FIRST.finditer(folded, start, end) if m.end() > m.start()]
    last = found[-1].end if found else -1
    lengths = Counter(b - a for a, b in spans if b - a <= LONGEST_IN_SERIES)
    series = Counter(folded[a : a + 3] for a, b in spans if b - a <= LONGEST_IN_SERIES) if glued else Counter()
    for position, (first, stop) in enumerate(spans):
        sentence = folded[first:stop]
        bare = sentence.lstrip()
        first = stop - len(bare)
        if first < last:
            continue
        if len(bare) > 80 and bare[:1] not in "一二三四五六七八九十第(":
            continue
        mark = MARK.match(bare)
        if mark is not None and first > start:
            if mark.lastgroup == "digit" or not _opens_series(mark.group(), found):
                continue
            heading = _marked(bare, first, mark.lastgroup, mark.end())  # type: ignore[arg-type]
            if heading is not None:
                found.append(heading)
                last = heading.end
            continue
        if mark is None and ":" in bare:
            inside = bare.rfind(":")
            mark = MARK.match(bare[inside + 1 :].lstrip())
            if mark is not None and mark.lastgroup != "digit":
                tail = bare[inside + 1 :].lstrip()
                heading = _marked(tail, stop - len(tail), mark.lastgroup, mark.end())  # type: ignore[arg-type]
                if heading is not None:
                    found.append(heading)
                    last = heading.end
            continue
        if mark is None:
            following = spans[position + 1] if position + 1 < len(spans) else (stop, stop)
            score = lead_score(
                bare,
                opens_paragraph=first == start,
                ends_paragraph=stop >= end,
                next_length=following[1] - following[0],
                glued=glued,
                in_series=series[bare[:3]] > 2,
                alike=not glued and lengths[len(bare)] > 2,
            )
            if score > (0 if first == start or not alone else 3):
                found.append(_Found(first, first + len(bare.rstrip("。")), "lead", _RANK["lead"]))


def _opens_series(mark: str, found: list[_Found]) -> bool:
    return True


def _nest_numerals(folded: str, found: list[_Found]) -> None:
    """`三、…` may hold a series `一、 … 十、` of its own: a series that starts anew ranks inside the one it stands in."""
    outer = inner = 0
    for heading in found:
        if heading.style != "numeral":
            if heading.rank < _RANK["numeral"]:
                outer = inner = 0
            continue
        value = _value(folded[heading.start : heading.start + 3])
        if (
            inner
            and value == inner + 1
            and not (value == outer + 1 and zone_of_heading(folded[heading.start : heading.end]))
        ):
            inner = value
            heading.rank = 4
        elif value == 1 and outer:
            inner = 1
            heading.rank = 4
        else:
            outer, inner = value, 0


def _place_unnumbered(found: list[_Found]) -> None:
    """前言 and 名词解释 stand beside the outermost numbered headings, whatever those are here."""
    outermost = min((h.rank for h in found if h.rank > 0 and h.style != "lead"), default=1)
    for heading in found:
        if heading.rank == 0:
            heading.rank = outermost


def _value(numeral: str) -> int:
    digits = numeral.split("、")[0]
    if digits.startswith("十"):
        return 10 + _NUMERALS.get(digits[1:2], 0)
    return _NUMERALS.get(digits[:1], 0)
