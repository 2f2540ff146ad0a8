"""What holds of the light of any task on any day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.delivering.clocks.light import LOOKS, Light, light
from luoshi.delivering.clocks.pauses import Pause
from luoshi.delivering.clocks.promise import Figure, Node, Promise, Report, Target

anytime = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Properties hold on a busy machine too."""

DAYS = st.dates(date(2024, 6, 1), date(2026, 6, 30))
ANY_DAY = DAYS | st.dates()
AMOUNTS = st.decimals(-1000, 1000, places=2)


@st.composite
def promises(draw: st.DrawFn, days: st.SearchStrategy[date] = ANY_DAY) -> Promise:
    some = st.none() | days
    node = st.builds(Node, day=days, what=st.text(max_size=5), done=some, value=st.none() | AMOUNTS, report_by=some)
    pauses = st.tuples(days, some, some).map(lambda p: Pause(p[0], p[1] and max(p[0], p[1]), p[2]))
    return Promise(
        due=draw(some),
        due_report_by=draw(some),
        starts=draw(some),
        nodes=tuple(draw(st.lists(node, max_size=4))),
        target=draw(st.none() | st.builds(Target, value=AMOUNTS, at_most=st.booleans(), cumulative=st.booleans())),
        figures=tuple(draw(st.lists(st.builds(Figure, value=AMOUNTS, measured_to=days, accepted=days), max_size=3))),
        reports=tuple(
            draw(
                st.lists(
                    st.builds(Report, st.text(max_size=5), covers=days, asked=days, made=some, accepted=some),
                    max_size=3,
                )
            )
        ),
        finished=draw(some),
        closed=draw(some),
        pauses=tuple(draw(st.lists(pauses, max_size=3))),
    )


@anytime
@given(promises(), ANY_DAY)
def test_any_task_has_one_light_with_a_reason_on_any_day(promise: Promise, as_of: date) -> None:
    found = light(promise, as_of)
    assert found.state in LOOKS
    assert found.why.endswith("。")
    assert "None" not in found.why
    assert (found.days_late > 0) is (found.state == "overdue")
    assert (found.state == "closed") is (promise.closed is not None and promise.closed <= as_of)
    assert light(promise, as_of) == found


@anytime
@given(promises(DAYS), DAYS)
def test_a_light_knows_nothing_of_later_days(promise: Promise, as_of: date) -> None:
    def then(day: date | None) -> date | None:
        return day if day is not None and day <= as_of else None

    as_known = replace(
        promise,
        nodes=tuple(replace(node, done=then(node.done)) for node in promise.nodes),
        figures=tuple(each for each in promise.figures if each.accepted <= as_of),
        reports=tuple(replace(each, made=then(each.made), accepted=then(each.accepted)) for each in promise.reports),
        finished=then(promise.finished),
        closed=then(promise.closed),
        pauses=tuple(each for each in promise.pauses if then(each.approved)),
    )
    assert light(as_known, as_of) == light(promise, as_of)


@anytime
@given(promises(DAYS), DAYS, DAYS)
def test_a_task_nobody_touches_only_gets_worse(promise: Promise, one: date, other: date) -> None:
    silent = Promise(
        due=promise.due, nodes=tuple(replace(node, done=None) for node in promise.nodes), target=promise.target
    )
    order = ("not_started", "on_course", "behind", "overdue")
    first, second = sorted((one, other))
    assert order.index(light(silent, first).state) <= order.index(light(silent, second).state)


@anytime
@given(promises(DAYS), DAYS)
def test_a_node_done_makes_no_light_worse(promise: Promise, as_of: date) -> None:
    order = ("closed", "on_course", "not_started", "behind", "overdue")

    def rank(found: Light) -> int:
        return order.index(found.state)

    done = replace(promise, nodes=tuple(replace(node, done=as_of) for node in promise.nodes))
    assert rank(light(done, as_of)) <= rank(light(promise, as_of))


@anytime
@given(promises(DAYS), DAYS)
def test_a_pause_nobody_approved_changes_nothing(promise: Promise, as_of: date) -> None:
    asked = replace(promise, pauses=tuple(replace(each, approved=None) for each in promise.pauses))
    assert light(asked, as_of) == light(replace(promise, pauses=()), as_of)
