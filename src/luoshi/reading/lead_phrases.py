"""Lead phrases: a short first sentence, without number, that names what the sentences after it tell.

`加快园区优化提升。` In print it is bold; in text only its shape and its place are left. The words are in
`catalogue/data/cues.csv` (`theme`, `specific`).
"""

from __future__ import annotations

import re
from functools import cache

from luoshi.reading.cues import cue_words

LONGEST_ALONE = 30
LONGEST_IN_SERIES = 26
_PLAIN = r"[^,:;!?()《》|\n。]"
_LEAD = re.compile(rf"{_PLAIN}{{2,22}}。")
_ALONE = re.compile(r"[^,:;!?|\n。]{4,28}。")
_NEVER_ALONE = re.compile(r"\d|[)(]|各位|谢谢")
_IN_SERIES = re.compile(rf"{_PLAIN}{{2,14}},{_PLAIN}{{3,16}}。")
_TWO_PARTS = re.compile(r"[^,:;!?()《》|\n。\d“]{4,12},[^,:;!?()《》|\n。\d“]{4,12}。")
_SINCE = re.compile(
    r"(?:这?[一二三四五六七八九十]年(?:来|里|间|的[^,。]{2,8})?|-{1,2}[^,。\d]{2,14})"
    r",[^,。;:\d]{4,20}(?:,[^,。;:\d]{4,12})?。"
)
"""一年来,我们致力融合发展,城乡面貌明显改观。 and --聚焦…,全力…。: a lead of two or three clauses."""
_NO_LEAD = re.compile(
    r"\d|、.{0,8}、|[一二三四五六七八九]成|[万亿]|各位|谢谢|同志|表示|各部门|必须|不等于|就是|没有"
    r"|^(?:“[^”]{1,8}”[指是]|[^,]{1,8}是|这|其中|同时|对此|为此)"
)
_ACT = re.compile(
    r"^(?:启动|完成|出台|编制|制定|修订|起草|组建|设立|举办|承办|筹办|召开|开通|建成)[^,]{4,}"
    r"|(?:编制|修编|修订|普查|调查|筹备|换届|申报|评估|划定|验收|征集|起草|论证|报批)(?:等)?(?:各项)?工作。$"
)
"""An act with its object, to be checked by itself: 做好“十五五”规划编制工作。"""
_LONG = 18
_BRIEF = 10
_SHORT = 13


@cache
def _theme() -> re.Pattern[str]:
    """Opens as a lead does: 加快, 做强, 全面提升."""
    manner, verbs = "|".join(cue_words("manner", "starts")), "|".join(cue_words("theme", "starts"))
    return re.compile(rf"(?:{manner})?(?:{verbs})")


@cache
def _specific() -> re.Pattern[str]:
    """Ends with a thing to be done rather than with a theme: …工程。, …中心。"""
    return re.compile(rf"(?:{'|'.join(cue_words('specific', 'ends'))})。$")


def lead_score(
    sentence: str,
    *,
    opens_paragraph: bool,
    ends_paragraph: bool,
    next_length: int,
    glued: bool,
    in_series: bool = False,
    alike: bool = False,
    paired: bool = True,
) -> int:
    """How surely a sentence (mark included) is a lead phrase; 1 and up means it is.

    `next_length` is that of the sentence after it in the same paragraph, `glued` says that paragraph breaks were lost,
    `in_series` that several short sentences of the paragraph open with the same characters (着力…, 着力…, 着力…),
    `alike` that three or more of them are of the same length, `paired` that other paragraphs of the document open with
    two clauses as this one may.
    """
    if ends_paragraph:
        return -9
    length = len(sentence)
    if opens_paragraph and (
        _SINCE.fullmatch(sentence) or (paired and next_length >= length and in_two_parts(sentence))
    ):
        return 3
    if _NO_LEAD.search(sentence) or _ACT.search(sentence):
        return -9
    if in_series and _IN_SERIES.fullmatch(sentence):
        return 3
    if not _LEAD.fullmatch(sentence):
        return -9
    score = (2 if in_series else 1 if alike else 0) + (3 if opens_paragraph else 0 if glued else -1)
    score += 2 if length <= _BRIEF else 1 if length <= _SHORT else -2 if length > _LONG else 0
    score += 1 if next_length >= length + 8 else -1 if next_length < length else 0
    score += bool(_theme().match(sentence)) - 2 * bool(_specific().search(sentence)) - ("、" in sentence)
    return score - 1


def in_two_parts(sentence: str) -> bool:
    """聚力改革创新,激发发展活力。: two short clauses, the first of which names a theme."""
    return bool(_TWO_PARTS.fullmatch(sentence) and _theme().match(sentence))


def tells_a_term(sentence: str) -> bool:
    """一年来,我们致力融合发展,城乡面貌明显改观。: such leads have others, and series 一是…, inside them."""
    return bool(_SINCE.fullmatch(sentence)) and not sentence.startswith("-")


def stands_alone(line: str, next_length: int) -> bool:
    """Whether a line is a short sentence by itself that names what the longer paragraph below it tells."""
    return (
        len(line) <= LONGEST_ALONE
        and next_length > 60
        and bool(_ALONE.fullmatch(line))
        and not _NEVER_ALONE.search(line)
    )
