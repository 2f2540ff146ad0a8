"""The projects of one clause: the items of its list, and what the verbs before and after say has been done with them."""

from __future__ import annotations

import re
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
_AFTER_NAME = frozenset("和与及以暨、,。;:!?\n|")
_NO_HEAD_BEFORE = frozenset("域网段口径由员业面灯演来馆间")
_EXTENSION = (
    r"(?:[东西南北](?:延(?:长线|伸线|伸段|线)?|段)|(?:(?!等)[\u4e00-\u9fff]){{2,3}}段|新馆|新院区?|新校区|中段|主线|支线)?(?:\(?(?:{phase})\)?)?"
    r"(?:(?:改扩建|扩建|改造|新改建|升级改造|提升改造|综合整治|综合治理|配套|续建)?(?:工程|项目))?"
)
_TAIL = (
    r"(?:的)?(?:整体|正式|全线|全面|相继|陆续|成功|顺利|基本|已经?|均|如期|提前|年内|即将|全部|项目|工程|主体工程|主体|一体化|核心区|起步区|首开区|配套|前期|征迁)?"
    r"(?:(?:提质|扩能|升级|提升|综合|维修|拓宽|快速化|绿化|美化|路基|路面){{0,2}}(?:改造|工程|整治|完善)|{stages}|建设|改造|升级|提升|工作|进入|入选|获|被|(?=[、,。;:!?\n|])|$)"
)
_LISTED = re.compile(
    r"等(?:一批|一系列|首批)?(?:[\d一二三四五六七八九十百余多]{1,5}(?:个|条|座|项|家|所|处|批|大|片)?)?([\u4e00-\u9fffA-Za-z]{0,18})"
)
_OTHER_LABEL = re.compile(r"领域|方面|方式|行业|片区|企业|[从中在为的]|类|(?:整治|试点)(?:项目|$)|专班")
_OTHER_LIST = re.compile(
    r"领域|方面|方式|行业|片区|企业|公司|机构|单位|高校|院校|平台|活动|行动|品牌|产业|政策|技术|产品|部门|地区|城市|群体|人员|因素|问题|[从中在为的]|类"
)
_JOIN = re.compile(r"和|与|及|以及|暨|、|$")
_DONE = re.compile(r"建设|改造|扩建|改扩建|项目|工程|前期|施工|开工|投产|整治|治理")
_NOT_IN_NAME = re.compile(
    r"的|了|等|各类|以[上下]|领域|方面|力度|企业|项目.|”(?:项目|工程|园区)$|“(?<!.“)[^“”]*”$|专栏(?<!.专栏)|附[件表](?<!.附.)|新开工|亿元"
)
_AND = frozenset("和与及")
_NUMBERING = re.compile(r"(?:\(?\d{1,2}[).、]|[一二三四五六七八九十]{1,2}是)")
_MAKE_INTO = re.compile(r"[把将].{0,30}?建成|建成(?:为|全)")
_EARTH = re.compile(r"[水河湖江海渠路桥隧管网电气站港闸堤山草沙岛坝库田渔岸湿林房镇引输变热暖]")
_WATERS = re.compile(r"长江|黄河|珠江|汉江|淮河|沿江|沿海|滨江|中国|国家")
_LONGEST = 30
_REACH = 60  # characters before the last word in which its name and verb stand


class Item(NamedTuple):
    """A project named in a clause."""

    low: int
    high: int
    stage: ProjectStage
    """What the verb before it says."""


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
        tail=re.compile(_TAIL.format(stages=any_of(list(stages)))),
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


def items_of(folded: str, low: int, high: int, heads: list[Head]) -> tuple[list[Item], ProjectStage]:
    """The projects named in the clause `folded[low:high]`, and the stage said of all of them after the list.

    `heads`: what names may end in there (`find_heads`).
    """
    words = tables()
    labelled, list_end, rest = _label(folded, low, high)
    if list_end < high:
        heads = [head._replace(ends=True) for head in heads if head.high <= list_end]  # 等 may be what follows
    if not labelled and not any(head.ends for head in heads):
        return [], ""
    if list_end == low or (folded.find("建成", low, list_end) >= 0 and _MAKE_INTO.search(folded, low, list_end)):
        return [], ""
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
        named, verb = _with_heads(folded, first, last, own, verb, labelled, rest) if own else ([], verb)
        items += named
        if not named and (labelled or heads[-1].low >= last):
            begin, verb_here = _after_verbs(folded, first, last)
            verb = verb_here or verb
            if labelled and is_common(folded[begin:last]):
                common = common or not (own and own[-1].high == last)
            elif labelled and _may_be_bare(folded, begin, last):
                bare.append(Item(begin, last, words.stages.get(verb, "")))
    if not common:
        items += bare
    suffix: ProjectStage = ""
    for said in words.stage.finditer(rest) if items else ():
        if said[0] != "建设" or not verb:
            suffix = max(suffix, words.stages[said[0]], key=STAGES.index)
    return items, suffix


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
    folded: str, low: int, high: int, heads: list[Head], verb: str, labelled: bool, rest: str
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
        called = labelled or head.word in words.phases or folded.endswith(("项目", "工程"), head.low, after)
        done = folded[after:high] + rest
        built = verb == "建设" and head.word in words.built
        if called or built or (verb and (verb not in _WEAK or _DONE.match(done))) or _strong(done):
            stage = words.stages.get(verb, "")
            if own := words.stage.match(folded, after, high) or (
                join is None and words.stage.search(folded, after, high)
            ):
                stage = max(stage, words.stages[own[0]], key=STAGES.index)
            items.append(Item(begin, after, stage))
    return items, verb


def _named(folded: str, low: int, head: Head) -> bool:
    """Whether there is name enough before the last word, which a place's name is for some last words only."""
    words = tables()
    if not is_name(folded, low, head.low, head.high):
        return False
    core = folded[low : head.low]
    if head.word in words.built or head.word in words.phases:
        return True
    if head.word == "工程" and (core.endswith((*words.programmes, "”", "乡风建设")) or not _EARTH.search(core)):
        return False
    if head.word == "项目" and len(core) < 4:
        return False
    rest = core
    for place in reversed(regions().find_in(core)):
        rest = rest[: place.start] + rest[place.end :]
    rest = _WATERS.sub("", rest)
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
