"""How far a target got by the end of a year: the latest figure said of it, its share of the way against the share of time.

Only a level or ratio whose base, target and figure are alike has a share; so has a total that papers tell since the plan's first year, or
that every year's own figure adds up to. Of anything else it is said why not (不可比).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from luoshi.catalogue.indicators import indicators
from luoshi.reckoning.threads.outcomes import aim
from luoshi.reckoning.threads.pairing import Said, pair, progress
from luoshi.reckoning.threads.papers import years
from luoshi.reckoning.threads.thread import Saying

from .figures import figure
from .indicator import Amendment, PlanIndicator, Row, Standing
from .paths import awaited
from .rows import is_total


@dataclass(frozen=True, slots=True)
class _Told:
    latest: Saying | None
    also: tuple[Saying, ...] = ()
    done: float | None = None
    standing: Standing = "not_comparable"
    why: str = ""


def row_of(
    indicator: PlanIndicator, target: Saying | None, amendment: Amendment | None, said: Said, year: int, span: tuple[int, int]
) -> Row:
    """The target's row of the monitoring table for `year`; `span` the plan's years."""
    base = indicator.base
    begins = (years(base.period) or (span[0] - 1, 0))[0] if base else span[0] - 1
    elapsed = (year - begins) / (span[1] - begins)
    if target is None:
        told = _Told(_any_latest(indicator, base, said, year, span), why="规划没有给这一指标设目标")
    elif target.form != "numeric":
        latest = _any_latest(indicator, target, said, year, span)
        told = _Told(latest, standing="not_comparable" if latest else "silent", why=_without_number(indicator, target))
    elif is_total(target):
        elapsed = (year - span[0] + 1) / (span[1] - span[0] + 1)
        told = _total(target, said, year, span, elapsed)
    elif target.kind in ("growth", "change"):
        told = _rate(target, said, year, span)
    else:
        told = _level(target, base, _latest(target, said, year), elapsed, year)
    return Row(indicator, year, target, amendment, told.latest, told.also, told.done, elapsed, told.standing, told.why)


def _latest(target: Saying, said: Said, year: int) -> list[Saying]:
    """Comparable figures up to the year, the latest and firmest first."""
    found = [each.result for each in pair(target, said) if each.comparable] if (years(target.period) or (0, 0))[1] <= year else []
    return [*found, *(one for one in progress(target, said) if (years(one.period) or (9999, 9999))[1] <= year and not one.part_year)]


def _level(target: Saying, base: Saying | None, found: Sequence[Saying], elapsed: float, year: int) -> _Told:
    if not found:
        return _Told(None, standing="silent", why=f"到{year}年的文件没有说到可比的数")
    latest = found[0]
    also = tuple(one for one in found[1:] if one.period == latest.period and one.low != latest.low)
    if base is None or (base.kind, base.unit) != (target.kind, target.unit) or base.low is None or target.low is None or latest.low is None:
        return _Told(latest, also, why="规划没有给出同口径的基期数")
    if "range" in (target.bound, latest.bound):
        return _Told(latest, also, why="目标或现值是区间")
    way = Decimal(str(target.low)) - Decimal(str(base.low))
    known = indicators().get(target.thing.indicator) if target.thing.indicator else None
    good = aim(target.low, target.low, target.bound, known.good if known else "").good
    if not way or (good == "more" and way < 0) or (good == "less" and way > 0):
        return _kept(target, latest, also, good)
    done = float((Decimal(str(latest.low)) - Decimal(str(base.low))) / way)
    stale = (years(latest.period) or (year, year))[1]
    if stale < year:
        return _Told(latest, also, why=f"没有{year}年的数；最近的是{stale}年，到那时完成{done * 100:.1f}%")
    return _against_time(latest, also, done, elapsed, f"由{figure(base)}到{figure(target)}，现为{figure(latest)}")


def _against_time(latest: Saying, also: tuple[Saying, ...], done: float, elapsed: float, how: str) -> _Told:
    behind = done < elapsed - 1e-9
    gap = f"，{'落后' if behind else '领先'}{abs(done - elapsed) * 100:.1f}个百分点" if abs(done - elapsed) > 5e-4 else ""
    return _Told(latest, also, done, "behind" if behind else "ahead", f"{how}；完成{done * 100:.1f}%，时间过去{elapsed * 100:.1f}%{gap}")


def _kept(target: Saying, latest: Saying, also: tuple[Saying, ...], good: str) -> _Told:
    """A target that is no further than the base: a line to be held, with no way to it."""
    assert latest.low is not None
    assert target.low is not None
    held = latest.low >= target.low if good == "more" else latest.low <= target.low
    if good == "band":
        return _Told(latest, also, why="目标与基期相同，且以接近为好")
    return _Told(latest, also, None, "kept" if held else "broken", f"目标不比基期更进一步，只看是否守住：现为{figure(latest)}，目标{figure(target)}")


def _total(target: Saying, said: Said, year: int, span: tuple[int, int], elapsed: float) -> _Told:
    """A total over the plan's years: as papers tell it since the first year, else added up from every year's own figure."""
    assert target.low is not None
    found = _latest(target, said, year)
    for one in found:
        told = years(one.period) or (0, 0)
        whole = told[0] == span[0] or one.over == told[1] - span[0] + 1
        if one.cumulative and whole and told[1] == year and one.low is not None:
            return _against_time(one, (), one.low / target.low, elapsed, f"{year - span[0] + 1}年累计{figure(one)}，目标{figure(target)}")
    each_year: list[Saying] = []
    missing: list[str] = []
    for at in range(span[0], year + 1):
        own = replace(target, period=str(at), cumulative=False)
        results = [each.result for each in pair(own, said) if each.comparable and not each.result.cumulative and not each.result.derived]
        each_year += results[:1]
        missing += [] if results else [str(at)]
    if missing:
        latest = each_year[-1] if each_year else None
        why = f"没有自规划首年起的累计数，{'、'.join(missing)}年的数也不在这些文件中"
        return _Told(latest, tuple(each_year[:-1]), None, "not_comparable" if latest else "silent", why)
    total = sum(Decimal(str(one.low)) for one in each_year if one.low is not None)
    told_years = "＋".join(f"{figure(one)}" for one in each_year)
    latest = replace(each_year[-1], low=float(total), high=float(total), cumulative=True, period=f"{span[0]}-{year}" if year > span[0] else str(year),
                     derived=f"各年数相加：{told_years}")  # fmt: skip
    return _against_time(latest, tuple(each_year), float(total) / target.low, elapsed, f"各年数相加：{told_years}，目标{figure(target)}")


def _rate(target: Saying, said: Said, year: int, span: tuple[int, int]) -> _Told:
    """A yearly rate: the average since the first year where a paper tells it, else the year's own, which judges no average."""
    whole = replace(target, period=f"{span[0]}-{year}" if year > span[0] else str(year))
    averages = [each.result for each in pair(whole, said) if each.comparable and years(each.result.period) == (span[0], year)]
    if averages and year > span[0]:
        return _Told(averages[0], tuple(averages[1:]), why=f"{span[0]}—{year}年年均{figure(averages[0])}，规划期年均{figure(target)}；年均数不按进度比")
    own = [each.result for each in pair(replace(target, period=str(year)), said) if each.comparable and years(each.result.period) == (year, year)]
    if own:
        return _Told(own[0], tuple(own[1:]), why=f"只有{year}年当年的数，规划是年均数，不能相比")
    return _Told(None, standing="silent", why=f"这里的文件没有说到{year}年的数")


def _any_latest(indicator: PlanIndicator, aim_: Saying | None, said: Said, year: int, span: tuple[int, int]) -> Saying | None:
    """The latest figure of the thing, of the base's kind where there is one: shown, and judged by nothing."""
    if aim_ is None:
        return None
    base = indicator.base
    found = []
    for one in said.of(aim_):
        told = years(one.period)
        if told and told[0] == told[1] and span[0] <= told[1] <= year and not one.part_year and one.thing.elsewhere == aim_.thing.elsewhere:
            unlike = base is not None and (one.kind, one.unit) != (base.kind, base.unit)
            if aim_ is base and unlike:
                continue
            found.append((-told[1], unlike, one.modality != "actual", one.paper.document.kind != "bulletin", one.at, one))
    return min(found, key=lambda each: each[:5])[5] if found else None


def _without_number(indicator: PlanIndicator, target: Saying) -> str:
    if target.form == "assigned":
        return f"目标由上级下达，待{awaited(indicator, indicator.paper.document.plan)}"
    if target.form == "relative":
        return f"目标随“{target.refers_to}”而定，不按进度比"
    return "目标只说方向，没有数"
