"""The sample district's reports on paper, on a phone, without script, and held against the rules of accessibility."""

from __future__ import annotations

import io

import pytest

from tests.accessibility import violations
from tests.document_site import PHONE, ledger, numbers, report, site
from tests.test_web_browser import browser, in_view, opened

__all__ = ["browser", "ledger", "numbers", "report", "site"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


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
