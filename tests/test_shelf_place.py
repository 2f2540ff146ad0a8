"""A place's page and the coverage page: what is here, what is missing, what was not understood."""

from __future__ import annotations

import re

import pytest

from luoshi.ledger.coverage import coverage, coverage_of, unresolved_numbers, with_unresolved, years_of
from tests.facts_parts import TEXTS, plain, shelf


@pytest.fixture
def numbers(workspace, tmp_path):
    return shelf(tmp_path, workspace)


def cell(page: str, row: str, column: str) -> str:
    """The cell of a table in the row whose head holds these words, under this label."""
    line = next(line for line in re.findall(r"<tr>.*?</tr>", page, re.S) if f">{row}<" in line)
    return re.search(rf'<td data-l="{column}".*?</td>', line, re.S)[0]


def test_a_places_documents_year_by_year_with_what_is_missing(numbers, client):
    page = client.get("/places/420102/").content.decode()
    page = page[page.index("各年文件") :]
    assert f'href="/documents/{numbers["江岸公报2023"]}/"' in cell(page, "2023", "统计公报")
    assert "缺" in cell(page, "2024", "统计公报")
    assert "缺" in cell(page, "2024", "计划报告")
    gaps = client.get("/places/420104/").content.decode()
    gaps = gaps[gaps.index("各年文件") :]
    for year in ("2022", "2023"):
        assert "缺" in cell(gaps, year, "政府工作报告"), "nothing of that year is here"


def test_each_figure_of_the_table_leads_to_its_words(numbers, client):
    page = client.get("/places/420102/").content.decode()
    told = cell(page[page.index("主要目标与结果") :], "地区生产总值增速", "2024")
    address = re.search(r'class="said m-target" href="([^"]*)"[^>]*>.*?6.5%', told)[1]
    number, start, end = map(int, re.fullmatch(r"/documents/(\d+)/\?at=(\d+)-(\d+)#c\2-\3", address).groups())
    assert number == numbers["江岸2024"]
    assert "6.5%" in TEXTS["江岸2024"][start:end]
    assert "m-actual" in cell(page, "地区生产总值增速", "2023")
    assert "目标" not in cell(page, "地区生产总值增速", "2022")


def test_the_charts_of_a_place_are_addresses_that_draw(numbers, client):
    page = client.get("/places/420102/").content.decode()
    charts = [address.replace("&amp;", "&") for address in re.findall(r'<img src="(/series.svg[^"]*)"', page)]
    assert charts
    alt = re.search(r'<img src="/series.svg[^"]*" alt="([^"]*)"', page)[1]
    assert alt.startswith("地区生产总值增速：")
    for address in charts[:1]:
        picture = client.get(address)
        assert picture["Content-Type"] == "image/svg+xml"
        assert "地区生产总值增速" in picture.content.decode()


@pytest.mark.parametrize("key", ["999999", "没有这个地方", "..", "none", "<b>", "%00"])
def test_a_place_nobody_knows_is_not_there(numbers, client, key):
    assert client.get(f"/places/{key}/").status_code == 404


def test_years_that_are_missing_lie_between_the_first_and_the_last(numbers):
    held = years_of(None, ["420104", "420102"])
    assert held["420104"].missing == (2022, 2023)
    assert held["420102"].missing == ()
    assert held["420102"].lacking(2024) == ("plan_report", "bulletin")
    assert held["420102"].years[2023]["bulletin"].number == numbers["江岸公报2023"]


def test_every_sentence_and_every_number_is_counted_once(numbers):
    from luoshi.ledger.models import Number, Sentence

    whole = coverage(None)
    assert whole.documents == 7
    assert whole.sentences.whole == Sentence.objects.count()
    assert whole.numbers.whole == Number.objects.count() == sum(whole.fates.values())
    parts = coverage_of(None, ["420102", "420104", "440106", "云岭区"])
    assert sum(part.numbers.unresolved for part in parts.values()) == whole.numbers.unresolved == 6
    assert sum(part.sentences.read for part in parts.values()) == whole.sentences.read


def test_the_coverage_page_shows_places_years_and_shares(numbers, client):
    page = client.get("/coverage/").content.decode()
    assert "含有待认的数字" in page
    assert "江岸区2023年：政府工作报告，统计公报；缺计划报告" in page
    assert re.search(r"硚口区</a>.*?<span class=\"lacks\">缺</span>", page, re.S)
    narrowed = client.get("/coverage/?province=湖北省").content.decode()
    assert "天河区" not in narrowed
    assert "5 份文件" in plain(narrowed)


def test_unresolved_numbers_are_listed_in_their_sentences(numbers, client):
    page = client.get("/coverage/unresolved/?place=420102").content.decode()
    assert page.count("综合得分争取到达") == 2
    assert "<mark>88</mark>" in page
    assert "后面没有计量单位" in page
    start = TEXTS["江岸2024"].index("88。")
    assert f"/documents/{numbers['江岸2024']}/?at={start}-{start + 2}#c{start}-{start + 2}" in page


def test_a_number_that_a_person_struck_is_no_longer_listed(numbers, client, workspace):
    from luoshi.ledger.actions import correct
    from luoshi.ledger.models import Document
    from luoshi.people.models import Membership, Role, User

    person = User.objects.create(username="editor")
    Membership.objects.create(workspace=workspace, user=person, role=Role.EDITOR)
    start = TEXTS["江岸2024"].index("88。")
    document = Document.objects.get(pk=numbers["江岸2024"])
    correct(document, start, start + 2, record="number", field="struck", value=True, person=person, reason="是序号")
    assert with_unresolved(None).count() == 5
    assert coverage(None).numbers.unresolved == 5
    other = TEXTS["江岸2023"].index("88。")
    left = with_unresolved(None).filter(place_key="420102")
    assert [unresolved_numbers(each) for each in left] == [[(other, other + 2, "no unit")]]


def test_an_empty_ledger_says_what_these_pages_are_for(workspace, client):
    for address in ("/coverage/", "/coverage/unresolved/"):
        page = client.get(address)
        assert page.status_code == 200
        assert 'class="empty"' in page.content.decode()


def test_the_pages_cost_a_fixed_number_of_queries(numbers, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        client.get("/coverage/")
    with django_assert_max_num_queries(9):
        client.get("/places/420102/")
