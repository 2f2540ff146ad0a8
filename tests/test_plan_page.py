"""The page of a plan's monitoring: what it shows, to whom, as of when; its picture, and what it gives to take away."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from docx import Document as Word
from openpyxl import load_workbook

from luoshi.ledger import actions
from luoshi.ledger.load import load_file
from luoshi.ledger.models import Document
from luoshi.ledger.plans import plan_and_later, plan_standing
from luoshi.people.models import Membership, Role, User
from luoshi.reading import read
from luoshi.reading.facts import FileReading
from tests.facts_parts import load, plain

pytestmark = pytest.mark.django_db

CHENGHU = Path(__file__).parent.parent / "examples" / "chenghu"
PLAN = """澄湖区国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要
表1 “十四五”主要指标
序号 | 指标名称 | 单位 | 2020年 | 2025年 | 年均增速（％）[累计] | 属性
1 | 地区生产总值 | 亿元 | 500 | 700 | 7左右 | 预期性
2 | 森林覆盖率 | ％ | 20 | 25 | [5] | 约束性
3 | 城镇新增就业 | 人 | 8000 | / | [45000以上] | 预期性
4 | 城镇调查失业率 | ％ | 5.5 | <6 | / | 预期性
5 | 单位地区生产总值能耗降低 | ％ | / | 完成市定目标 | | 约束性
"""
BARE = "澄湖区“十四五”公共服务规划\n\n一、总体要求\n坚持以人为本，统筹兼顾，循序渐进。\n"
NEWS = (
    "澄湖区人民政府新闻\n澄湖区又一批项目集中开工\n2024-05-09 来源：澄湖区人民政府\n\n5月8日，澄湖区举行二季度重大项目集中开工活动，总投资60亿元。"
    "记者从区发展和改革局获悉，澄湖区今年已开工项目19个。\n"
)
OTHER = "云陂市澄湖区“十四五”公共服务发展规划\n澄湖区人民政府\n2021年8月\n\n一、总体要求\n澄湖区坚持以人为本，统筹兼顾。\n"


def report(year: int, review: str, aims: str = "") -> str:
    return f"澄湖区{year}年政府工作报告\n\n一、{year - 1}年工作回顾\n{review}\n\n二、{year}年主要目标\n{aims}\n"


FIRST = report(2022, "2021年，地区生产总值540亿元，城镇新增就业9000人。", "地区生产总值增长8%以上。")
SECOND = report(2023, "2022年，地区生产总值560亿元，森林覆盖率22.5%，城镇新增就业9500人，城镇调查失业率6.3%。")
AMENDED = report(
    2024, "2023年，地区生产总值575亿元。2023年11月24日区人大常委会第十六次会议批准了规划《纲要》调整方案：2025年地区生产总值由700亿元调整为650亿元左右。"
)
LAST = report(2026, "2025年，地区生产总值690亿元，森林覆盖率25.2%，城镇调查失业率5.1%。")


@pytest.fixture
def plan(workspace: Any, tmp_path: Path) -> int:
    number = load(tmp_path, workspace, PLAN, "plan.txt")
    for name, text in (("2022", FIRST), ("2023", SECOND)):
        load(tmp_path, workspace, text, f"{name}.txt")
    return number


@cache
def sampled(name: str) -> FileReading:
    return read(CHENGHU / name)


@pytest.fixture
def sample(workspace: Any) -> int:
    """The sample district's plan, with its work reports and plan reports; the plan's number."""
    names = sorted(each.name for each in CHENGHU.iterdir() if not each.name.startswith("plan-145"))
    for name in names:
        load_file(CHENGHU / name, workspace=workspace, audience="public", read=lambda path: sampled(path.name))
    return load_file(CHENGHU / "plan-145.docx", workspace=workspace, audience="public", read=lambda path: sampled(path.name)).documents[0]


def shown(client: Client, number: int, query: str = "") -> str:
    answer = client.get(f"/reckoning/plans/{number}/{query}")
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def table(page: str) -> str:
    return page.split('<table class="facts monitored">')[1].split("</table>")[0]


def standings(page: str) -> dict[str, str]:
    """Name → standing, of every row."""
    found = re.findall(r'<th scope="row"><a[^>]*>(.*?)</a>.*?<span class="outcome [^"]*"><i[^>]*>.</i> (.*?)</span>', table(page), re.S)
    return dict(found)


def words_at(address: str) -> str:
    """The words of the document that an address points at."""
    hit = re.search(r"/documents/(\d+)/\?at=(\d+)-(\d+)#c\2-\3$", address)
    assert hit is not None, address
    return Document.objects.get(pk=int(hit[1])).rendition.text[int(hit[2]) : int(hit[3])]


def body_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_each_target_stands_against_time_in_shape_and_word(plan: int, client: Client) -> None:
    page = shown(client, plan)
    assert standings(page) == {
        "1. 地区生产总值": "滞后序时", "1. 地区生产总值（年均）": "未提及", "2. 森林覆盖率": "达到序时", "3. 城镇新增就业": "达到序时", "4. 城镇调查失业率": "越过目标",
        "5. 单位地区生产总值能耗降低": "未提及",
    }  # fmt: skip
    told = plain(page)
    assert "规划期 2021—2025年，监测到2022年，时间过去 40.0%" in told
    assert "▲ 滞后序时 1" in told
    assert "完成 30.0% ，时间 40.0%" in told
    assert '<rect class="done" x="0" y="3" width="30.0" height="6"/><rect class="time" x="40.0"' in page
    assert "1.85万人 2021—2022年各年数相加： 9000人 ＋ 9500人" in told
    assert "待下达：市下达澄湖区2024年“单位地区生产总值能耗降低”目标的文件" in told
    assert "累计 4.5万人以上" in told


def test_one_standing_and_one_year_are_in_the_address(plan: int, client: Client) -> None:
    assert set(standings(shown(client, plan, "?standing=behind&standing=broken"))) == {"1. 地区生产总值", "4. 城镇调查失业率"}
    earlier = shown(client, plan, "?year=2021")
    assert standings(earlier)["1. 地区生产总值"] == "达到序时"
    assert 'href="?year=2022"' in earlier
    assert "?year=2023" not in earlier, "no paper gives account of it"
    assert "没有符合这些条件的目标" in shown(client, plan, "?standing=kept")
    beyond = shown(client, plan, "?year=2025")
    assert "还没有报告2025年的文件，这里监测到2022年" in beyond
    assert standings(beyond) == standings(shown(client, plan))


@pytest.mark.parametrize(
    "query", ["?year=1999", "?year=2026", "?year=x", "?year=-1", "?year=2023.0", "?year=" + "9" * 400, "?year=２０２２", "?year=2021-2025", "?year=<script>"]
)
def test_a_year_that_is_none_of_the_plans_is_not_there(plan: int, client: Client, query: str) -> None:
    for address in ("", "progress.svg", "monitoring.xlsx"):
        assert client.get(f"/reckoning/plans/{plan}/{address}{query}").status_code == 404


@pytest.mark.parametrize("query", ["?as_of=x", "?standing=x&standing=<script>", "?as_of=0001-01-01", "?as_of=9999-12-31", "?theme=1&year=", "?standing=%00"])
def test_what_else_is_asked_amiss_does_no_harm(plan: int, client: Client, query: str) -> None:
    assert "<script>alert" not in shown(client, plan, query)


def test_what_is_no_plan_is_not_there(plan: int, workspace: Any, tmp_path: Path, client: Client) -> None:
    evaluation = load(tmp_path, workspace, "澄湖区“十四五”规划纲要实施情况中期评估报告\n\n一、总体进展\n地区生产总值575亿元。\n", "m.txt")
    work = Document.objects.exclude(pk__in=[plan, evaluation]).first()
    assert work is not None
    for number in (work.pk, evaluation, 0, 10**6, 10**30):
        for rest in ("", "progress.svg", "monitoring.xlsx", "midterm.docx"):
            assert client.get(f"/reckoning/plans/{number}/{rest}").status_code == 404
    assert client.get(f"/reckoning/plans/{plan}/other.docx").status_code == 404
    assert client.post(f"/reckoning/plans/{plan}/").status_code == 405


def test_a_plan_alone_says_what_is_lacking(workspace: Any, tmp_path: Path, client: Client) -> None:
    number = load(tmp_path, workspace, PLAN, "plan.txt")
    page = shown(client, number)
    assert "还没有报告规划期内年份的文件" in page
    assert "未提及 <b>" not in page
    assert "700亿元" in table(page)
    assert "progress.svg" not in page
    assert client.get(f"/reckoning/plans/{number}/progress.svg").status_code == 404
    assert client.get(f"/reckoning/plans/{number}/midterm.docx").status_code == 404
    assert client.get(f"/reckoning/plans/{number}/monitoring.xlsx").status_code == 200


def test_a_plan_without_anything_to_watch_says_so(workspace: Any, tmp_path: Path, client: Client) -> None:
    number = load(tmp_path, workspace, BARE, "plan.txt")
    page = shown(client, number)
    assert "没有可监测的" in page
    assert "认不出这份规划是哪个地区的，没有和别的文件对照" in page
    assert client.get(f"/reckoning/plans/{number}/progress.svg").status_code == 404


def test_news_gives_no_account_of_its_year(plan: int, workspace: Any, tmp_path: Path, client: Client) -> None:
    before = shown(client, plan)
    load(tmp_path, workspace, NEWS, "n.txt")
    after = shown(client, plan)
    assert "监测到2022年" in after
    assert standings(after) == standings(before)
    assert after.split("查过的文件")[1].count("<li>") == before.split("查过的文件")[1].count("<li>") + 1


def test_an_amendment_is_shown_with_what_was_and_who_approved_it(plan: int, workspace: Any, tmp_path: Path, client: Client) -> None:
    load(tmp_path, workspace, AMENDED, "2024.txt")
    page = shown(client, plan)
    row = next(each for each in table(page).split("<tr>") if "1. 地区生产总值</a>" in each)
    assert re.search(r">650亿元左右</a><small><b>已调整</b>，原 <a [^>]*>700亿元</a>", row)
    told = plain(page)
    assert "地区生产总值：由 700亿元 调整为 650亿元左右 ， 2023年11月24日区人大常委会第十六次会议批准" in told
    links = {unescape(words): unescape(address) for address, words in re.findall(r'<a[^>]*href="([^"]*)"[^>]*>([^<]*)</a>', page.split("<h2>指标调整")[1])}
    assert words_at(links["700亿元"]) == "700"
    assert words_at(links["650亿元左右"]) == "2025年地区生产总值由700亿元调整为650亿元左右"
    assert words_at(links["2023年11月24日区人大常委会第十六次会议批准"]).startswith("2023年11月24日区人大常委会第十六次会议批准")
    assert "已调整</b>" not in shown(client, plan, "?year=2022"), "it holds from its year"


def test_after_the_last_year_each_target_has_its_outcome(plan: int, workspace: Any, tmp_path: Path, client: Client) -> None:
    assert "期末结果" not in shown(client, plan)
    load(tmp_path, workspace, LAST, "2026.txt")
    page = shown(client, plan)
    told = plain(page.split("<h2>期末结果</h2>")[1].split("</table>")[0])
    assert re.search(r"1\. 地区生产总值 700亿元 690亿元 低于目标10亿元 ◆ 未达到", told)
    assert re.search(r"2\. 森林覆盖率 25% 25\.2% \S+ [●▲] ", told)
    assert "final.docx" in page
    assert "midterm.docx" not in page
    assert client.get(f"/reckoning/plans/{plan}/midterm.docx").status_code == 404
    lines = [line.text for line in Word(BytesIO(body_of(client.get(f"/reckoning/plans/{plan}/final.docx")))).paragraphs]
    assert any("结果690亿元" in line and "未达到" in line for line in lines)


def test_as_of_a_day_only_what_was_here_counts(workspace: Any, tmp_path: Path, client: Client) -> None:
    number = load(tmp_path, workspace, PLAN, "plan.txt")
    load(tmp_path, workspace, FIRST, "2022.txt")
    between = datetime.now(UTC)
    load(tmp_path, workspace, SECOND, "2023.txt")
    about = plan_standing(None, number)
    assert about is not None
    told = {when: plan_and_later(None, about, as_of=when) for when in (None, between, datetime(2001, 1, 1, tzinfo=UTC))}
    assert [len(each[1]) if each else None for each in told.values()] == [2, 1, None]
    page = shown(client, number, "?as_of=2001-01-01")
    assert "到2001-01-01，账本里还没有这份规划" in page
    assert 'name="as_of" value="2001-01-01"' in page
    for rest in ("progress.svg", "monitoring.xlsx", "midterm.docx"):
        assert client.get(f"/reckoning/plans/{number}/{rest}?as_of=2001-01-01").status_code == 404


def test_a_changed_file_is_watched_as_it_stands(plan: int, workspace: Any, tmp_path: Path, client: Client) -> None:
    between = datetime.now(UTC)
    newer = load(tmp_path, workspace, PLAN.replace("| 700 |", "| 650 |"), "plan.txt")
    assert newer != plan
    answer = client.get(f"/reckoning/plans/{plan}/?year=2021")
    assert (answer.status_code, answer["Location"]) == (302, f"/reckoning/plans/{newer}/?year=2021")
    assert "650亿元" in table(shown(client, newer))
    assert f"/reckoning/plans/{newer}/" in client.get(f"/documents/{newer}/").content.decode()
    assert "/reckoning/plans/" not in client.get(f"/documents/{plan}/").content.decode()
    about = plan_standing(None, newer)
    assert about is not None
    found = plan_and_later(None, about, as_of=between)
    assert found is not None
    assert found[0].key == str(plan), "on that day the file said so"


def test_nothing_hidden_can_be_inferred(plan: int, workspace: Any, tmp_path: Path) -> None:
    owner, stranger = User.objects.create(username="owner"), User.objects.create(username="stranger")
    Membership.objects.create(workspace=workspace, user=owner, role=Role.EDITOR)
    addresses = [f"/reckoning/plans/{plan}/{rest}" for rest in ("", "?year=2021", "?as_of=2100-01-01", "progress.svg")] + ["/places/澄湖区/"]

    def seen(person: User | None) -> list[bytes]:
        client = Client()
        if person is not None:
            client.force_login(person)
        return [re.sub(rb'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"', b"", body_of(client.get(each))) for each in addresses]

    before = {person: seen(person) for person in (None, stranger)}
    load(tmp_path, workspace, AMENDED, "a.txt", audience="private", owner=owner)
    load(tmp_path, workspace, LAST, "b.txt", audience="workspace", owner=owner)
    other = load(tmp_path, workspace, PLAN.replace("| 700 |", "| 777 |"), "c.txt", audience="private", owner=owner)
    gone = load(tmp_path, workspace, report(2025, "2024年，地区生产总值633亿元。"), "d.txt")
    actions.take_down(Document.objects.get(pk=gone).rendition.source, person=owner, reason="误发")
    for person, was in before.items():
        assert seen(person) == was
    assert Client().get(f"/reckoning/plans/{other}/").status_code == 404
    assert Client().get(f"/reckoning/plans/{other}/monitoring.xlsx").status_code == 404
    mine = seen(owner)
    assert "监测到2025年".encode() in mine[0]
    assert "650亿元左右".encode() in mine[0]
    assert f"/reckoning/plans/{other}/".encode() in mine[-1]


def test_it_asks_the_ledger_as_often_for_many_papers_as_for_few(
    plan: int, workspace: Any, tmp_path: Path, client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(45) as few:
        shown(client, plan)
    for year in range(2015, 2026):
        load(tmp_path, workspace, report(year, f"{year - 1}年，地区生产总值{500 + year - 2015}亿元。"), f"more-{year}.txt")
    with django_assert_max_num_queries(len(few)):
        shown(client, plan)


def test_places_and_documents_lead_to_it(plan: int, workspace: Any, tmp_path: Path, client: Client) -> None:
    place = client.get("/places/澄湖区/").content.decode()
    assert re.search(rf'规划：<a href="/reckoning/plans/{plan}/" title="[^"]*纲要">2021—2025年</a>', place)
    assert f'<a class="button" href="/reckoning/plans/{plan}/">规划监测</a>' in client.get(f"/documents/{plan}/").content.decode()
    work = Document.objects.exclude(pk=plan).first()
    assert work is not None
    assert "规划监测" not in client.get(f"/documents/{work.pk}/").content.decode()
    load(tmp_path, workspace, OTHER, "other.txt")
    assert ">云陂市澄湖区“十四五”公共服务发展规划</a>" in client.get("/places/澄湖区/").content.decode(), "two of the same years go by their titles"


def test_the_picture_says_what_the_table_says(plan: int, client: Client) -> None:
    page = unescape(shown(client, plan))
    address = re.search(r'<img src="([^"]*progress\.svg\?[^"]*)" alt="([^"]*)"', page)
    assert address is not None
    assert address[2] == "到2022年的进度：2个达到序时，1个滞后序时。各项数字见表。"
    for more in ("", "&size=narrow", "&theme=dark"):
        answer = client.get(address[1] + more)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
        drawn = answer.content.decode()
        for word in ("地区生产总值", "30.0% 滞后", "森林覆盖率", "50.0%", "41.1%"):
            assert word in drawn
        assert "失业率" not in drawn, "it has no share"
        assert not re.search(r"<script|\son\w+=|href=\"http", drawn)


def test_the_picture_is_vega_lite_and_stays_within_its_frame(plan: int) -> None:
    import altair

    from luoshi.reckoning.plans import monitor
    from luoshi.web.charts import Look
    from luoshi.web.reckoning.plan_chart import plan_chart
    from luoshi.web.reckoning.plan_rows import WIDEST

    about = plan_standing(None, plan)
    assert about is not None
    papers = plan_and_later(None, about)
    assert papers is not None
    for look in (Look(), Look(dark=True), Look(narrow=True)):
        drawn = plan_chart(monitor(*papers), look)
        assert drawn is not None
        found = json.loads(drawn)
        altair.LayerChart.from_dict(found)
        for bar in found["data"]["values"]:
            assert 0 <= bar["done"] <= WIDEST
            assert bar["at"] >= bar["done"]


def test_every_figure_of_the_samples_page_leads_to_words_that_have_it(sample: int, client: Client) -> None:
    page = shown(client, sample)
    assert "监测到2023年" in page
    assert len(standings(page)) == 28
    links = re.findall(r'<a (?:class="quiet" )?href="(/documents/\d+/\?at=[^"]*)"[^>]*>([^<]*)</a>', page)
    assert len(links) > 300
    for address, figure in links:
        words = words_at(unescape(address))
        digits = re.search(r"[\d.]+", figure)
        if digits and "千亿" not in words and not re.match(r"\d+ \||经济发展|\d{4}年\d+月|.*报告$", figure):
            told = re.sub(r"[,，]", "", words)
            found = [float(each) for each in re.findall(r"\d+(?:\.\d+)?", told)]
            assert any(abs(float(digits[0].rstrip(".")) * scale - each) < 1e-6 for each in found for scale in (1, 1e4, 1e-4)), (figure, words)
    chips = {name: int(count) for name, count in re.findall(r"</i> (\S+) <b>(\d+)</b></a>", page)}
    assert sum(chips.values()) == 28
    assert chips == {"达到序时": 5, "滞后序时": 5, "守住目标": 1, "不可比": 11, "未提及": 6}


def test_the_workbook_means_the_same_outside_the_ledger(sample: int, client: Client) -> None:
    answer = client.get(f"/reckoning/plans/{sample}/monitoring.xlsx?year=2023")
    assert answer["Cache-Control"] == "private, no-store"
    assert "澄湖区2021-2025年规划监测表（2023年）.xlsx" in unquote(answer["Content-Disposition"])
    book = load_workbook(BytesIO(body_of(answer)))
    assert book.sheetnames == ["2023年监测表", "历年监测", "规划指标", "年度目标", "指标调整"]
    for sheet in book:
        heads, *rows = sheet.values
        records = [dict(zip(heads, row, strict=True)) for row in rows]
        assert records, sheet.title
        for record in records:
            for name in ("原文链接", "目标原文链接", "最新数原文链接"):
                if record.get(name):
                    assert record[name].startswith("http://testserver/documents/")
                    assert words_at(record[name])
            if record.get("文件"):
                assert re.fullmatch(r"《.{6,}》", record["文件"])
                assert record["原文链接"].endswith(f"?at={record['起']}-{record['止']}#c{record['起']}-{record['止']}")
    heads, first, *_ = book["2023年监测表"].values
    told = dict(zip(heads, first, strict=True))
    assert (told["指标"], told["目标"], told["最新数"], told["完成比例%"], told["进度"]) == ("地区生产总值", "820亿元左右", "727.6亿元", 61.1, "达到序时")
    assert "727.6亿元" in words_at(told["最新数原文链接"])
    assert "820亿元" in words_at(told["目标原文链接"])


def test_the_draft_cites_addresses(sample: int, client: Client) -> None:
    answer = client.get(f"/reckoning/plans/{sample}/midterm.docx")
    assert answer["Cache-Control"] == "private, no-store"
    assert "澄湖区2021-2025年规划中期评估初稿（2023年）.docx" in unquote(answer["Content-Disposition"])
    word = Word(BytesIO(body_of(answer)))
    lines = [line.text for line in word.paragraphs]
    listed = {int(hit[1]): hit for line in lines if (hit := re.match(r"〔(\d+)〕《.+?》（(http://testserver/documents/\S+)）：“(.*)”$", line))}
    cells = [cell.text for each in word.tables for line in each.rows for cell in line.cells]
    cited = {int(number) for words in [*lines, *cells] for number in re.findall(r"〔(\d+)〕", words)}
    assert cited == set(listed)
    for hit in listed.values():
        assert hit[3] == " ".join(words_at(hit[2]).split())
    gdp = next(line for line in lines if line.startswith("1.地区生产总值。"))
    number = re.search(r"2023年727\.6亿元〔(\d+)〕", gdp)
    assert number is not None
    assert "727.6亿元" in listed[int(number[1])][3]
    assert client.get(f"/reckoning/plans/{sample}/final.docx").status_code == 404, "two years before its end"
