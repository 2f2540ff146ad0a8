"""Headline indicators that stand among one year's targets and not among the next's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi.catalogue.indicators import indicators
from luoshi.catalogue.reckoned import kin
from luoshi.reckoning.threads.papers import Paper
from luoshi.reckoning.threads.thread import Saying

from .finding import Finding, Spot, named, one_line, quoted
from .same_thing import consecutive, identity
from .years import Years, sets_year

_BUNDLED = frozenset({"生态环境", "资源能耗"})
"""Themes whose aims reports set together in one clause, without naming each."""
_GREEN = re.compile("减排|能耗|空气|环境|生态|约束性|双控|碳")


def dropped(papers: Years) -> Iterator[Finding]:
    """A finding for each thing a report puts among its headline targets and the next year's report of that kind does not mention at all
    among its own targets. Work reports are compared where both years have one, else plan reports. The next report must be here.
    """
    for year in papers:
        pairs = [(one, other) for at, one, other in consecutive(papers) if at == year and one.document.kind in ("work_report", "plan_report")]
        for one, other in pairs:
            if one.document.kind == pairs[0][0].document.kind:
                yield from _between(year, one, other, papers)


def _between(year: int, paper: Paper, after: Paper, papers: Years) -> Iterator[Finding]:
    later = papers.promises(after)
    things = {_thing(each) for each in later}
    others = [each for more in papers[year + 1] if more is not after and sets_year(more, year + 1) for each in papers.promises(more)]
    seen = set()
    for one in papers.promises(paper):
        thing = _thing(one)
        if not one.headline or thing in things or thing in seen or (one.form == "direction" and not one.thing.indicator):
            continue
        seen.add(thing)
        first = Spot(paper, one.start, one.end, year, one)
        instead, words = _instead(one, later, others)
        spots = (first, Spot(instead.paper, instead.start, instead.end, year + 1, instead)) if instead else (first,)
        told = f"{named(one)}：{quoted(first)}，{year + 1}年{_called(after)}不再把它列为目标"
        if instead:
            told += f"；{words}“{one_line(instead.text)}”"
        elif (bundle := _bundle(one, later)) is not None:
            told += f"；另有“{one_line(bundle.text)}”，是否包括它原文没有说"
        yield Finding("dropped", paper.document.place.name, named(one), one.thing.indicator, spots, f"{told}。")


def _thing(one: Saying) -> tuple[str, ...]:
    name, _, elsewhere, *_ = identity(one)
    return name, elsewhere


def _instead(one: Saying, later: tuple[Saying, ...], others: list[Saying]) -> tuple[Saying | None, str]:
    """What the next year has in its stead: an indicator of its kin, or the thing itself in another of the year's papers."""
    for each in later:
        if each.headline and kin(one.thing.indicator, each.thing.indicator):
            return each, "相近的指标为"
    for each in others:
        if _thing(each) == _thing(one):
            return each, f"同年{_called(each.paper)}仍有"
    return None, ""


def _bundle(one: Saying, later: tuple[Saying, ...]) -> Saying | None:
    """An aim for several things together, set by someone above, that may hold this one (空气质量和节能减排完成市下达目标)."""
    known = indicators().get(one.thing.indicator) if one.thing.indicator else None
    if known is None or known.theme not in _BUNDLED:
        return None
    return next((each for each in later if each.form == "assigned" and not each.thing.indicator and _GREEN.search(each.text)), None)


def _called(paper: Paper) -> str:
    return {"work_report": "政府工作报告", "plan_report": "计划报告"}.get(paper.document.kind, "另一份文件")
