"""Evidence, workbooks, rates, rows carried over, keys and calendars through their pages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.document_parts import load
from tests.office_parts import DAY, Office, begun, issued, set_up
from tests.test_tasks import REPORT

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
SPRING = date(2024, 4, 2)


@pytest.fixture
def office(workspace: Any, tmp_path: Path) -> Office:
    return begun(set_up(workspace), tmp_path)


@pytest.fixture
def day(settings: Any, office: Office) -> Iterator[Any]:
    """Set the day it is in the rehearsal."""
    from luoshi.delivering.today import set_day

    settings.LUOSHI_REHEARSAL = True
    set_day(DAY)
    return set_day


@pytest.fixture
def pages(client: Any, office: Office, day: Any) -> Any:
    """The answer that somebody gets at an address under /office/, or gets for what they send there."""

    def asked(name: str, path: str, data: dict[str, Any] | None = None, **options: Any) -> Any:
        client.force_login(office[name])
        return client.get(f"/office/{path}", **options) if data is None else client.post(f"/office/{path}", data, **options)

    return asked


def words(answer: Any) -> str:
    return str(answer.content.decode())


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def sheet(book: Any, name: str = "表.xlsx") -> io.BytesIO:
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    stream.name = name
    return stream


def file(data: bytes, name: str) -> io.BytesIO:
    stream = io.BytesIO(data)
    stream.name = name
    return stream


def reported(office: Office) -> Any:
    """A draft of the school's first quarter."""
    from luoshi.delivering import working

    return working.save_report(office.task("第二小学"), "2024Q1", words="主体结构封顶", person=office["sun"], on=SPRING)


def test_evidence_is_put_to_a_report_saved_as_a_file_and_withdrawn(office: Office, pages: Any, day: Any) -> None:
    from luoshi.delivering.models import Evidence
    from luoshi.people.access import KEEPER
    from luoshi.people.establishment import seat
    from luoshi.people.models import Post

    issued(office)
    seat(office["nobody"], Post.objects.get(unit=office.units["财政局"], duty="head"), since=DAY, by=KEEPER)
    task = office.task("第二小学")
    assert "请先保存那一期的进展" in words(pages("sun", f"tasks/{task.pk}/"))
    reported(office)
    day(SPRING)
    assert 'value="2024Q1"' in words(pages("sun", f"tasks/{task.pk}/"))
    sent = {"file": file(PDF, "验收<b>单.pdf"), "period": "2024Q1"}
    assert pages("sun", f"tasks/{task.pk}/evidence", sent).status_code == 302
    row = Evidence.objects.get()
    assert row.report is not None
    saved = pages("li", f"evidence/{row.pk}/")
    assert body(saved) == PDF
    assert saved["Content-Disposition"].startswith("attachment")
    assert (saved["X-Content-Type-Options"], saved["Content-Type"]) == ("nosniff", "application/pdf")
    assert pages("nobody", f"evidence/{row.pk}/").status_code == 404, "not another unit's"
    assert pages("nobody", f"evidence/{row.pk}/remove", {"why": "无关"}).status_code == 404
    assert pages("sun", f"evidence/{row.pk}/remove", {"why": " "}).status_code == 422, "it must be said why"
    pages("sun", f"evidence/{row.pk}/remove", {"why": "传错了"})
    assert pages("li", f"evidence/{row.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("data", "name", "status", "said"),
    [(b"<script>alert(1)</script>", "图.png", 422, "认不出"), (b"%PDF-" + b"0" * (20 << 20), "大.pdf", 413, "20 MB"), (None, "", 422, "请选")],
    ids=["html", "large", "none"],
)
def test_evidence_that_will_not_do_is_told(office: Office, pages: Any, data: bytes | None, name: str, status: int, said: str) -> None:
    issued(office)
    answer = pages("sun", f"tasks/{office.task('第二小学').pk}/evidence", {"file": file(data, name)} if data else {})
    assert answer.status_code == status
    assert said in words(answer)


def test_a_form_with_a_file_needs_the_pages_own_token(office: Office, day: Any) -> None:
    from django.test import Client

    issued(office)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(office["sun"])
    assert strict.post(f"/office/tasks/{office.task('第二小学').pk}/evidence", {"file": file(PDF, "单.pdf")}).status_code == 403


def test_units_go_out_and_come_in_line_by_line(office: Office, pages: Any) -> None:
    from luoshi.people.models import Membership, Role, Unit

    assert pages("li", "units.xlsx").status_code == 404
    Membership.objects.filter(user=office["li"]).update(role=Role.ADMINISTRATOR)
    assert "units/import" in words(pages("li", "units/"))
    book = load_workbook(io.BytesIO(body(pages("li", "units.xlsx"))))
    book["单位"].append(["云岭新区管委会", "新区", "功能区管委会", "区人民政府"])
    book["任职"].append(["云岭新区管委会", "主任", "没有这个人", "2024-01-10"])
    bad = pages("li", "units/import", {"file": sheet(book)})
    assert bad.status_code == 422
    assert "一行也没有写入" in words(bad)
    assert "“任职”第" in words(bad)
    book["任职"].delete_rows(book["任职"].max_row)
    assert "云岭新区管委会" in words(pages("li", "units/import", {"file": sheet(book)}))
    assert Unit.objects.filter(short="新区").exists()
    assert pages("sun", "units/import", {"file": sheet(book)}).status_code == 404


def test_a_units_period_goes_out_and_comes_back_row_by_row(office: Office, pages: Any, day: Any) -> None:
    from luoshi.delivering.models import Report

    issued(office)
    day(SPRING)
    unit = office.units["教育局"].pk
    assert f"quarter.xlsx?unit={unit}&amp;period=2024Q1" in words(pages("sun", "quarter/"))
    book = load_workbook(io.BytesIO(body(pages("sun", f"quarter.xlsx?unit={unit}&period=2024Q1"))))
    page = book["填报"]
    heads = [cell.value for cell in page[1]]
    page.cell(2, heads.index("进展") + 1).value = "主体结构<b>封顶"
    page.append([None] * heads.index("进展") + ["不知是谁的", None, None, None, "99999", "2024Q1", "0"])
    answer = words(pages("sun", "quarter/read", {"file": sheet(book), "unit": unit, "period": "2024Q1"}))
    assert "已保存 1 项" in answer
    assert "主体结构&lt;b&gt;封顶" in answer
    assert "“填报”第" in answer, "the row of nobody's is told"
    assert Report.objects.get().state == "draft"
    for path in (f"quarter.xlsx?unit={office.units['园林局'].pk}&period=2024Q1", f"quarter.xlsx?unit={unit}&period=2024Q9", "quarter.xlsx"):
        assert pages("sun", path).status_code == 404


def test_a_table_kept_in_a_workbook_becomes_a_draft(office: Office, pages: Any) -> None:
    book = Workbook()
    book.active.append(["序号", "任务内容", "牵头单位", "完成时限"])
    book.active.append([1, "新建社区食堂6个", "教育局", "2024年6月底"])
    book.active.append([2, "疏浚河道12公里", "河长办公室", "尽快"])
    assert 'name="year"' in words(pages("li", "tables/new"))
    answer = words(pages("li", "tables/import", {"file": sheet(book), "title": "2024年重点工作", "year": "2024"}))
    assert "没有名为“河长办公室”的现有单位" in answer
    number = re.search(r"/office/tables/(\d+)/", answer)
    assert number
    assert "新建社区食堂6个" in words(pages("li", f"tables/{number[1]}/"))
    assert pages("li", "tables/import", {"file": file(b"PK\x03\x04", "坏.xlsx"), "title": "表", "year": "2024"}).status_code == 422
    assert pages("sun", "tables/import", {"file": sheet(book), "title": "表", "year": "2024"}).status_code == 403


def test_the_adopted_text_is_held_against_the_draft_before_anything_is_made(office: Office, pages: Any, tmp_path: Path) -> None:
    from luoshi.delivering.models import TaskTable
    from luoshi.ledger.journal import JournalEntry

    text = REPORT.replace("新建口袋公园10个", "新建口袋公园12个").replace("推进老旧小区改造30个", "建设充电桩500个")
    adopted = load(tmp_path, office.workspace, text, "通过稿.txt", audience="workspace")
    page = f"tables/{office.table.pk}/carry"
    assert "先看对照" in words(pages("li", page))
    before = JournalEntry.objects.count()
    shown = words(pages("li", page, None, query_params={"document": str(adopted)}))
    assert "<del>10</del>" in shown
    assert "<ins>12</ins>" in shown
    assert shown.index("建设充电桩500个") < shown.index("推进老旧小区改造30个"), "one is new, the other gone"
    assert (TaskTable.objects.count(), JournalEntry.objects.count()) == (1, before), "nothing was made of it"
    answer = pages("li", page, {"document": adopted, "title": "通过稿分解表"})
    made = TaskTable.objects.latest("pk")
    assert answer["Location"] == f"/office/tables/{made.pk}/"
    assert made.title == "通过稿分解表"
    assert pages("sun", page).status_code == 404
    assert pages("li", page, None, query_params={"document": "999999"}).status_code == 404


def test_what_ended_as_carried_goes_on_into_the_next_years_draft_once(office: Office, pages: Any) -> None:
    from luoshi.delivering.drafting import draft
    from luoshi.delivering.models import Task
    from luoshi.ledger.models import Document

    issued(office)
    page = f"tables/{office.table.pk}/carry"
    assert "还没有以“跨年结转”办结" in words(pages("li", page))
    Task.objects.filter(pk=office.task("第二小学").pk).update(state="carried")
    assert "先<a" in words(pages("li", page)), "there is no table to carry into"
    into = draft(Document.objects.get(), workspace=office.workspace, person=office["li"], on=DAY)
    type(into).objects.filter(pk=into.pk).update(year=2025)
    pages("li", f"{page}/year", {"into": into.pk})
    pages("li", f"{page}/year", {"into": into.pk})
    assert Task.objects.filter(table=into, carried_from=office.task("第二小学").pk).count() == 1
    assert "已转入" in words(pages("li", page))


def test_rates_are_as_of_a_day_with_their_definitions_and_go_out_as_files(office: Office, pages: Any, day: Any) -> None:
    from luoshi.delivering import working
    from luoshi.ledger.journal import JournalEntry

    assert "先到" in words(pages("li", "rates/"))
    issued(office)
    report = reported(office)
    working.submit(report, version=report.version, person=office["chen"], on=SPRING)
    day(date(2024, 4, 20))
    now = words(pages("zhao", "rates/"))
    assert "不排名次" in now
    assert "第 1 版" in now
    row = now[now.index(str(office.units["教育局"])) :]
    assert "<b>100.0%</b>" in row[: row.index("</tr>")]
    earlier = words(pages("wu", "rates/?period=2024Q1&as_of=2024-04-01"))
    assert "<b>100.0%</b>" not in earlier, "nothing was handed in by then"
    for form, start in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")):
        answer = pages("li", f"rates.{form}", {"period": "2024Q1", "as_of": "2024-04-20"})
        assert answer.content.startswith(start)
        assert f".{form}" in answer["Content-Disposition"]
    assert JournalEntry.objects.filter(action="rate").count() == 2
    assert [pages("chen", "rates/").status_code, pages("li", "rates/?period=1999Y").status_code] == [404, 404]
    assert pages("li", "rates.csv").status_code == 405


def test_a_calendar_is_opened_by_its_key_alone_and_closed_for_good(office: Office, client: Any, day: Any, caplog: Any) -> None:
    from django.test import Client

    issued(office)
    client.force_login(office["sun"])
    assert "还没有密钥" in words(client.get("/account/"))
    assert client.post("/account/keys", {"use": "calendar", "label": " "}).status_code == 422
    made = words(client.post("/account/keys", {"use": "calendar", "label": "我的手机"}))
    found = re.search(r"/calendar/(luoshi_[\w-]+)\.ics", made)
    assert found
    assert found[1] not in words(client.get("/account/")), "it is shown once"
    stranger = Client()
    feed = stranger.get(found[0])
    assert (feed["Content-Type"], feed["Cache-Control"]) == ("text/calendar; charset=utf-8", "private, no-cache")
    assert not feed.cookies
    assert f"/office/tasks/{office.task('第二小学').pk}/" in feed.content.decode().replace("\r\n ", "")
    day(DAY + timedelta(days=1))
    assert stranger.get(found[0]).content == feed.content, "asked again where nothing happened it says the same"
    key = office["sun"].keys.get()
    client.force_login(office["chen"])
    assert client.post(f"/account/keys/{key.pk}/call-back").status_code == 404, "another's"
    client.force_login(office["sun"])
    client.post(f"/account/keys/{key.pk}/call-back")
    caplog.clear()
    with caplog.at_level("DEBUG"):
        gone = [stranger.get(path).status_code for path in (found[0], "/calendar/x.ics", "/calendar/钥.ics", f"/calendar/{'a' * 3000}.ics")]
    assert gone == [404] * 4
    assert found[1] not in caplog.text


def test_a_feed_that_breaks_leaves_no_key_in_the_log(office: Office, day: Any, caplog: Any) -> None:
    from django.test import Client

    from luoshi.delivering.models import Task
    from luoshi.people.personal_keys import make

    key = make(office["sun"], "calendar", "手机")
    Task.objects.filter(pk=issued(office).task("第二小学").pk).update(sources=[{"on": "某日"}])
    with caplog.at_level("DEBUG"):
        assert Client(raise_request_exception=False).get(f"/calendar/{key}.ics").status_code == 500
    assert key not in caplog.text


def test_home_reminds_of_what_falls_today(office: Office, pages: Any, day: Any) -> None:
    issued(office)
    day(date(2024, 4, 8))
    own = words(pages("chen", ""))
    assert "今日提醒" in own
    assert "今日到期" in own
    assert "今日提醒" not in words(pages("li", ""))
    assert "/office/rates/" in words(pages("li", ""))
    assert "/office/rates/" not in own
