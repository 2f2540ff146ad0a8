"""The search page as a browser without script asks for it."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import quote, unquote

import pytest

from tests.ledger_parts import TEXT
from tests.test_people_access import SECRET, SEES, house  # noqa: F401
from tests.test_search_ledger import load  # noqa: F401
from tests.test_web_text import HOSTILE
from tests.test_words_index import HOSTILE as HOSTILE_WORDS


def page_of(client: Any, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


def tabs(page: str) -> dict[str, str]:
    """Each tab's label with its number."""
    found = re.search(r'<nav class="tabs".*?</nav>', page, re.S)
    return dict(re.findall(r'>(\w+) <span class="n">([^<]*)</span>', found[0])) if found else {}


def test_without_words_it_says_what_it_is_for(client, workspace):
    page = page_of(client, "/search/")
    assert "逐字查找" in page
    assert "luoshi load" in page
    assert tabs(page) == {}
    assert "还缺要找的词" in page_of(client, "/search/?q=-招商")


def test_what_was_found_lands_on_its_words(client, load):  # noqa: F811
    number = load()
    page = page_of(client, "/search/?q=口袋公园")
    at = TEXT.index("口袋公园")
    assert f'href="/documents/{number}/?at={at}-{at + 4}#c{at}-{at + 4}"' in page
    assert page.count("<mark>口袋公园</mark>") == 2
    assert 'id="c' in page_of(client, f"/documents/{number}/?at={at}-{at + 4}")
    assert "云岭区 2024年" in page
    assert "二、2024年工作安排" in page


def test_each_tab_with_its_number(client, load):  # noqa: F811
    load()
    page = page_of(client, "/search/?q=投资")
    assert tabs(page) == {"句子": "3", "数据": "5", "任务": "1", "项目": "0", "政策": "0", "名词": "0"}
    measures = page_of(client, "/search/?q=投资&tab=measures")
    assert tabs(measures) == tabs(page)
    assert measures.count("<tr>") == 6
    assert "固定资产<mark>投资</mark>" in measures
    assert "发展和改革局" in page_of(client, "/search/?q=投资&tab=commitments")
    assert "<mark>云岭</mark>科创园一期" in page_of(client, "/search/?q=云岭&tab=projects")
    assert "促进<mark>消费</mark>若干措施" in page_of(client, "/search/?q=消费&tab=policies")
    terms = page_of(client, "/search/?q=口袋&tab=terms")
    assert "<mark>口袋</mark>公园" in terms
    assert "就近可用的公共绿地" in terms
    assert "看带这些词的句子" in page_of(client, "/search/?q=投资&tab=terms")


def test_the_boxes_and_the_filters(client, load):  # noqa: F811
    load()
    load(TEXT.replace("口袋公园", "街心花园"))
    number = {asked: tabs(page_of(client, f"/search/?{asked}")).get("句子") for asked in (
        "q=投资", "any=口袋公园 街心花园", "q=新建&any=口袋公园 没有", "q=新建&none=口袋公园", "q=投资&year=2024", "q=投资&year=2023",
        "q=投资&kind=work_report", "q=投资&kind=plan", "q=投资&kind=x&year=99&year=abcd&place=", "q=投资&place=别处",
    )}  # fmt: skip
    assert list(number.values()) == ["6", "4", "1", "1", "6", "0", "6", "0", "6", "0"]
    page = page_of(client, "/search/?q=投资&year=2023&kind=plan")
    assert 'href="?q=%E6%8A%95%E8%B5%84&amp;kind=plan" aria-label="去掉2023年"' in page
    assert 'href="?q=%E6%8A%95%E8%B5%84">去掉筛选' in page


def test_a_place_may_be_set_by_name_where_there_are_many(client, load, monkeypatch):  # noqa: F811
    from luoshi.web.search import choices

    load()
    assert 'name="in"' not in page_of(client, "/search/?q=投资")
    monkeypatch.setattr(choices, "PLACES", 0)
    assert 'name="in"' in page_of(client, "/search/?q=投资")
    monkeypatch.setattr(choices, "PLACES", 5)
    there = client.get("/search/?q=投资&in=云岭&year=2024&tab=measures")
    assert there.status_code == 302
    assert unquote(there["Location"]) == "/search/?q=投资&place=000001&year=2024&tab=measures"
    assert "去掉云岭区" in page_of(client, there["Location"])
    assert "没有叫“鹭岛”的地区" in page_of(client, "/search/?q=投资&in=鹭岛")


def test_pages_hold_everything_once(client, load):  # noqa: F811
    for n in range(15):
        load(f"第{n}版" + TEXT)
    addresses, address = [], "?q=投资"
    for _ in range(4):
        page = page_of(client, f"/search/{address}")
        addresses += re.findall(r'<p class="said"><a href="([^"]+)"', page)
        if not (after := re.search(r'rel="next" href="([^"]+)"', page)):
            break
        address = html.unescape(after[1])
    assert len(addresses) == len(set(addresses)) == 45
    assert "第 3 页，共 3 页" in page_of(client, "/search/?q=投资&page=99999")
    for page in ("0", "-1", "x", "１", "9" * 50):
        page_of(client, f"/search/?q=投资&page={page}")


def test_what_to_try_where_nothing_is_found(client, load):  # noqa: F811
    load()
    hints = html.unescape(page_of(client, "/search/?q=口袋公园 没有这个 投资&year=2024"))
    assert re.findall(r">(只找[^<]*)</a> <span class=\"n\">(\d+)", hints) == [("只找“口袋公园”", "2"), ("只找“投资”", "3")]
    part = page_of(client, "/search/?q=口袋乐园")
    assert "只找“口袋”" in part
    assert "去掉筛选" in page_of(client, "/search/?q=投资&year=1999")
    assert "去掉不含的词" in page_of(client, "/search/?q=口袋公园&none=公园")
    assert "不等于没有说过" in page_of(client, "/search/?q=甲")


@pytest.mark.parametrize("words", HOSTILE_WORDS, ids=ascii)
def test_anything_may_be_looked_for(client, load, words):  # noqa: F811
    load(HOSTILE, audience="public")
    typed = quote(words.encode("utf-8", "surrogatepass"))
    for name in ("q", "any", "none", "place", "kind", "year", "since", "tab", "page"):
        page = page_of(client, f"/search/?q=水&{name}={typed[:6000]}")
        assert not re.search(r"<script(?! src=)|<img|<[^>]* style=|<[^>]* on\w+=", page)


def test_a_hostile_document_is_shown_as_text(client, load):  # noqa: F811
    load(HOSTILE)
    for word in ("script", "<", "&", "img", "alert", '"', "onerror"):
        for tab in ("sentences", "measures", "commitments", "projects", "policies", "terms"):
            page = page_of(client, f"/search/?q={quote(word)}&tab={tab}")
            assert not re.search(r"<script(?! src=)|<img|<[^>]* style=|<[^>]* on\w+=", page)


@pytest.mark.parametrize("name", SEES)
def test_each_person_finds_what_is_theirs_to_see(client, house, name):  # noqa: F811
    people, _ = house
    if people[name] is not None:
        client.force_login(people[name])
    for audience, secret in SECRET.items():
        page = page_of(client, f"/search/?q={secret}")
        seen = audience in SEES[name]
        assert (tabs(page)["句子"] != "0") == seen
        assert (f"<mark>{secret}</mark>" in page) == seen
    for tab in ("sentences", "measures", "commitments", "projects", "policies", "terms"):
        page = page_of(client, f"/search/?q=云岭|投资|消费|口袋|标记&tab={tab}")
        chosen = re.sub(r'value="[^"]*"', "", page)
        assert {audience for audience, secret in SECRET.items() if secret in chosen} <= SEES[name]
    assert tabs(page_of(client, "/search/?q=口袋公园"))["句子"] == str(2 * len(SEES[name]))
    assert tabs(page_of(client, "/search/?q=固定资产"))["数据"] == str(5 * len(SEES[name]))
    assert f"{len(SEES[name])} 份文件" in page_of(client, "/search/?q=口袋公园&tab=terms")


def test_own_notes_are_found_and_nobody_elses(client, load, workspace):  # noqa: F811
    from luoshi.ledger.models import Document
    from luoshi.notes import actions
    from luoshi.people.models import Membership, Role, User

    people = [User.objects.create(username=name) for name in ("one", "other")]
    for person in people:
        Membership.objects.create(workspace=workspace, user=person, role=Role.READER)
    document = Document.objects.get(pk=load())
    at = TEXT.index("口袋公园")
    actions.write(document, at, at + 4, "核实獬豸路口的公园面积", person=people[0])
    assert "批注" not in tabs(page_of(client, "/search/?q=獬豸"))
    assert "獬豸路口的" not in page_of(client, "/search/?q=獬豸&tab=notes")
    client.force_login(people[1])
    assert tabs(page_of(client, "/search/?q=獬豸"))["批注"] == "0"
    assert "獬豸路口的" not in page_of(client, "/search/?q=獬豸&tab=notes")
    client.force_login(people[0])
    page = page_of(client, "/search/?q=獬豸 公園&tab=notes")
    assert tabs(page)["批注"] == "1"
    assert "核实<mark>獬豸</mark>路口的<mark>公园</mark>面积" in page
    assert f"at={at}-{at + 4}" in page
    assert tabs(page_of(client, "/search/?q=獬豸&none=面积"))["批注"] == "0"
    assert tabs(page_of(client, "/search/?any=獬豸 没有"))["批注"] == "1"


def test_the_address_is_the_same_for_the_same_search():
    from django.http import QueryDict

    from luoshi.web.search.asked import Asked

    one = Asked.of(QueryDict("year=2024&q=招商++投资&kind=plan&kind=news&place=b&year=2023&x=1&since=2026-01-02T03:04:05%2B08:00"))
    same = Asked.of(QueryDict(one.address()))
    assert same == one
    assert unquote(one.address()) == "q=招商+投资&place=b&year=2023&year=2024&kind=plan&kind=news&since=2026-01-02T03:04:05+08:00"


def test_a_page_costs_few_queries(client, load, django_assert_max_num_queries):  # noqa: F811
    for n in range(3):
        load(f"第{n}版" + TEXT)
    for tab in ("sentences", "measures", "terms"):
        with django_assert_max_num_queries(14):
            client.get(f"/search/?q=口袋&tab={tab}")
