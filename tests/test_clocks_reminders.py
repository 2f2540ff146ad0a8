"""Reminders: when they come, to whom, and what is left to the office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.delivering.clocks.pauses import Pause
from luoshi.delivering.clocks.reminders import (
    FOR_THE_OFFICE,
    Step,
    WorkingHours,
    digests,
    falls_due,
    is_working_time,
    late_for_office,
)
from luoshi.delivering.clocks.workdays import is_workday, workdays_between

anytime = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Properties hold on a busy machine too."""

REPORT = Step("report-1", "report", "2025年第三季度", date(2025, 10, 14), "wang", "区住建局")
CHINA = timezone(timedelta(hours=8))


def _days(step: Step, first: date, last: date) -> list[str]:
    """On which days somebody is reminded of the step, and how."""
    day, found = first, []
    while day <= last:
        for digest in digests([step], day):
            found += [f"{day:%m-%d} {each.moment} {each.workdays}" for each in digest.reminders]
        day += timedelta(days=1)
    return found


@pytest.mark.parametrize(
    ("step", "expected", "why"),
    [
        (
            REPORT,
            ["10-10 before 3", "10-14 at 0", "10-15 after 1", "10-21 after 5", "10-28 after 10", "11-04 after 15"],
            "three working days before with the Saturday worked, on the day, then after 1, 5 and every 5",
        ),
        (replace(REPORT, done=date(2025, 10, 15)), ["10-10 before 3", "10-14 at 0"], "handed in a day late"),
        (
            replace(REPORT, due=date(2025, 10, 3)),
            ["09-28 before 3", "10-09 at 0", "10-10 after 1", "10-15 after 5", "10-22 after 10", "10-29 after 15"],
            "on a holiday it moves to the first working day; the Sunday worked is a day like any other",
        ),
        (replace(REPORT, leader=True), [], "no leader is written to"),
        (replace(REPORT, pauses=(Pause(date(2025, 10, 1), date(2025, 10, 31), date(2025, 9, 1)),)), [], "the clock stands"),
        (
            replace(REPORT, kind="answer", due=date(2025, 10, 10), pauses=(Pause(date(2025, 10, 9), date(2025, 10, 13), date(2025, 9, 1)),)),
            ["10-14 before 1", "10-15 at 0", "10-16 after 1", "10-22 after 5", "10-29 after 10"],
            "an answer is owed five days later, and nobody is reminded while the clock stands",
        ),
        (
            replace(REPORT, kind="plan", pauses=(Pause(date(2025, 10, 11), None, date(2025, 10, 11)),)),
            ["10-10 before 3"],
            "paused without an end: three days off for ever, and not said again",
        ),
    ],
)  # fmt: skip
def test_reminders_come_before_at_and_after(step: Step, expected: list[str], why: str) -> None:
    assert _days(step, date(2025, 9, 24), date(2025, 11, 4)) == expected, why


def test_a_digest_holds_all_that_one_person_is_reminded_of() -> None:
    near = Step("plan-1", "plan", "老旧小区改造", date(2025, 10, 17), "wang", "区住建局")
    late = Step("answer-1", "answer", "〔2025〕8号督办函", date(2025, 10, 13), "wang", "区住建局")
    other = Step("report-2", "report", "2025年第三季度", date(2025, 10, 14), "li", "区教育局")
    to_li, to_wang = digests([near, REPORT, other, late], date(2025, 10, 14))
    assert (to_li.person, to_wang.person) == ("li", "wang")
    assert to_wang.title == "办理提醒（2025年10月14日，3项）"
    assert to_wang.text == (
        "已逾期（1项）\n1. 〔2025〕8号督办函来函答复：2025年10月13日前，已逾期1个工作日。\n\n"
        "今日到期（1项）\n1. 2025年第三季度进展报送：2025年10月14日前，今日到期。\n\n"
        "即将到期（1项）\n1. 老旧小区改造办理方案报备：2025年10月17日前，还有3个工作日。"
    )


def test_a_day_nothing_ran_is_made_up_for_once() -> None:
    last_ran, today = {"wang": date(2025, 10, 9)}, date(2025, 10, 11)
    assert digests([REPORT], today) == ()
    (digest,) = digests([REPORT], today, since=last_ran)
    assert [(each.moment, each.workdays) for each in digest.reminders] == [("before", 2)]
    assert digests([REPORT], today, since={"wang": today}) == ()
    assert digests([REPORT], date(2025, 10, 13), since={"wang": today}) == ()
    (weeks_later,) = digests([REPORT], date(2025, 11, 6), since=last_ran)
    assert len(weeks_later.reminders) == 1


def test_what_is_late_is_for_the_office_whoever_is_to_do_it() -> None:
    leader = replace(REPORT, key="report-9", leader=True, unit="区政府办", due=date(2025, 10, 9))
    found = late_for_office([REPORT, leader, replace(REPORT, key="done", done=date(2025, 10, 14))], date(2025, 10, 16))
    assert [each.text for each in found] == [
        "区政府办：2025年第三季度进展报送，应于2025年10月9日前完成，已逾期6个工作日。",
        "区住建局：2025年第三季度进展报送，应于2025年10月14日前完成，已逾期2个工作日。",
    ]
    assert "督查室" in FOR_THE_OFFICE


@pytest.mark.parametrize(
    ("moment", "works", "why"),
    [
        (datetime(2025, 10, 11, 9, 0, tzinfo=CHINA), True, "a Saturday worked"),
        (datetime(2025, 10, 12, 9, 0, tzinfo=CHINA), False, "a Sunday"),
        (datetime(2025, 10, 13, 8, 29, tzinfo=CHINA), False, "before work"),
        (datetime(2025, 10, 13, 8, 30, tzinfo=CHINA), True, "the first minute"),
        (datetime(2025, 10, 13, 12, 0, tzinfo=CHINA), False, "noon"),
        (datetime(2025, 10, 13, 17, 29, tzinfo=CHINA), True, "the last minute"),
        (datetime(2025, 10, 13, 1, 0, tzinfo=timezone.utc), True, "nine in the morning in China"),  # noqa: UP017
        (datetime(2025, 10, 12, 23, 0, tzinfo=timezone.utc), False, "seven on Monday in China"),  # noqa: UP017
    ],
)
def test_working_hours(moment: datetime, works: bool, why: str) -> None:
    assert is_working_time(moment) is works, why


def test_hours_are_the_places_own() -> None:
    assert not is_working_time(datetime(2025, 10, 13, 9, 0, tzinfo=CHINA), hours=WorkingHours(spans=()))
    with pytest.raises(ValueError, match="time zone"):
        is_working_time(datetime(2025, 10, 13, 9, 0))


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
STEPS = st.lists(
    st.builds(
        Step,
        key=st.uuids().map(str),
        kind=st.sampled_from(["report", "plan", "answer"]),
        what=st.text(max_size=5),
        due=DAYS,
        person=st.sampled_from(["wang", "li", "zhao"]),
        unit=st.sampled_from(["甲局", "乙局"]),
        done=st.none() | DAYS,
        leader=st.booleans(),
    ),
    max_size=8,
)


@anytime
@given(STEPS, DAYS, st.none() | DAYS)
def test_one_digest_a_person_a_day_and_none_to_a_leader(steps: list[Step], today: date, last: date | None) -> None:
    found = digests(steps, today, since={"wang": last} if last else None)
    assert len({each.person for each in found}) == len(found)
    for digest in found:
        assert is_workday(today)
        assert digest.reminders
        assert len({each.step.key for each in digest.reminders}) == len(digest.reminders)
        for each in digest.reminders:
            assert each.step.person == digest.person
            assert not each.step.leader
            assert each.step.done is None or each.step.done > today
            assert is_workday(each.by)
    late = late_for_office(steps, today)
    assert {each.step.key for each in late} >= {
        each.step.key for digest in found for each in digest.reminders if each.moment == "after"
    }


@anytime
@given(STEPS.filter(bool), DAYS, st.integers(1, 40))
def test_running_each_day_or_once_after_some_loses_no_reminder(steps: list[Step], start: date, length: int) -> None:
    step = replace(steps[0], leader=False, done=None)
    days = [start + timedelta(days=each) for each in range(1, length + 1)]
    if not is_workday(days[-1]):
        return
    reminded_daily = any(digests([step], day) for day in days)
    assert bool(digests([step], days[-1], since={step.person: start})) is reminded_daily


@anytime
@given(STEPS, DAYS)
def test_a_step_is_never_asked_for_on_a_rest_day_nor_early(steps: list[Step], today: date) -> None:
    for step in steps:
        by = falls_due(step, today)
        assert by is not None
        assert by >= step.due
        assert workdays_between(step.due, by).days <= 1
