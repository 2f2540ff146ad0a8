"""One rendition may hold many documents: finding each, and what it says of itself.

A page of news holds items parted by rule lines or by their dates; a saved page may hold a whole report with its line
breaks lost; a bundle may hold several reports one after another. Where no such sign stands, the text is one document.
"""

from __future__ import annotations

import re
from dataclasses import replace

from luoshi.reading.document_kinds import kind_of
from luoshi.reading.facts import Document
from luoshi.reading.places import belongs_to, find_place
from luoshi.reading.titles import Front, find_front, is_bare, is_official_title, made_title
from luoshi.reading.years import find_years

_RULE = re.compile(r"^[ ]*(?:[-=*_#~]+|(?:[-*_] ){2,}[-*_])[ ]*$", re.MULTILINE)
_DATE_LINE = re.compile(
    r"^[ (]*(?:发布(?:日期|时间)?|时间|日期)?[:: ]{0,2}(?:19|20)\d\d(?:-|\.|/|年)\d{1,2}(?:-|\.|/|月)\d{1,2}日?(?: \d{1,2}:\d\d(?::\d\d)?)?[ )]*"
    r"(?P<source>[ |,;/]{0,4}(?:信息)?(?:来源|作者|编辑|责任编辑|浏览|阅读|点击|访问|字体|字号|发布者|发布单位)[^\n。]{0,80})?$",
    re.MULTILINE,
)
_LABELLED = re.compile(r"[ (]*(?:发布|时间|日期)")
_GIVEN = re.compile(
    r"\n[ ]*(?:-{1,2} ?|\()?(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日)?在?[^\n。,]{0,40}(?:第[^\n。,]{1,4}次(?:全体)?会议|会上)"
    r"|\n[^\n。,]{2,24}(?:统计局|财政局|发展和改革(?:局|委员会)|人民政府|调查队)[^\n。,]{0,14}\n"
    r"|\n[ ]*[^\n ,。]{1,12}\(20\d\d\)[^\n ]{0,3}\d{1,4}号[ ]*\n"
)
"""What stands below the title of a report that begins here: its meeting, who gives it, or its number."""
_GLUED_OFFICIAL = re.compile(
    r"(?<=[。!])[ ]?([^\n,。;:!?|]{0,80}?(?:政府工作报告|(?:计划|预算)[^\n,。;:!?|]{0,12}的报告|统计公报))"
    r"(?=[ (-]{0,4}(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日|在[^\n。,]{4,40}会议)|[^\n。,]{2,20}(?:统计局|财政局|发展和改革(?:局|委员会)))"
)
"""A report's title in a text that has lost its line breaks, straight behind the last sentence of the one before."""
_FEW_BREAKS = 300
"""Characters a line on average, from which line breaks are lost."""
_FAR = 2000
"""Characters of a report, before a line that looks like a title, with an address below it, can begin another."""
_PROSE = re.compile(r"[^\n]{40,}[。!]|。[^\n]{0,200}。")
_OFFICIAL_LINE = re.compile(
    r"^[ ]*(?:[^\n,。;:!?|]{0,70}(?:报告|纲要|公报)(?:\([^\n)]{1,12}\))?|关于[^\n。]{4,70}的(?:通知|意见|公告|批复|决定))[ ]*$",
    re.MULTILINE,
)
_ADDRESS = re.compile(r"各位(?:代表|委员)")
_PAGE_NAME = re.compile(
    r"[^\n。,;]{2,24}?[ ]*[-|_ ][ ]*(?:19|20)\d\d(?:-|\.|/|年)\d{1,2}(?:-|\.|/|月)\d{1,2}日?|[^\n。,;]{0,12}(?:动态|要闻|资讯|新闻|快讯|快报|信息|频道|专栏|播报)"
)
_LEAST = 120
"""Characters; a block shorter than this beside others is page furniture."""
_TITLE_AT_MOST = 80


def split(text: str, folded: str) -> tuple[Document, ...]:
    """The documents of a text in order, each with what it says of itself. At least one, unless the text is blank."""
    found = [_describe(text, folded, start, end) for start, end in _spans(folded)]
    return _of_one_place(folded, found) if len(found) > 1 else tuple(found)


def _of_one_place(folded: str, found: list[Document]) -> tuple[Document, ...]:
    """Items that name no place get the one that all the others on their page are of, if they speak of it at all."""
    places = {document.place for document in found if document.place.name}
    if len({place.name for place in places}) != 1:
        return tuple(found)
    place = max(places, key=lambda place: (place.parent, place.code))
    return tuple(
        replace(document, place=place)
        if not document.place.name and belongs_to(place, folded, document.start, document.end)
        else document
        for document in found
    )


def _spans(folded: str) -> list[tuple[int, int]]:
    whole = _trim(folded, 0, len(folded))
    if whole is None:
        return []
    spans = _by_rules(folded) or _by_dates(folded) or [whole]
    return [part for start, end in spans for part in _by_titles(folded, start, end)]


def _trim(folded: str, start: int, end: int) -> tuple[int, int] | None:
    block = folded[start:end]
    bare = block.strip()
    if not bare:
        return None
    first = start + len(block) - len(block.lstrip())
    return first, first + len(bare)


def _by_rules(folded: str) -> list[tuple[int, int]]:
    """Blocks between rule lines, if two or more of them carry a title line and prose, and most a date or an official title."""
    rules = [match.span() for match in _RULE.finditer(folded)]
    if not rules:
        return []
    edges = [0, *(edge for span in rules for edge in span), len(folded)]
    found: list[tuple[int, int]] = []
    marked = 0
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        block = _trim(folded, start, end)
        if block is None or block[1] - block[0] < _LEAST or not _PROSE.search(folded, *block):
            continue
        line_end = folded.find("\n", *block)
        if (
            line_end < 0
            or line_end - block[0] > _TITLE_AT_MOST
            or folded[block[0] : line_end].rstrip().endswith(("。", ";", ","))
        ):
            if not found:
                return []
            found[-1] = (found[-1][0], block[1])  # a rule inside a document: what follows it opens with no title
            continue
        dates = list(_DATE_LINE.finditer(folded, *block))
        marked += bool(dates) or is_official_title(folded[block[0] : line_end].strip())
        if dates and not _PROSE.search(folded, dates[-1].end(), block[1]) and dates[-1].start() - block[0] > _LEAST:
            block = (block[0], dates[-1].end())  # what stands below the closing date is page furniture
        found.append(block)
    return found if len(found) > 1 and marked * 2 >= len(found) else []


def _by_dates(folded: str) -> list[tuple[int, int]]:
    """Items that each close with a date line, or each open with a title and a date line; two or more of them."""
    lines = list(_DATE_LINE.finditer(folded))
    if len(lines) < 2:
        return []
    sourced = [line.span() for line in lines if line["source"] or _LABELLED.match(line.group())]
    if len(sourced) > 1 and (opening := _by_opening_dates(folded, sourced)):
        return opening
    dates = [line.span() for line in lines]
    closing: list[tuple[int, int]] = []
    last = 0
    for start, end in dates:
        block = _trim(folded, last, end)
        if block is None or not _PROSE.search(folded, block[0], start) or not _opens_with_title(folded, *block):
            break
        closing.append(block if closing else (_behind_page_name(folded, *block), block[1]))
        last = end
    else:
        return closing
    return _by_opening_dates(folded, dates)


def _by_opening_dates(folded: str, dates: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Items that each open with a title above one of the date lines; empty unless all do."""
    opens = []
    for start, _end in dates:
        title_end = start
        while title_end and folded[title_end - 1] in " \n":
            title_end -= 1
        line_start = folded.rfind("\n", 0, title_end) + 1
        if not _opens_with_title(folded, line_start, start):
            return []
        opens.append(line_start)
    if _PROSE.search(folded, 0, opens[0]):
        opens.insert(0, 0)
    blocks = [_trim(folded, a, b) for a, b in zip(opens, [*opens[1:], len(folded)], strict=True)]
    if all(block is not None and _PROSE.search(folded, *block) for block in blocks):
        return [block for block in blocks if block is not None]
    return []


def _behind_page_name(folded: str, start: int, end: int) -> int:
    """Where the first item begins: behind a line that names the page (投资动态, 要闻 - 2031-05-06)."""
    line_end = folded.find("\n", start, end)
    following = _trim(folded, line_end, end) if line_end > 0 else None
    names_page = following is not None and _PAGE_NAME.fullmatch(folded, start, line_end)
    return following[0] if following and names_page and _opens_with_title(folded, *following) else start


def _opens_with_title(folded: str, start: int, end: int) -> bool:
    line_end = folded.find("\n", start, end)
    line = folded[start : end if line_end < 0 else line_end].strip()
    return 4 <= len(line) <= _TITLE_AT_MOST and not line.endswith(("。", ";", ",", ":"))


def _by_titles(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """A bundle of reports: each later one opens with an official title and the meeting, office or number that goes with it.

    An address to the meeting alone is enough far from the last title. Where line breaks are lost, the title stands
    straight behind a sentence.
    """
    cuts = [start]
    for match in _OFFICIAL_LINE.finditer(folded, start, end):
        line = match.group().strip()
        before = min(match.start(), cuts[-1] + _FAR)
        if before - cuts[-1] < _LEAST or folded.find("。", cuts[-1], before) < 0:
            continue
        below = folded[match.end() : min(end, match.end() + 400)]
        if line.startswith("关于") and line.endswith(("通知", "意见", "公告", "批复", "决定")):
            given = _GIVEN.match(below)
        elif is_official_title(line):
            far = match.start() - cuts[-1] >= _FAR
            given = _GIVEN.match(below) or (_ADDRESS.search(below) if far else None)
        else:
            continue
        if given:
            cuts.append(match.start())
    if folded.count("\n", start, end) * _FEW_BREAKS < end - start:
        cuts = sorted({*cuts, *(m.start(1) for m in _GLUED_OFFICIAL.finditer(folded, start, end))})
    parts = [_trim(folded, a, b) for a, b in zip(cuts, [*cuts[1:], end], strict=True)]
    return [part for part in parts if part is not None]


def _describe(text: str, folded: str, start: int, end: int) -> Document:
    front: Front = find_front(text, folded, start, end)
    kind = kind_of(front.title, folded, start, end)
    place = find_place(folded, start, end, title=front.title, meeting=front.meeting, kind=kind)
    review, plan = find_years(
        folded, start, end, kind=kind, title=front.title, meeting_date=front.meeting_date, published=front.published
    )
    title = front.title
    if not title or is_bare(title):
        title = made_title(folded, start, end, kind=kind, place=place.name, year=plan or review) or title
    return Document(
        start,
        end,
        title,
        kind,
        place,
        published=front.published,
        review=review,
        plan=plan,
        meeting=front.meeting,
        speaker=front.speaker,
    )
