"""Policies, programmes and plans named in the text: titled papers (《…》) and programmes by their short names.

A title counts where its last word is that of a paper of government (意见, 办法, 规划), so that films and books do not. A
programme is a quoted name with its kind (“1+3”政策包, “春雨”行动) or, unquoted, what follows a verb that carries programmes
out (实施…三年行动方案). Other names given in brackets (以下简称“…”) join the same entity. Slogans are no policies.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from ..catalogue.common import is_common
from ..catalogue.name_parts import any_of, name_parts
from .facts import Policy
from .mentions import find_forms, merged, unquoted
from .phrases import cut, skip_openings

_TITLE = re.compile(r"《([^《》\n]{2,90}(?:《[^《》\n]{2,60}》[^《》\n]{0,40})?)》")
_TAIL = re.compile(r"\((?:[^()]{0,24})\)$")
_STATUS = re.compile(r"\((?:试行|暂行|草案|修订|修正|修订稿|征求意见稿|送审稿|讨论稿|送审)[^()]{0,8}\)$")
_ALIAS = re.compile(r"\((?:以下)?(?:统一)?简称(?:为)?[:“《]{0,2}([^()“”《》,;。\n]{2,20})[”》]?[^()\n]{0,10}\)")

_KIND = re.compile(
    r"政策包|行动计划|行动方案|行动|计划|工程|战略|政策|新政|规划|普法|保卫战|攻坚战|歼灭战|改革|条(?<=[十百\d一二三四五六七八九]条)(?=”)"
)
_GAP = re.compile(
    r"(?!.*(?:[的等为在和与及将是建了]|[一二三四五六七八九十]大(?!保卫)|管道|公路|铁路|水库|管网|管线))[\u4e00-\u9fff]{0,8}"
)
_INNER = re.compile(r"[^“”。;:!?\n]{1,24}")
_NOT_AFTER = re.compile(r"[者家师部员化性]|布局|支点|定位|机遇|专业|体系|的简称|要求|导向|红利|体制")
_PERIOD = re.compile(r"(?:[一二三四五六七八九]?十[一二三四五六七八九]|[七八九])五$")

# Unquoted: the verb that carries it out, then the name. The word before its kind tells a programme from a public work.
_OPEN = re.compile(
    r"(?:实施|开展|启动|推进|推动|落实|执行|出台|印发|制定|编制|贯彻|完成|深化|推行|发起|参与|融入|对接|抢抓|打好|打赢|组织)(?:好|了|国家|全国|全省|全市|全区|全县|新一轮)?"
)
_PLAIN_KINDS = frozenset(("行动", "计划", "工程", "战略"))
_STOP = re.compile(r"[,。;:!?、\n()“”《》|\d]")
_AND = re.compile(r"(?:行动|工程|计划|战略|方案)(?:和|及|与|以及)")
_AFTER = re.compile(
    r"[,。;:!?、\n()”|等和与及以]|圆满|全面|深入|实施|取得|顺利|扎实|持续|成效|有效|稳步|推进|加快|收官|启动|完成|落地|任务|有序|的(?!要求|需要|重要)"
)
_NO_NAME = re.compile(
    r"(?:一批|系列|各项|各类|多项|若干|年度|专项培训|具体|实际|重要|本|我|其他|配套|中国式|国家重大|重大|[一二三四五六七八九十]+大|五年|[一二三四五]年行动|可持续发展|经济社会|发展战略|党领导|[^、]{0,6}[一二三四五六七八九]大(?!攻坚|战役))"
)
_PLAIN_LONGEST = 28
_PLAIN_SHORTEST = 4
_QUOTE_LONGEST = 26


@cache
def _programme_ends(kind: str) -> tuple[str, ...]:
    """What stands before `kind` (行动, 计划, 工程, 战略) in a programme's unquoted name."""
    return tuple(word + more for word in name_parts(f"programme:{kind}") for more in ("", "发展"))


@cache
def _paper() -> re.Pattern[str]:
    """What the title of a government's paper ends in."""
    return re.compile(rf"(?:{any_of(name_parts('paper'))}|[\d一二三四五六七八九十]条)$")


@dataclass(slots=True)
class _Entity:
    """A policy while its mentions are gathered."""

    kind: Literal["document", "programme"]
    name: tuple[int, int]
    """Span of the name in the text."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)


def find_policies(text: str, folded: str, start: int, end: int, **_: object) -> tuple[Policy, ...]:
    """The policies and programmes named in `text[start:end]`, in the order of their first mention.

    A paper's name stands without its title marks, its mentions with them. A programme's name is as first written.
    """
    entities: dict[str, _Entity] = {}
    titles = _titles(folded, start, end, entities)
    _programmes(folded, start, end, entities, titles)
    _by_name(folded, start, end, entities)
    found = []
    for entity in entities.values():
        mentions = merged(entity.spans)
        found.append(Policy(mentions[0].start, mentions[0].end, text[slice(*entity.name)], entity.kind, mentions))
    return tuple(sorted(found, key=lambda policy: (policy.start, policy.end)))


def _titles(folded: str, start: int, end: int, entities: dict[str, _Entity]) -> list[tuple[int, int]]:
    """Papers by title, with the short titles and other names they are given. Returns the spans of all titles."""
    by_last_word: dict[str, str] = {}
    spans = []
    for match in _TITLE.finditer(folded, start, end):
        spans.append(match.span())
        title = match[1].strip()
        bare = title
        while tail := _TAIL.search(bare):
            bare = bare[: tail.start()]
        if not _paper().search(bare):
            continue
        if len(bare) <= 4 and bare in by_last_word:  # 《意见》 after 《关于…的意见》(以下简称《意见》), or 《纲要》
            entities[by_last_word[bare]].spans.append(match.span())
            continue
        if len(bare) <= 2:
            continue
        key = unquoted(_STATUS.sub("", title))
        entity = entities.setdefault(key, _Entity("document", match.span(1)))
        entity.spans.append(match.span())
        by_last_word[bare[-2:]] = key
        if alias := _ALIAS.match(folded, match.end(), end):
            entity.aliases.append(alias[1])
            by_last_word[alias[1]] = key
        if len(bare) > 8:
            entity.aliases.append(unquoted(bare))
            if bare.endswith(("行动方案", "行动计划")):
                entity.aliases.append(unquoted(bare[:-2]))  # as it is called in the text: …三年行动
    return spans


def _programmes(folded: str, start: int, end: int, entities: dict[str, _Entity], titles: list[tuple[int, int]]) -> None:
    """Programmes by the word that says their kind, quoted or not. What stands inside a title is the title's."""
    known = {alias for entity in entities.values() for alias in entity.aliases}
    starts = [low for low, _ in titles]
    for match in _KIND.finditer(folded, start, end):
        low, high = match.span()
        at = bisect_right(starts, low) - 1
        if at >= 0 and high <= titles[at][1]:
            continue
        kind = match[0]
        span: tuple[int, int] | None
        if high < end and folded[high] == "”":
            span = _quoted_whole(folded, start, high)
        elif (closing := folded.rfind("”", max(start, low - 9), low)) >= 0:
            span = _quoted_name(folded, start, end, closing, match)
        elif kind[:2] in _PLAIN_KINDS:
            span = _plain(folded, start, end, low, high, kind)
        else:
            span = None
        if span is None or unquoted(folded[slice(*span)]) in known:
            continue
        entity = entities.setdefault(unquoted(folded[slice(*span)]), _Entity("programme", span))
        entity.spans.append(span)
        if alias := _ALIAS.match(folded, span[1], end):
            entity.aliases.append(alias[1])


def _quoted_whole(folded: str, start: int, closing: int) -> tuple[int, int] | None:
    """“千村振兴工程”: the quotation that ends in its kind."""
    opening = folded.rfind("“", max(start, closing - _QUOTE_LONGEST), closing)
    inner = folded[opening + 1 : closing]
    if opening < 0 or len(inner) < 4 or not _INNER.fullmatch(inner) or "的" in inner or _NO_NAME.match(inner):
        return None
    if _NOT_AFTER.match(folded, closing + 1) or inner.endswith(("政策", "改革", "规划")):
        return None
    return opening, closing + 1


def _quoted_name(folded: str, start: int, end: int, closing: int, match: re.Match[str]) -> tuple[int, int] | None:
    """“1+3”政策包, “323”健康问题攻坚行动: a quotation, a few characters, its kind."""
    low, high = match.span()
    opening = folded.rfind("“", max(start, closing - _QUOTE_LONGEST), closing)
    inner = folded[opening + 1 : closing]
    if opening < 0 or not _INNER.fullmatch(inner) or not _GAP.fullmatch(folded, closing + 1, low):
        return None
    if _NOT_AFTER.match(folded, high, end):
        return None
    of_a_period = _PERIOD.fullmatch(inner) is not None
    if of_a_period != (match[0] in ("规划", "普法")):
        return None  # “十四五”重大工程 is of that time, no name; “多规合一”村庄规划 is a way of planning
    return opening, high


def _plain(folded: str, start: int, end: int, low: int, high: int, kind: str) -> tuple[int, int] | None:
    """An unquoted programme: after the verb that carries it out, or at a clause's own start."""
    if not folded.endswith(_programme_ends(kind[:2]), max(start, low - 6), low):
        return None
    if kind == "行动" and high < end and folded.startswith("方案", high):
        high += 2
    if high < end and not _AFTER.match(folded, high):
        return None
    back = max(start, high - _PLAIN_LONGEST)
    first = back
    for stop in _STOP.finditer(folded, back, low):
        first = stop.end()
    if first == back > start:
        return None  # no beginning within reach
    for joined in _AND.finditer(folded, first, low):
        first = joined.end()
    if first > start and folded[first - 1] == "”":
        return None  # the tail of something quoted
    if verb := _OPEN.search(folded, first, low):
        first = verb.end()
        while verb := _OPEN.match(folded, first, low):
            first = verb.end()
    else:
        later = cut(folded, first, low)
        first = later if high - later > 7 else first
        later = skip_openings(folded, first, low)
        first = later if high - later > 5 else first
    if kind == "战略" and folded.startswith("服务", first):
        first += 2
    if (
        high - first < _PLAIN_SHORTEST
        or first > low - 2
        or _NO_NAME.match(folded, first)
        or folded[first - 1] in "等大"
        or "等" in folded[first:low]
        or (high - first == _PLAIN_SHORTEST and is_common(folded[first:low]))  # 关爱工程
    ):
        return None
    return first, high


def _by_name(folded: str, start: int, end: int, entities: dict[str, _Entity]) -> None:
    """Further mentions by a name or alias alone: 创投十条 after (以下简称“创投十条”)."""
    forms: list[str] = []
    owners: list[_Entity] = []
    for key, entity in entities.items():
        for form in (key, *entity.aliases):
            if len(form) > 2:
                forms.append(form)
                owners.append(entity)
    for low, high, which in find_forms(folded, start, end, forms):
        owner = owners[which]
        if (
            owner.kind == "document"
            and folded[low - 1 : low] == "《"
            and low > start
            and folded[high : high + 1] == "》"
        ):
            continue  # the title itself, already there with its marks
        owner.spans.append((low, high))
