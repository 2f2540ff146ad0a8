"""Named projects: their stage and money in sentences of the genre."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.reading.facts import Role, Sentence
from luoshi.reading.projects import find_projects
from luoshi.reading.text import fold

CASES = [
    (
        "加快推进青榆科创园二期、鹭洲大桥等项目建设。",
        {"青榆科创园二期": "在建", "鹭洲大桥": "在建"},
        "a list and its verb",
    ),
    (
        "青榆科创园二期、瑞泽新材、鹭洲智造基地等12个项目投产投运。",
        {"青榆科创园二期": "投产", "瑞泽新材": "投产", "鹭洲智造基地": "投产"},
        "the verb after",
    ),
    (
        "开工建设鹭洲大桥、榆关路北延段,建成青榆第二水厂。",
        {"鹭洲大桥": "开工", "榆关路北延段": "开工", "青榆第二水厂": "竣工"},
        "two verbs, two clauses",
    ),
    ("青榆中心医院二期建成投用,鹭洲高速全线贯通。", {"青榆中心医院二期": "投产", "鹭洲高速": "竣工"}, "one each"),
    (
        "谋划建设鹭洲过江隧道,瑞泽新材料产业园签约落户。",
        {"鹭洲过江隧道": "谋划", "瑞泽新材料产业园": "签约"},
        "the first stages",
    ),
    ("鹭洲大桥开工建设。年内鹭洲大桥建成通车。", {"鹭洲大桥": "投产"}, "the furthest stage said"),
    (
        "推进榆关至鹭洲高速公路、G347青榆段改扩建等重大项目建设。",
        {"榆关至鹭洲高速公路": "在建", "G347青榆段改扩建": "在建"},
        "roads by their ends",
    ),
    ("鹭洲大桥6月底前开工、榆关水库10月竣工。", {"鹭洲大桥": "开工", "榆关水库": "竣工"}, "each its own verb and time"),
    ("确保鹭洲大桥年底前建成通车。", {"鹭洲大桥": "在建"}, "what is only meant is not reached, but must have begun"),
    ("力争瑞泽新材料产业园一季度开工。", {"瑞泽新材料产业园": "谋划"}, "meant and not begun"),
    (
        "推进榆关至鹭洲城际铁路、G347高速改扩建等重大工程前期工作。",
        {"榆关至鹭洲城际铁路": "谋划", "G347高速改扩建": "谋划"},
        "work before the work",
    ),
    ("积极争取引水入榆工程纳入国家规划。", {"引水入榆工程": "谋划"}, "asked for"),
    ("瑞泽食品产业园完成主体工程。", {"瑞泽食品产业园": "在建"}, "its frame is not the whole"),
    ("“十三五”期间建成的鹭洲大桥累计通行车辆1亿辆次。", {"鹭洲大桥": "竣工"}, "the verb with 的 before it"),
    ("瑞泽新能源项目一期8月投产。", {"瑞泽新能源项目一期": "投产"}, "a project's part"),
    ("推动鹭洲水库取得实质性进展。", {"鹭洲水库": "谋划"}, "progress is not yet building"),
    ("开工建设县中医院整体搬迁项目。", {"县中医院整体搬迁项目": "开工"}, "common words, but a county has one"),
    ("实施中小学迁建项目,推进区域医疗中心建设。", {}, "common words of which there are many"),
    ("347国道改扩建工程开工建设。", {"347国道改扩建工程": "开工"}, "a road by its number"),
    ("建成长乐二桥。", {"长乐二桥": "竣工"}, "a place and a numeral name a bridge"),
    ("棚改安置房交付800套,安居小区交付300套。", {}, "what is counted is no one thing"),
    ("坚定不移抓项目,全力以赴上项目。", {}, "a verb before 项目 names none"),
    ("推进重大项目建设,新开工亿元以上项目90个,实施一批民生项目。", {}, "kinds of projects name none"),
    ("加快交通、水利、能源等项目建设。", {}, "fields are no projects"),
    ("支持瑞泽新材、青榆农业等龙头企业做大做强。", {}, "a list of firms"),
    ("建设国家医学中心和区域金融中心,打造内陆开放枢纽。", {}, "aims are no projects"),
    ("实施城乡居民增收提升工程。", {}, "a programme is no project"),
]


@pytest.mark.parametrize(("sentence", "expected", "why"), CASES)
def test_projects(sentence: str, expected: dict[str, str], why: str) -> None:
    found = find_projects(sentence, fold(sentence), 0, len(sentence))
    assert {project.name: project.stage for project in found} == expected, why


MONEY = [
    ("总投资35.5亿元的瑞泽新材料产业园开工建设。", 3_550_000_000, "before the name"),
    ("瑞泽新材料产业园开工,总投资8000万元。", 80_000_000, "in the clause after"),
    ("总投资60亿元的瑞泽新材料产业园、鹭洲大桥开工建设。", None, "of two together: of neither"),
    ("瑞泽智能网联测试基地项目总投资35亿元。", 3_500_000_000, "right after the name"),
    ("加快推进总投资52亿元的鹭洲抽水蓄能电站、总投资18亿元的榆关大道建设。", 5_200_000_000, "each its own"),
    ("瑞泽新材料产业园开工,全年完成投资60亿元。", None, "not of the project"),
]


@pytest.mark.parametrize(("sentence", "amount", "why"), MONEY)
def test_money(sentence: str, amount: int | None, why: str) -> None:
    assert find_projects(sentence, fold(sentence), 0, len(sentence))[0].amount == amount, why


TABLES = [
    (
        "附表 重点项目表\n序号 | 项目名称 | 建设内容 | 总投资(亿元) | 建设性质 | 责任单位\n一 | 产业项目(2个) | | 44.6 | |\n"
        "1 | 瑞泽封装测试基地 | 新建厂房12万平方米 | 35 | 新建 | 区经信局\n2 | 榆关大道延长线 | 全长6.8公里 | 9.6 | 续建 | 区住建局\n"
        "合计 | | | 44.6 | |\n",
        [("瑞泽封装测试基地", "", 3_500_000_000), ("榆关大道延长线", "在建", 960_000_000)],
        "every row is a project, a sum or a group is none",
    ),
    (
        "单位:万元\n| 工程名称 | 总投资 | 形象进度 |\n| 鹭洲水库 | 8,000 | 主体完工 |\n| 青榆水厂 | - | 拟开工 |\n",
        [("鹭洲水库", "竣工", 80_000_000), ("青榆水厂", "谋划", None)],
        "the unit above the table; what is 拟 is not reached",
    ),
    ("指标名称 | 单位 | 目标\n亿元以上项目 | 个 | 50\n", [], "a table of indicators names none"),
    ("项目名称 | 总投资\n瑞泽产业园 | 35\n", [("瑞泽产业园", "", None)], "money without a unit is left"),
]


@pytest.mark.parametrize(("text", "expected", "why"), TABLES)
def test_tables(text: str, expected: list[tuple[str, str, int | None]], why: str) -> None:
    found = find_projects(text, fold(text), 0, len(text))
    assert [(project.name, project.stage, project.amount) for project in found] == expected, why


ROLES: list[tuple[str, Role, bool, dict[str, str], str]] = [
    ("开工建设鹭洲大桥。", "review", True, {"鹭洲大桥": "开工"}, "told as done"),
    ("开工建设鹭洲大桥。", "commitment", True, {"鹭洲大桥": "谋划"}, "told as coming"),
    ("建成鹭洲大桥。", "commitment", True, {"鹭洲大桥": "在建"}, "finished this year: begun before"),
    ("建成鹭洲大桥。", "commitment", False, {"鹭洲大桥": "谋划"}, "finished in five years: perhaps not yet begun"),
    ("加快建设鹭洲大桥。", "commitment", True, {"鹭洲大桥": "在建"}, "what is sped up is under way"),
    ("加快建设鹭洲大桥。", "heading", True, {}, "a heading names no project"),
]


@pytest.mark.parametrize(("sentence", "role", "soon", "expected", "why"), ROLES)
def test_coming_work_has_not_been_reached(
    sentence: str, role: Role, soon: bool, expected: dict[str, str], why: str
) -> None:
    said = [Sentence(0, len(sentence), role)]
    found = find_projects(sentence, fold(sentence), 0, len(sentence), sentences=said, soon=soon)
    assert {project.name: project.stage for project in found} == expected, why


def test_every_mention_is_one_project() -> None:
    text = "开工建设鹭洲大桥。鹭洲大桥将连接两岸。"
    (project,) = find_projects(text, fold(text), 0, len(text))
    assert [text[one.start : one.end] for one in project.mentions] == ["鹭洲大桥", "鹭洲大桥"]


def test_both_widths_read_the_same() -> None:
    narrow = "推进鹭洲智造基地(一期)、榆关大道等项目建设,总投资5亿元。"
    wide = "推进鹭洲智造基地（一期）、榆关大道等项目建设，总投资５亿元。"
    first, second = (find_projects(text, fold(text), 0, len(text)) for text in (narrow, wide))
    assert [(one.start, one.end, one.stage) for one in first] == [(one.start, one.end, one.stage) for one in second]


ALPHABET = "推进开工建成投产总投资亿元项目工程等个、,。和大桥路产业园一期鹭洲榆关的“”()0159\n"


@given(st.text(ALPHABET, max_size=120))
def test_mentions_lie_in_range(text: str) -> None:
    folded = fold(text)
    found = find_projects(text, folded, 0, len(text))
    assert found == find_projects(text, folded, 0, len(text))
    for project in found:
        assert project.name in text
        assert all(0 <= one.start < one.end <= len(text) for one in project.mentions)
        assert (project.start, project.end) == (project.mentions[0].start, project.mentions[0].end)


@pytest.mark.parametrize(
    "unit",
    [
        "路",
        "大桥",
        "、",
        "项目",
        "路、",
        "等项目",
        "推进",
        "投资1亿元",
        "鹭洲桥开工",
        "一期",
        "鹭",
        "项目名称",
        "项目名称|\n",
        "项目名称|a\n鹭洲|1\n",
    ],
)
def test_time_is_bounded(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    began = time.perf_counter()
    find_projects(text, text, 0, len(text))
    assert time.perf_counter() - began < 5
