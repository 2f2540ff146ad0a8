"""Sending through the pages: three ways, whatever is sent, and who sees what of it."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from selectolax.lexbor import LexborHTMLParser

from tests.intake_parts import HOSTILE, REPORT, member, send, state, visitor

SAID = {
    "title": "标题甲",
    "place": "地区乙",
    "year": "2024",
    "where_from": "来处丙",
    "note": "说明丁",
    "contact": "联系戊",
}


def running(html: str) -> list[str]:
    """What of a page would run or load something, had it come out of what people wrote."""
    page = LexborHTMLParser(html)
    found = [node.html for node in page.css("script:not([src]), img, iframe, object, embed, style, base, [style]")]
    for node in page.css("*"):
        found += [node.html for name in node.attributes if name.startswith("on")]
        found += [
            node.html
            for name in ("href", "src", "action")
            if (node.attributes.get(name) or "").startswith("javascript:")
        ]
    return found


@pytest.fixture
def editor(workspace: Any) -> Any:
    from luoshi.people.workspaces import main_workspace

    return member(main_workspace(), "editor", "editor")


def file(data: bytes = REPORT.encode(), name: str = "报告.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def submissions() -> Any:
    from luoshi.intake.models import Submission

    return Submission.objects.order_by("pk")


@pytest.mark.parametrize(
    ("way", "what"),
    [
        ("file", lambda: {"file": file()}),
        ("text", lambda: {"text": REPORT}),
        ("address", lambda: {"address": "www.example.gov.cn/a.html"}),
    ],
)
def test_a_visitor_sends_and_follows_it(client, workspace, way, what):
    page = client.post(f"/send/?way={way}", {**what(), **SAID})
    submission = submissions().get()
    assert page.status_code == 302
    assert page["Location"] == f"/send/{submission.token}/"
    assert len(submission.token) >= 32
    followed = client.get(page["Location"])
    assert "no-store" in followed["Cache-Control"]
    html = followed.content.decode()
    assert "待审" in html
    for name, words in SAID.items():
        assert (words in html) == (name != "contact"), name
    assert state(submission) == "waiting"
    assert submission.owner is None
    assert "127.0.0.1" not in submission.sender


def test_the_file_sent_is_kept_under_its_hash_with_a_clean_name(client, workspace):
    from luoshi.ledger.files import stored

    client.post("/send/?way=file", {"file": file(name="../..\\x\u202e|<b>报告.txt")})
    receipt = submissions().get().receipts.get()
    assert receipt.name == "xb报告.txt"
    assert stored(receipt.sha256).read_bytes() == REPORT.encode()


def test_an_unknown_token_tells_nothing(client, workspace):
    send()
    for token in ("x", "0" * 32, "..", "1"):
        assert client.get(f"/send/{token}/").status_code == 404


@pytest.mark.parametrize(
    ("data", "name", "number"),
    [
        (b"", "空.txt", "L105"),
        (b"  \n ", "空白.txt", "L106"),
        (b"\x89PNG\r\n\x1a\n\0\0", "图.png", "L112"),
        (b"%PDF-1.4 nothing of the kind", "坏.pdf", "L114"),
        (b"PK\x03\x04word/ cut short", "坏.docx", "L114"),
        (b"PK\x03\x04 something", "包.zip", "L111"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧.doc", "L110"),
        (b"{\\rtf1 x}", "x.rtf", "L110"),
        (bytes(range(256)) * 40, "乱.bin", "L1"),
        (b"<html>" + b"<div>" * 5000 + "深".encode(), "深.html", "L115"),
        (b"\x1f\x8b" + bytes(50), "x.gz", "L111"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_number_and_what_was_said_is_kept(
    client, workspace, data, name, number
):
    page = client.post("/send/?way=file", {"file": file(data, name), **SAID})
    html = page.content.decode()
    assert page.status_code == 422
    assert f"（{number}" in html
    assert 'value="标题甲"' in html
    assert not submissions().exists()


def test_nothing_sent_is_nothing_taken(client, workspace):
    for way, number in (("file", "L535"), ("text", "L537"), ("address", "L540")):
        page = client.post(f"/send/?way={way}", {})
        assert page.status_code == 422
        assert number in page.content.decode()
    assert client.get("/send/?way=fax").status_code == 404
    assert not submissions().exists()


@pytest.mark.parametrize("way", ["file", "text", "address"])
def test_what_no_database_can_hold_is_refused(client, workspace, way):
    page = client.post(
        f"/send/?way={way}", {"file": file(), "text": "甲\0乙", "address": "http://a\0b/", "title": "x\0y"}
    )
    assert page.status_code == 422
    assert not submissions().exists()


def test_words_too_long_are_refused(client, workspace):
    page = client.post("/send/?way=text", {"text": "字" * 300_001})
    assert page.status_code == 422
    page = client.post("/send/?way=text", {"text": REPORT, "title": "字" * 301})
    assert page.status_code == 422
    assert not submissions().exists()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> int:
    """A bound of 4 kB on a visitor's file."""
    from luoshi.intake import senders

    monkeypatch.setattr(senders, "VISITOR", senders.Quota(100, 100, 1 << 30, waiting=50, size=4096))
    return 4096


def test_a_file_beyond_the_bound_is_refused_and_not_stored(client, workspace, small, tmp_path, monkeypatch):
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    page = client.post("/send/?way=file", {"file": file(b"x" * (small + 1))})
    assert page.status_code == 413
    assert "L536" in page.content.decode()
    assert not submissions().exists()
    assert not list(tmp_path.glob("luoshi-upload-*"))
    assert client.post("/send/?way=file", {"file": file(REPORT.encode()[: small - 1])}).status_code == 302


def test_what_announces_itself_as_huge_is_not_listened_to(client, workspace, small):
    class Endless(BytesIO):
        def read(self, *size: int) -> bytes:
            pytest.fail("it was read")

    page = client.generic(
        "POST",
        "/send/?way=file",
        b"",
        content_type=MULTIPART_CONTENT,
        CONTENT_LENGTH=str(10**11),
        **{"wsgi.input": Endless()},
    )
    assert page.status_code == 413


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"not a form", MULTIPART_CONTENT),
        (b"--x\r\n", "multipart/form-data; boundary=" + "x" * 300),
        (b"--x\r\n", "multipart/form-data"),
        (encode_multipart(BOUNDARY, {f"f{n}": "" for n in range(1200)}), MULTIPART_CONTENT),
        (encode_multipart(BOUNDARY, {"text": "x" * 3_000_000}), MULTIPART_CONTENT),
        (b"&".join(b"a=1" for _ in range(1200)), "application/x-www-form-urlencoded"),
        (b'{"text": 1}', "application/json"),
    ],
)
def test_what_is_no_form_is_refused_kindly(client, workspace, body, kind):
    page = client.generic("POST", "/send/?way=text", body, content_type=kind)
    assert page.status_code in (400, 422)
    assert re.search(r"L5\d\d", page.content.decode())
    assert not submissions().exists()


def test_only_the_first_file_of_the_right_name_is_taken(client, workspace):
    two = {"other": file(b"%PDF nonsense", "a.pdf"), "file": [file(), file(b"", "second.txt")]}
    assert client.post("/send/?way=file", two).status_code == 302
    assert submissions().get().receipts.get().name == "报告.txt"


def test_no_other_page_takes_files(rf, workspace):
    request = rf.post("/sign-in/", {"file": file(b"x" * 100_000), "name": "someone"})
    assert request.POST["name"] == "someone"
    assert not request.FILES


@pytest.mark.parametrize("way", ["file", "text", "address"])
def test_a_form_from_elsewhere_is_refused(workspace, way):
    client = Client(enforce_csrf_checks=True)
    what = {"file": file(), "text": REPORT, "address": "http://example.com/"}
    assert client.post(f"/send/?way={way}", what).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get("/send/").content.decode())[1]
    page = client.post(f"/send/?way={way}", {**what, "file": file(), "csrfmiddlewaretoken": token})
    assert page.status_code == 302


def test_too_many_are_told_when_to_come_again(client, workspace):
    from luoshi.intake.senders import VISITOR

    for n in range(VISITOR.hour):
        assert client.post("/send/?way=address", {"address": f"http://example.com/{n}"}).status_code == 302
    page = client.post("/send/?way=address", {"address": "http://example.com/more"})
    assert page.status_code == 429
    assert "分钟后再试（L530）" in page.content.decode()
    assert (
        client.post("/send/?way=address", {"address": "http://example.com/"}, REMOTE_ADDR="203.0.113.9").status_code
        == 302
    )


def test_a_person_sees_what_they_sent(client, editor):
    client.force_login(editor)
    client.post("/send/?way=address", {"address": "http://example.com/mine", "title": "我的那份"})
    assert submissions().get().owner == editor
    assert "我的那份" in client.get("/send/").content.decode()
    assert "我的那份" not in Client().get("/send/").content.decode()


def everywhere(submission: Any) -> list[str]:
    one = f"/review/{submission.pk}/"
    return [
        "/review/",
        "/review/?side=done&way=text",
        one,
        f"{one}?document=0&fact=measure-0",
        f"{one}received",
        "/taken-down/",
    ]


ACTIONS = ("fetch", "take-up", "publish", "decline", "open-again", "nothing")


def test_the_queue_is_for_those_who_may_review(client, workspace, editor):
    from luoshi.people.workspaces import main_workspace

    submission = send(title="送来的标题")
    for address in everywhere(submission):
        page = client.get(address)
        assert page.status_code == 302
        assert page["Location"].startswith("/sign-in/")
    reader = member(main_workspace(), "reader", "reader")
    stranger = member(workspace, "stranger", "administrator")
    for person in (reader, stranger):
        client.force_login(person)
        for address in everywhere(submission):
            page = client.get(address)
            assert page.status_code == 404 or person == stranger
            assert "送来的标题" not in page.content.decode()
            assert "政府工作报告" not in page.content.decode()
        for action in ACTIONS:
            assert client.post(f"/review/{submission.pk}/{action}", {"reason": "x"}).status_code == 404
    assert state(submission) == "waiting"
    client.force_login(editor)
    for address in everywhere(submission):
        assert client.get(address).status_code == 200
    for action in ACTIONS:
        assert client.get(f"/review/{submission.pk}/{action}").status_code == 405
    assert client.post(f"/review/{submission.pk}/nothing").status_code == 404
    assert client.get("/review/99/").status_code == 404


def test_the_reading_stands_beside_what_was_said(client, editor):
    submission = send(**SAID)
    client.force_login(editor)
    html = client.get(f"/review/{submission.pk}/").content.decode()
    for words in (*SAID.values(), "云岭区2024年政府工作报告", "政府工作报告", "回顾 2023 计划 2024"):
        assert words in html
    assert '<a class="f measure" data-k="measure-0"' in html
    shown = client.get(f"/review/{submission.pk}/?fact=measure-0").content.decode()
    assert "31,200,000,000" in shown
    assert client.get(f"/review/{submission.pk}/?document=7&fact=<script>&at=9-1").status_code == 200
    original = client.get(f"/review/{submission.pk}/received")
    assert b"".join(original.streaming_content) == REPORT.encode()
    assert original["Content-Disposition"].startswith("attachment")
    assert original["Content-Type"] == "application/octet-stream"


def test_through_the_pages_from_waiting_to_public(client, editor):
    submission = send()
    client.force_login(editor)
    one = f"/review/{submission.pk}/"
    assert client.post(f"{one}take-up", {"where_from": "网站"})["Location"] == one
    page = client.get(one).content.decode()
    number = re.search(r"/documents/(\d+)/correct\?record=document", page)[1]
    assert client.get(f"/documents/{number}/").status_code == 200
    assert Client().get(f"/documents/{number}/").status_code == 404
    assert client.post(f"{one}publish")["Location"] == one
    public = re.search(r'<a class="button" href="/documents/(\d+)/">', client.get(one).content.decode())[1]
    assert Client().get(f"/documents/{public}/").status_code == 200
    assert f"/documents/{public}/" in Client().get(f"/send/{submission.token}/").content.decode()
    again = client.post(f"{one}publish")
    assert again.status_code == 409
    assert "L551" in again.content.decode()
    for side, there in (("waiting", False), ("in_hand", False), ("done", True)):
        assert (one in client.get(f"/review/?side={side}").content.decode()) == there


def test_declined_the_sender_reads_why(client, editor):
    submission = send()
    client.force_login(editor)
    one = f"/review/{submission.pk}/"
    assert "L552" in client.post(f"{one}decline", {"reason": " "}).content.decode()
    client.post(f"{one}decline", {"reason": "不是<b>政府</b>文件"})
    html = Client().get(f"/send/{submission.token}/").content.decode()
    assert "不是&lt;b&gt;政府&lt;/b&gt;文件" in html
    assert "editor某" not in html


def test_an_address_inside_is_refused_by_the_page_as_by_the_verb(client, editor):
    """The real guards, asked through the page: this machine's own server is not fetched from."""
    client.post("/send/?way=address", {"address": "http://127.0.0.1/admin"})
    submission = submissions().get()
    client.force_login(editor)
    client.post(f"/review/{submission.pk}/fetch")
    html = client.get(f"/review/{submission.pk}/").content.decode()
    assert "L543" in html
    assert "L543" not in Client().get(f"/send/{submission.token}/").content.decode(), "no probe for strangers"


def test_what_strangers_write_is_shown_as_text_on_every_page(client, editor, tmp_path):
    from luoshi.intake.sending import Said, send_address, send_file

    said = Said(**dict.fromkeys(SAID, HOSTILE))
    path = tmp_path / "x"
    path.write_text(f"{HOSTILE}\n{REPORT}{HOSTILE}。\n投资310亿元{HOSTILE}。\n", "utf-8")
    first = send_file(path, f"{HOSTILE}.txt", sender=visitor(), said=said)
    second = send_address("http://example.com/?" + HOSTILE.replace(" ", ""), sender=visitor(), said=said)
    client.force_login(editor)
    pages = [client.post("/send/?way=file", {"file": file(b"", f"{HOSTILE}.txt"), **dict.fromkeys(SAID, HOSTILE)})]
    addresses = [
        *everywhere(first), f"/review/{second.pk}/", f"/send/{first.token}/", f"/send/{second.token}/",
        f"/send/?way={HOSTILE}", f"/review/?side={HOSTILE}&way={HOSTILE}&page={HOSTILE}", f"/corrections/?holding={HOSTILE}&document={HOSTILE}",
    ]  # fmt: skip
    pages += [client.get(address) for address in addresses]
    client.post(f"/review/{first.pk}/take-up", {"where_from": HOSTILE})
    pages.append(client.get(f"/review/{first.pk}/"))
    number = re.search(r"/documents/(\d+)/", pages[-1].content.decode())[1]
    for query in ("record=document", "fact=measure-0", f"record=measure&at={HOSTILE}"):
        pages.append(client.get(f"/documents/{number}/correct?{query}"))
    fact = {"record": "measure", "at": place_of_first_measure(number), "reason": HOSTILE, "subject": HOSTILE}
    pages.append(client.post(f"/documents/{number}/correct", {**fact, "value": HOSTILE}))
    assert client.post(f"/documents/{number}/correct", fact).status_code == 302
    reported = client.post(
        f"/documents/{number}/report?fact=measure-0", {"field": "value", "suggested": HOSTILE, "note": HOSTILE}
    )
    assert reported.status_code == 302
    pages += [client.get(reported["Location"]), client.get(f"/review/{second.pk + 1}/"), client.get("/review/")]
    pages += [client.get(f"/documents/{number}/correct?record=measure&at={fact['at']}"), client.get("/corrections/")]
    pages += [client.get(f"/documents/{number}/report?fact=measure-0"), client.get(f"/documents/{number}/take-down")]
    client.post(f"/review/{first.pk}/publish")
    public = re.search(r"/documents/(\d+)/", client.get(f"/review/{first.pk}/").content.decode())[1]
    client.post(f"/documents/{public}/take-down", {"reason": HOSTILE})
    pages += [client.get("/taken-down/"), client.get(f"/review/{first.pk}/"), client.get(f"/send/{first.token}/")]
    for page in pages:
        if page.streaming:
            continue
        html = page.content.decode()
        assert page.status_code < 500
        assert running(html) == []
        assert "unsafe" not in page["Content-Security-Policy"]
    assert sum("&lt;script&gt;" in page.content.decode() for page in pages if not page.streaming) > 12


def place_of_first_measure(number: str) -> str:
    from luoshi.ledger.corrections import facts_of
    from luoshi.ledger.models import Document
    from luoshi.people.access import KEEPER

    first = facts_of(Document.objects.get(pk=number), person=KEEPER).reading.measures[0]
    return f"{first.start}-{first.end}"


def test_the_queue_costs_a_fixed_number_of_queries(client, editor, django_assert_max_num_queries):
    from luoshi.intake.sending import send_address

    for n in range(8):
        send_address(f"http://example.com/{n}", sender=visitor())
    send()
    client.force_login(editor)
    with django_assert_max_num_queries(12):
        assert client.get("/review/").content.decode().count("/review/") > 9


def test_uploads_leave_nothing_behind(client, workspace, tmp_path, monkeypatch):
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    Path(tempfile.tempdir).mkdir()
    client.post("/send/?way=file", {"file": file()})
    client.post("/send/?way=text", {"text": REPORT + "又一句。"})
    client.post("/send/?way=file", {"file": file(b"", "x.txt")})
    assert submissions().count() == 2
    assert not list((tmp_path / "scratch").iterdir())
