"""The proposed table of tasks, taken away from a document's page."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from docx import Document as Paper

from tests.document_parts import NEWS, load
from tests.test_tasks import REPORT

pytestmark = pytest.mark.django_db


@pytest.fixture
def number(workspace: Any, tmp_path: Any) -> int:
    return load(tmp_path, workspace, REPORT, "2024年政府工作报告.txt")


@pytest.fixture
def reader(client: Any, workspace: Any) -> Any:
    from luoshi.people.models import User

    client.force_login(User.objects.create(username="li"))
    return client


def test_a_workbook_and_an_official_paper(reader: Any, number: int) -> None:
    book = reader.get(f"/documents/{number}/tasks.xlsx")
    assert book["Content-Disposition"].startswith("attachment")
    rows = [*openpyxl.load_workbook(io.BytesIO(book.getvalue())).worksheets[0].iter_rows(values_only=True)]
    assert [row[3] for row in rows[1:]][:2] == ["地区生产总值增长6%左右", "一般公共预算收入增长5%以上"]
    paper = Paper(io.BytesIO(reader.get(f"/documents/{number}/tasks.docx").getvalue()))
    assert paper.paragraphs[0].text == "云岭区2024年政府工作报告目标任务分解表"


def test_what_a_person_corrected_is_in_it(reader: Any, number: int, workspace: Any) -> None:
    from luoshi.ledger.actions import correct
    from luoshi.ledger.models import Document
    from luoshi.people.models import Membership, User

    editor = User.objects.get()
    Membership.objects.create(workspace=workspace, user=editor, role="editor")
    document = Document.objects.get(pk=number)
    span = (document.start, document.end)
    correct(document, *span, record="document", field="place_name", value="云岭新区", person=editor, reason="更名")
    paper = Paper(io.BytesIO(reader.get(f"/documents/{number}/tasks.docx").getvalue()))
    assert paper.paragraphs[0].text.startswith("云岭新区2024年")


def test_visitors_are_asked_to_sign_in(client: Any, number: int) -> None:
    assert client.get(f"/documents/{number}/tasks.xlsx").status_code == 302
    assert "任务分解表初稿" not in client.get(f"/documents/{number}/").content.decode()


def test_it_is_offered_where_there_are_tasks_and_not_where_there_are_none(reader: Any, number: int, workspace: Any, tmp_path: Any) -> None:
    assert "任务分解表初稿" in reader.get(f"/documents/{number}/").content.decode()
    news = load(tmp_path, workspace, NEWS, "新闻.txt")
    assert "任务分解表初稿" not in reader.get(f"/documents/{news}/").content.decode()
    assert reader.get(f"/documents/{news}/tasks.xlsx").status_code == 404
    assert reader.get(f"/documents/{number}/tasks.exe").status_code == 404


def test_what_is_not_theirs_to_see_is_not_there(reader: Any, workspace: Any, tmp_path: Any) -> None:
    hidden = load(tmp_path, workspace, REPORT.replace("2024", "2034"), "内部.txt", audience="workspace")
    assert reader.get(f"/documents/{hidden}/tasks.xlsx").status_code == 404
