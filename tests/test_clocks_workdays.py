"""Working days, day by day against the arrangements the State Council published for 2023 to 2026."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.catalogue.rows import rows
from luoshi.delivering.clocks.workdays import (
    Calendar,
    add_workdays,
    is_workday,
    look,
    national,
    next_workday,
    own_table,
    workdays_between,
)

anytime = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Properties hold on a busy machine too."""

# Written down from the notices themselves, not from any table of ours: spans off, and weekend days worked in exchange.
NOTICES = {
    2023: (
        "国办发明电〔2022〕16号",
        "1.1-1.2 1.21-1.27 4.5-4.5 4.29-5.3 6.22-6.24 9.29-10.6",
        "1.28 1.29 4.23 5.6 6.25 10.7 10.8",
    ),
    2024: (
        "国办发明电〔2023〕7号",
        "1.1-1.1 2.10-2.17 4.4-4.6 5.1-5.5 6.10-6.10 9.15-9.17 10.1-10.7",
        "2.4 2.18 4.7 4.28 5.11 9.14 9.29 10.12",
    ),
    2025: (
        "国办发明电〔2024〕12号",
        "1.1-1.1 1.28-2.4 4.4-4.6 5.1-5.5 5.31-6.2 10.1-10.8",
        "1.26 2.8 4.27 9.28 10.11",
    ),
    2026: (
        "国办发明电〔2025〕7号",
        "1.1-1.3 2.15-2.23 4.4-4.6 5.1-5.5 6.19-6.21 9.25-9.27 10.1-10.7",
        "1.4 2.14 2.28 5.9 9.20 10.10",
    ),
}
WORKED_IN = {2023: 260 - 18 + 7, 2024: 262 - 19 + 8, 2025: 261 - 18 + 5, 2026: 261 - 19 + 6}
"""Weekdays of the year, less holidays on weekdays, plus weekend days worked: reckoned by hand from the notices."""
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def _day(year: int, written: str) -> date:
    month, day = written.split(".")
    return date(year, int(month), int(day))


@pytest.mark.parametrize("year", NOTICES)
def test_every_day_is_as_the_notice_of_its_year_says(year: int) -> None:
    notice, spans, worked = NOTICES[year]
    off = [tuple(_day(year, end) for end in span.split("-")) for span in spans.split()]
    in_exchange = {_day(year, each) for each in worked.split()}
    day = date(year, 1, 1)
    while day.year == year:
        free = any(first <= day <= last for first, last in off)
        expected = day in in_exchange or (day.weekday() < 5 and not free)
        assert is_workday(day) is expected, day
        # 31 December 2023 … 2025 belong to weekends or ordinary days; 元旦 of 2023 began on 2022-12-31.
        assert look(day).notice == (notice if free or day in in_exchange else ""), day
        day += timedelta(days=1)
    assert national().worked(date(year, 1, 1), date(year, 12, 31)) == WORKED_IN[year]


@pytest.mark.parametrize(
    ("day", "works", "why"),
    [
        ("2022-12-31", False, "元旦 of 2023 began in the year before, by the notice for 2023"),
        ("2024-02-09", True, "除夕 of 2024: the notice only encourages leave, it gives none"),
        ("2025-01-28", False, "除夕 of 2025 is a holiday by law"),
        ("2026-01-04", True, "a Sunday worked for 元旦"),
        ("2018-12-29", True, "a Saturday worked for 元旦 of 2019, known from the package"),
        ("2020-01-31", False, "the spring holiday of 2020 was made longer"),
        ("2015-09-03", False, "off in that year alone"),
        ("2031-10-01", True, "no arrangement yet: a Wednesday like any other, and not settled"),
        ("2031-10-05", False, "no arrangement yet: a Sunday"),
    ],
)
def test_days_that_are_easily_wrong(day: str, works: bool, why: str) -> None:
    assert is_workday(date.fromisoformat(day)) is works, why


@pytest.mark.parametrize(
    ("day", "settled", "why"),
    [
        ("2026-10-01", True, "published in November 2025"),
        ("2026-12-24", True, "no arrangement reaches back so far"),
        ("2026-12-26", False, "a Saturday that next year's 元旦 may have worked"),
        ("2025-12-31", True, "next year's is published too"),
        ("2031-10-01", False, "not published"),
        ("2003-05-01", False, "before the first year we know"),
    ],
)
def test_a_day_says_whether_it_is_settled(day: str, settled: bool, why: str) -> None:
    assert look(date.fromisoformat(day)).settled is settled, why


def test_an_answer_that_runs_into_an_unpublished_year_says_so() -> None:
    assert add_workdays(date(2026, 9, 28), 5).settled
    assert not add_workdays(date(2026, 12, 20), 30).settled
    assert not workdays_between(date(2026, 12, 1), date(2027, 1, 31)).settled
    assert not next_workday(date(2027, 5, 1)).settled


@pytest.mark.parametrize(
    ("day", "count", "reached", "why"),
    [
        ("2025-09-30", 5, "2025-10-14", "eight days off, then Thursday, Friday, the Saturday worked, Monday, Tuesday"),
        ("2025-09-27", 1, "2025-09-28", "from a Saturday to the Sunday worked"),
        ("2025-10-09", -1, "2025-09-30", "back over the holiday"),
        ("2026-02-13", 1, "2026-02-14", "a Saturday worked before 春节"),
        ("2026-02-14", 1, "2026-02-24", "over the nine days"),
        ("2025-03-08", 0, "2025-03-08", "no day is added, worked or not"),
    ],
)
def test_adding_working_days(day: str, count: int, reached: str, why: str) -> None:
    assert add_workdays(date.fromisoformat(day), count).day == date.fromisoformat(reached), why


@anytime
@given(DAYS, st.integers(-400, 400))
def test_counting_undoes_adding(day: date, count: int) -> None:
    reached = add_workdays(day, count).day
    assert workdays_between(day, reached).days == count
    if is_workday(day):
        assert add_workdays(reached, -count).day == day


@anytime
@given(DAYS, DAYS, st.integers(-60, 60))
def test_adding_keeps_the_order_of_days(one: date, other: date, count: int) -> None:
    first, second = sorted((one, other))
    assert add_workdays(first, count).day <= add_workdays(second, count).day


@anytime
@given(DAYS, st.integers(1, 60))
def test_one_more_working_day_is_later_and_worked(day: date, count: int) -> None:
    reached = add_workdays(day, count).day
    assert is_workday(reached)
    assert add_workdays(day, count - 1).day < reached


@anytime
@given(st.dates(max_value=date(9999, 12, 1)))
def test_the_next_working_day_is_the_first_from_here_on(day: date) -> None:
    reached = next_workday(day).day
    assert day <= reached
    assert is_workday(reached)
    assert not any(is_workday(day + timedelta(days=step)) for step in range((reached - day).days))


@anytime
@given(DAYS, st.integers(0, 800))
def test_the_count_is_that_of_looking_at_each_day(day: date, length: int) -> None:
    last = day + timedelta(days=length)
    assert national().worked(day, last) == sum(is_workday(day + timedelta(days=step)) for step in range(length + 1))


def test_a_moment_is_no_day() -> None:
    with pytest.raises(TypeError, match="a day is wanted"):
        is_workday(datetime(2025, 10, 1, 9, 0))


def test_a_place_may_have_holidays_of_its_own() -> None:
    guangxi = national().with_days({date(2025, 3, 31): (False, "三月三", "地方放假")})
    assert not is_workday(date(2025, 3, 31), calendar=guangxi)
    assert is_workday(date(2025, 3, 31))
    assert next_workday(date(2025, 3, 31), calendar=guangxi).day == date(2025, 4, 1)
    assert isinstance(guangxi, Calendar)


def test_our_table_holds_what_it_should() -> None:
    table = own_table()
    assert list(table) == sorted(table)
    assert {year for year, *_ in table.values()} >= set(NOTICES)
    for row in rows("office/workdays.csv"):
        day = date.fromisoformat(row["date"])
        assert row["kind"] == "休" or day.weekday() >= 5, f"{day}: a weekday is worked without saying so"
        assert abs(day.year - int(row["year"])) <= 1
        assert re.fullmatch("国办发明电〔20[0-9]{2}〕[0-9]+号", row["notice"])
