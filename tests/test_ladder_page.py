"""层层加码 as a page: who sets what, beside the level above, in the order it was announced; to whom, within what bounds."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from luoshi.catalogue.indicators import indicators
from luoshi.ledger import actions, ladders
from luoshi.ledger.ladders import gathered, trees
from luoshi.ledger.models import Document, Standing
from luoshi.ledger.reckoned import papers_of_place
from luoshi.people.models import Membership, Role, User
from luoshi.reckoning.ratchet import Ratchet, ratchet
from tests.facts_parts import load, loaded_days_ago, plain

pytestmark = pytest.mark.django_db
PAGE = "/reckoning/ladder/"
GDP = f"{PAGE}?indicator=gdp&year=2025"


def report(place: str, day: str, aims: str, *, year: int = 2025) -> str:
    head = f"——{day}在{place}第十五届人民代表大会第四次会议上\n" if day else ""
    return f"{place}{year}年政府工作报告\n{head}\n一、{year}年主要目标\n{aims}\n"


NATION = "政府工作报告\n——2025年3月5日在第十四届全国人民代表大会第三次会议上\n国务院总理 某某\n\n一、2025年主要目标\n国内生产总值增长5%左右，城镇调查失业率5.5%左右。\n"
TEXTS = {
    "全国": NATION,
    "湖北": report("湖北省", "2025年1月14日", "地区生产总值增长6%左右，城镇新增就业70万人以上，城镇调查失业率5.5%左右。"),
    "武汉": report("武汉市", "2025年1月10日", "地区生产总值增长6.5%以上，城镇新增就业22万人，城镇调查失业率控制在6%以内。"),
    "东西湖": report("武汉市东西湖区", "2025年1月6日", "力争地区生产总值增长7%以上，城镇新增就业2万人。"),
    "江汉": report("武汉市江汉区", "", "城镇新增就业2.5万人。"),
    "襄阳": report("湖北省襄阳市", "2025年1月8日", "地区生产总值增长6%—6.5%。"),
    "樊城": report("襄阳市樊城区", "2025年1月7日", "地区生产总值增长5.5%。"),
    "越秀": report("广州市越秀区", "2025年1月20日", "地区生产总值增长5%。"),
}


@pytest.fixture
def papers(workspace: Any, tmp_path: Path) -> dict[str, int]:
    return {name: load(tmp_path, workspace, text, f"{name}.txt") for name, text in TEXTS.items()}


def shown(client: Client, address: str = GDP) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def rows(page: str) -> dict[str, str]:
    """Place → what its row says."""
    table = page.split('<table class="facts ladder">')[1].split("</table>")[0]
    told = re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", table, re.S)
    return {plain(each).split()[0]: plain(each) for each in told}


def body_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_each_place_stands_beside_the_level_above_in_shape_and_word(papers: Any, client: Client) -> None:
    told = rows(shown(client))
    assert list(told) == ["全国", "湖北省", "武汉市", "东西湖区", "襄阳市", "樊城区", "广东省", "广州市", "越秀区"]
    assert "▲ 加码 1个百分点 全国5%左右" in told["湖北省"]
    assert "▲ 加码 0.5个百分点 湖北省6%左右" in told["武汉市"]
    assert "“以上”，上级为“左右”，更紧" in told["武汉市"]
    assert "说“力争”，上级不说把握，更松" in told["东西湖区"]
    assert "＝ 持平 湖北省6%左右" in told["襄阳市"]
    assert "▽ 低于上级 0.5个百分点 襄阳市6%—6.5%" in told["樊城区"]
    assert "2025年1月6日（会议） 早于武汉市公布" in told["东西湖区"]
    assert "＝ 持平 全国5%左右" in told["越秀区"], "the nearest level above that is here"


def test_what_is_missing_is_shown_as_missing(papers: Any, client: Client) -> None:
    page = shown(client)
    told = rows(page)
    for name in ("广东省", "广州市"):
        assert "这里没有它2025年的文件" in told[name]
        assert "○ 缺文件" in told[name]
    assert "江汉区" not in told, "it sets no such target, and nobody is below it"
    assert '<details class="without"><summary>另有 1 个地区2025年的文件没有这一口径的目标</summary><p><a class="quiet" href="/places/420103/">江汉区</a>' in page
    jobs = rows(shown(client, f"{PAGE}?indicator=城镇新增就业&year=2025"))
    assert "它2025年的文件没有这一口径的目标 ○ 未设" in jobs["全国"]
    assert "日期未知 先后未知" in jobs["江汉区"]


def test_the_words_of_every_target_are_one_click_away(papers: dict[str, int], client: Client) -> None:
    links = dict(re.findall(r'<td data-l="目标" class="words"><a class="quiet" href="([^"]*)"[^>]*>([^<]*)</a>', shown(client)))
    assert len(links) == 7
    for address, words in links.items():
        number, start, end = map(int, re.fullmatch(r"/documents/(\d+)/\?at=(\d+)-(\d+)#c\2-\3", unescape(address)).groups())
        assert Document.objects.get(pk=number).rendition.text[start:end] == words


def test_the_order_of_announcement_is_a_list(papers: Any, client: Client) -> None:
    page = shown(client)
    days = re.findall(r"<li><b>(.*?)</b> <span>(\S+) ", page.split('<ol class="days">')[1])
    assert days == [
        ("2025年1月6日（会议）", "东西湖区"), ("2025年1月7日（会议）", "樊城区"), ("2025年1月8日（会议）", "襄阳市"), ("2025年1月10日（会议）", "武汉市"),
        ("2025年1月14日（会议）", "湖北省"), ("2025年1月20日（会议）", "越秀区"), ("2025年3月5日（会议）", "全国"),
    ]  # fmt: skip


def test_amounts_are_not_ranked_nor_drawn_and_less_may_be_more(papers: Any, client: Client) -> None:
    page = shown(client, f"{PAGE}?indicator=urban_new_jobs&year=2025")
    assert "湖北省70万人以上，总量不比高低" in rows(page)["武汉市"]
    assert "<figure" not in page
    assert client.get(f"{PAGE}targets.svg?indicator=urban_new_jobs&year=2025").status_code == 404
    told = rows(shown(client, f"{PAGE}?indicator=survey_unemployment&year=2025"))
    assert "▽ 宽于上级 0.5个百分点" in told["武汉市"]
    assert "＝ 持平" in told["湖北省"]


def test_kinds_and_units_are_ladders_of_their_own(papers: Any, workspace: Any, tmp_path: Path, client: Client) -> None:
    load(tmp_path, workspace, report("湖北省宜昌市", "", "地区生产总值达到7000亿元。"), "宜昌.txt")
    page = shown(client)
    assert re.search(r'<a href="([^"]*kind=growth[^"]*)" aria-current="true">增速（%）</a> <a href="([^"]*)">总量（元）</a>', page)
    level = shown(client, f"{GDP}&kind=level&unit=元")
    assert set(rows(level)) == {"全国", "湖北省", "宜昌市"}
    assert "7000亿元" in rows(level)["宜昌市"]
    assert rows(shown(client, f"{GDP}&kind=x&unit=<script>")) == rows(page), "what is no kind of it is left out"


def test_a_place_narrows_it_to_its_tree_and_what_is_above(papers: Any, client: Client) -> None:
    assert list(rows(shown(client, f"{GDP}&place=420600"))) == ["全国", "湖北省", "襄阳市", "樊城区"]
    assert list(rows(shown(client, f"{GDP}&place=湖北"))) == ["全国", "湖北省", "武汉市", "东西湖区", "襄阳市", "樊城区"]
    assert list(rows(shown(client, f"{GDP}&place=东西湖区"))) == ["全国", "湖北省", "武汉市", "东西湖区"]
    assert "只看它和下级" in shown(client)


def test_a_name_of_several_places_is_asked_back_and_of_none_is_said(papers: Any, client: Client) -> None:
    page = shown(client, f"{GDP}&place=鼓楼区")
    assert "江苏省南京市鼓楼区" in page
    assert "place=350102" in page
    assert '<table class="facts ladder">' not in page
    page = shown(client, f"{GDP}&place=没有这里")
    assert "没有叫“没有这里”的省、市" in page
    assert "越秀区" in rows(page)


def test_without_an_indicator_there_is_a_form_with_what_is_most_said(papers: Any, client: Client) -> None:
    page = shown(client, PAGE)
    assert re.findall(r'<a href="\?indicator=(\w+)&amp;year=2025">(\S+) <b>(\d+)份文件</b></a>', page)[:2] == [
        ("gdp", "地区生产总值", "7"), ("urban_new_jobs", "城镇新增就业", "4"),
    ]  # fmt: skip
    assert '<option value="2025" selected>' in page
    assert "没有叫“没有的指标”的指标" in shown(client, f"{PAGE}?indicator=没有的指标")
    assert "没有给粮食产量定有数值的目标" in shown(client, f"{PAGE}?indicator=粮食产量")


def test_an_empty_ledger_says_what_to_do(workspace: Any, client: Client) -> None:
    assert "账本里还没有安排某一年工作的文件" in shown(client, PAGE)
    assert "账本里还没有安排某一年工作的文件" in shown(client, f"{PAGE}?indicator=gdp")


@pytest.mark.parametrize(
    "query",
    [
        "indicator=gdp&year=x", "indicator=gdp&year=99999999999", "indicator=%00&year=-1", "indicator=gdp&year=2025&place=%00", "indicator=" + "9" * 400,
        "indicator=gdp&year=２０２５", "indicator=<script>alert(1)</script>&place=<script>alert(1)</script>", "indicator=gdp&place=' OR 1=1 --",
        "indicator=gdp&year=1900&kind=growth", "place=420000", "indicator=gdp&indicator=cpi&year=2025&year=2024",
    ],
)  # fmt: skip
def test_what_is_asked_amiss_does_no_harm(papers: Any, client: Client, query: str) -> None:
    assert "<script>alert" not in shown(client, f"{PAGE}?{query}")
    for rest in ("targets.svg", "targets.csv"):
        assert client.get(f"{PAGE}{rest}?{query}").status_code in (200, 404)


def test_files_hold_what_is_shown(papers: Any, client: Client) -> None:
    answer = client.get(f"{PAGE}targets.csv?indicator=gdp&year=2025&place=420600")
    told = list(csv.DictReader(io.StringIO(body_of(answer).decode("utf-8-sig"))))
    assert [(row["地区"], row["比上级（百分点）"], row["加码"]) for row in told] == [("全国", "", ""), ("湖北省", "1", "是"), ("襄阳市", "0", "否"), ("樊城区", "-0.5", "否")]
    assert told[3]["目标原文链接"].startswith("http://testserver/documents/")
    assert told[3]["目标文件"].startswith("《")
    assert "%E8%A5%84%E9%98%B3%E5%B8%822025" in answer["Content-Disposition"]
    book = load_workbook(io.BytesIO(body_of(client.get(f"{PAGE}targets.xlsx?indicator=gdp&year=2025&place=420600"))))
    assert book.active.max_row == 5
    records = json.loads(body_of(client.get(f"{PAGE}targets.json?indicator=gdp&year=2025&place=420600")))
    assert [each["gap"] for each in records] == [None, 1, 0, -0.5]
    assert f"/reckoning/ladder/targets.csv?indicator=gdp&amp;year=2025&amp;place=420600&amp;kind=growth&amp;unit={'%25'}" in shown(client, f"{GDP}&place=襄阳")
    assert client.get(f"{PAGE}targets.exe?indicator=gdp&year=2025").status_code == 404
    assert client.get(f"{PAGE}targets.csv?indicator=gdp&year=2031").status_code == 404
    assert client.post(PAGE).status_code == 405


def test_the_picture_says_what_the_table_says(papers: Any, client: Client) -> None:
    page = unescape(shown(client))
    address, alt = re.search(r'<img src="([^"]*targets\.svg\?[^"]*)" alt="([^"]*)"', page).groups()
    assert alt == "2025年地区生产总值增速目标：6个地区有上级可比，3个加码，2个持平，1个低于上级。各地目标见表。"
    for more in ("", "&size=narrow", "&theme=dark"):
        answer = client.get(address + more)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
        drawn = answer.content.decode()
        for word in ("东西湖区", "7%以上 加码", "5.5% 低于上级", "6%—6.5% 持平", "5%左右"):
            assert word in drawn
        assert not re.search(r"<script|\son\w+=|href=\"http", drawn)


def test_too_many_documents_leave_out_lower_levels_whole(papers: Any, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ladders, "MOST", 5)
    page = shown(client)
    assert list(rows(page)) == ["全国", "湖北省", "武汉市", "襄阳市"], "districts alone would fall short: none of them"
    assert "只列了上面几级，另有4份下级的文件没有列入" in page
    assert "请填一个省或市" in page
    assert "没有列入" not in shown(client, f"{GDP}&place=襄阳市")
    monkeypatch.setattr(ladders, "MOST", 1)
    assert gathered(None, "gdp", 2025).whole_levels
    Standing.objects.exclude(level="district").delete()
    one = gathered(None, "gdp", 2025)
    assert (len(one.papers), one.left_out, one.whole_levels) == (1, 3, False)
    assert "另有3份没有列入" in shown(client)
    assert "东西湖区" in rows(shown(client)), "江汉区 comes before it and sets no such target"
    assert "列入的文件没有给粮食产量定有数值的目标" in shown(client, f"{PAGE}?indicator=粮食产量&year=2025")


def told_of(found: list[Ratchet]) -> list[Any]:
    return [
        (one.kind, one.unit, [(each.place, each.said, each.gap, each.pressed, each.missing, each.announced, [said.text for said in each.also]) for each in one.rungs])
        for one in found
    ]  # fmt: skip


def test_the_sentences_that_are_fetched_tell_as_much_as_whole_papers(papers: Any, workspace: Any, tmp_path: Path) -> None:
    more = "居民人均可支配收入与经济增长同步，化学需氧量和氨氮排放量均下降3%，单位地区生产总值能耗下降2.5%，将固定资产投资增长8%作为底线，新建5G基站300个、口袋公园10个。"
    load(tmp_path, workspace, report("武汉市硚口区", "2025年1月9日", more), "硚口.txt")
    whole = [paper for key in Standing.objects.values_list("place_key", flat=True).distinct() for paper in papers_of_place(None, key)]
    rungs = 0
    for one in indicators():
        expected = told_of(ratchet(whole, one.code, 2025))
        assert told_of(ratchet(gathered(None, one.code, 2025).papers, one.code, 2025)) == expected, one.code
        rungs += sum(len(each[2]) for each in expected)
    assert rungs > 40


def test_it_asks_the_ledger_as_often_for_many_papers_as_for_few(
    papers: Any, workspace: Any, tmp_path: Path, client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20) as few:
        shown(client)
    for name in ("江岸区", "硚口区", "汉阳区", "武昌区", "青山区", "洪山区"):
        load(tmp_path, workspace, report(f"武汉市{name}", "2025年1月9日", "地区生产总值增长6.8%。"), f"{name}.txt")
    with django_assert_max_num_queries(len(few)):
        assert "武昌区" in shown(client)


def test_a_correction_is_on_the_ladder(papers: dict[str, int], workspace: Any, client: Client) -> None:
    editor = User.objects.create(username="editor")
    Membership.objects.create(workspace=workspace, user=editor, role=Role.EDITOR)
    document = Document.objects.get(pk=papers["樊城"])
    at = TEXTS["樊城"].index("5.5%")
    actions.correct(document, at, at + 4, record="measure", field="value", value=6.5, person=editor, reason="原件为6.5%")
    assert "▲ 加码 0.5个百分点 襄阳市6%—6.5%" in rows(shown(client))["樊城区"]


def test_nothing_hidden_can_be_inferred(papers: Any, workspace: Any, tmp_path: Path) -> None:
    owner, stranger = User.objects.create(username="owner"), User.objects.create(username="stranger")
    Membership.objects.create(workspace=workspace, user=owner, role=Role.EDITOR)
    addresses = [
        PAGE, GDP, f"{GDP}&place=420100", f"{GDP}&place=藏青市", f"{PAGE}?indicator=gdp&year=2026", f"{PAGE}?indicator=grain_output", f"{PAGE}targets.svg?indicator=gdp&year=2025",
        f"{PAGE}targets.csv?indicator=gdp&year=2025", f"{PAGE}targets.json?indicator=gdp&year=2025",
    ]  # fmt: skip

    def seen(person: User | None) -> list[tuple[int, bytes]]:
        client = Client()
        if person is not None:
            client.force_login(person)
        answers = [client.get(each) for each in addresses]
        return [(each.status_code, re.sub(rb'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"', b"", body_of(each))) for each in answers]

    before = {person: seen(person) for person in (None, stranger)}
    load(tmp_path, workspace, report("武汉市江岸区", "2025年1月2日", "地区生产总值增长9.9%，粮食产量8万吨。"), "a.txt", audience="private", owner=owner)
    load(tmp_path, workspace, report("藏青市", "2026年1月2日", "地区生产总值增长9.9%。", year=2026), "b.txt", audience="workspace", owner=owner)
    gone = load(tmp_path, workspace, report("武汉市汉阳区", "2025年1月2日", "地区生产总值增长9.8%。"), "c.txt")
    actions.take_down(Document.objects.get(pk=gone).rendition.source, person=owner, reason="误发")
    for person, was in before.items():
        assert seen(person) == was
    mine = seen(owner)
    assert "江岸区".encode() in mine[1][1]
    assert b"2026" in mine[0][1]
    assert trees(None, "藏青市") == []


def test_comparisons_lead_here_and_back(papers: Any, client: Client) -> None:
    assert '<a href="/reckoning/ladder/?indicator=gdp">层层加码</a>' in shown(client, "/reckoning/compare/?indicator=gdp&modality=target")
    assert '<a href="/reckoning/ladder/?indicator=gdp&amp;year=2025">层层加码</a>' in shown(client, "/reckoning/compare/?indicator=gdp&modality=target&to=2025")
    assert 'href="/reckoning/compare/?indicator=gdp&amp;kind=growth' in shown(client)


def test_the_ladder_as_it_stood_on_a_day(workspace: Any, tmp_path: Path, client: Client) -> None:
    for name in ("全国", "湖北", "武汉"):
        load(tmp_path, workspace, TEXTS[name], f"{name}.txt")
    before, of_province = (rows(shown(client, address)) for address in (GDP, f"{GDP}&place=420000"))
    day = loaded_days_ago(8)
    load(tmp_path, workspace, TEXTS["东西湖"], "东西湖.txt")
    load(tmp_path, workspace, TEXTS["武汉"].replace("6.5%", "8%"), "武汉.txt")
    assert "8%以上" in rows(shown(client))["武汉市"]
    assert rows(shown(client, f"{GDP}&as_of={day}")) == before
    assert rows(shown(client, f"{GDP}&as_of={day}&place=420000")) == of_province
    assert rows(shown(client, f"{GDP}&as_of={day}&place=湖北省")) == of_province
    told = body_of(client.get(f"/reckoning/ladder/targets.json?indicator=gdp&year=2025&as_of={day}")).decode()
    assert "东西湖" not in told
    assert "6.5%以上" in told
    assert "没有给" in shown(client, f"{GDP}&as_of=1999-01-01")
