"""Tables: runs of lines with cells, the exact spans of cells, and the title above."""

from __future__ import annotations

from luoshi.reading.tables import find_tables
from luoshi.reading.text import fold

TEXT = """到2025年实现以下目标。
表3 云溪县主要指标
单位:个
序号 | 指标 | 2020年 | 2025年 |
1 | 高新技术企业 | 41 | 90 |
2 | 学位 |  | 1.2万 |
注:数据为年末数。
"""


def test_cells_have_exact_spans_and_empty_ones_stay() -> None:
    (table,) = find_tables(fold(TEXT))
    rows = [[TEXT[cell.start : cell.end] for cell in row] for row in table.rows]
    assert rows == [
        ["序号", "指标", "2020年", "2025年"],
        ["1", "高新技术企业", "41", "90"],
        ["2", "学位", "", "1.2万"],
    ]
    assert TEXT[table.start : table.end].startswith("序号")
    assert TEXT[table.start : table.end].endswith("1.2万 |")


def test_the_title_may_stand_above_a_line_of_units() -> None:
    (table,) = find_tables(fold(TEXT))
    assert table.title == "表3 云溪县主要指标"


def test_prose_above_is_no_title() -> None:
    (table,) = find_tables("各部门要抓好落实。\n任务 | 单位\n修路 | 交通局\n")
    assert table.title == ""


def test_a_lone_line_with_a_mark_is_no_table() -> None:
    assert find_tables("联系我们 | 网站地图\n正文开始。") == ()


def test_two_tables_parted_by_prose() -> None:
    text = "甲 | 乙\n1 | 2\n说明如下。\n丙 | 丁\n3 | 4"
    assert [len(table.rows) for table in find_tables(text)] == [2, 2]


def test_a_row_that_opens_with_the_mark() -> None:
    (table,) = find_tables("| 甲 | 乙 |\n| 1 | 2 |")
    assert [len(row) for row in table.rows] == [2, 2]
