"""A document's front: title, kind, meeting, speaker and dates, from its first and last lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi.reading.dates import dates_in_digits, iso
from luoshi.reading.facts import DocumentKind
from luoshi.reading.headings import MARK
from luoshi.reading.text import HAN

_OFFICIAL = re.compile(
    r"政府工作报告(?:\(.{1,12}\))?$|(?:计划|预算).{0,40}报告(?:\(.{1,12}\))?$|(?:规划|目标)纲要(?:\(.{1,12}\))?$|统计公报(?:\(.{1,12}\))?$|^工作报告$"
)
_NOUN_END = re.compile(
    r"(?:报告|纲要|规划|公报|公告|方案|意见|通知|办法|措施|计划|清单|表|评估|草案|决定|条例|细则|规定)(?:\([^)]{1,14}\))*$"
)
_FURNITURE = re.compile(
    r"^(?:-|\([^)]*(?:\d年|会议|通过|批准|稿)|来源|作者|编辑|责任编辑|发布|时间|日期|浏览|字体|字号|打印|分享|索引号|文号|发文|主题"
    r"|首页|当前位置|您的位置|目 ?录|附件|\d+$|第?\d+页|(?:19|20)\d\d[-./年]\d)|(?:[省市区县州旗盟镇乡]长|主任|局长|主席)[ ]{1,4}[^ ]"
    r"|\(\d{4}\)\d+号|^[^ ,。]{2,16}(?:局|委员会|办公室|人民政府|管委会)$"
    r"|(?:首页|位置)[^\n]{0,4}[>»›]|[>»›] ?正文"
)
_DATE = re.compile(r"((?:19|20)\d\d)(?:-|\.|/|年)(\d{1,2})(?:-|\.|/|月)(\d{1,2})")
_DATE_BEHIND = re.compile(r"上?\n?[ ]*\(((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
_LABELLED_DATE = re.compile(
    r"(?:发布|发文|成文|公开|印发|生成|时间|日期)(?:日期|时间)?[: ]{0,3}((?:19|20)\d\d)(?:-|\.|/|年)(\d{1,2})(?:-|\.|/|月)(\d{1,2})"
)
_DATE_LINE = re.compile(
    r"^[ (]*(?:时间|日期)?[: ]{0,2}((?:19|20)\d\d)(?:-|\.|/|年)(\d{1,2})(?:-|\.|/|月)(\d{1,2})日?(?: \d{1,2}:\d\d(?::\d\d)?)?"
    r"[ )]*(?:$| (?:作者|来源|浏览|编辑))",
    re.MULTILINE,
)
_HAN_BROKEN = rf"(?:{HAN}|\n)"
_COUNT = r"[一二三四五六七八九十\d]{1,4}"
_MEETING = re.compile(
    r"(?:((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日)?[ ]?在?"
    rf"({HAN}{{1,26}}?第\n?{_COUNT}\n?[届次]{_HAN_BROKEN}{{0,14}}?(?:代表\n?大\n?会|人大常委会|人大|全会|大会|会议)\n?(?:常务委员会)?\n?"
    rf"第\n?{_COUNT}\n?次\n?(?:全体)?会\n?议"
    rf"|(?<=在){HAN}{{0,14}}?{_COUNT}届(?:人大|人代会)(?:常委会)?第?{_COUNT}次(?:全体)?会议(?=上|\)))"
)
"""Lines may be broken inside it."""
_OFFICE = (
    r"(?:代理?|副|常务副)?(?:省长|市长|区长|县长|旗长|州长|盟长|镇长|乡长|自治区主席|主席|专员|主任|局长|厅长|会长)"
)
_NAME = rf"{HAN}(?:[ ]{{1,4}}{HAN}|{HAN}{{1,2}}|{HAN}{{1,5}}·{HAN}{{1,6}})"
_SPEAKER_LINE = re.compile(rf"^[ ]*({HAN}{{0,24}}?{_OFFICE})[ :]{{0,4}}({_NAME})[ ]*$", re.MULTILINE)
_SPEAKER_NEXT = re.compile(
    rf"[ ]*\n?上?[ )]*\n?[ ]*({HAN}{{0,24}}?{_OFFICE})[ :]{{0,4}}({_NAME})(?=[ )]*(?:\n|$|各位|\())"
)
"""Straight behind the meeting, the line break perhaps lost."""
_SPEAKER = re.compile(
    rf"((?:{HAN}{{2,16}}?(?:人民政府|管理委员会|管委会|委员会|局|厅))?{_OFFICE})[ :]{{0,4}}({_NAME})(?=[ )]*(?:\n|$|各位|\(|同志))"
)
_GLUED_TITLE = re.compile(
    r"[^\n,。;:!?|]{0,80}?(?:政府工作报告|计划(?:\(草案\)|草案)?的报告|预算(?:\(草案\)|草案)?的报告|远景目标纲要|规划纲要|统计公报)》?"
    r"(?!的|中|重点|任务|提出|解读|指出|》)"
)
_LEAST_BEHIND = 20
"""Characters behind a title in its line that show the line breaks are lost."""
_SPACED = re.compile(r"(?:\S[ \u3000]{1,3}){3,}\S")
"""A title set wide: 政 府 工 作 报 告."""
_FRONT_LENGTH = 600
_BACK_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Front:
    """What the first and last lines say."""

    title: str = ""
    """As written, with lines joined; empty where there is none."""
    meeting: str = ""
    meeting_date: str = ""
    """ISO date."""
    speaker: str = ""
    published: str = ""
    """ISO date."""


def is_official_title(line: str) -> bool:
    """Whether a line is the title of a report, plan outline or bulletin."""
    return bool(_OFFICIAL.search(line)) and len(line) <= 80 and not line.startswith(("附", "表"))


def is_bare(title: str) -> bool:
    """Whether a title says neither place nor year: 政府工作报告."""
    return title.replace(" ", "") in ("政府工作报告", "工作报告", "《政府工作报告》")


def find_front(text: str, folded: str, start: int, end: int) -> Front:
    """Title, meeting, speaker and dates of the document at `start..end`."""
    front_end = min(end, start + _FRONT_LENGTH)
    stretch = dates_in_digits(folded[start:front_end])
    meeting = _MEETING.search(stretch)
    name, day = "", ""
    after = 0
    if meeting:
        name = meeting.group(4).removeprefix("在").replace("\n", "")
        after = meeting.end()
        if meeting.group(1):
            day = iso(*meeting.group(1, 2, 3))
        else:
            near = _DATE.search(stretch, max(0, meeting.start() - 30), meeting.start()) or _DATE_BEHIND.match(
                stretch, meeting.end()
            )
            day = iso(*near.groups()) if near else ""
    published = _published(folded, start, end, stretch)
    if published < day:
        published = ""  # the date of a draft, before the meeting that passed it
    return Front(_title(text, folded, start, front_end), name, day, _speaker(stretch, after), published)


def _speaker(stretch: str, after: int) -> str:
    """Office and name of who gave the report; `after`: where the meeting's name ends, 0 where none is named."""
    if not after and "代表" not in stretch:
        return ""
    found = _SPEAKER_NEXT.match(stretch, after) if after else None
    found = found or _SPEAKER_LINE.search(stretch) or _SPEAKER.search(stretch, after)
    if found is None or found.start() - after >= 120:
        return ""
    return re.sub(r"[ \n:]+", "", found.group(1) + found.group(2))


def _title(text: str, folded: str, start: int, front_end: int) -> str:
    lines: list[tuple[int, int]] = []
    position = start
    while position < front_end and len(lines) < 8:
        line_end = folded.find("\n", position)
        line_end = front_end if line_end < 0 else line_end
        bare = folded[position:line_end].strip()
        if bare:
            first = position + folded[position:line_end].index(bare[0])
            if not lines and (named := _before_meeting(bare)):
                lines.append((first, first + named))
                break
            if len(bare) > 100 or bare.endswith(("。", ":", ";")) or MARK.match(bare) or "各位代表" in bare:
                glued = _GLUED_TITLE.match(bare) if not lines else None
                if glued and len(bare) > glued.end() + _LEAST_BEHIND:
                    lines.append((first, first + glued.end()))
                break
            if not _FURNITURE.search(bare) and not _MEETING.search(bare):
                lines.append((first, first + len(bare)))
            elif lines:
                break
        position = line_end + 1
    if not lines:
        return ""
    for count in (1, 2, 3):
        joined = "".join(text[a:b] for a, b in lines[:count])
        if _NOUN_END.search("".join(folded[a:b] for a, b in lines[:count])) and len(joined) <= 90:
            return re.sub(r"\s", "", joined) if _SPACED.fullmatch(joined) else joined
    title = text[slice(*lines[0])]
    return title.replace(" ", "").replace("\u3000", "") if _SPACED.fullmatch(title) else title


def _before_meeting(line: str) -> int:
    """Length of the title that opens a line in which the meeting follows it: 政府工作报告--2031年1月8日在…会议上."""
    glued = _GLUED_TITLE.match(line)
    meeting = _MEETING.search(line, glued.end(), glued.end() + 80) if glued else None
    return glued.end() if glued and meeting else 0


def _published(folded: str, start: int, end: int, stretch: str) -> str:
    back = dates_in_digits(folded[max(start, end - _BACK_LENGTH) : end])
    labelled = _LABELLED_DATE.search(stretch) or _LABELLED_DATE.search(back)
    found = labelled or _DATE_LINE.search(stretch[:300])
    if found is None:
        closing = list(_DATE_LINE.finditer(back))
        found = closing[-1] if closing else None
    return iso(*found.groups()) if found else ""


_MADE = {
    "work_report": "{year}年{place}政府工作报告",
    "plan_report": "{place}{year}年国民经济和社会发展计划报告",
    "budget_report": "{place}{year}年预算报告",
    "plan": "{place}{year}年国民经济和社会发展规划",
    "bulletin": "{place}{year}年国民经济和社会发展统计公报",
}


_FIRST_WORDS = re.compile(r"^(?! *(?:各位|现在|受))[^\n。;!?, ]{2,40}", re.MULTILINE)


def made_title(folded: str, start: int, end: int, *, kind: DocumentKind, place: str, year: str) -> str:
    """A title from what the text says, where it has none of its own."""
    if kind in _MADE and (place or year):
        made = _MADE[kind].format(place=place, year=year)
        return made if year else made.replace("年", "", 1)
    first = _FIRST_WORDS.search(folded, start, end)
    return first.group().strip() if first else ""
