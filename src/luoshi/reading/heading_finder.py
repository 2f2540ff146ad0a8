"""Where the headings of a document stand: at line starts, after a sentence's end, and as lead phrases."""

from __future__ import annotations

import re
from collections import Counter
from typing import cast

from luoshi.reading.facts import Document, Table
from luoshi.reading.headings import CONTENTS_LINE, LONGEST_HEADING, MARK, mark_value
from luoshi.reading.lead_phrases import (
    LONGEST_ALONE,
    LONGEST_IN_SERIES,
    in_two_parts,
    lead_score,
    stands_alone,
    tells_a_term,
)
from luoshi.reading.marked_headings import LEAD_IN, RANK, TERM, UNNUMBERED, Heading, Series, Style, line_heading, marked
from luoshi.reading.parts import zone_of_heading
from luoshi.reading.text import HAN

_PARAGRAPH = re.compile(r"[^\n ](?:[^\n]*[^\n ])?")
"""A line, outer spaces left out."""
_FIRST = re.compile(r"[^。;!?\n]*[。;!?]?")
_PIECE = re.compile(r"[^。;!?\n]{3,}[。;!?]?")
"""A sentence long enough to name something."""
_PARTED = re.compile(r"[。;!?:]")
"""A line with none of these before its last character is one sentence and holds no heading inside it."""
_SHORTEST = 2
_NO_HEADING = re.compile(
    r"[。;!?,:]$|^[-\d\s.年月日:/]+$|^[-(]|^\d(?!\d{3}年)|主任|报告》?$|纲要$|会议上?$|[省市区县州旗]长 "
    r"|^(?:发布|来源|作者|时间|浏览|字体|打印|索引|文号)"
)
_GLUED_MARK = re.compile(
    rf"[:!)] ?(?=[一二三四五六七八九十]{{1,3}}、|\([一二三四五六七八九十]{{1,3}}\)|第[一二三四五六七八九十]{{1,3}}[章节] )"
    rf"|{HAN}(?=一、(?:(?:19|20)\d\d年|过去|五年)[^,。;]{{0,14}}(?:回顾|总结|情况))"
)
"""A heading glued to what leads up to it: 各位代表:一、…, 重点做好以下工作:(一)…, 区长 某某一、2031年工作回顾."""
_LONGEST_BEFORE = 300
_GLUED_ITEM = re.compile(r"\d{1,2}\. ?[^,;:!?()《》|\d。]{4,18}。")
"""1.壮大产业集群。 inside a paragraph that has lost its breaks."""
_MOST_IN_ONE = 4
_OPENS_MARK = "一二三四五六七八九十第首其再最("
_LONGEST_OPENING = 80
_LONG_PARAGRAPH = 1500
"""Characters; a paragraph beyond this has lost its breaks."""
_CONTENTS = re.compile(r"目 {0,4}[录次]")
_MOST_LINES = 300
"""Lines in which a table of contents begins, and that it takes at most."""
_GLOSSARY_OPENS = re.compile(
    r"(?:附(?:件|录)?\d?[: ]? ?)?(?:有关|相关|部分)?(?:名词|术语)[^,。:]{0,8}(?:解释|注释|说明)(?=[: ]|1\.)"
)
"""名词解释: straight behind the last sentence of a text that has lost its line breaks, or with its first note in one line."""
_FEW_LINES = 2
"""A document with no more has lost its breaks."""


def find_headings(folded: str, document: Document, tables: tuple[Table, ...]) -> list[Heading]:
    """The headings of a document in order."""
    return _Finder(folded, document, tables).run()


class _Finder:
    """One walk over the lines of a document."""

    def __init__(self, folded: str, document: Document, tables: tuple[Table, ...]) -> None:
        self.folded = folded
        self.document = document
        self.lines = _lines(folded, document, tables)
        self.found: list[Heading] = []
        self.series = Series()
        self.leads_alone = 0
        """Lead phrases with a line of their own: where a document has such, one inside a paragraph is unlikely."""
        self.pairs = 0
        """Paragraphs that open with a phrase of two clauses."""
        for number, (start, end) in enumerate(self.lines):
            if end - start <= LONGEST_ALONE:
                if folded[end - 1] == "。":
                    self.leads_alone += stands_alone(folded[start:end], self._length(number + 1))
            elif self.pairs < 2:
                first = _FIRST.match(folded, start, min(end, start + LONGEST_IN_SERIES + 1))
                self.pairs += first is not None and in_two_parts(first.group())

    def _length(self, number: int) -> int:
        start, end = self.lines[number] if number < len(self.lines) else (0, 0)
        return end - start

    def run(self) -> list[Heading]:
        """The headings in order."""
        in_glossary = body_seen = False
        for number, (start, end) in enumerate(self.lines):
            if end - start < _SHORTEST:
                continue
            heading = self._of_line(number, body_seen)
            if heading is not None and not (in_glossary and heading.style in ("digit", "lead", "parenthesis")):
                self.found.append(heading)
                in_glossary = heading.is_glossary
                if heading.end >= end - 1:
                    continue
            body_seen = body_seen or end - start > LONGEST_HEADING
            if not in_glossary and _PARTED.search(self.folded, start, end - 1):
                self._in_paragraph(start, end)
                in_glossary = bool(self.found and self.found[-1].is_glossary)
        return self.found

    def _of_line(self, number: int, body_seen: bool) -> Heading | None:
        """The heading a line is, or opens with."""
        start, end = self.lines[number]
        bare = self.folded[start : min(end, start + _LONG_PARAGRAPH)]
        below = self.lines[number + 1] if number + 1 < len(self.lines) else (end, end)
        heading = line_heading(
            bare, start, self.series, self.folded[below[0] : min(below[1], below[0] + LONGEST_HEADING)]
        )
        next_length = below[1] - below[0]
        if heading is not None or not next_length or end - start > LONGEST_HEADING:
            return heading
        if stands_alone(bare, next_length):
            return Heading(start, end - 1, "lead", RANK["lead"])
        follows_heading = bool(self.found and number and self.found[-1].end >= self.lines[number - 1][1] - 1)
        if not follows_heading and _leads_in(self.folded, bare, below):
            return Heading(start, end - 1, "lead", LEAD_IN)
        opens_series = MARK.match(self.folded, below[0])
        if opens_series is not None and mark_value(opens_series.group()) == 1:
            next_length = LONGEST_HEADING * 2  # 2031年工作回顾, then 一、: the series is what it names
        if start > self.document.start and _is_bare_heading(bare, next_length):
            if zone_of_heading(bare) is not None and len(bare) < 20:
                return Heading(start, end, "title", 0)
            if body_seen:
                return Heading(start, end, "title", UNNUMBERED)
        return None

    def _in_paragraph(self, start: int, end: int) -> None:
        """Lead phrases, and marked headings after a sentence's end, within one paragraph."""
        folded, found = self.folded, self.found
        spans = [match.span() for match in _PIECE.finditer(folded, start, end)]
        shape = _Shape(folded, spans, glued=end - start > _LONG_PARAGRAPH)
        items = shape.glued or len(self.lines) <= _FEW_LINES
        last = found[-1].end if found else -1
        for position, (first, stop) in enumerate(spans):
            following = spans[position + 1] if position + 1 < len(spans) else (stop, stop)
            listed = position > 0 and folded[spans[position - 1][1] - 1] == ";"
            for _ in range(_MOST_IN_ONE):  # a heading may have another, or a lead phrase, glued to its end
                behind = first < last
                bare = folded[max(first, last) : stop].lstrip()
                first = stop - len(bare)
                glossary = _GLOSSARY_OPENS.match(bare) if bare and bare[0] in "附有相部名术" else None
                if glossary:
                    found.append(Heading(first, first + glossary.end(), "title", 0, is_glossary=True))
                    return
                tail = bare
                long = len(bare) > _LONGEST_OPENING
                if not bare or (long and bare[0] not in _OPENS_MARK and position > 0 and ":" not in bare):
                    break
                if not behind and (first == start or not MARK.match(bare)):
                    glued = _GLUED_MARK.search(bare, 0, _LONGEST_BEFORE)
                    tail = bare[glued.end() :].lstrip() if glued else ""
                    if not glued and not long and ":" in bare:
                        tail = bare[bare.rfind(":") + 1 :].lstrip()
                if long and not tail:
                    break
                mark = MARK.match(tail)
                heading = None
                if mark is not None and mark.lastgroup == "digit":
                    if items and _GLUED_ITEM.fullmatch(tail) and following[1] - following[0] > len(tail):
                        here = stop - len(tail)
                        item = Heading(here, stop - 1, "digit", RANK["digit"])
                        heading = self.series.keeps("digit", mark.group(), here, item)
                elif mark is not None:  # 我们抓了以下工作:一是加快…。 too
                    heading = self._marked_within(tail, stop, mark, ends=stop >= end)
                elif ":" not in bare and not listed and not MARK.match(bare):
                    heading = self._lead(bare, first, start, following, shape, behind=behind, ends=stop >= end)
                if heading is None:
                    break
                found.append(heading)
                last = heading.end

    def _marked_within(self, tail: str, stop: int, mark: re.Match[str], *, ends: bool) -> Heading | None:
        """The heading a mark inside a paragraph opens; a piece of a list (二是…;) is none."""
        style = cast(Style, mark.lastgroup)
        if style == "ordinal" and (ends or tail.endswith(";")):
            return None
        start = stop - len(tail)
        return self.series.keeps(style, mark.group(), start, marked(tail, start, style, mark.end()))

    def _lead(
        self, bare: str, first: int, start: int, following: tuple[int, int], shape: _Shape, *, behind: bool, ends: bool
    ) -> Heading | None:
        """The lead phrase a sentence is, by its words and by those around it."""
        score = lead_score(
            bare,
            opens_paragraph=first == start,
            ends_paragraph=ends,
            next_length=following[1] - following[0],
            glued=shape.glued or behind,
            in_series=shape.openings[bare[:3]] > 2,
            alike=not shape.glued and shape.lengths[len(bare)] > 2,
            paired=self.pairs > 1,
        )
        if score <= (3 if self.leads_alone > 2 and first > start else 0):
            return None
        rank = TERM if tells_a_term(bare) else LEAD_IN if "," in bare else RANK["lead"]
        return Heading(first, first + len(bare.rstrip("。")), "lead", rank)


class _Shape:
    """What the short sentences of a paragraph have in common."""

    def __init__(self, folded: str, spans: list[tuple[int, int]], *, glued: bool) -> None:
        short = [(first, stop) for first, stop in spans if stop - first <= LONGEST_IN_SERIES]
        self.glued = glued
        """The paragraph has lost its breaks."""
        self.lengths = Counter(stop - first for first, stop in short)
        self.openings = Counter(folded[first : first + 3] for first, _ in short) if glued else Counter()


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
    return _without_contents(folded, spans)


def _without_contents(folded: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines but those of a table of contents: they end with a page's number, or come again after the last of them."""
    head = next(
        (n for n, (start, end) in enumerate(spans[:_MOST_LINES]) if _CONTENTS.fullmatch(folded, start, end)), -1
    )
    if head < 0:
        return spans
    last = head
    while last + 1 < len(spans) and CONTENTS_LINE.fullmatch(folded, *spans[last + 1]):
        last += 1
    if last == head and head + 1 < len(spans):
        entry = folded[slice(*spans[head + 1])].rstrip("0123456789 ")
        for number in range(head + 2, min(len(spans), head + _MOST_LINES)):
            start, end = spans[number]
            if folded.startswith(entry, start, end):
                last = number - 1
                break
            if end - start > LONGEST_HEADING or folded[end - 1] == "。":
                break
    return spans[:head] + spans[last + 1 :]


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
