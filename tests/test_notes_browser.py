"""Notes in Debian's Chromium: select, write, answer, take out, and what becomes of them when the file changes."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from tests.accessibility import violations
from tests.account_parts import PASSWORD
from tests.ledger_parts import TEXT
from tests.test_account_browser import DESK, PHONE, fits, sign_in
from tests.test_ledger_processes import LOAD, output, start
from tests.test_people_processes import people
from tests.test_web_browser import ASTRAL, browser, in_view, opened, site

__all__ = ["browser", "site"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = "全年完成固定资产投资310亿元"
WHOLE = ASTRAL + "\n" + TEXT * 8


@pytest.fixture
def office(site: str, home: dict[str, str]) -> str:
    """The address of a served ledger with two readers."""
    for name, full_name in (("chen", "陈批注"), ("li", "李同事")):
        account = ("add", name, "--role", "reader", "--full-name", full_name, "--password-stdin")
        done = people(home, *account, given=PASSWORD)
        assert done.returncode == 0, done.stderr
    return site


def inside(browser: Any, address: str, name: str, **context: Any) -> tuple[Any, list[str]]:
    """A page at this address as this person sees it."""
    site, _, path = address.removeprefix("http://").partition("/")
    page, complaints = opened(browser, f"http://{site}/sign-in/?next=/{path}", **context)
    sign_in(page, name, PASSWORD)
    page.wait_for_url(address)
    return page, complaints


def select(page: Any, words: str) -> None:
    """Draw the mouse over the words, which begin in plain text and may go through facts."""
    ends = page.evaluate(
        """(words) => {
            const block = [...document.querySelectorAll("article.text p")].find((each) => each.textContent.includes(words));
            block.scrollIntoView({ block: "center" });
            const at = block.textContent.indexOf(words);
            const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
            const place = (offset, atEnd) => {
                walker.currentNode = block;
                let left = offset;
                while (walker.nextNode()) {
                    const length = walker.currentNode.data.length;
                    if (left < length || (atEnd && left === length)) return [walker.currentNode, left];
                    left -= length;
                }
            };
            const range = document.createRange();
            range.setStart(...place(at, false));
            range.setEnd(...place(at + words.length, true));
            const lines = [...range.getClientRects()];
            const [first, last] = [lines[0], lines[lines.length - 1]];
            return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
        }""",
        words,
    )
    page.mouse.move(ends[0], ends[1])
    page.mouse.down()
    page.mouse.move(ends[2], ends[3], steps=8)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()") == words


def test_select_write_answer_take_out_and_keep_it_through_a_change_of_the_file(browser, office, home, tmp_path):
    page, complaints = inside(browser, f"{office}/documents/1/", "chen", viewport=DESK, accept_downloads=True)
    select(page, WORDS)
    page.get_by_role("button", name="写批注").click()
    dialog = page.locator("dialog[open]")
    assert dialog.locator("blockquote").inner_text() == WORDS
    assert violations(page) == []
    page.keyboard.type("与公报核对")
    dialog.get_by_label("标签").fill("口径")
    dialog.get_by_label("工作区的成员").check()
    dialog.get_by_role("button", name="写入批注").click()
    note = page.locator("#notes .note", has_text="与公报核对")
    note.wait_for()
    assert note.locator("blockquote").inner_text() == WORDS
    at = WHOLE.index(WORDS)
    place = f"{at}-{at + len(WORDS)}"
    assert note.locator("blockquote a").get_attribute("href").endswith(f"?at={place}#c{place}")
    fits(page)

    other, more = inside(browser, f"{office}/documents/1/", "li", viewport=DESK)
    theirs = other.locator("#notes .note")
    theirs.locator("summary", has_text="回复").click()
    theirs.get_by_label("回复陈批注的批注").fill("已与统计局核对")
    theirs.get_by_role("button", name="回复").click()
    other.locator("#notes .replies", has_text="已与统计局核对").wait_for()
    assert in_view(other, "#notes .replies li")

    page.goto(f"{office}/notes/?q=统计局")
    assert page.locator(".note").count() == 1
    fits(page)
    for name, form in (("Markdown 文本", "md"), ("Word 文档", "docx")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        path = Path(download.value.path())
        assert download.value.suggested_filename.endswith(f".{form}")
        if form == "md":
            text = path.read_text("utf-8")
            assert f"> {WORDS}\n\n——《" in text
            assert "已与统计局核对" in text

    report = tmp_path / "报告.txt"
    before = "𬭚与本报告无关的一段。\n"
    report.write_text(before + WHOLE, "utf-8")
    assert "new rendition" in output(start(LOAD, home, report))
    page.goto(f"{office}/documents/2/")
    one = page.locator("#notes .note")
    at += len(before)
    place = f"{at}-{at + len(WORDS)}"
    assert one.locator("blockquote a").get_attribute("href") == f"/documents/2/?at={place}#c{place}"
    assert "重新找到" in one.inner_text()
    one.locator("blockquote a").click()
    page.wait_for_load_state()
    assert in_view(page, f"#c{place}")
    report.write_text(WHOLE.replace("310亿元", "305亿元"), "utf-8")
    output(start(LOAD, home, report))
    page.goto(f"{office}/documents/3/")
    lost = page.locator("#notes .lost")
    page.locator("#notes .lost > summary").click()
    assert "与公报核对" in lost.inner_text()
    assert page.locator("#notes .note:visible:not(.adrift)").count() == 0
    fits(page)
    assert complaints == more == []


def test_the_key_writes_a_note_where_words_are_selected_and_escape_puts_it_away(browser, office):
    page, complaints = inside(browser, f"{office}/documents/1/", "chen", viewport=DESK)
    page.keyboard.press("n")
    page.wait_for_timeout(300)
    assert page.locator("dialog[open]").count() == 0
    select(page, "居民收入增长")
    page.keyboard.press("n")
    page.locator("dialog[open] textarea").wait_for()
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    page.evaluate("getSelection().removeAllRanges()")
    page.get_by_role("button", name="写批注").wait_for(state="hidden")
    page.locator("a.measure").first.click()
    page.locator("#fact").get_by_role("link", name="写批注").click()
    assert page.locator("dialog[open] blockquote").inner_text() == "310亿元"
    page.get_by_role("link", name="取消").click()
    assert page.locator("dialog[open]").count() == 0
    assert complaints == []


def test_words_are_kept_when_the_note_cannot_be_sent(browser, office):
    page, _ = inside(browser, f"{office}/documents/1/", "chen", viewport=DESK)
    select(page, "居民收入增长")
    page.keyboard.press("n")
    dialog = page.locator("dialog[open]")
    dialog.get_by_label("批注", exact=True).fill("写了很久的话")
    page.route("**/notes/new*", lambda route: route.abort())
    dialog.get_by_role("button", name="写入批注").click()
    dialog.get_by_role("alert").get_by_text("没有写进去").wait_for()
    assert dialog.get_by_label("批注", exact=True).input_value() == "写了很久的话"
    page.unroute("**/notes/new*")
    dialog.get_by_label("标签").fill("长" * 25)
    dialog.get_by_role("button", name="写入批注").click()
    dialog.get_by_role("alert").get_by_text("过长").wait_for()
    assert dialog.get_by_label("批注", exact=True).input_value() == "写了很久的话"
    dialog.get_by_label("标签").fill("")
    dialog.get_by_role("button", name="写入批注").click()
    page.locator("#notes .note", has_text="写了很久的话").wait_for()


def test_a_visitor_is_asked_to_sign_in(browser, office):
    page, complaints = opened(browser, f"{office}/documents/1/", viewport=DESK)
    select(page, "居民收入增长")
    page.get_by_role("button", name="写批注").click()
    page.locator("dialog[open]").get_by_role("link", name="登录").click()
    sign_in(page, "chen", PASSWORD)
    page.get_by_role("heading", name="写批注").wait_for()
    assert page.locator("main blockquote").inner_text() == "居民收入增长"
    assert complaints == []


def test_it_all_works_without_script(browser, office):
    at = WHOLE.index(WORDS)
    place = f"{at}-{at + len(WORDS)}"
    page, _ = inside(browser, f"{office}/documents/1/?at={place}", "chen", viewport=DESK, java_script_enabled=False)
    page.locator("#fact").get_by_role("link", name="写批注").click()
    page.get_by_label("批注", exact=True).fill("没有脚本也行")
    page.get_by_role("button", name="写入批注").click()
    page.wait_for_url(f"{office}/documents/1/?at={place}#c{place}")
    note = page.locator("#notes .note", has_text="没有脚本也行")
    note.get_by_role("link", name="修改").click()
    page.get_by_label("批注", exact=True).fill("改过的话")
    page.get_by_role("button", name="保存修改").click()
    page.locator("#notes .note", has_text="改过的话").get_by_role("link", name="修改").click()
    page.get_by_role("button", name="撤回这条批注").click()
    page.wait_for_load_state()
    assert page.locator("#notes .note").count() == 0


def test_every_page_of_notes_fits_and_breaks_no_rule(browser, office):
    for size, scheme in itertools.product((DESK, PHONE), ("light", "dark")):
        look_through(browser, office, viewport=size, color_scheme=scheme)


def look_through(browser: Any, office: str, **look: Any) -> None:
    at = WHOLE.index(WORDS)
    visitor, _ = opened(browser, f"{office}/notes/", **look)
    fits(visitor)
    page, complaints = inside(browser, f"{office}/notes/", "chen", **look)
    fits(page)
    page.goto(f"{office}/documents/1/notes/new?at={at}-{at + len(WORDS)}")
    fits(page)
    page.get_by_label("批注", exact=True).fill("一段话" * 40 + "\n" + "长" * 300)
    page.get_by_label("标签").fill("口径 投资 目标 完成情况 与公报不一致")
    page.get_by_role("button", name="写入批注").click()
    page.locator("#notes .note").wait_for()
    for address in ("/notes/", "/notes/1/", "/notes/1/edit", "/notes/1/reply", "/notes/?q=没有"):
        page.goto(office + address)
        fits(page)
    page.goto(f"{office}/documents/1/#notes")
    page.locator("#notes summary", has_text="回复").first.click()
    fits(page)
    page.goto(f"{office}/documents/1/")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('article.text p'))")
    button = page.locator("button.write-note-here")
    button.wait_for()
    box, size = button.bounding_box(), look["viewport"]
    assert 0 <= box["x"] <= size["width"] - box["width"]
    assert 0 <= box["y"] <= size["height"] - box["height"]
    assert complaints == []
