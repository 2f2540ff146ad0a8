"""`luoshi office`, `luoshi people key`, the day's lights and a rehearsal's day, as whoever keeps the ledger meets them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.office_parts import BEGAN, DAY, begun, issued, set_up

Called = Callable[..., tuple[int, str, str]]


@pytest.fixture
def called(db: None, capsys: Any) -> Called:
    from luoshi.cli import main

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([*arguments])
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return call


def test_units_are_set_up_once_and_a_post_goes_from_hand_to_hand(called: Called) -> None:
    assert called("office", "set-up", "--prefix", "云岭区")[0] == 0
    assert called("office", "set-up", "--prefix", "云岭区")[1].startswith("新设 0 个单位")
    for name in ("chen", "zhou"):
        called("people", "add", name, "--role", "reader", "--generate", "--full-name", f"{name}局长")
        assert called("office", "seat", name, "教育局", "负责人", "--since", "2024-01-01")[0] == 0
    listed = called("office", "list")[1]
    assert "zhou局长" in listed
    assert "chen局长" not in listed, "whoever held it before holds it no longer"


def test_a_new_post_needs_a_duty_and_a_leader_has_fields(called: Called) -> None:
    from luoshi.people.models import Post

    called("office", "set-up", "--prefix", "云岭区")
    called("people", "add", "wang", "--role", "reader", "--generate")
    assert "L706" in called("office", "seat", "wang", "云岭区政府", "副区长")[2]
    assert "L707" in called("office", "seat", "wang", "没有的局", "负责人")[2]
    ran = called("office", "seat", "wang", "云岭区政府", "副区长", "--duty", "leader", "--fields", "教育局，园林局")
    assert ran[0] == 0, ran[2]
    assert {unit.short for unit in Post.objects.get(title="副区长").fields.all()} == {"教育局", "园林局"}


def test_the_lights_are_those_of_the_day(workspace: Any, tmp_path: Path) -> None:
    from luoshi.delivering.lights import relight_all

    office = issued(begun(set_up(workspace), tmp_path))
    school = office.task("第二小学")
    assert (school.light, school.lit_on) == ("not_started", DAY), "lit with the step that issued it"
    assert relight_all(date(2024, 7, 1)) > 0
    school.refresh_from_db()
    assert (school.light, school.lit_on, school.unreported) == ("overdue", date(2024, 7, 1), 1), "due on 30 June, no report for the spring"
    assert relight_all(date(2024, 7, 1)) == 0


def test_only_a_rehearsal_has_a_day_that_is_set(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from luoshi.delivering.today import set_day, today
    from luoshi.errors import DeliverError

    monkeypatch.setenv("LUOSHI_HOME", str(tmp_path))
    with pytest.raises(DeliverError, match="L720"):
        set_day(BEGAN)
    assert today() > BEGAN
    settings.LUOSHI_REHEARSAL = True
    set_day(BEGAN)
    assert today() == BEGAN
    settings.LUOSHI_REHEARSAL = False
    assert today() > BEGAN, "a real ledger takes no notice of the file"


def test_a_matter_of_the_running_list_is_reported_on_from_its_own_day(workspace: Any) -> None:
    from luoshi.delivering.lights import light_of
    from luoshi.delivering.supervising.instructions import track

    office = set_up(workspace)
    for day in (date(2024, 2, 1), date(2024, 7, 10)):
        sources = [{"kind": "批示", "words": "积水"}]
        task = track(workspace, "查清积水原因", lead=office.units["教育局"], due=date(2024, 12, 1), sources=sources, person=office["li"], on=day)
    assert light_of(task, date(2024, 7, 20)).unreported == (), "nothing is owed for months before it was asked for"
    assert light_of(task, date(2024, 8, 20)).unreported == ("2024年7月",)


def test_amounts_are_told_as_an_official_writes_them() -> None:
    from decimal import Decimal

    from luoshi.delivering.clocks.wording import amount_said

    cases = [(4390000000, "元", "43.9亿元"), (28000, "人", "2.8万人"), (12345, "人", "12345人"), (9200, "人", "9200人"), (0, "个", "0个"), (-15000, "人", "-1.5万人")]
    for value, unit, said in cases:
        assert amount_said(Decimal(value), unit) == said
    assert amount_said(Decimal("12.50")) == "12.5"


def test_a_rehearsal_says_so_on_every_page(db: None, client: Any, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from luoshi.delivering.today import set_day

    monkeypatch.setenv("LUOSHI_HOME", str(tmp_path))
    assert "演练账本" not in client.get("/").content.decode()
    settings.LUOSHI_REHEARSAL = True
    set_day(date(2024, 3, 31))
    assert "演练账本：今天按2024年3月31日算" in client.get("/").content.decode()
