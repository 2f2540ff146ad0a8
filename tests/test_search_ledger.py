"""Search over what is loaded: which passages, in which order, for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.ledger.words.bigrams import normal, same_length
from luoshi.ledger.words.query import Query, parse
from tests.ledger_parts import TEXT, made, made_from
from tests.test_people_access import SECRET, SEES, house  # noqa: F401
from tests.test_reading_properties import texts


@pytest.fixture
def load(workspace: Any, tmp_path: Path) -> Any:
    from luoshi.ledger.load import load_file

    numbers = count(1)

    def load(text: str = TEXT, **options: object) -> int:
        path = tmp_path / f"{next(numbers)}.txt"
        path.write_text(text, "utf-8")
        result = load_file(path, workspace=workspace, **{"audience": "public", "read": made_from, **options})
        return result.documents[0]

    return load


def words(typed: str, **where: Any) -> list[str]:
    from luoshi.ledger.search import Where, search

    return [hit.passage.text for hit in search(None, parse(typed), Where(**where)).hits]


def test_all_any_and_none(load):
    load()
    promised, done, row = (
        "我们将确保固定资产投资达到330亿元,新建口袋公园6个。", "全年完成固定资产投资310亿元,新引进企业42家。", "固定资产投资 | 330亿元",
    )  # fmt: skip
    assert words("固定资产投资") == [promised, done, row], "what promises first, what is hardly a sentence last"
    assert words("投资 公园") == ["我们将确保固定资产投资达到330亿元,新建口袋公园6个。"]
    assert set(words("科创园|消费")) == {"云岭科创园一期竣工投用。", "认真落实《云岭区促进消费若干措施》。"}
    assert words("固定资产 -将 -完成") == ["固定资产投资 | 330亿元"]
    assert words('"资产投资" 投產|企業') == ["全年完成固定资产投资310亿元,新引进企业42家。"]
    assert words("没有的词") == words("-投资") == words("") == []


def test_the_words_are_told_apart_in_their_passage(load):
    from luoshi.ledger.search import search

    load()
    (hit,) = search(None, parse("口袋公園 確保")).hits[:1]
    assert [hit.passage.text[start:end] for start, end in hit.spots] == ["确保", "口袋公园"]


def test_places_years_kinds_and_documents_narrow(load):
    from luoshi.ledger.models import Standing

    one = load()
    load(TEXT.replace("口袋公园", "街心花园"))
    key = Standing.objects.get(document=one).place_key
    assert len(words("投资")) == 6
    assert len(words("投资", documents=(one,))) == 3
    assert len(words("投资", places=(key,), years=(2024,), kinds=("work_report",))) == 6
    for nothing in ({"places": ("别处",)}, {"years": (2023,)}, {"kinds": ("plan",)}, {"documents": (one + 99,)}):
        assert words("投资", **nothing) == []
    assert [text[:3] for text in words("投资", roles=("commitment",))] == ["我们将"] * 2


def test_lines_outside_documents_are_found_when_asked_for(workspace, tmp_path):
    from luoshi.ledger.load import load_file
    from luoshi.ledger.search import Where, count

    head = "网站首页导航\n\n"
    reading = made(head + TEXT)
    one = reading.readings[0]
    inside = tuple(each for each in one.sentences if each.start >= len(head))
    about = replace(one.document, start=len(head))
    path = tmp_path / "页面.txt"
    path.write_text(head + TEXT, "utf-8")
    alone = replace(reading, readings=(replace(one, document=about, sentences=inside),))
    load_file(path, workspace=workspace, audience="public", read=lambda path: alone)
    assert count(None, parse("导航")) == 0
    assert count(None, parse("导航"), Where(outside=True)) == 1
    assert count(None, parse("投资")) == count(None, parse("投资"), Where(outside=True)) == 3


def test_pages_follow_one_another_without_a_gap_or_a_repeat(load):
    from luoshi.ledger.search import every_hit, search

    for n in range(4):
        load(f"第{n}版" + TEXT * 3)
    query = parse("投资")
    pages = [search(None, query, offset=at, limit=7) for at in range(0, 40, 7)]
    shown = [hit.passage.pk for page in pages for hit in page.hits]
    assert len(shown) == len(set(shown)) == 36 == pages[0].total
    assert shown == [hit.passage.pk for hit in every_hit(None, query)]


def test_more_than_are_ranked_are_counted_and_can_all_be_had(load, monkeypatch):
    from luoshi.ledger import search as module

    monkeypatch.setattr(module, "RANKED", 10)
    load(TEXT * 6)
    query = parse("投资")
    found = module.search(None, query, limit=50)
    assert (len(found.hits), found.total, found.more) == (10, 10, True)
    assert module.search(None, query, offset=10).hits == []
    assert len(list(module.every_hit(None, query))) == 18
    assert module.count(None, query) == 18
    assert module.count(None, query, most=10) == 11


def test_the_latest_come_first(load):
    from django.utils import timezone

    from luoshi.ledger.search import Where, count, latest

    one, two = load(), load("再一份\n" + TEXT)
    hits = latest(None, parse("投资"))
    assert [hit.passage.standing.document_id for hit in hits] == [two] * 3 + [one] * 3
    assert [hit.passage.start for hit in hits[:3]] == sorted(hit.passage.start for hit in hits[:3])
    assert len(latest(None, parse("投资"), limit=2)) == 2
    assert count(None, parse("投资"), Where(since=timezone.now() - timedelta(hours=1))) == 6
    assert count(None, parse("投资"), Where(since=timezone.now())) == 0


def test_a_changed_file_is_found_by_its_new_words_alone(workspace, tmp_path):
    from luoshi.ledger.load import load_file

    path = tmp_path / "报告.txt"
    for text in (TEXT, TEXT.replace("口袋公园", "街心花园")):
        path.write_text(text, "utf-8")
        load_file(path, workspace=workspace, audience="public", read=made_from)
    assert words("口袋公园") == []
    assert len(words("街心花园")) == 2


@pytest.mark.parametrize("name", SEES)
def test_each_person_finds_and_counts_what_is_theirs_to_see(house, name):  # noqa: F811
    from luoshi.ledger.search import Where, count, every_hit, latest, search

    people, documents = house
    person = people[name]
    for audience, secret in SECRET.items():
        for query in (Query((secret,)), Query(some=(secret, "没有的词"))):
            for where in (Where(), Where(outside=True), Where(documents=(documents[audience].pk,))):
                found = [search(person, query, where).hits, list(every_hit(person, query, where)), latest(person, query, where)]
                assert {bool(hits) for hits in found} == {audience in SEES[name]}
                assert search(person, query, where).total == count(person, query, where) == len(found[1])
    said = str([(hit.passage.text, hit.passage.standing.file) for hit in every_hit(person, Query(("云岭",)))])
    assert {audience for audience, secret in SECRET.items() if secret in said} <= SEES[name]
    assert count(person, Query(("口袋公园",))) == 2 * len(SEES[name])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=texts.filter(str.strip), data=st.data())
def test_every_word_of_any_text_is_found_wherever_it_stands(workspace, text, data):
    """Read by the real reader, into documents or none, and recorded."""
    from django.db import transaction
    from django.utils import timezone

    from luoshi.ledger.record import Received, Shelf, record
    from luoshi.ledger.search import Where, every_hit
    from luoshi.people.access import KEEPER
    from luoshi.people.audience import Audience
    from luoshi.reading import read_text

    text = text.replace("\x00", "")  # no loader gives one
    reading = read_text(text, file="甲.txt")
    with transaction.atomic():
        received = Received(path=Path("甲.txt"), name="甲.txt", where_from="甲", sha256="0" * 64, size=1)
        record(received, reading, Shelf(workspace, Audience.PUBLIC), now=timezone.now())
        if reading.readings:
            looked = same_length(text)
            for start in data.draw(st.lists(st.integers(0, len(text) - 1), max_size=8)):
                if not looked[start].isalnum():
                    continue
                hits = every_hit(KEEPER, Query((text[start],)), Where(outside=True))
                spans = [(hit.passage.start, hit.passage.end) for hit in hits]
                assert any(first <= start < last for first, last in spans), (text[start], spans)
                assert all(normal(text[start]) in normal(text[first:last]) for first, last in spans)
        transaction.set_rollback(True)
