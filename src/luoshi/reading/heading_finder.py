"""Where the headings of a document stand: at line starts, after a sentence's end, and as lead phrases."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal, cast

from luoshi.reading.facts import Document, Table
from luoshi.reading.headings import LONGEST_HEADING, MARK, glued_end
from luoshi.reading.lead_phrases import LONGEST_ALONE, LONGEST_IN_SERIES, lead_score, stands_alone
from luoshi.reading.parts import zone_of_heading

Style = Literal["chapter", "section", "numeral", "parenthesis", "digit", "ordinal", "lead", "title"]
RANK: dict[str, float] = {
    "title": 0, "chapter": 1, "section": 2, "numeral": 3, "parenthesis": 5, "digit": 6, "ordinal": 7, "lead": 8,
}  # fmt: skip
"""Which kind of heading stands outside which. A numeral series inside another ranks 4."""
INNER_NUMERAL = 4.0
UNNUMBERED = 7.5
_LEAD_IN = 7.3

_PARAGRAPH = re.compile(r"[^\n ](?:[^\n]*[^\n ])?")
"""A line, outer spaces left out."""
_FIRST = re.compile(r"[^。;!?\n]*[。;!?]?")
_BARE_HEADING = re.compile(
    r"^(?:前 ?言|序 ?言|引 ?言|导 ?言|结 ?语|结束语|附 ?[件录表](?:\d{0,2}|[一二三四五六])(?=$|[: ]).{0,40}|附:.{2,40}"
    r"|(?:名词|术语|指标|有关名词|相关名词)[^,。]{0,12}(?:解释|注释|说明):?|(?:注释|附注):?)$"
)
_NO_HEADING = re.compile(
    r"[。;!?,:]$|^[-\d\s.年月日:/]+$|^[-(]|^\d(?!\d{3}年)|主任|报告》?$|纲要$|会议上?$|[省市区县州旗]长 "
    r"|^(?:发布|来源|作者|时间|浏览|字体|打印|索引|文号)"
)
_MAY_COUNT = ("parenthesis", "digit", "ordinal")
_COUNTED = re.compile(r"\d(?:\d|\.|,\d)*(?:[万亿%个家项公亩座条所套户人米台件处]|百分)")
_BUILDS = re.compile(r"(?:新?开工|新建|新增|建成|完成|招聘|启动|扩建|改扩建|改造|实施\d)")
_MOST_IN_ONE = 4
_OPENS_MARK = "一二三四五六七八九十第首其再最("
_LONGEST_OPENING = 80
_LONG_PARAGRAPH = 1500
"""Characters; a paragraph beyond this has lost its breaks."""


@dataclass(slots=True)
class Heading:
    """A heading found, before its place in the tree is known."""

    start: int
    end: int
    style: Style
    rank: float
    """How far in it stands; 0 for those without a number that stand beside the outermost."""
    is_glossary: bool = False


def find_headings(folded: str, document: Document, tables: tuple[Table, ...]) -> list[Heading]:
    """The headings of a document in order."""
    found: list[Heading] = []
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
                heading = Heading(start, end - 1, "lead", RANK["lead"])
            elif not (found and i and found[-1].end >= lines[i - 1][1] - 1) and _leads_in(folded, bare, lines[i + 1]):
                heading = Heading(start, end - 1, "lead", _LEAD_IN)
            elif start > document.start and _is_bare_heading(bare, next_length):
                if zone_of_heading(bare) is not None and len(bare) < 20:
                    heading = Heading(start, end, "title", 0)
                elif body_seen:
                    heading = Heading(start, end, "title", UNNUMBERED)
        if heading is not None and not (in_glossary and heading.style in ("digit", "lead", "parenthesis")):
            found.append(heading)
            in_glossary = heading.is_glossary
            if heading.end >= end - 1:
                continue
        body_seen = body_seen or end - start > LONGEST_HEADING
        if not in_glossary:
            _in_paragraph(folded, start, end, found, alone > 2)
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


def _line_heading(bare: str, start: int) -> Heading | None:
    """A heading at a line's start: the line alone, its first sentence, or what stands before glued prose."""
    mark = MARK.match(bare)
    if mark is None:
        if len(bare) <= LONGEST_HEADING and _BARE_HEADING.match(bare):
            return Heading(start, start + len(bare.rstrip(":")), "title", 0, "释" in bare)
        return None
    return _marked(bare, start, cast(Style, mark.lastgroup), mark.end())


def _marked(bare: str, start: int, style: Style, after: int) -> Heading | None:
    """The heading that opens with a mark at the start of `bare`."""
    first = _FIRST.match(bare)
    sentence = first.group() if first else bare
    size = len(sentence.rstrip("。;!?"))
    rank = RANK[style]
    if style == "digit" and sentence.endswith("。") and (len(sentence) == len(bare) or _BUILDS.match(sentence, after)):
        return None  # an item of a list that says all there is to it
    ended = sentence.endswith(("。", ";"))
    if style in _MAY_COUNT and (ended or style != "parenthesis") and _COUNTED.search(sentence, after):
        return None  # an item that sets a figure is no heading: 3.新建幸福食堂15个。
    if style == "ordinal":
        return Heading(start, start + size, style, rank) if "," not in sentence[after:] and size <= 30 else None
    if (
        len(sentence) == len(bare)
        and not sentence.endswith(("。", ";"))
        and size <= LONGEST_HEADING
        and not _has_prose(sentence)
    ):
        return Heading(start, start + size, style, rank)
    if style in ("numeral", "parenthesis", "chapter", "section"):
        glued = glued_end(bare[after:])
        if glued and after + glued < size:
            return Heading(start, start + after + glued, style, rank)
    if size <= (40 if "," not in sentence else 28) and (":" not in sentence or style != "digit"):
        return Heading(start, start + size, style, rank)
    colon = sentence.find(":", after)
    if style != "digit" and 0 < colon <= 30 and "," not in sentence[:colon]:
        return Heading(start, start + colon, style, rank)
    return None


def _has_prose(sentence: str) -> bool:
    return sentence.count(",") > 3


def _in_paragraph(folded: str, start: int, end: int, found: list[Heading], alone: bool) -> None:
    """Lead phrases, and marked headings after a sentence's end, within one paragraph.

    `alone` says that the leads of this document have lines of their own: one inside a paragraph is then unlikely.
    """
    glued = end - start > _LONG_PARAGRAPH
    spans = [match.span() for match in _FIRST.finditer(folded, start, end) if match.end() - match.start() > 1]
    last = found[-1].end if found else -1
    short = [(first, stop) for first, stop in spans if stop - first <= LONGEST_IN_SERIES]
    lengths = Counter(stop - first for first, stop in short)
    series = Counter(folded[first : first + 3] for first, _ in short) if glued else Counter()
    for position, (first, stop) in enumerate(spans):
        following = spans[position + 1] if position + 1 < len(spans) else (stop, stop)
        for _ in range(_MOST_IN_ONE):  # a heading may have another, or a lead phrase, glued to its end
            behind = first < last
            bare = folded[max(first, last) : stop].lstrip()
            first = stop - len(bare)
            if not bare or (len(bare) > _LONGEST_OPENING and bare[0] not in _OPENS_MARK):
                break
            tail = bare
            if not behind and (first == start or not MARK.match(bare)):
                tail = bare[bare.rfind(":") + 1 :].lstrip() if ":" in bare else ""
            mark = MARK.match(tail)
            heading = None
            if mark is not None and mark.lastgroup != "digit":  # 我们抓了以下工作:一是加快…。 too
                heading = _marked(tail, stop - len(tail), cast(Style, mark.lastgroup), mark.end())
            elif ":" not in bare and not MARK.match(bare):
                score = lead_score(
                    bare,
                    opens_paragraph=first == start,
                    ends_paragraph=stop >= end,
                    next_length=following[1] - following[0],
                    glued=glued or behind,
                    in_series=series[bare[:3]] > 2,
                    alike=not glued and lengths[len(bare)] > 2,
                )
                if score > (3 if alone and first > start else 0):
                    rank = _LEAD_IN if "," in bare else RANK["lead"]
                    heading = Heading(first, first + len(bare.rstrip("。")), "lead", rank)
            if heading is None:
                break
            found.append(heading)
            last = heading.end
