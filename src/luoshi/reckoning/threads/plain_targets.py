"""Targets without a figure: tied to another thing (与经济增长同步), set by someone above (完成市下达目标), or a direction (逐步缩小)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from luoshi.catalogue.indicators import Indicator, indicators

from .judging import unanswered
from .outcomes import TOLERANCE
from .pairing import Said, pair
from .papers import Paper
from .thread import Outcome, Pairing, Saying, Thread
from .verdicts import verdict

_FASTER = re.compile("快于|高于|超过|跑赢")
_MOVED = re.compile("(?:缩小|下降|降低?|提高|上升|提升|扩大|增加)(?:为|到|至)")
_BELOW = re.compile("(?<!不)低于")
_RATE = re.compile("增速|增幅|增长(?:速度)?$")
_OF_ANY = re.compile("^(?:全[国省市区县州])?|(?:增速|增幅|增长)$")
_WHOSE = re.compile("全[国省市区县州]")
_BESIDE = re.compile(
    r"(?:(?P<above>高于|快于|高出|优于|好于|低于|慢于|落后于?)(?P<whose>全[国省市区县州])(?:平均(?:水平|增速)?|水平|增速|增幅)?"
    r"|比(?P<whose2>全[国省市区县州])(?:平均(?:水平|增速)?|水平|增速|增幅)?(?P<more>高|快|低|慢)"
    r"|与(?P<whose3>全[国省市区县州])(?:平均(?:水平|增速)?|水平|增速|增幅)?(?:持平|一致|同步))(?:\d+(?:\.\d+)?个?百分点)?"
)
"""How a figure stands to that of a larger place, behind it."""
_FALLS = re.compile("缩小|下降|降低|减少|压降|收窄")


def without_number(promise: Saying, said: Said, papers: Sequence[Paper]) -> Thread:
    """The thread of a headline target that has no number of its own."""
    results = [each.result for each in _of(promise, said, "growth") if each.result.paper in papers]
    levels = [each.result for each in _of(promise, said, "level") if each.result.paper in papers]
    if not results and not levels:
        return unanswered(promise, papers)
    if promise.form == "relative":
        return _relative(promise, said, papers, (results or levels)[0])
    if promise.form == "assigned":
        result = (results or levels)[0]
        for each in [*results, *levels]:
            told, words = verdict(each)
            if told:
                return _thread(promise, each, told, told, words, f"下达的数值不在这些文件中；按报告自述：“{words}”", papers)
        return _thread(promise, result, "not_comparable", "", "", "下达的数值不在这些文件中，待下达文件", papers)
    before = [each for each in said.of(promise) if each.kind == "level" and each.paper in papers]
    return _direction(promise, papers, results, levels, _moved(before, levels))


def _of(promise: Saying, said: Said, kind: str) -> list[Pairing]:
    """Comparable pairings of the promise as if it were a figure of this kind."""
    units = dict.fromkeys(result.unit for result in said.of(promise) if result.kind == kind)
    return [each for unit in units for each in pair(replace(promise, kind=kind, unit=unit), said) if each.comparable]


def _relative(promise: Saying, said: Said, papers: Sequence[Paper], result: Saying) -> Thread:
    if beside := _beside(promise, result):
        reached, words = beside
        why = f"目标与“{promise.refers_to}”相比，那里的数不在这些文件中；按报告自述：“{words}”"
        return _thread(promise, result, "met" if reached else "missed", "", "", why, papers)
    other = indicators().find(promise.refers_to) or indicators().find(_OF_ANY.sub("", promise.refers_to)) or _same_of_others(promise)
    if other is None or result.kind != "growth" or result.low is None:
        told, words = verdict(result)
        return _thread(promise, result, told or "not_comparable", told, words, f"目标与“{promise.refers_to}”相比，没有可比的数", papers)
    against = [
        each.result for each in pair(replace(promise, subject=other.name, thing=replace(promise.thing, indicator=other.code, object="", act=""), kind="growth", unit="%"), said)
        if each.comparable and each.result.modality == result.modality
    ]  # fmt: skip
    told, words = verdict(result)
    if not against or against[0].low is None:
        return _thread(promise, result, told or "not_comparable", told, words, f"没有{other.name}同期的增幅可比", papers)
    standard = against[0]
    assert standard.low is not None
    leeway = abs(standard.low) * float(TOLERANCE)
    faster = bool(_FASTER.search(promise.text))
    reached = result.low > standard.low if faster else result.low >= standard.low - leeway
    why = f"{promise.subject}{result.low:g}%，{other.name}{standard.low:g}%（“{standard.text}”）；{'快于即完成' if faster else '不低于其5%以上为同步'}"
    return _thread(promise, result, "met" if reached else "missed", told, words, why, papers, gap=result.low - standard.low)


def _same_of_others(promise: Saying) -> Indicator | None:
    """农村居民人均可支配收入增速高于城镇居民: the same indicator of the other kind of people."""
    for mine, theirs in (("农村", "城镇"), ("城镇", "农村")):
        if promise.refers_to.startswith(theirs) and mine in promise.subject:
            return indicators().find(_RATE.sub("", promise.subject.replace(mine, theirs)))
    return None


def _beside(promise: Saying, result: Saying) -> tuple[bool, str] | None:
    """What the report itself says of the figure beside those of the whole city, province or country (高于全市平均1.1个百分点): whether it
    is as was promised, and the words."""
    whose = _WHOSE.search(promise.refers_to)
    sentence = result.paper.sentence(result.sentence)
    if whose is None or sentence is None:
        return None
    folded = result.paper.folded
    for hit in _BESIDE.finditer(folded, result.to, sentence.end):
        if (hit["whose"] or hit["whose2"] or hit["whose3"]) == whose[0] and not re.search(r"\d", folded[result.to : hit.start()]):
            above = (hit["above"] or hit["more"] or "") in ("高于", "快于", "高出", "优于", "好于", "高", "快")
            level = bool(re.search("持平|一致|同步", hit.group()))
            wanted_below = bool(_BELOW.search(promise.text))
            met = above != wanted_below if not level else not (_FASTER.search(promise.text) or wanted_below)
            return met, hit.group()
    return None


def _direction(
    promise: Saying, papers: Sequence[Paper], results: list[Saying], levels: list[Saying], apart: tuple[Saying, Saying] | None
) -> Thread:
    known = indicators().get(promise.thing.indicator) if promise.thing.indicator else None
    result = (results or levels)[0]
    told, words = verdict(result)
    if not results and known and apart is not None:
        was, now = apart
        fall = bool(_FALLS.search(promise.wording)) or known.good == "less"
        reached = now.low <= was.low if fall else now.low >= was.low  # type: ignore[operator]
        why = f"目标只说方向（{promise.wording}）；由{was.low:g}变为{now.low:g}"
        return _thread(promise, now, "met" if reached else "missed", told, words, why, papers)
    if result.kind != "growth" or result.low is None or not (known or _FALLS.search(promise.wording)):
        return _thread(promise, result, told or "not_comparable", told, words, "目标只说方向，后来的数没有可比的上年数", papers)
    fall = bool(_FALLS.search(promise.wording)) or (known is not None and known.good == "less")
    reached = result.low <= 0 if fall else result.low >= 0
    why = f"目标只说方向（{promise.wording}）；后来的变化是{result.low:g}%"
    return _thread(promise, result, "met" if reached else "missed", told, words, why, papers)


def _moved(levels: list[Saying], ends: list[Saying]) -> tuple[Saying, Saying] | None:
    """The two ends of 由上年的1.72缩小为1.68, the second among `ends`."""
    at_the_end = {(one.paper.key, one.at) for one in ends}
    for first, second in pairwise(sorted(levels, key=lambda one: (one.paper.key, one.at))):
        if (second.paper.key, second.at) in at_the_end and first.paper is second.paper and first.sentence == second.sentence and _MOVED.search(first.paper.folded, first.to, second.at):
            return first, second
    return None


def _thread(
    promise: Saying, result: Saying, outcome: Outcome, told: object, words: str, why: str, papers: Sequence[Paper], *, gap: float | None = None
) -> Thread:
    looked = tuple(papers)
    said = "" if gap is None else f"{'高' if gap > 0 else '低'}{abs(gap):g}个百分点"
    return Thread(promise, result, outcome, told, words, gap, "百分点" if gap is not None else "", said, why, (), looked)  # type: ignore[arg-type]
