"""Reading the sample district's reports in Debian's Chromium: outline, finding, copying, keys, terms, print, phone."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.accessibility import violations
from tests.test_web_browser import _await, browser, in_view, opened

__all__ = ["browser"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAMPLE = Path(__file__).parent.parent / "examples" / "chenghu"
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a ledger with the sample district in it."""
    environment = {**os.environ, "LUOSHI_HOME": str(tmp_path_factory.mktemp("ledger"))}
    environment.pop("LUOSHI_DATABASE_URL", None)
    folder = tmp_path_factory.mktemp("files") / "chenghu"
    shutil.copytree(SAMPLE, folder)
    environment["SAMPLE"] = str(folder)
    luoshi(environment, "load", str(folder))
    return environment


def luoshi(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "luoshi.cli", *arguments], env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def site(ledger: dict[str, str]) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-c", f"from luoshi.web import serve; serve(port={port})"], env=ledger, start_new_session=True
    )
    try:
        _await(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


@pytest.fixture(scope="module")
def numbers(ledger: dict[str, str]) -> dict[str, int]:
    """Title → number of the document."""
    rows = (line.split(maxsplit=4) for line in luoshi(ledger, "list").splitlines())
    return {row[4]: int(row[0]) for row in rows if len(row) == 5 and row[0].isdigit()}


@pytest.fixture(scope="module")
def report(site: str, numbers: dict[str, int]) -> str:
    """The address of the work report of 2024."""
    return f"{site}/documents/{numbers['2024年澄湖区政府工作报告']}/"


def lit(page: Any, name: str) -> list[str]:
    return list(page.evaluate(f"[...(CSS.highlights.get('{name}') || [])].map((each) => each.toString())"))


def until(page: Any, condition: str) -> None:
    """Wait until the condition holds on the page, asked from outside: the page itself runs no string."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(condition)


# The outline


def test_the_outline_follows_the_scroll_and_keeps_the_heading_in_sight(browser, report):
    page, complaints = opened(browser, report, viewport={"width": 1280, "height": 500})
    marked = page.locator("#outline [aria-current=location]")
    assert marked.inner_text() == "2024年澄湖区政府工作报告"
    for name in ("一、2023年工作回顾", "（六）突出品质提升，加快建设滨湖新城", "（九）突出自身建设，提升政府治理效能"):
        page.locator("article :is(h2, h3)", has_text=name).evaluate("(each) => window.scrollTo(0, each.offsetTop - 60)")
        page.locator("#outline [aria-current=location]", has_text=name).wait_for()
        assert marked.count() == 1
        box, outline = marked.bounding_box(), page.locator("#outline").bounding_box()
        assert outline["y"] <= box["y"] < outline["y"] + outline["height"]
    page.evaluate("window.scrollTo(0, 0)")
    page.locator("#outline [aria-current=location]", has_text="2024年澄湖区政府工作报告").wait_for()
    assert complaints == []


def test_keys_go_from_heading_to_heading(browser, report):
    page, _ = opened(browser, report)
    for name in ("一、2023年工作回顾", "二、2024年总体要求和预期目标", "三、2024年重点工作"):
        page.keyboard.press("]")
        page.locator("#outline [aria-current]", has_text=name).wait_for()
    page.keyboard.press("[")
    page.locator("#outline [aria-current]", has_text="二、2024年总体要求和预期目标").wait_for()


# Facts


def test_a_fact_shows_its_series_and_a_figure_of_it_leads_to_its_sentence(browser, report):
    page, complaints = opened(browser, report)
    page.locator("a.measure", has_text="9.6%").first.click()
    table = page.locator("#fact table.series").first
    table.wait_for()
    assert "2023 目标 10%左右" in " ".join(table.inner_text().split())
    assert page.locator("#fact .here").inner_text().split()[:2] == ["实绩", "9.6%"]
    table.locator("tr", has_text="2022公报").get_by_role("link", name="2022公报").click()
    page.wait_for_load_state()
    assert page.locator("a.on").inner_text() == "8.3%"
    assert in_view(page, "a.on")
    assert "2022年国民经济和社会发展统计公报" in page.locator("h1").inner_text()
    assert complaints == []


def test_what_is_looked_for_and_hidden_stays_in_the_address_when_a_fact_is_chosen(browser, report):
    page, _ = opened(browser, f"{report}?find=投资&show=measure,target,commitment,project,policy,unresolved")
    page.locator("a.measure").nth(4).click()
    page.locator("#fact .fact").wait_for()
    assert "find=" in page.url
    assert "show=" in page.url
    page.reload()
    assert page.locator("#fact .fact").count() == 1
    assert not page.get_by_label("名词").is_checked()
    until(page, "CSS.highlights.get('hits')?.size === 11")


# Finding


def test_finding_lights_every_place_and_keys_go_from_one_to_the_next(browser, report):
    page, complaints = opened(browser, report)
    page.keyboard.press("/")
    page.keyboard.type("投資")  # traditional: the text has the simplified form
    page.get_by_text("11 处", exact=True).wait_for()
    assert lit(page, "hits") == ["投资"] * 11
    page.keyboard.press("Enter")
    page.get_by_text("第 1 处，共 11 处").wait_for()
    assert lit(page, "hit") == ["投资"]
    page.locator("h1").click()
    page.keyboard.press("n")
    page.get_by_text("第 2 处，共 11 处").wait_for()
    page.keyboard.press("Shift+N")
    page.keyboard.press("Shift+N")
    page.get_by_text("第 11 处，共 11 处").wait_for()
    top = page.evaluate("[...CSS.highlights.get('hit')][0].getBoundingClientRect().top")
    assert 0 < top < 720
    assert "find=" in page.url
    page.locator("#find input").press("Escape")
    until(page, "!CSS.highlights.get('hits')?.size")
    assert "find=" not in page.url
    assert complaints == []


def test_a_shared_address_shows_what_was_looked_for(browser, report):
    page, complaints = opened(browser, f"{report}?find=营商环境")
    page.get_by_text(re.compile("第 1 处，共 [0-9]+ 处")).wait_for()
    assert set(lit(page, "hits")) == {"营商环境"}
    assert page.locator("article mark").count() == 0, "what the server marked made way for the live lights"
    assert complaints == []


def test_words_that_are_not_there(browser, report):
    page, _ = opened(browser, report)
    page.locator("#find input").fill("磁悬浮")
    page.get_by_text("本文没有这些字句").wait_for()


# Copying


COPY = """() => new Promise((done) => {
    addEventListener("copy", (event) => done({
        plain: event.clipboardData.getData("text/plain"), html: event.clipboardData.getData("text/html"),
        kept: event.defaultPrevented,
    }), { once: true });
    document.execCommand("copy");
})"""
SELECT = """([first, last]) => {
    const place = (words, atEnd) => {
        const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            if (at >= 0) return [walker.currentNode, atEnd ? at + words.length : at];
        }
    };
    const range = document.createRange();
    range.setStart(...place(first, false));
    range.setEnd(...place(last, true));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


def test_copied_words_take_their_citation_along_and_its_link_lands_on_them(browser, report):
    page, complaints = opened(browser, report)
    page.evaluate(SELECT, ["固定资产投资增长", "9.6%"])
    copied = page.evaluate(COPY)
    assert copied["kept"]
    words, source = copied["plain"].split("\n")
    assert words == "固定资产投资增长9.6%"
    assert re.fullmatch(r"——《2024年澄湖区政府工作报告》，云陂市澄湖区，2024年，http://127\.0\.0\.1:\d+/documents/\d+/\?at=\d+-\d+#c\d+-\d+", source)
    assert copied["html"].startswith("<blockquote><p>固定资产投资增长9.6%</p></blockquote><p>——《2024年澄湖区政府工作报告》")
    link = source.rsplit("，", 1)[1]
    assert f'<a href="{link}">' in copied["html"]
    there, _ = opened(browser, link)
    assert there.locator("#fact blockquote").inner_text() == words
    assert in_view(there, ".at")
    assert complaints == []


def test_a_selection_over_several_paragraphs_is_copied_with_one_link(browser, report):
    page, _ = opened(browser, report)
    page.evaluate(SELECT, ["一年来，主要做了", "发展动能更加强劲"])
    copied = page.evaluate(COPY)["plain"]
    assert copied.startswith("一年来，主要做了以下工作：\n")
    there, _ = opened(browser, copied.rsplit("，", 1)[1])
    landed = there.locator("#fact blockquote").inner_text()
    assert "".join(landed.split()) == "".join(copied.split("——《")[0].split())


def test_words_outside_the_text_are_copied_as_they_are(browser, report):
    page, _ = opened(browser, report)
    page.locator("h1").select_text()
    assert not page.evaluate(COPY)["kept"]
    page.locator("#find input").fill("投资")
    page.locator("#find input").select_text()
    assert not page.evaluate(COPY)["kept"]


def test_a_fact_s_citation_is_copied_by_its_button(browser, report):
    page, complaints = opened(browser, report)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("a.measure", has_text="9.6%").first.click()
    page.get_by_role("button", name="复制引文").click()
    page.get_by_role("button", name="已复制").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("9.6%\n——《2024年澄湖区政府工作报告》，云陂市澄湖区，2024年，http://")
    assert complaints == []


# Keys


def test_the_list_of_keys_comes_up_and_goes_away(browser, report):
    page, complaints = opened(browser, report)
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="快捷键")
    assert "前一条事实" in keys.inner_text()
    page.keyboard.press("j")
    assert page.locator("#fact .fact").count() == 0, "keys rest while the list is open"
    page.keyboard.press("Escape")
    assert not keys.is_visible()
    page.keyboard.press("j")
    page.locator("#fact .fact").wait_for()
    assert complaints == []


def test_keys_can_be_switched_off_for_good(browser, report):
    page, _ = opened(browser, report)
    page.get_by_role("button", name="快捷键").click()
    page.get_by_label("用单个键操作").uncheck()
    page.get_by_role("button", name="关闭").click()
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("/")
    page.wait_for_timeout(300)
    assert page.locator("#fact .fact").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_what_is_switched_on_can_be_asked_for_and_what_is_off_is_no_link(browser, report):
    page, complaints = opened(browser, report)
    unit = page.locator("article .actor").first
    assert unit.evaluate("(each) => each.tagName") == "SPAN"
    page.get_by_label("单位").check()
    assert unit.evaluate("(each) => each.tagName") == "A"
    name = unit.inner_text()
    unit.click()
    page.locator("#fact h2", has_text="单位").wait_for()
    assert page.locator("#fact blockquote").inner_text() == name
    page.get_by_label("单位").uncheck()
    assert unit.evaluate("(each) => each.tagName") == "SPAN"
    assert page.evaluate("document.querySelectorAll('article a.measure').length") > 150
    page.get_by_label("数据").uncheck()
    linked = page.evaluate("[...document.querySelectorAll('article a.measure')].every((each) => / /.test(each.dataset.k))")
    assert linked, "what is still a link there is one of another kind that is marked"
    shown = page.url
    other, _ = opened(browser, shown)
    assert not other.get_by_label("数据").is_checked()
    assert other.get_by_label("任务").is_checked()
    assert complaints == []


def test_f_goes_to_the_kinds_and_typing_in_a_box_is_typing(browser, report):
    page, _ = opened(browser, report)
    page.keyboard.press("f")
    assert page.evaluate("document.activeElement.id") == "k-measure"
    page.keyboard.press("Space")
    assert not page.get_by_label("数据").is_checked()
    page.keyboard.press("/")
    page.keyboard.type("jk?")
    assert page.locator("#find input").input_value() == "jk?"
    assert page.locator("#fact .fact").count() == 0


def test_the_next_fact_is_where_the_keyboard_goes_on_from(browser, report):
    page, _ = opened(browser, report)
    page.keyboard.press("j")
    page.locator("#fact .fact").wait_for()
    assert page.evaluate("document.activeElement.matches('a.f.on')")


# Terms


def test_a_term_is_explained_when_pointed_at_and_the_note_can_be_pointed_at_and_put_away(browser, report):
    page, complaints = opened(browser, report)
    term = page.locator("a.term", has_text="平急两用").first
    note = page.locator("#term")
    term.hover()
    note.get_by_text("指平时可用作旅游").wait_for()
    assert "据本文的名词解释" in note.inner_text()
    assert term.get_attribute("aria-describedby") == "term"
    note.hover()
    page.wait_for_timeout(500)
    assert note.is_visible(), "it stays while it is pointed at"
    page.keyboard.press("Escape")
    assert not note.is_visible()
    term.hover()
    page.mouse.move(5, 5)
    page.wait_for_timeout(600)
    assert not note.is_visible()
    assert complaints == []


def test_a_term_is_explained_to_the_keyboard_too(browser, report):
    page, _ = opened(browser, report)
    page.keyboard.press("Tab")  # the keyboard is what is used from here on
    page.locator("a.term", has_text="平急两用").first.focus()
    page.locator("#term").get_by_text("指平时可用作旅游").wait_for()
    page.keyboard.press("Tab")
    until(page, "!document.getElementById('term').matches(':popover-open')")


def test_a_term_of_an_earlier_report_says_where_its_meaning_is_from(browser, report):
    page, _ = opened(browser, report)
    page.locator("a.term", has_text="保交楼").first.hover()
    note = page.locator("#term")
    note.get_by_text("指保障已售逾期难交付").wait_for()
    assert note.get_by_role("link").inner_text() == "《云陂市澄湖区2023年政府工作报告》"


# Links that last


def test_a_link_to_words_lands_after_a_new_reading_and_tells_of_a_changed_file(browser, ledger, site, numbers):
    number = numbers["澄湖区2023年国民经济和社会发展计划执行情况与2024年计划（草案）的报告"]
    page, _ = opened(browser, f"{site}/documents/{number}/")
    page.evaluate(SELECT, ["有效投资稳定增长", "有效投资稳定增长"])
    link = page.evaluate(COPY)["plain"].rsplit("，", 1)[1]
    file = Path(ledger["SAMPLE"]) / "plan-report-2024.txt"
    file.write_text("（送审稿）\n" + file.read_text("utf-8"), "utf-8")
    luoshi(ledger, "load", str(file))
    old, complaints = opened(browser, link)
    assert old.locator("#fact blockquote").inner_text() == "有效投资稳定增长"
    old.get_by_role("link", name="在改动后的文件里看这段字句").click()
    old.wait_for_load_state()
    assert not old.url.startswith(link.split("?")[0])
    assert old.locator("#fact blockquote").inner_text() == "有效投资稳定增长"
    assert in_view(old, ".at")
    assert complaints == []


# Print


def pdf_text(pdf: bytes) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return [page.get_textpage().get_text_range() for page in document]


def test_the_printed_page_is_the_paper_alone_on_a4_with_page_numbers(browser, report):
    import pypdfium2

    page, _ = opened(browser, f"{report}?fact=measure-3")
    pdf = page.pdf(prefer_css_page_size=True)
    width, height = pypdfium2.PdfDocument(io.BytesIO(pdf))[0].get_size()
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)
    pages = pdf_text(pdf)
    assert "政府工作报告\r\n——2024年1月9日" in pages[0]
    assert "— 1 —" in pages[0]
    assert "— 2 —" in pages[1]
    whole = "".join(pages)
    for left_out in ("标出的事实", "目录", "这段字句的链接", "登录", "打印"):
        assert left_out not in whole
    assert "SHA-256" in pages[-1]


def test_type_stands_in_the_area_of_official_papers(browser, report):
    """GB/T 9704: 37 mm above, 28 mm at the bound edge, 26 mm at the other, 156 mm between them."""
    import pypdfium2

    page, _ = opened(browser, report)
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    millimetre = 72 / 25.4
    for number, left in ((0, 28), (1, 26)):
        words = document[number].get_textpage()
        boxes = [words.get_charbox(n) for n in range(words.count_chars()) if not words.get_text_range(n, 1).isspace()]
        body = [box for box in boxes if box[1] > 35 * millimetre]
        assert min(box[0] for box in body) >= (left - 1) * millimetre
        assert max(box[2] for box in body) <= (left + 156 + 1) * millimetre
        assert max(box[3] for box in body) <= (297 - 37 + 1) * millimetre


def test_facts_are_printed_as_notes_where_wanted(browser, report):
    page, complaints = opened(browser, report)
    page.get_by_role("link", name="带附注打印").click()
    page.wait_for_load_state()
    assert page.locator("article sup").count() == page.locator(".footnotes li").count() > 200
    whole = "".join("".join(pdf_text(page.pdf(prefer_css_page_size=True))).split())
    assert "9.6%，固定资产投资，增速，实绩，2023" in whole
    assert "回到文件" not in whole
    page.locator("sup a").nth(3).click()
    assert in_view(page, "#n4")
    assert complaints == []


# Phones


def test_a_phone_brings_outline_finding_and_kinds_up_from_below(browser, report):
    page, complaints = opened(browser, report, **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("link", name="目录").click()
    assert page.evaluate("scrollY") == 0, "a sheet does not move the page"
    sheet = page.locator("#outline").bounding_box()
    assert round(sheet["y"] + sheet["height"]) == 844
    page.locator("#outline a", has_text="三、2024年重点工作").click()
    assert not page.locator("#outline").is_visible()
    heading = page.locator("article h2", has_text="三、2024年重点工作")
    assert 0 <= heading.bounding_box()["y"] < 200
    page.get_by_role("link", name="查找").click()
    page.locator("#find input").fill("投资")
    page.get_by_text("11 处", exact=True).wait_for()
    page.locator("#find").get_by_role("link", name="收起").click()
    at = page.evaluate("scrollY")
    page.get_by_role("link", name="标记").click()
    page.get_by_label("数据").uncheck()
    page.locator("#kinds").get_by_role("link", name="收起").click()
    assert page.evaluate("scrollY") == at
    assert complaints == []


def test_a_tap_on_a_term_explains_it_and_asks_before_showing_more(browser, report):
    page, complaints = opened(browser, report, **PHONE)
    page.locator("a.term", has_text="平急两用").first.tap()
    note = page.locator("#term")
    note.get_by_text("指平时可用作旅游").wait_for()
    assert page.locator("#fact .fact").count() == 0
    box = note.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    note.get_by_role("button", name="看全部").click()
    page.locator("#fact .fact", has_text="释义").wait_for()
    assert not note.is_visible()
    assert complaints == []


def test_a_fact_s_sheet_takes_the_place_of_another(browser, report):
    page, _ = opened(browser, report, **PHONE)
    page.get_by_role("link", name="标记").click()
    page.locator("a.measure").first.evaluate("(each) => each.click()")
    page.locator("#fact .fact").wait_for()
    page.wait_for_timeout(200)
    assert not page.locator("#kinds").is_visible()


# Without script


def test_without_script_the_same_can_be_done(browser, report):
    page, _ = opened(browser, report, java_script_enabled=False)
    page.locator("#find input").fill("投資")
    page.get_by_role("button", name="查找").click()
    page.wait_for_url("**/?find=*")
    assert page.locator("article mark[id]").count() == 11
    assert "11 处" in page.locator("#find").inner_text()
    page.locator(".hits a").nth(6).click()
    assert in_view(page, "mark:target")
    page.locator(".glossary summary").click()
    assert "指平时可用作旅游" in page.locator(".glossary").inner_text()
    page.locator("a.term", has_text="平急两用").first.click()
    assert "指平时可用作旅游" in page.locator("#fact").inner_text()
    underline = "getComputedStyle(document.querySelector('a.measure')).textDecorationLine"
    assert page.evaluate(underline) == "underline"
    page.get_by_label("数据").uncheck()
    assert page.evaluate(underline) == "none"
    assert not page.get_by_role("button", name="打印").is_visible()
    assert not page.get_by_role("button", name="复制引文").is_visible()


def test_without_script_a_phone_still_has_its_sheets_and_menu(browser, report):
    page, _ = opened(browser, report, java_script_enabled=False, **PHONE)
    page.get_by_text("栏目").click()
    assert page.get_by_role("link", name="文件架").is_visible()
    page.get_by_text("栏目").click()
    page.get_by_role("link", name="目录").click()
    page.locator("#outline a", has_text="三、2024年重点工作").click()
    assert not page.locator("#outline").is_visible()
    page.get_by_role("link", name="查找").click()
    page.locator("#find input").fill("投资")
    page.get_by_role("button", name="查找").click()
    page.locator(".hits li").nth(10).wait_for()
    assert page.locator(".hits li").count() == 11


# Looks


@pytest.mark.parametrize(
    "context",
    [{}, {"color_scheme": "dark"}, PHONE, {**PHONE, "color_scheme": "dark"}],
    ids=["desktop", "dark", "phone", "dark phone"],
)
@pytest.mark.parametrize("query", ["", "?fact=measure-3", "?fact=term-0&find=投资", "?print=footnotes"])
def test_the_page_is_accessible(browser, report, context, query):
    page, _ = opened(browser, report + query, **context)
    page.wait_for_timeout(300)
    assert violations(page) == []


def test_dialogs_and_notes_are_accessible_too(browser, report):
    page, _ = opened(browser, report)
    page.locator("a.term").first.hover()
    page.locator("#term").get_by_text("据").wait_for()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_width_scrolls_sideways(browser, site, numbers, width):
    for title in list(numbers)[:2] + list(numbers)[5:7] + list(numbers)[-1:]:
        number = numbers[title]
        page, _ = opened(browser, f"{site}/documents/{number}/", viewport={"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, number
        page.context.close()
