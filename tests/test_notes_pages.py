"""Notes through the pages, as a browser without script asks for them."""

# ruff: noqa: F401, F811 (fixtures come from notes_parts)
from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from tests.ledger_parts import TEXT
from tests.notes_parts import WORDS, load, noted, people, span
from tests.test_notes_shown import GONE, MOVED, SEES, written

AT = "{}-{}".format(*span(TEXT, WORDS))


@pytest.fixture
def as_chen(client, people):
    client.force_login(people["chen"])
    return client


def shown(client, address):
    page = client.get(address)
    assert page.status_code == 200, address
    return page.content.decode()


def test_a_visitor_is_told_what_notes_are_for_and_where_to_sign_in(client, load):
    document = load()
    page = shown(client, "/notes/")
    assert "批注写在政府文件的字句旁" in page
    assert "/sign-in/?next=%2Fnotes%2F" in page
    for address in (f"/documents/{document.pk}/notes/new?at={AT}", "/notes/1/", "/notes/1/edit", "/notes/export.md"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, f"/sign-in/?next={quote(address)}")
    answer = client.get(f"/documents/{document.pk}/notes/new?at={AT}", headers={"HX-Request": "true"})
    assert "登录" in answer.content.decode()
    assert 'id="notes"' not in shown(client, f"/documents/{document.pk}/")


def test_a_note_is_written_from_an_address_and_stands_beside_its_words(as_chen, load):
    document = load()
    page = shown(as_chen, f"/documents/{document.pk}/?at={AT}")
    address = f"/documents/{document.pk}/notes/new?at={AT}"
    assert address in page
    form = shown(as_chen, address)
    assert f"<blockquote>{WORDS}</blockquote>" in form
    assert "“督查室”工作区的成员" in form
    answer = as_chen.post(address, {"words": "与公报核对", "tags": "口径 投资", "shared": ""})
    assert (answer.status_code, answer["Location"]) == (302, f"/documents/{document.pk}/?at={AT}#c{AT}")
    page = shown(as_chen, f"/documents/{document.pk}/")
    beside = page[page.index('id="notes"') :]
    for words in ("与公报核对", "口径", "仅本人可见", "陈批注", WORDS):
        assert words in beside
    mine = shown(as_chen, "/notes/")
    assert "与公报核对" in mine
    assert "《云岭区2024年政府工作报告》，云州市云岭区，2024年" in mine
    assert f'href="/documents/{document.pk}/?at={AT}#c{AT}"' in mine


def test_a_script_gets_the_form_alone_and_no_page_after_it(as_chen, load):
    from luoshi.notes.models import Note

    address, headers = f"/documents/{load().pk}/notes/new?at={AT}", {"HX-Request": "true"}
    form = as_chen.get(address, headers=headers).content.decode()
    assert "<html" not in form
    assert 'id="note-form-title"' in form
    refused = as_chen.post(address, {"words": "", "shared": ""}, headers=headers)
    assert refused.status_code == 400
    assert "请写下要说的话" in refused.content.decode()
    assert as_chen.post(address, {"words": "好", "shared": ""}, headers=headers).status_code == 204
    assert Note.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"words": " "}, "请写下要说的话"),
        ({"words": "字" * 10_001}, "批注过长(10001 字"),
        ({"words": "好", "tags": "长" * 21}, "过长(上限 20 字)"),
        ({"words": "好", "tags": " ".join(f"标签{n}" for n in range(11))}, "标签过多(11 个"),
        ({"words": "好", "shared": "999999"}, "选择"),
    ],
)
def test_what_is_refused_is_said_beside_what_was_written(as_chen, load, given, message):
    from luoshi.notes.models import Note

    answer = as_chen.post(f"/documents/{load().pk}/notes/new?at={AT}", {"shared": "", **given})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert message in page
    assert given["words"].strip() in page
    assert not Note.objects.exists()


@pytest.mark.parametrize("at", ["", "at=", "at=x", "at=5-5", f"at={len(TEXT) - 1}-{len(TEXT)}"])
def test_without_words_there_is_nothing_to_write_on(as_chen, load, at):
    document = load()
    answer = as_chen.get(f"/documents/{document.pk}/notes/new?{at}")
    posted = as_chen.post(f"/documents/{document.pk}/notes/new?{at}", {"words": "好", "shared": ""})
    for page in (answer, posted):
        assert page.status_code in (400, 409), at
        assert "没有选中原文" in page.content.decode()


@pytest.mark.parametrize("at", ["0-99999999", "9-3"])
def test_words_that_are_not_there_are_a_page_that_is_not_there(as_chen, load, at):
    assert as_chen.get(f"/documents/{load().pk}/notes/new?at={at}").status_code == 404


def test_a_shared_note_is_answered_changed_and_withdrawn(client, load, people, workspace):
    document = load()
    here = f"/documents/{document.pk}/"
    client.force_login(people["chen"])
    client.post(f"{here}notes/new?at={AT}", {"words": "请核", "shared": str(workspace.pk)})
    client.force_login(people["li"])
    page = shown(client, here)
    (reply,) = re.findall(r'action="(/notes/(\d+)/reply)"', page)
    address, number = reply
    assert f"/notes/{number}/edit" not in page, "another's note is not mine to change"
    answer = client.post(address, {"words": "已与统计局核对", "next": here})
    assert re.fullmatch(rf"{here}#note-\d+", answer["Location"])
    assert client.get(f"/notes/{number}/edit").status_code == 404
    assert client.post(f"/notes/{number}/withdraw").status_code == 404
    client.force_login(people["chen"])
    assert "已与统计局核对" in shown(client, f"/notes/{number}/")
    assert "请核" in shown(client, f"/notes/{number}/edit?next={here}")
    answer = client.post(f"/notes/{number}/edit", {"words": "已核", "tags": "已核", "next": here})
    assert answer["Location"] == f"{here}#note-{number}"
    page = shown(client, here)
    assert "改）" in page
    assert "请核" not in page
    assert client.post(f"/notes/{number}/withdraw", {"next": here})["Location"] == here
    page = shown(client, here)
    assert "这条批注已由作者撤回" in page
    assert "已与统计局核对" in page
    assert "这条批注已经撤回" in client.post(address, {"words": "再回"}).content.decode()


def test_an_answer_that_is_refused_keeps_what_was_written(as_chen, load, people):
    note = noted(load(), people["chen"])
    answer = as_chen.post(f"/notes/{note.pk}/reply", {"words": "字" * 10_001, "next": "/notes/"})
    assert answer.status_code == 400
    assert "批注过长" in answer.content.decode()
    assert "字" * 10_001 in answer.content.decode()


@pytest.mark.parametrize(
    "next", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "\\\\evil", "notes"]
)
def test_nobody_is_sent_elsewhere(as_chen, load, people, next):
    note = noted(load(), people["chen"])
    answer = as_chen.post(f"/notes/{note.pk}/reply", {"words": "好", "next": next})
    assert answer["Location"].startswith(f"/notes/{note.pk}/#note-")
    assert "evil" not in shown(as_chen, f"/notes/{note.pk}/edit?next={quote(next)}")


def test_every_write_is_posted_with_the_page_s_token(people, load):
    from django.test import Client

    from luoshi.notes.models import Note, Revision

    note = noted(load(), people["chen"])
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["chen"])
    document = note.anchor.rendition.documents.get()
    for address in (
        f"/documents/{document.pk}/notes/new?at={AT}",
        f"/notes/{note.pk}/reply",
        f"/notes/{note.pk}/edit",
        f"/notes/{note.pk}/withdraw",
    ):
        assert client.post(address, {"words": "伪造", "shared": ""}).status_code == 403
    assert client.get(f"/notes/{note.pk}/withdraw").status_code == 405
    assert (Note.objects.count(), Revision.objects.count()) == (1, 1)


def test_a_changed_file_keeps_the_note_or_says_it_is_adrift(as_chen, load, people):
    noted(load(), people["chen"])
    found = shown(as_chen, f"/documents/{load(MOVED).pk}/")
    assert "此数待核" in found
    assert "重新找到" in found
    lost = shown(as_chen, f"/documents/{load(GONE).pk}/")
    assert "1 条批注失去了原文" in lost
    assert "这里引的是改动前的文本" in lost
    assert "这里引的是改动前的文本" in shown(as_chen, "/notes/")


def test_my_notes_are_narrowed_by_what_the_address_says(as_chen, load, people, workspace):
    first, second = load(), load(TEXT.replace("云岭区2024", "云岭区2025"), "另一份.txt")
    noted(first, people["chen"], "甲批注", tags=["口径"])
    noted(second, people["chen"], "乙批注", words="新建口袋公园6个", tags=["民生"])
    noted(second, people["li"], "丙批注", words="新建口袋公园6个", workspace=workspace)

    def found(query):
        page = shown(as_chen, f"/notes/?{query}")
        return "".join(each for each in "甲乙丙" if f"{each}批注" in page)

    assert found("") == "甲乙"
    assert found("whose=shared") == "丙"
    assert found("whose=private&tag=口径") == found("q=投资") == found(f"document={first.pk}") == "甲"
    assert found("q=口袋") == found("tag=民生") == "乙"
    assert found("q=没有") == found("tag=没有") == found("document=99999") == ""
    assert "没有符合条件的批注" in shown(as_chen, "/notes/?q=没有")
    for odd in (
        "whose=<script>&page=-3",
        "document=1e5",
        "document=٣",
        f"document={'9' * 300}",
        "page=99",
        "q=%00",
        "tag=%00",
    ):
        assert "<script>" not in shown(as_chen, f"/notes/?{odd}")


def test_pages_of_notes(as_chen, load, people):
    document = load()
    for start in range(35):
        noted(document, people["chen"], f"第{start}号批注", words=TEXT[start : start + 10])
    first, second = shown(as_chen, "/notes/"), shown(as_chen, "/notes/?page=2")
    assert "第34号批注" in first
    assert "第4号批注" not in first
    assert "第4号批注" in second
    assert "第 2 页，共 2 页" in second


HOSTILE = "</blockquote><script>alert(1)</script><img src=x onerror=a()> \"引\" '号'"


def test_hostile_words_are_shown_as_text(client, load, people, workspace):
    from luoshi.notes.actions import reply

    people["chen"].full_name = HOSTILE
    people["chen"].save()
    document = load(f"{TEXT}{HOSTILE}\n")
    note = noted(document, people["chen"], HOSTILE, words=HOSTILE, tags=["<b>坏</b>", '"onx=1'], workspace=workspace)
    reply(note, HOSTILE, person=people["chen"])
    client.force_login(people["chen"])
    for address in (
        "/notes/",
        "/notes/?" + "q=%22%3E%3Cb%3E&tag=%22%3E%3Cb%3E",
        f"/notes/{note.pk}/",
        f"/notes/{note.pk}/edit?next=/%22%3E%3Cb%3E",
        f"/documents/{document.pk}/",
        f"/documents/{document.pk}/notes/new?at={note.anchor.start}-{note.anchor.end}",
    ):
        page = client.get(address)
        html = page.content.decode()
        assert page.status_code == 200, address
        assert not re.search(r"<script(?! src=)|<img|<b>坏|\"><b>|<[^>]* style=|<[^<>]* on\w+=", html), address
        assert "unsafe" not in page["Content-Security-Policy"]


@pytest.mark.parametrize("name", [*SEES, "visitor"])
def test_another_s_notes_are_pages_that_are_not_there(client, written, people, name):
    from luoshi.notes.models import Note

    sees = SEES.get(name, set())
    if name in people:
        client.force_login(people[name])
    for note in Note.objects.all():
        words = note.revisions.get().words
        for address in (f"/notes/{note.pk}/", f"/notes/{note.pk}/edit", f"/notes/{note.pk}/reply"):
            page = client.get(address)
            mine = str(note.owner.username) == name or not address.endswith("edit")
            expected = 302 if name == "visitor" else 200 if words in sees and mine else 404
            assert page.status_code == expected, (address, words)
            assert words not in page.content.decode() or words in sees
        if words not in sees:
            for verb in ("reply", "edit", "withdraw"):
                answer = client.post(f"/notes/{note.pk}/{verb}", {"words": "插嘴"})
                assert answer.status_code == (302 if name == "visitor" else 404)
    everything = "".join(
        client.get(address).content.decode()
        for address in (
            *(f"/notes/?whose={whose}" for whose in ("mine", "private", "shared")),
            *(f"/notes/export.md?whose={whose}" for whose in ("mine", "private", "shared")),
            *(f"/documents/{document.pk}/" for document in written),
        )
    )
    all_words = {note.revisions.get().words for note in Note.objects.all()}
    assert {words for words in all_words if words in everything} == sees
    assert Note.objects.filter(under__isnull=False).count() == 0, "nobody answered what they do not see"


def test_more_notes_than_fit_beside_a_document_are_counted(as_chen, load, people, monkeypatch):
    from luoshi.web.templatetags import notes

    monkeypatch.setattr(notes, "BESIDE", 2)
    document = load()
    for start in range(3):
        noted(document, people["chen"], f"第{start}条", words=TEXT[start : start + 10])
    page = shown(as_chen, f"/documents/{document.pk}/")
    assert "批注 <b>3</b>" in page
    assert "还有 1 条在批注页" in page
    assert "第2条" not in page


def test_numbers_beyond_all_numbers_are_pages_that_are_not_there(as_chen, load):
    for address in (f"/notes/{10**30}/", f"/notes/{10**30}/edit", f"/documents/{10**30}/notes/new?at=0-3"):
        assert as_chen.get(address).status_code == 404


def test_a_page_of_notes_costs_a_fixed_number_of_queries(as_chen, load, people, django_assert_max_num_queries):
    document = load()
    for start in range(25):
        noted(document, people["chen"], f"第{start}号", words=TEXT[start : start + 10])
    as_chen.get("/notes/")
    with django_assert_max_num_queries(20):
        as_chen.get("/notes/")
