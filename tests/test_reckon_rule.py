"""The rule of ../shared/check/README.md, row by row, and what must hold for any figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.catalogue.reckoned import scopes_differ
from luoshi.reckoning.threads.outcomes import aim, gap, outcome

AMOUNTS = st.floats(min_value=0.01, max_value=1e12, allow_nan=False)

CASES = [
    # exact: reached, or passed by up to 5 % of its size
    (100, 100, "eq", "more", 100, "met"), (100, 100, "eq", "more", 105, "met"), (100, 100, "eq", "more", 105.1, "exceeded"),
    (100, 100, "eq", "more", 99.9, "missed"), (35, 35, "eq", "less", 36, "missed"), (35, 35, "eq", "less", 33, "exceeded"),
    # 左右: within 5 % either way
    (10, 10, "approx", "more", 9.5, "met"), (10, 10, "approx", "more", 9.49, "missed"), (10, 10, "approx", "more", 10.6, "exceeded"),
    (5.5, 5.5, "approx", "less", 5.2, "exceeded"), (3, 3, "approx", "band", 3.2, "missed"), (3, 3, "approx", "band", 2.9, "met"),
    # 以上, 以内, a range: reached, however far
    (8, 8, "ge", "more", 20, "met"), (8, 8, "ge", "more", 7.9, "missed"), (4.5, 4.5, "le", "less", 1, "met"), (4.5, 4.5, "le", "", 4.6, "missed"),
    (6, 6.5, "range", "more", 6.1, "met"), (6, 6.5, "range", "more", 7, "met"), (6, 6.5, "range", "more", 5.9, "missed"),
    # a fall is good the further it goes, and its bound is on its size
    (-3, -3, "approx", "less", -2.6, "missed"), (-3, -3, "eq", "", -4.4, "exceeded"), (-20, -20, "ge", "", -41, "met"), (-20, -20, "ge", "", -19, "missed"),
]  # fmt: skip


@pytest.mark.parametrize(("low", "high", "bound", "good", "got", "told"), CASES)
def test_the_rule(low: float, high: float, bound: str, good: str, got: float, told: str) -> None:
    assert outcome(aim(low, high, bound, good), got, got) == told


def test_a_tolerance_of_the_catalogue_stands_in_its_own_unit() -> None:
    assert outcome(aim(0.5, 0.5, "approx", "more", tolerance=0.5), 0.1, 0.1) == "met"


@pytest.mark.parametrize(("bound", "got"), [("ge", 9000), ("le", 5.0)])
def test_a_figure_too_vague_to_tell_tells_nothing(bound: str, got: float) -> None:
    target = aim(9500, 9500, "ge", "more") if bound == "ge" else aim(4.5, 4.5, "le", "less")
    assert outcome(target, got, got, bound) == ""


@given(AMOUNTS, st.sampled_from(["eq", "ge", "approx"]))
def test_what_is_reached_to_the_dot_is_met(value: float, bound: str) -> None:
    assert outcome(aim(value, value, bound, "more"), value, value) == "met"
    assert gap(aim(value, value, bound, "more"), value) == 0


@given(AMOUNTS, AMOUNTS, AMOUNTS, st.sampled_from(["eq", "ge", "approx"]))
def test_more_is_never_worse_where_more_is_good(target: float, one: float, other: float, bound: str) -> None:
    rank = {"missed": 0, "met": 1, "exceeded": 2}
    low, high = sorted((one, other))
    meant = aim(target, target, bound, "more")
    assert rank[outcome(meant, low, low)] <= rank[outcome(meant, high, high)]


@pytest.mark.parametrize(
    ("one", "other", "name", "differ"),
    [
        ("省级瞪羚企业", "国家级瞪羚企业", "瞪羚企业", True),
        ("省级以上瞪羚企业", "省级瞪羚企业", "瞪羚企业", True),
        ("瞪羚企业", "国家级瞪羚企业", "瞪羚企业", False),
        ("新增学位", "新增幼儿园学位", "新增学位", True),
        ("新增公办学位", "新增学位", "新增学位", True),
        ("普惠性幼儿园覆盖率", "普惠性学前教育覆盖率", "普惠性幼儿园覆盖率", False),
        ("农村低保标准", "城市低保标准", "城乡低保标准", True),
        ("城镇调查失业率", "调查失业率", "城镇调查失业率", False),
        ("城镇职工基本养老保险参保人数", "基本养老保险参保人数", "基本养老保险参保人数", True),
        ("引进市外资金", "引进省外资金", "实际利用内资", True),
    ],
)
def test_parts_of_one_indicator_are_not_one_another(one: str, other: str, name: str, differ: bool) -> None:
    assert scopes_differ(one, other, name) is scopes_differ(other, one, name) is differ
