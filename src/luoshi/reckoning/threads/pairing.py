"""Pairing: which of the things said later answers a promise. Precision first: where it is not plain, nothing is paired.

An answer is of the same thing, the same year, the same kind and unit, the same act and scope. One that is of the same thing and year but
of another kind, act or scope is shown too, and held against nothing: not comparable.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from luoshi.catalogue.indicators import indicators
from luoshi.catalogue.reckoned import acts, factor, kin, scopes_differ
from luoshi.catalogue.units import dimension_of

from .naming import thing_of, unquoted
from .papers import years
from .thread import Pairing, Saying

_CONFLICTS = {
    frozenset(pair)
    for pair in (
        ("add", "net"), ("build", "hand"), ("start", "finish"), ("start", "hand"), ("sign", "start"), ("sign", "finish"), ("bring", "sign"),
        ("start", "build"), ("renew", "start"), ("bring", "raise"), ("sign", "hand"), ("renew", "build"), ("rebuild", "hand"), ("gather", "hand"), ("gather", "build"),
        ("finish", "hand"), *(("repair", other) for other in ("add", "build", "both", "rebuild", "renew", "start", "finish", "hand")),
    )
}  # fmt: skip
"""Acts of which one is not the other."""
_PARTS_OF_BOTH = frozenset({"build", "rebuild", "renew", "hand", "start", "finish"})
"""A count of what is built and rebuilt together answers none of these; a promise of both is answered by what is told of either."""
_ONE_KIND = frozenset({"growth", "multiple"})
_VERIFIED = re.compile("最终核[实算定]|修订后的?数据|核定结果")
"""In the title of a paper that tells a year's figure for good."""
_FIRM = {"bulletin": 0, "final_evaluation": 1, "midterm_evaluation": 1}
"""Kinds of paper whose figures are final come first."""
_JOINING = re.compile("以及|及其|[和及与]")
_FIGURES = re.compile(r"[\d.]+")
_SHORTEST = 5
"""Characters: a shorter name that another ends with says little."""


class Said:
    """All that later papers say came about, to be looked up by what it is of."""

    def __init__(self, sayings: Iterable[Saying]) -> None:
        self._by_key: dict[str, list[Saying]] = defaultdict(list)
        self._by_object: dict[str, list[Saying]] = defaultdict(list)
        for saying in sayings:
            self._by_key[saying.thing.key].append(saying)
            if saying.thing.indicator:
                self._by_object[saying.thing.object].append(saying)
            if short := unquoted(saying.subject):
                bare = thing_of(short, "", saying.paper.document.place)
                self._by_object[bare.object].append(saying)
        self._loosely: dict[tuple[str, ...], list[Saying]] = defaultdict(list)
        for saying in (saying for each in self._by_key.values() for saying in each):
            if words := _loosely(saying.thing.object):
                self._loosely[words].append(saying)
        self._indicators = {saying.thing.indicator for each in self._by_key.values() for saying in each} - {""}
        self._by_end: dict[str, list[Saying]] = defaultdict(list)
        for saying in (saying for each in self._by_key.values() for saying in each):
            if len(saying.thing.object) >= _SHORTEST:
                self._by_end[saying.thing.object[-_SHORTEST:]].append(saying)

    def of(self, promise: Saying) -> list[Saying]:
        """What is said of the promise's thing: by indicator, or by the same words where one side has none."""
        thing = promise.thing
        found = [*self._by_key.get(thing.key, ())] if thing.key else []
        if thing.indicator and thing.object:
            found += self._by_key.get(thing.object, ())
        elif thing.object:
            found += self._by_object.get(thing.object, ())
            if short := unquoted(promise.subject):
                found += self._by_key.get(thing_of(short, "", promise.paper.document.place).object, ())
        return found or [one for one in self._loosely.get(_loosely(thing.object), ()) if not (thing.indicator and one.thing.indicator)]

    def narrower_or_wider(self, promise: Saying) -> list[Saying]:
        """What is said of a thing whose name is the end of the promise's, or the other way round (旱涝保收的高标准农田, 高标准农田)."""
        mine = promise.thing.object
        if len(mine) < _SHORTEST:
            return []
        return [
            saying for saying in self._by_end.get(mine[-_SHORTEST:], ())
            if (other := saying.thing.object) != mine and (_ends_with(mine, other) or _ends_with(other, mine))
            and (saying.unit, saying.kind, saying.thing.elsewhere, saying.thing.act)
            == (promise.unit, promise.kind, promise.thing.elsewhere, promise.thing.act)
        ]  # fmt: skip

    def in_parts(self, promise: Saying) -> list[Saying]:
        """What is said of a sum of several things, each much like one of the promise's (中央预算内投资和专项债券)."""
        mine = _parts(promise.thing.object)
        if len(mine) < 2:
            return []
        return [
            saying for key, sayings in self._by_key.items() if len(parts := _parts(key)) >= len(mine)
            and all(any(_alike(one, other) for other in parts) for one in mine)
            for saying in sayings if saying.unit == promise.unit
        ]  # fmt: skip

    def kin_of(self, promise: Saying) -> list[tuple[Saying, str]]:
        """What is said of indicators that are kin to the promise's, with why they are not the same."""
        mine = promise.thing.indicator
        related = ((other, kin(mine, other)) for other in sorted(self._indicators)) if mine else ()
        return [(saying, why) for other, why in related if why for saying in self._by_key[other]]


def pair(promise: Saying, said: Said) -> list[Pairing]:
    """What answers the promise, the best first; what is comparable before what is not. Empty where nothing is said of it."""
    found: list[Pairing] = []
    for result in said.of(promise):
        if not _same_period(promise, result) or promise.thing.elsewhere != result.thing.elsewhere:
            continue
        as_it_is = _in_kind(promise, result)
        if why_not := _unlike(promise, as_it_is):
            found.append(Pairing(result, False, why_not))
        else:
            found.append(Pairing(as_it_is, True, _why(promise, as_it_is)))
    if not any(pairing.comparable for pairing in found):
        found += [Pairing(result, False, why) for result, why in said.kin_of(promise) if _same_period(promise, result) and not result.part_year]
    if not found:
        found = [Pairing(result, False, "名称相近，范围可能不同") for result in said.narrower_or_wider(promise) if _same_period(promise, result)]
    if not found:
        found = [Pairing(result, False, "名称相近的几样合计，组成不尽相同") for result in said.in_parts(promise) if _same_period(promise, result)]
    return sorted(found, key=lambda pairing: _rank(promise, pairing))


def progress(promise: Saying, said: Said) -> list[Saying]:
    """What is said of the promise's thing before it is due, the latest first: it judges nothing."""
    meant = years(promise.period)
    begins = (years(promise.paper.document.plan) or meant or (0, 0))[0]
    found = []
    for result in said.of(promise):
        told = years(result.period)
        before = meant and told and begins <= told[0] and told[1] < meant[1]
        counted_alike = not _flow(promise) or promise.cumulative == result.cumulative
        if before and told and counted_alike and not _unlike(promise, result):
            found.append((told[1], result))
    return [result for _, result in sorted(found, key=lambda each: (-each[0], _rank(promise, Pairing(each[1], True, ""))))]


def _same_period(promise: Saying, result: Saying) -> bool:
    meant, told = years(promise.period), years(result.period)
    if meant is None or told is None:
        return False
    if meant[0] < meant[1] and not promise.cumulative:
        return told[1] == meant[1] and (told[0] == told[1] or told == meant)
    return told[1] == meant[1] and (told == meant or told[0] < told[1])


def _in_kind(promise: Saying, result: Saying) -> Saying:
    """The result put as the promise is, where that is mere arithmetic: 1040公顷 is 15600亩; 增长1.3倍 is 130 % where 翻一番 is 100 %."""
    if result.low is None or result.high is None:
        return result
    if promise.kind == result.kind:
        times = factor(result.unit, promise.unit) if result.unit != promise.unit else None
        if times is None:
            return result
        low, high = (float(Decimal(str(end)) * times) for end in (result.low, result.high))
        return replace(result, unit=promise.unit, low=low, high=high, derived=f"由{result.unit}折算为{promise.unit}")
    if {promise.kind, result.kind} != _ONE_KIND:
        return result
    if result.kind == "multiple":
        return replace(result, kind="growth", unit="%", low=(result.low - 1) * 100, high=(result.high - 1) * 100, derived="由倍数折算")
    return replace(result, kind="multiple", unit="倍", low=1 + result.low / 100, high=1 + result.high / 100, derived="由增幅折算")


def _unlike(promise: Saying, result: Saying) -> str:
    """Why the result cannot be held against the promise, in Chinese; empty where it can."""
    mine, other = promise.thing, result.thing
    if result.part_year != promise.part_year:
        return "一为全年，一为一年中的一段"
    if mine.basis != other.basis:
        if promise.kind == result.kind == "rank":
            return f"位次不在同一范围（{mine.basis or '未注明'}／{other.basis or '未注明'}）"
        if mine.basis.endswith("相比") or other.basis.endswith("相比"):
            return f"相比的对象不同（{mine.basis or '与自己从前相比'}／{other.basis or '与自己从前相比'}）"
        return f"口径不同（{mine.basis or '未注明'}／{other.basis or '未注明'}）"
    if mine.indicator and mine.indicator == other.indicator and (known := indicators().get(mine.indicator)) and scopes_differ(promise.subject, result.subject, known.name):
        return f"“{promise.subject}”与“{result.subject}”范围不同，不能相比"
    if frozenset((mine.act, other.act)) in _CONFLICTS or (other.act == "both" and mine.act in _PARTS_OF_BOTH):
        return f"“{promise.subject}”与“{result.subject}”不是一回事，不能相比"
    if not (mine.indicator and other.indicator) and bool(mine.act in acts().flows) != bool(other.act in acts().flows) and "do" not in (mine.act, other.act):
        return "一为当年新增，一为总数"
    if promise.kind != result.kind:
        return f"目标说的是{_KINDS.get(promise.kind, promise.kind)}，后来说的是{_KINDS.get(result.kind, result.kind)}"
    if promise.unit != result.unit and not (promise.kind == "level" and _counts(promise.unit, result.unit)):
        return f"单位不同（{promise.unit or '无'}／{result.unit or '无'}）"
    if promise.cumulative != result.cumulative and (_flow(promise) or result.over or promise.over):
        return "一为当年数，一为累计数"
    return ""


def _counts(one: str, other: str) -> bool:
    """Whether two measure words count the same things (个 and 家, 套 and 套（间）)."""
    return dimension_of(one) == dimension_of(other) == "count"


def _flow(promise: Saying) -> bool:
    """Whether the promise is of what comes about in its period, so that a stock is no answer."""
    if promise.kind != "level":
        return False
    code = promise.thing.indicator
    known = indicators().get(code) if code else None
    if known is not None:
        return (known.form == "level" and (promise.thing.act in acts().flows or code.startswith("new_"))) or (known.unit in ("人", "人次") and "新增" in known.name)
    return promise.thing.act in acts().flows or promise.thing.act in ("", "do")


_KINDS = {"level": "数量", "growth": "增幅", "change": "增减量", "multiple": "倍数", "rank": "位次"}


def _why(promise: Saying, result: Saying) -> str:
    code = promise.thing.indicator
    if code and code == result.thing.indicator:
        known = indicators().get(code)
        name = known.name if known else code
        same = promise.subject == result.subject
        why = f"同一指标：{name}" if same else f"同一指标：“{promise.subject}”与“{result.subject}”都是{name}"
    elif promise.subject == result.subject:
        why = f"同一事项：{promise.subject}"
    else:
        why = f"“{promise.subject}”与“{result.subject}”是同一事项"
    return f"{why}（{result.derived}）" if result.derived else why


def _rank(promise: Saying, pairing: Pairing) -> tuple[object, ...]:
    result = pairing.result
    return (
        not pairing.comparable,
        not pairing.comparable and dimension_of(result.unit) != dimension_of(promise.unit),
        result.modality != "actual",
        not _VERIFIED.search(result.paper.document.title),
        _FIRM.get(result.paper.document.kind, 2),
        result.bound not in ("eq", "range"),
        result.bound not in ("approx",),
        result.subject != promise.subject,
        result.thing.act != promise.thing.act,
        result.paper.document.kind != "work_report",
        result.at,
    )


def _ends_with(longer: str, shorter: str) -> bool:
    """Whether a name is another with words before it; 10亿元以上项目 is not 亿元以上项目 with a ten before it."""
    return longer.endswith(shorter) and not longer[-len(shorter) - 1 : -len(shorter)].isdigit()


def _loosely(name: str) -> tuple[str, ...]:
    """The characters of a name in whatever order, with 和 as 、, and its figures in theirs (老旧燃气管网, 燃气老旧管网); nothing for a short one."""
    if len(name) < _SHORTEST:
        return ()
    return "".join(sorted(_JOINING.sub("、", name))), *_FIGURES.findall(name)


def _parts(name: str) -> list[str]:
    return re.split("[、和及与]", name)


def _alike(one: str, other: str) -> bool:
    """Whether two names share most of their pairs of characters."""
    mine, others = ({name[at : at + 2] for at in range(len(name) - 1)} for name in (one, other))
    return len(mine) >= 3 and 2 * len(mine & others) > 1.2 * (len(mine) + len(others)) / 2


def contradictions(pairings: Sequence[Pairing]) -> list[Pairing]:
    """Other comparable figures, as firm as the first and as exact, that say otherwise."""
    told = [pairing for pairing in pairings if pairing.comparable and pairing.result.bound == "eq"]
    return [
        other for other in told[1:]
        if other.result.modality == told[0].result.modality and other.result.low != told[0].result.low
    ]  # fmt: skip
