"""Searches that people keep, and the feeds of what is public."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from lxml import etree

from tests.ledger_parts import TEXT
from tests.test_people_access import SECRET, house  # noqa: F401
from tests.test_search_ledger import load  # noqa: F401
from tests.test_web_text import HOSTILE

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def people(db: None) -> list[Any]:
    from luoshi.people.models import User

    return [User.objects.create(username=name) for name in ("one", "other")]


def feed_of(client: Any, address: str) -> Any:
    """The feed, well-formed and with what Atom asks of a feed and of each entry."""
    page = client.get(address)
    assert page.status_code == 200
    assert page["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = etree.fromstring(page.content)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    for each in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(each.findall(f"{ATOM}{name}")) == 1, name
            assert each.findtext(f"{ATOM}{name}")
        for link in each.findall(f"{ATOM}link"):
            assert link.get("href").startswith("http://testserver/")
    ids = [each.findtext(f"{ATOM}id") for each in entries]
    assert len(ids) == len(set(ids))
    return feed


def said(feed: Any) -> list[str]:
    return [each.findtext(f"{ATOM}summary") for each in feed.findall(f"{ATOM}entry")]


def test_new_documents_the_latest_first(client, load):  # noqa: F811
    assert said(feed_of(client, "/feed.atom")) == []
    numbers = [load(), load("再一份" + TEXT)]
    feed = feed_of(client, "/feed.atom")
    links = [each.find(f"{ATOM}link").get("href") for each in feed.findall(f"{ATOM}entry")]
    assert links == [f"http://testserver/documents/{number}/" for number in reversed(numbers)]


def test_what_a_search_finds(client, load):  # noqa: F811
    number = load()
    feed = feed_of(client, "/search/feed.atom?q=口袋公园&year=2024")
    assert len(said(feed)) == 2
    assert "<b>口袋公园</b>" in said(feed)[0]
    at = TEXT.index("口袋公园")
    link = feed.find(f"{ATOM}entry/{ATOM}link").get("href")
    assert link == f"http://testserver/documents/{number}/?at={at}-{at + 4}#c{at}-{at + 4}"
    for nothing in ("", "?q=", "?q=口袋公园&year=2023", "?none=水", "?q=%00%22%27"):
        assert said(feed_of(client, f"/search/feed.atom{nothing}")) == []
    assert f'href="/search/feed.atom?q={quote("口袋公园")}"' in client.get("/search/?q=口袋公园").content.decode()


def test_asked_again_only_what_has_changed_is_sent(client, load):  # noqa: F811
    for address in ("/feed.atom", "/search/feed.atom?q=投资"):
        load(f"{address}{TEXT}")
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        load(f"新的{address}{TEXT}")
        changed = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (changed.status_code, changed["ETag"] != first["ETag"]) == (200, True)


def test_a_hostile_document_is_text_in_a_feed(client, load):  # noqa: F811
    load(HOSTILE + " ]]> \x01\x0b\ufffe ")
    for address in ("/feed.atom", f"/search/feed.atom?q={quote('投资')}", f"/search/feed.atom?q={quote('<script>')}"):
        feed = feed_of(client, address)
        assert said(feed)
        for summary in said(feed):
            assert "<script" not in summary
            assert "<img" not in summary


def test_feeds_hold_what_is_public_whoever_asks(client, house):  # noqa: F811
    from luoshi.searches.actions import keep

    people, _ = house
    client.force_login(people["owner"])
    kept = keep(people["owner"], "云岭", "q=云岭|投资|标记")
    hidden = [secret for audience, secret in SECRET.items() if audience != "public"]
    for address in ("/feed.atom", "/search/feed.atom?q=云岭|标记|投资", f"/searches/{kept.token}.atom",
                    *(f"/search/feed.atom?any=投资&q={secret}" for secret in hidden)):  # fmt: skip
        page = client.get(address).content.decode()
        for secret in hidden:
            assert secret not in page.split("<entry>", 1)[-1] or "<entry>" not in page
    assert said(feed_of(client, f"/searches/{kept.token}.atom"))


def test_a_visitor_is_asked_to_sign_in(client, db):
    for address in ("/searches/",):
        assert client.get(address).status_code == 302
    for address in ("/searches/add", "/searches/1/look", "/searches/1/drop"):
        assert client.get(address).status_code == 405
        assert client.post(address).status_code == 302
    assert client.get("/searches/none.atom").status_code == 404


def test_keeping_looking_and_giving_up(client, people, load):  # noqa: F811
    client.force_login(people[0])
    assert "把常用的检索存在这里" in client.get("/searches/").content.decode()
    assert client.post("/searches/add", {"search": "q=投资&year=2024&x=1", "name": "年度投资"}).status_code == 302
    assert client.post("/searches/add", {"search": "q=投资&year=2024", "name": "年度投资"}).status_code == 302
    page = client.get("/searches/").content.decode()
    assert page.count("<li>\n<span") == 1
    assert 'href="/search/?q=%E6%8A%95%E8%B5%84&amp;year=2024"' in page
    assert "没有新增" in page
    load()
    assert "新增 3 句" in client.get("/searches/").content.decode()
    from luoshi.searches.models import SavedSearch

    kept = SavedSearch.objects.get()
    there = client.post(f"/searches/{kept.pk}/look")
    assert there.status_code == 302
    shown = client.get(there["Location"]).content.decode()
    assert "以后入账的" in shown
    assert shown.count('<p class="said">') == 3
    assert "没有新增" in client.get("/searches/").content.decode()
    load("再一份" + TEXT)
    assert "新增 3 句" in client.get("/searches/").content.decode()
    feed = f"/searches/{kept.token}.atom"
    assert "年度投资" in feed_of(client, feed).findtext(f"{ATOM}title")
    assert client.post(f"/searches/{kept.pk}/drop").status_code == 302
    assert client.get(feed).status_code == 404
    assert "年度投资" not in client.get("/searches/").content.decode()
    assert client.post(f"/searches/{kept.pk}/drop").status_code == 404
    assert client.post(f"/searches/{kept.pk}/look").status_code == 404


def test_anothers_search_is_not_there(client, people):
    from luoshi.searches.actions import keep
    from luoshi.searches.models import GivenUp, Look

    kept = keep(people[0], "我的", "q=水")
    client.force_login(people[1])
    assert "我的检索" not in client.get("/searches/").content.decode()
    assert client.post(f"/searches/{kept.pk}/look").status_code == 404
    assert client.post(f"/searches/{kept.pk}/drop").status_code == 404
    assert not Look.objects.exists()
    assert not GivenUp.objects.exists()


def test_the_feed_ends_with_its_owners_account(client, people):
    from luoshi.searches.actions import keep

    kept = keep(people[0], "我的", "q=水")
    assert client.get(f"/searches/{kept.token}.atom").status_code == 200
    people[0].is_active = False
    people[0].save()
    assert client.get(f"/searches/{kept.token}.atom").status_code == 404


@pytest.mark.parametrize(
    ("sent", "number"),
    [
        ({"search": "", "name": "空"}, "L640"),
        ({"search": "q=-甲", "name": "只不含"}, "L640"),
        ({}, "L640"),
        ({"search": "q=水", "name": "长" * 101}, "L642"),
        ({"search": "q=水&" + "&".join(f"place={n}{'a' * 190}" for n in range(40)), "name": "长"}, "L643"),
    ],
)
def test_what_cannot_be_kept_is_said(client, people, sent, number):
    client.force_login(people[0])
    page = client.post("/searches/add", sent)
    assert page.status_code == 400
    assert number in page.content.decode()


def test_a_hundred_is_enough(people, monkeypatch):
    from luoshi.errors import LuoshiError
    from luoshi.searches import actions

    monkeypatch.setattr(actions, "MOST", 2)
    first = actions.keep(people[0], "一", "q=1")
    actions.keep(people[0], "二", "q=2")
    assert actions.keep(people[0], "一", "q=1") == first
    with pytest.raises(LuoshiError, match="L644"):
        actions.keep(people[0], "三", "q=3")
    actions.give_up(first)
    actions.keep(people[0], "三", "q=3")
    actions.keep(people[1], "一", "q=1")


def test_writing_needs_the_forms_token(people, workspace):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(people[0])
    assert client.post("/searches/add", {"search": "q=水", "name": "水"}).status_code == 403
