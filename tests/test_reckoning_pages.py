"""The scorecard and a promise's page: what they show, to whom, as of when; people's word on a pairing."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from luoshi.people.audience import Audience
from luoshi.people.models import Membership, Role, User
from tests.facts_parts import load

pytestmark = pytest.mark.django_db

FIRST = (
    "澄湖区2022年政府工作报告\n\n一、2022年主要目标\n地区生产总值增长8%以上，城镇新增就业9000人以上。\n\n二、2022年工作安排\n"
    "新建绿道20公里。改造老旧小区36个。\n"
)
LATER = "澄湖区2023年政府工作报告\n\n一、2022年工作回顾\n地区生产总值增长4.6%，城镇新增就业9346人，完成年度目标。改造老旧小区36个。\n"
BULLETIN = "澄湖区2022年国民经济和社会发展统计公报\n澄湖区统计局\n\n一、综合\n全年地区生产总值比上年增长4.5%。\n"
CARD = "/reckoning/2022/澄湖区/"


@pytest.fixture
def papers(workspace: Any, tmp_path: Path) -> tuple[int, int]:
    return load(tmp_path, workspace, FIRST, "a.txt"), load(tmp_path, workspace, LATER, "b.txt")


@pytest.fixture
def editor(workspace: Any, client: Client) -> Client:
    person = User.objects.create_user("编辑甲", password="一个长口令0123456")
    Membership.objects.create(workspace=workspace, user=person, role=Role.EDITOR)
    client.force_login(person)
    return client


def shown(client: Client, address: str = CARD) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def outcomes(page: str) -> dict[str, str]:
    """Name → outcome, of every row."""
    rows = re.findall(r'<th scope="row"><a[^>]*>(.*?)</a>.*?<span class="outcome [^"]*"><i[^>]*>.</i> (.*?)</span>', page, re.S)
    return dict(rows)


def test_what_was_reached_what_was_not_and_what_is_never_mentioned(papers: Any, client: Client) -> None:
    page = shown(client)
    assert outcomes(page) == {"地区生产总值增长": "未达到", "城镇新增就业": "完成", "新建绿道": "未提及", "改造老旧小区": "完成"}
    assert page.index("低于目标3.4个百分点") < page.index("未达到", page.index("低于目标3.4个百分点")), "the gap comes first"
    assert "“完成年度目标”" in page


def test_a_card_asks_the_ledger_as_often_for_many_papers_as_for_few(
    papers: Any, client: Client, workspace: Any, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(30) as few:
        shown(client)
    for number in range(5):
        load(tmp_path, workspace, BULLETIN.replace("增长4.5%", f"增长4.{number}%"), f"{number}.txt")
    with django_assert_max_num_queries(len(few)):
        shown(client)


def test_both_sentences_are_one_click_away(papers: tuple[int, int], client: Client) -> None:
    page = shown(client)
    for number, text, words in ((papers[0], FIRST, "地区生产总值增长8%以上"), (papers[1], LATER, "地区生产总值增长4.6%")):
        at = text.index(words)
        assert f"/documents/{number}/?at={at}-{at + len(words)}#c{at}-{at + len(words)}" in page


def test_what_is_wanted_of_it_is_in_the_address(papers: Any, client: Client) -> None:
    assert set(outcomes(shown(client, CARD + "?outcome=silent"))) == {"新建绿道"}
    assert set(outcomes(shown(client, CARD + "?headline=1"))) == {"地区生产总值增长", "城镇新增就业"}
    assert set(outcomes(shown(client, CARD + "?q=小区"))) == {"改造老旧小区"}
    assert "没有符合" in shown(client, CARD + "?q=没有的")
    assert "没有澄湖区为2030年" in re.sub(r"\s", "", shown(client, "/reckoning/2030/澄湖区/")).replace("账本里", "")
    assert client.get("/reckoning/2022/别处/").status_code == 404
    assert client.get(CARD + "?as_of=nonsense&outcome=x").status_code == 200


def test_it_can_be_had_as_of_a_day(papers: Any, client: Client) -> None:
    assert "没有澄湖区" in re.sub(r"账本里|\s", "", shown(client, CARD + "?as_of=2001-01-01"))


def test_narrowing_one_way_keeps_the_others(papers: Any, client: Client) -> None:
    from django.utils.timezone import localdate

    today = localdate().isoformat()
    page = shown(client, f"{CARD}?headline=1&as_of={today}&q=增长").replace("&amp;", "&")
    kept = f"q=%E5%A2%9E%E9%95%BF&headline=1&as_of={today}"
    assert f'href="?{kept}&outcome=missed"' in page
    assert f"澄湖区.csv?{kept}" in page or f".csv?{kept}" in page
    assert f'href="/reckoning/2022/%E6%BE%84%E6%B9%96%E5%8C%BA/?as_of={today}"' in page, "another year as of the same day"
    before = shown(client, f"{CARD}?as_of=2001-01-01")
    assert 'name="as_of" value="2001-01-01"' in before, "the day can be changed where nothing was here yet"


def test_silence_is_called_alike_on_both_pages(papers: Any, workspace: Any, tmp_path: Path, client: Client) -> None:
    address = promise_address(shown(client), "新建绿道")
    assert "未提及" in shown(client, address)
    plan = "关于澄湖区2022年国民经济和社会发展计划执行情况与2023年国民经济和社会发展计划草案的报告\n\n一、2022年计划执行情况\n粮食产量8万吨。\n"
    load(tmp_path, workspace, plan, "p.txt")
    assert outcomes(shown(client))["新建绿道"] == "未反馈"
    assert "未反馈" in shown(client, address)


def test_a_later_final_figure_comes_before_the_report(papers: Any, workspace: Any, tmp_path: Path, client: Client) -> None:
    load(tmp_path, workspace, BULLETIN, "c.txt")
    assert "低于目标3.5个百分点" in shown(client)


def test_files_hold_what_is_shown(papers: Any, client: Client) -> None:
    told = client.get("/reckoning/2022/澄湖区.csv?outcome=missed")
    (row,) = csv.DictReader(io.StringIO(b"".join(told.streaming_content).decode("utf-8-sig")))
    assert (row["指标"], row["结论"], row["结果值"]) == ("地区生产总值增长", "未达到", "4.6")
    assert row["目标原文链接"].startswith("http://testserver/documents/")
    book = load_workbook(io.BytesIO(b"".join(client.get("/reckoning/2022/澄湖区.xlsx").streaming_content)))
    assert len(list(book.active.values)) == 5
    assert len(json.loads(b"".join(client.get("/reckoning/2022/澄湖区.json").streaming_content))) == 4
    assert client.get("/reckoning/2022/澄湖区.exe").status_code == 404


def test_what_one_may_not_see_answers_nothing(workspace: Any, tmp_path: Path, client: Client) -> None:
    load(tmp_path, workspace, FIRST, "a.txt")
    load(tmp_path, workspace, LATER, "b.txt", audience=Audience.WORKSPACE)
    assert set(outcomes(shown(client)).values()) == {"未到期"}


def promise_address(page: str, name: str) -> str:
    return re.search(rf'<th scope="row"><a class="quiet" href="([^"]*)">{name}</a>', page)[1]  # type: ignore[index]


def test_a_promise_as_of_a_day(papers: tuple[int, int], client: Client, workspace: Any, tmp_path: Path) -> None:
    from datetime import timedelta

    from django.db.models import QuerySet

    from luoshi.ledger.models import Reading, Run

    for model in (Run, Reading):  # as though they had been loaded some days ago
        for row in model.objects.all():
            QuerySet(model).filter(pk=row.pk).update(recorded_at=row.recorded_at - timedelta(days=9))
    day = (Run.objects.first().recorded_at + timedelta(days=2)).date().isoformat()  # type: ignore[union-attr]
    load(tmp_path, workspace, BULLETIN, "c.txt")
    load(tmp_path, workspace, FIRST.replace("8%以上", "9%以上"), "a.txt")
    then = promise_address(shown(client, f"{CARD}?as_of={day}"), "地区生产总值增长")
    assert then.endswith(f"?as_of={day}")
    page = shown(client, then)
    assert "低于目标3.4个百分点" in page
    assert "公报" not in page.split("查过的文件")[1]
    now = shown(client, promise_address(shown(client), "地区生产总值增长"))
    assert "低于目标4.5个百分点" in now
    assert client.get(then.split("?")[0]).status_code == 404, "these words stand no more"


def test_from_any_words_of_a_document_to_the_promise_made_there(
    papers: tuple[int, int], client: Client, workspace: Any, tmp_path: Path
) -> None:
    first, later = papers
    at = FIRST.index("增长8%")
    link = f"/reckoning/promise/{first}/at/{at}-{at + 2}/"
    assert client.get(link).headers["Location"] == promise_address(shown(client), "地区生产总值增长")
    assert "没有列入逐项对账" in shown(client, f"/reckoning/promise/{first}/at/0-3/")
    assert client.get(f"/reckoning/promise/{load(tmp_path, workspace, BULLETIN, 'c.txt')}/at/0-3/").status_code == 404, "it plans for no year"
    page = shown(client, f"/documents/{first}/?fact=measure-0")
    assert f"/reckoning/promise/{first}/at/" in page
    assert "/reckoning/promise/" not in shown(client, f"/documents/{later}/?fact=measure-0")


def test_a_promise_shows_all_that_was_weighed(papers: Any, workspace: Any, tmp_path: Path, client: Client) -> None:
    load(tmp_path, workspace, BULLETIN, "c.txt")
    page = shown(client, promise_address(shown(client), "地区生产总值增长"))
    assert "地区生产总值增长8%以上" in page
    assert "比上年增长4.5%" in page
    assert "地区生产总值增长4.6%" in page
    assert "确认" not in page, "a visitor says nothing of it"
    assert client.post(promise_address(shown(client), "地区生产总值增长") + "say", {"verdict": "reject"}).status_code == 404


def test_an_editors_word_on_a_pairing_stands_until_it_is_taken_back(papers: Any, workspace: Any, tmp_path: Path, editor: Client) -> None:
    from luoshi.ledger.models import Statement

    load(tmp_path, workspace, BULLETIN, "c.txt")
    address = promise_address(shown(editor), "地区生产总值增长")
    first = re.search(r'name="answer" value="([^"]*)"', shown(editor, address))[1]  # type: ignore[index]
    assert editor.post(address + "say", {"verdict": "reject", "answer": first}).status_code == 409, "a reason is asked for"
    editor.post(address + "say", {"verdict": "reject", "answer": first, "reason": "公报口径不同"})
    page = shown(editor)
    assert "低于目标3.4个百分点" in page
    assert "编辑甲" in page
    load(tmp_path, workspace, FIRST.replace("\n\n一、", "\n\n（2022年1月）\n\n一、"), "a.txt")  # the same words, elsewhere in a new text
    assert "低于目标3.4个百分点" in shown(editor), "it holds on to the words"
    assert "对账" in shown(editor, "/corrections/")
    statement = Statement.objects.get(record="thread", retracts=None)
    editor.post(f"/corrections/{statement.pk}/retract", {"reason": "误"})
    assert "低于目标3.5个百分点" in shown(editor)


def test_another_passage_can_be_chosen(papers: Any, workspace: Any, tmp_path: Path, editor: Client) -> None:
    load(tmp_path, workspace, BULLETIN, "c.txt")
    address = promise_address(shown(editor), "地区生产总值增长")
    second = re.findall(r'name="answer" value="([^"]*)"', shown(editor, address))[1]
    editor.post(address + "say", {"verdict": "pair", "answer": second, "reason": "以报告为准"})
    page = shown(editor, address)
    assert "低于目标3.4个百分点" in page
    assert "由编辑甲改定：以报告为准" in page


def test_an_editor_points_at_words_that_no_rule_found(
    papers: tuple[int, int], editor: Client, client: Client, workspace: Any, tmp_path: Path
) -> None:
    load(tmp_path, workspace, BULLETIN, "c.txt")
    address = promise_address(shown(editor), "新建绿道")
    later = papers[1]

    def told(words: str, **more: str) -> tuple[int, str]:
        answer = editor.post(address + "say", {"verdict": "pair", "words": words, "reason": "绿道归口为小区", **more})
        return answer.status_code, answer.content.decode()

    for words, why in (("原文里没有的话", "后来的文件里没有这句话"), ("2022年", "不止一处"), ("短", "没有这句话"), (f"http://x/documents/{papers[0]}/?at=0-9", "没有这句话")):
        status, page = told(words)
        assert (status, why in page) == (409, True), words
    assert told("改造老旧小区36个", paper="999999999")[0] == 409
    assert outcomes(shown(editor))["新建绿道"] == "未提及"
    assert told("改造老旧小区３６个")[0] == 302, "full-width figures are found, too"
    assert outcomes(shown(editor))["新建绿道"] == "不可比", "36个 is no answer to 20公里"
    assert "由编辑甲指认：绿道归口为小区" in shown(editor, address)
    at = LATER.index("城镇新增就业9346人")
    assert told(f"https://x/documents/{later}/?at={at}-{at + 11}#c{at}-{at + 11}")[0] == 302
    assert "城镇新增就业9346人" in shown(editor, address)
    client.logout()
    assert "另指一处" not in shown(client, address)


def test_numbers_beyond_all_numbers_are_pages_that_are_not_there(papers: Any, client: Client) -> None:
    for address in (f"/reckoning/promise/{10**30}/1-2/", f"/reckoning/promise/1/{10**30}-2/", f"/reckoning/{10**30}/澄湖区/"):
        assert client.get(address).status_code in (200, 404)
