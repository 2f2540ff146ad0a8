"""Acts without a number: a named work that is to be begun, capped, finished or in use, and how far later papers say it got."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from luoshi.catalogue.names import plain
from luoshi.reckoning.tasks.due import due

from .naming import Thing
from .papers import Paper
from .thread import Saying

STAGES: dict[int, str] = {1: "签约", 2: "开工", 3: "主体完工", 4: "建成", 5: "投用", 6: "达产"}
"""How far a work has got."""
_STAGE_WORDS: tuple[tuple[int, str], ...] = (
    (6, "全面达产|满产达产|达产"),
    (5, "建成投用|建成投产|竣工投产|竣工投用|投产达效|建成交付|建成开放|建成运营|竣工交付|建成通车|贯通运营|投入使用|投入运营|投入运行|正式投产|投产|投用|启用|投运|开业|开园|开馆|开通|通车"),
    (3, "主体(?:工程|结构)?(?:全面)?(?:封顶|完工|竣工|完成|建成|贯通)|封顶|洞通|主线贯通|合龙"),
    (4, "全面建成|基本建成|建成|竣工|完工|全线贯通|贯通|落成|争创成|争创|创成|成功创建|获评|通过验收|验收|全面完成"),
    (2, "开工建设|新开工|开工|动工建设|动工|启动建设|破土"),
    (1, "成功签约|签约"),
)  # fmt: skip
_STAGE = re.compile("|".join(f"(?P<s{stage}>{words})" for stage, words in _STAGE_WORDS))
_NOT_DONE = re.compile(r"(?:未能?|尚未|没有|暂未|推迟|暂缓|延期|延后|停工|终止|取消)[\u4e00-\u9fff]{0,4}$")
_NOT_YET = re.compile(r"(?:未|尚未|没有|暂未|未能|推迟|暂缓|延期|延后|停工|终止|取消|加快|推进|力争|争取|确保|计划|即将|准备|有望|拟|待|将)[\u4e00-\u9fff]{0,4}$")
_BUT = re.compile(r"除[^,;。]{1,12}外")
"""Done but for a part: 江湾大道除3号桥外全部通车."""
_PART = re.compile(r"完成(?:[^,;。]{1,8}(?:工程|施工|建设|前期|征迁|征收|基础|改造|节点|安装|铺设|敷设|土建|桩基)|[一二三四五六七八九]成|过半|一半|大半|\d+(?:\.\d+)?%|部分)|(?:已|正在|加快|有序|全面)?(?:推进|进场|在建|建设中|施工)|加快建设|进展顺利")
_LEAD = re.compile(
    r"^(?:\(?[一二三四五六七八九十\d]+[、.)]|其中|并|且|及|和|确保|力争|争取|加快|推动|推进|全力|积极|大力|重点|抓好|实现|完成|支持|促进|持续|继续|深入|全面|着力|"
    r"年内|年底前?|上半年|下半年|[一二三四]季度末?前?|\d{1,2}月(?:份|底|末|中旬|上旬|下旬)?前?|今年|明年|总投资[\d.]+[亿万]?元的?|投资[\d.]+[亿万]?元的?|:|,|、| )+"
)
_TAIL = re.compile(r"(?:项目)?(?:年内|年底前?|上半年|下半年|[一二三四]季度末?前?|\d{1,2}月(?:份|底|末|中旬|上旬|下旬)?前?|全面|全线|正式|顺利|如期|建设|主体(?:工程|结构)?|实现|完成|竣工|力争|确保|,|、| )+$")
_FOLLOWS = re.compile(r"(?:、?(?:年内|年底前?|上半年|下半年|[一二三四]季度末?前?|\d{1,2}月(?:份|底|末|中旬|上旬|下旬)?前?|力争|确保|实现|全面|正式)*)?")
"""Between two stages of one work: 3月底前开工、年底前主体封顶."""
_MONTH = re.compile(r"(1[0-2]|[1-9])月")
_TOO_PLAIN = re.compile(r"^(?:一批|重点|重大|一期|二期|三期|该|各|新|老|区级|市级|续建|新建|在建|亿元以上|等|全区|全市)*(?:重点|重大)?(?:项目|工程|企业|园区|基地|厂房|中心|建设|学校|医院|道路)$")
_A_WORK = re.compile(
    r"(?:项目|工程|基地|园区?|中心|道路?|路|桥|隧道|线|段|医院|院区?|学校|[小中大]学|校区|幼儿园|馆|站|厂|平台|市场|广场|水库|枢纽|码头|港区?|楼|大厦|管网|管廊|绿道|泵站|系统|"
    r"库|小区|社区|街区|[一二三四五]期|地块|设施|实验室|装置|研究院|生产线|产线|变电站|示范[区县市镇村]|景区|城市|之都|先进[区县市]|称号|综合体|书城|剧院|体育场|渠|堤|闸|渡|机场|号线|大道|科学岛|科学城|产业城|总部|仓库|直属库|粮库)$"
)
"""How the name of something that is built or awarded ends; 社会主义现代化新城 is a vision."""
_CLAUSE = re.compile(r"[^,;。:!\n]+")
_ATTRIBUTE = re.compile(r"投资[\d.]+[亿万]?元的")
_LISTED = re.compile(r"[、和]|以及")


def acts_of(paper: Paper) -> Iterator[Saying]:
    """The paper's promises to take a named work to a stage, in order. Those with a number are not among them."""
    plan = paper.document.plan
    if not plan:
        return
    figures = sorted(measure.start for measure in paper.reading.measures)
    for index, sentence in enumerate(paper.reading.sentences):
        if sentence.role not in ("commitment", "goal"):
            continue
        for clause in _CLAUSE.finditer(paper.folded, sentence.start, sentence.end):
            if _counts_something(paper, figures, clause.start(), clause.end()):
                continue
            if told := _act(paper, clause.start(), clause.end(), index):
                yield told
            else:  # 甲大桥开工、乙医院封顶、丙水厂投运: each with its own stage
                parts = _each(paper.folded, clause.start(), clause.end())
                yield from (told for start, end in parts if (told := _act(paper, start, end, index)))


def _each(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a list, each of which ends with a stage; none where one does not."""
    at, found = start, []
    for item in folded[start:end].split("、"):
        found.append((at, at + len(item)))
        at += len(item) + 1
    if len(found) > 1 and all(hits and hits[-1].end() == len(item.rstrip("。;! ")) for item in (folded[a:b] for a, b in found) for hits in [list(_STAGE.finditer(item))]):
        yield from found


def _counts_something(paper: Paper, figures: list[int], start: int, end: int) -> bool:
    """Whether a figure is promised in the span; one that only says which project is meant (总投资32亿元的…) is none."""
    attribute = _ATTRIBUTE.search(paper.folded, start, end)
    inside = figures[bisect_left(figures, start) : bisect_left(figures, end)]
    return any(not (attribute and attribute.start() <= at < attribute.end()) for at in inside)


def _act(paper: Paper, start: int, end: int, sentence: int) -> Saying | None:
    words = paper.folded[start:end]
    hits = [hit for hit in _STAGE.finditer(words) if not words.startswith("的", hit.end())]
    if not hits or not all(_FOLLOWS.fullmatch(words, one.end(), other.start()) for one, other in pairwise(hits)):
        return None
    hit, place = hits[-1], paper.document.place.name
    name = _name(words[: hits[0].start()], place) or _name(words[hit.end() :], place)
    if not name or _LISTED.search(name) or not _A_WORK.search(name):
        return None
    period = paper.document.plan
    day = due(paper.folded, start, end, plan=period)
    return Saying(
        paper, start, end, start, end, f"{name}{words[hits[0].start() : hit.end()]}", Thing("", name, ""), "target", period, "act",
        wording=f"{day[0].month}" if (day and day[1] and str(day[0].year) == period and _MONTH.search(day[1])) or (day and "半年" in day[1]) else "",
        sentence=sentence, stage=_stage(hit),
    )  # fmt: skip


def _stage(hit: re.Match[str]) -> int:
    return next(int(name[1:]) for name, found in hit.groupdict().items() if found)


def _name(words: str, place: str) -> str:
    """The work's own name; empty where what stands there names none in particular."""
    name = plain(_TAIL.sub("", _LEAD.sub("", words.strip(" ,;。:\n"))))
    if place and name.startswith(place) and len(name) - len(place) >= 4:
        name = name[len(place) :]
    if not 4 <= len(name) <= 30 or name.startswith("一批") or _TOO_PLAIN.match(name) or re.search("[,;。:]", name):
        return ""
    return name


def progress_of(act: Saying, papers: Sequence[Paper]) -> list[Saying]:
    """What papers that report on the act's year say of the work, the furthest stage first; one that names no stage has stage 0."""
    found: list[Saying] = []
    span = act.period
    for paper in papers:
        if not span.isdigit() or not paper.reports_on(int(span)):
            continue
        for index, sentence in enumerate(paper.reading.sentences):
            if sentence.role in ("commitment", "goal", "heading", "term"):
                continue
            words = paper.folded[sentence.start : sentence.end]
            at = words.find(act.thing.object)
            if at < 0:
                continue
            found.append(_told(paper, act, sentence.start, sentence.end, sentence.start + at, index))
    return sorted(found, key=lambda one: (-one.stage, one.start))


def _told(paper: Paper, act: Saying, first: int, last: int, at: int, index: int) -> Saying:
    folded = paper.folded
    left = max(folded.rfind(mark, first, at) for mark in ",;。、") + 1
    left = max(left, first)
    over = at + len(act.thing.object)
    stop = min([place for mark in ";。\n" if (place := folded.find(mark, over, last)) >= 0] or [last])
    comma = folded.find(",", over, stop)
    near = folded[over : comma if comma >= 0 else stop]
    hit = next((each for each in _STAGE.finditer(near)), None)
    stage, end, undone = 0, over + len(near), False
    if hit is not None and (but := _BUT.search(near[: hit.start()])):
        return replace(
            act, paper=paper, start=left, end=end, at=left, to=end, subject=act.thing.object, modality="actual", wording="", headline=False, sentence=index,
            stage=0, again=(), derived=near[but.start() : hit.end()],
        )  # fmt: skip
    if hit is not None and _NOT_YET.search(near[: hit.start()]):
        undone = bool(_NOT_DONE.search(near[: hit.start()]))
        hit = None
    if hit is not None:
        stage = _stage(hit)
    elif (before := list(_STAGE.finditer(folded, left, at))) and not _NOT_YET.search(folded[left : before[-1].start()]):
        stage = _stage(before[-1])
    month = _MONTH.search(near)
    return Saying(
        paper, left, end, left, end, act.thing.object, act.thing, "actual", act.period, "act", wording=month[1] if month else "",
        sentence=index, stage=-1 if undone else stage, derived="" if stage else (part.group() if (part := _PART.search(near)) else ""),
    )  # fmt: skip


def told_in(paper: Paper, act: Saying, start: int, end: int) -> Saying:
    """What these words say of the act, wherever they name it: the furthest stage they do not put off; -1 where all are put off."""
    words = paper.folded[start:end]
    hits = list(_STAGE.finditer(words))
    done = [hit for hit in hits if not _NOT_YET.search(words[: hit.start()])]
    undone = any(_NOT_DONE.search(words[: hit.start()]) for hit in hits)
    month, part = _MONTH.search(words), _PART.search(words)
    stage = max(map(_stage, done), default=-1 if undone else 0)
    return replace(
        act, paper=paper, start=start, end=end, at=start, to=end, modality="actual", wording=month[1] if month else "", headline=False, sentence=None,
        stage=stage, again=(), derived="" if stage or part is None else part.group(),
    )  # fmt: skip
