"""The grammar of marked headings: their marks, and where they end when prose is glued to them."""

from __future__ import annotations

import re
from functools import cache

from luoshi.reading.cues import cue_words

_COUNT = "一二三四五六七八九十"
MARK = re.compile(
    rf"(?P<chapter>第[{_COUNT}百\d]{{1,4}}[章篇编](?=[ \u3000:、]|[^\n,。的]{{2,40}}$))"
    rf"|(?P<section>第[{_COUNT}百\d]{{1,4}}节(?=[ \u3000:、]|[^\n,。的]{{2,40}}$))"
    rf"|(?P<numeral>[{_COUNT}]{{1,3}}、)"
    rf"|(?P<parenthesis>\([{_COUNT}]{{1,3}}\)[、.]?)"
    r"|(?P<digit>\d{1,2}(?:\.(?!\d)|、)|\(\d{1,2}\)[、.]?)"
    rf"|(?P<ordinal>(?:[{_COUNT}]{{1,2}}(?:是|要)|第[{_COUNT}]{{1,2}},|首先,|其次,|再次,|最后,))",
    re.MULTILINE,
)
"""Marks that open a heading at a line's or a sentence's start."""
_VALUES = {character: value for value, character in enumerate(_COUNT, 1)}
LONGEST_HEADING = 60
_LONGEST_GLUED = 40
_AT_SPACE = re.compile(r"( ?[^ ,。;:!?、]{4,28}(?:,[^ ,。;:!?、]{4,20})?) (?=[^ ])")
"""A space where a line break was: 四、加强自身建设 新使命对政府提出…"""
_YEAR_OPENS = (
    r"过去的?(?:一年|\d{4}年|[两二三四五]年)|(?:19|20)\d\d年(?:是|,|以来|,?我们)|今年(?:以来|是|,|(?:全[省市区县])?经济社会发展)|明年(?:是|,)"
    rf"|(?:今后|未来)[一三五几]年|“?十[{_COUNT}]五”?(?:时期|期间)|回顾(?:过去|一年|五年|这)"
)


CONTENTS_LINE = re.compile(r"[^\n。;!?]{2,60}?(?:[.…·]{3}[.…·]*|-{4}-*|  +)[ ]*[-(]?\d{1,3}[-)]?[ ]*$", re.MULTILINE)
"""A line of the table of contents: 第一章 发展基础………3."""


def mark_value(mark: str) -> int:
    """Which of its series a mark opens: 3 for 三、, (三), 3. and 三是; 0 where it does not say."""
    numeral = mark.strip("第() 、.,是要章篇编节")
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    return _VALUES.get(ones, 0) + (10 * _VALUES.get(tens or "一", 0) if ten else 0)


@cache
def _glued() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A heading that ends as headings end before words that open a sentence; and one before such words alone."""
    ends = "|".join(cue_words("heading end", "ends"))
    # 工作 ends a heading only where no other such word follows it: 工作回顾, 工作安排
    last = rf"(?:{ends}|工作(?!{ends}|总结|总体|的))"
    opens = "|".join((_YEAR_OPENS, *cue_words("after heading", "opens")))
    return re.compile(rf"(.{{2,28}}?{last})(?= ?(?:{opens}|[今明]年|围绕|为此))"), re.compile(
        rf"([^,。;:!?]{{2,28}}?)(?= ?(?:{opens}))"
    )


_NAMES_PART = re.compile(
    rf"(?:(?:19|20)\d\d年|[今明去]年|过去|[今往]后|未来|下一?步|[{_COUNT}]年|[本上]届|“?十[{_COUNT}]五”?|工作|总体|主要|重点|存在|面临)"
)
"""Words of time and work: a heading with one of them names a part of the document."""


@cache
def _part_end() -> re.Pattern[str]:
    """Where the name of a part ends, whatever follows it: 2031年主要目标和重点任务, but not 2031年主要目标."""
    ends = "|".join(cue_words("part end", "ends"))
    return re.compile(rf"(?:{ends})(?!{ends}|{'|'.join(cue_words('heading goes on', 'opens'))}|[,。;:!?、)”》]|$)")


def _named_part(stretch: str) -> int:
    """Length of a heading that names a part (2031年工作打算) before prose that opens with any words."""
    comma = re.search("[,。;:!?]", stretch)
    found = _part_end().search(stretch, 3, comma.start() + 1 if comma else len(stretch))
    return found.end() if found and _NAMES_PART.search(stretch, 0, found.end()) else 0


def glued_end(text: str) -> int:
    """Length of the heading at the start of `text` when prose follows it without a break; 0 where none can be told."""
    stretch = text[:_LONGEST_GLUED]
    ended, before_opening = _glued()
    match = ended.match(stretch)
    if match is None:
        repeated = _repeated_opening(stretch)
        if repeated:
            return repeated
        named = _named_part(stretch)
        if named:
            return named
        match = _AT_SPACE.match(stretch) or before_opening.match(stretch)
    return match.end(1) if match else 0


def _repeated_opening(stretch: str) -> int:
    """`三、2022年重点工作2022年是…`: prose that opens with the words the heading opened with."""
    for size in (6, 5, 4):
        opening = stretch[:size]
        if len(opening) == size and not re.search("[,。;:!?、]", opening):
            again = stretch.find(opening, size)
            if again > size:
                return again
    return 0
