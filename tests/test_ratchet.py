"""层层加码: one indicator's targets down the levels, by number, wording and the days they were announced."""

from __future__ import annotations

import pytest

from luoshi.reading.reader import read_text
from luoshi.reckoning.announced import announced
from luoshi.reckoning.ratchet import Ratchet, Rung, ratchet
from luoshi.reckoning.threads import Paper, papers_of


def report(place: str, day: str, aims: str, *, year: int = 2025) -> Paper:
    head = f"——{day}在{place}第十五届人民代表大会第四次会议上\n" if day else ""
    text = f"{place}{year}年政府工作报告\n{head}\n一、{year}年主要目标\n{aims}\n"
    (only,) = papers_of(read_text(text, file=f"{place}.txt"))
    return only


PROVINCE = report("湖北省", "2025年1月14日", "地区生产总值增长6%左右，城镇新增就业70万人以上。")
CITY = report("武汉市", "2025年1月10日", "地区生产总值增长6.5%以上，城镇新增就业22万人。")
DISTRICT = report("武汉市东西湖区", "2025年1月6日", "力争地区生产总值增长7%以上，城镇新增就业2万人。")


NATION = (
    "政府工作报告\n——2025年3月5日在第十四届全国人民代表大会第三次会议上\n国务院总理 某某\n\n一、2025年主要目标\n"
    "国内生产总值增长5%左右，居民消费价格涨幅2%左右。\n"
)


def only(found: list[Ratchet]) -> Ratchet:
    (one,) = found
    return one


def rung(found: Ratchet, name: str) -> Rung:
    (one,) = [each for each in found.rungs if each.place.name == name]
    return one


def test_each_level_is_laid_beside_the_one_above_in_points() -> None:
    found = only(ratchet([DISTRICT, PROVINCE, CITY], "gdp", 2025))
    assert [each.place.name for each in found.rungs] == ["全国", "湖北省", "武汉市", "东西湖区"]
    assert [each.gap for each in found.rungs] == [None, None, 0.5, 0.5]
    assert [each.above for each in found.rungs] == ["", "", "湖北省", "武汉市"]
    assert rung(found, "武汉市").pressed is True
    assert "高于湖北省0.5个百分点，加码" in rung(found, "武汉市").said


def test_the_order_in_which_they_spoke_is_that_of_the_days() -> None:
    found = only(ratchet([PROVINCE, CITY, DISTRICT], "gdp", 2025))
    assert [(each.place.name, each.announced.day) for each in found.spoken] == [
        ("东西湖区", "2025-01-06"), ("武汉市", "2025-01-10"), ("湖北省", "2025-01-14"),
    ]  # fmt: skip
    assert "早于武汉市公布" in rung(found, "东西湖区").said


def test_a_day_that_is_not_said_is_unknown_and_comes_last() -> None:
    found = only(ratchet([PROVINCE, report("武汉市", "", "地区生产总值增长6.5%以上。")], "gdp", 2025))
    assert [each.place.name for each in found.spoken] == ["湖北省", "武汉市"]
    assert "日期未知" in rung(found, "武汉市").said
    assert "先后未知" in rung(found, "武汉市").said


def test_the_nations_paper_is_the_uppermost_rung() -> None:
    (nation,) = papers_of(read_text(NATION, file="全国.txt"))
    found = only(ratchet([CITY, PROVINCE, nation], "gdp", 2025))
    assert [each.place.name for each in found.rungs] == ["全国", "湖北省", "武汉市"]
    assert rung(found, "全国").target is not None
    assert (rung(found, "湖北省").above, rung(found, "湖北省").gap, rung(found, "湖北省").order) == ("全国", 1.0, "早于全国公布")


def test_wording_is_compared_beside_the_number() -> None:
    found = only(ratchet([PROVINCE, CITY, DISTRICT], "gdp", 2025))
    assert "“以上”，上级为“左右”，更紧" in rung(found, "武汉市").said
    assert "说“力争”，上级不说把握，更松" in rung(found, "东西湖区").said


def test_what_is_not_here_is_shown_as_not_here_and_the_next_level_up_is_used() -> None:
    found = only(ratchet([PROVINCE, DISTRICT], "gdp", 2025))
    assert rung(found, "武汉市").target is None
    assert (rung(found, "武汉市").missing, rung(found, "武汉市").said) == ("paper", "武汉市：这里没有它2025年的文件")
    assert (rung(found, "东西湖区").above, rung(found, "东西湖区").gap) == ("湖北省", 1.0)


def test_a_paper_without_the_target_is_not_a_missing_paper() -> None:
    found = only(ratchet([PROVINCE, report("武汉市", "", "城镇新增就业22万人。")], "gdp", 2025))
    assert (rung(found, "武汉市").missing, rung(found, "武汉市").said) == ("target", "武汉市：2025年的文件没有这一口径的目标")


def test_amounts_are_shown_and_not_ranked() -> None:
    found = only(ratchet([PROVINCE, CITY], "urban_new_jobs", 2025))
    assert rung(found, "武汉市").gap is None
    assert rung(found, "武汉市").pressed is None
    assert "总量不比高低" in rung(found, "武汉市").said


def test_a_growth_and_an_amount_are_two_ladders() -> None:
    found = ratchet([PROVINCE, report("武汉市", "", "地区生产总值达到2万亿元。")], "gdp", 2025)
    assert sorted((each.kind, each.unit) for each in found) == [("growth", "%"), ("level", "元")]
    growth = next(each for each in found if each.kind == "growth")
    assert rung(growth, "武汉市").gap is None


def test_a_target_in_words_is_no_rung_to_compare() -> None:
    found = only(ratchet([report("湖北省", "", "居民人均可支配收入增长6%。"), report("武汉市", "", "居民收入增长与经济增长同步。")], "residents_income", 2025))
    assert "没有数值，不比高低" in rung(found, "武汉市").said


@pytest.mark.parametrize(("lower", "pressed"), [("城镇调查失业率控制在5%以内", True), ("城镇调查失业率控制在6%以内", False)])
def test_of_what_is_better_less_a_lower_figure_presses(lower: str, pressed: bool) -> None:
    found = only(ratchet([report("湖北省", "", "城镇调查失业率控制在5.5%以内。"), report("武汉市", "", f"{lower}。")], "survey_unemployment", 2025))
    assert rung(found, "武汉市").pressed is pressed
    assert ("加码" in rung(found, "武汉市").said) is pressed


@pytest.mark.parametrize("code", ["energy_intensity", "energy_intensity_cut"])
def test_of_a_fall_the_larger_presses_and_is_told_as_a_fall(code: str) -> None:
    upper, lower = (report(place, "", f"单位地区生产总值能耗下降{fall}。") for place, fall in (("湖北省", "3%"), ("武汉市", "3.5%—4%")))
    told = rung(only(ratchet([upper, lower], code, 2025)), "武汉市")
    assert (told.gap, told.pressed) == (-0.5, True)
    assert "降幅大于湖北省0.5个百分点，加码（按下限）（湖北省下降3%）" in told.said


def test_of_a_band_it_is_not_told_who_presses() -> None:
    found = only(ratchet([report("湖北省", "", "居民消费价格涨幅2%左右。"), report("武汉市", "", "居民消费价格涨幅3%左右。")], "cpi", 2025))
    assert (rung(found, "武汉市").gap, rung(found, "武汉市").pressed) == (1.0, None)
    assert "加码" not in rung(found, "武汉市").said


def test_figures_computed_otherwise_are_not_held_against_one_another() -> None:
    other = report("武汉市", "", "地方一般公共预算收入扣除留抵退税因素后增长7%。")
    found = ratchet([report("湖北省", "", "地方一般公共预算收入增长5%。"), other], "local_general_budget_revenue", 2025)
    told = rung(only(found), "武汉市")
    assert (told.gap, told.pressed) == (None, None)
    assert "计算口径不同" in told.said


def test_another_years_target_is_not_on_the_ladder() -> None:
    found = only(ratchet([PROVINCE, report("武汉市", "", "地区生产总值增长9%。", year=2024)], "gdp", 2025))
    assert [each.place.name for each in found.rungs] == ["全国", "湖北省"]


def test_two_places_of_one_name_are_two_rungs() -> None:
    papers = [report("江苏省南京市鼓楼区", "", "地区生产总值增长5%。"), report("福建省福州市鼓楼区", "", "地区生产总值增长6%。")]
    assert {each.document.place.name for each in papers} == {"鼓楼区"}
    found = only(ratchet(papers, "gdp", 2025))
    assert sorted(each.target.low or 0 for each in found.rungs if each.target) == [5, 6]


def test_the_day_of_the_meeting_is_read_from_the_head_only() -> None:
    assert (announced(CITY).day, announced(CITY).how) == ("2025-01-10", "会议")
    assert announced(report("武汉市", "", "地区生产总值增长6%。")).day == ""
