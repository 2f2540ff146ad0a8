"""A year's figure worked out from totals: 两年累计585万 less last year's 302万 is 283万."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .papers import years
from .thread import Pairing, Saying


def since(promise: Saying, pairings: Sequence[Pairing], known: Iterable[Saying]) -> list[Pairing]:
    """The year's own figure where a total over some years is told and every year before it is known; else nothing."""
    meant = years(promise.period)
    if meant is not None and meant[0] == meant[1] and promise.kind == "change" and promise.unit == "百分点":
        return _levels_apart(promise, pairings, known, meant[1])
    if meant is None or meant[0] != meant[1] or promise.kind != "level":
        return []
    if stock := _stocks_apart(promise, pairings, known := list(known), meant[1]):
        return [stock]
    by_year: dict[int, Saying] = {}
    for saying in known:
        told = years(saying.period)
        if told and told[0] == told[1] and not saying.cumulative and not saying.part_year and _alike(promise, saying) and saying.bound == "eq":
            by_year.setdefault(told[0], saying)
    for pairing in pairings:
        total = pairing.result
        count = _years(total, meant[1])
        if not count or not total.cumulative or not _alike(promise, total) or total.low is None or total.bound != "eq":
            continue
        before = [by_year.get(year) for year in range(meant[1] - count + 1, meant[1])]
        parts = [each.low for each in before if each is not None and each.low is not None]
        if len(parts) == count - 1:
            own = round(total.low - sum(parts), 6)
            if own >= 0:
                derived = f"{count}年累计{_said(total.low)}减此前各年{_said(sum(parts))}"
                result = replace(total, low=own, high=own, cumulative=False, derived=derived)
                return [Pairing(result, True, f"“{promise.subject}”由累计数折算：{derived}，得{_said(own)}")]
    return []


def _levels_apart(promise: Saying, pairings: Sequence[Pairing], known: Iterable[Saying], year: int) -> list[Pairing]:
    """A rate's rise in points, from this year's rate and last year's: 62.7% less 62.3%."""
    def rates(of: Iterable[Saying], when: int) -> set[float]:
        return {
            one.low for one in of
            if one.low is not None and one.kind == "level" and one.unit == "%" and one.period == str(when) and one.bound == "eq"
            and one.thing.key == promise.thing.key and one.thing.elsewhere == promise.thing.elsewhere
        }  # fmt: skip

    now = [pairing for pairing in pairings if rates([pairing.result], year)]
    before = rates(known, year - 1)
    if not now or len(before) != 1:
        return []
    told, was = now[0].result, before.pop()
    own = round((told.low or 0) - was, 6)
    derived = f"{told.low:g}%减上年{was:g}%"
    result = replace(told, kind="change", unit="百分点", low=own, high=own, derived=derived)
    return [Pairing(result, True, f"“{promise.subject}”由两年的数相减：{derived}，得{own:g}个百分点")]


def _stocks_apart(promise: Saying, pairings: Sequence[Pairing], known: Sequence[Saying], year: int) -> Pairing | None:
    """累计建成1130个 less the 820个 of the year before."""
    last = [
        one for one in known
        if one.cumulative and one.period == str(year - 1) and _alike(promise, one) and one.bound == "eq" and not one.over
    ]  # fmt: skip
    for pairing in pairings:
        total = pairing.result
        if total.cumulative and total.period == str(year) and total.bound == "eq" and not total.over and _alike(promise, total):
            before = {one.low for one in last}
            if len(before) == 1 and total.low is not None and (was := before.pop()) is not None and total.low >= was:
                own = round(total.low - was, 6)
                derived = f"累计{_said(total.low)}减上年累计{_said(was)}"
                result = replace(total, low=own, high=own, cumulative=False, derived=derived)
                return Pairing(result, True, f"“{promise.subject}”由累计数折算：{derived}，得{_said(own)}")
    return None


def _years(total: Saying, last: int) -> int:
    told = years(total.period)
    if told and told[0] < told[1] == last:
        return last - told[0] + 1
    return total.over


def _alike(promise: Saying, other: Saying) -> bool:
    return (
        promise.thing.key == other.thing.key and promise.thing.basis == other.thing.basis and promise.thing.elsewhere == other.thing.elsewhere
        and promise.kind == other.kind and promise.unit == other.unit
    )  # fmt: skip


def _said(value: float) -> str:
    return f"{value:g}" if abs(value) < 1e6 else f"{value / 1e4:g}万"
