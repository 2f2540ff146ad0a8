"""Relative and assigned promises among the tasks: read where they can be held against a figure, judged by figures or by what the report says."""

from __future__ import annotations

import pytest

from tests.two_reports import threads


@pytest.mark.parametrize(
    ("promised", "told", "outcome", "why"),
    [
        ("居民人均可支配收入增长与经济增长同步。", "地区生产总值增长6.5%。居民人均可支配收入增长6.6%。", "met", "地区生产总值6.5%"),
        ("农村居民人均可支配收入增速高于城镇居民。", "城镇居民人均可支配收入增长6.1%，农村居民人均可支配收入增长5.8%。", "missed", "城镇居民人均可支配收入6.1%"),
        ("固定资产投资增速高于全省平均水平。", "固定资产投资增长5.7%，低于全省平均1.4个百分点。", "missed", "按报告自述：“低于全省平均1.4个百分点”"),
        ("固定资产投资增速高于全省平均水平。", "固定资产投资增长5.7%，比全省高1.4个百分点。", "met", "按报告自述：“比全省高1.4个百分点”"),
        ("固定资产投资增速高于全省平均水平。", "固定资产投资增长5.7%，高于全国1.4个百分点。", "not_comparable", "没有可比的数"),
        ("固定资产投资增速高于全省平均水平。", "固定资产投资增长5.7%，与全省持平。", "missed", "与全省持平"),
        ("粮食播种面积完成省下达任务。", "粮食播种面积38.6万亩，完成省下达任务。", "met", "“完成省下达任务”"),
        ("粮食播种面积完成省下达任务。", "粮食播种面积38.6万亩。", "not_comparable", "待下达文件"),
        ("粮食播种面积完成省下达任务。", "新建道路12公里。", "silent", ""),
    ],
)
def test_what_is_made_of_it(promised: str, told: str, outcome: str, why: str) -> None:
    (thread,) = threads(promised, told)
    assert thread.outcome == outcome, thread.why
    assert why in thread.why


@pytest.mark.parametrize(
    ("promised", "told", "outcome"),
    [
        ("规模以上工业增加值增速高于GDP增速2个百分点。", "规模以上工业增加值增长7.8%，高于地区生产总值1.2个百分点。", "missed"),
        ("外贸进出口增速快于全省2个百分点以上。", "外贸进出口增长12%，快于全省2.7个百分点。", "met"),
        ("外贸进出口增速快于全省2个百分点以上。", "外贸进出口增长12%，快于全国2.7个百分点。", "not_comparable"),
        ("空气质量优良天数比例提高1个百分点。", "空气质量优良天数比例86.3%，高于全省平均3个百分点。", "not_comparable"),
        ("空气质量优良天数比例提高1个百分点。", "空气质量优良天数比例86.3%，比上年提高3个百分点，高于全省平均4个百分点。", "exceeded"),
    ],
)
def test_a_difference_is_held_against_a_difference_from_the_same(promised: str, told: str, outcome: str) -> None:
    (thread,) = threads(promised, told)
    assert thread.outcome == outcome, thread.why


@pytest.mark.parametrize("said", ["着力解决质量不高于预期的问题。", "完成市委部署的各项任务。", "去年固定资产投资增速高于全省平均水平。"])
def test_what_names_no_indicator_or_looks_back_promises_nothing_of_the_kind(said: str) -> None:
    assert [each for each in threads(said, "固定资产投资增长5.7%。") if each.promise.form in ("relative", "assigned")] == []


@pytest.mark.parametrize(
    ("told", "official"),
    [("城镇调查失业率5.1%，低于省定5.5%的目标。", "met"), ("城镇调查失业率5.8%，高于省定5.5%的目标。", "missed"), ("固定资产投资增长4%，低于年初目标。", "missed")],
)
def test_to_stay_under_a_target_of_which_less_is_better_is_to_keep_it(told: str, official: str) -> None:
    (thread,) = [each for each in threads("城镇调查失业率控制在5.5%以内，固定资产投资增长6%。", told) if each.result is not None]
    assert thread.official == official
