"""The parts of a document: which part a sentence stands in, told by headings and, where they are missing, by sentences.

Reports go from a front over what was done and what falls short to what is required, the headline targets and the tasks;
plans do the same in chapters. A part lasts until a heading or a sentence opens another.
"""

from __future__ import annotations

import re
from typing import Literal

from luoshi.reading.cues import cue, cue_words
from luoshi.reading.facts import Document, Section

Zone = Literal["front", "review", "problem", "outlook", "goal", "task", "closing", "glossary"]

ADDRESSES = ("work_report", "plan_report", "budget_report")
"""Kinds that are given before a meeting: they open with whom they address."""
_FIRST_ZONE: dict[str, Zone] = {
    "work_report": "front", "plan_report": "front", "budget_report": "front", "plan": "front", "task_table": "task",
    "policy": "task",
}  # fmt: skip
_ADDRESS = re.compile(r"各位(?:代表|委员)|审议|审查")
_YEAR_OPENS = re.compile(
    r"(?:今年|明年|20\d\d年|“十.五”时期)[^。]{0,30}是[^。]{0,80}(?:之年|一年|关键|年份|元年|周年|时期)"
)
_TASKS_NAMED = re.compile(r"实事|任务|清单|要点|目标|计划|安排|部署")
"""In the title of a piece of news: it lays out what is to be done."""
_GLOSSARY = re.compile(r"(?:附件?:? ?)?(?:有关|相关|部分)?(?:名词|术语)[^,。]{0,8}(?:解释|注释|说明)[: ]")
_ANNOUNCES = re.compile(
    r"下一步[^。]{0,14}(?:将|要|继续|计划)|(?:^|,)(?:面向|展望)?未来[^。]{0,14}将|报告[^。]{0,8}(?:提出|明确)[:,]|(?:纲要|规划|方案|计划)》?(?:提出|明确)"
    r"|(?<!到)(?:今年|明年|20\d\d年)[^。]{0,14}(?:(?<!即)将|(?<!发展)计划)"
)
_AHEAD = re.compile(
    r"力争|确保|争取|(?<!即)将[^军,。]|计划[^,。、]{0,4}(?:招引|完成|实施|新建|投资)|年内|以上[。;]|全年[^,。]{0,12}以上"
    r"|^(?!.*(?:预计|同比|比上年|已|累计|了\d)).*(?:控制在|不低于|不超过|不少于|\d[^,。;\d]{0,8}(?:以内|左右)[,。;])"
)
_TURNS = re.compile(r"(?:今年|明年|下一步)[^。]{0,24}(?:目标|任务|重点|安排|打算)")
_FIRST_TASK = re.compile(r"\([一二三四五六七八九十]{1,3}\)(?![^。]{0,30}(?:\d%|增长\d|左右|以上))[^。]{20,}")
_DONE = re.compile(
    r"预计|已[^有]|成功|获批|获评|荣获|被评为|被授予|竣工|顺利|圆满|同比|比上年|累计|位居|跃居|\d%[。,;]|[个家亿万户人]元?[。;]|了\d|不断|明显|实现了"
)


def zone_of_heading(title: str) -> Zone | None:
    """The part a heading opens, by its words; None where they do not tell."""
    if cue("glossary", "heading").search(title):
        return "glossary"
    if cue("problem", "heading").search(title):
        return "problem"
    ahead = bool(cue("plan", "heading").search(title))
    if not ahead and cue("review", "heading").search(title):
        return "review"
    if cue("task", "heading").search(title):
        return "task"
    if cue("outlook", "heading").search(title):
        return "outlook"
    if title.endswith("目标") or cue("goal", "heading").search(title):
        return "goal"
    return "outlook" if ahead else None


def opens_year(sentence: str) -> bool:
    """明年是…收官之年: the sentence that opens the part about the year ahead."""
    return bool(_YEAR_OPENS.match(sentence))


class Parts:
    """The part where a walk over the sentences stands. `enter` each heading and `hear` each sentence."""

    def __init__(
        self, folded: str, document: Document, sections: tuple[Section, ...], cuts: list[tuple[int, int]]
    ) -> None:
        self.kind = document.kind
        self.sections = sections
        self.zone: Zone = _FIRST_ZONE.get(document.kind, "review")
        """Where the walk stands."""
        self.loose = True
        """The part was opened by words about time or work, not by 总体要求 or 目标: tasks may follow inside it."""
        self.situation = False
        """The part tells how things stand before it says what must be done."""
        self.answered = False
        """The admission of shortcomings has been answered (我们将认真解决)."""
        self.lessons = False
        """Lessons are being drawn."""
        self.plan_seen = document.kind not in ADDRESSES
        """The part about the time ahead has begun."""
        self._level = 0
        self._review_level = 0
        self._report_lasts = False
        """A heading opened the report on what was done, and another will open what lies ahead."""
        self._before_glossary: Zone = "task"
        self._unsaid: Zone = "task" if _looks_ahead(folded, cuts) and document.kind != "bulletin" else "review"
        """The part of text that no heading and no opening words place."""
        if self.zone == "front" and document.kind in ADDRESSES:
            if not _ADDRESS.search(folded, document.start, min(document.end, document.start + 500)):
                self.zone = self._unsaid
        elif document.kind in ("news", "other"):
            if document.kind == "news" and not document.plan and not _TASKS_NAMED.search(document.title):
                self._unsaid = "review"
            self.zone = self._unsaid

        if document.kind == "plan" and not any(zone_of_heading(section.title) for section in sections):
            self.zone = self._unsaid = "task"  # a few paragraphs of a plan: what it says, it plans

        self._heard = False
        """The part was opened by a sentence, with no heading to hold it: the next heading may open another."""
        ahead = re.escape(document.plan) + "年" if document.plan.isdigit() else "明年"
        self._plan_opens = re.compile(
            rf"(?:各位代表!)?(?:明年|{ahead})(?:,|是[^。]{{2,80}}(?:之年|一年|关键|年份|元年|周年|时期)|[^。,]{{0,14}}(?:总体要求|工作的总体|主要目标|奋斗目标))"
        )
        self._years_work = re.compile(rf"(?:^|[、 ])(?:今年|明年|{ahead})(?:全年)?的?工作$")
        """二、2021年工作, in a report that plans for 2021."""
        back = re.escape(document.review[-4:]) + "年" if document.review else "去年"
        self._last_years_work = re.compile(rf"(?:^|[、 ])(?:去年|上年|过去(?:的)?一年|{back})(?:全年)?的?工作$")
        """一、2021年工作, in one that plans for 2022."""
        self._announced = re.compile(
            rf"(?:我们将|(?:[今明]年|{ahead}|下一步)[^。]{{0,14}}[将要])[^。]{{0,30}}(?:{'|'.join(cue_words('task', 'opens'))})[^。]{{0,20}}[:。]$"
        )

    def enter(self, position: int) -> None:
        """Moves to the part that the heading at `position` opens."""
        section = self.sections[position]
        if section.style == "lead" or (section.style == "ordinal" and self.zone != "task"):
            if section.style == "lead" and self.loose and self.zone in ("goal", "outlook"):
                self.zone = "task"
            return
        if self.zone == "glossary":
            if section.style in ("digit", "parenthesis"):
                return
            self.zone = self._before_glossary
        zone = zone_of_heading(section.title) or self._of_years_work(section.title)
        self.answered = self.lessons = False
        heard, self._heard = self._heard, False
        if zone in ("goal", "task") and self._inside_review(section):
            return  # (一)主要指标好于预期, in the part that reports
        if zone in ("outlook", "goal", "task"):
            self.plan_seen = True
        if zone is None:
            if heard and self.zone in ("goal", "outlook") and self.kind in ADDRESSES:
                zone = "task"
            else:
                zone = self._inherited(section)
            if zone is None:
                self._heard = heard
                return
        elif zone == "review" and self.plan_seen and self.kind in ADDRESSES:
            return
        self.loose = zone in ("task", "outlook") and not cue("outlook", "heading").search(section.title)
        self.situation = zone == "outlook" and bool(cue("situation", "heading").search(section.title))
        if zone == "glossary":
            self._before_glossary = self.zone
        elif zone == "task" and self.kind in ADDRESSES and self._has_children(position):
            zone = "outlook"  # what stands before the first task is requirements and headline targets
        self._review_level = section.level if zone == "review" else 0
        self._report_lasts = zone == "review" and self.kind in ADDRESSES and self._ahead_of(position)
        self.zone = zone
        self._level = section.level

    def _of_years_work(self, title: str) -> Zone | None:
        """The part of a heading that only says of which year's work it tells."""
        if self._years_work.search(title):
            return "task"
        return "review" if self._last_years_work.search(title) else None

    def _inside_review(self, section: Section) -> bool:
        """Whether a heading stands under one that says it opens the report on what was done."""
        below = bool(self._review_level) and section.level > self._review_level
        return below and self.kind in ADDRESSES and not cue("plan", "heading").search(section.title)

    def _ahead_of(self, position: int) -> bool:
        """Whether a later heading of the same level opens the part about the time ahead."""
        level = self.sections[position].level
        later = (each.title for each in self.sections[position + 1 :] if each.level == level)
        return any(zone_of_heading(title) in ("outlook", "goal", "task") or self._years_work.search(title) for title in later)

    def reports_on(self) -> bool:
        """Whether, once shortcomings were admitted and answered, a new paragraph still belongs to the report on what was done. Moves back to it."""
        if self._report_lasts and self.answered and self.zone == "problem":
            self.zone, self.answered = "review", False
            return True
        return False

    def _has_children(self, position: int) -> bool:
        following = self.sections[position + 1] if position + 1 < len(self.sections) else None
        return following is not None and following.level > self.sections[position].level and following.style != "lead"

    def _inherited(self, section: Section) -> Zone | None:
        """The part a heading opens whose own words do not tell; None where it stays in the one around it."""
        if self.zone == "front":
            return self._unsaid if self.kind in ADDRESSES else "review"
        if self.zone == "closing":
            return "task"
        if section.level <= self._level:
            if self.zone == "problem" and not self.plan_seen:
                return "outlook"
            ahead = (
                (self.plan_seen and self.zone != "review") or self.zone in ("outlook", "goal") or self.kind == "plan"
            )
            return "task" if ahead else self.zone
        return "task" if self.loose and self.zone in ("outlook", "goal") else None

    def hear(self, sentence: str) -> Zone:
        """Moves to the part that the sentence itself opens, for texts without headings or with headings run in.

        Returns the part the sentence stands in.
        """
        if _GLOSSARY.match(sentence):
            self.zone = "glossary"
        if self.zone in ("glossary", "closing") or (self.zone == "front" and self.kind not in ADDRESSES):
            return self.zone
        before = self.zone
        self._turn(sentence)
        self._heard = self._heard or (self.zone != before and before in ("front", "review", "problem"))
        return self.zone

    def _turn(self, sentence: str) -> None:
        """Moves to the part that the sentence opens by its words."""
        if self.zone == "front":
            if cue("goal", "opens").search(sentence) or self._announced.search(sentence):
                self.zone = "review"
            else:
                return
        if self.zone == "review" and len(sentence) > 15 and cue("problem", "opens").search(sentence):
            self.zone = "problem"
        elif self.zone in ("review", "outlook") and cue("experience", "opens").search(sentence):
            self.lessons = True
        elif cue("outlook", "opens").search(sentence):
            self.zone, self.plan_seen = "outlook", True
        elif self.zone != "task" and self.kind != "adjustment" and cue("goal", "opens").search(sentence):
            self.zone, self.plan_seen = "goal", True
        elif self.kind in ("news", "adjustment") and self.zone != "task" and _ANNOUNCES.search(sentence):
            self.zone = "task"
        elif (
            self.zone in ("problem", "review", "outlook", "goal")
            and self.kind in ADDRESSES
            and self._announced.search(sentence)
        ):
            self.zone, self.plan_seen = "task", True
        elif (
            self.zone in ("outlook", "goal")
            and (self.loose or self._heard)
            and self.kind in ADDRESSES
            and _FIRST_TASK.match(sentence)
        ):
            self.zone = "task"  # a heading so glued to prose that none can tell where it ends
        elif (self.answered and self.zone in ("problem", "review") and opens_year(sentence)) or (
            self.zone in ("problem", "review") and self.kind in ADDRESSES and self._plan_opens.match(sentence)
        ):
            self.zone, self.plan_seen = "outlook", True


def _looks_ahead(folded: str, cuts: list[tuple[int, int]]) -> bool:
    """Whether the first sentences speak of what is meant rather than of what was done."""
    ahead = done = 0
    for number, (start, end) in enumerate(cuts[:40]):
        sentence = folded[start:end]
        if number > 1 and _TURNS.match(sentence):
            break  # what stands before 今年…目标是 is not what is meant
        if _AHEAD.search(sentence):
            ahead += 1
        elif _DONE.search(sentence):
            done += 1
    return ahead > done
