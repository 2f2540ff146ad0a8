"""A five-year plan: its indicators, the way to each target, amendments, each year's monitoring, and the drafts of its evaluations."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from luoshi.delivering.paper.plan_evaluation import evaluation_docx
from luoshi.reading import read
from luoshi.reading.reader import read_text
from luoshi.reckoning.plans import Monitoring, PlanIndicator, Row, indicators_of, monitor
from luoshi.reckoning.threads import Paper, papers_of

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("LUOSHI_SHARED", ROOT.parent / "shared"))
CHENGHU = ROOT / "examples" / "chenghu"
PLAN = """澄湖区国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要
表1 “十四五”主要指标
序号 | 指标名称 | 单位 | 2020年 | 2025年 | 年均增速（％）[累计] | 属性
1 | 地区生产总值 | 亿元 | 500 | 700 | 7左右 | 预期性
2 | 森林覆盖率 | ％ | 20 | 25 | [5] | 约束性
3 | 城镇新增就业 | 人 | 8000 | / | [45000以上] | 预期性
4 | 城镇调查失业率 | ％ | 5.5 | <6 | / | 预期性
5 | 单位地区生产总值能耗降低 | ％ | / | 完成市定目标 | | 约束性
6 | 居民人均可支配收入 | 元 | 30000 | 与经济增长基本同步 | | 预期性
7 | 地区生产总值增长 | ％ | 3.0 | / | / | 预期性
"""


def paper(text: str, name: str) -> Paper:
    (only,) = papers_of(read_text(text, file=name))
    return only


def report(year: int, review: str, aims: str = "") -> Paper:
    return paper(f"澄湖区{year}年政府工作报告\n\n一、{year - 1}年工作回顾\n{review}\n\n二、{year}年主要目标\n{aims}\n", f"{year}.txt")


def watch(*later: Paper, year: int | None = None) -> Monitoring:
    return monitor(paper(PLAN, "plan.txt"), later, year=year)


def row(watched: Monitoring, name: str, year: int) -> Row:
    (only,) = [each for each in watched.rows if each.name == name and each.year == year]
    return only


def by_name(found: list[PlanIndicator]) -> dict[str, PlanIndicator]:
    return {each.name: each for each in found}


def test_every_row_of_the_table_is_an_indicator() -> None:
    found = by_name(indicators_of(paper(PLAN, "plan.txt")))
    assert [(each.nature, each.form) for each in found.values()] == [
        ("预期性", "numeric"), ("约束性", "numeric"), ("预期性", "numeric"), ("预期性", "numeric"), ("约束性", "assigned"), ("预期性", "relative"), ("预期性", "unset"),
    ]  # fmt: skip
    gdp = found["地区生产总值"]
    assert gdp.base is not None
    assert (gdp.base.low, gdp.base.period) == (5e10, "2020")
    assert [(each.low, each.unit, each.bound, each.period) for each in gdp.targets] == [(7e10, "元", "eq", "2025"), (7, "%", "approx", "2021-2025")]
    (jobs,) = found["城镇新增就业"].targets
    assert (jobs.low, jobs.bound, jobs.cumulative) == (45000, "ge", True)
    for each in found.values():
        assert each.text.endswith(each.nature)


WEDZ: tuple[tuple[str, str, str, float | None, str, float | None], ...] = (
    # name's beginning, nature, form, target, bound, base: each read in the text of the plan by hand
    ("地区生产总值增长", "预期性", "unset", None, "", -1.0),
    ("全员劳动生产率", "预期性", "assigned", None, "", None),
    ("常住人口城镇化率", "预期性", "numeric", 87, "ge", 86.3),
    ("研发经费投入增长", "预期性", "numeric", 10, "eq", None),
    ("每万人口高价值发明专利拥有量", "预期性", "numeric", 30, "eq", None),
    ("数字经济核心产业增加值占", "预期性", "numeric", 10, "eq", None),
    ("居民人均可支配收入增长", "预期性", "relative", None, "", None),
    ("城镇调查失业率", "预期性", "numeric", 6, "le", 5.5),
    ("劳动年龄人口平均受教育年限", "约束性", "numeric", 12.5, "eq", None),
    ("每千人口拥有执业", "预期性", "numeric", 4.7, "eq", 2.81),
    ("基本养老保险参保率", "预期性", "numeric", 99.4, "ge", 99.4),
    ("每千人口拥有3岁以下", "预期性", "numeric", 4.5, "eq", 0.06),
    ("人均预期寿命", "预期性", "numeric", 82.4, "eq", 82.02),
    ("单位地区生产总值能耗降低", "约束性", "assigned", None, "", -2.9),
    ("单位地区生产总值二氧化碳", "约束性", "assigned", None, "", -2.9),
    ("空气质量优良天数", "约束性", "assigned", None, "", 82.5),
    ("地表水达到或好于", "约束性", "assigned", None, "", 87.5),
    ("森林覆盖率", "约束性", "assigned", None, "", 10.2),
    ("粮食安全生产能力", "约束性", "assigned", None, "", 0.3e8),
    ("能源综合生产能力", "约束性", "assigned", None, "", None),
)


def test_all_twenty_rows_of_a_real_plan() -> None:
    folder = SHARED / "corpus"
    if not folder.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"no corpus at {SHARED}: set LUOSHI_SHARED")
        pytest.skip("the corpus is not here: it stands beside the repository, or where LUOSHI_SHARED says")
    plans = [each for path in sorted(folder.glob("001_*.txt")) for each in papers_of(read(path)) if each.document.kind == "plan"]
    found = indicators_of(plans[0])
    assert len(found) == len(WEDZ) == 20
    for one, (name, nature, form, value, bound, base) in zip(found, WEDZ, strict=True):
        assert one.name.startswith(name)
        assert (one.nature, one.form) == (nature, form), one.name
        aim = one.targets[0] if one.targets else None
        assert (aim.low if aim else None, aim.bound if aim else "") == (value, bound), one.name
        assert (one.base.low if one.base else None) == base, one.name
        assert one.name in one.text
    years = {step.year for step in monitor(plans[0], ()).steps}
    assert years == {2021, 2022, 2023, 2024, 2025}


def test_the_path_draws_no_line_between_base_and_target() -> None:
    steps = watch().steps
    forest = [step for step in steps if step.number == 2]
    assert [(step.year, step.method, step.low) for step in forest] == [
        (2021, "累计", None), (2022, "累计", None), (2023, "累计", None), (2024, "累计", None), (2025, "期末", 25),
    ]  # fmt: skip
    assert {step.method for step in steps if step.number == 3} == {"累计"}
    assert {(step.method, step.low) for step in steps if step.number == 1 and step.year < 2025} == {("年均", 7)}


def test_a_year_whose_target_is_set_above_waits_and_names_the_document() -> None:
    waiting = [step for step in watch().steps if step.number == 5]
    assert {(step.method, step.low) for step in waiting} == {("待上级下达", None)}
    assert waiting[1].said == "待下达：市下达澄湖区2022年“单位地区生产总值能耗降低”目标的文件"


def test_a_years_own_plan_gives_the_year_its_figure() -> None:
    watched = watch(report(2022, "2021年，地区生产总值540亿元。", "地区生产总值增长8%以上，单位地区生产总值能耗下降3%。"))
    told = {step.number: step for step in watched.steps if step.year == 2022}
    assert (told[1].method, told[1].low, told[1].bound) == ("年度计划", 8, "ge")
    assert (told[5].method, told[5].low) == ("年度计划", -3)
    assert told[5].source is not None
    assert told[5].source.text == "单位地区生产总值能耗下降3%"


def test_progress_is_the_share_of_the_way_against_the_share_of_time() -> None:
    watched = watch(report(2022, "2021年，地区生产总值540亿元。"), report(2023, "2022年，地区生产总值560亿元，森林覆盖率22.5%。"))
    first, second = row(watched, "地区生产总值", 2021), row(watched, "地区生产总值", 2022)
    assert (first.done, first.elapsed, first.standing) == (0.2, 0.2, "ahead")
    assert (second.done, second.elapsed, second.standing) == (0.3, 0.4, "behind")
    assert second.latest is not None
    assert second.latest.text == "地区生产总值560亿元"
    assert row(watched, "森林覆盖率", 2022).done == 0.5


def test_a_rate_a_stale_figure_and_words_are_not_compared_and_say_why() -> None:
    watched = watch(report(2022, "2021年，地区生产总值增长8%，森林覆盖率21%。"), report(2023, "2022年，居民人均可支配收入32000元。"), year=2022)
    rate = row(watched, "地区生产总值（年均）", 2021)
    assert (rate.done, rate.standing, rate.why) == (None, "not_comparable", "只有2021年当年的数，规划是年均数，不能相比")
    stale = row(watched, "森林覆盖率", 2022)
    assert (stale.done, stale.standing) == (None, "not_comparable")
    assert "最近的是2021年" in stale.why
    income = row(watched, "居民人均可支配收入", 2022)
    assert (income.latest.low if income.latest else None, income.standing) == (32000, "not_comparable")
    assert row(watched, "单位地区生产总值能耗降低", 2022).standing == "silent"
    unset = row(watched, "地区生产总值增长", 2022)
    assert (unset.target, unset.standing) == (None, "not_comparable")


def test_a_line_to_be_held_is_held_or_not() -> None:
    watched = watch(report(2022, "2021年，城镇调查失业率5.2%。"), report(2023, "2022年，城镇调查失业率6.3%。"))
    assert [row(watched, "城镇调查失业率", year).standing for year in (2021, 2022)] == ["kept", "broken"]


def test_a_total_is_added_up_only_where_every_year_is_here() -> None:
    reports = [report(2022, "2021年，城镇新增就业9000人。"), report(2023, "2022年，城镇新增就业9500人。")]
    whole = row(watch(*reports), "城镇新增就业", 2022)
    assert (whole.done, [each.low for each in whole.also]) == (18500 / 45000, [9000, 9500])
    assert "各年数相加" in whole.why
    gap = row(watch(reports[1]), "城镇新增就业", 2022)
    assert (gap.done, gap.standing) == (None, "not_comparable")
    assert "2021年的数也不在" in gap.why


def test_a_total_that_a_paper_tells_is_taken_as_told() -> None:
    told = row(watch(report(2024, "2023年，三年累计城镇新增就业2.7万人。")), "城镇新增就业", 2023)
    assert (told.done, told.elapsed, told.standing) == (0.6, 0.6, "ahead")


@pytest.mark.parametrize(
    ("words", "body", "day"),
    [
        ("2023年11月24日区人大常委会第十六次会议批准了规划《纲要》调整方案：2025年地区生产总值由700亿元调整为650亿元左右。", "区人大常委会第十六次会议", "2023-11-24"),
        ("经区人大常委会批准，“十四五”规划2025年地区生产总值由700亿元调整为650亿元左右。", "区人大常委会", ""),
        ("“十四五”规划2025年地区生产总值由700亿元调整为650亿元左右。", "", ""),
    ],
)
def test_an_amendment_holds_from_its_year_with_who_approved_it(words: str, body: str, day: str) -> None:
    later = report(2024, f"2023年，地区生产总值575亿元。{words}")
    watched = watch(report(2023, "2022年，地区生产总值560亿元。"), later)
    (told,) = watched.amendments
    assert (told.target.low, told.now.low, told.now.bound, told.body, told.day) == (7e10, 6.5e10, "approx", body, day)
    assert told.now.text in later.text
    now, before = row(watched, "地区生产总值", 2023), row(watched, "地区生产总值", 2022)
    assert (now.done, now.amendment) == (0.5, told)
    assert (before.done, before.amendment) == (0.3, None)
    assert [step.low for step in watched.steps if step.number == 1 and step.method == "期末"] == [6.5e10]


def test_a_years_target_that_was_changed_is_no_amendment_of_the_plan() -> None:
    assert watch(report(2024, "2023年，年初的地区生产总值增长目标由7%左右调整为5%左右。")).amendments == ()


def test_after_the_last_year_each_target_has_its_outcome() -> None:
    watched = watch(report(2026, "2025年，地区生产总值690亿元，森林覆盖率25.2%，城镇调查失业率5.1%。"))
    told = {indicator.name: thread.outcome for indicator, thread in reversed(watched.threads)}
    assert (told["地区生产总值"], told["森林覆盖率"], told["城镇调查失业率"], told["单位地区生产总值能耗降低"]) == ("missed", "met", "met", "silent")
    assert watch(report(2025, "2024年，地区生产总值690亿元。")).threads == ()


@cache
def sample(year: int | None = None) -> Monitoring:
    (plan,) = papers_of(read(CHENGHU / "plan-145.docx"))
    later = [each for path in sorted(CHENGHU.iterdir()) if path.name != "plan-145.docx" for each in papers_of(read(path))]
    return monitor(plan, later, year=year)


def test_the_sample_is_watched_up_to_its_last_reported_year() -> None:
    watched = sample()
    assert (len(watched.indicators), watched.year) == (23, 2023)
    told = {(each.name, each.standing) for each in watched.rows if each.year == 2023}
    assert {("地区生产总值", "ahead"), ("规模以上工业总产值", "behind"), ("高新技术企业", "ahead"), ("粮食产量", "kept"), ("森林覆盖率", "silent")} <= told
    ratio = next(each for each in watched.indicators if each.name == "城乡居民收入比")
    assert (ratio.form, ratio.nature, ratio.base.low if ratio.base else None) == ("direction", "预期性", 1.76)
    amended = [(each.number, each.target.low, each.now.low, each.day) for each in watched.amendments]
    assert amended == [(1, 9e10, 8.2e10, "2023-11-24"), (1, 7.5, 6.5, "2023-11-24"), (4, 3.1e10, 3e10, "2023-11-24")]


def test_every_figure_of_the_sample_stands_on_its_words() -> None:
    for each in sample().rows:
        for said in (each.latest, *each.also):
            if said is not None:
                assert said.text == said.paper.text[said.start : said.end]
                assert said.start <= said.at < said.to <= said.end


@pytest.mark.parametrize("kind", ["midterm", "final"])
def test_every_figure_of_a_draft_is_cited(kind: str) -> None:
    watched = sample() if kind == "midterm" else watch(report(2026, "2025年，地区生产总值690亿元，森林覆盖率25.2%。"))
    stream = BytesIO()
    evaluation_docx(watched, kind, stream)  # type: ignore[arg-type]
    written = Document(BytesIO(stream.getvalue()))
    lines = [line.text for line in written.paragraphs]
    assert lines[0].endswith("中期评估报告（草稿）" if kind == "midterm" else "总结评估报告（草稿）")
    listed = {int(line[1 : line.index("〕")]): line for line in lines if re.match(r"〔\d+〕《", line)}
    assert sorted(listed) == list(range(1, len(listed) + 1))
    cells = [cell.text for table in written.tables for line in table.rows for cell in line.cells]
    cited = {int(number) for words in [*lines, *cells] for number in re.findall(r"〔(\d+)〕", words)}
    assert cited == set(listed)
    figures = [line for line in lines if re.match(r"\d+\.\S+。(?:基期|目标|年均|累计)", line)]
    assert len(figures) >= 6
    texts = {each.key: each.text for each in (watched.plan, *watched.later)}
    for line in figures:
        for figure, number in re.findall(r"([\d.]+)(?:亿元|万人|万吨|%|家|件|个|人|年)?(?:左右|以上|以内)?〔(\d+)〕", line):
            assert figure.rstrip("0").rstrip(".") in listed[int(number)].replace(",", "") or _scaled(figure, listed[int(number)]), (figure, listed[int(number)])
    for line in listed.values():
        where = re.search(r"（([^（]+?)，第(\d+)至(\d+)字）：“(.*)”$", line)
        assert where is not None
        assert where[4] == " ".join(texts[where[1]][int(where[2]) : int(where[3])].split())


def _scaled(figure: str, line: str) -> bool:
    """Whether the line has the figure in another size (4.5万人 and 45000)."""
    return any(abs(float(figure) * scale - float(found)) < 1e-9 for scale in (1, 1e4) for found in re.findall(r"\d+(?:\.\d+)?", line))


def luoshi(*words: object, check: bool = True) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "luoshi.cli", "plan", *map(str, words)], capture_output=True, check=check)


def test_the_command_gives_lines_a_workbook_and_a_draft(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "2022.txt").write_text("澄湖区2022年政府工作报告\n\n一、2021年工作回顾\n2021年，地区生产总值540亿元。\n", encoding="utf-8")
    files = tmp_path / "plan.txt", tmp_path / "2022.txt"
    lines = [json.loads(line) for line in luoshi(*files).stdout.splitlines()]
    assert len(lines) == 7
    assert lines[0]["monitoring"][0]["done"] == 0.2
    assert lines[4]["path"][0]["method"] == "待上级下达"
    luoshi(*files, "-o", tmp_path / "监测表.xlsx", "--year", 2021)
    book = load_workbook(tmp_path / "监测表.xlsx")
    assert book.sheetnames == ["2021年监测表", "历年监测", "规划指标", "年度目标", "指标调整"]
    heads, first, *_ = book["2021年监测表"].values
    assert dict(zip(heads, first, strict=True))["完成比例%"] == 20
    luoshi(*files, "-o", tmp_path / "评估.docx", "--kind", "final")
    assert "不能作期末结论" in "".join(line.text for line in Document(str(tmp_path / "评估.docx")).paragraphs)


def test_a_paper_that_is_no_plan_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("澄湖区2022年政府工作报告\n\n一、2022年主要目标\n地区生产总值增长8%。\n", encoding="utf-8")
    done = luoshi(tmp_path / "a.txt", check=False)
    assert done.returncode == 2
    assert "不是多年规划" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
