"""A report taken apart into proposed tasks: rows, leads, dates, and what an earlier table says (made-up sentences)."""

from __future__ import annotations

import itertools
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.reading import read
from luoshi.reading.reader import read_text
from luoshi.reading.text import fold
from luoshi.reckoning.tasks import Task, proposal
from luoshi.reckoning.tasks.due import due
from luoshi.reckoning.tasks.earlier import EarlierTask, EarlierTasks

SHARED = Path(os.environ.get("LUOSHI_SHARED", Path(__file__).parents[2] / "shared"))
SAMPLE = Path(__file__).parent.parent / "examples" / "chenghu"
REPORT = """云岭区2024年政府工作报告
——2024年1月8日在云岭区第三届人民代表大会第三次会议上
区长 陈明
各位代表：
现在，我代表区人民政府向大会报告工作，请予审议。
一、2023年工作回顾
2023年，全区地区生产总值增长6.2%，固定资产投资增长9.6%。建成口袋公园8个。
二、2024年工作安排
2024年主要预期目标：地区生产总值增长6%左右，一般公共预算收入增长5%以上，居民收入增长与经济增长同步。
（一）加快城市建设
新建口袋公园10个，6月底前建成投用云岭第二小学，新增学位1200个。推进老旧小区改造30个。
（二）增强发展动力
新增高新技术企业20家以上，引进亿元以上项目15个。
"""


def rows(text: str = REPORT, earlier: EarlierTasks | None = None) -> list[Task]:
    return [task for reading in read_text(text).readings for task in proposal(reading, text, earlier=earlier)]


def words(text: str, found: list[Task]) -> list[str]:
    return [text[task.start : task.end] for task in found]


def test_headline_targets_come_first_with_who_leads_and_who_gives_the_figure() -> None:
    first = [task for task in rows() if task.part == 1]
    assert [(task.target and task.target.subject, task.lead, task.supplier) for task in first] == [
        ("地区生产总值", "发展改革", "统计"),
        ("一般公共预算收入", "财政", "财政"),
        ("居民收入增长", "发展改革", "统计"),
    ]
    assert first[2].target is not None
    assert first[2].target.form == "relative", "a target without a number has its row"


def test_tasks_follow_in_the_order_of_the_report_cut_where_another_office_takes_over() -> None:
    second = [task for task in rows() if task.part == 2]
    assert words(REPORT, second) == [
        "新建口袋公园10个",
        "6月底前建成投用云岭第二小学，新增学位1200个",
        "推进老旧小区改造30个",
        "新增高新技术企业20家以上，引进亿元以上项目15个",
    ]
    assert [task.lead for task in second] == ["园林林业", "教育", "住房建设", "科技"]
    assert second[2].joiners == ("城市更新",)
    assert second[1].due == date(2024, 6, 30)
    assert second[1].heading == "二、2024年工作安排 › （一）加快城市建设"
    assert [measure.value for task in second for measure in task.measures] == [10, 1200, 30, 20, 15]


def test_what_nobody_stands_out_for_has_no_lead_and_says_why() -> None:
    text = REPORT.replace("推进老旧小区改造30个。", "组织开展3轮攻坚行动。").replace("（一）加快城市建设", "（一）办好实事")
    (unclear,) = (task for task in rows(text) if "攻坚" in text[task.start : task.end])
    assert unclear.lead is None
    assert unclear.reason


def test_an_earlier_table_of_the_place_comes_first() -> None:
    earlier = EarlierTasks(
        [
            EarlierTask("新建口袋公园8个", "区城市管理执法局", ("各街道",), "《2023年表》第4行"),
            EarlierTask("推进老旧小区改造25个", "区城市更新局", (), "《2023年表》第9行"),
        ]
    )
    found = {REPORT[task.start : task.end]: task for task in rows(earlier=earlier)}
    park = found["新建口袋公园10个"]
    assert (park.lead, park.joiners) == ("区城市管理执法局", ("各街道",))
    assert "《2023年表》第4行" in park.reason
    assert found["推进老旧小区改造30个"].lead == "区城市更新局"
    assert found["新增高新技术企业20家以上，引进亿元以上项目15个"].lead == "科技", "what the table does not know stays the catalogue's"


def test_two_earlier_leads_as_near_decide_nothing() -> None:
    earlier = EarlierTasks([EarlierTask("新建口袋公园8个", lead, (), "表") for lead in ("区城管局", "区园林局")])
    assert earlier.like("新建口袋公园10个") is None


DUE = [
    ("6月底前建成投用第二小学", "2024", date(2024, 6, 30), "a month's end"),
    ("上半年完成主体工程", "2024", date(2024, 6, 30), ""),
    ("确保三季度末通车", "2024", date(2024, 9, 30), ""),
    ("年内开工建设3个项目", "2024", date(2024, 12, 31), ""),
    ("10月15日前完成整改", "2024", date(2024, 10, 15), ""),
    ("二月底前完成", "2024", None, "spelled months are not read: none rather than a wrong one"),
    ("到2026年建成投用", "2024", date(2026, 12, 31), "beyond the report's year"),
    ("2025年6月底前完成", "2024", date(2025, 6, 30), ""),
    ("新建道路30条", "2024", None, "nothing is said"),
    ("全年新增就业1.2万人", "2024", None, "how much, not by when"),
    ("较上年底前移3位", "2024", None, "not a day by which"),
    ("2月28日前印发，9月底前建成", "2024", date(2024, 9, 30), "the last holds for the whole"),
    ("6月底前完成", "2021-2025", None, "of which year is not said"),
    ("到2023年建成", "2021-2025", date(2023, 12, 31), ""),
    ("2月30日前完成", "2024", None, "no such day"),
]


@pytest.mark.parametrize(("said", "plan", "expected", "why"), DUE, ids=[said for said, *_ in DUE])
def test_by_when(said: str, plan: str, expected: date | None, why: str) -> None:
    found = due(fold(said), 0, len(said), plan=plan)
    assert (found[0] if found else None) == expected, why
    if found:
        assert found[1] in fold(said)


@given(st.text(alphabet="新建道路3条、，。改造公园6月底前 年内到2025|\n", max_size=200))
def test_any_words_give_rows_that_are_spans_of_them(text: str) -> None:
    whole = REPORT + text
    found = rows(whole)
    for task in found:
        assert 0 <= task.start < task.end <= len(whole)
        assert whole[task.start : task.end] == whole[task.start : task.end].strip()
    second = [task for task in found if task.part == 2]
    assert all(a.end <= b.start for a, b in itertools.pairwise(second)), "rows do not overlap"


def test_the_rows_of_the_sample_hold_every_deliverable() -> None:
    for name in ("work-report-2022.txt", "work-report-2023.docx", "work-report-2024.pdf"):
        whole = read(SAMPLE / name)
        for reading in whole.readings:
            found = proposal(reading, whole.rendition.text)
            inside = [
                any(task.start <= piece.start and piece.end <= task.end for task in found)
                for sentence in reading.sentences
                for piece in sentence.deliverables
            ]
            assert sum(inside) >= 0.98 * len(inside)
            assert len({(task.part, task.start, task.end) for task in found}) == len(found)


GOLD = {
    "dongxihu-2025": "000_19ca00cc8670af50.txt", "wedz-plan-145": "001_b542f6f43ab8c132.txt",
    "wuhan-2022": "003_708f4c76f94c8937.txt",
}  # fmt: skip


def test_the_gold_commitments_are_rows_with_the_right_leads() -> None:
    """The bars of the task table: of all three documents together."""
    if not (SHARED / "gold").exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"no gold at {SHARED}: set LUOSHI_SHARED")
        pytest.skip("the gold is not here: it stands beside the repository, or where LUOSHI_SHARED says")
    inside, quantified, promising, right, stated, led = [], [], [], [], 0, 0
    for name, file in GOLD.items():
        whole = read(SHARED / "corpus" / file)
        found = [task for reading in whole.readings for task in proposal(reading, whole.rendition.text)]
        gold = [json.loads(line) for line in (SHARED / "gold" / f"{name}.sentences.jsonl").open(encoding="utf-8")]
        for sentence in gold:
            for piece in sentence.get("deliverables", ()):
                holds = any(task.start <= piece["start"] and piece["end"] <= task.end for task in found)
                inside.append(holds)
                quantified += [holds] if piece["quantified"] else []
        for task in found:
            if not gold[0]["start"] <= task.start < gold[-1]["end"]:
                continue
            near = max(gold, key=lambda each: min(each["end"], task.end) - max(each["start"], task.start))
            promising.append(near["role"] in ("commitment", "goal"))
            if near.get("lead"):
                led += 1
                stated += task.lead is not None
                right += [task.lead in near["lead"]] if task.lead else []
    assert sum(inside) >= 0.95 * len(inside)
    assert sum(quantified) >= 0.98 * len(quantified)
    assert sum(promising) >= 0.95 * len(promising)
    assert sum(right) >= 0.85 * len(right)
    assert stated >= 0.6 * led
