"""措辞与目标变化 as a page: what a place drops, softens, repeats and restates, each year's words a click away; to whom."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from luoshi.ledger import actions, drifting
from luoshi.ledger.drifting import laid_out, own_years
from luoshi.ledger.load import load_file
from luoshi.ledger.models import Document
from luoshi.people.models import Membership, Role, User
from luoshi.reading import read
from luoshi.reading.facts import FileReading
from luoshi.reckoning.drift import KINDS, drift
from luoshi.reckoning.threads import papers_of
from luoshi.web.reckoning import drift as page_of
from tests.facts_parts import load, loaded_days_ago, plain

pytestmark = pytest.mark.django_db
CHENGHU = Path(__file__).parent.parent / "examples" / "chenghu"
PAGE = "/reckoning/drift/澄湖区/"


def report(year: int, aims: str, tasks: str, *, place: str = "澄湖区") -> str:
    return f"{place}{year}年政府工作报告\n\n一、{year}年主要目标\n{aims}\n\n二、{year}年重点工作\n{tasks}\n"


SAME = "深化街道管理体制改革，推动执法力量下沉社区一线。"
TEXTS = {
    "2022": report(2022, "地区生产总值增长8%以上，粮食产量8万吨，城镇登记失业率控制在4.5%以内。", f"{SAME}实施“强基”行动。"),
    "2023": report(2023, "地区生产总值增长6.5%左右，城镇登记失业率控制在4.5%以内。", f"持续{SAME}深化“强基”行动。"),
    "2024": report(2024, "地区生产总值增长7%左右，城镇登记失业率控制在4.5%以内。", f"持续{SAME}开展“护航”行动。"),
}


@pytest.fixture
def papers(workspace: Any, tmp_path: Path) -> dict[str, int]:
    return {name: load(tmp_path, workspace, text, f"{name}.txt") for name, text in TEXTS.items()}


@cache
def sampled(name: str) -> FileReading:
    return read(CHENGHU / name)


@pytest.fixture
def sample(workspace: Any) -> None:
    for path in sorted(CHENGHU.iterdir()):
        load_file(path, workspace=workspace, audience="public", read=lambda path: sampled(path.name))


def shown(client: Client, query: str = "", address: str = PAGE) -> str:
    answer = client.get(f"{address}{query}")
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def chips(page: str) -> dict[str, int]:
    """Kind → how many the chips say there are."""
    told = page.split('<p class="chips kinds">')[1].split("</p>")[0]
    return {word: int(count) for word, count in re.findall(r"([\u4e00-\u9fff]+) <b>(\d+)</b>", told)}


def rows(page: str) -> list[tuple[str, str]]:
    """What each row is called, and all it says."""
    told = re.findall(r'<th scope="row"><span class="stand"><i[^>]*>.</i> (.*?)</span>(.*?)</tr>', page, re.S)
    return [(word, plain(rest)) for word, rest in told]


def body_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_each_kind_has_a_chip_and_each_finding_all_its_words(papers: Any, client: Client) -> None:
    page = shown(client)
    assert chips(page) == {"发现": 7, "不再设目标": 1, "措辞放松": 1, "目标提高": 1, "目标照旧": 1, "任务重提": 1, "提法使用": 2}
    assert rows(page) == [
        ("不再设目标", "粮食产量 2022年 粮食产量8万吨 2023年政府工作报告不再把它列为目标。"),
        ("措辞放松", "地区生产总值 2022年 地区生产总值增长8%以上 2023年 地区生产总值增长6.5%左右 “以上”改为“左右”，数值由8%改为6.5%，措辞放松。"),
        ("目标提高", "地区生产总值 2023年 地区生产总值增长6.5%左右 2024年 地区生产总值增长7%左右 数值由6.5%改为7%，目标提高。"),
        (
            "目标照旧",
            "城镇登记失业率 2022年 城镇登记失业率控制在4.5%以内 2023年 城镇登记失业率控制在4.5%以内 2024年 城镇登记失业率控制在4.5%以内 2022年至2024年连续3年目标不变。",
        ),
        ("任务重提", f"2022年 {SAME} 2023年 持续{SAME} 2024年 持续{SAME} 2022年至2024年连续3年，相似度不低于0.95。"),
    ]  # fmt: skip


def test_names_have_a_first_and_a_last_use_in_the_papers_that_are_here(papers: Any, client: Client) -> None:
    table = shown(client).split("提法在这里的文件里")[1]
    told = {plain(head): plain(rest) for head, rest in re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', table, re.S)}
    assert told == {
        "“强基”": "2022年 2023年 首见于2022年，最后见于2023年，2个年度2处，2024年起这里的文件不再提。", "“护航”": "2024年 同一处 首见于2024年，1个年度1处，是最近一年的新提法。",
    }  # fmt: skip


def test_every_sentence_is_one_click_away(papers: dict[str, int], client: Client) -> None:
    links = re.findall(r'<a (?:class="quiet" )?href="(/documents/[^"]*at=[^"]*)" title="([^"]*)">([^<]*)</a>', shown(client))
    assert len(links) == 14
    for address, title, words in links:
        number, start, end = map(int, re.fullmatch(r"/documents/(\d+)/\?at=(\d+)-(\d+)#c\2-\3", unescape(address)).groups())
        document = Document.objects.get(pk=number)
        assert title.endswith("政府工作报告")
        if not words.endswith("年"):
            assert document.rendition.text[start:end] == words
        else:
            assert document.rendition.text[start:end] in ("“强基”行动", "“护航”行动")


def test_kind_year_and_words_narrow_it_and_stand_in_the_address(papers: Any, client: Client) -> None:
    assert {word for word, _ in rows(shown(client, "?kind=softened"))} == {"措辞放松"}
    assert "提法在这里的文件里" not in shown(client, "?kind=softened")
    assert rows(shown(client, "?kind=name")) == []
    assert "强基" in shown(client, "?kind=name")
    page = shown(client, "?year=2024&q=失业率")
    assert [word for word, _ in rows(page)] == ["目标照旧"]
    assert chips(page) == {"发现": 1, "目标照旧": 1}
    assert 'href="?year=2023&amp;q=%E5%A4%B1%E4%B8%9A%E7%8E%87"' in page
    assert f'{"%E6%BE%84%E6%B9%96%E5%8C%BA"}.csv?year=2024&amp;q=%E5%A4%B1%E4%B8%9A%E7%8E%87' in page
    assert "没有符合这些条件的变化" in shown(client, "?q=没有这几个字")
    assert "没有符合这些条件的提法" in shown(client, "?kind=name&q=没有这几个字")
    assert [word for word, _ in rows(shown(client, "?year=2022"))] == ["不再设目标", "措辞放松", "目标照旧", "任务重提"]


@pytest.mark.parametrize(
    "query", ["?kind=x", "?year=x", "?year=" + "9" * 300, "?kind=<script>alert(1)</script>&q=<script>alert(1)</script>", "?q=%00", "?page=-1", "?page=999999999"]
)
def test_what_is_asked_amiss_does_no_harm(papers: Any, client: Client, query: str) -> None:
    assert "<script>alert" not in shown(client, query)
    assert client.get(f"/reckoning/drift/澄湖区.json{query}").status_code == 200


def test_a_place_nobody_knows_is_not_there(papers: Any, client: Client) -> None:
    for address in ("/reckoning/drift/别处/", "/reckoning/drift/别处.csv", "/reckoning/drift/澄湖区.exe", f"/reckoning/drift/{'长' * 300}/", "/reckoning/drift/%00/"):
        assert client.get(address).status_code == 404
    assert client.post(PAGE).status_code == 405


def test_one_year_alone_says_what_is_lacking(workspace: Any, tmp_path: Path, client: Client) -> None:
    load(tmp_path, workspace, report(2022, "地区生产总值增长8%以上。", SAME), "a.txt")
    page = shown(client)
    assert "现在只有2022年的" in page
    assert "/reckoning/drift/" not in client.get("/places/澄湖区/").content.decode()
    load(tmp_path, workspace, report(2024, "进出口总额增长8%。", "推进依法行政。"), "b.txt")
    assert "没有发现目标和措辞的变化" in shown(client)


def test_files_hold_what_is_shown(papers: Any, client: Client) -> None:
    answer = client.get("/reckoning/drift/澄湖区.csv?kind=softened")
    (row,) = csv.DictReader(io.StringIO(body_of(answer).decode("utf-8-sig")))
    assert (row["类别"], row["事项"], row["变化"]) == ("措辞放松", "地区生产总值", "界限放松、数值放松")
    assert (row["前一原文"], row["后一文件"]) == ("地区生产总值增长8%以上", "《澄湖区2023年政府工作报告》")
    assert row["后一原文链接"].startswith("http://testserver/documents/")
    book = load_workbook(io.BytesIO(body_of(client.get("/reckoning/drift/澄湖区.xlsx"))))
    assert book.active.max_row == 8
    records = json.loads(body_of(client.get("/reckoning/drift/澄湖区.json?kind=repeated")))
    assert [[spot["year"] for spot in each["spots"]] for each in records] == [[2022, 2023, 2024]]


def test_long_lists_are_pages(papers: Any, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_of, "ROWS", 2)
    monkeypatch.setattr(page_of, "NAMES", 1)
    every = [row for number in (1, 2, 3) for row in rows(shown(client, f"?page={number}"))]
    assert len(every) == len(set(every)) == 5
    assert "第 1 页，共 3 页" in plain(shown(client))
    assert re.search(r'href="\?kind=name">另有 1 个提法', shown(client))
    monkeypatch.setattr(page_of, "ROWS", 1)
    assert "第 2 页，共 2 页" in plain(shown(client, "?kind=name&page=2"))


def test_of_too_many_papers_the_reports_of_the_last_years_are_laid_side_by_side(
    papers: Any, workspace: Any, tmp_path: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tmp_path, workspace, "澄湖区2024年国民经济和社会发展统计公报\n澄湖区统计局\n\n一、综合\n地区生产总值增长7%。\n", "c.txt")
    monkeypatch.setattr(drifting, "MOST", 2)
    found = laid_out(None, "澄湖区")
    assert ([each.document.plan for each in found.papers], found.left_out) == (["2023", "2024"], 2)
    assert "另有2份没有比" in shown(client)


def test_the_sample_says_on_the_page_what_it_says_on_the_command_line(sample: None, client: Client) -> None:
    """Nothing that reckoning looks at is lost on the way through the ledger: programmes and glossaries, too."""
    of_files = drift(paper for path in sorted(CHENGHU.iterdir()) for paper in papers_of(sampled(path.name)))
    of_ledger = drift(laid_out(None, "澄湖区").papers)
    assert sorted((each.kind, each.said) for each in of_ledger) == sorted((each.kind, each.said) for each in of_files)
    page = shown(client)
    assert chips(page)["发现"] == len(of_files)
    assert {word for word, _ in rows(page)} == {KINDS[each.kind] for each in of_files} - {"提法使用"}
    assert own_years(None, "澄湖区") == [2024, 2023, 2022]


def test_it_asks_the_ledger_as_often_for_many_papers_as_for_few(
    papers: Any, workspace: Any, tmp_path: Path, client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20) as few:
        shown(client)
    for year in range(2015, 2022):
        load(tmp_path, workspace, report(year, f"地区生产总值增长{year - 2010}%以上。", SAME), f"{year}.txt")
    with django_assert_max_num_queries(len(few)):
        shown(client)


def test_a_correction_is_in_it(papers: dict[str, int], workspace: Any, client: Client) -> None:
    editor = User.objects.create(username="editor")
    Membership.objects.create(workspace=workspace, user=editor, role=Role.EDITOR)
    at = TEXTS["2024"].index("7%左右")
    document = Document.objects.get(pk=papers["2024"])
    actions.correct(document, at, at + 2, record="measure", field="value", value=6.0, person=editor, reason="原件为6%")
    assert "目标放低" in chips(shown(client))
    assert "强基" in shown(client), "its names are still told"


def test_nothing_hidden_can_be_inferred(papers: Any, workspace: Any, tmp_path: Path) -> None:
    owner, stranger = User.objects.create(username="owner"), User.objects.create(username="stranger")
    Membership.objects.create(workspace=workspace, user=owner, role=Role.EDITOR)
    addresses = [PAGE, f"{PAGE}?year=2025", f"{PAGE}?kind=name", "/reckoning/drift/澄湖区.csv", "/reckoning/drift/东津区/", "/places/澄湖区/", "/reckoning/2024/澄湖区/"]

    def seen(person: User | None) -> list[tuple[int, bytes]]:
        client = Client()
        if person is not None:
            client.force_login(person)
        answers = [client.get(each) for each in addresses]
        return [(each.status_code, re.sub(rb'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"', b"", body_of(each))) for each in answers]

    before = {person: seen(person) for person in (None, stranger)}
    load(tmp_path, workspace, report(2025, "地区生产总值增长5%左右。", "开展“秘语”行动。"), "a.txt", audience="private", owner=owner)
    load(tmp_path, workspace, report(2023, "地区生产总值增长5%。", "推进依法行政。", place="东津区"), "b.txt", audience="workspace", owner=owner)
    gone = load(tmp_path, workspace, report(2021, "地区生产总值增长9%以上。", "推进依法行政。"), "c.txt")
    actions.take_down(Document.objects.get(pk=gone).rendition.source, person=owner, reason="误发")
    for person, was in before.items():
        assert seen(person) == was
    mine = seen(owner)
    assert "秘语".encode() in mine[2][1]
    assert mine[4][0] == 200


def test_places_and_scorecards_lead_here(papers: Any, client: Client) -> None:
    address = "/reckoning/drift/%E6%BE%84%E6%B9%96%E5%8C%BA/"
    assert f'变化：<a href="{address}">措辞与目标变化</a>' in client.get("/places/澄湖区/").content.decode()
    assert f'href="{address}">措辞与目标变化</a>' in client.get("/reckoning/2023/澄湖区/").content.decode()


def test_what_had_been_found_by_a_day(workspace: Any, tmp_path: Path, client: Client) -> None:
    """A file that came later, one that was replaced later and a programme named later bear on nothing before."""
    for name in ("2022", "2023"):
        load(tmp_path, workspace, TEXTS[name], f"{name}.txt")
    before = shown(client)
    day = loaded_days_ago(8)
    load(tmp_path, workspace, TEXTS["2024"], "2024.txt")
    load(tmp_path, workspace, TEXTS["2022"].replace("8%以上", "6%以上").replace("强基", "固本"), "2022.txt")
    now, then = shown(client), shown(client, f"?as_of={day}")
    assert rows(then) == rows(before) != rows(now)
    assert chips(then) == chips(before)
    assert "护航" in now
    assert "护航" not in then
    assert "固本" in now
    assert "强基" in then
    assert "固本" not in then
    assert f"as_of={day}" in then.split("export")[1]
    early = shown(client, "?as_of=1999-01-01")
    assert "到1999年1月1日" in early
    assert "看现在的" in early
    assert rows(shown(client, "?as_of=不是日子")) == rows(now)
