"""What units reported as later words: an answer for those who may see the task, and for nobody else."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.document_parts import load
from tests.office_parts import Office, begun, issued, set_up
from tests.test_office_tasks import planned

pytestmark = pytest.mark.django_db
LATER = date(2025, 1, 20)
SEATS, SCHOOL = "新增学位", "云岭第二小学建成投用"


@pytest.fixture
def office(workspace: Any, tmp_path: Path) -> Office:
    office = issued(begun(set_up(workspace), tmp_path))
    planned(office).joiners.clear()
    return office


def threads(person: Any, on: date = LATER) -> dict[str, Any]:
    from luoshi.delivering.answering import with_entries
    from luoshi.ledger.reckoned import threads_of_place

    return {each.promise.subject: each for each in with_entries(threads_of_place(person, "云岭区", 2024), person, on=on)}


def reported(office: Office, value: str, period: str = "2024Q4", *, accept: bool = True) -> None:
    from luoshi.delivering import working

    said = {"words": f"新增学位{value}个，已招生", "value": Decimal(value), "unit_of_value": "个", "version": None}
    report = working.save_report(office.task("第二小学"), period, **said, person=office["chen"], on=date(2025, 1, 6))
    working.submit(report, version=report.version, person=office["chen"], on=date(2025, 1, 6))
    if accept:
        working.accept_report(report, version=report.version, person=office["li"], on=date(2025, 1, 8))


def test_a_figure_accepted_for_the_years_last_quarter_answers_for_who_sees_the_task(office: Office) -> None:
    reported(office, "1000")
    told = threads(office["li"])[SEATS]
    assert (told.outcome, told.gap, told.official) == ("missed", -200, "")
    assert told.result.text == "2024年第四季度：新增学位1000个，已招生（1000个）"
    assert told.result.paper.internal
    assert threads(office["chen"])[SEATS].outcome == "missed", "its own unit sees it"
    for other in ("zhou", "nobody"):
        assert threads(office[other])[SEATS].result is None, "another unit does not"
    assert threads(office["li"], on=date(2025, 1, 7))[SEATS].result is None, "nor anyone before it was accepted"


def test_a_draft_and_a_figure_of_an_earlier_quarter_answer_nothing(office: Office) -> None:
    reported(office, "600", "2024Q2")
    reported(office, "1200", accept=False)
    assert threads(office["li"])[SEATS].result is None


def test_a_task_checked_and_closed_answers_the_act(office: Office) -> None:
    from luoshi.delivering import working

    assert threads(office["li"])[SCHOOL].outcome == "not_due"
    reported(office, "1200")
    closing = working.ask_closing(office.task("第二小学"), "closed", "已建成招生", person=office["chen"], on=date(2025, 1, 9))
    working.check(closing, "现场核查属实", true=True, person=office["li"], on=date(2025, 1, 10))
    assert threads(office["li"])[SCHOOL].outcome == "not_due"
    closing.refresh_from_db()
    working.approve_closing(closing, person=office["li"], on=date(2025, 1, 12))
    told = threads(office["li"])
    assert (told[SCHOOL].outcome, told[SEATS].outcome) == ("met", "met")
    assert told[SCHOOL].result.text == "2025-01-12销号：现场核查属实"


def test_beside_a_public_figure_a_reported_one_is_only_listed(office: Office, tmp_path: Path) -> None:
    text = "云岭区2025年政府工作报告\n一、2024年工作回顾\n2024年，新增学位1100个。\n"
    load(tmp_path, office.workspace, text, "2025.txt", audience="workspace")
    reported(office, "1200")
    told = threads(office["li"])[SEATS]
    assert (told.outcome, told.result.low) == ("missed", 1100)
    assert "内部进展报“2024年第四季度：新增学位1200个，已招生（1200个）”，并列不取舍" in told.why
    assert "内部进展" not in threads(office["zhou"])[SEATS].why


def test_pages_mark_it_and_lead_to_the_task(office: Office, client: Any) -> None:
    reported(office, "1000")
    task = office.task("第二小学")
    client.force_login(office["chen"])
    page = client.get("/reckoning/2024/云岭区/").content.decode()
    assert f'href="/office/tasks/{task.pk}/"' in page
    assert "内部进展，不公开" in page
    file = b"".join(client.get("/reckoning/2024/云岭区.csv").streaming_content)
    rows = csv.DictReader(io.StringIO(file.decode("utf-8-sig")))
    links = {row["目标原文"]: row["结果原文链接"] for row in rows}
    assert links["新增学位1200个"].endswith(f"/office/tasks/{task.pk}/")
    thread = threads(office["chen"])[SEATS]
    where = f"/reckoning/promise/{thread.promise.paper.key}/{thread.promise.start}-{thread.promise.end}/"
    assert "1000个" in client.get(where).content.decode()
    client.force_login(office["zhou"])
    for address in ("/reckoning/2024/云岭区/", where):
        assert "1000个" not in client.get(address).content.decode()
    assert "1000个" not in client.get("/api/v1/threads?place=云岭区&year=2024").content.decode(), "the public interface has none of it"
