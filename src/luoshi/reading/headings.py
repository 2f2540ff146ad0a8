"""The grammar of headings: their marks, where they end when prose is glued to them, and lead phrases.

A lead phrase is a short first sentence, without number or comma, that names what the sentences after it tell
(`加快园区优化提升。`). In print it is bold; in text only its shape and its place are left.
"""

from __future__ import annotations

import re

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

_HEAD_END = "(?:回顾|展望|安排|任务|重点|目标|要求|思路|措施|举措|保障|情况|部署|打算|工作(?!回顾|总结|展望|安排|部署|目标|任务|重点|要求|思路|总体|情况|打算)|设想|建议|原则|思想|形势|基础|成就|成效|成绩|问题|环境|取向|布局)"
_OPENING = (
    r"(?:过去(?:的)?(?:一年|五年|\d{4}年|[两二三四五]年)|(?:19|20)\d\d年(?:是|,|以来|,?我们)|一年来|五年来|今年(?:以来|是|,)|去年|明年(?:是|,)"
    r"|今后[一三五几]年|未来[一三五几]年|当前|各位代表|面对|在(?:党中央|省委|市委|区委|县委|以习近平|习近平)|根据|按照|综合|总体|全市|全区|全县|全省|我们"
    r"|做好|高举|坚持以|以习近平|全面贯彻|“?十[一二三四五六]五”?(?:时期|期间)|本届政府|刚刚过去|回顾(?:过去|一年|五年|这)|我市|我区|我县|我省)"
)
_GLUED = re.compile(rf"(.{{2,28}}?{_HEAD_END})(?={_OPENING})")
_GLUED_LOOSE = re.compile(rf"(.{{2,28}}?){_OPENING}")
LONGEST_HEADING = 60
LONGEST_ALONE = 30
_ALONE = re.compile(r"[^,:;!?|\n。]{4,28}。")
_LONGEST_GLUED = 40


def glued_end(text: str) -> int:
    """Length of the heading at the start of `text` when prose follows it without a break; 0 where none can be told."""
    stretch = text[:_LONGEST_GLUED]
    match = _GLUED.match(stretch)
    if match:
        return match.end(1)
    repeated = _repeated_opening(stretch)
    if repeated:
        return repeated
    loose = _GLUED_LOOSE.match(stretch)
    return loose.end(1) if loose and not re.search("[,。;:!?]", loose.group(1)) else 0


def _repeated_opening(stretch: str) -> int:
    """`三、2022年重点工作2022年是…`: prose that opens with the words the heading opened with."""
    for size in (6, 5, 4):
        opening = stretch[:size]
        if len(opening) == size and not re.search("[,。;:!?、]", opening):
            again = stretch.find(opening, size)
            if again > size:
                return again
    return 0


_LEAD = re.compile(r"[^,:;!?()《》|\n。]{2,22}。")
_NO_LEAD = re.compile(
    r"\d|、.{0,8}、|[一二三四五六七八九]成|各位|谢谢|同志|表示|各部门|必须|不等于|就是|没有|^(?:“[^”]{1,8}”[指是]|[^,]{1,8}是|这|其中|同时|对此|为此)|[万亿]"
)
_SPECIFIC = re.compile(
    r"(?:政策|制度|改革|规定|大会|运动会|覆盖面|全覆盖|普法|中心|基地|园区|学校|医院|大桥|公路|高速|铁路|机场|码头|工程|项目|试点|企业落户|学位供给|力度|资助|成果|机制|管理|投用|运营|开工|验收|称号|启用)。$"
)
_THEME = re.compile(
    r"^(?:加快|大力|全面|着力|全力|深入|持续|积极|扎实|稳步|更大力度|全力以赴|统筹|聚力|聚焦|切实|有效|不断|坚定不移|坚决|加力|有序|精准|系统|努力|进一步|奋力|合力|协同|主动|创新)?"
    r"(?:坚持|提升|提高|推动|推进|促进|加强|强化|优化|完善|健全|构建|构筑|打造|建设|做强|做大|做优|做实|培育|壮大|激发|激活|释放|扩大|拓展|深化|改善|增强|保障|维护|筑牢|夯实|守牢|守住|守好"
    r"|落实|发展|营造|建立|创新|实施|开展|支持|助力|助推|补齐|织密|厚植|恪守|保持|倡导|集聚|引育|畅通|抓好|攻坚|编织|巩固|统筹|用好|发挥|紧扣|突出|聚焦|稳定|办好|兜牢|丰富|加大|重塑|推行|引导|注重|改革|服务|融入|复制推广|精准扩大)"
)


_SINCE = re.compile(
    r"(?:这?[一二三四五六七八九十]年(?:来|里|间|的[^,。]{2,8})?|-{1,2}[^,。\d]{2,14}),[^,。;:\d]{4,20}(?:,[^,。;:\d]{4,12})?。"
)
"""一年来,我们致力融合发展,城乡面貌明显改观。 and --聚焦…,全力…。: a lead of two or three clauses."""
_TWO_PARTS = re.compile(r"[^,:;!?()《》|\n。\d“]{4,12},[^,:;!?()《》|\n。\d“]{4,12}。")
LONGEST_IN_SERIES = 26
_IN_SERIES = re.compile(r"[^,:;!?()《》|\n。]{2,14},[^,:;!?()《》|\n。]{3,16}。")


def lead_score(
    sentence: str,
    *,
    opens_paragraph: bool,
    ends_paragraph: bool,
    next_length: int,
    glued: bool,
    in_series: bool = False,
    alike: bool = False,
) -> int:
    """How surely a sentence (mark included) is a lead phrase; 1 and up means it is.

    `next_length` is that of the sentence after it in the same paragraph, `glued` says that paragraph breaks were lost,
    `in_series` that several short sentences of the paragraph open with the same characters (着力…, 着力…, 着力…),
    `alike` that three or more of them are of the same length.
    """
    length = len(sentence)
    if opens_paragraph and not ends_paragraph:
        if _SINCE.fullmatch(sentence):
            return 3
        if _TWO_PARTS.fullmatch(sentence) and _THEME.match(sentence) and next_length >= length:
            return 3
    if in_series and not ends_paragraph and _IN_SERIES.fullmatch(sentence) and not _NO_LEAD.search(sentence):
        return 3
    if ends_paragraph or not _LEAD.fullmatch(sentence) or _NO_LEAD.search(sentence):
        return -9
    score = 2 if in_series else 1 if alike else 0
    if opens_paragraph:
        score += 3
    if length <= 10:
        score += 2
    elif length <= 13:
        score += 1
    elif length > 18:
        score -= 2
    if next_length >= length + 8:
        score += 1
    elif next_length < length:
        score -= 1
    if _THEME.match(sentence):
        score += 1
    if _SPECIFIC.search(sentence):
        score -= 2
    if "、" in sentence:
        score -= 1
    if not glued and not opens_paragraph:
        score -= 1
    return score - 1


def stands_alone(line: str, next_length: int) -> bool:
    """Whether a line is a short sentence by itself that names what the longer paragraph below it tells."""
    return (
        len(line) <= LONGEST_ALONE and next_length > 60 and bool(_ALONE.fullmatch(line)) and not _COUNTED.search(line)
    )


_COUNTED = re.compile(r"\d|[)(]|各位|谢谢")
