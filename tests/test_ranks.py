"""Ranks as promises: held only against a rank of the same thing, among the same places, of growth against growth."""

from __future__ import annotations

import pytest

from tests.two_reports import threads


@pytest.mark.parametrize(
    ("promised", "told", "outcome", "gap"),
    [
        ("固定资产投资增速全省前三。", "固定资产投资增长12.8%，列全省第四。", "missed", "比目标靠后1位"),
        ("固定资产投资增速全省前五。", "固定资产投资增长12.8%，列全省第四。", "met", "比目标靠前1位"),
        ("固定资产投资增速全省前五。", "固定资产投资增长12.8%，增速居全国第四。", "not_comparable", ""),
        ("地区生产总值增速全省前五。", "地区生产总值总量居全省第三。", "not_comparable", ""),
        ("招商引资考核力争全省第一。", "招商引资考核位居全省第三。", "missed", "比目标靠后2位"),
        ("进入全国综合实力百强市前80名。", "我市列全国综合实力百强市第76位，列全国创新百强市第92位。", "met", "比目标靠前4位"),
        ("城镇居民人均可支配收入增速全省前三。", "农村居民人均可支配收入增速居全省第二。", "silent", ""),
    ],
)
def test_a_rank_answers_a_rank_of_the_same_thing_among_the_same(promised: str, told: str, outcome: str, gap: str) -> None:
    (thread,) = threads(promised, told)
    assert thread.outcome == outcome, thread.why
    assert thread.gap_said == gap
