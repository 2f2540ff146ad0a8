"""Signing in, one's account and everyone's in Debian's Chromium, at a desk and on a phone; each page asked for WCAG 2.2 AA."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.accessibility import violations
from tests.account_parts import OTHER, PASSWORD, served
from tests.test_people_processes import people
from tests.test_web_browser import browser, opened  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
WAIT = "请 1 分钟后再试"


@pytest.fixture
def pages(home: dict[str, str]) -> Iterator[str]:
    """The address of a served ledger with an administrator and a reader."""
    for name, role, full_name in (("boss", "administrator", "主管"), ("li", "reader", "李四")):
        account = ("add", name, "--role", role, "--full-name", full_name, "--password-stdin")
        done = people(home, *account, given=PASSWORD)
        assert done.returncode == 0, done.stderr
    with served(home) as address:
        yield address


def sign_in(page: Any, name: str, password: str) -> None:
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码", exact=True).fill(password)
    page.get_by_role("button", name="登录").click()


def fits(page: Any) -> None:
    """The page breaks no rule of the checker and needs no sideways scrolling."""
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"])
def test_in_with_the_right_password_change_it_and_out(browser, pages, size, scheme):  # noqa: F811
    page, complaints = opened(browser, f"{pages}/?kind=plan", viewport=size, color_scheme=scheme)
    page.get_by_role("link", name="登录").click()
    fits(page)
    sign_in(page, "li", OTHER)
    page.get_by_role("alert").get_by_text("用户名或密码不对").wait_for()
    assert page.get_by_label("用户名").input_value() == "li"
    fits(page)
    sign_in(page, "li", PASSWORD)
    page.wait_for_url(f"{pages}/?kind=plan")
    elsewhere, _ = opened(browser, f"{pages}/sign-in/?next=/account/", viewport=size)
    sign_in(elsewhere, "li", PASSWORD)
    elsewhere.get_by_role("heading", name="我的账号").wait_for()

    page.locator(".person summary", has_text="李四").click()
    page.get_by_role("link", name="我的账号").click()
    page.get_by_role("heading", name="我的账号").wait_for()
    page.locator(".person summary").click()
    fits(page)
    page.locator(".person summary").click()
    page.get_by_label("现在的密码").fill(PASSWORD)
    page.get_by_label("新密码", exact=True).fill(OTHER)
    page.get_by_label("再输一次新密码").fill(PASSWORD)
    page.get_by_role("button", name="改密码").click()
    page.get_by_role("alert").get_by_text("两次输入的密码不一样").wait_for()
    fits(page)
    page.get_by_label("现在的密码").fill(PASSWORD)
    page.get_by_label("新密码", exact=True).fill(OTHER)
    page.get_by_label("再输一次新密码").fill(OTHER)
    page.get_by_role("button", name="改密码").click()
    page.get_by_role("status").get_by_text("密码已经改好").wait_for()
    elsewhere.reload()
    elsewhere.get_by_role("button", name="登录").wait_for()

    page.locator(".person summary").click()
    page.get_by_role("button", name="退出登录").click()
    page.get_by_role("link", name="登录").wait_for()
    assert complaints == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_too_many_tries_are_told_to_wait(browser, pages, home, size):  # noqa: F811
    page, complaints = opened(browser, f"{pages}/sign-in/", viewport=size)
    for _ in range(5):
        sign_in(page, "li", OTHER)
    page.get_by_role("alert").get_by_text(WAIT).wait_for()
    sign_in(page, "li", PASSWORD)
    page.get_by_role("alert").get_by_text(WAIT).wait_for()
    fits(page)
    assert people(home, "password", "li", "--password-stdin", given=OTHER).returncode == 0
    sign_in(page, "li", OTHER)
    page.locator(".person summary", has_text="李四").wait_for()
    assert [each for each in complaints if "429" not in each] == []


@pytest.mark.parametrize(
    ("size", "script"),
    [(DESK, True), (PHONE, True), (PHONE, False)],
    ids=["desk", "phone", "phone without script"],
)
def test_an_administrator_opens_an_account_and_its_owner_chooses_a_password(browser, pages, size, script):  # noqa: F811
    page, complaints = opened(browser, f"{pages}/sign-in/", viewport=size, java_script_enabled=script)
    check = fits if script else lambda page: None
    sign_in(page, "boss", PASSWORD)
    page.locator(".person summary").click()
    page.get_by_role("link", name="人员", exact=True).click()
    check(page)
    page.get_by_label("用户名").fill("wang")
    page.get_by_label("姓名").fill("王五")
    page.locator("form.wide").get_by_label("角色").select_option("编辑")
    page.get_by_role("button", name="开通").click()
    password = page.locator("code.password").inner_text()
    check(page)
    page.get_by_label("办理 李四").click()
    check(page)
    page.get_by_role("button", name="停用 李四").click()
    page.locator("tr.off", has_text="李四").wait_for()

    theirs, more = opened(browser, f"{pages}/sign-in/", viewport=size, java_script_enabled=script)
    sign_in(theirs, "wang", password)
    theirs.get_by_role("heading", name="设置自己的密码").wait_for()
    check(theirs)
    theirs.get_by_label("新密码", exact=True).fill(OTHER)
    theirs.get_by_label("再输一次新密码").fill(OTHER)
    theirs.get_by_role("button", name="设好并登录").click()
    theirs.locator(".person summary", has_text="王五").wait_for()
    assert complaints + more == []


def test_by_keyboard_alone(browser, pages):  # noqa: F811
    page, _ = opened(browser, f"{pages}/sign-in/", viewport=DESK)
    page.get_by_label("用户名").focus()
    page.keyboard.type("li")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.locator(".person summary", has_text="李四").focus()
    page.keyboard.press("Enter")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="登录").wait_for()
