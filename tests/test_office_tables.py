"""The pages of the tables of tasks: who sees which rows, every step through its door, and nothing lost where two edit at once."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.office_parts import DAY, Office, begun, issued, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(workspace: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Office:
    """A table in draft, on a day of a rehearsal."""
    from luoshi.delivering.today import set_day

    settings.LUOSHI_REHEARSAL = True
    (tmp_path / "home").mkdir(exist_ok=True)
    set_day(DAY)
    return begun(set_up(workspace), tmp_path)


def client(office: Office, name: str) -> Client:
    made = Client()
    made.force_login(office[name])
    return made


def page(office: Office, name: str, path: str = "", status: int = 200) -> str:
    answer = client(office, name).get(f"/office/tables/{office.table.pk}/{path}")
    assert answer.status_code == status, answer.content.decode()[:2000]
    return str(answer.content.decode())


def post(office: Office, name: str, path: str, **given: Any) -> Any:
    return client(office, name).post(f"/office/tables/{office.table.pk}/{path}", given)


def set_cell(office: Office, task: Any, field: str, value: str, *, name: str = "li", version: int | None = None) -> Any:
    return post(office, name, f"rows/{task.pk}/cell", field=field, value=value, version=version or task.version)


def consulted(office: Office) -> Office:
    assert post(office, "li", "consult").status_code == 302
    office.table.refresh_from_db()
    return office


def test_a_table_is_begun_from_a_document_on_its_page(office: Office) -> None:
    from luoshi.delivering.models import TaskTable

    door = client(office, "li")
    form = door.get("/office/tables/new").content.decode()
    assert "2024年政府工作报告" in form
    made = door.post("/office/tables/new", {"document": office.table.document_id, "title": "新表"})
    assert made["Location"] == f"/office/tables/{TaskTable.objects.get(title='新表').pk}/"
    assert "新表" in door.get("/office/tables/").content.decode()
    assert door.post("/office/tables/new", {"document": "999999"}).status_code == 422
    assert client(office, "chen").get("/office/tables/new").status_code == 403
    assert client(office, "nobody").get("/office/tables/new").status_code == 404


def test_the_sheet_shows_every_row_with_the_address_of_its_words(office: Office) -> None:
    from luoshi.web.document.addresses import words_address

    school = office.task("第二小学")
    shown = page(office, "li")
    assert words_address(office.table.document_id, school.anchor.start, school.anchor.end).replace("&", "&amp;") in shown
    assert shown.count("data-r=") == 7
    assert "新增学位：1200个" in shown or "1200个" in shown
    assert "发出征求意见" in shown
    assert "审核同意" not in shown, "only the steps this person may take"
    page(office, "chen", status=404)


@pytest.mark.parametrize(("query", "words"), [("unit={unit}", "第二小学"), ("q=老旧小区", "老旧小区"), ("only=no-lead", "老旧小区")])
def test_rows_are_narrowed_by_the_address(office: Office, query: str, words: str) -> None:
    from luoshi.delivering.models import Task

    Task.objects.filter(pk=office.task("老旧小区").pk).update(lead=None)
    shown = page(office, "li", "?" + query.format(unit=office.units["教育局"].pk))
    assert words in shown
    assert "高新技术企业" not in shown


def test_the_number_of_queries_does_not_grow_with_the_rows(office: Office, django_assert_max_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from luoshi.delivering.models import Task

    door = client(office, "li")
    address = f"/office/tables/{office.table.pk}/"
    door.get(address)
    with CaptureQueriesContext(connection, ) as before:
        door.get(address)
    unit = office.units["教育局"]
    for number in range(40):
        Task.objects.create(table=office.table, position=100 + number, words=f"事项{number}", lead=unit).joiners.set([office.units["财政局"]])
    with django_assert_max_num_queries(len(before)):
        assert door.get(address).content.decode().count("data-r=") == 47


@pytest.mark.parametrize(
    ("field", "typed", "now"),
    [
        ("words", "建成投用云岭第二小学", "建成投用云岭第二小学"), ("lead", "发改局", "发改局"), ("joiners", "财政局、住建局", "财政局、住建局"), ("due", "2024年7月1日", "2024-07-01"),
        ("due", "", ""), ("measures", "新增学位：1500个", "新增学位：1500个"), ("sources", "批示 〔2024〕5号", "批示 〔2024〕5号"),
        ("leader", "副区长（教育城建）", "副区长（教育城建）"), ("theme", "教育", "教育"), ("act", "配合", "配合"),
    ],
)  # fmt: skip
def test_a_cell_is_changed_in_its_place(office: Office, field: str, typed: str, now: str) -> None:
    from luoshi.web.office.tables.shown import said

    school = office.task("第二小学")
    answer = set_cell(office, school, field, typed)
    assert answer.status_code == 200, answer.content.decode()
    assert said(type(school).objects.get(pk=school.pk))[field] == now


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [("lead", "没有的局", "没有“没有的局”这个单位"), ("due", "明年", "完成时限请写日期"), ("words", " ", "任务内容须有"), ("words", "长" * 5000, "任务内容须有"),
     ("act", "督办", "办理类型须是"), ("sources", "听说", "任务来源请以"), ("due", "2024-02-31", "完成时限请写日期")],
)  # fmt: skip
def test_what_a_cell_cannot_be_is_said_beside_the_row_with_what_was_typed(office: Office, field: str, typed: str, said: str) -> None:
    school = office.task("第二小学")
    answer = set_cell(office, school, field, typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert typed[:4000] in answer.content.decode()
    assert office.task("第二小学").version == school.version


def test_of_two_who_edit_the_second_sees_both_and_loses_nothing(office: Office) -> None:
    school = office.task("第二小学")
    set_cell(office, school, "lead", "发改局")
    answer = set_cell(office, school, "lead", "财政局", version=school.version)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "现在是</dt><dd>发改局" in shown
    assert "您填的是</dt><dd>财政局" in shown
    assert office.task("第二小学").lead == office.units["发改局"]
    form = post(office, "li", f"rows/{school.pk}/", version=school.version, lead="财政局", words="6月底前建成小学")
    assert form.status_code == 409
    assert "现在是：发改局" in form.content.decode()
    assert "6月底前建成小学" in form.content.decode()
    now = office.task("第二小学").version
    assert post(office, "li", f"rows/{school.pk}/", version=now, lead="财政局").status_code == 302
    assert office.task("第二小学").lead == office.units["财政局"]


def test_many_rows_are_assigned_at_once_or_none(office: Office) -> None:
    rows = [office.task("口袋公园"), office.task("老旧小区")]
    given = {"row": [row.pk for row in rows], "do": "assign"}
    assert post(office, "li", "many", **given, lead="更新局", joiners="财政局", leader="区长").status_code == 302
    for row in rows:
        row.refresh_from_db()
        assert (row.lead, row.leader) == (office.units["更新局"], office.posts["zhao"])
        assert [unit.short for unit in row.joiners.all()] == ["财政局"]
    assert post(office, "li", "many", **given, lead="没有的局").status_code == 422
    assert post(office, "li", "many", do="assign", lead="更新局").status_code == 422
    assert post(office, "wu", "many", **given, lead="发改局").status_code == 403


def test_merge_split_drop_take_back_add_and_move_through_their_doors(office: Office) -> None:
    from luoshi.delivering.editing import standing
    from luoshi.delivering.models import Task

    school = office.task("第二小学")
    split = {"pieces": "6月底前建成投用云岭第二小学，\r\n新增学位1200个", "version": school.version}
    assert post(office, "li", f"rows/{school.pk}/split", **split).status_code == 302
    pieces = [office.task("第二小学"), office.task("1200个")]
    far = office.task("高新技术")
    assert post(office, "li", "many", do="merge", row=[pieces[0].pk, far.pk]).status_code == 422, "not neighbours"
    assert post(office, "li", "many", do="merge", row=[each.pk for each in pieces]).status_code == 302
    school.refresh_from_db()
    assert school.words == "6月底前建成投用云岭第二小学；新增学位1200个"
    assert post(office, "li", f"rows/{far.pk}/drop", version=far.version, why="").status_code == 422
    assert post(office, "li", f"rows/{far.pk}/drop", version=far.version, why="已列入另一张表").status_code == 302
    assert "已删除：已列入另一张表" in page(office, "li", "?only=dropped")
    assert post(office, "li", f"rows/{far.pk}/take-back").status_code == 302
    added = post(office, "li", "add", words="办好批示事项", kind="批示", source="〔2024〕5号")
    last = Task.objects.get(words="办好批示事项")
    assert added["Location"].endswith(f"#r{last.pk}")
    assert last.sources == [{"kind": "批示", "words": "〔2024〕5号"}]
    assert post(office, "li", "add", words="事项", kind="别的").status_code == 422
    post(office, "li", f"rows/{last.pk}/up")
    assert [row.pk for row in standing(office.table)][-2] == last.pk
    post(office, "li", f"rows/{last.pk}/down")
    assert [row.pk for row in standing(office.table)][-1] == last.pk


def test_a_units_head_sees_its_own_rows_and_answers_and_the_leader_settles(office: Office) -> None:
    from luoshi.delivering.models import Opinion

    consulted(office)
    school = office.task("第二小学")
    shown = page(office, "chen")
    assert "第二小学" in shown
    assert "高新技术企业" not in shown
    assert "送分管领导审核" not in shown
    unit = office.units["教育局"].pk
    assert post(office, "chen", f"rows/{school.pk}/object", unit=unit, why="", instead="住建局").status_code == 422
    objected = post(office, "chen", f"rows/{school.pk}/object", unit=unit, why="校舍由住建部门代建", instead="住建局")
    assert objected.status_code == 302
    assert "校舍由住建部门代建" in page(office, "li", "?only=objected")
    assert post(office, "li", "send-up").status_code == 422, "a difference is open"
    assert "维持原分工" in page(office, "wang")
    opinion = Opinion.objects.get(task=school)
    assert post(office, "li", f"opinions/{opinion.pk}/settle", decision="kept", why="维持").status_code == 403
    assert post(office, "wang", f"opinions/{opinion.pk}/settle", decision="moved", why="由代建单位牵头").status_code == 302
    assert office.task("第二小学").lead == office.units["住建局"]
    journal = page(office, "li", f"rows/{school.pk}/")
    assert "裁定：已改派" in journal
    assert "教育局提出异议" in journal


def test_a_head_agrees_to_all_own_rows_at_once(office: Office) -> None:
    from luoshi.delivering.models import Opinion

    consulted(office)
    mine = office.task("第二小学")
    assert post(office, "chen", "many", do="accept", row=[mine.pk]).status_code == 302
    assert Opinion.objects.get(task=mine).accepts
    assert post(office, "zhou", f"rows/{mine.pk}/accept", unit=office.units["教育局"].pk).status_code in (403, 404), "not for another"


def test_up_the_table_goes_and_after_issue_only_the_signer_changes_a_row(office: Office) -> None:
    from luoshi.delivering.editing import assign, wanting

    if missing := list(wanting(office.table)["no-lead"]):
        assign(missing, office.units["发改局"], person=office["li"], on=DAY)
    assert post(office, "li", "send-up").status_code == 302
    assert post(office, "wang", "redraft", why="").status_code == 422
    assert post(office, "zhao", "sign", number="1号").status_code == 409
    assert post(office, "wang", "approve").status_code == 302
    assert post(office, "zhao", "sign", number="云政办发〔2024〕3号", frequency="quarterly").status_code == 302
    school = office.task("第二小学")
    assert "云政办发〔2024〕3号" in page(office, "li")
    assert set_cell(office, school, "lead", "发改局").status_code == 403
    given = {"version": school.version, "lead": "发改局"}
    assert post(office, "zhao", f"rows/{school.pk}/", **given, why="").status_code == 422
    assert post(office, "zhao", f"rows/{school.pk}/", **given, why="机构职能调整").status_code == 302
    assert office.task("第二小学").lead == office.units["发改局"]


def test_files_hold_the_rows_a_person_sees(office: Office) -> None:
    import openpyxl

    issued(office)
    task = office.task("老旧小区")
    type(task).objects.filter(pk=task.pk).update(words="=1+1")
    whole = client(office, "li").get(f"/office/tables/{office.table.pk}.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(whole.streaming_content))).active
    assert sheet.max_row == 8
    assert any(cell.value == "'=1+1" for row in sheet for cell in row), "no formula"
    own = client(office, "chen").get(f"/office/tables/{office.table.pk}.xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(own.streaming_content))).active.values)
    assert [row[0] for row in rows[1:]] == ["5"], "only the unit's own, by the number everyone knows it by"
    paper = client(office, "wu").get(f"/office/tables/{office.table.pk}.docx")
    assert b"".join(paper.streaming_content)[:2] == b"PK"
    assert client(office, "nobody").get(f"/office/tables/{office.table.pk}.docx").status_code == 404


@pytest.mark.parametrize("path", ["rows/999999/", "rows/999999/cell", "rows/999999/drop", "opinions/9/settle", "nothing"])
def test_what_is_not_there_is_not_there(office: Office, path: str) -> None:
    assert post(office, "li", path, field="lead", value="x").status_code == 404


def test_before_the_first_table_the_page_says_what_to_do(office: Office) -> None:
    from luoshi.delivering.models import Task, TaskTable

    Task.objects.filter(table=office.table).delete()
    TaskTable.objects.all().delete()
    assert "从一份报告开始" in client(office, "li").get("/office/tables/").content.decode()
    assert "督查室发出征求意见后" in client(office, "chen").get("/office/tables/").content.decode()
