"""Evidence, rates, a workbook and a key in Debian's Chromium, at a desk and on a phone: what forms with files do that no client of tests does."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.account_parts import PASSWORD, served
from tests.test_account_browser import DESK, PHONE, fits
from tests.test_office_tasks_browser import FILL, inside
from tests.test_web_browser import browser

__all__ = ["browser"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def office(home: dict[str, str], tmp_path: Any) -> Iterator[tuple[str, int]]:
    """The address of the office's pages in a rehearsal of July 2024, and the number of the task with a plan and a report."""
    environment = {**home, "LUOSHI_REHEARSAL": "1"}
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(tmp_path), PASSWORD], env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    with served(environment) as address:
        yield f"{address}/office/", int(done.stdout)


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"])
def test_pages_of_files_are_legible_to_all_and_fit(browser, office, size, scheme):
    address, task = office
    for name, path in (("li", "rates/"), ("li", "tables/new"), ("li", "tables/1/carry"), ("chen", f"tasks/{task}/"), ("chen", "quarter/")):
        page, complaints = inside(browser, address + path, name, viewport=size, color_scheme=scheme)
        for each in page.locator("#evidence summary, .sheet-of summary").all():
            each.click()
        fits(page)
        assert not complaints
        page.context.close()


def test_a_file_is_put_to_a_task_and_a_sheet_goes_out_and_comes_back(browser, office, tmp_path):
    address, task = office
    page, complaints = inside(browser, f"{address}tasks/{task}/", "sun", viewport=DESK)
    page.locator("#evidence summary").first.click()
    page.locator("#evidence input[type=file]").set_input_files({"name": "验收单.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n"})
    page.get_by_role("button", name="上传").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="验收单.pdf").click()
    assert saved.value.suggested_filename == "验收单.pdf"
    page.goto(f"{address}quarter/")
    page.get_by_text("用工作簿填报").click()
    with page.expect_download() as sheet:
        page.get_by_role("link", name="填报表").click()
    page.get_by_label("填好的工作簿").set_input_files(sheet.value.path())
    page.get_by_role("button", name="读入").click()
    page.get_by_text("没有变化 1 项").wait_for()
    fits(page)
    assert not complaints


def test_a_calendar_is_subscribed_to_and_called_back(browser, office):
    address, _ = office
    page, _ = inside(browser, address, "sun", viewport=PHONE)
    page.goto(address.replace("/office/", "/account/"))
    page.get_by_label("名称").fill("我的手机")
    page.get_by_role("button", name="生成").click()
    feed = page.locator("code.key").inner_text()
    fits(page)
    assert re.search("BEGIN:VEVENT", page.request.get(feed).text())
    page.get_by_role("button", name="停用 我的手机").click()
    page.get_by_text("还没有密钥").wait_for()
    assert page.request.get(feed).status == 404
