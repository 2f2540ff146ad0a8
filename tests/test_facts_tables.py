"""The tables of measures and tasks: every filter in the address, each row leading to its words."""

from __future__ import annotations

import re

import pytest

from tests.facts_parts import TEXTS, load, plain, shelf


@pytest.fixture
def numbers(workspace, tmp_path):
    return shelf(tmp_path, workspace)


def count(page: str) -> int:
    return int(re.search(r'<span class="count">(\d+) ', page)[1])


def column(page: str, label: str) -> list[str]:
    cells = re.findall(rf'<td data-l="{label}"[^>]*>(.*?)</td>', page, re.S)
    return [" ".join(re.sub(r"<[^>]*>", "", cell).split()) for cell in cells]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"江岸区", "硚口区", "云岭区", "天河区"}),
        ("place=420102&place=云岭区", {"江岸区", "云岭区"}),
        ("place=江岸区", {"江岸区"}),
        ("place=没有的地方", set()),
    ],
)  # fmt: skip
def test_by_place(numbers, client, query, expected):
    assert set(column(client.get(f"/measures/?{query}").content.decode(), "地区")) == expected


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("indicator=gdp&modality=target", 6),
        ("indicator=地区生产总值&modality=target", 6),
        ("indicator=GDP增长神话", 0),
        ("indicator=gdp&year=2024&modality=target", 4),
        ("indicator=gdp&kind=level", 1),
        ("indicator=fixed_investment&bound=ge", 6),
        ("words=新引进 企业", 6),
        ("words=新引进企業", 6),
        ("words=没有这样的主体", 0),
        ("theme=投资&kind=growth&modality=actual", 7),
        ("document_kind=bulletin", 3),
        ("said_in=2021", 8),
        ("headline=1", 18),
        ("headline=1&indicator=residents_income", 6),
        ("bound=range", 0),
        ("kind=multiple&bound=le", 0),
        ("year=9999&kind=nonsense&theme=无&modality=x", 51),
    ],
)  # fmt: skip
def test_each_filter_and_some_together(numbers, client, query, rows):
    page = client.get(f"/measures/?{query}")
    assert page.status_code == 200
    assert count(page.content.decode()) == rows


def test_by_office_and_document(numbers, client):
    page = client.get("/commitments/?office=商务").content.decode()
    assert count(page) == 6
    assert all("促进消费" in words for words in column(page, "任务"))
    own = client.get(f"/commitments/?document={numbers['江岸2024']}").content.decode()
    assert count(own) == 3
    assert "武汉市江岸区2024年政府工作报告" in plain(own), "the filter is named by the document's title"
    assert count(client.get("/commitments/?quantified=yes").content.decode()) == 6
    assert count(client.get("/commitments/?words=口袋公园&act=主办").content.decode()) == 6
    assert count(client.get("/commitments/?act=配合").content.decode()) == 0


def test_each_row_leads_to_its_words_and_shows_its_sentence(numbers, client):
    page = client.get(f"/measures/?document={numbers['江岸2024']}&words=新引进").content.decode()
    start = TEXTS["江岸2024"].index("42家")
    assert f'href="/documents/{numbers["江岸2024"]}/?at={start}-{start + 3}#c{start}-{start + 3}"' in page
    assert "新引进企业<mark>42家</mark>" in page
    assert column(page, "时期") == ["2023"]


def test_a_target_without_a_number_is_in_the_headline_table(numbers, client):
    page = client.get(f"/measures/?headline=1&document={numbers['江岸2024']}").content.decode()
    assert "与经济增长同步" in column(page, "数值")
    assert 'href="?document=' in page
    assert 'aria-current="true">主要目标' in page


def test_sorting_by_value_and_year(numbers, client):
    def values(sort: str) -> list[str]:
        page = client.get(f"/measures/?indicator=gdp&kind=growth&modality=target&sort={sort}").content.decode()
        return [cell.split("%")[0] for cell in column(page, "数值")]

    assert values("high") == sorted(values("high"), key=float, reverse=True)
    assert values("low") == sorted(values("low"), key=float)
    years = column(client.get("/measures/?indicator=gdp&sort=year").content.decode(), "时期")
    assert years == sorted(years, reverse=True)


def test_beyond_what_is_counted_the_table_still_opens_and_says_so(numbers, client, monkeypatch):
    monkeypatch.setattr("luoshi.web.paging.COUNTED", 20)
    monkeypatch.setattr("luoshi.web.facts.listing.ROWS", 10)
    for query in ("", "place=420102&place=420104&place=云岭区&place=440106", "year=2023", "words=投资"):
        seen = []
        for number in (1, 2, 3):
            page = client.get(f"/measures/?{query}&page={number}").content.decode()
            assert "超过20 条" in page
            seen.append(re.findall(r'data-l="数值"[^>]*><a href="([^"]*)"', page))
        assert len(seen[0]) == len(seen[1]) == 10
        assert not set(seen[0]) & set(seen[1]), "no row twice"
        assert seen[2] == seen[1], "there is no third page"
        assert "只列前 20 条" in page
    monkeypatch.setattr("luoshi.web.paging.COUNTED", 5)
    for query in ("", "office=商务", "words=公园"):
        assert "超过5 条" in client.get(f"/commitments/?{query}").content.decode()


def test_chips_take_one_filter_out_each(numbers, client):
    page = client.get("/measures/?place=江岸区&indicator=gdp&modality=target").content.decode()
    chips = re.search(r'<p class="chips">.*?</p>', page, re.S)[0]
    assert 'href="?indicator=gdp&amp;modality=target"' in chips
    assert 'href="?place=420102&amp;modality=target"' in chips
    assert "地区生产总值" in chips
    assert 'value="江岸区"' in page
    assert re.search(r'<option value="target" selected>', page)


def test_one_indicator_in_one_place_is_drawn_above_its_rows(numbers, client):
    page = client.get("/measures/?place=江岸区&indicator=gdp").content.decode()
    assert re.search(r'<img src="/series.svg\?place=420102&amp;thing=gdp', page)


def test_the_picture_of_an_indicator_compares_places_with_a_table_beside_it(numbers, client):
    page = client.get("/measures/?indicator=gdp&view=chart").content.decode()
    address = re.search(r'<img src="(/series.svg[^"]*)"', page)[1].replace("&amp;", "&")
    assert address.count("place=") == 4
    assert "天河区" in client.get(address).content.decode()
    assert 'href="/places/440106/"' in page


@pytest.mark.parametrize(("table", "by"), [("measures", "theme"), ("measures", "place"), ("commitments", "office"), ("commitments", "year")])
def test_counts_are_drawn_and_written_out(numbers, client, table, by):
    page = client.get(f"/{table}/?view=chart&by={by}").content.decode()
    shown = [int(number) for number in column(page, "条数")]
    assert sum(shown) == count(client.get(f"/{table}/").content.decode())
    address = re.search(r'<img src="([^"]*)"', page)[1].replace("&amp;", "&")
    picture = client.get(address)
    assert picture.status_code == 200
    answer = re.search(r"<caption>(.*?)</caption>", page)[1]
    assert answer in picture.content.decode()


def test_counts_lead_to_their_rows(numbers, client):
    page = client.get("/measures/?view=chart&by=place&modality=target").content.decode()
    links = re.findall(r'<tr><td data-l=""><a class="quiet" href="([^"]*)">([^<]*)</a></td><td data-l="条数" class="n">(\d+)', page)
    assert links
    for address, _, number in links:
        assert count(client.get(f"/measures/{address.replace('&amp;', '&')}").content.decode()) == int(number)


def test_hostile_words_are_text(workspace, tmp_path, client):
    bad = '<script>alert(1)</script>"onmouseover="x'
    text = f"江岸区2024年政府工作报告\n一、2023年工作回顾\n2023年，{bad}企业达到42家。\n二、重点任务\n我们将新建{bad}公园10个。\n"
    number = load(tmp_path, workspace, text, "<b>坏.txt")
    for address in (
        "/", "/measures/", "/commitments/", f"/measures/?document={number}", "/measures/?view=chart&by=place", "/coverage/",
        f"/measures/?words={bad}", f"/measures/?place={bad}", f"/measures/?indicator={bad}", f"/?title={bad}", f"/?place={bad}",
        f"/terms/?words={bad}", f"/projects/?words={bad}", "/places/420102/",
    ):  # fmt: skip
        page = client.get(address)
        assert page.status_code == 200, address
        html = page.content.decode()
        assert not re.search(r"<script(?! src=)|<[^>]* style=|<[^>]*\son\w+=|<b>坏", html), address
        assert "unsafe" not in page["Content-Security-Policy"]


def test_nothing_is_posted(numbers, client):
    for address in ("/measures/", "/commitments/", "/terms/", "/projects/", "/coverage/", "/series.svg", "/measures.csv"):
        assert client.post(address).status_code == 405


def test_an_empty_ledger_says_what_these_tables_are_for(workspace, client):
    for address in ("/measures/", "/commitments/", "/terms/", "/projects/", "/policies/", "/units/"):
        page = client.get(address)
        assert page.status_code == 200
        assert 'class="empty"' in page.content.decode()


def test_a_page_costs_a_fixed_number_of_queries(numbers, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        client.get("/measures/?place=江岸区&words=投资")
    with django_assert_max_num_queries(9):  # on PostgreSQL one asks whether any passage is too long for one row
        client.get("/commitments/?place=江岸区&words=公园")
