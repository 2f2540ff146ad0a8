"""Searching, keeping a search and asking in Debian's Chromium, at a desk and on a phone; each page asked for WCAG 2.2 AA."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.account_parts import PASSWORD, served
from tests.test_account_browser import DESK, PHONE, fits, sign_in
from tests.test_people_processes import people
from tests.test_web_browser import browser, in_view, opened  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CHENGHU = Path(__file__).parent.parent / "examples" / "chenghu"
SIZES = pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"])


@pytest.fixture
def pages(home: dict[str, str]) -> Iterator[str]:
    """The address of the sample district, served, with a reader's account."""
    account = ("add", "li", "--role", "reader", "--full-name", "李四", "--password-stdin")
    assert people(home, *account, given=PASSWORD).returncode == 0
    papers = [str(CHENGHU / name) for name in ("work-report-2023.docx", "work-report-2024.pdf", "plan-report-2024.txt")]
    loaded = subprocess.run([sys.executable, "-m", "luoshi.cli", "load", *papers], env=home, capture_output=True, text=True)
    assert loaded.returncode == 0, loaded.stderr
    with served(home) as address:
        yield address


@SIZES
def test_from_a_word_to_its_place_in_the_text(browser, pages, size, scheme):  # noqa: F811
    page, complaints = opened(browser, f"{pages}/search/", viewport=size, color_scheme=scheme)
    fits(page)
    page.locator("main").click(position={"x": 5, "y": 5})
    page.keyboard.press("/")
    page.keyboard.type("招商引资")
    page.keyboard.press("Enter")
    page.locator(".hits mark").first.wait_for()
    assert page.locator(".hits mark").first.inner_text() == "招商引资"
    fits(page)
    for tab in ("数据", "任务", "项目", "政策", "名词"):
        page.locator(".tabs a", has_text=tab).click()
        page.wait_for_load_state()
        fits(page)
    page.locator(".tabs a", has_text="句子").click()
    page.get_by_label("年度").select_option(label="2024年（2）")
    page.get_by_role("button", name="检索").click()
    page.get_by_role("link", name="去掉2024年").wait_for()
    fits(page)
    page.get_by_text("更多条件").click()
    page.get_by_label("不含").fill("项目")
    page.get_by_role("button", name="检索").click()
    page.wait_for_url("**none=**")
    fits(page)
    page.locator(".hits .said a").first.click()
    page.wait_for_url("**/documents/*/?at=*")
    assert in_view(page, f"[id='{page.url.partition('#')[2]}']")
    assert complaints == []


@SIZES
def test_nothing_found_and_what_to_try(browser, pages, size, scheme):  # noqa: F811
    page, complaints = opened(browser, f"{pages}/search/?q=招商引智", viewport=size, color_scheme=scheme)
    fits(page)
    page.get_by_role("link", name="只找“招商”").click()
    page.locator(".hits mark").first.wait_for()
    assert complaints == []


@SIZES
def test_keeping_a_search(browser, pages, size, scheme):  # noqa: F811
    page, complaints = opened(browser, f"{pages}/sign-in/?next=/search/", viewport=size, color_scheme=scheme)
    sign_in(page, "li", PASSWORD)
    page.locator("main input[name=q]:focus").wait_for()
    page.locator("main input[name=q]").fill("就业")
    page.get_by_role("button", name="检索").click()
    page.get_by_label("存下这次检索，名称").fill("就业的句子")
    fits(page)
    page.get_by_role("button", name="存下", exact=True).click()
    page.get_by_role("link", name="就业的句子", exact=True).wait_for()
    page.get_by_text("没有新增").wait_for()
    fits(page)
    page.get_by_role("button", name="不再保留“就业的句子”").click()
    page.get_by_text("把常用的检索存在这里").wait_for()
    fits(page)
    assert complaints == []


@SIZES
def test_a_question_and_where_its_answer_stands(browser, pages, size, scheme):  # noqa: F811
    page, complaints = opened(browser, f"{pages}/ask/", viewport=size, color_scheme=scheme)
    fits(page)
    page.get_by_label("用一句话问").fill("澄湖区2024年地区生产总值增长目标是多少")
    page.keyboard.press("Enter")
    page.get_by_text("有据可答").wait_for()
    fits(page)
    page.locator("a.ref").first.click()
    assert in_view(page, "#e1")
    page.locator("#e1 blockquote a").click()
    page.wait_for_url("**/documents/*/?at=*")
    assert in_view(page, f"[id='{page.url.partition('#')[2]}']")
    for question in ("澄湖区2024年地区生产总值增长目标是15%吗", "什么是口袋公园"):
        page.goto(f"{pages}/ask/?q={question}")
        fits(page)
    assert complaints == []


def test_it_all_works_without_script(browser, pages):  # noqa: F811
    page, _ = opened(browser, f"{pages}/search/?q=招商", java_script_enabled=False)
    page.locator(".tabs a", has_text="任务").click()
    page.locator(".hits .said a").first.click()
    page.wait_for_url("**/documents/*/?at=*")
    page.goto(f"{pages}/ask/")
    page.locator(".empty li a").first.click()
    page.get_by_text("有据可答").wait_for()


def test_no_english_is_left(browser, pages):  # noqa: F811
    page, _ = opened(browser, f"{pages}/sign-in/?next=/", viewport=DESK)
    sign_in(page, "li", PASSWORD)
    for path in ("/search/?q=招商", "/search/?q=招商引智", "/search/", "/ask/?q=什么是口袋公园", "/ask/", "/searches/"):
        page.goto(pages + path)
        words = page.evaluate("document.querySelector('main').innerText")
        assert set(re.findall(r"[A-Za-z]{3,}", words)) <= {"Atom", "luoshi", "load"}, path
