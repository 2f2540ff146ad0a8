"""The outline: marks of headings, lead phrases, headings glued to prose, and a tree without gaps."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.reading.facts import Document, Place, Section
from luoshi.reading.outline import find_sections
from luoshi.reading.tables import find_tables
from luoshi.reading.text import fold

PROSE = (
    "全年安排项目120个,完成投资86亿元,新增规上企业15家,城镇新增就业9000人以上,各项工作按计划推进,群众满意度不断提高。"
)


def outline(text: str) -> tuple[Section, ...]:
    folded = fold(text)
    document = Document(0, len(text), "", "work_report", Place(""))
    return find_sections(folded, document, find_tables(folded), text)


def titles(text: str) -> list[tuple[int, str]]:
    return [(section.level, section.title) for section in outline(text)]


CASES = [
    (
        f"第一章 发展基础\n第一节 主要成就\n{PROSE}\n第二章 重点任务\n{PROSE}",
        [(1, "第一章 发展基础"), (2, "第一节 主要成就"), (1, "第二章 重点任务")],
        "chapters hold sections",
    ),
    (
        f"一、去年工作\n（一）稳增长\n{PROSE}\n（二）促改革\n{PROSE}\n二、今年安排\n{PROSE}",
        [(1, "一、去年工作"), (2, "（一）稳增长"), (2, "（二）促改革"), (1, "二、今年安排")],
        "numerals hold parentheses, of either width",
    ),
    (
        f"一、今年安排\n做强现代物流业。{PROSE}\n优化公共服务供给。{PROSE}",
        [(1, "一、今年安排"), (2, "做强现代物流业"), (2, "优化公共服务供给")],
        "a short first sentence names what the paragraph tells",
    ),
    (
        f"一、今年安排\n生态底色更加鲜亮。\n{PROSE}\n文化事业日益繁荣。\n{PROSE}",
        [(1, "一、今年安排"), (2, "生态底色更加鲜亮"), (2, "文化事业日益繁荣")],
        "also where it has a line to itself",
    ),
    (
        f"(三)着力保障民生。{PROSE}",
        [(1, "(三)着力保障民生")],
        "a marked first sentence is the heading, without its mark of punctuation",
    ),
    (
        f"1.新建口袋公园8个。\n2.改造老旧小区30个。\n{PROSE}",
        [],
        "items that set a figure are no headings",
    ),
    (
        f"前 言\n{PROSE}\n第一章 总则\n{PROSE}",
        [(1, "前 言"), (1, "第一章 总则")],
        "a preface stands beside the chapters",
    ),
    (
        f"一、安排\n一是加快项目建设。{PROSE}\n二是增进民生福祉。{PROSE}",
        [(1, "一、安排"), (2, "一是加快项目建设"), (2, "二是增进民生福祉")],
        "ordinals that open a paragraph",
    ),
    (
        f"我们主要抓了三件事,一是修路,二是办学,三是兴产。{PROSE}",
        [],
        "ordinals inside a sentence head nothing",
    ),
    (
        f"一、回顾\n（一）增速高于全市、好于预期。{PROSE}原因有三：一是需求回升；二是项目增多,要素有保障；三是企业信心增强。",
        [(1, "一、回顾"), (2, "（一）增速高于全市、好于预期")],
        "a short heading is not cut before 全市, and the pieces of a list head nothing",
    ),
    (
        f"一、回顾\n一是突出项目、做强产业，发展动能更足。{PROSE}\n二是扩大消费，市场活跃。{PROSE}",
        [(1, "一、回顾"), (2, "一是突出项目、做强产业，发展动能更足"), (2, "二是扩大消费，市场活跃")],
        "ordinals of two or three short clauses that open a paragraph",
    ),
    (
        f"各位代表：\n2031年工作回顾\n一、稳增长\n{PROSE}\n二、促改革\n{PROSE}\n2032年工作安排\n一、扩投资\n{PROSE}",
        [(1, "2031年工作回顾"), (2, "一、稳增长"), (2, "二、促改革"), (1, "2032年工作安排"), (2, "一、扩投资")],
        "a part's name above a series holds it",
    ),
    (
        f"——突出项目支撑，扩大有效投资。{PROSE}\n（一）抓招商\n{PROSE}\n（二）抓开工\n{PROSE}",
        [(1, "——突出项目支撑，扩大有效投资"), (2, "（一）抓招商"), (2, "（二）抓开工")],
        "so does a dashed phrase",
    ),
    (
        f"一、回顾\n一是办学兴教。{PROSE}\n五年来，城乡面貌持续改善。基础更牢。{PROSE}",
        [(1, "一、回顾"), (2, "一是办学兴教"), (2, "五年来，城乡面貌持续改善"), (3, "基础更牢")],
        "a term's phrase stands beside the ordinals before it",
    ),
    (
        f"一、预期目标\n（一）生产总值增长6%。（牵头单位:发改局）\n（二）收入与经济同步。（牵头单位:人社局）\n二、任务\n{PROSE}",
        [(1, "一、预期目标"), (1, "二、任务")],
        "where the first of a series is an item, all are",
    ),
    (
        f"一、短板\n空气质量压力较大；财政紧平衡明显。{PROSE}",
        [(1, "一、短板")],
        "the last piece of a list is no lead phrase",
    ),
]


@pytest.mark.parametrize(("text", "expected", "reason"), CASES)
def test_headings(text: str, expected: list[tuple[int, str]], reason: str) -> None:
    assert titles(text) == expected, reason


def test_headings_glued_to_prose_where_breaks_were_lost() -> None:
    text = (
        f"各位代表: 一、2030年工作回顾过去的2030年,全市上下团结奋斗。{PROSE * 25} 二、2031年工作安排2031年是全市关键一年。{PROSE}"
        f" 三、今后五年目标任务今后五年,我们要再上台阶。{PROSE}"
    )
    found = titles(text)
    assert (1, "一、2030年工作回顾") in found
    assert (1, "二、2031年工作安排") in found
    assert (1, "三、今后五年目标任务") in found


def test_a_series_inside_another_stands_below_it() -> None:
    text = f"一、回顾\n{PROSE}\n二、安排\n{PROSE}\n一、稳增长\n{PROSE}\n二、促改革\n{PROSE}\n三、惠民生\n{PROSE}"
    assert [level for level, _ in titles(text)] == [1, 1, 2, 2, 2]


def test_a_glossary_holds_no_headings() -> None:
    text = f"一、安排\n{PROSE}\n名词解释\n1.链长制:由负责人牵头服务产业链。\n2.零工驿站:服务灵活就业的场所。"
    assert titles(text) == [(1, "一、安排"), (1, "名词解释")]


def test_titles_are_slices_of_the_original() -> None:
    text = f"（一）提升“双链”水平，夯实根基\n{PROSE}"
    (section,) = outline(text)
    assert text[section.start : section.end] == section.title == "（一）提升“双链”水平，夯实根基"


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "第一章 甲乙丙",
                "第二节 丙丁",
                "一、稳增长",
                "（二）扩投资",
                "1. 建机制",
                "做强产业。" + PROSE,
                PROSE,
                "名词解释",
            ]
        ),
        max_size=14,
    )
)
def test_levels_have_no_gaps_and_bodies_nest(lines: list[str]) -> None:
    text = "\n".join(lines)
    sections = outline(text)
    for position, section in enumerate(sections):
        parent = sections[section.parent] if section.parent is not None else None
        assert section.level == (parent.level + 1 if parent else 1)
        assert parent is None or (section.parent < position and section.body_end <= parent.body_end)
        assert section.start < section.end <= section.body_end <= len(text)


CONTENTS = [
    ("第一章 发展基础………………3\n第二章 重点任务………………12\n", "dots and page numbers"),
    ("第一章 发展基础......3\n第二章 重点任务......12\n", "ASCII dots"),
    ("第一章 发展基础   3\n第二章 重点任务   12\n", "spaces and page numbers"),
    ("第一章 发展基础\n第二章 重点任务\n", "neither"),
]


@pytest.mark.parametrize(("lines", "reason"), CONTENTS, ids=[reason for _, reason in CONTENTS])
def test_a_table_of_contents_holds_no_headings(lines: str, reason: str) -> None:
    body = f"第一章 发展基础\n{PROSE}\n第二章 重点任务\n{PROSE}"
    assert titles(f"青禾区规划纲要\n目　录\n{lines}{body}") == [(1, "第一章 发展基础"), (1, "第二章 重点任务")], reason


@pytest.mark.parametrize(
    "head", ["名词解释：", "附件：名词解释\n", "有关名词解释：", "名词解释\n", "附件1：相关术语说明\n"]
)
@pytest.mark.parametrize("before", ["\n", ""])
def test_the_glossary_is_a_section(head: str, before: str) -> None:
    if not before and head.endswith("\n"):
        head = head.replace("\n", "：")
    text = f"一、今年安排\n{PROSE}让我们一起奋斗！{before}{head}1.“双核”：指东部科技城和西部产业城。2.“一网”：指政务服务网。"
    assert titles(text) == [(1, "一、今年安排"), (1, head.rstrip("：\n"))]
