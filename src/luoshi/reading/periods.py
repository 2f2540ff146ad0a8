"""The year or years a number is for.

What a document reports on and plans for is its default; a heading (今后五年), a turn of the text (五年来) or words in the
sentence itself (到2025年, “十三五”期间, 三年累计) say otherwise. Over several years an amount that flows (新增学位) is for all of
them, one that stands (覆盖率, 拥有) is for the last.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from .facts import Document, Section
from .number_words import Tail
from .quantities import chinese_number

_FIVE_YEAR_PLAN = {"十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031}
_CUE = re.compile(
    r"(?P<from>(?:19|20)\d\d)\ ?年?\ ?[-~至]\ ?(?P<to>(?:19|20)\d\d)(?!\d)年?"
    r"|(?P<against>[比较]“?十[一二三四五六]五”?(?:时期|期间|期末|末)?)|(?P<compared>[比较]|相比|是|为|相当于)(?P<base>(?:19|20)\d\d)年(?:[末底])?(?:的|(?<=[比较]....年)|(?<=[比较]....年.))"
    r"|(?P<year>(?:19|20)\d\d)\ ?年(?!远景|[末底]?之?以?前(?:建成|建设|竣工|建|投用|交付)[^,;。]{0,3}的|[一-龥]{0,2}(?:战略|行动|计划|规划))"
    r"|(?P<chinese>二[〇零]二[〇零一二三四五六七八九])年"
    r"|“?(?P<plan>十[一二三四五六])五”?(?P<part>末|期末|收官之年|规划末|期间|时期|以来|前四年|前三年|累计|年均|五年|(?=[\u4e00-\u9fff]{0,12}(?:累计|年均)))"
    r"|(?P<span>[两二三四五六七八九十]|\d{1,2})年(?:来|间|内|累计|年均|(?=平均|实现|翻|新增|共))|(?:过去|近|连续)(?P<past>[两二三四五六七八九十])年(?!保|位|获|入|居|被|蝉|荣|提)"
    r"|(?P<coming>未来|今后)(?P<ahead>[三五])年|(?P<last>去年|上年(?!同)|上一年)|(?P<next>明年)|(?P<this>今年)"
)
_FLOW = re.compile(
    r"^(?:累计|年均|新(?!能源|材料|兴|型|区|城|农|时代|三板)|净增|增加|减少|完成|建成|引进|引育|招引|实施|开通|上线|投入|投资|改造|整治|培育|建设|开工|竣工|投产|发放|拆除|腾退|加装|举办|组织|开展|办理|吸引|"
    r"盘活|治理|修复|帮扶|转移|签约|落户|拨付|安排|争取|筹集|兑现|打造|出让|启动|推广|创建|获|获评|获批|认定|兴建|改扩建|扩建|整合|搬迁|关停|淘汰|清理|消除|打通|贯通|"
    r"化解|破获|查处|审结|接待|承办|设立|成立|组建|出台|制定|修订|减免|退税|支持|拓宽|更新)|累计|新增|脱贫|出列|更新$|改造$|工程$|投资$|就业|创业|惠及|扩面$|完成"
)
_STANDS = re.compile(
    r"率$|占比|比重|总数$|总量$|拥有|保有|人均|每千|每万|床位|总里程|存量|余额|规模$|数量$|寿命|覆盖|密度|浓度|水平$|市场主体$|总人口|常住人口"
)
_TERM = re.compile(
    r"这五年|这是[^,。]{4,24}的五年|五年来|过去(?:的)?五年|本届政府(?:任期)?的?五年|五年(?:奋斗|历程|工作|时间)|任期的五年|届政府任期五年|过去五年|“?十[一二三四]五”?(?:期间|时期|以来)"
)
_YEARLY = re.compile(
    r"一年来|过去一年|过去的(?:20|19)\d\d年|回顾(?:20|19)\d\d年|(?:^|,)(?:20|19)\d\d年(?:是|,|以来)|一年里"
)
_AHEAD = re.compile(r"(?:今后|未来)(?P<count>[三五])年|下一个五年")
_NAMED_PLAN = re.compile(r"“?(十[四五六])五”?(?:时期|期间|规划|发展|主要|经济)")
_HEADED = re.compile(
    r"(?:到|至)?(?P<year>20\d\d|二[〇零]二[〇零一二三四五六七八九])年(?!远景|[度]?(?:工作)?回顾|.{0,12}完成情况|.{0,8}执行情况)"
)


_REACHED_SINCE = re.compile(r"\d[^,;。]*?(?:到|至|为|达)")
"""Behind a year's own figure: how far it came since."""
_LONGEST_CUE = 32
"""Characters; no words of time are longer, with what they look ahead to."""
_HEAD_OF_CHAIN = 24
"""Characters at the start of a chain of sentences whose words of time hold for all of it."""


def _year(text: str) -> int:
    return int(text) if text.isdigit() else chinese_number(text) or 0


def _span(first: int, last: int) -> str:
    return f"{first}-{last}" if first < last else str(last)


def _ends(years: str) -> tuple[int, int] | None:
    """First and last year of `2024` or `2021-2025`; None for anything else."""
    if not years or not years.replace("-", "").isdigit():
        return None
    return int(years[:4]), int(years[-4:])


@dataclass(frozen=True, slots=True)
class Figure:
    """What matters of a number for telling its period."""

    planned: bool
    grew: bool
    """A growth, a change or a multiple."""
    flows: bool
    """It adds up over the years rather than standing at a point of time."""
    annual: bool
    """An average a year."""
    on_last_year: bool = False
    """A change on the year before: 同比, 较上年."""
    from_before: bool = False
    """Where it stood before: 从2000元 (提高到3500元)."""


def figure(subject: str, tail: Tail, *, planned: bool, grew: bool) -> Figure:
    """Read from the subject and the words that lead up to the number what its period depends on."""
    flows = grew or tail.summed or tail.last in _LASTED
    if not flows and not _STANDS.search(subject):
        flows = bool(_FLOW.match(subject) if tail.last in _REACHED else _FLOW.search(subject))
    return Figure(planned, grew, flows, tail.annual, tail.on_last_year and grew, tail.last in ("从", "由"))


_REACHED = frozenset({"达到", "达", "达到了", "为", "有", "拥有"})
_LASTED = frozenset({"保持在", "稳定在", "维持在"})


@dataclass(slots=True)
class _Default:
    """What a stretch of the document is about."""

    start: int
    review: str
    plan: str
    point: str = ""
    """A year its heading names (二〇二五年近期目标): for what is planned in it."""


class Periods:
    """Answers for one document: which period is a number at this place for?"""

    def __init__(self, folded: str, document: Document, sections: tuple[Section, ...]) -> None:
        self.folded = folded
        self.review = _ends(document.review)
        self.plan = _ends(document.plan)
        self._defaults = list(self._walk(document, sections))
        self._starts = [default.start for default in self._defaults]
        self._seen: dict[bool, tuple[int, int, int, re.Match[str] | None]] = {}
        """Where the last question began and ended, what was taken, and the answer (see `_latest`)."""

    def _walk(self, document: Document, sections: tuple[Section, ...]) -> list[_Default]:
        """Headings and turns of the text that change what is reported on or planned for."""
        review, plan = document.review, document.plan
        turns: list[tuple[int, int, str]] = []
        yearly = self.review is not None and self.review[0] == self.review[1]
        five = ""
        if yearly and self.review is not None:
            five = _span(self.review[1] - 4, self.review[1])
            headings = sorted((section.start, section.end) for section in sections)
            for pattern, years in ((_TERM, five), (_YEARLY, review)):
                for match in pattern.finditer(self.folded, document.start, document.end):
                    heading = bisect_right(headings, (match.start(), 1 << 60)) - 1
                    end = headings[heading][1] if heading >= 0 else -1
                    if match.start() >= end and (match.start() == end or _opens(self.folded, match.start())):
                        turns.append((match.start(), 0, years))
        for section in sections:
            if yearly and section.level > 1 and _TERM.search(section.title) and document.review not in section.title:
                turns.append((section.start, 0, five))
            elif section.level <= 3:
                turns.append((section.start, section.level, section.title))
        turns.sort()
        defaults = [_Default(document.start, review, plan)]
        point, point_level = "", 0
        for start, level, what in turns:
            if level == 0:
                review = what
            else:
                if point and level <= point_level:
                    point = ""
                title = what
                headed = _HEADED.search(title)
                if level == 1:
                    review, plan = document.review, document.plan
                    ahead = _AHEAD.search(title)
                    named = _NAMED_PLAN.search(title)
                    if named and self.plan and self.plan[0] == self.plan[1] and document.plan not in title:
                        first = _FIVE_YEAR_PLAN[named[1]]
                        plan = _span(first, first + 4) if first >= self.plan[0] else plan
                    elif ahead and self.plan and self.plan[0] == self.plan[1]:
                        plan = _span(self.plan[0], self.plan[0] + (4 if ahead["count"] != "三" else 2))
                if headed and self.plan and self.plan[0] < self.plan[1] and _year(headed["year"]) == self.plan[1]:
                    point, point_level = str(_year(headed["year"])), level
            defaults.append(_Default(start, review, plan, point))
        return defaults

    def of(self, start: int, at: int, about: Figure, *, carry: int) -> str:
        """The period of the number at `at` in the sentence that begins at `start`.

        `carry`: where the chain of sentences joined by `;` or `:` began, so that `到2025年:…;…;` reaches all of them.
        """
        whole = self.plan if about.planned else self.review
        if about.annual and whole and (years := self._yearly(start, at, whole)):
            return years
        cue = self._cue(start, at, about)
        if not cue and carry < start:
            cue = self._cue(carry, min(start, carry + _HEAD_OF_CHAIN), about, chained=True)
        if cue and not (about.on_last_year and "-" in cue):
            return cue
        if self.review and not about.planned and (about.on_last_year or about.from_before):
            first = self.review[0] if about.from_before else self.review[1]
            return str(first - about.from_before)
        default = self._defaults[max(0, bisect_right(self._starts, at) - 1)]
        if about.planned:
            return default.point if default.point and not about.grew else default.plan
        return _settled(default.review, about)

    def _yearly(self, start: int, at: int, whole: tuple[int, int]) -> str:
        """The years of an average rate: those since the base that is named, or the whole plan's."""
        for match in _CUE.finditer(self.folded, start, at):
            if match["base"] and int(match["base"]) < whole[1]:
                return _span(int(match["base"]) + 1, whole[1])
        return _span(*whole) if whole[0] < whole[1] else ""

    def _cue(self, start: int, end: int, about: Figure, *, chained: bool = False) -> str:
        """What the last words of time in `start..end` say, or nothing."""
        found = self._latest(start, end, chained)
        if found is not None and (found["year"] or found["plan"]) and self.folded[found.start() - 1] in "由从自" and _REACHED_SINCE.search(self.folded, found.end(), end):
            # 由2015年的51.8%提高到60.9%: the year is where it began, not where it got to
            found = next((each for each in reversed([*_CUE.finditer(self.folded, start, found.start())]) if not each["compared"] and not each["against"]), None)
        if found is None:
            return ""
        if found["from"]:
            return _settled(_span(int(found["from"]), int(found["to"])), about)
        if found["year"] or found["chinese"]:
            return str(_year(found["year"] or found["chinese"]))
        if found["plan"]:
            first = _FIVE_YEAR_PLAN[found["plan"]]
            at_its_end = found["part"] in ("末", "期末", "收官之年", "规划末")
            return str(first + 4) if at_its_end else _settled(_span(first, first + 4), about)
        return self._relative(found, about)

    def _latest(self, start: int, end: int, chained: bool) -> re.Match[str] | None:
        """The last words of time in `start..end`. A sentence's numbers are asked about in order, so what was seen is kept."""
        begun, upto, taken, found = self._seen.get(chained, (-1, 0, 0, None))
        if start != begun or end < upto:
            upto, taken, found = start, start, None
        first = max(taken, upto - _LONGEST_CUE, start)
        if self.folded.find("年", first, end) < 0 and self.folded.find("五", first, end) < 0:
            self._seen[chained] = start, end, taken, found  # every word of time has one of the two
            return found
        for match in _CUE.finditer(self.folded, first, end):
            taken = match.end()
            if match["compared"] is None and match["against"] is None:
                found = match
        self._seen[chained] = start, end, taken, found
        return found

    def _relative(self, found: re.Match[str], about: Figure) -> str:
        """Words of time that count from the document's own years: 三年累计, 未来五年, 去年."""
        latest = self.plan if about.planned else self.review
        if (found["span"] or found["past"]) and latest and (found["past"] or not about.planned):
            count = _year(found["span"] or found["past"]) or 1
            return _settled(_span(latest[1] - count + 1, latest[1]), about)
        if found["coming"] and self.plan:
            return _span(self.plan[0], self.plan[0] + (_year(found["ahead"]) or 5) - 1)
        if found["last"] and about.planned and self.review:
            return str(self.review[1])
        return str(self.plan[0]) if found["next"] and self.plan else ""


def _settled(years: str, about: Figure) -> str:
    """Of several years reported on, a standing amount is the last year's."""
    ends = _ends(years)
    if ends and ends[0] < ends[1] and not about.planned and not about.flows:
        return str(ends[1])
    return years


def _opens(folded: str, at: int) -> bool:
    """Whether the words at `at` begin a sentence, or nearly: there they turn the text to another period."""
    before = folded[max(0, at - 12) : at]
    cut = max(before.rfind(mark) for mark in "。;!?:\n”")
    return cut >= 0 or at < 12
