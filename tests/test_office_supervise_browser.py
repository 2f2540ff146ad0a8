"""Supervision's pages in Debian's Chromium: every page at a desk and on a phone, and a letter and a meeting carried through by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.account_parts import PASSWORD, served
from tests.test_account_browser import DESK, PHONE, fits
from tests.test_office_tasks_browser import inside
from tests.test_web_browser import browser

__all__ = ["browser"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
FILL = """
import json, sys
from datetime import date
from pathlib import Path
from luoshi.ledger import database
database.configure(); database.ensure()
from luoshi.delivering.lights import relight_all
from luoshi.delivering.supervising import bulletins, instructions, letters, meetings, pausing, questions
from luoshi.delivering.supervising.proposing import proposed_letter
from luoshi.delivering.today import set_day
from luoshi.people.models import User
from luoshi.people.workspaces import main_workspace
from tests.office_parts import begun, issued, set_up
DAY = date(2024, 7, 15)
office = issued(begun(set_up(main_workspace()), Path(sys.argv[1])))
for person in User.objects.all():
    person.set_password(sys.argv[2])
    person.save()
li, place, school, unit = {"person": office["li"], "on": DAY}, office.workspace, office.task("第二小学"), office.units["教育局"]
set_day(DAY)
relight_all(DAY)
def written(kind):
    found = proposed_letter(unit, [school], DAY)
    return letters.write_letter(kind, unit, found.tasks, found.words, found.reply_by, **li)
sent, signing = written("remind"), written("letter")
letters.send_letter(sent, "督提〔2024〕1号", version=sent.version, **li)
letters.send_to_sign(signing, version=signing.version, **li)
give = {"leader": office.posts["zhao"], **li}
first = instructions.record_instruction(place, "批〔2024〕7号", DAY, gist="整治校门口早晚高峰拥堵", lead=unit, due=date(2024, 9, 1), **give)
meeting = meetings.prepare(place, "weekly", DAY, chair=office.posts["wang"], **li)
meetings.choose(meeting, tasks=[school], **li)
(item,) = meetings.choose(meeting, words="汛期公园积水排查", why="已入汛", **li)
meetings.decide(item, "全面排查公园积水点", lead=office.units["园林局"], due=date(2024, 7, 31), **li)
paper = bulletins.draft_bulletin(place, "up", DAY, **li)
down = bulletins.draft_bulletin(place, "down", DAY, **li)
bulletins.send_bulletin(down, version=down.version, **li)
questions.ask(school, "何时招生？", person=office["wang"], on=DAY)
pausing.ask_pause(school, DAY, None, "管线迁改", person=office["chen"], on=DAY)
there = {"task": school.pk, "unit": unit.pk, "sent": sent.pk, "signing": signing.pk, "meeting": meeting.pk, "paper": paper.pk, "down": down.pk}
print(json.dumps(there))
"""


@pytest.fixture
def office(home: dict[str, str], tmp_path: Any) -> Iterator[tuple[str, dict[str, int]]]:
    """The address of the office's pages in a rehearsal of July 2024, and the numbers of what is there."""
    environment = {**home, "LUOSHI_REHEARSAL": "1"}
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(tmp_path), PASSWORD], env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    with served(environment) as address:
        yield f"{address}/office/", json.loads(done.stdout)


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"])
def test_every_page_is_legible_to_all_and_fits(browser, office, size, scheme):
    address, there = office
    seen = {
        "li": [
            "letters/", f"letters/new?unit={there['unit']}&task={there['task']}", f"letters/{there['sent']}/", "instructions/", "meetings/",
            f"meetings/{there['meeting']}/", "bulletins/", f"bulletins/{there['paper']}/", f"bulletins/{there['paper']}/edit", "templates/",
        ],
        "wang": [f"letters/{there['signing']}/", f"bulletins/{there['down']}/"],
        "chen": ["letters/", f"letters/{there['sent']}/", "meetings/"],
    }  # fmt: skip
    for name, paths in seen.items():
        page, complaints = inside(browser, address, name, viewport=size, color_scheme=scheme)
        for path in paths:
            assert page.goto(f"{address}{path}").status == 200, path
            page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true })")
            fits(page)
        assert complaints == []
        page.context.close()


def test_a_letter_by_hand_from_what_is_late_to_its_answer(browser, office):
    address, there = office
    page, complaints = inside(browser, f"{address}letters/", "li", viewport=DESK)
    unit = page.locator(".late-unit").filter(has=page.locator(f"[name='task'][value='{there['task']}']"))
    unit.locator("summary").click()
    unit.get_by_role("checkbox").first.check()
    unit.get_by_role("button", name="拟函").click()
    assert "未按要求推进" in page.get_by_label("正文").input_value()
    page.get_by_label("文种").select_option(label="督办通知")
    page.get_by_role("button", name="保存函稿").click()
    page.get_by_label("文号").fill("督通〔2024〕2号")
    page.get_by_role("button", name="编号发出").click()
    page.get_by_role("heading", name="已发出").wait_for()
    assert "督通〔2024〕2号" in page.locator(".paper").inner_text()
    head, more = inside(browser, page.url, "chen", viewport=PHONE)
    head.get_by_label("答复").fill("8月10日前完成竣工验收")
    head.get_by_role("button", name="答复").click()
    head.get_by_role("heading", name="已答复").wait_for()
    page.reload()
    page.get_by_role("button", name="办结").click()
    page.get_by_role("heading", name="已办结").wait_for()
    assert complaints == more == []


def test_a_meeting_by_hand_from_a_candidate_to_its_notes(browser, office):
    address, there = office
    page, complaints = inside(browser, f"{address}meetings/{there['meeting']}/", "li", viewport=DESK)
    page.locator(".ticks").get_by_role("checkbox").first.check()
    page.get_by_role("button", name="选入议题").click()
    third = page.locator(".agenda > li").nth(2)
    third.locator("summary", has_text="记录议定事项").click()
    third.get_by_label("议定事项").fill("两周内拿出整改方案")
    third.get_by_role("button", name="记录").click()
    page.locator(".decided", has_text="两周内拿出整改方案").wait_for()
    page.get_by_label("纪要").fill("会议听取了汇报。")
    page.get_by_role("button", name="会议已召开").click()
    page.get_by_text("已召开").wait_for()
    page.get_by_role("link", name="已列为督办任务").click()
    page.get_by_role("heading", name="全面排查公园积水点").wait_for()
    assert complaints == []
