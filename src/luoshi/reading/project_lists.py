"""The projects of one clause: the items of its list, and what the verbs before and after say has been done with them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple, cast

from ..catalogue.common import is_common
from ..catalogue.name_parts import any_of, by_prefix, name_parts
from ..catalogue.regions import regions
from .facts import ProjectStage
from .phrases import cut, is_general, is_name, skip_openings

STAGES: tuple[ProjectStage, ...] = ("", "谋划", "签约", "开工", "在建", "竣工", "投产")
"""From the first to the last."""
_WEAK = frozenset(
    (
        "推进 推动 加快 加快推进 加快实施 实施 支持 抓好 做好 打造 提速 争取 申报 储备 落地 引入 引进 招引 启动 完成 "
        "改造 改造提升 优化提升 全面启动 全面推进 有序推进 建设 开放 运行 运营"
    ).split()
)
"""Verbs that govern much besides projects: with them the item must be called a project, or its building named."""
_NOT_BEGUN = frozenset(
    "建设 新建 改建 扩建 改扩建 新改建 新改扩建 实施 推动 打造 支持 改造 改造升级 改造提升 优化提升 建设好".split()
)
"""Verbs of building that say of coming work only that it is meant; 加快, 推进, 续建 say that it is under way."""
_AFTER_NAME = frozenset("和与及以暨、,。;:!?\n|")
_NO_HEAD_BEFORE = frozenset("域网段口径由员业面灯演来馆间")
_EXTENSION = (
    r"(?:[东西南北](?:延(?:长线|伸线|伸段|线)?|段)|(?:(?!等)[\u4e00-\u9fff]){{2,3}}段|新馆|新院区?|新校区|中段|主线|支线)?(?:\(?(?:{phase})\)?)?"
    r"(?:(?:整体)?(?:改扩建|扩建|迁建|搬迁)(?:工程|项目)?(?=[、,。;:!?\n|]|等|前期|开工|建设|$)"
    r"|(?:整体)?(?:改扩建|扩建|迁建|搬迁|改造|新改建|升级改造|提升改造|综合整治|综合治理|配套|续建)?(?:工程|项目))?"
)
_TAIL = (
    r"(?:的)?(?:{when})?(?:整体|正式|全面|全线|全面|相继|陆续|成功|顺利|基本|已经?|均|如期|提前|年内|即将|全部|项目|工程|主体工程|主体|一体化|核心区|起步区|首开区|配套|前期|征迁)?"
    r"(?:(?:提质|扩能|升级|提升|综合|维修|拓宽|快速化|绿化|美化|路基|路面){{0,2}}(?:改造|工程|整治|完善)|{stages}|建设|改造|升级|提升|工作|进入|入选|获|被|累计|取得|实现|纳入|列入|(?:计划)?总投资|(?=[、,。;:!?\n|])|$)"
)
_WHEN = (
    r"(?=[力确争预计将于在今明本当年上下一二三四\d])(?:(?:力争|确保|争取|预计|计划|将|于|在)?(?:(?:今年|明年|本年|当年|\d{4}年)?(?:\d{1,2}月(?:份|\d{1,2}日)?|[一二三四1234]季度|[上下]半年|年)(?:[底末初中]|中旬)?(?:[之以]?前|内)?"
    r"|今年|明年|\d{4}年))"
)
"""When something is done, between a name and its verb: 6月底前, 力争年内, 2025年底."""
_LISTED = re.compile(
    r"等(?:一批|一系列|首批)?(?:[\d一二三四五六七八九十百余多]{1,5}(?:个|条|座|项|家|所|处|批|大|片)?)?([\u4e00-\u9fffA-Za-z]{0,18})"
)
_OTHER_LABEL = re.compile(r"领域|方面|方式|行业|片区|企业|[从中在为的]|类|(?:整治|试点)(?:项目|$)|专班")
_OTHER_LIST = re.compile(
    r"领域|方面|方式|行业|片区|企业|公司|机构|单位|高校|院校|平台|活动|行动|品牌|产业|政策|技术|产品|部门|地区|城市|群体|人员|因素|问题|[从中在为的]|类"
)
_JOIN = re.compile(r"和|与|及|以及|暨|、|$")
_DONE = re.compile(r"取得.{0,4}(?:进展|突破)|建设|改造|扩建|改扩建|项目|工程|前期|施工|开工|投产|整治|治理")
_NOT_IN_NAME = re.compile(
    r"的|了|等|各类|以[上下]|领域|方面|力度|企业|项目(?![一二三四五六]期|[(]).|”(?:项目|工程|园区)$|“(?<!.“)[^“”]*”$|专栏(?<!.专栏)|附[件表](?<!.附.)|新开工|亿元"
)
_AND = frozenset("和与及")
_NUMBERING = re.compile(r"(?:\(?\d{1,2}[).、]|[一二三四五六七八九十]{1,2}是)")
_MAKE_INTO = re.compile(r"[把将].{0,30}?建成|建成(?:为|全)")
_EARTH = re.compile(r"[水河湖江海渠路桥隧管网电气站港闸堤山草沙岛坝库田渔岸湿林房镇引输变热暖]")
_WATERS = re.compile(r"长江|黄河|珠江|汉江|淮河|沿江|沿海|滨江|中国|国家")
_LONGEST = 30
_REACH = 60  # characters before the last word in which its name and verb stand


_PRELIMINARY = re.compile(r"前期|可研|立项|报批")
_PROGRESS = re.compile(r"取得.{0,6}(?:进展|突破)")
_ASKED = re.compile(r"获批|纳入|列入")
_MEANT = re.compile(r"力争|力促|确保|争取|预计|即将|有望|将于|拟于|计划(?!总?投资|总额)")
_COUNTED = re.compile(r"[^\d、,。;]{0,4}\d[\d.]{0,8}[万余多]{0,2}(?:套|户|间)")
_ROUTE = re.compile(r"[国省县]道")
_OF_ITS_LEVEL = re.compile(
    r"[省市区县州旗](?![域内级城])(?:[一二三四五六]|第[一二三四五六])?(?:中|人民|中医|中西医结合|妇幼|妇女儿童|儿童|康复|老年|精神卫生|传染病|疾控|文化|体育|图书|博物|档案|技工|职业|职教|特殊教育|党|福利|全民健身|[一二三四五六]){1,3}"
    r"(?:医院|保健院|中心|馆|学校|学院|校|院|中|小)(?:新院区?|新馆|新校区)?(?:整体|异地)?(?:搬迁|迁建|改扩建|扩建|新建|改造|提升|提升改造|建设)?$"
)
"""县中医院整体搬迁, 区图书馆新馆: all common words, yet a place has but one of each."""
_NUMERALS = frozenset("一二三四五六七八九十")
_WORKS = ("改扩建", "扩建", "迁建", "搬迁")
_PRICED = re.compile(r"投资(?:总?额)?[约近超达为逾]{0,2}\d[\d.,]{0,12}[万亿]{0,2}[多余]?元的$")
_NO_PROJECT_AFTER = frozenset("抓谋促上招引跑争拼干把")


class Item(NamedTuple):
    """A project named in a clause."""

    low: int
    high: int
    verbs: tuple[str, ...]
    """What is said of it before and right after its name."""
    stage: ProjectStage = ""
    settled: bool = False
    """Whether a verb of its own follows it, so that none at the list's end is meant of it."""


class Head(NamedTuple):
    """What a project's name may end in: a word, and what may stand after it in the name (扩建工程, 二期)."""

    low: int
    word: str
    high: int
    """Where the name ends that ends so."""
    ends: bool
    """Whether a name may end there: what follows closes a clause, joins another to it or says what is done."""


class Tables(NamedTuple):
    """The catalogue's words as patterns."""

    stages: dict[str, ProjectStage]
    stage: re.Pattern[str]
    extension: re.Pattern[str]
    tail: re.Pattern[str]
    built: frozenset[str]
    phases: frozenset[str]
    label: re.Pattern[str]
    programmes: tuple[str, ...]


@cache
def tables() -> Tables:
    """The tables, made once."""
    stages = cast("dict[str, ProjectStage]", by_prefix("stage"))
    phases = name_parts("phase")
    return Tables(
        stages=stages,
        stage=re.compile(any_of(list(stages))),
        extension=re.compile(_EXTENSION.format(phase=any_of(phases))),
        tail=re.compile(_TAIL.format(stages=any_of(list(stages)), when=_WHEN)),
        built=frozenset(name_parts("built")),
        phases=frozenset(phases),
        label=re.compile(rf"[\u4e00-\u9fff]{{0,10}}?(?:{any_of(name_parts('project list'))})"),
        programmes=name_parts("programme:工程"),
    )


def find_heads(folded: str, built: list[tuple[int, int]], end: int) -> list[Head]:
    """What names of projects may end in before `end`, none overlapping another, the longest word at each place.

    `built`: where their last words stand (`NameWords.built`).
    """
    extension, tail = tables().extension, tables().tail
    found = []
    at = -1
    for first, last in built:
        if first < at or (last < end and folded[last] in _NO_HEAD_BEFORE):
            continue
        extended = extension.match(folded, last, end)
        at = extended.end() if extended else last
        ends = at == end or folded[at] in _AFTER_NAME or tail.match(folded, at, end) is not None
        found.append(Head(first, folded[first:last], at, ends))
    return found


def items_of(
    folded: str, low: int, high: int, heads: list[Head], *, meant: bool = False, soon: bool = True
) -> list[Item]:
    """The projects named in the clause `folded[low:high]`, with the furthest stage said of them there.

    `heads`: what names may end in there (`find_heads`); `meant`: the clause tells of coming work, so that what it says is
    still to be reached; `soon`: within a year, so that what will be finished has been begun.
    """
    words = tables()
    labelled, list_end, rest = _label(folded, low, high)
    if list_end < high:
        heads = [head._replace(ends=True) for head in heads if head.high <= list_end]  # 等 may be what follows
    if not labelled and not any(head.ends for head in heads):
        return []
    if list_end == low or (folded.find("建成", low, list_end) >= 0 and _MAKE_INTO.search(folded, low, list_end)):
        return []
    if list_end == high:
        rest = folded[heads[-1].high : high]
    items: list[Item] = []
    bare: list[Item] = []
    common = False
    verb = ""
    last = low - 1
    for piece in folded[low:list_end].split("、"):
        first = last + 1
        last = first + len(piece)
        own = [head for head in heads if first <= head.low < last]
        named, verb = _with_heads(folded, first, last, own, verb, labelled, rest, list_end) if own else ([], verb)
        items += named
        if not named and (labelled or heads[-1].low >= last):
            begin, verb_here = _after_verbs(folded, first, last)
            verb = verb_here or verb
            if labelled and is_common(folded[begin:last]):
                common = common or not (own and own[-1].high == last)
            elif labelled and _may_be_bare(folded, begin, last):
                bare.append(Item(begin, last, (verb,)))
    if not common:
        items += bare
    if not items:
        return []
    said = [one[0] for one in words.stage.finditer(rest) if one[0] != "建设" or not verb]
    early = _PRELIMINARY.search(rest) is not None
    meant = meant or _MEANT.search(folded, low, high) is not None
    if not verb or verb in _WEAK:  # 推动甲取得实质性进展, 争取乙纳入国家规划
        early = early or (verb != "" and _PROGRESS.search(rest) is not None) or _ASKED.search(rest) is not None
    found = []
    for item in items:
        verbs_said = item.verbs if item.settled else (*item.verbs, *said)
        found.append(item._replace(stage=_stage(verbs_said, early=early and not item.settled, meant=meant, soon=soon)))
    return found


def _stage(verbs_said: Iterable[str], *, early: bool, meant: bool, soon: bool) -> ProjectStage:
    """The furthest stage reached by what is said; 谋划 where it is all still to come."""
    stages = tables().stages
    furthest: ProjectStage = "谋划" if early else ""
    for said in verbs_said:
        stage = stages.get(said, "")
        if early and (said in _WEAK or stage == "在建"):
            continue  # 推进甲前期工作, 完成前期工作
        if meant and stage in ("竣工", "投产"):
            stage = "在建" if soon else "谋划"
        elif meant and (stage in ("签约", "开工") or said in _NOT_BEGUN):
            stage = "谋划"
        furthest = max(furthest, stage, key=STAGES.index)
    return furthest


def stage_in_cell(words: str) -> ProjectStage:
    """The stage a table's cell tells: 续建, 已开工, 前期; 新建 and what is 拟 or 计划 tells none that is reached."""
    if not words or words in _NOT_BEGUN:
        return ""
    if words.startswith(("拟", "计划", "预计", "未", "待")):
        return "谋划"
    return _stage([one[0] for one in tables().stage.finditer(words)], early=False, meant=False, soon=False)


def _label(folded: str, low: int, high: int) -> tuple[bool, int, str]:
    """Of a list that ends in 等…: whether it is called projects, where it ends, and the words after 等.

    Without 等 the list ends with the clause; a list of other things (…等企业) is given as ending where it begins.
    """
    if folded.find("等", low, high) < 0:
        return False, high, ""
    words = tables()
    closing = None
    for closing in _LISTED.finditer(folded, low, high):  # noqa: B007  the last 等 closes the list
        pass
    if closing is None:
        return False, high, ""
    label = closing[1]
    verb = words.stage.search(label)
    called = label[: verb.start()] if verb else label
    labelled = words.label.match(called) is not None and not _OTHER_LABEL.search(called)
    if called and not labelled and _OTHER_LIST.search(called):
        return False, low, ""
    return labelled, closing.start(), folded[closing.start(1) : high]


def _after_verbs(folded: str, low: int, high: int) -> tuple[int, str]:
    """Where the name in a piece begins, and the last stage verb before it."""
    words = tables()
    numbering = _NUMBERING.match(folded, low, high)
    first = numbering.end() if numbering else low
    begin = cut(folded, first, high)
    while True:
        later = skip_openings(folded, begin, high)
        if folded.startswith("服务", later) and high - later > 4:
            later += 2
        verb = words.stage.match(folded, later, high - 2)
        if verb is None:
            begin = later
            break
        begin = verb.end()
    said = ""
    for verb in words.stage.finditer(folded, first, begin) if begin > first else ():
        said = verb[0]
    return begin, said


def _with_heads(
    folded: str, low: int, high: int, heads: list[Head], verb: str, labelled: bool, rest: str, last: int
) -> tuple[list[Item], str]:
    """The projects in one piece of a list that end as things built do, more than one where 和 joins them; and the verb
    that governs what comes after."""
    words = tables()
    items = []
    first = low
    for head in heads:
        after = head.high
        join = _JOIN.match(folded, after, high)
        if head.low <= first or not head.ends or not (join or words.tail.match(folded, after, high)):
            continue
        begin, verb_here = _after_verbs(folded, max(first, head.low - _REACH), head.low)
        verb = verb_here or verb
        if begin - 1 > first and folded[begin - 1] in _AND and begin - 1 - max(first, low) > 1:
            begin = after  # 干细胞与再生医学实验室: where the name begins cannot be told
        first = after + (len(join[0]) if join else 0)
        if (
            not 0 < after - begin <= _LONGEST
            or _NOT_IN_NAME.search(folded[begin:after])
            or not _named(folded, begin, head)
        ):
            continue
        if _COUNTED.match(folded, after, high):
            continue  # 安置房交付800套
        works = folded.endswith(_WORKS, head.low + len(head.word), after)
        called = labelled or head.word in words.phases or folded.endswith(("项目", "工程"), head.low, after)
        priced = _PRICED.search(folded, max(low, begin - _REACH), begin) is not None
        done = folded[after:high] + rest
        built = verb == "建设" and head.word in words.built
        if called or built or priced or (verb and (verb not in _WEAK or works or _DONE.match(done))) or _strong(done):
            own = words.stage.match(folded, after, high) or (join is None and words.stage.search(folded, after, high))
            said = (verb, own[0]) if own else (verb,)
            items.append(Item(begin, after, said, settled=bool(own) and high < last))
    return items, verb


def _named(folded: str, low: int, head: Head) -> bool:
    """Whether there is name enough before the last word, which a place's name is for some last words only."""
    words = tables()
    after_word = head.low + len(head.word)
    if head.high > after_word and _OF_ITS_LEVEL.fullmatch(
        folded[low : head.high].removesuffix("项目").removesuffix("工程")
    ):
        return True
    if not is_name(folded, low, head.low, head.high):
        return False
    core = folded[low : head.low]
    if head.word in words.built or head.word in words.phases:
        return True
    if head.word == "工程" and (
        core.endswith((*words.programmes, "”", "乡风建设")) or not (_EARTH.search(core) or _ROUTE.search(core))
    ):
        return False
    if head.word == "项目" and (len(core) < 4 or core[-1] in _NO_PROJECT_AFTER):
        return False
    rest = core
    for place in reversed(regions().find_in(core)):
        rest = rest[: place.start] + rest[place.end :]
    rest = _WATERS.sub("", rest)
    if head.word == "桥" and len(core) > 2 and rest in _NUMERALS:
        return True  # 南溪二桥
    return len(rest) > 1 and not is_common(rest)


def _may_be_bare(folded: str, low: int, high: int) -> bool:
    """Whether an item of a list of projects without a telling last word may be a project's name."""
    if not 2 <= high - low <= _LONGEST or is_general(folded, low, high):
        return False
    words = folded[low:high]
    if _NOT_IN_NAME.search(words) or (len(words) < 5 and words.isascii() and words.isalpha()):
        return False
    return words.count("“") == words.count("”") and words.count("(") == words.count(")")


def _strong(words: str) -> bool:
    """Whether a verb follows at once that is said of things built."""
    verb = tables().stage.search(words[:12])
    return verb is not None and verb[0] not in _WEAK
