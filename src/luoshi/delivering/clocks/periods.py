"""Periods a unit reports on, by the frequency set for a table, and the day each report is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from .wording import day_said
from .workdays import Calendar, add_workdays, national

Frequency = Literal["monthly", "bimonthly", "quarterly", "half_yearly", "yearly"]

FREQUENCIES: dict[Frequency, str] = {
    "monthly": "月报",
    "bimonthly": "双月报",
    "quarterly": "季报",
    "half_yearly": "半年报",
    "yearly": "年报",
}
"""Each frequency and what it is called."""
_MONTHS: dict[Frequency, int] = {"monthly": 1, "bimonthly": 2, "quarterly": 3, "half_yearly": 6, "yearly": 12}
_LETTERS: dict[Frequency, str] = {"monthly": "M", "bimonthly": "B", "quarterly": "Q", "half_yearly": "H", "yearly": "Y"}
_KEY = re.compile(r"([0-9]{4})(M(?:0[1-9]|1[0-2])|B[1-6]|Q[1-4]|H[12]|Y)")
_QUARTERS, _HALVES = "一二三四", "上下"
REPORTING_WORKDAY = 5
"""Reports are asked for on this working day after the period's end, unless the table says otherwise."""


@dataclass(frozen=True, order=True)
class Period:
    """One span of time that is reported on once."""

    first: date
    last: date
    key: str
    """Stable, and in the order of time within a frequency: 2025M03, 2025B2 (March and April), 2025Q1, 2025H1, 2025Y."""
    name: str
    """As an official says it: 2025年第一季度."""
    frequency: Frequency

    def __str__(self) -> str:
        return self.key


@dataclass(frozen=True)
class ReportingDay:
    """The day a period's report is asked for."""

    day: date
    settled: bool
    """Whether the holidays on the way are published yet; if not, the day may still move."""
    why: str
    """How it was reckoned, in a sentence for the page."""


def period_of(day: date, frequency: Frequency) -> Period:
    """The period a day lies in."""
    return _period(day.year, (day.month - 1) // _MONTHS[frequency], frequency)


def period(key: str) -> Period:
    """The period with a key. Raises `ValueError` where there is none such."""
    found = _KEY.fullmatch(key)
    if found is None or found[1] == "0000":
        raise ValueError(f"no period: {key}")
    frequency = next(name for name, letter in _LETTERS.items() if letter == found[2][0])
    return _period(int(found[1]), int(found[2][1:] or 1) - 1, frequency)


def periods_in(first: date, last: date, frequency: Frequency) -> Iterator[Period]:
    """The periods that end from `first` to `last`, both counted, in order: those a table of that span is reported on in."""
    if last < first:
        return
    current = period_of(first, frequency)
    while current.last <= last:
        yield current
        if current.last == date.max:
            return
        current = period_of(current.last + timedelta(days=1), frequency)


def reporting_day(
    period: Period, *, workday: int = REPORTING_WORKDAY, calendar: Calendar | None = None
) -> ReportingDay:
    """The `workday`-th working day after the period's end, and why it is that day. Raises `ValueError` below 1."""
    if workday < 1:
        raise ValueError(f"a report cannot be asked for on working day {workday} after the period")
    calendar = calendar or national()
    reached = add_workdays(period.last, workday, calendar=calendar)
    why = f"{period.name}止于{day_said(period.last)}，其后第{workday}个工作日为{day_said(reached.day)}"
    if on_the_way := _said_on_the_way(period.last, reached.day, calendar):
        why += f"（{on_the_way}）"
    if not reached.settled:
        why += "；期间放假安排尚未公布，暂按周末休息推算"
    return ReportingDay(reached.day, reached.settled, why + "。")


def _said_on_the_way(after: date, to: date, calendar: Calendar) -> str:
    """The holidays and the weekend days worked between two days: 国庆节、中秋节放假，10月11日上班."""
    days = [calendar.look(after + timedelta(days=step)) for step in range(1, (to - after).days + 1)]
    names = dict.fromkeys(each.name for each in days if not each.works and each.name)
    parts = [f"{'、'.join(names)}放假"] if names else []
    parts += [f"{each.day.month}月{each.day.day}日上班" for each in days if each.works and each.name]
    return "，".join(parts)


def _period(year: int, index: int, frequency: Frequency) -> Period:
    months = _MONTHS[frequency]
    start, end = index * months + 1, (index + 1) * months
    last = date(year, 12, 31) if end == 12 else date(year, end + 1, 1) - timedelta(days=1)
    numbers = {"monthly": f"{start:02}", "yearly": ""}
    names = {
        "monthly": f"{start}月",
        "bimonthly": f"{start}—{end}月",
        "quarterly": f"第{_QUARTERS[index % 4]}季度",
        "half_yearly": f"{_HALVES[index % 2]}半年",
        "yearly": "",
    }
    return Period(
        first=date(year, start, 1),
        last=last,
        key=f"{year:04}{_LETTERS[frequency]}{numbers.get(frequency, str(index + 1))}",
        name=f"{year}年{names[frequency]}" if frequency != "yearly" else f"{year}年度",
        frequency=frequency,
    )
