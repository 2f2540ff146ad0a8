"""Vintages of one figure, side by side, and growth held against level where both are of one scope and price basis.

What was said of a year changes: the target, the 预计 in the report, the figure of the bulletin, what a later paper says of the same year.
Nothing is chosen here. Two figures that differ are a contradiction, and shown as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from luoshi.catalogue.indicators import Indicator, indicators

from .series import Said, Series, Year

Stage = Literal["target", "estimate", "first", "bulletin", "later"]
STAGES: dict[Stage, str] = {"target": "目标", "estimate": "预计", "first": "首次公布", "bulletin": "公报", "later": "后来又说"}
LEEWAY = 0.5
"""Points by which a growth and the levels may differ from rounding alone: 41.2亿元 against 42.6亿元 says -3.3 % to half a point."""


@dataclass(frozen=True, slots=True)
class Vintage:
    """A figure and which version of the truth it is."""

    stage: Stage
    said: Said


@dataclass(frozen=True, slots=True)
class YearOf:
    """One year's vintages in the order in which they were said."""

    year: int
    vintages: tuple[Vintage, ...]
    contradiction: str
    """Two papers, equally firm, that say different things of it, in Chinese; empty where there are none."""


@dataclass(frozen=True, slots=True)
class Check:
    """A year's growth against the levels of this year and the last."""

    year: int
    said: Said
    computed: float | None
    """Growth in % as the levels have it; None where it cannot be told."""
    verdict: Literal["agrees", "differs", "not_checkable"]
    why: str


def vintages(series: Series) -> list[YearOf]:
    """Each single year of the series with its vintages; targets of longer periods are not among them."""
    return [_year(year) for year in series.years if year.period == str(year.year)]


def _year(year: Year) -> YearOf:
    found = [Vintage("target", said) for said in year.targets]
    found += [Vintage("estimate", said) for said in year.estimates]
    own = [said for said in year.actuals if said.said_in in (year.year, year.year + 1)]
    for said in own:
        found.append(Vintage("bulletin" if said.document_kind == "bulletin" else "first", said))
    found += [Vintage("later", said) for said in year.actuals if said not in own]
    return YearOf(year.year, tuple(found), _contradiction(year.actuals))


def _contradiction(said: Sequence[Said]) -> str:
    exact = [each for each in said if each.bound == "eq"]
    words = list(dict.fromkeys(f"《{each.title}》说{each.text}" for each in exact))
    return "；".join(words) if len({each.value for each in exact}) > 1 else ""


def checks(levels: Series, growth: Series) -> list[Check]:
    """For every year whose growth is said: whether the levels bear it out, or why that cannot be told (不可核)."""
    known = indicators().get(levels.thing)
    by_year = {year.year: year for year in levels.years if year.period == str(year.year)}
    found = []
    for year in growth.years:
        if year.period != str(year.year) or year.result is None:
            continue
        now, before = by_year.get(year.year), by_year.get(year.year - 1)
        found.append(_check(year.result, now.result if now else None, before.result if before else None, known))
    return found


def _check(growth: Said, now: Said | None, before: Said | None, known: Indicator | None) -> Check:
    year = growth.year or 0
    if now is None or before is None or now.value is None or not before.value or growth.value is None:
        return Check(year, growth, None, "not_checkable", "没有本年和上年的总量")
    if known is None:
        return Check(year, growth, None, "not_checkable", "不在指标目录中，不知按什么价格计算")
    if known.price_basis == "不变价":
        return Check(year, growth, None, "not_checkable", "增速按不变价，总量按现价，口径不同")
    if len({growth.subject, now.subject, before.subject}) > 1:
        return Check(year, growth, None, "not_checkable", "几个数的名称不同，范围可能不同")
    if {"approx", "ge", "le"} & {growth.bound, now.bound, before.bound}:
        return Check(year, growth, None, "not_checkable", "其中有约数")
    computed = round((now.value / before.value - 1) * 100, 2)
    agrees = abs(computed - growth.value) <= LEEWAY
    said = f"按总量计算为{computed:g}%，所说为{growth.value:g}%"
    return Check(year, growth, computed, "agrees" if agrees else "differs", said)
