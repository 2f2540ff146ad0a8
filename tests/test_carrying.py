"""From the draft's table to the adopted text's: what was decided goes along, and what changed is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.document_parts import load
from tests.office_parts import DAY, begun, set_up
from tests.test_tasks import REPORT


def test_rows_are_paired_one_to_one_and_only_where_it_is_clear() -> None:
    from luoshi.delivering.carrying import paired

    old = [("教育", "新建小学3所，新增学位1200个"), ("教育", "建好甲村道路五公里"), ("城建", "改造老旧小区")]
    new = [("城建", "改造老旧小区。"), ("教育", "新建小学4所，新增学位1200个"), ("教育", "建好乙村道路五公里"), ("教育", "建好丙村道路五公里")]
    assert paired(old, new) == {0: 1, 2: 0}, "of two that would do neither is taken"


@pytest.mark.django_db
def test_what_the_office_decided_goes_along(workspace: Any, tmp_path: Path) -> None:
    from luoshi.delivering.carrying import carry_over
    from luoshi.delivering.editing import change
    from luoshi.ledger.models import Document

    office = begun(set_up(workspace), tmp_path)
    school = office.task("第二小学")
    change(school, {"lead": office.units["住建局"]}, version=school.version, person=office["li"], on=DAY)
    assert "1200" in REPORT
    number = load(tmp_path, workspace, REPORT.replace("1200", "1300"), "2024年政府工作报告（通过稿）.txt", audience="workspace")
    found = carry_over(office.table, Document.objects.get(pk=number), person=office["li"], on=DAY)
    [(old, new)] = found.changed
    assert (old.pk, new.lead, new.carried_from_id) == (school.pk, office.units["住建局"], school.pk)
    assert not found.new
    assert not found.gone
    assert found.same == 6
