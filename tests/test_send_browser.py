"""From a visitor's file to a public document in Debian's Chromium: sent, reviewed, corrected, published, read, taken down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.accessibility import violations
from tests.account_parts import PASSWORD
from tests.intake_parts import REPORT
from tests.test_account_browser import DESK, PHONE, sign_in
from tests.test_people_processes import people
from tests.test_web_browser import browser, opened, site

__all__ = ["browser", "site"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def office(site: str, home: dict[str, str]) -> str:
    """The address of a served ledger with an editor."""
    account = ("add", "chen", "--role", "editor", "--full-name", "陈编辑", "--password-stdin")
    done = people(home, *account, given=PASSWORD)
    assert done.returncode == 0, done.stderr
    return site


def fits(page: Any) -> None:
    """The page breaks no rule of the checker and needs no sideways scrolling.

    The size of facts within the text is left out: WCAG 2.5.8 exempts targets in a sentence, but the checker takes a
    paragraph that is promised from end to end, and so linked from end to end, for a row of buttons.
    """
    found = [each for each in violations(page) if not (each.startswith("target-size") and "data-k=" in each)]
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def reviewing(browser: Any, office: str, **context: Any) -> tuple[Any, list[str]]:
    """The queue as the editor sees it."""
    page, complaints = opened(browser, f"{office}/review/", **context)
    sign_in(page, "chen", PASSWORD)
    page.wait_for_url(f"{office}/review/")
    return page, complaints


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_from_a_visitors_file_to_a_public_document(browser, office, tmp_path, size):
    report = tmp_path / "送来的报告.txt"
    report.write_text(REPORT, "utf-8")
    visitor, said_of_visitor = opened(browser, f"{office}/send/", viewport=size)
    fits(visitor)
    visitor.get_by_label("文件", exact=True).set_input_files(report)
    visitor.get_by_label("地区").fill("云岭区")
    visitor.get_by_label("来处").fill("区政府网站")
    visitor.get_by_role("button", name="报送").click()
    visitor.get_by_role("heading", name="报送回执").wait_for()
    followed = visitor.url
    assert visitor.locator(".state").inner_text().startswith("待审")
    fits(visitor)

    editor, said_of_editor = reviewing(browser, office, viewport=size)
    fits(editor)
    editor.get_by_role("link", name="云岭区2024年政府工作报告").click()
    editor.locator("article.text a.measure", has_text="312亿元").click()
    editor.locator("#fact dl", has_text="31,200,000,000").wait_for()
    fits(editor)
    editor.get_by_role("link", name="收起").first.click()
    editor.get_by_role("button", name="受理").click()
    editor.get_by_role("heading", name="工作本").wait_for()
    fits(editor)
    editor.get_by_role("link", name="更正题名、地区、年度").click()
    editor.get_by_label("从名录选地区").wait_for()
    fits(editor)
    editor.get_by_label("从名录选地区").fill("东西湖区 武汉市 (420112)")
    editor.get_by_label("标题", exact=True).fill("更正后的报告")
    editor.get_by_label("理由", exact=True).fill("以封面为准")
    editor.get_by_role("button", name="更正").click()
    editor.locator("article.one", has_text="420112").wait_for()
    editor.get_by_role("link", name="翻看正文").click()
    editor.locator("a.measure", has_text="312亿元").first.click()
    editor.get_by_role("link", name="更正", exact=True).click()
    editor.get_by_label("数值").wait_for()
    fits(editor)
    editor.get_by_label("数值").fill("321亿元")
    editor.get_by_label("理由", exact=True).fill("以印发本为准")
    editor.get_by_role("button", name="更正").click()
    editor.locator("#fact .fact", has_text="32,100,000,000").wait_for()
    assert opened(browser, editor.url, viewport=size)[0].get_by_role("heading", name="没有这一页").count() == 1
    editor.goto(f"{office}/review/?side=in_hand")
    editor.locator(".rows a").first.click()
    editor.get_by_role("button", name="公开").click()
    editor.get_by_role("heading", name="已公开", exact=True).wait_for()
    fits(editor)

    visitor.goto(followed)
    assert visitor.locator(".state").inner_text().startswith("已公开")
    visitor.get_by_role("link", name="更正后的报告").click()
    visitor.locator("a.measure", has_text="312亿元").first.click()
    visitor.locator("#fact .fact", has_text="32,100,000,000").wait_for()
    assert "陈编辑" in visitor.locator("#fact").inner_text()
    public = visitor.url.split("?")[0]
    visitor.get_by_role("link", name="报错").click()
    visitor.get_by_role("heading", name="报错", exact=True).wait_for()
    fits(visitor)
    visitor.get_by_label("哪里不对").select_option(label="口径")
    visitor.get_by_label("应为").fill("预计")
    visitor.get_by_role("button", name="报错").click()
    visitor.get_by_role("heading", name="报错回执").wait_for()
    answered = visitor.url

    editor.goto(f"{office}/review/?way=report")
    editor.locator(".rows a").first.click()
    editor.get_by_role("link", name="采纳并更正").wait_for()
    fits(editor)
    editor.get_by_role("link", name="采纳并更正").click()
    editor.get_by_label("理由", exact=True).fill("核对过")
    editor.get_by_role("button", name="更正并答复").click()
    editor.get_by_text("已更正").first.wait_for()
    visitor.goto(answered)
    assert visitor.locator(".state").inner_text().startswith("已更正")

    editor.goto(f"{office}/corrections/")
    fits(editor)
    latest = editor.locator(".events li").first
    latest.locator("summary").click()
    latest.get_by_label("撤回的理由").fill("再核对")
    latest.get_by_role("button", name="撤回").click()
    editor.locator(".off", has_text="再核对").wait_for()

    editor.goto(public)
    editor.get_by_role("link", name="撤下").click()
    fits(editor)
    editor.get_by_label("理由", exact=True).fill("误发")
    editor.get_by_role("button", name="撤下").click()
    editor.get_by_role("heading", name="撤下的原件").wait_for()
    fits(editor)
    assert visitor.goto(public).status == 404
    editor.locator("summary", has_text="恢复").click()
    editor.get_by_label("恢复的理由").fill("核对无误")
    editor.get_by_role("button", name="恢复").click()
    editor.wait_for_url(public)
    assert visitor.goto(public).status == 200
    assert said_of_editor == []
    assert [said for said in said_of_visitor if "404" not in said] == []


def test_it_all_works_without_script(browser, office, tmp_path):
    visitor, _ = opened(browser, f"{office}/send/?way=text", java_script_enabled=False)
    visitor.get_by_label("全文").fill(REPORT)
    visitor.get_by_role("button", name="报送").click()
    visitor.get_by_role("heading", name="报送回执").wait_for()
    editor, _ = reviewing(browser, office, java_script_enabled=False)
    editor.locator(".rows a").first.click()
    editor.get_by_role("button", name="受理").click()
    editor.get_by_role("link", name="翻看正文").click()
    editor.locator("a.measure", has_text="312亿元").first.click()
    editor.get_by_role("link", name="更正", exact=True).click()
    editor.get_by_label("数值").fill("321亿元")
    editor.get_by_label("理由", exact=True).fill("以印发本为准")
    editor.get_by_role("button", name="更正").click()
    assert "32,100,000,000" in editor.locator("#fact").inner_text()
    editor.goto(f"{office}/review/?side=in_hand")
    editor.locator(".rows a").first.click()
    editor.get_by_role("button", name="公开").click()
    visitor.reload()
    visitor.locator("p.done a").click()
    assert visitor.locator("a.measure", has_text="312亿元").count() == 1


def test_a_file_that_is_none_says_so_and_keeps_what_was_written(browser, office, tmp_path):
    picture = Path(tmp_path) / "扫描.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    page, _ = opened(browser, f"{office}/send/", viewport=PHONE)
    page.get_by_label("文件", exact=True).set_input_files(picture)
    page.get_by_label("标题").fill("某县报告")
    page.get_by_role("button", name="报送").click()
    page.get_by_role("alert", name="").get_by_text("L112").wait_for()
    assert page.get_by_label("标题").input_value() == "某县报告"
    fits(page)
