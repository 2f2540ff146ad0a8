"""A table of tasks from its first proposal to the closing of a task, step by step, each by whoever may take it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from luoshi.errors import DeliverError
from tests.office_parts import DAY, Office, begun, issued, set_up

pytestmark = pytest.mark.django_db
PLAN = {
    "standard": "小学建成并招生", "form": "竣工验收报告", "head": "陈局长", "liaison": "孙明", "due": date(2024, 6, 30),
    "nodes": [
        {"on": date(2024, 3, 31), "what": "主体封顶", "value": None},
        {"on": date(2024, 6, 28), "what": "竣工验收，新增学位1200个", "value": 1200},
    ],
}  # fmt: skip


@pytest.fixture
def office(workspace: Any, tmp_path: Path) -> Office:
    return begun(set_up(workspace), tmp_path)


def entries(action: str) -> list[Any]:
    from luoshi.ledger.journal import JournalEntry

    return list(JournalEntry.objects.filter(action=action).order_by("number"))


def test_a_draft_has_the_reports_rows_with_this_places_units(office: Office) -> None:
    from luoshi.delivering.editing import standing

    rows = list(standing(office.table))
    assert [row.part for row in rows] == [1, 1, 1, 2, 2, 2, 2]
    assert office.task("第二小学").lead == office.units["教育局"]
    assert office.task("第二小学").due == date(2024, 6, 30)
    assert office.task("地区生产总值").supplier == office.units["统计局"], "who leads does not give the figure"
    assert all(row.anchor is not None and row.anchor.words == row.words for row in rows), "each row holds to its words"
    assert office.table.title == "云岭区2024年目标任务分解表"
    assert [entry.target_kind for entry in entries("draft")] == ["tasktable"]


def test_the_office_edits_rows_and_the_second_of_two_is_told(office: Office) -> None:
    from luoshi.delivering.editing import change

    row, same = office.task("老旧小区"), office.task("老旧小区")
    change(row, {"lead": office.units["更新局"], "joiners": [office.units["住建局"]]}, version=row.version, person=office["li"], on=DAY)
    assert office.task("老旧小区").lead == office.units["更新局"]
    with pytest.raises(DeliverError, match="L712"):
        change(same, {"words": "别的"}, version=same.version, person=office["li"], on=DAY)
    assert "老旧小区" in office.task("老旧小区").words, "what came second is not half-written"


def test_merge_split_drop_add_and_move(office: Office) -> None:
    from luoshi.delivering import editing
    from luoshi.delivering.models import Task

    school = office.task("第二小学")
    first, second = editing.split(
        school, ["6月底前建成投用云岭第二小学", "新增学位1200个"], version=school.version, person=office["li"], on=DAY
    )
    assert (first.anchor, second.position) == (second.anchor, first.position + 1)
    assert [each["words"] for each in second.measures] == ["1200个"]
    whole = editing.merge([second, first], person=office["li"], on=DAY)
    assert whole == first
    assert whole.words == "6月底前建成投用云岭第二小学；新增学位1200个"
    gone = Task.objects.get(pk=second.pk)
    assert (gone.state, gone.into) == ("merged", whole)
    with pytest.raises(DeliverError, match="L713"):
        editing.drop(whole, " ", version=whole.version, person=office["li"], on=DAY)
    editing.drop(whole, "与另一行重复", version=whole.version, person=office["li"], on=DAY)
    assert whole not in editing.standing(office.table)
    editing.take_back(whole, person=office["li"], on=DAY)
    extra = editing.add(office.table, "办好区长批示事项", person=office["li"], on=DAY, sources=[{"kind": "批示", "words": "〔2024〕5号"}])
    editing.move(extra, before=office.task("口袋公园"), person=office["li"], on=DAY)
    rows = [row.words for row in editing.standing(office.table).filter(part=2)]
    assert rows[0] == "办好区长批示事项"


def test_opinions_are_asked_for_and_differences_settled_by_the_leader_then_the_head(office: Office) -> None:
    from luoshi.delivering import issuing
    from luoshi.delivering.editing import assign, wanting

    assign(list(wanting(office.table)["no-lead"]), office.units["发改局"], person=office["li"], on=DAY)
    issuing.consult(office.table, person=office["li"], on=DAY)
    school, park = office.task("第二小学"), office.task("口袋公园")
    issuing.accept(school, office.units["教育局"], person=office["chen"], on=DAY)
    objection = issuing.object_to(park, office.units["园林局"], "属于城管", office.units["城管局"], person=office["zhou"], on=DAY)
    with pytest.raises(DeliverError, match="L710"):
        issuing.accept(park, office.units["园林局"], person=office["chen"], on=DAY)
    with pytest.raises(DeliverError, match="L715"):
        issuing.send_up(office.table, person=office["li"], on=DAY)
    issuing.settle(objection, "passed-up", "涉及职能调整", person=office["wang"], on=DAY)
    with pytest.raises(DeliverError, match="L710"):
        issuing.settle(objection, "kept", "维持", person=office["wang"], on=DAY)
    issuing.settle(objection, "moved", "改由城管局牵头", person=office["zhao"], on=DAY)
    assert office.task("口袋公园").lead == office.units["城管局"]
    issuing.send_up(office.table, person=office["li"], on=DAY)
    assert len(entries("settle")) == 2


def test_an_issued_table_is_frozen_and_changes_only_by_amendment(office: Office) -> None:
    from luoshi.delivering import issuing
    from luoshi.delivering.editing import change

    issued(office)
    row = office.task("口袋公园")
    assert (office.table.number, office.table.issued_on, row.state) == ("云政办发〔2024〕3号", DAY, "planning")
    with pytest.raises(DeliverError, match="L711"):
        change(row, {"words": "别的"}, version=row.version, person=office["li"], on=DAY)
    with pytest.raises(DeliverError, match="L713"):
        issuing.amend(row, {"lead": office.units["城管局"]}, "", version=row.version, person=office["zhao"], on=DAY)
    issuing.amend(row, {"lead": office.units["城管局"]}, "机构调整", version=row.version, person=office["zhao"], on=DAY)
    (entry,) = entries("amend")
    assert entry.why == "机构调整"
    assert "区园林和林业局" in entry.payload


def test_from_plan_to_closing(office: Office) -> None:
    from luoshi.delivering import working

    task = issued(office).task("第二小学")
    plan = working.file_plan(task, **PLAN, person=office["chen"], on=DAY)
    working.return_plan(plan, "节点过少", version=plan.version, person=office["li"], on=DAY)
    plan = working.file_plan(task, **PLAN, person=office["chen"], on=DAY)
    working.accept_plan(plan, version=plan.version, person=office["li"], on=DAY)
    report = working.save_report(
        task, "2024Q1", words="主体结构封顶，完成投资3000万元", value=Decimal(0), person=office["sun"], on=DAY
    )
    with pytest.raises(DeliverError, match="L710"):
        working.submit(report, version=report.version, person=office["sun"], on=DAY)
    working.submit(report, version=report.version, person=office["chen"], on=DAY)
    working.return_report(report, "请附现场照片", version=report.version, person=office["li"], on=DAY)
    report = working.save_report(
        task, "2024Q1", words="主体结构封顶，照片附后", version=report.version, person=office["sun"], on=DAY
    )
    working.submit(report, version=report.version, person=office["chen"], on=DAY)
    working.accept_report(report, version=report.version, person=office["li"], on=DAY)
    closing = working.ask_closing(office.task("第二小学"), "closed", "6月20日竣工验收", person=office["chen"], on=DAY)
    with pytest.raises(DeliverError, match="L711"):
        working.approve_closing(closing, person=office["li"], on=DAY)
    working.check(closing, "现场核查，已招生", true=True, person=office["li"], on=DAY)
    working.approve_closing(closing, person=office["li"], on=date(2024, 7, 1))
    task = office.task("第二小学")
    assert (task.state, task.closed_on) == ("closed", date(2024, 7, 1))


def test_what_was_found_untrue_is_not_closed(office: Office) -> None:
    from luoshi.delivering import working

    task = _underway(office)
    closing = working.ask_closing(task, "closed", "已完成", person=office["chen"], on=DAY)
    working.check(closing, "现场未开工", true=False, person=office["li"], on=DAY)
    with pytest.raises(DeliverError, match="L711"):
        working.approve_closing(closing, person=office["li"], on=DAY)
    working.refuse_closing(closing, "与事实不符", person=office["li"], on=DAY)
    assert office.task("第二小学").state == "underway"


def test_only_a_leader_ends_a_task_that_was_not_done(office: Office) -> None:
    from luoshi.delivering import working

    task = _underway(office)
    closing = working.ask_closing(task, "carried", "用地手续未批", person=office["chen"], on=DAY)
    working.check(closing, "属实", true=True, person=office["li"], on=DAY)
    with pytest.raises(DeliverError, match="L710"):
        working.approve_closing(closing, why="结转", person=office["li"], on=DAY)
    with pytest.raises(DeliverError, match="L713"):
        working.approve_closing(closing, person=office["wang"], on=DAY)
    working.approve_closing(closing, why="结转至2025年", person=office["wang"], on=DAY)
    assert office.task("第二小学").state == "carried"


ASKED = [
    ("2024Q2", Decimal(400), "新增学位400个", set(), "a figure that rises"),
    ("2024Q2", Decimal(100), "新增学位100个", {"falls"}, "it was 300"),
    ("2024Q2", Decimal(1000), "新增学位1000个", {"jumps"}, "more than three times as much"),
    ("2024Q2", None, "各项工作有序推进", {"no-fact"}, "nothing that could be checked"),
    ("2024Q2", None, "有序推进，6月20日完成竣工验收", set(), "a fact beside the phrase"),
]


@pytest.mark.parametrize(("period", "value", "words", "expected", "why"), ASKED)
def test_what_is_asked_at_entry(
    office: Office, period: str, value: Decimal | None, words: str, expected: set[str], why: str
) -> None:
    from luoshi.delivering import working

    task = _underway(office)
    working.save_report(task, "2024Q1", words="新增学位300个", value=Decimal(300), person=office["sun"], on=DAY)
    assert set(working.questions(task, period=period, value=value, words=words)) == expected, why
    report = working.save_report(task, period, words=words, value=value, person=office["sun"], on=DAY)
    if expected:
        with pytest.raises(DeliverError, match="L717"):
            working.submit(report, version=report.version, person=office["chen"], on=DAY)
        answers = dict.fromkeys(expected, "已核对，情况属实")
        report = working.save_report(
            task, period, words=words, value=value, answers=answers, version=report.version, person=office["sun"], on=DAY
        )
    working.submit(report, version=report.version, person=office["chen"], on=DAY)
    assert report.state == "submitted"


def test_a_duty_stays_with_the_post(office: Office) -> None:
    from luoshi.delivering import working
    from luoshi.people.access import KEEPER
    from luoshi.people.establishment import seat

    task = issued(office).task("第二小学")
    seat(office["nobody"], office.posts["chen"], since=date(2024, 3, 1), by=KEEPER)
    with pytest.raises(DeliverError, match="L710"):
        working.file_plan(task, **PLAN, person=office["chen"], on=date(2024, 3, 2))
    working.file_plan(task, **PLAN, person=office["nobody"], on=date(2024, 3, 2))


def test_each_sees_what_is_theirs(office: Office) -> None:
    from luoshi.delivering.rights import seen_tables, seen_tasks

    whole = office.table.tasks.count()
    assert seen_tasks(office["chen"], on=DAY).count() == 0, "a draft is the office's"
    issued(office)
    seen = {name: seen_tasks(office[name], on=DAY).count() for name in office.people}
    assert seen["li"] == seen["zhao"] == seen["wu"] == whole
    assert seen["chen"] == seen["sun"] == 1
    assert seen["nobody"] == 0
    assert seen_tasks(None, on=DAY).count() == 0
    assert 0 < seen["wang"] < whole
    assert seen_tables(office["nobody"], on=DAY).count() == 0
    assert seen_tables(office["sun"], on=DAY).count() == 1


def test_an_earlier_table_of_this_place_gives_the_next_years_leads(office: Office, tmp_path: Path) -> None:
    from luoshi.delivering.drafting import draft
    from luoshi.delivering.editing import change
    from luoshi.ledger.models import Document
    from tests.document_parts import load
    from tests.test_tasks import REPORT

    row = office.task("口袋公园")
    change(row, {"lead": office.units["城管局"], "joiners": []}, version=row.version, person=office["li"], on=DAY)
    issued(office)
    later = REPORT.replace("2024", "2025").replace("2023", "2024").replace("口袋公园10个", "口袋公园12个")
    number = load(tmp_path, office.workspace, later, "2025年政府工作报告.txt", audience="workspace")
    table = draft(Document.objects.get(pk=number), workspace=office.workspace, person=office["li"], on=date(2025, 1, 20))
    row = table.tasks.get(words__contains="口袋公园")
    assert row.lead == office.units["城管局"]
    assert "以往分工" in row.reason


def _underway(office: Office) -> Any:
    from luoshi.delivering import working

    task = issued(office).task("第二小学")
    plan = working.file_plan(task, **PLAN, person=office["chen"], on=DAY)
    working.accept_plan(plan, version=plan.version, person=office["li"], on=DAY)
    return office.task("第二小学")
