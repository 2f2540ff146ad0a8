"""Headings that open with a mark: which marks open one, and where it ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast

from luoshi.reading.headings import LONGEST_HEADING, MARK, glued_end, mark_value

Style = Literal["chapter", "section", "numeral", "parenthesis", "digit", "ordinal", "lead", "title"]
RANK: dict[str, float] = {
    "title": 0, "chapter": 1, "section": 2, "numeral": 3, "parenthesis": 5, "digit": 6, "ordinal": 7, "lead": 8,
}  # fmt: skip
"""Which kind of heading stands outside which. A numeral series inside another ranks 4."""
INNER_NUMERAL = 4.0
UNNUMBERED = 7.5
LEAD_IN = 7.3
TERM = 6.5

_FIRST = re.compile(r"[^。;!?\n]*[。;!?]?")
_BARE_HEADING = re.compile(
    r"^(?:前 ?言|序 ?言|引 ?言|导 ?言|结 ?语|结束语|附 ?[件录表](?:\d{0,2}|[一二三四五六])(?=$|[: ]).{0,40}|附:.{2,40}"
    r"|(?:名词|术语|指标|有关名词|相关名词)[^,。]{0,12}(?:解释|注释|说明):?|(?:注释|附注):?)$"
)
_MAY_COUNT = ("parenthesis", "digit", "ordinal")
_COUNTED = re.compile(r"\d(?:\d|\.|,\d)*(?:[万亿%个家项公亩座条所套户人米台件处]|百分)")
_BUILDS = re.compile(r"(?:新?开工|新建|新增|建成|完成|招聘|启动|扩建|改扩建|改造|实施\d)")
_LEAST_TITLE = 2
_LEAST_GLUED = 12
"""Characters of prose behind a heading without a break; fewer are its own."""
_ORDINAL_LEAD = re.compile(
    r"[^,:;!?()《》|\n。\d]{4,14}[,、][^,:;!?()《》|\n。\d]{4,14}(?:,[^,:;!?()《》|\n。\d]{4,14})?。"
)
"""一是攻坚项目、做强产业,发展动能更加强劲。"""
_LEAST_BODY = 30
_IN_SERIES = ("numeral", "parenthesis", "digit")


@dataclass(slots=True)
class Heading:
    """A heading found, before its place in the tree is known."""

    start: int
    end: int
    style: Style
    rank: float
    """How far in it stands; 0 for those without a number that stand beside the outermost."""
    is_glossary: bool = False
    value: int = 0
    """Which of its series it is (三、 is 3); 0 for those without a number."""


class Series:
    """Follows the numbered marks of a document, headings or not: where 一、 opens a mere item, 三、 heads nothing either."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}
        self._of_items: set[str] = set()
        self._seen = -1

    def keeps(self, style: str, mark: str, at: int, heading: Heading | None) -> Heading | None:
        """The heading that the mark at `at` opens by itself, unless its series is one of items."""
        if style not in _IN_SERIES:
            return heading
        value = mark_value(mark)
        if at > self._seen:
            self._seen = at
            if value == 1 or value != self._last.get(style, 0) + 1:
                self._of_items.discard(style)
            if value == 1 and heading is None:
                self._of_items.add(style)
            self._last[style] = value
        if heading is None or style in self._of_items:
            return None
        heading.value = value
        return heading


def line_heading(bare: str, start: int, series: Series, below: str) -> Heading | None:
    """A heading at a line's start: the line alone, its first sentence, or what stands before glued prose.

    `below` is the line after it, or its beginning.
    """
    mark = MARK.match(bare)
    if mark is None:
        if len(bare) <= LONGEST_HEADING and _BARE_HEADING.match(bare):
            return Heading(start, start + len(bare.rstrip(":")), "title", 0, "释" in bare)
        return None
    if mark.end() + _LEAST_TITLE > len(bare) and len(below) < _LEAST_BODY:  # a number alone heads prose only
        return None
    style = cast(Style, mark.lastgroup)
    if style == "ordinal":
        return _ordinal_line(bare, start, mark.end(), below)
    return series.keeps(style, mark.group(), start, marked(bare, start, style, mark.end()))


def _ordinal_line(bare: str, start: int, after: int, below: str) -> Heading | None:
    """一是…。 at a line's start, if the rest of the line, or the line below, tells what it names."""
    sentence = _sentence(bare)
    rest = len(bare) - len(sentence)
    if sentence.endswith(";") or (not rest and (len(below) < _LEAST_BODY or MARK.match(below))):
        return None
    if rest >= _LEAST_BODY and _ORDINAL_LEAD.fullmatch(sentence, after):
        return Heading(start, start + len(sentence) - 1, "ordinal", RANK["ordinal"])
    return marked(bare, start, "ordinal", after)


def _sentence(bare: str) -> str:
    first = _FIRST.match(bare)
    return first.group() if first else bare


def marked(bare: str, start: int, style: Style, after: int) -> Heading | None:
    """The heading that opens with a mark at the start of `bare`."""
    sentence = _sentence(bare)
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
        if glued and after + glued + _LEAST_GLUED <= size:
            return Heading(start, start + after + glued, style, rank)
    if size <= (40 if "," not in sentence else 28) and (":" not in sentence or style != "digit"):
        return Heading(start, start + size, style, rank)
    colon = sentence.find(":", after)
    if style != "digit" and 0 < colon <= 30 and "," not in sentence[:colon]:
        return Heading(start, start + colon, style, rank)
    return None


def _has_prose(sentence: str) -> bool:
    return sentence.count(",") > 3
