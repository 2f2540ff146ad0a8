"""Correcting, reporting and taking down through the pages: each with a name and a reason, each to be undone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.intake_parts import member, state
from tests.ledger_parts import TEXT, made_from

START = TEXT.index("310亿元")
AT = f"{START}-{START + 5}"


@pytest.fixture
def load(workspace: Any, tmp_path: Path) -> Any:
    from luoshi.ledger.load import load_file
    from luoshi.ledger.models import Document

    def load(text: str = TEXT, name: str = "报告.txt", audience: str = "public", **options: Any) -> Any:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        result = load_file(path, workspace=workspace, audience=audience, read=made_from, **options)
        return Document.objects.get(pk=result.documents[0])

    return load


@pytest.fixture
def editor(workspace: Any, client: Client) -> Any:
    person = member(workspace, "editor", "editor")
    client.force_login(person)
    return person


def first_measure(document: Any, person: Any = None) -> Any:
    from luoshi.ledger.corrections import facts_of

    return facts_of(document, person=person).reading.measures[0]


def correct(client: Client, document: Any, **given: str) -> Any:
    fields = {"record": "measure", "at": AT, "reason": "以原件为准", **given}
    return client.post(f"/documents/{document.pk}/correct", fields)


def statements(**conditions: Any) -> Any:
    from luoshi.ledger.models import Statement

    return Statement.objects.filter(**conditions).order_by("pk")


def test_the_fact_leads_to_reporting_for_all_and_to_correcting_for_editors(client, load, editor):
    document = load()
    address = f"/documents/{document.pk}/?fact=measure-0"
    for who, may_correct in ((Client(), False), (client, True)):
        for headers in ({}, {"HX-Request": "true"}):
            html = who.get(address, headers=headers).content.decode()
            assert f"/documents/{document.pk}/report?fact=measure-0" in html
            assert (f"/documents/{document.pk}/correct?fact=measure-0" in html) == may_correct
        whole = who.get(f"/documents/{document.pk}/").content.decode()
        assert (f"/documents/{document.pk}/take-down" in whole) == may_correct


def test_fields_are_changed_each_by_a_statement_with_a_name_and_a_reason(client, load, editor):
    document = load()
    form = client.get(f"/documents/{document.pk}/correct?fact=measure-0&at={AT}").content.decode()
    assert 'value="310亿"' in form
    page = correct(
        client, document, value="305.5亿", unit="亿元", subject="固定资产投资", modality="estimated", period="2023年"
    )
    assert page["Location"] == f"/documents/{document.pk}/?at={AT}#c{AT}"
    made = [(each.field, each.value, each.was, each.reason, each.person) for each in statements()]
    assert made == [
        ("value", 30_550_000_000, 31_000_000_000, "以原件为准", editor),
        ("modality", "estimated", "actual", "以原件为准", editor),
    ]
    fact = first_measure(document)
    assert (fact.value, fact.modality, fact.period) == (30_550_000_000, "estimated", "2023")


def test_a_range_a_date_and_nothing_at_all(client, load, editor):
    document = load()
    assert correct(client, document, value="300-310亿").status_code == 302
    assert first_measure(document).value == (30_000_000_000, 31_000_000_000)
    for given, number in (
        ({"value": "300-310亿"}, "L559"),
        ({"value": "很多"}, "L558"),
        ({"value": "5%"}, "L558"),
        ({"kind": "colour"}, "L558"),
        ({"indicator": "没有的指标"}, "L558"),
        ({"period": "明年"}, "L558"),
        ({"value": "1", "reason": "  "}, "L552"),
    ):
        page = correct(client, document, **given)
        html = page.content.decode()
        assert page.status_code == 422
        assert f"（{number}）" in html
        assert f'value="{given.get("value", "")}"' in html, "what was typed is still there"
    assert statements().count() == 1


def test_all_the_fields_or_none(client, load, editor):
    document = load()
    page = correct(client, document, modality="estimated", value="不是数")
    assert page.status_code == 422
    assert not statements().exists()


def test_an_indicator_is_chosen_by_its_name(client, load, editor):
    document = load()
    assert correct(client, document, indicator="地区生产总值").status_code == 302
    assert first_measure(document).indicator == "gdp"


def test_struck_out_and_brought_back(client, load, editor):
    document = load()
    correct(client, document, struck="1")
    assert first_measure(document).value == 42
    page = client.get(f"/documents/{document.pk}/correct?record=measure&at={AT}").content.decode()
    assert "已经删去" in page
    assert "撤回" in page
    gone = correct(client, document, value="1")
    assert "L560" in gone.content.decode()
    client.post(f"/corrections/{statements().get().pk}/retract", {"reason": "是有的"})
    assert first_measure(document).value == 31_000_000_000


def test_title_kind_place_and_years(client, load, editor):
    document = load()
    about = {
        "record": "document",
        "reason": "以封面为准",
        "title": "云岭区工作报告",
        "kind": "plan_report",
        "plan": "2024年",
    }
    page = client.post(f"/documents/{document.pk}/correct", {**about, "place": "东西湖区 武汉市 (420112)"})
    assert page["Location"] == f"/documents/{document.pk}/"
    made = {each.field: each.value for each in statements()}
    assert made == {
        "title": "云岭区工作报告",
        "kind": "plan_report",
        "place_name": "东西湖区",
        "place_code": "420112",
        "place_parent": "武汉市",
    }
    from luoshi.ledger.models import Standing

    row = Standing.objects.get(document=document)
    assert (row.title, row.kind, row.place, row.year) == ("云岭区工作报告", "plan_report", "东西湖区", 2024)
    assert "云岭区工作报告" in Client().get("/").content.decode()


@pytest.mark.parametrize("query", ["", "fact=nothing-1", "fact=deliverable-4-0", "record=measure", "record=measure&at=0-99999999",
                                   "record=table&at=0-5", "record=colour&at=0-5", "fact=<script>", "at=0-3", "record=deliverable&at=0-3"])  # fmt: skip
def test_what_points_at_no_fact_is_not_there(client, load, editor, query):
    document = load()
    assert client.get(f"/documents/{document.pk}/correct?{query}").status_code == 404


def test_who_may_not_correct_finds_nothing(load, workspace):
    document, hidden = load(), load(TEXT + "内部。", "内部.txt", "workspace")
    reader = member(workspace, "reader", "reader")
    for person in (None, reader):
        client = Client()
        if person:
            client.force_login(person)
        for each in (document, hidden):
            assert client.get(f"/documents/{each.pk}/correct?record=document").status_code == 404
            assert correct(client, each, value="1").status_code == 404
            assert client.get(f"/documents/{each.pk}/take-down").status_code == 404
            assert client.post(f"/documents/{each.pk}/take-down", {"reason": "x"}).status_code == 404
    assert not statements().exists()


def test_corrections_are_listed_and_taken_back(client, load, editor):
    document = load()
    hidden = load(TEXT + "内部。", "内部.txt", "workspace")
    correct(client, document, value="305亿")
    correct(client, hidden, value="306亿", reason="内部的理由")
    first = statements()[0]
    visitor = Client().get("/corrections/").content.decode()
    assert "305亿" in visitor
    assert "306亿" not in visitor
    assert "内部的理由" not in visitor
    assert "撤回</button>" not in visitor
    mine = client.get("/corrections/").content.decode()
    assert "306亿" in mine
    assert mine.count("撤回</button>") == 2
    assert "306亿" not in client.get(f"/corrections/?document={document.pk}").content.decode()
    assert Client().get(f"/corrections/?document={hidden.pk}").status_code == 404
    assert Client().post(f"/corrections/{first.pk}/retract", {"reason": "x"}).status_code == 404
    assert client.post(f"/corrections/{first.pk}/retract", {"reason": ""}).status_code == 409
    assert (
        client.post(f"/corrections/{first.pk}/retract", {"reason": "不对"})["Location"] == f"/corrections/#c{first.pk}"
    )
    assert first_measure(document).value == 31_000_000_000
    again = client.post(f"/corrections/{first.pk}/retract", {"reason": "再撤"})
    assert again.status_code == 409
    assert "L211" in again.content.decode()
    assert "不对" in Client().get("/corrections/?holding=retracted").content.decode()
    assert "305亿" not in Client().get("/corrections/?holding=standing").content.decode()


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_taking_back_leads_nowhere_else(client, load, editor, elsewhere):
    correct(client, load(), value="305亿")
    page = client.post(f"/corrections/{statements().get().pk}/retract", {"reason": "x", "next": elsewhere})
    assert page["Location"].startswith("/corrections/#")


def report(client: Client, document: Any, fact: str = "measure-0", **given: str) -> Any:
    return client.post(f"/documents/{document.pk}/report?fact={fact}", given)


def reported() -> Any:
    from luoshi.intake.models import Submission

    return Submission.objects.get(way="report")


def test_a_reader_reports_a_wrong_fact_and_an_editor_accepts_it(client, load, editor):
    document, visitor = load(), Client()
    form = visitor.get(f"/documents/{document.pk}/report?fact=measure-0").content.decode()
    assert "310亿元" in form
    assert "不该标成“数据”" in form
    assert report(visitor, document).status_code == 422, "something must be said"
    page = report(visitor, document, field="modality", suggested="预计", note="写的是预计", contact="a@example.com")
    submission = reported()
    assert page["Location"] == f"/send/{submission.token}/"
    one = client.get(f"/review/{submission.pk}/").content.decode()
    assert "写的是预计" in one
    assert "a@example.com" in one
    accepting = re.search(r'href="(/documents/[^"]*answers=[^"]*)"', one)[1].replace("&amp;", "&")
    form = client.get(accepting).content.decode()
    assert re.search(r'<option value="estimated" selected>预计</option>', form)
    done = correct(client, document, modality="estimated", answers=str(submission.pk), reason="确是预计")
    assert done["Location"] == f"/review/{submission.pk}/"
    assert state(submission) == "corrected"
    assert first_measure(document).modality == "estimated"
    assert statements().get().reason == f"报错 {submission.pk}：确是预计"
    followed = visitor.get(page["Location"]).content.decode()
    assert "已更正" in followed
    assert "确是预计" in followed
    twice = correct(client, document, modality="target", answers=str(submission.pk))
    assert "L551" in twice.content.decode()
    assert first_measure(document).modality == "estimated"


def test_a_correction_that_fails_answers_nothing(client, load, editor):
    document = load()
    report(Client(), document, note="不对")
    for given in ({}, {"modality": "no"}, {"modality": "estimated", "reason": ""}):
        assert correct(client, document, answers=str(reported().pk), **given).status_code == 422
    assert state(reported()) == "waiting"
    assert not statements().exists()


def test_a_report_is_declined_with_a_reason(client, load, editor):
    document, visitor = load(), Client()
    address = report(visitor, document, note="我觉得不对")["Location"]
    client.post(f"/review/{reported().pk}/decline", {"reason": "原文如此"})
    assert "原文如此" in visitor.get(address).content.decode()
    assert client.post(f"/review/{reported().pk}/take-up").status_code == 409
    assert client.post(f"/review/{reported().pk}/publish").status_code == 409


@pytest.mark.parametrize(
    "fact", ["target-0", "sentence-3", "project-0", "policy-0", "term-0", "actor-0", "deliverable-4-0"]
)
def test_every_kind_of_fact_can_be_reported(client, load, editor, fact):
    document = load()
    html = client.get(f"/documents/{document.pk}/").content.decode()
    kind = fact.split("-")[0]
    key = re.search(rf'data-k="(?:[^"]* )?({kind}-[\d-]+)', html)[1]
    assert report(Client(), document, key, note="不对").status_code == 302
    assert client.get(f"/review/{reported().pk}/").status_code == 200


def test_what_one_does_not_see_one_cannot_report(load, workspace):
    hidden = load(TEXT, "内部.txt", "workspace")
    assert Client().get(f"/documents/{hidden.pk}/report?fact=measure-0").status_code == 404
    assert report(Client(), hidden, note="x").status_code == 404
    shown = load(TEXT + "公开。", "公开.txt")
    assert Client().get(f"/documents/{shown.pk}/report?fact=measure-77").status_code == 404


def test_a_report_is_hidden_with_its_document(client, load, editor):
    document = load()
    address = report(Client(), document, note="涉密的话")["Location"]
    number = reported().pk
    client.post(f"/documents/{document.pk}/take-down", {"reason": "误发"})
    assert client.get(f"/review/{number}/").status_code == 404
    assert "310亿元" not in Client().get(address).content.decode()
    assert "310亿元" not in client.get("/review/").content.decode()


def test_taken_down_at_once_and_put_back(client, load, editor, workspace):
    document = load()
    asked = client.get(f"/documents/{document.pk}/take-down").content.decode()
    assert "云岭区2024年政府工作报告" in asked
    assert client.post(f"/documents/{document.pk}/take-down", {"reason": " "}).status_code == 422
    assert client.post(f"/documents/{document.pk}/take-down", {"reason": "误发"})["Location"] == "/taken-down/"
    for who in (client, Client()):
        for address in ("", "report?fact=measure-0", "correct?record=document", "take-down", "original"):
            assert who.get(f"/documents/{document.pk}/{address}").status_code == 404
    listed = client.get("/taken-down/").content.decode()
    assert "误发" in listed
    number = re.search(r"/taken-down/(\d+)/put-back", listed)[1]
    reader = Client()
    reader.force_login(member(workspace, "reader", "reader"))
    for who in (reader, Client()):
        assert who.post(f"/taken-down/{number}/put-back", {"reason": "x"}).status_code == 404
    assert reader.get("/taken-down/").status_code == 404
    assert client.post(f"/taken-down/{number}/put-back", {"reason": ""}).status_code == 409
    back = client.post(f"/taken-down/{number}/put-back", {"reason": "核对无误"})
    assert back["Location"] == f"/documents/{document.pk}/"
    assert Client().get(back["Location"]).status_code == 200
    assert "put-back" not in client.get("/taken-down/").content.decode()


def test_what_others_keep_private_is_not_listed_among_what_was_taken_down(client, load, editor, workspace):
    from luoshi.ledger.actions import take_down

    owner = member(workspace, "owner", "editor")
    document = load(TEXT, "私存的秘密.txt", "private", owner=owner)
    down = take_down(document.rendition.source, person=owner, reason="私事")
    html = client.get("/taken-down/").content.decode()
    assert "私存的秘密" not in html
    assert "私事" not in html
    assert client.post(f"/taken-down/{down.pk}/put-back", {"reason": "x"}).status_code == 404


def test_writing_asks_for_the_pages_own_token(load, workspace):
    document = load()
    client = Client(enforce_csrf_checks=True)
    client.force_login(member(workspace, "editor", "editor"))
    for address in (
        f"/documents/{document.pk}/correct", f"/documents/{document.pk}/report?fact=measure-0",
        f"/documents/{document.pk}/take-down", "/corrections/1/retract", "/taken-down/1/put-back", "/review/1/decline",
    ):  # fmt: skip
        assert client.post(address, {"reason": "x"}).status_code == 403
