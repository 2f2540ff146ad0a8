"""Comparing places: ranks only among like figures, missing is missing, the address holds what was chosen."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from luoshi.reckoning import Said, series
from luoshi.reckoning.comparing import compare
from luoshi.web.charts import places_chart
from tests.facts_parts import TEXTS, load, plain, shelf, work_report

FIRST = Said(
    "甲区", "甲", "失业率", "survey_unemployment", "level", "actual", "eq", 5.0, None, "%", "2024", 2024, "5%", "", 1, "甲区报告",
    "work_report", 2025, 10, 12, False,
)  # fmt: skip


def said(place: str, value: float, **more: object) -> Said:
    document = sum(map(ord, place)) + int(value * 1000) + len(more)
    return replace(FIRST, place=f"{place}区", place_key=place, value=value, text=f"{value:g}%", document=document, **more)  # type: ignore[arg-type]


def row_of(rows, key):
    return next(row for row in rows if row.place_key == key)


def test_the_first_rank_is_the_good_sides_and_equal_figures_share_it():
    jobs = [said("甲", 5.0), said("乙", 4.8), said("丙", 5.0), said("丁", 5.4)]
    rows = compare(series(jobs), ["甲", "乙", "丙", "丁"], [2024], "actual")
    assert [row.cells[0].rank for row in rows] == [2, 1, 2, 4], "less is better of unemployment"
    more = [replace(each, indicator="gdp", subject="地区生产总值", kind="growth") for each in jobs]
    assert [row.cells[0].rank for row in compare(series(more), ["甲", "乙", "丙", "丁"], [2024], "actual")] == [2, 4, 2, 1]


def test_what_is_missing_expected_or_vague_has_no_rank_and_moves_nobodys():
    figures = [
        said("甲", 5.0), said("乙", 4.8), said("丙", 4.1, modality="estimated"), said("丁", 4.0, bound="le"),
        said("戊", 3.0, value_high=4.0, bound="range"), said("己", 1.0, year=2023, period="2023"),
    ]  # fmt: skip
    rows = compare(series(figures), ["甲", "乙", "丙", "丁", "戊", "己", "庚"], [2023, 2024], "actual")
    cells = {row.place_key: row.cells[1] for row in rows}
    assert {key: cell.rank for key, cell in cells.items() if cell.rank} == {"甲": 2, "乙": 1}
    assert {cell.among for cell in cells.values()} == {2}
    assert {key: cells[key].why for key in "丙丁戊己庚"} == {"丙": "口径不同", "丁": "只说界限", "戊": "是区间", "己": "缺", "庚": "缺"}
    assert cells["庚"].said is None
    assert row_of(rows, "庚").series is None
    assert row_of(rows, "己").cells[0].rank is None, "one figure alone is first among nobody"


def test_a_period_of_years_is_no_years_figure():
    rows = compare(series([said("甲", 5.0, period="2021-2024"), said("乙", 4.0)]), ["甲", "乙"], [2024], "actual")
    assert row_of(rows, "甲").cells[0].said is None


def test_the_last_word_stands_and_another_is_told():
    earlier = said("甲", 5.2, said_in=2025)
    rows = compare(series([earlier, said("甲", 5.0, said_in=2026), said("乙", 5.1)]), ["甲", "乙"], [2024], "actual")
    cell = row_of(rows, "甲").cells[0]
    assert (cell.said.value, cell.rank) == (5.0, 1)
    assert [one.value for one in cell.differing] == [5.2]


def test_figures_of_two_kinds_are_refused():
    with pytest.raises(ValueError, match="one thing"):
        compare(series([said("甲", 5.0), said("乙", 3.0, kind="growth")]), ["甲", "乙"], [2024], "actual")


def test_a_chart_of_targets_draws_targets():
    aims = [said(place, value, modality="target") for place, value in (("甲", 5.0), ("乙", 5.5))]
    drawn = places_chart(series([*aims, said("甲", 9.0)]), side="target").decode()
    assert "目标最高，5.5%" in drawn
    assert '"value":9' not in drawn


@pytest.fixture
def numbers(workspace, tmp_path):
    return shelf(tmp_path, workspace)


def cell(page: str, row: str, year: int) -> str:
    line = next(line for line in re.findall(r"<tr>.*?</tr>", page, re.S) if f">{row}<" in line)
    return re.search(rf'<td data-l="{year}".*?</td>', line, re.S)[0]


GROWTH = "/reckoning/compare/?indicator=gdp&kind=growth&unit=%25"


def test_places_side_by_side_with_their_ranks_each_figure_a_click_from_its_words(numbers, client):
    page = client.get(f"{GROWTH}&place=420102&place=硚口区&place=天河区").content.decode()
    assert "第1位" in cell(page, "江岸区", 2023)
    assert "第2位" in cell(page, "硚口区", 2023)
    assert "第3位" in cell(page, "天河区", 2023)
    address = re.search(r'href="(/documents/[^"]*)"', cell(page, "硚口区", 2023))[1]
    number, start, end = map(int, re.fullmatch(r"/documents/(\d+)/\?at=(\d+)-(\d+)#c\2-\3", address).groups())
    assert number == numbers["硚口2024"]
    assert "5.0%" in TEXTS["硚口2024"][start:end]
    gap = cell(page, "天河区", 2022)
    assert "缺" in gap
    assert "href" not in gap
    assert ">0" not in gap


def test_targets_are_ranked_among_targets_alone(numbers, client):
    page = client.get(f"{GROWTH}&modality=target&place=420102&place=420104&place=440106&from=2024&to=2024").content.decode()
    assert "第1位" in cell(page, "江岸区", 2024)
    assert "6.5%" in cell(page, "江岸区", 2024)
    assert "第3位" in cell(page, "天河区", 2024)
    assert '<th scope="col" class="n">2023' not in page
    picture = re.search(r'<img src="(/series.svg[^"]*)"', page)[1].replace("&amp;", "&")
    assert "side=target" in picture
    drawn = client.get(picture)
    assert drawn["Content-Type"] == "image/svg+xml"
    assert "江岸区目标最高，6.5%" in drawn.content.decode()


def test_the_chart_is_of_the_years_of_the_table(numbers, client):
    page = client.get(f"{GROWTH}&place=420102&place=420104&from=2023&to=2023").content.decode()
    picture = re.search(r'<img src="(/series.svg[^"]*)"', page)[1].replace("&amp;", "&")
    assert "year=2023" in picture
    assert "2020" not in re.sub(r"<[^>]*>", "", client.get(picture).content.decode())


def test_without_places_those_that_say_most_are_compared(numbers, client):
    page = plain(client.get("/reckoning/compare/?indicator=地区生产总值&kind=growth&unit=%25").content.decode())
    assert "4 个地区" in page
    assert "地区生产总值：各地比较" in page


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/reckoning/compare/", "先选指标"),
        ("/reckoning/compare/?indicator=没有这个指标", "没有叫"),
        ("/reckoning/compare/?indicator=gdp&place=没有这里", "没有说过地区生产总值"),
        ("/reckoning/compare/?indicator=gdp&from=1990&to=1991", "在这些年没有说过"),
        ("/reckoning/compare/?indicator=gdp&from=%00&kind=x&unit=x&modality=x&place=420102", "口径"),
    ],
)
def test_what_cannot_be_compared_is_said_so(numbers, client, address, says):
    page = client.get(address)
    assert page.status_code == 200
    assert says in plain(page.content.decode())


def test_a_place_one_may_not_see_is_as_if_not_there(numbers, workspace, tmp_path, client):
    without = client.get(f"{GROWTH}&place=420102&place=420107").content
    load(tmp_path, workspace, work_report("武汉市", "青山区", 2024, done="9.9"), "青山.txt", audience="workspace")
    assert client.get(f"{GROWTH}&place=420102&place=420107").content == without
    assert b"9.9" not in without


def test_the_indicator_page_leads_here(numbers, client):
    assert "/reckoning/compare/?indicator=gdp" in client.get("/indicators/gdp/").content.decode()


def test_more_places_cost_no_more_queries(numbers, client, django_assert_max_num_queries):
    for places in ("&place=420102", "&place=420102&place=420104&place=440106"):
        with django_assert_max_num_queries(12):
            client.get(GROWTH + places)
