"""Headline targets, with a number and without, in sentences and in the tables of plans and plan reports."""

from __future__ import annotations

from typing import Any

import pytest

from luoshi.reading import Target, read_text
from tests.measure_texts import document

Fields = dict[str, Any]


def target(**fields: Any) -> Fields:
    """What is expected of a target."""
    return fields


def of_goal(sentence: str, part: Any = "goal") -> list[Target]:
    """The targets in a sentence of the block of headline targets."""
    text, start = document(part, sentence)
    (reading,) = read_text(text).readings
    return [one for one in reading.targets if start <= one.start < start + len(sentence)]


def of_table(*lines: str, part: Any = "aims") -> list[Target]:
    """The targets in a table that stands among a plan's (or a report's) headline targets."""
    table = "\n" + "\n".join(lines) + "\n"
    text, start = document(part, table)
    (reading,) = read_text(text).readings
    return [one for one in reading.targets if start <= one.start < start + len(table)]


def differing(one: Target, wanted: Fields) -> Fields:
    return {name: getattr(one, name) for name, value in wanted.items() if getattr(one, name) != value}


SENTENCES: list[tuple[str, str, list[Fields]]] = [
    ("a growth", "地区生产总值增长6%以上；",
     [target(subject="地区生产总值", form="numeric", text="6%以上", value=6, unit="%", kind="growth", bound="ge", period="2024")]),
    ("two growths", "固定资产投资增长8%，社会消费品零售总额增长7%左右；",
     [target(subject="固定资产投资", value=8, bound="eq"), target(subject="社会消费品零售总额", value=7, bound="approx")]),
    ("subjects shared out", "固定资产投资、社会消费品零售总额分别增长8%、7%；",
     [target(subject="固定资产投资", value=8), target(subject="社会消费品零售总额", value=7)]),
    ("an amount of people", "城镇新增就业1.2万人以上；", [target(subject="城镇新增就业", value=12_000, unit="人", bound="ge", form="numeric")]),
    ("a ceiling", "城镇调查失业率控制在5.5%以内；", [target(subject="城镇调查失业率", value=5.5, bound="le", kind="level")]),
    ("a will is kept as wording", "力争工业投资增长10%；", [target(subject="工业投资", value=10, wording="力争")]),
    ("tied to the economy", "居民收入增长与经济增长同步；",
     [target(subject="居民收入增长", form="relative", text="与经济增长同步", refers_to="经济增长", value=None, period="2024")]),
    ("nearly tied", "居民人均可支配收入增长与经济增长基本同步；",
     [target(subject="居民人均可支配收入增长", form="relative", refers_to="经济增长")]),
    ("above the city's average", "规模以上工业增加值增速高于全市平均水平；", [target(form="relative", refers_to="全市平均水平")]),
    ("a city's target", "单位地区生产总值能耗完成市定目标；",
     [target(subject="单位地区生产总值能耗", form="assigned", text="完成市定目标", refers_to="市")]),
    ("a task passed down", "主要污染物减排完成市下达任务；", [target(subject="主要污染物减排", form="assigned", refers_to="市")]),
    ("within a target passed down", "节能减排控制在省下达目标以内；", [target(subject="节能减排", form="assigned", refers_to="省")]),
    ("better and better", "空气质量持续改善；", [target(subject="空气质量", form="direction", text="持续改善", value=None)]),
    ("kept steady", "物价水平总体稳定；", [target(subject="物价水平", form="direction")]),
    ("a number and a direction in one sentence", "地区生产总值增长6%，生态环境质量持续改善；",
     [target(form="numeric", value=6), target(form="direction", subject="生态环境质量")]),
    ("three forms at once", "一般公共预算收入增长5%；居民收入与经济增长同步；能耗强度完成市下达目标；",
     [target(form="numeric"), target(form="relative", subject="居民收入"), target(form="assigned", subject="能耗强度")]),
    ("a range", "地区生产总值增长6%—6.5%；", [target(value=(6, 6.5), bound="range", text="6%—6.5%")]),
    ("faster than others", "农村居民人均可支配收入增速快于城镇居民；",
     [target(subject="农村居民人均可支配收入增速", form="relative", text="快于城镇居民", refers_to="城镇居民")]),
    ("two comparisons of one thing", "主要经济指标增速高于全省、好于全市平均水平；",
     [target(subject="主要经济指标增速", form="relative", text="高于全省、好于全市平均水平", refers_to="全省、全市平均水平")]),
    ("a task named behind its setter", "完成市下达的主要污染物减排任务；", [target(subject="主要污染物减排", form="assigned", refers_to="市")]),
    ("a task of our own", "全面完成上级下达我县的能耗强度、碳排放控制目标；",
     [target(subject="能耗强度、碳排放控制", form="assigned", refers_to="上级")]),
    ("a turn for the better", "固定资产投资由负转正；", [target(subject="固定资产投资", form="direction", text="由负转正")]),
    ("what must not be", "确保不发生规模性返贫；", [target(subject="规模性返贫", form="direction", text="不发生规模性返贫")]),
    ("what must be kept away", "坚决防止发生重大安全事故；", [target(subject="重大安全事故", form="direction")]),
    ("another's level", "人均地区生产总值达到中等发达国家水平；",
     [target(subject="人均地区生产总值", form="relative", refers_to="中等发达国家水平")]),
    ("another's level, of the clause before", "人均地区生产总值增长6%，达到中等发达国家水平；",
     [target(value=6), target(subject="人均地区生产总值", form="relative", text="达到中等发达国家水平")]),
    ("steadily better", "外贸进出口保稳提质；", [target(subject="外贸进出口", form="direction", text="保稳提质")]),
    ("clauses parted by 、", "规上工业增加值增长7%以上、固定资产投资由负转正、社零总额增长6.5%；",
     [target(subject="规上工业增加值", text="7%以上"), target(subject="固定资产投资", form="direction"), target(subject="社零总额", value=6.5)]),
    ("three aims without a number", "居民收入与经济增长同步、物价总水平基本稳定、生态环境质量持续改善；",
     [target(subject="居民收入", form="relative"), target(subject="物价总水平", form="direction", wording="基本"),
      target(subject="生态环境质量", form="direction")]),
    ("one aim of two things", "单位GDP能耗、主要污染物排放量完成市下达目标任务；",
     [target(subject="单位GDP能耗、主要污染物排放量", form="assigned")]),
    ("an indicator the catalogue knows", "社会消费品零售总额增长7%；", [target(indicator="retail_sales")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "wanted"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_goal_sentences(sentence: str, wanted: list[Fields]) -> None:
    found = of_goal(sentence)
    assert len(found) == len(wanted), found
    assert [differing(one, fields) for one, fields in zip(found, wanted, strict=True)] == [{}] * len(wanted)


HEAD = "指标名称 | 单位 | 2020年 | 2025年 | 年均增速[累计] | 属性"
TABLES: list[tuple[str, list[str], list[Fields]]] = [
    ("a plain row",
     [HEAD, "地区生产总值 | 亿元 | 582.6 | 900 | 7.5 | 预期性", "森林覆盖率 | % | 31.2 | 33 | [1.8] | 约束性"],
     [target(subject="地区生产总值", value=90_000_000_000, unit="元", form="numeric", nature="预期性", period="2025",
           base=58_260_000_000, base_period="2020", text="900"),
      target(subject="地区生产总值", value=7.5, unit="%", kind="growth", period="2021-2025", nature="预期性", base=None),
      target(subject="森林覆盖率", value=33, unit="%", nature="约束性", base=31.2)]),
    ("a first column merged down",
     ["类别 | 序号 | 指标 | 单位 | 2020年 | 2025年 | 属性", "经济发展 | 1 | 社会消费品零售总额 | 亿元 | 209.4 | 310 | 预期性",
      " | 2 | 一般公共预算收入 | 亿元 | 38.8 | 55 | 预期性"],
     [target(subject="社会消费品零售总额", value=31_000_000_000), target(subject="一般公共预算收入", value=5_500_000_000, nature="预期性")]),
    ("a merged column lost", ["类别 | 序号 | 指标 | 单位 | 2020年 | 2025年 | 属性",
      "创新驱动 | 1 | 高新技术企业 | 家 | 128 | 300 | 预期性", "2 | 科技型中小企业 | 家 | 210 | 500 | 预期性"],
     [target(subject="高新技术企业", value=300, unit="家"), target(subject="科技型中小企业", value=500, base=210)]),
    ("the unit in the name", ["指标 | 2020年 | 2025年 | 属性", "地区生产总值（亿元） | 582.6 | 900 | 预期性", "常住人口城镇化率（%） | 74.6 | 80 | 预期性"],
     [target(subject="地区生产总值", value=90_000_000_000, unit="元"), target(subject="常住人口城镇化率", value=80, unit="%")]),
    ("the unit behind a comma", ["指标 | 2020年 | 2025年", "城镇新增就业，万人 | 1.1 | 1.5", "每千人口床位数，张 | 6.1 | 7"],
     [target(value=15_000, unit="人", base=11_000), target(value=7, unit="张")]),
    ("a bound before the figure", [HEAD, "规模以上工业总产值 | 亿元 | 968 | >1500 | 9.2 | 预期性", "空气质量优良率 | % | 82 | ≥87 | / | 约束性"],
     [target(value=150_000_000_000, bound="ge"), target(value=9.2, kind="growth"), target(value=87, bound="ge", nature="约束性")]),
    ("a bound behind the figure", [HEAD, "常住人口城镇化率 | % | 74.6 | 80左右 | / | 预期性", "城镇调查失业率 | % | 5.2 | 5.5以内 | / | 预期性"],
     [target(value=80, bound="approx", wording="左右"), target(value=5.5, bound="le", wording="以内")]),
    ("a figure below", [HEAD, "PM2.5年均浓度 | 微克/立方米 | 41 | <35 | / | 约束性", "耕地保有量 | 万亩 | 12.5 | 12.3 | / | 约束性"],
     [target(value=35, bound="le"), target(subject="耕地保有量", value=123_000, unit="亩")]),
    ("words instead of a number", [HEAD, "居民人均可支配收入 | 元 | 35428 | 与经济增长基本同步 | — | 预期性",
      "单位地区生产总值能耗降低 | % | — | 完成市下达目标 | — | 约束性"],
     [target(subject="居民人均可支配收入", form="relative", refers_to="经济增长", nature="预期性", base=35428, value=None),
      target(form="assigned", refers_to="市", nature="约束性")]),
    ("a cumulative target alone", [HEAD, "城镇新增就业 | 万人 | — | — | [6] | 预期性", "地区生产总值 | 亿元 | 582.6 | 900 | 7.5 | 预期性"],
     [target(value=60_000, unit="人", period="2021-2025", form="numeric"), target(value=90_000_000_000), target(value=7.5)]),
    ("a growth's rate alone", [HEAD, "固定资产投资增长 | % | 3.4 | — | 10左右 | 预期性", "地区生产总值 | 亿元 | 582.6 | 900 | 7.5 | 预期性"],
     [target(value=10, unit="%", bound="approx", kind="growth"), target(value=90_000_000_000), target(value=7.5)]),
    ("outer bars as in Markdown", ["| 指标 | 单位 | 2020年 | 2025年 | 属性 |", "| 森林覆盖率 | % | 31.2 | 33 | 约束性 |", "| 高新技术企业 | 家 | 128 | 300 | 预期性 |"],
     [target(subject="森林覆盖率", value=33, nature="约束性"), target(subject="高新技术企业", value=300)]),
    ("commas between thousands", [HEAD, "居民人均可支配收入 | 元 | 35,428 | 52,000 | 8 | 预期性", "森林覆盖率 | % | 31.2 | 33 | [1.8] | 约束性"],
     [target(value=52_000, base=35_428), target(value=8), target(value=33)]),
    ("a range in a cell", [HEAD, "高新技术企业 | 家 | 128 | 280-300 | — | 预期性", "森林覆盖率 | % | 31.2 | 33 | [1.8] | 约束性"],
     [target(value=(280, 300), bound="range"), target(value=33)]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "wanted"), [row[1:] for row in TABLES], ids=[row[0] for row in TABLES])
def test_rows_of_a_plans_table(lines: list[str], wanted: list[Fields]) -> None:
    found = of_table(*lines)
    assert len(found) == len(wanted), found
    assert [differing(one, fields) for one, fields in zip(found, wanted, strict=True)] == [{}] * len(wanted)


def test_a_plan_reports_table_sets_the_year_ahead() -> None:
    found = of_table(
        "指标 | 单位 | 2023年预计 | 2024年目标",
        "地区生产总值增长 | % | 6.2 | 6.5左右",
        "城镇新增就业 | 人 | 8200 | 8000以上",
        part="goal",
    )
    assert [(t.subject, t.value, t.unit, t.kind, t.bound, t.period) for t in found] == [
        ("地区生产总值增长", 6.5, "%", "growth", "approx", "2024"),
        ("城镇新增就业", 8000, "人", "level", "ge", "2024"),
    ]
    assert [one.base for one in found] == [6.2, 8200]


def test_the_columns_of_a_plan_report_are_measures_of_their_years() -> None:
    table = "\n指标 | 单位 | 2022年实际 | 2023年预计 | 2024年目标\n固定资产投资 | 亿元 | 310 | 335 | 360\n高新技术企业 | 家 | 210 | 245 | 280\n"
    text, start = document("goal", table)
    (reading,) = read_text(text).readings
    rows = [(m.subject, m.value, m.modality, m.period) for m in reading.measures if m.start >= start]
    assert rows == [
        ("固定资产投资", 31_000_000_000, "actual", "2022"),
        ("固定资产投资", 33_500_000_000, "estimated", "2023"),
        ("固定资产投资", 36_000_000_000, "target", "2024"),
        ("高新技术企业", 210, "actual", "2022"),
        ("高新技术企业", 245, "estimated", "2023"),
        ("高新技术企业", 280, "target", "2024"),
    ]


def test_a_target_stands_on_its_clause() -> None:
    sentence = "地区生产总值增长6%以上；居民收入与经济增长同步；"
    text, start = document("goal", sentence)
    (reading,) = read_text(text).readings
    said = [text[one.start : one.end] for one in reading.targets if one.start >= start]
    assert said == ["地区生产总值增长6%以上", "居民收入与经济增长同步"]


def test_a_target_opens_with_its_subject() -> None:
    sentence = "地区生产总值增长6%左右、力争达到6.5%，工业投资增长7%以上、固定资产投资由负转正；"
    text, start = document("goal", sentence)
    (reading,) = read_text(text).readings
    said = [text[one.start : one.end] for one in reading.targets if one.start >= start]
    assert said == ["地区生产总值增长6%左右", "力争达到6.5%", "工业投资增长7%以上", "固定资产投资由负转正"]


def test_a_review_sets_no_targets() -> None:
    text, start = document("review", "地区生产总值增长6%，空气质量持续改善。")
    (reading,) = read_text(text).readings
    assert [one for one in reading.targets if start <= one.start < start + 22] == []


def test_a_tasks_figure_is_no_headline_target() -> None:
    text, start = document("task", "力争工业投资增长12%以上。")
    (reading,) = read_text(text).readings
    assert [one for one in reading.targets if one.start >= start] == []
