"""What changes from year to year and down the levels, in Debian's Chromium: both pages at a desk, on a phone and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.accessibility import violations
from tests.account_parts import served
from tests.document_site import ledger, luoshi
from tests.test_facts_browser import words_of_ours
from tests.test_ladder_page import TEXTS
from tests.test_reckoning_browser import OUTSIDE, SIZES
from tests.test_web_browser import browser, opened

__all__ = ["browser", "ledger"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
GDP = "/reckoning/ladder/?indicator=gdp&year=2025"
CHANGES = "/reckoning/drift/澄湖区/"
PAGES = (
    "/reckoning/ladder/", GDP, f"{GDP}&place=420600", f"{GDP}&place=鼓楼区", f"{GDP}&place=没有这里", "/reckoning/ladder/?indicator=urban_new_jobs&year=2025",
    "/reckoning/ladder/?indicator=gdp&year=2024", "/reckoning/ladder/?indicator=grain_output&year=2025", CHANGES, f"{CHANGES}?kind=repeated", f"{CHANGES}?kind=restated",
    f"{CHANGES}?kind=name", f"{CHANGES}?year=2023&q=增长", f"{CHANGES}?q=没有这几个字", "/reckoning/drift/420112/", "/places/澄湖区/", "/reckoning/2023/澄湖区/",
    "/reckoning/compare/?indicator=gdp&modality=target",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(ledger: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample district and made-up reports of a nation, a province, cities and districts, served."""
    folder = tmp_path_factory.mktemp("levels")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    luoshi(ledger, "load", str(folder))
    with served(ledger) as address:
        yield address


@SIZES
def test_every_page_fits_speaks_chinese_and_passes_the_checker(browser: Any, site: str, size: tuple[int, int], theme: str):
    page, complaints = opened(browser, site, viewport={"width": size[0], "height": size[1]}, color_scheme=theme)
    found = {}
    for path in PAGES:
        page.goto(site + path)
        page.evaluate("[...document.querySelectorAll('main details')].forEach((each) => { each.open = true; })")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path
        assert page.evaluate(OUTSIDE) == [], path
        assert not re.search(r"[A-Za-z]{4,}", words_of_ours(page)), path
        if wrong := violations(page):
            found[path] = wrong
    assert found == {}
    assert complaints == []


@SIZES
def test_a_ladder_is_chosen_by_hand_and_its_words_are_found(browser: Any, site: str, size: tuple[int, int], theme: str):
    page, complaints = opened(
        browser, f"{site}/reckoning/ladder/", java_script_enabled=False, viewport={"width": size[0], "height": size[1]}, color_scheme=theme
    )
    page.get_by_role("link", name=re.compile("城镇新增就业")).click()
    page.locator("table.ladder").wait_for()
    page.get_by_label("指标").fill("地区生产总值")
    page.get_by_label("只看一个省").fill("武汉市")
    page.get_by_role("button", name="查看").click()
    rows = page.locator("table.ladder tbody tr")
    page.locator("figure.chart").wait_for()
    assert [each.split()[0] for each in rows.all_inner_texts()] == ["全国", "湖北省", "武汉市", "东西湖区"]
    assert re.search(r"▲\s*加码\s*0\.5个百分点", rows.nth(3).inner_text())
    assert page.locator("figure.chart img").evaluate("async (each) => { await each.decode(); return each.naturalWidth > 200; }")
    days = page.locator("ol.days li")
    assert "东西湖区" in days.first.inner_text()
    days.first.locator("a").click()
    page.wait_for_url(re.compile(r"/documents/\d+/\?at="))
    assert complaints == []


@SIZES
def test_from_a_place_to_what_changed_to_both_sentences(browser: Any, site: str, size: tuple[int, int], theme: str):
    page, complaints = opened(browser, f"{site}/places/澄湖区/", viewport={"width": size[0], "height": size[1]}, color_scheme=theme)
    page.get_by_role("navigation", name="各年变化").get_by_role("link").click()
    page.locator(".kinds a", has_text="措辞放松").click()
    page.locator(".kinds a[aria-current]", has_text="措辞放松").wait_for()
    number = int(re.search(r"\d+", page.locator(".kinds a[aria-current]").inner_text())[0])
    rows = page.locator("table.drifted tbody tr")
    assert rows.count() == number
    row = rows.filter(has_text="确保工业投资增长15%以上")
    assert "“确保”改为“力争”" in row.inner_text()
    for n, words in enumerate(("确保工业投资增长15%以上", "力争工业投资增长12%左右")):
        row.locator("td.words a").nth(n).click()
        page.wait_for_url(re.compile(r"/documents/\d+/\?at="))
        assert words in "".join(page.locator(".on, .at").all_inner_texts())
        page.go_back()
        row.wait_for()
    assert complaints == []


def test_paper_has_the_findings_and_not_the_controls(browser: Any, site: str):
    page, _ = opened(browser, site + GDP)
    for path, table in ((GDP, "table.ladder"), (CHANGES, "table.drifted")):
        page.goto(site + path)
        page.emulate_media(media="print")
        assert page.locator("form.narrow").is_hidden()
        assert page.locator(".bar .export").is_hidden()
        assert page.locator(table).is_visible()
    page.goto(site + GDP)
    assert page.locator("figure.chart").is_visible()
    assert page.locator("ol.days").is_visible()
