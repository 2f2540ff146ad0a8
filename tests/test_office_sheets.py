"""Workbooks out and in: units, reports, tables of tasks. A formula is never taken, and nothing is half-written."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from luoshi.errors import DeliverError
from tests.office_parts import DAY, Office, begun, issued, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(workspace: Any, tmp_path: Path) -> Office:
    return begun(set_up(workspace), tmp_path)


def saved(book: Any) -> io.BytesIO:
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


def test_units_go_out_and_come_in_again_all_or_nothing(office: Office) -> None:
    from luoshi.delivering.sheets.units import export_units, import_units
    from luoshi.people.models import Membership, Role, Unit

    keeper = office["nobody"]
    Membership.objects.filter(user=keeper).update(role=Role.ADMINISTRATOR)
    out = export_units(office.workspace, person=keeper, on=DAY)
    again = import_units(office.workspace, io.BytesIO(out), person=keeper, on=DAY)
    assert (again.new, again.changed, again.wrong) == ([], [], []), "what went out comes in as it was"
    book = load_workbook(io.BytesIO(out))
    book["单位"].append(["云岭新区管委会", "新区", "功能区管委会", "区人民政府"])
    book["岗位"].append(["云岭新区管委会", "主任", "单位负责人", ""])
    book["任职"].append(["云岭新区管委会", "主任", "没有这个人", "2024-01-10"])
    bad = import_units(office.workspace, saved(book), person=keeper, on=DAY)
    assert not bad.written
    assert "没有这个人" in bad.wrong[0][1]
    assert "“任职”第" in bad.wrong[0][0]
    assert not Unit.objects.filter(short="新区").exists()
    book["任职"].cell(book["任职"].max_row, 3).value = "nobody"
    good = import_units(office.workspace, saved(book), person=keeper, on=DAY)
    assert good.written
    assert len(good.new) == 3


def test_a_report_sheet_is_taken_row_by_row(office: Office) -> None:
    from luoshi.delivering import working
    from luoshi.delivering.clocks.periods import period
    from luoshi.delivering.sheets.reports import HEADS, read_report_sheet, report_sheet

    issued(office)
    school, unit = office.task("第二小学"), office.units["教育局"]
    out = report_sheet(unit, period("2024Q1"), person=office["sun"], on=DAY)
    book = load_workbook(io.BytesIO(out))
    page = book["填报"]
    row = next(n for n in range(2, page.max_row + 1) if page.cell(n, 2).value == school.words)

    def fill(head: str, value: object) -> None:
        page.cell(row, HEADS.index(head) + 1).value = value

    fill("进展", "主体封顶，新增学位300个")
    fill("完成值", "=1+1")
    assert "公式" in read_report_sheet(saved(book), person=office["sun"], on=DAY).told[0][1]
    fill("完成值", 300)
    fill("单位", "个")
    assert read_report_sheet(saved(book), person=office["zhou"], on=DAY).saved == [], "not another unit's"
    [report] = read_report_sheet(saved(book), person=office["sun"], on=DAY).saved
    assert (report.value, report.words, report.state) == (300, "主体封顶，新增学位300个", "draft")
    assert read_report_sheet(saved(book), person=office["sun"], on=DAY).saved == [], "the same again changes nothing"
    working.save_report(school, "2024Q1", words="=SUM(A1)", version=report.version, person=office["sun"], on=DAY)
    [(_, why)] = read_report_sheet(saved(book), person=office["sun"], on=DAY).told
    assert "改" in why, "a row changed meanwhile is told"
    cells = load_workbook(io.BytesIO(report_sheet(unit, period("2024Q1"), person=office["sun"], on=DAY)))["填报"]
    assert [cell.data_type for line in cells for cell in line if cell.value == "=SUM(A1)"] == ["s"]


def test_an_existing_table_becomes_a_draft(office: Office) -> None:
    from luoshi.delivering.sheets.tables import import_table

    book = Workbook()
    for cells in (["序号", "任务内容", "牵头单位", "完成时限", "目标值"], [1, "新建停车位", "教育局", "6月底前", "1200个"], [2, "办好夜市", "夜市局", "尽快", ""]):
        book.active.append(cells)
    found = import_table(office.workspace, saved(book), "老表", 2024, person=office["li"], on=DAY)
    first, second = found.table.tasks.order_by("position")
    assert (first.lead, str(first.due), first.measures[0]["value"]) == (office.units["教育局"], "2024-06-30", 1200)
    assert second.lead is None
    assert any("夜市局" in what for _, what in found.told)
    assert any("尽快" in what for _, what in found.told)
    for bad in (b"", b"PK\x03\x04", b"text"):
        with pytest.raises(DeliverError, match="L745"):
            import_table(office.workspace, io.BytesIO(bad), "坏表", 2024, person=office["li"], on=DAY)
