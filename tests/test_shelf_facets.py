"""The shelf: counts that narrow as one chooses, an address for every choice, the tree of places."""

from __future__ import annotations

import re

import pytest

from luoshi.ledger.facets import Choice, facets, on_shelf
from tests.facts_parts import plain, shelf


@pytest.fixture
def numbers(workspace, tmp_path):
    return shelf(tmp_path, workspace)


def links(page: str, inside: str) -> dict[str, str]:
    """What the links of one part of the page are called → their addresses."""
    part = re.search(rf'<{inside}.*?</{inside.split(" ")[0]}>', page, re.S)
    assert part is not None
    found = re.findall(r'<a[^>]*href="([^"]*)"[^>]*>(.*?)</a>', part[0], re.S)
    return {" ".join(re.sub(r"<[^>]*>", "", words).split()): address.replace("&amp;", "&") for address, words in found}


def test_each_facet_is_counted_under_what_is_chosen_in_the_others(numbers):
    everything = facets(None)
    assert everything.kinds == {"work_report": 6, "bulletin": 1}
    assert everything.years == {2024: 4, 2023: 2, 2021: 1}
    assert {place.name: place.count for place in everything.places} == {"江岸区": 3, "硚口区": 2, "天河区": 1, "云岭区": 1}
    narrowed = facets(None, Choice(province="湖北省", kinds=("work_report",), years=(2024,)))
    assert narrowed.kinds == {"work_report": 2}, "of that province and year, every kind"
    assert narrowed.years == {2024: 2, 2023: 1, 2021: 1}, "of that province and kind, every year"
    assert sum(place.count for place in narrowed.places) == 4, "of that kind and year, every place"


def test_what_a_count_says_is_what_choosing_it_gives(numbers, client):
    page = client.get("/?kind=work_report").content.decode()
    for label, address in links(page, 'dl class="facets"').items():
        count = int(label.rsplit(" ", 1)[1])
        if address.count("kind=") != 1:  # a second kind is added to the first, the first is taken out
            continue
        assert f"{count} 份文件" in client.get(f"/{address}").content.decode(), label


def test_the_tree_leads_from_province_to_city_to_district(numbers, client):
    page = client.get("/").content.decode()
    tree = links(page, "nav class=\"places\"")
    assert list(tree)[:5] == ["全部地区 7", "湖北省 5", "武汉市 5", "江岸区 3", "硚口区 2"]
    assert "云州市 1" in tree, "a city whose province nobody knows stands at the top"
    assert "5 份文件" in client.get(f"/{tree['武汉市 5']}").content.decode()
    chosen = client.get(f"/{tree['江岸区 3']}").content.decode()
    assert "3 份文件" in chosen
    assert re.search(r'aria-current="true">江岸区 <b>3', chosen)
    assert "/places/420102/" in chosen


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("place=420102", 3),
        ("place=江岸区", 3),
        ("place=江岸区&place=420104", 5),
        ("place=江岸区&kind=bulletin", 1),
        ("title=江岸 工作报告", 2),
        ("title=江岸區", 3),
        ("year=2024&year=2021", 5),
        ("level=district", 7),
        ("year=none", 0),
        ("place=none", 0),
        ("title=100%25", 0),
        ("title=_", 0),
        ("year=99999999999999999999&kind=nothing&level=x", 7),
        ("place=%00", 7),
        ("page=999", 7),
        ("page=-1&sort=../../etc", 7),
    ],
)  # fmt: skip
def test_every_choice_has_an_address_and_nonsense_does_no_harm(numbers, client, query, count):
    page = client.get(f"/?{query}")
    assert page.status_code == 200
    assert f"{count} 份文件" in page.content.decode()


def test_sorting(numbers, client):
    def titles(sort: str) -> list[str]:
        page = client.get(f"/?sort={sort}").content.decode()
        return re.findall(r'data-l="文件"><a[^>]*>([^<]*)</a>', page)

    assert titles("title") == sorted(titles("title"))
    assert titles("year")[0].find("2024") > 0
    assert titles("year")[-1].find("2021") > 0
    assert titles("new")[0] == "广州市天河区2024年政府工作报告"


def test_pages_of_a_long_shelf(numbers, client, monkeypatch):
    monkeypatch.setattr("luoshi.web.shelf.views.ROWS", 3)
    first = client.get("/?kind=work_report").content.decode()
    assert "第 1 页，共 2 页" in first
    second = client.get("/?kind=work_report&page=2").content.decode()
    found = [re.findall(r'data-l="文件"><a href="/documents/(\d+)/', page) for page in (first, second)]
    assert len(found[0]) == len(found[1]) == 3
    assert not set(found[0]) & set(found[1])
    assert 'href="?kind=work_report&amp;page=2"' in first


def test_the_shelf_costs_a_fixed_number_of_queries(numbers, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get("/?kind=work_report&year=2024&title=报告")


def test_first_visit_says_what_this_is_and_an_empty_choice_what_to_do(numbers, client):
    assert "都连着原文里的字句" in plain(client.get("/").content.decode())
    assert "没有符合条件的文件" in client.get("/?place=别处").content.decode()


def test_documents_of_no_place_or_year_can_be_chosen(numbers, workspace, tmp_path, client):
    from tests.facts_parts import load

    load(tmp_path, workspace, "一份说不清来处的文件。\n内容如此。\n", "无名.txt")
    assert on_shelf(None, Choice(places=("",))).count() == 1
    assert "1 份文件" in client.get("/?place=none").content.decode()
    assert "1 份文件" in client.get("/?year=none").content.decode()
