"""A table of tasks in Debian's Chromium: cells changed with the keys, two at once, many rows together, without a script, on a phone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.accessibility import violations
from tests.account_parts import PASSWORD, served
from tests.test_account_browser import DESK, PHONE, fits, sign_in
from tests.test_web_browser import browser, opened

__all__ = ["browser"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

MAKE = """
import sys
from datetime import date
from pathlib import Path
from luoshi.ledger import database
database.configure(); database.ensure()
from luoshi.delivering.today import set_day
from luoshi.people.workspaces import main_workspace
from tests.office_parts import DAY, begun, set_up
set_day(DAY)
office = begun(set_up(main_workspace()), Path(sys.argv[1]))
for person in office.people.values():
    person.set_password(sys.argv[2]); person.save()
"""


@pytest.fixture
def site(home: dict[str, str], tmp_path: Path) -> Iterator[str]:
    """The address of a served office with a table in draft."""
    environment = {**home, "LUOSHI_REHEARSAL": "1"}
    done = subprocess.run([sys.executable, "-c", MAKE, str(tmp_path), PASSWORD], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with served(environment) as address:
        yield address


def inside(browser: Any, site: str, name: str, path: str, **context: Any) -> tuple[Any, list[str]]:
    page, complaints = opened(browser, f"{site}/sign-in/?next={path}", **context)
    sign_in(page, name, PASSWORD)
    page.wait_for_url(f"{site}{path}")
    return page, complaints


def cell(page: Any, words: str, field: str) -> Any:
    return page.locator("tr[data-r]", has_text=words).locator(f'td[data-f="{field}"]')


def saved(page: Any) -> None:
    page.locator("td.saving").first.wait_for(state="detached")


def test_cells_are_changed_with_the_keys_and_stay_changed(browser, site):
    page, complaints = inside(browser, site, "li", "/office/tables/1/", viewport=DESK)
    fits(page)
    lead = cell(page, "高新技术企业", "lead")
    lead.click()
    page.keyboard.press("Enter")
    lead.locator("input").fill("发改局")
    assert violations(page) == []
    page.keyboard.press("Tab")
    saved(page)
    page.keyboard.press("Enter")
    page.keyboard.type("财政局、科")
    assert page.locator("#joined option").first.get_attribute("value").startswith("财政局、")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.f") == "supplier"
    words = cell(page, "口袋公园", "words")
    words.dblclick()
    words.locator("textarea").fill("新建口袋公园12个")
    page.keyboard.press("Enter")
    saved(page)
    page.reload()
    assert cell(page, "高新技术企业", "lead").inner_text() == "发改局"
    assert "财政局、科" not in page.locator("#sheet").inner_text()
    page.get_by_text("新建口袋公园12个").wait_for()
    cell(page, "口袋公园", "words").click()
    page.keyboard.press("Alt+ArrowDown")
    page.locator("tr[data-r]").nth(4).locator("td.said", has_text="口袋公园").wait_for()
    assert complaints == []


def test_two_at_once_and_both_words_stand_beside_the_row(browser, site):
    page, complaints = inside(browser, site, "li", "/office/tables/1/", viewport=DESK)
    other, _ = inside(browser, site, "li", "/office/tables/1/", viewport=DESK)
    for each, unit in ((other, "发改局"), (page, "财政局")):
        cell(each, "高新技术企业", "lead").dblclick()
        each.keyboard.press("ControlOrMeta+a")
        each.keyboard.type(unit)
        each.keyboard.press("Enter")
        saved(each)
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert alert.locator("dd").all_inner_texts() == ["发改局", "财政局"]
    fits(page)
    page.get_by_role("button", name="用我填的").click()
    page.locator("tr.clash").wait_for(state="detached")
    saved(page)
    page.reload()
    assert cell(page, "高新技术企业", "lead").inner_text() == "财政局"
    assert [each for each in complaints if "409" not in each] == []


def test_many_rows_at_once_with_shift(browser, site):
    page, complaints = inside(browser, site, "li", "/office/tables/1/", viewport=DESK)
    boxes = page.locator('input[name="row"]')
    boxes.nth(3).click()
    boxes.nth(6).click(modifiers=["Shift"])
    page.get_by_text("已选 4 行").wait_for()
    page.locator("#many").get_by_label("牵头单位").fill("更新局")
    page.get_by_role("button", name="统一分工").click()
    page.wait_for_load_state()
    assert page.locator('td[data-f="lead"]', has_text="更新局").count() == 4
    assert complaints == []


def test_without_a_script_each_row_has_its_page(browser, site):
    page, _ = inside(browser, site, "li", "/office/tables/1/", viewport=DESK, java_script_enabled=False)
    page.locator("td.no a").nth(4).click()
    page.get_by_label("牵头单位").fill("发改局")
    page.get_by_role("button", name="存下并回到表里").click()
    assert page.locator("tr[data-r]").nth(4).locator('td[data-f="lead"]').inner_text() == "发改局"


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "dark"), (PHONE, "light"), (PHONE, "dark")], ids=["desk", "phone", "phone-dark"])
def test_opinions_are_given_and_settled_and_every_page_fits(browser, site, size, scheme):
    page, complaints = inside(browser, site, "li", "/office/tables/1/", viewport=size, color_scheme=scheme)
    fits(page)
    for path in ("/office/tables/", "/office/tables/new", "/office/tables/1/rows/5/"):
        page.goto(site + path)
        fits(page)
    page.goto(f"{site}/office/tables/1/")
    page.get_by_role("button", name="发出征求意见").click()
    page.wait_for_load_state()
    head, _ = inside(browser, site, "chen", "/office/tables/1/", viewport=size, color_scheme=scheme)
    row = head.locator("tr[data-r]", has_text="第二小学")
    row.locator("summary", has_text="提出异议").click()
    row.get_by_label("建议由哪个单位承担").fill("住建局")
    row.get_by_label("理由").fill("校舍由住建部门代建")
    fits(head)
    row.get_by_role("button", name="提出异议").click()
    head.get_by_text("校舍由住建部门代建").first.wait_for()
    leader, _ = inside(browser, site, "wang", "/office/tables/1/", viewport=size, color_scheme=scheme)
    fits(leader)
    leader.get_by_label("裁定意见").fill("由代建单位牵头")
    leader.get_by_role("button", name="改由区住房和城乡建设局承担").click()
    leader.wait_for_load_state()
    assert cell(leader, "第二小学", "lead").inner_text() == "住建局"
    assert complaints == []
