"""The way to a target year by year, as papers give it: a plan's yearly rate or total, the years' own plans, or what is still awaited.

Nothing is drawn between base and target. A year to which no paper gives a figure has none, and says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from luoshi.reckoning.drift.years import of_the_year
from luoshi.reckoning.threads.papers import Paper, same_place, years
from luoshi.reckoning.threads.thread import Saying

from .amending import in_force
from .indicator import Amendment, Method, PlanIndicator, Step
from .rows import is_total

_HANDED_DOWN = re.compile(r"下达|分解|[国省市县州]定|核定")


def path_of(indicator: PlanIndicator, own_plans: Mapping[int, Sequence[Saying]], amendments: Sequence[Amendment]) -> Iterator[Step]:
    """The indicator's steps by year; several of one year where both a level and a rate are aimed at. An amended target holds from the year in
    which it was amended. `own_plans`: see there."""
    plan = years(indicator.paper.document.plan)
    if plan is None:
        return
    for year in range(plan[0], plan[1] + 1):
        own = _own_plan(indicator, own_plans.get(year, ()))
        if own is not None:
            handed = bool(_HANDED_DOWN.search(own.text))
            yield _step(indicator, year, "上级分解" if handed else "年度计划", own, f"{year}年计划：{_one_line(own.text)}", figure=True)
            continue
        yield from _of_the_plan(indicator, year, plan[1], amendments)


def _of_the_plan(indicator: PlanIndicator, year: int, last: int, amendments: Sequence[Amendment]) -> Iterator[Step]:
    """What the plan itself says of a year, as amended by then."""
    aims = [change.now if (change := in_force(one, amendments, year)) else one for one in indicator.targets]
    if not aims:
        yield _step(indicator, year, "未设", None, "规划表中没有设目标")
        return
    level = next((one for one in aims if one.form == "numeric" and one.kind not in ("growth", "change") and not is_total(one)), None)
    rate = next((one for one in aims if one.form == "numeric" and one.kind in ("growth", "change")), None)
    total = next((one for one in aims if is_total(one)), None)
    words = next((one for one in aims if one.form != "numeric"), None)
    if rate is not None:
        yield _step(indicator, year, "年均", rate, "规划的年均数，不是这一年的数", figure=True)
    if year == last and level is not None:
        yield _step(indicator, year, "期末", level, "规划期末的数", figure=True)
    elif rate is None and total is not None:
        yield _step(indicator, year, "累计", total, "规划期累计，未分到年")
    elif rate is None and level is not None:
        yield _step(indicator, year, "期末", level, "只定期末数，未分到年")
    elif words is not None:
        yield _in_words(indicator, year, words)


def _in_words(indicator: PlanIndicator, year: int, words: Saying) -> Step:
    if words.form == "assigned":
        return _step(indicator, year, "待上级下达", words, f"待下达：{awaited(indicator, str(year))}")
    if words.form == "relative":
        return _step(indicator, year, "相对", words, f"随“{words.refers_to}”而定，没有自己的数")
    return _step(indicator, year, "方向", words, "只说方向，没有数")


def awaited(indicator: PlanIndicator, period: str) -> str:
    """The document that would give the indicator its figure for a year or years."""
    place = indicator.paper.document.place
    words = next((one for one in indicator.targets if one.form == "assigned"), None)
    who = place.parent if place.parent and words and words.refers_to and place.parent.endswith(words.refers_to[-1]) else (words.refers_to if words else "")
    return f"{who or '上级'}下达{place.name}{period}年“{indicator.name}”目标的文件"


def own_plans(plan: Paper, later: Sequence[Paper]) -> dict[int, list[Saying]]:
    """What the years' own reports and plans set, with a figure, for each year of the plan; work reports first, headline targets before others."""
    span = years(plan.document.plan) or (1, 0)
    order = {"work_report": 0, "plan_report": 1}
    found: dict[int, list[Saying]] = {}
    for year in range(span[0], span[1] + 1):
        papers = [each for each in later if each.document.plan == str(year) and each.document.kind != "adjustment" and same_place(each, plan)]
        told = [one for paper in papers for one in of_the_year(paper) if one.form == "numeric"]
        found[year] = sorted(told, key=lambda one: (order.get(one.paper.document.kind, 2), not one.headline, one.at))
    return found


def _own_plan(indicator: PlanIndicator, set_out: Sequence[Saying]) -> Saying | None:
    """The figure that year's own report or plan sets for the same thing."""
    return next((one for one in set_out if _same(indicator, one)), None)


def _same(indicator: PlanIndicator, one: Saying) -> bool:
    aim = indicator.targets[0] if indicator.targets else indicator.base
    return aim is not None and (one.thing.key, one.thing.elsewhere, one.thing.basis) == (aim.thing.key, aim.thing.elsewhere, aim.thing.basis)


def _step(indicator: PlanIndicator, year: int, method: Method, source: Saying | None, said: str, *, figure: bool = False) -> Step:
    low, high = (source.low, source.high) if source is not None and figure else (None, None)
    kind, unit, bound = (source.kind, source.unit, source.bound) if source is not None and figure else ("", "", "")
    return Step(indicator.number, year, method, low, high, kind, unit, bound, source, said)


def _one_line(words: str) -> str:
    return " ".join(words.split())
