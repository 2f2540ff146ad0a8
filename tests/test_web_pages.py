"""The pages as a browser without script asks for them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.ledger_parts import TEXT, made_from
from tests.test_web_text import HOSTILE


@pytest.fixture
def load(workspace, tmp_path: Path):
    from luoshi.ledger.load import load_file

    def load(text: str = TEXT, name: str = "报告.txt", **options: object) -> int:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        result = load_file(path, workspace=workspace, **{"audience": "public", "read": made_from, **options})
        return result.documents[0]

    return load


def elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """Every element of a page as a browser takes it: its name and its attributes."""
    found: list[tuple[str, dict[str, str | None]]] = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, dict(attrs)))

    Parser().feed(html)
    return found


def test_an_empty_shelf_says_what_to_do(client, workspace):
    page = client.get("/").content.decode()
    assert "luoshi load" in page


def test_the_shelf_lists_what_stands_now(client, load):
    old = load()
    new = load(TEXT + "补充一句。")
    page = client.get("/").content.decode()
    assert f"/documents/{new}/" in page
    assert f"/documents/{old}/" not in page
    assert "1 份文件" in page
    assert "没有符合条件的文件" in client.get("/?place=别处").content.decode()
    assert f"/documents/{new}/" in client.get(f"/documents/{old}/").content.decode()


def test_a_document_has_its_outline_text_and_facts(client, load):
    page = client.get(f"/documents/{load()}/").content.decode()
    assert '<a href="#s0">一、2023年工作回顾</a>' in page
    assert '<h2 id="s0"' in page
    assert re.search(r'<a class="f measure" data-k="measure-0" href="\?fact=measure-0&amp;at=\d+-\d+#c', page)


def test_a_fact_is_shown_without_script_and_its_link_lands_on_its_words(client, load):
    address = f"/documents/{load()}/"
    page = client.get(address, {"fact": "measure-0"}).content.decode()
    assert "31,000,000,000" in page
    start = TEXT.index("310亿元")
    assert f'href="?at={start}-{start + 5}#c{start}-{start + 5}"' in page
    landed = client.get(address, {"at": f"{start}-{start + 5}"}).content.decode()
    assert re.search(rf'<a class="f measure on"[^>]* id="c{start}-{start + 5}">310亿元</a>', landed)


def test_words_that_are_no_fact_can_be_linked_too(client, load):
    page = client.get(f"/documents/{load()}/", {"at": "0-3"}).content.decode()
    assert 'id="c0-3"' in page
    assert "<blockquote>云岭区</blockquote>" in page


@pytest.mark.parametrize("query", ["fact=nothing-9", "fact=<script>", "at=9-3", "at=x", "at=0-99999999", "show=,,"])
def test_an_address_that_points_at_nothing_shows_the_document(client, load, query):
    page = client.get(f"/documents/{load()}/?{query}")
    assert page.status_code == 200
    assert "<script>" not in page.content.decode()


def test_htmx_gets_the_fact_alone(client, load):
    page = client.get(f"/documents/{load()}/?fact=measure-0", headers={"HX-Request": "true"})
    assert "<html" not in page.content.decode()
    assert "310亿元" in page.content.decode()
    assert "HX-Request" in page["Vary"]


def test_a_hostile_document_is_shown_as_text_and_nothing_inline_may_run(client, load):
    number = load(HOSTILE, name="<b>坏名字.txt")
    for address in ("/", f"/documents/{number}/", f"/documents/{number}/?fact=measure-0"):
        page = client.get(address)
        for tag, attributes in elements(page.content.decode()):
            assert tag != "img" or attributes.get("class") == "chart"
            assert tag != "script" or "src" in attributes
            assert not [name for name in attributes if name == "style" or name.startswith("on")]
        assert b"<b>\xe5\x9d\x8f" not in page.content
        policy = page["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_the_original_is_handed_out_as_it_came(client, load):
    number = load()
    page = client.get(f"/documents/{number}/original")
    assert b"".join(page.streaming_content) == TEXT.encode()
    assert page["Content-Disposition"].startswith("attachment")
    assert page["Content-Type"].startswith("text/plain")
    assert page["X-Content-Type-Options"] == "nosniff"
    from luoshi.ledger.models import Source

    assert Source.objects.get().sha256 in client.get(f"/documents/{number}/").content.decode()


def test_a_correction_shows_on_the_page_and_one_adrift_too(client, load, workspace):
    from luoshi.ledger.actions import correct
    from luoshi.ledger.models import Document
    from luoshi.people.models import Membership, Role, User

    person = User.objects.create(username="editor", full_name="陈编辑")
    Membership.objects.create(workspace=workspace, user=person, role=Role.EDITOR)
    number, start = load(), TEXT.index("310亿元")
    correct(
        Document.objects.get(pk=number),
        start,
        start + 5,
        record="measure",
        field="modality",
        value="estimated",
        person=person,
        reason="原文为预计",
    )
    page = client.get(f"/documents/{number}/?fact=measure-0").content.decode()
    assert "预计" in page
    assert "陈编辑" in page
    changed = load(TEXT.replace("310亿元", "305亿元"))
    assert "1 条更正失去了原文" in client.get(f"/documents/{changed}/").content.decode()


def test_health(client, workspace):
    assert client.get("/healthz").content == b"ok"


def test_a_page_that_is_not_there_says_so_in_chinese(client, workspace):
    for address in ("/documents/77/", "/documents/77/original", "/nowhere"):
        page = client.get(address)
        assert page.status_code == 404
        assert "没有这一页" in page.content.decode()


def test_nothing_is_posted(client, load):
    assert client.post("/").status_code == 405


def test_a_page_of_the_shelf_costs_a_fixed_number_of_queries(client, load, django_assert_max_num_queries):
    for n in range(5):
        load(TEXT + f"第{n}份。", name=f"报告{n}.txt")
    with django_assert_max_num_queries(6):
        client.get("/")
