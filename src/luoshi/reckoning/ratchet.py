"""层层加码: one indicator's targets for one year down the levels of government, in number and in wording, and in the order they were announced.

Districts mostly speak before their city, cities before their province, and all before the nation: who copied whom is told by the dates,
which are given where the papers say them. Like is compared with like only (kind and unit; the bound is shown), and what is not here is shown
as not here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from luoshi.catalogue.indicators import indicators
from luoshi.catalogue.reckoned import base_of
from luoshi.catalogue.regions import regions
from luoshi.reading.facts import Level, Place

from .announced import Announced, announced
from .drift.firmness import bound_step, firm_words, firmness_step
from .drift.wording_changed import good_side
from .drift.years import of_the_year
from .plans.figures import figure
from .threads.papers import Paper
from .threads.thread import Saying

_LEVELS: tuple[Level, ...] = ("nation", "province", "city", "district", "zone", "town", "")
NATION = Place("全国", "nation")
"""However its papers call it."""
SHARES = frozenset({"%", "百分点", "‰"})
"""Units in which places of any size can be held against one another."""
_BOUNDS = {"ge": "以上", "le": "以内", "approx": "左右", "eq": "", "range": ""}


@dataclass(frozen=True, slots=True)
class Rung:
    """One place on the ladder."""

    place: Place
    target: Saying | None
    """None where its papers are not here, or set none: `said` tells which."""
    also: tuple[Saying, ...]
    """What its other papers of the year say of it."""
    announced: Announced
    above: str = ""
    """The nearest place above whose target is like this one."""
    gap: float | None = None
    """This target less that one's, in points (of ‰, in thousandths); of ranges from low end to low end. None where the two are not alike or are no rates."""
    pressed: bool | None = None
    """Whether it asks for more than the one above; None where that cannot be told."""
    wording: str = ""
    """In Chinese: how it is worded beside the one above (“以上”，上级为“左右”，更紧); empty where the two are worded alike."""
    order: str = ""
    """In Chinese: whether it was announced before the one above (早于武汉市公布)."""
    missing: Literal["paper", "target", ""] = ""
    """Why there is no target: no paper of its year is here, or its papers set none of this kind and unit."""
    said: str = ""
    """In Chinese: figure, wording and date beside the level above."""


@dataclass(frozen=True, slots=True)
class Ratchet:
    """One indicator's targets for one year, of one kind and unit."""

    indicator: str
    name: str
    year: int
    kind: str
    unit: str
    rungs: tuple[Rung, ...]
    """From the nation down; a place follows the one it belongs to."""

    @property
    def spoken(self) -> tuple[Rung, ...]:
        """Those that set a target, in the order they announced it; those whose day is unknown last."""
        return tuple(sorted((rung for rung in self.rungs if rung.target), key=lambda rung: (not rung.announced.day, rung.announced.day)))


def ratchet(papers: Iterable[Paper], indicator: str, year: int) -> list[Ratchet]:
    """A ladder for each kind and unit in which the places put their targets of that indicator and year, those most used first.

    `indicator` is the catalogue's code, or the subject's own words where it has none; the fall of a thing is on the ladder of the thing.
    """
    indicator = base_of(indicator)
    of_place: dict[str, list[Paper]] = {}
    for paper in papers:
        if paper.document.place.name and paper.document.plan == str(year) and paper.document.kind != "adjustment":
            of_place.setdefault(paper.place, []).append(paper)
    told = {place: [one for paper in _ordered(group) for one in of_the_year(paper) if one.thing.key == indicator and not one.thing.elsewhere]
            for place, group in of_place.items()}  # fmt: skip
    measures: dict[tuple[str, str], int] = {}
    for sayings in told.values():
        for measure in {(one.kind, one.unit) for one in sayings if one.form == "numeric"}:
            measures[measure] = measures.get(measure, 0) + 1
    known = indicators().get(indicator)
    return [
        Ratchet(indicator, known.name if known else indicator, year, kind, unit, _rungs(of_place, told, kind, unit, year))
        for kind, unit in sorted(measures, key=lambda measure: (-measures[measure], measure))
    ]  # fmt: skip


def _ordered(papers: Sequence[Paper]) -> list[Paper]:
    return sorted(papers, key=lambda paper: (paper.document.kind != "work_report", paper.key, paper.document.start))


def _rungs(papers: dict[str, list[Paper]], told: dict[str, list[Saying]], kind: str, unit: str, year: int) -> tuple[Rung, ...]:
    rungs: dict[str, Rung] = {}
    for place, sayings in told.items():
        like = [one for one in sayings if (one.kind, one.unit) == (kind, unit)]
        others = [one for one in sayings if one.form != "numeric"]
        target = next(iter([*like, *others]), None)
        from_paper = target.paper if target else papers[place][0]
        at = NATION if from_paper.document.place.level == "nation" else from_paper.document.place
        rung = Rung(at, target, tuple(one for one in like if one is not target), announced(from_paper))
        rungs[key_of(at)] = rung if target else replace(rung, missing="target", said=f"{at.name}：{year}年的文件没有这一口径的目标")
    for here in [rung.place for rung in rungs.values()]:
        for above in places_above(here):
            none = Rung(above, None, (), Announced("", ""), missing="paper", said=f"{above.name}：这里没有它{year}年的文件")
            rungs.setdefault(key_of(above), none)
    ordered = sorted(rungs.values(), key=lambda rung: _path(rung.place))
    return tuple(_beside(rung, [rungs[key_of(above)] for above in places_above(rung.place)]) if rung.target else rung for rung in ordered)


def key_of(place: Place) -> str:
    """What tells places of one name apart."""
    return place.code or place.name


def places_above(place: Place) -> list[Place]:
    """The places a place belongs to, the nearest first, up to the nation."""
    if place.level == "nation":
        return []
    own = regions().by_code(place.code) if place.code else None
    parents = regions().by_name(place.parent) if place.parent and own is None else ()
    if own is None and len(parents) != 1:
        named = [Place(place.parent, "city" if place.level in ("district", "zone") else "")] if place.parent else []
        return [*named, NATION]
    chain = regions().above(own) if own else (parents[0], *regions().above(parents[0]))
    return [*(Place(region.name, region.level, region.code) for region in chain), NATION]


def _path(place: Place) -> tuple[tuple[int, str, str], ...]:
    chain = [*reversed(places_above(place)), place]
    return tuple((_LEVELS.index(each.level), each.code, each.name) for each in chain)


def _beside(rung: Rung, above: Sequence[Rung]) -> Rung:
    """The rung laid beside the nearest one above whose target is like its own."""
    mine = rung.target
    assert mine is not None, "only a target is laid beside another"
    words = f"{rung.place.name}：“{' '.join(mine.text.split())}”（{_when(rung)}）"
    if mine.form != "numeric":
        return replace(rung, said=f"{words}，没有数值，不比高低")
    upper = next((each for each in above if each.target is not None and each.target.form == "numeric"), None)
    if upper is None or upper.target is None:
        return replace(rung, said=f"{words}，上级没有同口径的目标可比" if above else words)
    other = upper.target
    return _compared(replace(rung, above=upper.place.name), mine, other, upper, words)


def _compared(rung: Rung, mine: Saying, other: Saying, upper: Rung, words: str) -> Rung:
    rung = replace(rung, wording=_worded(mine, other), order=_order(rung, upper))
    after = (f"；措辞：{rung.wording}" if rung.wording else "") + f"；{rung.order}"
    name = upper.place.name
    if mine.thing.basis != other.thing.basis:
        return replace(rung, said=f"{words}，与{name}“{' '.join(other.text.split())}”计算口径不同，不比高低{after}")
    ends = _least(mine), _least(other)
    if mine.unit not in SHARES or ends[0] is None or ends[1] is None:
        return replace(rung, said=f"{words}，{name}为“{' '.join(other.text.split())}”，总量不比高低{after}")
    gap = float(Decimal(str(ends[0])) - Decimal(str(ends[1])))
    points = "千分点" if mine.unit == "‰" else "百分点"
    good = good_side(other, mine)
    pressed = None if not good else gap > 0 if good == "more" else gap < 0
    if not gap:
        told = f"与{name}持平"
    elif falls(mine) and falls(other):
        told = f"降幅{'小' if gap > 0 else '大'}于{name}{abs(gap):g}个{points}"
    else:
        told = f"{'高' if gap > 0 else '低'}于{name}{abs(gap):g}个{points}"
    told += "，加码" if pressed else ""
    low_ends = "（按下限）" if "range" in (mine.bound, other.bound) else ""
    return replace(rung, gap=gap, pressed=pressed, said=f"{words}，{told}{low_ends}（{name}{figure(other)}）{after}")


def _worded(mine: Saying, other: Saying) -> str:
    """How the wording stands to that of the level above: firmer or softer, with the words of both."""
    bound, _ = bound_step(other, mine)
    firm, _ = firmness_step(other, mine)
    told = []
    if bound:
        told.append(f"{_bound(mine)}，上级为{_bound(other)}，更{'紧' if bound > 0 else '松'}")
    if firm:
        told.append(f"{_firm(mine)}，上级{_firm(other)}，更{'紧' if firm > 0 else '松'}")
    return "；".join(told)


def _bound(one: Saying) -> str:
    word = _BOUNDS.get(one.bound, "")
    return f"“{word}”" if word else "区间" if one.bound == "range" else "确数"


def _firm(one: Saying) -> str:
    words = firm_words(one)
    return f"说“{words}”" if words else "不说把握"


def _least(one: Saying) -> float | None:
    """What a target asks for at the least: of a range the low end, of a fall by a range the smaller fall."""
    ends = [end for end in (one.low, one.high) if end is not None]
    return (max if falls(one) else min)(ends) if ends else None


def falls(one: Saying) -> bool:
    """Whether the target is a fall (下降3%)."""
    return one.low is not None and one.high is not None and one.low < 0 and one.high < 0


def _when(rung: Rung) -> str:
    return f"{rung.announced.day}{rung.announced.how}" if rung.announced.day else "日期未知"


def _order(rung: Rung, upper: Rung) -> str:
    if not rung.announced.day or not upper.announced.day:
        return "先后未知"
    if rung.announced.day == upper.announced.day:
        return f"与{upper.place.name}同日公布"
    return f"{'早' if rung.announced.day < upper.announced.day else '晚'}于{upper.place.name}公布"
