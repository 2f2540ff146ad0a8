"""Rows of indicator tables beside their heads: merged heads, heads of two rows, rows that do not fit, cells of every shape."""

from __future__ import annotations

import pytest

from luoshi.reading import Reading, read_text

REPORT = "关于云溪区2023年国民经济和社会发展计划执行情况与2024年计划草案的报告\n二、2024年经济社会发展主要预期目标\n附表1 主要指标表\n"
PLAN = "云溪区国民经济和社会发展第十五个五年规划纲要\n第二章 总体要求\n第一节 主要目标\n专栏1 主要指标\n"
AFTER = "\n三、重点工作\n实施技改项目60个。\n"
Row = tuple[str, str, float | int | tuple[float, float], str, str, str]
"""Subject, words, value, unit, kind and modality with its years."""
BILLION = 100_000_000


def reading_of(table: str, before: str = REPORT) -> tuple[str, Reading]:
    text = before + table + AFTER
    (reading,) = read_text(text).readings
    return text, reading


def measures_of(table: str, before: str = REPORT) -> list[Row]:
    text, reading = reading_of(table, before)
    return [
        (m.subject, text[m.start : m.end], m.value, m.unit, m.kind, f"{m.modality} {m.period}")
        for m in reading.measures
        if len(before) <= m.start < len(before) + len(table)
    ]


GDP: list[Row] = [
    ("地区生产总值", "862", 862 * BILLION, "元", "level", "actual 2023"),
    ("地区生产总值", "6.1", 6.1, "%", "growth", "actual 2023"),
    ("地区生产总值", "900", 900 * BILLION, "元", "level", "target 2024"),
    ("地区生产总值", "6.5", 6.5, "%", "growth", "target 2024"),
]
ROW = "\n地区生产总值 | 亿元 | 862 | 6.1 | 900 | 6.5"
HEADS: list[tuple[str, str, list[Row]]] = [
    ("an unnamed column is the growth", "指标 | 单位 | 2023年完成 |  | 2024年计划 | " + ROW, GDP),
    ("a growth column goes with the year before it", "指标 | 单位 | 2023年完成 | 比上年增长（%） | 2024年目标 | 增长（%）" + ROW, GDP),
    ("a second row under the years", "指标 | 单位 | 2023年 |  | 2024年 | \n |  | 总量 | 增速（%） | 总量 | 增速（%）" + ROW, GDP),
    ("merged cells repeated", "指标 | 单位 | 2023年 | 2023年 | 2024年 | 2024年\n指标 | 单位 | 总量 | 增速 | 总量 | 增速" + ROW, GDP),
    ("two rows between bars", "| 指标 | 单位 | 2023年 |  | 2024年 |  |\n|  |  | 绝对值 | 增速 | 绝对值 | 增速 |\n| "
     + ROW.strip() + " |", GDP),
    ("no telling which words stand under which year", "指标 | 单位 | 2023年 | 2024年\n总量 | 增速 | 总量 | 增速" + ROW, []),
    ("two unnamed columns say nothing", "指标 | 单位 | 2023年完成 |  |  | 2024年计划\n地区生产总值 | 亿元 | 862 | 6.1 | 3 | 900", [GDP[0], GDP[2]]),
    ("how much of it was done is another thing",
     "指标 | 单位 | 2023年完成 | 完成率（%） | 为年计划% | 2024年计划 | 备注\n地区生产总值 | 亿元 | 862 | 101 | 99 | 900 | 见注3", [GDP[0], GDP[2]]),
    ("a target of the year reviewed", "指标 | 单位 | 2023年目标 | 2023年完成 | 完成情况\n地区生产总值 | 亿元 | 850 | 862 | 完成",
     [("地区生产总值", "850", 850 * BILLION, "元", "level", "target 2023"), GDP[0]]),
    ("a result told in a column of its own", "指标 | 单位 | 2023年目标 | 完成情况\n地区生产总值 | 亿元 | 850 | 862",
     [("地区生产总值", "850", 850 * BILLION, "元", "level", "target 2023"), GDP[0]]),
    ("a cell lost from a row", "序号 | 指标 | 单位 | 2023年完成 | 2024年目标 | 属性\n1 | 地区生产总值 | 亿元 | 900 | 预期性", []),
    ("a first cell lost from a row", "类别 | 指标 | 单位 | 2023年完成 | 2024年目标 | 属性\n地区生产总值 | 亿元 | 862 | 900 | 预期性", [GDP[0], GDP[2]]),
    ("a cell too many", "指标 | 单位 | 2023年完成 | 2024年目标\n地区生产总值 | 亿元 | 862 | 6.1 | 900", []),
    ("no growth beside a share", "指标 | 单位 | 2023年完成 |  | 2024年目标\n常住人口城镇化率 | % | 66 | 1.2 | 67",
     [("常住人口城镇化率", "66", 66, "%", "level", "actual 2023"), ("常住人口城镇化率", "67", 67, "%", "level", "target 2024")]),
    ("levels in a growth column that stands alone",
     "指标 | 单位 | 2023年计划 | 2023年完成 | \n |  | 增长（%） | 绝对值 | 增长（%）\n粮食产量 | 万吨 | 35 | 35.4 | \n地区生产总值 | 亿元 | 6 | 862 | 6.1",
     [("粮食产量", "35", 350_000, "吨", "level", "target 2023"), ("粮食产量", "35.4", 354_000, "吨", "level", "actual 2023"),
      ("地区生产总值", "6", 6, "%", "growth", "target 2023"), *GDP[:2]]),
    ("growth of an amount, by its unit", "指标 | 单位 | 2023年计划 | 2023年完成\n固定资产投资 | % | 13 | 12.4",
     [("固定资产投资", "13", 13, "%", "growth", "target 2023"), ("固定资产投资", "12.4", 12.4, "%", "growth", "actual 2023")]),
    ("money of projects", "序号 | 项目名称 | 总投资（亿元） | 2024年计划投资（万元） | 2023年完成投资（万元）\n1 | 星河仓储基地 | 35 | 80000 | 2000",
     [("星河仓储基地总投资", "35", 35 * BILLION, "元", "level", "target 2024"), ("星河仓储基地计划投资", "80000", 8 * BILLION, "元", "level", "target 2024"),
      ("星河仓储基地投资", "2000", BILLION // 5, "元", "level", "actual 2023")]),
    ("a size in the name", "指标名称 | 2023年实际 | 2024年目标\n亿元以上项目（个） | 42 | 50",
     [("亿元以上项目", "42", 42, "个", "level", "actual 2023"), ("亿元以上项目", "50", 50, "个", "level", "target 2024")]),
]  # fmt: skip


@pytest.mark.parametrize(("table", "wanted"), [row[1:] for row in HEADS], ids=[row[0] for row in HEADS])
def test_cells_stand_in_the_columns_of_the_head(table: str, wanted: list[Row]) -> None:
    assert measures_of(table) == wanted


CELLS: list[tuple[str, str, str, float | tuple[float, float], str, str, str]] = [
    # name, unit, cell: value, unit, kind, bound
    ("地区生产总值", "亿元", "增长6.5%左右", 6.5, "%", "growth", "approx"),
    ("地区生产总值", "亿元", "6.5%", 6.5, "%", "growth", "eq"),
    ("进出口总额", "亿元", "下降3%以内", -3, "%", "growth", "le"),
    ("固定资产投资增速", "%", "-3.5", -3.5, "%", "growth", "eq"),
    ("固定资产投资增速", "%", "6.5左右", 6.5, "%", "growth", "approx"),
    ("固定资产投资增速", "%", "力争6以上", 6, "%", "growth", "ge"),
    ("固定资产投资增速", "%", "5%—6%", (5, 6), "%", "growth", "range"),
    ("城镇登记失业率", "%", "〈4", 4, "%", "level", "le"),
    ("城镇登记失业率", "%", "＜4", 4, "%", "level", "le"),
    ("空气质量优良天数比率", "%", "≥90", 90, "%", "level", "ge"),
    ("空气质量优良天数比率", "%", ">50%", 50, "%", "level", "ge"),
    ("空气质量优良天数比率", "%", "不低于88%", 88, "%", "level", "ge"),
    ("常住人口", "万人", "53万人以上", 530_000, "人", "level", "ge"),
    ("城乡居民收入比", "—", "1.7以内", 1.7, "", "level", "le"),
]


@pytest.mark.parametrize(("name", "unit", "cell", "value", "wanted_unit", "kind", "bound"), CELLS)
def test_cells(
    name: str, unit: str, cell: str, value: float | tuple[float, float], wanted_unit: str, kind: str, bound: str
) -> None:
    table = f"指标 | 单位 | 2023年完成 | 2024年目标\n{name} | {unit} | — | {cell}"
    _, reading = reading_of(table)
    found = [m for m in reading.measures if len(REPORT) <= m.start < len(REPORT) + len(table)]
    assert [(m.value, m.unit, m.kind, m.bound, m.period) for m in found] == [(value, wanted_unit, kind, bound, "2024")]


def test_sums_over_five_years_stand_for_the_five_that_end_with_their_column() -> None:
    table = (
        "指标 | 单位 | 2025年 | 2030年 | 年均增长〔累计〕 | 属性\n单位GDP能耗降低 | % | 〔14.5〕 |  | [13.5] | 约束性"
    )
    assert [(row[2], row[5]) for row in measures_of(table, PLAN)] == [
        (-14.5, "actual 2021-2025"),
        (-13.5, "target 2026-2030"),
    ]


TARGETS: list[tuple[str, str, list[tuple[str, object, str, object]]]] = [
    ("a level and its growth, each with its base", "指标 | 单位 | 2023年 |  | 2024年 | \n |  | 总量 | 增速 | 总量 | 增速" + ROW,
     [("900", 900 * BILLION, "2024", 862 * BILLION), ("6.5", 6.5, "2024", 6.1)]),
    ("what was set for the year reviewed is not set here", "指标 | 单位 | 2023年目标 | 2023年完成\n地区生产总值 | 亿元 | 850 | 862", []),
    ("the target ahead, not the one recalled", "指标 | 单位 | 2023年计划 | 2023年完成 | 2024年计划\n地区生产总值 | 亿元 | 850 | 862 | 900",
     [("900", 900 * BILLION, "2024", 862 * BILLION)]),
    ("words ahead, words recalled", "指标 | 单位 | 2023年计划 | 2023年完成 | 2024年计划\n能耗强度 | % | 完成市定目标 | 2 | 持续下降",
     [("持续下降", None, "2024", 2)]),
    ("a project's money is no aim of the place", "序号 | 项目名称 | 总投资（亿元） | 2024年计划投资（万元）\n1 | 星河仓储基地 | 35 | 80000", []),
    ("a list of tasks sets none", "序号 | 项目名称 | 工作目标 | 牵头单位\n1 | 营商环境 | 持续优化 | 政务局", []),
]  # fmt: skip


@pytest.mark.parametrize(("table", "wanted"), [row[1:] for row in TARGETS], ids=[row[0] for row in TARGETS])
def test_targets(table: str, wanted: list[tuple[str, object, str, object]]) -> None:
    _, reading = reading_of(table)
    found = [one for one in reading.targets if len(REPORT) <= one.start < len(REPORT) + len(table)]
    assert [(one.text, one.value, one.period, one.base) for one in found] == wanted


def test_what_is_left_of_a_row_is_unresolved_and_only_its_number_an_ordinal() -> None:
    table = "序号 | 指标 | 单位 | 2023年完成 | 2024年目标 | 属性\n7 | 财政收入增速 | % | 6.5左右 | 预期性"
    text, reading = reading_of(table)
    fates = [(text[n.start : n.end], n.fate) for n in reading.numbers if n.start >= text.index("7 |")]
    assert fates[:2] == [("7", "ordinal"), ("6.5", "unresolved")]


def test_a_file_with_windows_line_ends_has_the_same_tables() -> None:
    from luoshi.reading import read_text

    text = (
        "澄湖区国民经济和社会发展第十四个五年规划纲要\n\n一、主要指标\n指标 | 单位 | 2020年 | 2025年 | 属性\n"
        "城镇化率 | % | 74.6 | 80 | 预期性\n森林覆盖率 | % | 21.6 | 22.5 | 约束性\n"
    )
    plain, windows = (read_text(each).readings[0].targets for each in (text, text.replace("\n", "\r\n")))
    assert len(plain) == 2
    assert [(each.subject, each.value, each.nature) for each in windows] == [(each.subject, each.value, each.nature) for each in plain]
