"""Reporting periods, the day each report is asked for, and pauses of the clock."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.delivering.clocks.pauses import Pause, standing, stands, stretched
from luoshi.delivering.clocks.periods import FREQUENCIES, period, period_of, periods_in, reporting_day
from luoshi.delivering.clocks.workdays import is_workday, workdays_between

anytime = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Properties hold on a busy machine too."""

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("key", "name", "first", "last"),
    [
        ("2025M03", "2025年3月", "2025-03-01", "2025-03-31"),
        ("2024M02", "2024年2月", "2024-02-01", "2024-02-29"),
        ("2025B1", "2025年1—2月", "2025-01-01", "2025-02-28"),
        ("2025Q3", "2025年第三季度", "2025-07-01", "2025-09-30"),
        ("2025H2", "2025年下半年", "2025-07-01", "2025-12-31"),
        ("2025Y", "2025年度", "2025-01-01", "2025-12-31"),
        ("9999Q4", "9999年第四季度", "9999-10-01", "9999-12-31"),
    ],
)
def test_a_key_names_one_period(key: str, name: str, first: str, last: str) -> None:
    found = period(key)
    assert (found.name, found.first.isoformat(), found.last.isoformat()) == (name, first, last)
    assert str(found) == key


@pytest.mark.parametrize("key", ["2025Q5", "2025M13", "2025M3", "2025", "0000Y", "２０２５Q1", "2025Q1 ", "2025Y1"])
def test_other_keys_name_none(key: str) -> None:
    with pytest.raises(ValueError, match="no period"):
        period(key)


@anytime
@given(st.dates(), st.sampled_from(list(FREQUENCIES)))
def test_every_day_lies_in_one_period_which_its_key_names(day: date, frequency: str) -> None:
    found = period_of(day, frequency)  # type: ignore[arg-type]
    assert found.first <= day <= found.last
    assert period(found.key) == found
    assert period_of(found.first, found.frequency) == period_of(found.last, found.frequency) == found


@anytime
@given(DAYS, st.integers(0, 2000), st.sampled_from(list(FREQUENCIES)))
def test_periods_follow_each_other_without_a_gap(first: date, length: int, frequency: str) -> None:
    found = list(periods_in(first, first + timedelta(days=length), frequency))  # type: ignore[arg-type]
    assert [each.key for each in found] == sorted({each.key for each in found})
    for one, following in itertools.pairwise(found):
        assert following.first == one.last + timedelta(days=1)


def test_a_year_is_reported_on_in_four_quarters() -> None:
    assert [str(each) for each in periods_in(date(2025, 1, 1), date(2025, 12, 31), "quarterly")] == [
        "2025Q1", "2025Q2", "2025Q3", "2025Q4",
    ]  # fmt: skip
    assert list(periods_in(date(2025, 2, 1), date(2025, 1, 1), "monthly")) == []
    assert [str(each) for each in periods_in(date(9999, 12, 1), date.max, "monthly")] == ["9999M12"]


@pytest.mark.parametrize(
    ("key", "workday", "day", "why"),
    [
        ("2025Q1", 5, "2025-04-08", "清明节 in between"),
        ("2025Q3", 5, "2025-10-14", "国庆节 and 中秋节, and a Saturday worked"),
        ("2025Y", 5, "2026-01-08", "元旦, and a Sunday worked"),
        ("2025M08", 1, "2025-09-01", "the day after"),
    ],
)
def test_a_report_is_asked_for_some_working_days_after(key: str, workday: int, day: str, why: str) -> None:
    found = reporting_day(period(key), workday=workday)
    assert (found.day.isoformat(), found.settled) == (day, True), why


def test_the_reporting_day_is_explained() -> None:
    assert reporting_day(period("2025Q3")).why == (
        "2025年第三季度止于2025年9月30日，其后第5个工作日为2025年10月14日（国庆节、中秋节放假，10月11日上班）。"
    )
    unpublished = reporting_day(period("2031Q3"))
    assert not unpublished.settled
    assert "放假安排尚未公布" in unpublished.why
    with pytest.raises(ValueError, match="working day 0"):
        reporting_day(period("2025Q3"), workday=0)


@anytime
@given(DAYS, st.sampled_from(list(FREQUENCIES)), st.integers(1, 20))
def test_a_reporting_day_is_worked_and_as_far_as_it_says(day: date, frequency: str, workday: int) -> None:
    found = period_of(day, frequency)  # type: ignore[arg-type]
    asked = reporting_day(found, workday=workday).day
    assert is_workday(asked)
    assert workdays_between(found.last, asked).days == workday


APPROVED = date(2025, 1, 1)


def _pause(start: str, end: str | None, approved: date | None = APPROVED) -> Pause:
    return Pause(date.fromisoformat(start), date.fromisoformat(end) if end else None, approved)


@pytest.mark.parametrize(
    ("pauses", "as_of", "day", "why"),
    [
        ([], "2025-06-01", "2025-06-30", "none"),
        ([_pause("2025-06-01", "2025-06-10")], "2025-06-15", "2025-07-10", "ten days"),
        ([_pause("2025-06-01", "2025-06-10", None)], "2025-06-15", "2025-06-30", "asked for, not approved"),
        ([_pause("2025-06-01", "2025-06-10", date(2025, 6, 20))], "2025-06-15", "2025-06-30", "approved only later"),
        ([_pause("2025-07-01", "2025-07-10")], "2025-07-15", "2025-06-30", "begun when the day had passed"),
        ([_pause("2025-06-30", "2025-07-09")], "2025-07-15", "2025-07-10", "begun on the day itself"),
        ([_pause("2025-06-01", "2025-06-10"), _pause("2025-07-05", "2025-07-06")], "2025-08-01", "2025-07-12", "two"),
        ([_pause("2025-06-01", "2025-06-10"), _pause("2025-06-06", "2025-06-12")], "2025-08-01", "2025-07-12", "overlapping"),
        ([_pause("2025-06-21", None)], "2025-06-30", "2025-07-10", "running for ten days now"),
        ([_pause("2025-06-21", None)], "2025-06-20", "2025-06-30", "without an end, and yet to begin"),
    ],
)  # fmt: skip
def test_an_approved_pause_moves_the_day(pauses: list[Pause], as_of: str, day: str, why: str) -> None:
    assert stretched(date(2025, 6, 30), pauses, date.fromisoformat(as_of)).isoformat() == day, why


def test_a_pause_ends_after_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        _pause("2025-06-10", "2025-06-09")
    touching = [_pause("2025-06-11", "2025-06-12"), _pause("2025-06-01", "2025-06-10")]
    assert list(standing(touching, date(2025, 7, 1))) == [(date(2025, 6, 1), date(2025, 6, 12))]
    assert stands(date(2025, 6, 10), [_pause("2025-06-10", "2025-06-10")], date(2025, 7, 1))


@st.composite
def some_pauses(draw: st.DrawFn) -> list[Pause]:
    found = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(DAYS)
        end = draw(st.none() | st.integers(0, 100).map(lambda days, start=start: start + timedelta(days=days)))
        found.append(Pause(start, end, draw(st.none() | DAYS)))
    return found


@anytime
@given(some_pauses(), DAYS, DAYS, DAYS)
def test_pauses_never_bring_a_day_nearer_nor_change_the_order(pauses: list[Pause], one: date, other: date, as_of: date):
    first, second = sorted((one, other))
    assert first <= stretched(first, pauses, as_of) <= stretched(second, pauses, as_of)
    times = list(standing(pauses, as_of))
    assert all(start <= end for start, end in times)
    assert all((after[0] - before[1]).days > 1 for before, after in itertools.pairwise(times))


@anytime
@given(DAYS, st.integers(0, 300), st.integers(0, 300))
def test_while_the_clock_stands_a_day_stays_as_far_ahead(start: date, ahead: int, standing_for: int) -> None:
    due, as_of = start + timedelta(days=ahead), start + timedelta(days=standing_for)
    assert (stretched(due, [Pause(start, None, start)], as_of) - as_of).days == ahead + 1
