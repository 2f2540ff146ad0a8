"""What each sentence does: where it stands (the part of the document) and what it says (its cues).

The cue words are in `catalogue/data/cues.csv`; the grammar that ties them together is here.
"""

from __future__ import annotations

import re
from functools import cache

from luoshi.catalogue.verbs import verbs
from luoshi.reading.cues import cue, cue_words
from luoshi.reading.facts import Document, Role, Section, Table
from luoshi.reading.headings import CONTENTS_LINE
from luoshi.reading.parts import ADDRESSES, Parts, opens_year
from luoshi.reading.text import fold

_ANSWER = re.compile(
    r"对此|对这些|针对这些|我们一定|我们将|高度重视|切实加以解决|认真(?:加以)?解决|着力解决|不辜负|我们要|我们必须"
)
_LEAD_IN = re.compile(
    r"(?:方面|重点|以下|大|个|项|几项?|各项|好)(?:重点|主要)?(?:工作|任务|行动|方面)(?:的(?:重点)?工作)?[。:]$|:$"
)
_REVIEW_LEAD_IN = re.compile(r"(?:以下|如下|主要|几个方面|[一二三四五六七八九十]个方面)[^。]{0,12}:$")
_ADDRESSEES = re.compile(r".*各位(?:代表|委员)[^,。]{0,6}[:!,](?=[^。]{0,60}[\d,])(?!现在|受|我代表)")
_REPORTING = re.compile(r"(?:请予|予以)?审议|审查|提出意见")
_DATE_LINE = re.compile(r"[\d\s年月日:./()-]+")
_CREDIT = re.compile(r"\(?(?:来源|编辑|责任编辑|责编|作者|记者|审核|校对|供稿|摄影)[:)]?[^。]{0,60}$")
_NEXT_NOTE = re.compile(r"[2-9](?:\.|、)")
_NEXT_LINE = 3
"""Characters at most between the end of a note's line and the note below it."""
_SIGNED = re.compile(r"[^,。;:|\d]{2,24}(?:人民政府|管理委员会|管委会|委员会|办公室|办公厅|统计局|(?:改革|财政)局)")
"""Who issued it, on a line of its own."""
_DUTY = re.compile(
    r"\(?(?:责任领导|牵头领导|分管领导|牵头单位|责任单位|责任部门|牵头部门|配合单位|完成时限|完成时间|责任人)[:;]"
    r"|由[^。]{2,80}(?:负责落实|负责|牵头落实|牵头)。$"
)
_BASIS = re.compile(
    r"(?:本(?:规划|纲要|计划|方案|意见|报告)|[^,。]{0,14}(?:规划|纲要)[^,。]{0,6},?)(?:是)?(?:根据|依据|按照)[^。]{4,90}(?:编制|制定|起草)"
)
_PLAIN_PROBLEM = re.compile(
    r"问题(?:需要|仍|依然|比较突出|较为突出|亟)|需要高度关注|值得关注|未达(?:到)?预期[^,]{0,6}。$"
)
_STILL = re.compile(r"依然存在|仍(?:有|存在|然)|没有改变|趋紧|加剧|日趋激烈|压力")
_ADJUSTED = re.compile(r"调整为|建议将|拟将|不作调整|保持不变|务必完成")
_ORDINAL = re.compile(r"[二三四五六]是")
_WHY_TARGET = re.compile(
    r"有利于|综合考虑|考虑到|主要考虑|体现了|兼顾了|(?:实现|完成)(?:以上|上述|这些)|(?:以上|上述)目标|实际工作中"
)
_TARGET = re.compile(r"增长|同步|控制|以上|左右|以内|稳定在|保持在|不低于|下降|完成[^。]{0,20}目标")
_CONCRETE = re.compile(
    r"\d|工程|项目|行动|机制|平台|制度|政策|方案|办法|规划|计划|改造|新建|建设|试点|体系|改革|服务|培训|活动"
)
_MEASURED = re.compile(r"\d(?:\d|\.)*[万亿%个家项公亩座条所套户人]|实施[^,。]{0,30}(?:工程|行动|计划)")
_DEFINED = re.compile(r"“[^”]{1,12}”(?:分别)?(?:指|就?是)")
_ADDRESSED = re.compile(r"[^,。]{2,12}?(?:(?<![重主需只纪想简摘提概])要(?![素求点闻件道塞务])|必须|应当)")
_OFFICE_SHALL = re.compile(
    r"(?!各|有关|相关|全[体省市区县]|我们|广大|所有|党委|政府)[^,。:;]{2,14}?"
    r"(?:局|(?<![省市区县州旗党纪])委|委员会|办|办公室|中心|公司|集团|厅|院|大队|支队|街道|[镇乡])要(?![素求点闻件道塞务])"
)
"""县发改局要会同县财政局…: one office is told what it will do, not all of them how to be."""
_SECOND_HEAD = re.compile(
    r"(?:[ |]|(?:19|20)\d\d年?|总量|绝对[量值数]|数值|增速|增幅|增长|同比|比上年|年均|累计|目标|计划|预期|预计|完成|实绩|单位|值|率|数|±|%|\(|\)){2,60}"
)
"""A second row of a table's head: 总量 | 增速 | 总量 | 增速."""
_HARD = re.compile(
    r",(?:加快|大力|全面|着力|全力|深入|持续|积极|扎实|稳步|统筹|切实|有效|不断|坚决|严厉|依法|有序|精准|系统|合力|协同|主动|严格|重点"
    r"|继续|进一步|分类|高质量|高标准|常态化)*"
    r"(?:建设|建立|健全|完善|实施|开展|推动|推进|推行|打造|培育|支持|鼓励|引导|打击|整治|落实|制定|出台|构建|引进|引入|组织|探索|创建"
    r"|改造|扩大|优化|加大|推广|举办|新增|强化|深化|改革|规范|提供|开发|筹办|争创|丰富|筑牢|搭建|发展)"
)
_LONGEST_ATTITUDE = 60
_ACTING = ("make", "shape", "help", "ask", "join")
_LEAD_AFTER = re.compile(r" [^,:;!?。、\d]{4,15}。")
_OPENS_PART = ("numeral", "chapter", "section")


def roles(
    folded: str,
    cuts: list[tuple[int, int]],
    sections: tuple[Section, ...],
    document: Document,
    tables: tuple[Table, ...] = (),
) -> list[Role]:
    """The role of each sentence of `cuts`, in their order."""
    return _Walk(folded, cuts, sections, document, tables).run()


@cache
def _acts() -> re.Pattern[str]:
    """Any verb of the catalogue that does something; a sentence of the tasks without one is a saying."""
    words = [word for word, sense in verbs().senses.items() if sense in _ACTING and len(word) > 1]
    return re.compile("|".join(sorted(map(re.escape, words))))


@cache
def _attitudes() -> re.Pattern[str]:
    """A sentence of attitudes and nothing else: 切实加强领导,压实责任。"""
    manner, clauses = "|".join(cue_words("manner", "starts")), "|".join(cue_words("attitude", "clause"))
    one = rf"(?:{manner}|层层|逐级|全方位|勇于|敢于|善于){{0,3}}(?:{clauses})"
    return re.compile(rf"{one}(?:[,、]{one}){{0,5}}[。;!]")


def _all_attitude(sentence: str) -> bool:
    return len(sentence) <= _LONGEST_ATTITUDE and bool(_attitudes().fullmatch(sentence))


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
        self.kind = document.kind
        self.tables = tables
        self.parts = Parts(folded, document, sections, cuts)
        self.title = fold(document.title)
        self.preamble = False  # the one sentence between a part's heading and its first sub-heading
        self.opened_prose = False  # past the document's title, date and office lines
        self.next_table = 0
        self.noted = -9  # end of the line of a note (注:…)
        self.why = False  # a list of reasons for the targets runs on (主要考虑:一是…;二是…)
        self.last_section = max((s.start for s in sections if s.style != "title"), default=document.start)

    def run(self) -> list[Role]:
        found: list[Role] = []
        starts = [section.start for section in self.sections]
        position = 0
        previous: Section | None = None
        for number, (start, end) in enumerate(self.cuts):
            opened: Section | None = None
            while position < len(starts) and starts[position] < end:
                if opened is None and starts[position] > start + 3:
                    # 但也存在不足:一是…, 重点做好以下工作:(一)…: the heading is glued to what opens the part
                    self.parts.hear(self.folded[start : starts[position]])
                opened = self.sections[position]
                self.parts.enter(position)
                position += 1
            coming = starts[position] if position < len(starts) else -1
            following = self.cuts[number + 1][1] if number + 1 < len(self.cuts) else end
            self.preamble = (
                opened is None
                and previous is not None
                and (previous.style in _OPENS_PART or (previous.style == "parenthesis" and self.kind in ADDRESSES))
                and end <= coming < following
                and self.sections[position].level > previous.level
            )
            found.append(self._role(self.folded[start:end], start, end, opened))
            previous = opened
        return found

    def _role(self, sentence: str, start: int, end: int, opened: Section | None) -> Role:
        parts = self.parts
        if parts.zone == "glossary":
            return "term"
        if opened is not None and opened.end >= end - 2:
            return self._heading(sentence, opened)
        if opened is not None and _LEAD_AFTER.fullmatch(sentence, max(0, opened.end - start)):
            return self._heading(sentence, opened)  # a lead phrase glued to the heading above it
        role = self._table_role(sentence, start) or self._furniture(sentence, start)
        if role is not None:
            return role
        if parts.zone == "front":
            if parts.hear(sentence) == "front":
                return self._front(sentence)
            return self._said(sentence)
        if len(sentence) <= 8 and sentence.startswith("各位"):
            if parts.plan_seen and start > self.last_section:
                parts.zone = "closing"
            return "guidance"
        zone = parts.hear(sentence)
        if zone == "closing":
            return "guidance"
        new_line = self.folded[start - 1 : start] == "\n"
        return "term" if zone == "glossary" else self._said(sentence, new_line=new_line)

    def _heading(self, sentence: str, opened: Section) -> Role:
        self.opened_prose = self.opened_prose or self.parts.zone != "front"
        if self.parts.zone == "problem" and opened.style in ("ordinal", "lead"):
            return "problem"
        item = opened.style in ("digit", "parenthesis", "ordinal") and sentence.endswith(("。", ";"))
        return "goal" if item and self.parts.zone == "goal" and _TARGET.search(sentence) else "heading"

    def _furniture(self, sentence: str, start: int) -> Role | None:
        """Titles, dates, credits, notes, thanks: what is no statement wherever it stands."""
        runs_on = 0 <= start - self.noted <= _NEXT_LINE and _NEXT_NOTE.match(sentence)
        if start < self.noted or runs_on or sentence.startswith(("注:", "备注:")):
            self.noted = max(self.noted, self._line_end(start))
            return "term"
        if not self.opened_prose:
            if (len(sentence) > 3 and sentence in self.title) or sentence.replace(" ", "") == self.title:
                return "heading"
            front = self.parts.zone == "front"
            if (
                not front
                and len(sentence) <= 80
                and not sentence.endswith(("。", ";", "!", ":"))
                and "|" not in sentence
            ):
                return "other"
            self.opened_prose = not front
        if (
            _SIGNED.fullmatch(sentence)
            or _DATE_LINE.fullmatch(sentence)
            or _CREDIT.match(sentence)
            or _BASIS.match(sentence)
            or _DUTY.match(sentence)
            or (sentence[-1].isdigit() and CONTENTS_LINE.fullmatch(sentence))
        ):
            return "other"
        return "other" if cue("thanks", "any").search(sentence) else None

    def _front(self, sentence: str) -> Role:
        if _REPORTING.search(sentence):
            self.parts.zone = "review"
            return "other"
        addressed = _ADDRESSEES.search(
            sentence
        )  # where the line breaks are lost, the address stands in one sentence with what follows
        if len(sentence) - (addressed.end() if addressed else 0) > (20 if addressed else 60) and (
            addressed or "代表" not in sentence
        ):
            self.parts.zone = "review"
            return "review"
        return "other"

    def _said(self, sentence: str, *, new_line: bool = False) -> Role:
        parts = self.parts
        if parts.zone == "review":
            return self._review(sentence)
        if parts.zone == "problem" and new_line and not _ANSWER.search(sentence) and parts.reports_on():
            return self._review(sentence)
        if parts.zone == "problem":
            if parts.answered or (_ANSWER.search(sentence) and not cue("problem", "opens").search(sentence)):
                parts.answered = True
                return "guidance"
            return "problem"
        opens = parts.zone in ("outlook", "goal") and len(sentence) < 120 and _LEAD_IN.search(sentence)
        if opens and cue("task", "opens").search(sentence):
            parts.zone = "task"
            return "heading"
        if parts.zone == "outlook":
            return self._outlook(sentence)
        return self._goal(sentence) if parts.zone == "goal" else self._task(sentence)

    def _review(self, sentence: str) -> Role:
        if self.parts.lessons or sentence.startswith("各位代表"):
            return "guidance"
        if self.kind == "adjustment" and _ADJUSTED.search(sentence):
            return "goal"
        if len(sentence) <= 40 and _REVIEW_LEAD_IN.search(sentence):
            return "heading"
        return "problem" if _PLAIN_PROBLEM.search(sentence) else "review"

    def _outlook(self, sentence: str) -> Role:
        if cue("guidance", "starts").match(sentence) or _ADDRESSED.match(sentence) or opens_year(sentence):
            return "guidance"
        if self.parts.situation:
            if "必须" in sentence or "要坚持" in sentence:
                self.parts.situation = False
                return "guidance"
            return "problem" if _STILL.search(sentence) and "机遇" not in sentence else "review"
        return "review" if cue("situation", "any").search(sentence) else "guidance"

    def _goal(self, sentence: str) -> Role:
        if cue("guidance", "starts").match(sentence) or sentence.endswith("!") or opens_year(sentence):
            return "guidance"
        if self.why and _ORDINAL.match(sentence):
            self.why = sentence.endswith(";")
            return "guidance"
        if _WHY_TARGET.search(sentence) and not cue("goal", "opens").search(sentence):
            self.why = sentence.endswith(";")
            return "guidance"
        return "goal"

    def _task(self, sentence: str) -> Role:
        if sentence.endswith(":") and len(sentence) < 80:
            return "heading"
        if self.preamble and not _MEASURED.search(sentence):
            return "guidance"
        if cue("guidance", "starts").match(sentence) or cue("guidance", "any").search(sentence):
            return "guidance"
        if sentence.endswith("!") and not re.search(r"\d", sentence):
            return "guidance"
        if _all_attitude(sentence):
            return "guidance"
        told = _OFFICE_SHALL.match(sentence)
        if told and (re.search(r"\d", sentence) or _acts().search(sentence, told.end())):
            return "commitment"
        if _DEFINED.match(sentence) or _ADDRESSED.match(sentence) or opens_year(sentence):
            return "guidance"
        if cue("soft", "starts").match(sentence) and not _CONCRETE.search(sentence) and not _HARD.search(sentence):
            return "guidance"
        if not _acts().search(sentence) and not re.search(r"\d", sentence):
            return "guidance"
        return "commitment"

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
        if (
            len(table.rows) > 1
            and table.rows[1][0].start >= start >= table.rows[0][-1].end
            and _SECOND_HEAD.fullmatch(sentence)
        ):
            return "heading"
        if self.kind in ("bulletin", "news"):
            return "review"
        if re.search("责任单位|牵头单位|责任部门|完成时限|建设内容", head) or self.kind == "task_table":
            return "commitment"
        if self.kind != "work_report" and re.search("目标|计划|预期|指标", head + table.title):
            return "goal"
        if self.parts.zone in ("review", "problem"):
            return "review"
        return "commitment" if self.parts.zone == "task" else "goal"
