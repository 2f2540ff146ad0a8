"""Markdown comes out as the words a reader of the page sees."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.reading.load import load_bytes
from luoshi.reading.load.markdown import render


@pytest.mark.parametrize(
    ("source", "text", "why"),
    [
        ("# 云溪区政府工作报告 #", "云溪区政府工作报告", "headings lose their marks"),
        ("###无空格的标题", "无空格的标题", "as many authors write them"),
        ("#5号楼", "5号楼", "taken for a heading too, and nothing of the words is lost"),
        ("标题\n===\n正文\n---\n", "标题\n正文\n", "underlines and rules go"),
        ("增长**6.2%**，比*去年*快", "增长6.2%，比去年快", "emphasis"),
        ("**加快 __转型__**", "加快 转型", "emphasis in emphasis"),
        ("面积3*5*2亩, a_b_c", "面积3*5*2亩, a_b_c", "no emphasis: stars inside figures and words"),
        ("[全文](http://a.cn/x(1).html)和![图](a.png)", "全文和图", "links keep their words"),
        (
            "- 一是稳增长\n* [ ] 二是促改革\n> 三是惠民生",
            "一是稳增长\n二是促改革\n三是惠民生",
            "list and quote marks go",
        ),
        ("1. 经济\n2. 社会", "1. 经济\n2. 社会", "numbers are headings' own"),
        (
            "| 指标 | 目标 |\n|---|:-:|\n| GDP | **6%** |\n| 就业 | |",
            "指标 | 目标\nGDP | 6%\n就业 | ",
            "tables are rows",
        ),
        ("甲 | 乙\n--|--\n1 | 2", "甲 | 乙\n1 | 2", "tables without outer bars"),
        ("| 甲\\|乙 | 丙 |\n|-|-|\n", "甲/乙 | 丙\n", "a bar inside a cell"),
        ("\\*不是强调\\*", "*不是强调*", "escaped marks"),
        ("`code*x*` 与 \\`", "code*x* 与 `", "code is left alone"),
        ("```\n# 代码\n```\n后", "# 代码\n后", "fenced code too"),
        ("甲<br>乙&nbsp;&amp;<span class='a'>丙</span>", "甲\n乙\u00a0&丙", "HTML inside"),
        ("甲<!-- 批注\n两行 -->乙", "甲乙", "comments"),
    ],
)
def test_marks_are_taken_away(source: str, text: str, why: str) -> None:
    assert render(source) == text, why


def test_the_name_decides_between_markdown_and_text() -> None:
    source = "# 标题\n**正文**".encode()
    assert load_bytes(source, "a.md").text == "标题\n正文"
    assert load_bytes(source, "A.MD").media_type == "text/markdown"
    assert load_bytes(source, "a.txt").text == "# 标题\n**正文**"


@given(st.text(alphabet="甲1 *_#|`-[]()<>!\\&;~=\n", max_size=200))
def test_no_source_breaks_it_or_loses_a_hanzi(source: str) -> None:
    if "<" not in source and "[" not in source:
        assert render(source).count("甲") == source.count("甲")
    else:
        render(source)


@pytest.mark.parametrize("mark", list("*_`[<|#-\\!&~=>"))
@pytest.mark.parametrize("shape", ["{}", "{}a", "{} ", "{}\n", "a{}甲"])
def test_time_is_bounded(mark: str, shape: str) -> None:
    unit = shape.format(mark)
    source = unit * (100_000 // len(unit))
    begun = time.process_time()
    render(source)
    assert time.process_time() - begun < 3
