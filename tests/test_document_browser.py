"""Reading the sample district's reports in Debian's Chromium: outline, finding, copying, keys, terms, links that last."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.document_site import ledger, lit, luoshi, numbers, report, site, until
from tests.test_web_browser import browser, in_view, opened

__all__ = ["browser", "ledger", "numbers", "report", "site"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


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
