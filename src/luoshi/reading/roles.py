"""What each sentence does: where it stands (the part of the document) and what it says (its cues)."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal

from luoshi.reading.cues import cue
from luoshi.reading.text import fold
from luoshi.reading.facts import Document, Role, Section, Table

Zone = Literal["front", "review", "problem", "outlook", "goal", "task", "closing", "glossary"]

_ANSWER = re.compile(
    r"对此|对这些|针对这些|我们一定|我们将|高度重视|切实加以解决|认真(?:加以)?解决|着力解决|不辜负|我们要|我们必须"
)
_YEAR_OPENS = re.compile(r"(?:今年|明年|20\d\d年)[^。]{0,30}是[^。]{0,60}(?:之年|一年|关键|年份|元年|周年)")
_TARGET = re.compile(r"\d|增长|左右|以上|持平|同步|控制在|达到|持续|显著|提升|基本|提高|下降|改善")
_LEAD_IN = re.compile(
    r"(?:方面|重点|以下|大|个|项|几项?|各项|好)(?:重点|主要)?(?:工作|任务|行动|方面)(?:的(?:重点)?工作)?[。:]$|:$"
)
_REPORTING = re.compile(r"(?:请予|予以)?审议|提出意见")
_CREDIT = re.compile(r"\(?(?:来源|编辑|责任编辑|责编|作者|记者|审核|校对|供稿|摄影)[:)]?[^。]{0,24}$")
_BASIS = re.compile(r"(?:本(?:规划|纲要|计划|方案|意见|报告)|[^,。]{0,14}(?:规划|纲要)[^,。]{0,6},?)(?:是)?(?:根据|依据|按照)[^。]{4,90}(?:编制|制定|起草)")
_PLAIN_PROBLEM = re.compile(r"问题(?:需要|仍|依然|比较突出|较为突出|亟)|需要高度关注|值得关注|未达(?:到)?预期[^,]{0,6}。$")
_STILL = re.compile(r"依然存在|仍(?:有|存在|然)|没有改变|趋紧|加剧|日趋激烈|压力")
_DATE_LINE = re.compile(r"[\d\s年月日:./()-]+")
_CONCRETE = re.compile(
    r"\d|工程|项目|行动|机制|平台|制度|政策|方案|办法|规划|计划|改造|新建|建设|试点|体系|改革|服务|培训|活动"
)
_ADDRESSES = ("work_report", "plan_report", "budget_report")
_OPENS_PART = ("numeral", "chapter", "section")
_MEASURED = re.compile(r"\d(?:\d|\.)*[万亿%个家项公亩座条所套户人]|实施[^,。]{0,30}(?:工程|行动|计划)")
_DEFINED = re.compile(r"“[^”]{1,12}”(?:分别)?(?:指|就?是)")
_ADDRESSED = re.compile(r"[^,。]{2,12}?(?:(?<![重主需只纪想简摘提概])要(?![素求点闻件道塞务])|必须|应当)")
_ADJUSTED = re.compile(r"调整为|建议将|拟将|不作调整|保持不变")
_HARD = re.compile(
    r",(?:加快|大力|全面|着力|全力|深入|持续|积极|扎实|稳步|统筹|切实|有效|不断|坚决|严厉|依法|有序|精准|系统|合力|协同|主动|严格|重点|继续|进一步|分类|高质量|高标准)*"
    r"(?:建设|建立|健全|完善|实施|开展|推动|推进|推行|打造|培育|支持|鼓励|引导|打击|整治|落实|制定|出台|构建|引进|组织|探索|创建|改造|扩大|优化|加大|推广|举办|新增|强化|深化|改革|规范|提供)"
)
_PROSPECT = re.compile(r"(?:我们将|力争|将[^。]{0,6}(?:实现|达到))")


def roles(
    folded: str,
    cuts: list[tuple[int, int]],
    sections: tuple[Section, ...],
    document: Document,
    tables: tuple[Table, ...] = (),
) -> list[Role]:
    """The role of each sentence of `cuts`, in their order."""
    return _Walk(folded, cuts, sections, document, tables).run()


def heading_zone(title: str) -> Zone | None:
    """The part a heading opens, by its words; None where they do not tell."""
    if cue("glossary", "heading").search(title):
        return "glossary"
    if cue("problem", "heading").search(title):
        return "problem"
    ahead = bool(cue("plan", "heading").search(title))
    if cue("review", "heading").search(title) and not ahead:
        return "review"
    if cue("task", "heading").search(title):
        return "task"
    if cue("outlook", "heading").search(title):
        return "outlook"
    if cue("goal", "heading").search(title):
        return "goal"
    return "outlook" if ahead else None


class _Walk:
    """One pass over the sentences with the part they stand in."""

    def __init__(
        self,
        folded: str,
        cuts: list[tuple[int, int]],
        sections: tuple[Section, ...],
        document: Document,
        tables: tuple[Table, ...],
    ) -> None:
        self.folded = folded
        self.cuts = cuts
        self.sections = sections
        self.document = document
        self.tables = tables
        self.zone: Zone = _FIRST_ZONE.get(document.kind, "review")
        self.zone_level = 0
        self.plan_seen = document.kind not in _ADDRESSES
        self.answered = False
        self.lessons = False
        self.preamble = False
        self.situation = False  # the part tells how things stand before it says what must be done
        self.next_table = 0
        self.noted = -1  # end of the line of a note (注:…)
        self.opened_prose = False
        self.title = fold(document.title)
        self.before_glossary: Zone = "task"
        self.loose = True  # the part was opened by words about time or work, not by 总体要求 or 目标: tasks may follow in it
        numbered = [s for s in sections if s.style not in ("lead", "title", "ordinal")]
        self.last_section = max((s.start for s in sections if s.style != "title"), default=document.start)
        self.numbered = bool(numbered)

    def run(self) -> list[Role]:
        found: list[Role] = []
        previous: Section | None = None
        starts = [section.start for section in self.sections]
        position = 0
        for number, (start, end) in enumerate(self.cuts):
            opened: Section | None = None
            sentence = self.folded[start:end]
            while position < len(starts) and starts[position] < end:
                opened = self.sections[position]
                self._enter(position)
                position += 1
            coming = starts[position] if position < len(starts) else -1
            following = self.cuts[number + 1][1] if number + 1 < len(self.cuts) else end
            self.preamble = (
                opened is None and previous is not None and previous.style in _OPENS_PART and end <= coming < following
            )
            found.append(self._role(sentence, start, end, opened))
            previous = opened
        return found

    def _enter(self, position: int) -> None:
        """Moves to the part a heading opens."""
        section = self.sections[position]
        if section.style == "lead" or (section.style == "ordinal" and self.zone != "task"):
            if section.style == "lead" and self.loose and self.zone in ("goal", "outlook"):
                self.zone = "task"
            return
        if self.zone == "glossary":
            if section.style in ("digit", "parenthesis"):
                return
            self.zone = self.before_glossary
        zone = heading_zone(section.title)
        self.answered = self.lessons = False
        if zone in ("outlook", "goal", "task"):
            self.plan_seen = True
        if zone is None:
            zone = self._inherited(section)
            if zone is None:
                return
        elif zone == "review" and self.plan_seen and self.document.kind != "plan":
            return
        self.loose = zone in ("task", "outlook") and not cue("outlook", "heading").search(section.title)
        self.situation = zone == "outlook" and bool(cue("situation", "heading").search(section.title))
        if zone == "glossary":
            self.before_glossary = self.zone
        elif zone == "task" and self.document.kind in _ADDRESSES and self._has_children(position):
            zone = "outlook"  # what stands before the first task is requirements and headline targets
        self.zone = zone
        self.zone_level = section.level

    def _has_children(self, position: int) -> bool:
        following = self.sections[position + 1] if position + 1 < len(self.sections) else None
        return following is not None and following.level > self.sections[position].level and following.style != "lead"

    def _inherited(self, section: Section) -> Zone | None:
        """The part a heading opens whose own words do not tell; None where it stays in the one around it."""
        if self.zone == "front":
            return "review"
        if section.level <= self.zone_level:
            if self.zone == "problem" and not self.plan_seen:
                return "outlook"
            ahead = self.plan_seen or self.zone in ("outlook", "goal") or self.document.kind == "plan"
            return "task" if ahead else self.zone
        return "task" if self.loose and self.zone in ("outlook", "goal") else None

    def _role(self, sentence: str, start: int, end: int, opened: Section | None) -> Role:
        if self.zone == "glossary":
            return "term"
        if opened is not None and opened.start > start + 3:
            self._move(sentence, start)
        if opened is not None and opened.end >= end - 2:
            self.opened_prose = self.opened_prose or self.zone != "front"
            return "problem" if self.zone == "problem" and opened.style == "ordinal" else "heading"
        table = self._table_role(sentence, start)
        if table is not None:
            return table
        if start < self.noted or sentence.startswith(("注:", "备注:")):
            self.noted = max(self.noted, self._line_end(start))
            return "term"
        if not self.opened_prose:
            if sentence in self.title and len(sentence) > 3:
                return "heading"
            if len(sentence) <= 40 and not sentence.endswith(("。", ";", "!")) and self.zone != "front":
                return "other"
            self.opened_prose = self.zone != "front"
        if _DATE_LINE.fullmatch(sentence) or _CREDIT.match(sentence) or _BASIS.match(sentence):
            return "other"
        if cue("thanks", "any").search(sentence):
            return "other"
        if self.zone == "front":
            return "review"
        if section.level <= self.zone_level:
            if self.zone == "problem" and not self.plan_seen:
                return "outlook"
            ahead = self.plan_seen or self.zone in ("outlook", "goal") or self.document.kind == "plan"
            return "task" if ahead else self.zone
        return "task" if self.loose and self.zone in ("outlook", "goal") else None

    def _role(self, sentence: str, start: int, end: int, opened: Section | None) -> Role:
        if self.zone == "glossary":
            return "term"
        if opened is not None and opened.start > start + 3:
            self._move(sentence, start)
        if opened is not None and opened.end >= end - 2:
            self.opened_prose = self.opened_prose or self.zone != "front"
            return "problem" if self.zone == "problem" and opened.style == "ordinal" else "heading"
        table = self._table_role(sentence, start)
        if table is not None:
            return table
        if _DATE_LINE.fullmatch(sentence):
            return "other"
        if cue("thanks", "any").search(sentence):
            return "other"
        if self.zone == "front":
            return self._front(sentence, start)
        if len(sentence) <= 8 and sentence.startswith("各位"):
            if self.plan_seen and start > self.last_section:
                self.zone = "closing"
            return "guidance"
        if self.zone == "closing":
            return "guidance"
        self._move(sentence, start)
        return self._said(sentence, start, opened)

    def _front(self, sentence: str, start: int) -> Role:
        if _REPORTING.search(sentence):
            self.zone = "review"
            return "other"
        if len(sentence) > 60 and "代表" not in sentence:
            self.zone = "review"
            return "review"
        return "other"

    def _move(self, sentence: str, start: int) -> None:
        """Moves to the part that the sentence itself opens, for texts without headings or with headings run in."""
        if self.zone == "review" and len(sentence) > 15 and cue("problem", "opens").search(sentence):
            self.zone = "problem"
        elif cue("experience", "opens").search(sentence) and self.zone in ("review", "outlook"):
            self.lessons = True
        elif cue("outlook", "opens").search(sentence):
            self.zone, self.plan_seen = "outlook", True
        elif cue("goal", "opens").search(sentence) and self.zone != "task":
            self.zone, self.plan_seen = "goal", True
        elif self.zone in ("problem", "review") and _YEAR_OPENS.match(sentence) and self.answered:
            self.zone, self.plan_seen = "outlook", True

    def _said(self, sentence: str, start: int, opened: Section | None) -> Role:
        zone = self.zone
        if zone == "review":
            if self.lessons or sentence.startswith("各位代表"):
                return "guidance"
            if self.document.kind == "adjustment" and _ADJUSTED.search(sentence):
                return "goal"
            return "problem" if _PLAIN_PROBLEM.search(sentence) else "review"
        if zone == "problem":
            if self.answered or (_ANSWER.search(sentence) and not cue("problem", "opens").search(sentence)):
                self.answered = True
                return "guidance"
            return "problem"
        if zone == "outlook":
            if cue("task", "opens").search(sentence) and len(sentence) < 120 and _LEAD_IN.search(sentence):
                self.zone = "task"
                return "heading"
            return self._outlook(sentence)
        if zone == "goal":
            if cue("task", "opens").search(sentence) and len(sentence) < 120 and _LEAD_IN.search(sentence):
                self.zone = "task"
                return "heading"
            if cue("guidance", "starts").match(sentence) or sentence.endswith("!"):
                return "guidance"
            return "goal"
        return self._task(sentence, start, opened)

    def _task(self, sentence: str, start: int, opened: Section | None) -> Role:
        if _LEAD_IN.search(sentence) and len(sentence) < 80 and sentence.endswith(":"):
            return "heading"
        if self.preamble and not _MEASURED.search(sentence):
            return "guidance"
        if cue("guidance", "starts").match(sentence) or cue("guidance", "any").search(sentence):
            return "guidance"
        if sentence.endswith("!") and not re.search(r"\d", sentence):
            return "guidance"
        if _DEFINED.match(sentence) or _ADDRESSED.match(sentence) or _YEAR_OPENS.match(sentence):
            return "guidance"
        if cue("soft", "starts").match(sentence) and not _CONCRETE.search(sentence) and not _HARD.search(sentence):
            return "guidance"
        return "commitment"

    def _outlook(self, sentence: str) -> Role:
        if cue("guidance", "starts").match(sentence) or _ADDRESSED.match(sentence) or _YEAR_OPENS.match(sentence):
            return "guidance"
        if self.situation:
            if "必须" in sentence or "要坚持" in sentence:
                self.situation = False
                return "guidance"
            return "problem" if _STILL.search(sentence) and "机遇" not in sentence else "review"
        return "review" if cue("situation", "any").search(sentence) else "guidance"

    def _line_end(self, start: int) -> int:
        found = self.folded.find("\n", start)
        return len(self.folded) if found < 0 else found

    def _table_role(self, sentence: str, start: int) -> Role | None:
        while self.next_table < len(self.tables) and self.tables[self.next_table].end <= start:
            self.next_table += 1
        if self.next_table == len(self.tables):
            return None
        table = self.tables[self.next_table]
        if start < table.start:
            return "heading" if table.title and table.start - start < 200 and sentence == table.title else None
        head = self.folded[table.rows[0][0].start : table.rows[0][-1].end]
        if table.rows[0][0].start >= start and table.rows[0][-1].end <= start + len(sentence) + 2:
            return "heading"
        if self.document.kind in ("bulletin", "news"):
            return "review"
        if re.search("责任单位|牵头单位|责任部门|完成时限|建设内容", head) or self.document.kind == "task_table":
            return "commitment"
        if self.document.kind != "work_report" and re.search("目标|计划|预期|指标", head + table.title):
            return "goal"
        return {"review": "review", "task": "commitment"}.get(self.zone, "goal")  # type: ignore[return-value]


_FIRST_ZONE: dict[str, Zone] = {
    "work_report": "front", "plan_report": "front", "budget_report": "front", "plan": "front", "midterm_evaluation": "review",
    "final_evaluation": "review", "adjustment": "review", "bulletin": "review", "task_table": "task", "news": "review", "policy": "task",
    "other": "review",
}  # fmt: skip
