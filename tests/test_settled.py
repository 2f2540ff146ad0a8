"""一般公共预算收入 and 地方一般公共预算收入: one thing or two, as the document says."""

from __future__ import annotations

import pytest

from luoshi.reading import read_text

REPORT = """2024年某区政府工作报告
各位代表：
现在，我代表区人民政府，向大会报告工作。
一、2023年工作回顾
{said}
二、2024年重点工作
（一）抓好财源建设。{meant}
{glossary}"""


@pytest.mark.parametrize(
    ("said", "meant", "glossary", "codes"),
    [
        pytest.param(
            "全年一般公共预算收入20亿元。", "地方一般公共预算收入增长6%。", "",
            ["general_budget_revenue", "local_general_budget_revenue"], id="said neither way: each keeps its own",
        ),
        pytest.param(
            "全年一般公共预算收入20亿元。地方一般公共预算收入12亿元。", "一般公共预算收入增长6%。", "",
            ["general_budget_revenue", "local_general_budget_revenue", "general_budget_revenue"],
            id="two figures for one year: two things",
        ),
        pytest.param(
            "全年地方一般公共预算收入12亿元。一般公共预算收入12亿元，全部用于保障。", "一般公共预算收入增长6%。", "",
            ["local_general_budget_revenue"] * 3, id="one figure for one year: one thing",
        ),
        pytest.param(
            "全年一般公共预算收入12亿元。", "一般公共预算收入增长6%。",
            "名词解释\n1.一般公共预算收入：即地方一般公共预算收入，是指按财政体制留归本级的收入。",
            ["local_general_budget_revenue"] * 2, id="the glossary says so",
        ),
    ],
)  # fmt: skip
def test_the_document_settles_it(said: str, meant: str, glossary: str, codes: list[str]) -> None:
    reading = read_text(REPORT.format(said=said, meant=meant, glossary=glossary)).readings[0]
    assert [measure.indicator for measure in reading.measures if "预算" in measure.subject] == codes
