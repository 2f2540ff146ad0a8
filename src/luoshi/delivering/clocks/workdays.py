"""Working days of mainland China: weekends, holidays and the weekend days worked in exchange (调休).

Two tables say what is no ordinary week: the package `chinesecalendar`, and before it our own `office/workdays.csv`, a row a day with
the State Council notice that ordered it, for years the package lacks or gets wrong. Where neither knows a year yet,
weekends alone count, and every answer says so: `settled` is false.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from chinese_calendar.constants import Holiday, holidays, workdays  # type: ignore[import-untyped]

from luoshi.catalogue.rows import rows

REST, WORK = "休", "班"
_SATURDAY = 5
_NEXT_YEARS = (12, 25)
"""From here on a day of December may still be changed by next year's arrangement: 2018-12-29 was worked for 元旦 of 2019."""


@dataclass(frozen=True)
class Day:
    """What kind of day it is, and by what order."""

    day: date
    works: bool
    name: str
    """The holiday it belongs to, for a day off and for one worked in exchange; empty for an ordinary day."""
    notice: str
    """The notice that ordered it (国办发明电〔2024〕12号), where our own table says; else empty."""
    settled: bool
    """Whether the arrangement that covers the day is published; if not, only the weekend was looked at."""


@dataclass(frozen=True)
class Reached:
    """A day counted to, and whether every day on the way is covered by a published arrangement."""

    day: date
    settled: bool


@dataclass(frozen=True)
class Counted:
    """A number of working days, and whether the arrangement of all of them is published."""

    days: int
    settled: bool


class Calendar:
    """Which days are worked: a table of days that are not as their weekday says, and the years it speaks for.

    A place with holidays of its own (三月三, 古尔邦节) makes one: `national().with_days({...})`.
    """

    def __init__(self, exceptions: Mapping[date, tuple[bool, str, str]], years: Iterable[int]) -> None:
        """`exceptions`: day → (worked, name, notice). `years`: those whose arrangement is published."""
        self._exceptions = dict(exceptions)
        self._years = frozenset(years)
        self._worked_weekends = sorted(
            day for day, (works, *_) in exceptions.items() if works and day.weekday() >= _SATURDAY
        )
        self._free_weekdays = sorted(
            day for day, (works, *_) in exceptions.items() if not works and day.weekday() < _SATURDAY
        )

    def with_days(self, days: Mapping[date, tuple[bool, str, str]]) -> Calendar:
        """This calendar with some days otherwise; the years it speaks for stay the same."""
        return Calendar({**self._exceptions, **days}, self._years)

    def look(self, day: date) -> Day:
        """What kind of day it is."""
        _no_time(day)
        works, name, notice = self._exceptions.get(day, (day.weekday() < _SATURDAY, "", ""))
        return Day(day=day, works=works, name=name, notice=notice, settled=self.settled(day, day))

    def works(self, day: date) -> bool:
        """Whether the day is worked, as far as is known."""
        _no_time(day)
        found = self._exceptions.get(day)
        return day.weekday() < _SATURDAY if found is None else found[0]

    def settled(self, first: date, last: date) -> bool:
        """Whether the arrangements of all days from `first` to `last` are published."""
        end = last.year + 1 if (last.month, last.day) >= _NEXT_YEARS else last.year
        return all(year in self._years for year in range(first.year, end + 1))

    def worked(self, first: date, last: date) -> int:
        """How many days are worked from `first` to `last`, both counted; none where `last` is before `first`."""
        if last < first:
            return 0
        weeks, rest = divmod((last - first).days + 1, 7)
        ordinary = weeks * _SATURDAY + sum((first.weekday() + step) % 7 < _SATURDAY for step in range(rest))
        return ordinary + _between(self._worked_weekends, first, last) - _between(self._free_weekdays, first, last)


def is_workday(day: date, *, calendar: Calendar | None = None) -> bool:
    """Whether the day is worked. Whether that is settled: `look`."""
    return (calendar or national()).works(day)


def look(day: date, *, calendar: Calendar | None = None) -> Day:
    """What kind of day it is, by what order, and whether that is settled."""
    return (calendar or national()).look(day)


def next_workday(day: date, *, calendar: Calendar | None = None) -> Reached:
    """The day itself if it is worked, else the first worked day after it."""
    calendar = calendar or national()
    reached = day
    while not calendar.works(reached):
        reached += timedelta(days=1)
    return Reached(reached, calendar.settled(day, reached))


def add_workdays(day: date, count: int, *, calendar: Calendar | None = None) -> Reached:
    """The `count`-th working day after the day, which is not counted itself; before it where `count` is negative.

    The day itself where `count` is 0, worked or not. Raises `OverflowError` past the year 9999 or before the year 1.
    """
    calendar = calendar or national()
    step = timedelta(days=1 if count > 0 else -1)
    reached, left = day, abs(count)
    while left:
        reached += step
        left -= calendar.works(reached)
    return Reached(reached, calendar.settled(min(day, reached), max(day, reached)))


def workdays_between(start: date, end: date, *, calendar: Calendar | None = None) -> Counted:
    """How many working days `end` is after `start`: `start` is not counted, `end` is. Negative where it is before.

    `workdays_between(day, add_workdays(day, n).day).days == n` for every n.
    """
    calendar = calendar or national()
    if start == end:
        return Counted(0, calendar.settled(start, end))
    if start < end:
        return Counted(calendar.worked(start + timedelta(days=1), end), calendar.settled(start, end))
    return Counted(-calendar.worked(end, start - timedelta(days=1)), calendar.settled(end, start))


@cache
def national() -> Calendar:
    """The calendar of mainland China: the package's years, then the rows of `workdays.csv` over them.

    Raises `ValueError` naming the row where the table is not as it should be.
    """
    chinese = {each.value: each.chinese for each in Holiday}
    exceptions = {day: (False, chinese[name], "") for day, name in holidays.items()}
    exceptions |= {day: (True, chinese[name], "") for day, name in workdays.items()}
    # The package gives 2022-12-31 to 元旦 of 2023: years are those with a National Day, which every arrangement has.
    years = {day.year for day in holidays if (day.month, day.day) == (10, 1)}
    own = own_table()
    return Calendar(exceptions | {day: row[1:] for day, row in own.items()}, years | {row[0] for row in own.values()})


def own_table() -> dict[date, tuple[int, bool, str, str]]:
    """The rows of `workdays.csv`: day → (the year whose arrangement it is, worked, name, notice)."""
    table: dict[date, tuple[int, bool, str, str]] = {}
    for row in rows("office/workdays.csv"):
        day = date.fromisoformat(row["date"])
        if day in table or row["kind"] not in (REST, WORK) or not row["name"] or not row["notice"]:
            raise ValueError(f"workdays.csv: {day}: twice, or without 休 or 班, a name and a notice")
        table[day] = (int(row["year"]), row["kind"] == WORK, row["name"], row["notice"])
    return table


def _no_time(day: date) -> None:
    if isinstance(day, datetime):  # a date to the type checker, yet found in no table of days
        raise TypeError(f"a day is wanted, not a moment: {day}")


def _between(days: list[date], first: date, last: date) -> int:
    return bisect_right(days, last) - bisect_left(days, first)
