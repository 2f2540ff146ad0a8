"""What a paper says with a figure: its promises, and what it says came about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from luoshi.catalogue.indicators import indicators
from luoshi.catalogue.reckoned import acts
from luoshi.reading.facts import Measure, Target
from luoshi.reading.text import fold

from .adjusting import changed
from .naming import NEW, Thing, thing_of
from .papers import Paper, years
from .thread import Saying

_SUFFIX = re.compile(r"(?:\(\w{1,3}\))?(?:及?以[上内下]|左右|上下|之内|以外)*")
_NO_PROMISE_ROLES = frozenset({"review", "problem", "term", "heading"})
_OF_A_THING = re.compile(r"(?:及?以[上内下]|左右)?的(?!目标|基础|增长|增速|速度|水平|任务)")
"""Behind a figure: it says which project is meant (总投资32亿元的…), not what is promised."""
_NO_COUNT = frozenset({"岁", "周岁", "周", "年", "个月", "日", "天", "小时"})
"""Units that outside the catalogue's indicators say whom or how long (65周岁以上)."""
_WHOLE = re.compile(r"(全[国省市区县州旗])$")
_COMPARING = re.compile("高于|快于|高出|优于|好于|低于|慢于|落后于?|超过")
_DIFFERENCE = re.compile(
    rf"(?:(?:{_COMPARING.pattern})(?P<whom>[^,;。\d]{{2,16}}?)(?:平均)?(?:水平)?(?:增速|增幅|增长)?"
    r"|比(?![重例率值])(?P<other>[^,;。\d]{2,16}?)(?:平均)?(?:水平)?(?:增速|增幅|增长)?[高快低慢])(?:约|近)?$"
)
_EARLIER = re.compile(r"[上去前往]年|年初|年末|年底|同期|上期|目标|计划|预期|任务|要求|全年|20\d\d|五")
_RANKED_AMONG = re.compile(r"(全[国省市区县州]|省内|市内|[中西东]部地区|\d*个?(?:副省级|同类|省会|地级|沿海|长江沿线)[^,;。、]{0,4}?城市)中?(?:第|排名|排位|前列的?)?$")
_GROWTH_OR_AMOUNT = re.compile("增速|增幅|总量|规模(?!以上)")
_JUST_GREW = re.compile(r"(?:增长|下降)[^,;。]{1,10}[,、][^,;。\d]{0,8}$")
"""固定资产投资增长12.8%,列全市第四."""
_DOING = re.compile(r"(?:\w{0,4}[,、])?(?:全年|年内|累计|计划)?(?:力争|确保)?(?:争取|完成|实现|开展|实施|举办|发放)")
_MADE = re.compile(r"^(?:建议|拟|同意|批准|决定|会议决定)?(?:将|把)")
_AGAINST_A_TARGET = re.compile(r"[较比][^,;。]{0,12}(?:目标|预计|预期|完成数|计划)")
_RATE = re.compile("(?:增速|增幅|增长率?|降幅)$")
"""What of a thing is compared, behind its name."""
_NUMBERING = re.compile(r"\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:\)|[、.](?!\d))|[一二三四五六七八九]是|其中[,:]?")
_AMONG = re.compile(r"其中[,:]?$")
_EACH = re.compile(r"均|都|各|分别|同时")
_HEAD = re.compile(r"(?:产业)?(?:排放总?量|增加值|总产值|产值|总额|投资额?|收入|产量|企业|覆盖率|面积|人数|泊位|公里)$")
_ANEW = re.compile(r"(?:三|两|四|五|\d)年累计|累计|截至|至目前|总量达?到?|总数达?到?")
_YEARS_TOTAL = re.compile(r"([两二三四五])年(?:来)?(?:共|累计)")
_OVER = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_NOT_ANEW = re.compile(r"(?:全年|今年|当年|本年|年度|[1一]-?[0-9]{0,2}月)(?:[\u4e00-\u9fff]{0,4})累计")
_PART_YEAR = re.compile(r"[上下]半年|[一二三四]季度|前[一二三]季|前\d{1,2}个?月|1-1?[0-9]月|截至(?:目前|\d{1,2}月)|\d{1,2}月底?前?(?=[完竣])")


_PART_LEADS = re.compile(r"\s*(?:20\d\d年)?(?:[上下]半年|前[一二三]季度?|[一二三]季度|1-1?[0-9]月份?|前\d{1,2}个?月)[,:](?![^。;]*全年)")
"""At the head of a sentence: all its figures are of that part of the year."""


def promises_of(paper: Paper) -> list[Saying]:
    """Every target and promise of the paper, in order; one said several times (in the goals, in the list of what is done for the
    people) stands where it is said first, headline targets before others."""
    headline = {(target.start, target.end): target for target in paper.reading.targets}
    found: list[Saying] = []
    before: Saying | None = None
    for measure in paper.reading.measures:
        if _is_promise(paper, measure):
            before = _in_its_list(before, _of_measure(paper, measure, headline=_headline(measure, headline.values())))
            found += _split(paper, before)
    found += [of_target(paper, target) for target in headline.values() if target.form != "numeric" and target.value is None]
    return _once(found)


def results_of(paper: Paper) -> list[Saying]:
    """Everything the paper says came about, in order."""
    found: list[Saying] = []
    before: Saying | None = None
    changing = {figure.start for pair in changed(paper) for figure in pair}
    for measure in paper.reading.measures:
        if measure.modality != "target" and measure.start not in changing:
            saying = _in_its_list(before, _of_measure(paper, measure))
            if before is not None and before.sentence == measure.sentence and not saying.thing.key and saying.thing.basis:
                thing = replace(before.thing, basis=saying.thing.basis)  # 扣除留抵退税因素后增长3.1%
                saying = replace(saying, subject=before.subject + saying.subject, thing=thing)
            else:
                before = saying
            found += _split(paper, saying)
        else:
            before = None
    return found


def _is_promise(paper: Paper, measure: Measure) -> bool:
    if measure.modality != "target":
        return False
    sentence = paper.sentence(measure.sentence)
    if sentence is not None and sentence.role in _NO_PROMISE_ROLES:
        return False
    plan, period = years(paper.document.plan), years(measure.period)
    if plan and period and period[1] < plan[0]:
        return False  # last year's target, told once more
    if not measure.indicator and measure.unit in _NO_COUNT and measure.kind == "level":
        return False
    if measure.kind == "change" and _AGAINST_A_TARGET.search(paper.folded, max(measure.start - 24, 0), measure.start):
        return False  # how this year's target stands to last year's (较上年目标下调1.5个百分点)
    suffix = _SUFFIX.match(paper.folded, measure.end)
    return not _OF_A_THING.match(paper.folded, suffix.end() if suffix else measure.end)


def _in_its_list(before: Saying | None, saying: Saying) -> Saying:
    """The saying with the act of the list it stands in: 新建口袋公园10个、街头游园8个 tells of eight new ones."""
    if before is None or before.sentence != saying.sentence:
        return saying
    listed = saying.paper.folded[max(saying.start - 1, 0)] == "、"
    among = _AMONG.search(saying.paper.folded, max(saying.start - 3, 0), saying.start)
    if listed and before.over and not saying.over:
        saying = replace(saying, over=before.over, cumulative=True)  # 两年累计完成湖区清淤585万立方米、退渔还湿1855亩
    if not (listed or among) or saying.thing.act or before.thing.act not in acts().flows:
        return saying
    if saying.thing.indicator:  # 新增规上工业企业120家、上市企业3家
        added = indicators().get(f"new_{saying.thing.indicator}") if before.thing.act in NEW else None
        return replace(saying, thing=replace(saying.thing, indicator=added.code, act=before.thing.act)) if added else saying
    return replace(saying, thing=replace(saying.thing, act=before.thing.act))


def saying_of(paper: Paper, measure: Measure, subject: str = "") -> Saying:
    """A figure of the paper as it stands, whatever it is; of `subject` where that is known better than the reading has it."""
    said = replace(measure, subject=subject, indicator=_code(subject)) if subject else measure
    return _of_measure(paper, said)


def _headline(measure: Measure, targets: object) -> bool:
    return any(target.start <= measure.start and measure.end <= target.end for target in targets)  # type: ignore[attr-defined]


def _of_measure(paper: Paper, measure: Measure, *, headline: bool = False) -> Saying:
    folded = paper.folded
    sentence = paper.sentence(measure.sentence)
    first = sentence.start if sentence else paper.document.start
    start = max([paper.clause_start(first, measure.start), *paper.figure_ends(first, measure.start)])
    while start < measure.start and folded[start] in " 、,和及与":
        start += 1
    if numbered := _NUMBERING.match(folded, start, measure.start):
        start = numbered.end()
    suffix = _SUFFIX.match(folded, measure.end)
    end = suffix.end() if suffix else measure.end
    told = folded[start : measure.start]
    if sentence and not told.strip() and "|" in folded[sentence.start : sentence.end]:
        start, end = sentence.start, sentence.end  # a cell of a table: its words are the row's
    span = years(measure.period)
    low, high = measure.value if isinstance(measure.value, tuple) else (measure.value, measure.value)
    subject = _MADE.sub("", measure.subject)
    place = paper.document.place
    if measure.kind == "rank":
        thing = thing_of(subject, measure.indicator or _code(subject), place)
        thing = replace(thing, basis=_among_whom(told) + _rank_of(subject, folded[first : measure.start]))
    elif measure.kind == "change" and (whom := _compared_with(told)):
        bare = _RATE.sub("", _COMPARING.split(subject)[0]) or subject
        thing = replace(thing_of(bare, _code(bare), place), basis=f"与{whom}相比")
    else:
        thing = thing_of(_whose(told, subject) + subject, measure.indicator or _code(subject), place)
    if not thing.act and _DOING.match(told):
        thing = replace(thing, act="do")
    return Saying(
        paper, start, end, measure.start, measure.end, subject, thing,
        measure.modality, measure.period or _only_year(paper, measure), "numeric", _kind(measure, thing.indicator), float(low), float(high), measure.unit,
        measure.bound, measure.wording, headline=headline, sentence=measure.sentence,
        cumulative=(span is not None and span[0] < span[1]) or _over_the_plan(paper, measure, thing, told) or bool(_ANEW.search(told) and not _NOT_ANEW.search(told)),
        over=_OVER[hit[1]] if (hit := _YEARS_TOTAL.search(told)) else 0,
        part_year=bool(_PART_YEAR.search(told) or _PART_LEADS.match(folded, first, start)) and not re.search("全年", told),
    )  # fmt: skip


def _over_the_plan(paper: Paper, measure: Measure, thing: Thing, told: str) -> bool:
    """Whether a plan of several years promises so many over all of them (规划期内新增床位3000张)."""
    span = years(paper.document.plan)
    several = span is not None and span[0] < span[1] and measure.modality == "target" and measure.kind == "level"
    return several and thing.act in acts().flows and not re.search(r"每年|年均|20\d\d年", told)


def _among_whom(told: str) -> str:
    """Among whom a rank is held (全市, 副省级城市); empty where that is not said, or only in the list's own name."""
    hit = _RANKED_AMONG.search(told)
    return hit[1] if hit else ""


def _compared_with(told: str) -> str:
    """Whose figure a difference is from (高于全市平均1.1个百分点), by indicator where it is one's; empty where it is from an earlier one of its own."""
    hit = _DIFFERENCE.search(told)
    whom = (hit["whom"] or hit["other"]) if hit else ""
    if not whom or _EARLIER.search(whom):
        return ""
    found = indicators().find(_RATE.sub("", whom)) or indicators().find(whom)
    return found.name if found else whom


def _rank_of(subject: str, before: str) -> str:
    """Whether a rank is of the growth or of the amount, where that is plain: a place may be third in the one and tenth in the other."""
    if told := _GROWTH_OR_AMOUNT.search(subject):
        return "增速" if told[0] in ("增速", "增幅") else "总量"
    return "增速" if _JUST_GREW.search(before) else ""


def _whose(told: str, subject: str) -> str:
    """全市 or the like where it stands right before the subject, which the reader leaves out."""
    at = told.rfind(fold(subject))
    hit = _WHOLE.search(told[:at] if at >= 0 else told[:4])
    return hit[1] if hit and not subject.startswith(hit[1]) else ""


def _code(subject: str) -> str:
    found = indicators().find(subject)
    return found.code if found else ""


def _kind(measure: Measure, code: str) -> str:
    """The measure's kind; a percentage of an amount (固定资产投资由12%以上调整为8%左右) can only be its growth."""
    known = indicators().get(code) if code else None
    if known and measure.kind == "level" and measure.unit == "%" and known.form == "level" and known.unit not in ("%", ""):
        return "growth"
    return measure.kind


def of_target(paper: Paper, target: Target) -> Saying:
    """A headline target as a promise, its figure aside."""
    place = paper.document.place
    thing = thing_of(target.subject, target.indicator, place)
    if not thing.indicator and (bare := thing_of(_RATE.sub("", target.subject), "", place)).indicator:
        thing = bare
    return Saying(
        paper, target.start, target.end, target.start, target.end, target.subject, thing, "target", target.period, target.form,
        wording=target.wording or target.text, refers_to=target.refers_to, headline=True, sentence=target.sentence,
    )  # fmt: skip


def _only_year(paper: Paper, measure: Measure) -> str:
    """The paper's own year for a figure that names none."""
    return paper.document.plan if measure.modality == "target" else paper.review


def _split(paper: Paper, saying: Saying) -> Iterator[Saying]:
    """Each of the things of which one figure is said (二氧化硫、氮氧化物排放量均下降3%); the saying itself where there is one."""
    parts = re.split("[、和]|以及|及", saying.subject)
    between = paper.folded[saying.start : saying.at]
    if len(parts) < 2 or not _EACH.search(between) or indicators().find(saying.subject) or not all(parts):
        yield saying
        return
    last = parts[-1]
    head = _HEAD.search(last)
    act = acts().leading.match(parts[0])
    for number, part in enumerate(parts):
        subject = part if not number or not act or acts().leading.match(part) else act.group() + part
        if head and not _HEAD.search(part):
            subject = part + head.group()
        found = indicators().find(subject)
        yield replace(saying, subject=subject, thing=thing_of(subject, found.code if found else "", paper.document.place))


def _once(found: list[Saying]) -> list[Saying]:
    kept: dict[tuple[object, ...], list[Saying]] = {}
    for one in sorted(found, key=lambda each: (not each.headline, each.start)):
        same = (one.thing, one.kind, one.unit, one.low, one.high, one.bound, one.period, one.form, one.cumulative)
        kept.setdefault((*same, one.subject) if one.form != "numeric" else same, []).append(one)
    merged = [replace(first, again=tuple((one.start, one.end) for one in rest)) if rest else first for first, *rest in kept.values()]
    return sorted(merged, key=lambda each: (each.at, each.subject))
