"""What came of it, in Debian's Chromium: the scorecard, a promise's page and the comparison, at a desk, on a phone and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.accessibility import violations
from tests.account_parts import PASSWORD, served
from tests.document_site import ledger, luoshi
from tests.facts_parts import TEXTS
from tests.test_account_browser import sign_in
from tests.test_facts_browser import words_of_ours
from tests.test_people_processes import people
from tests.test_web_browser import browser, opened

__all__ = ["browser", "ledger"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZES = pytest.mark.parametrize(
    ("size", "theme"), [((1280, 800), "light"), ((360, 740), "dark")], ids=["desk", "phone at night"]
)
CARD = "/reckoning/2023/澄湖区/"
COMPARED = "/reckoning/compare/?indicator=gdp&kind=growth&unit=%25&place=420102&place=420104&place=440106"
PAGES = (
    CARD, f"{CARD}?headline=1", f"{CARD}?outcome=silent", f"{CARD}?q=没有这几个字", "/reckoning/2022/澄湖区/", "/reckoning/2030/澄湖区/",
    "/places/澄湖区/", "/reckoning/compare/", COMPARED, f"{COMPARED}&modality=target", "/indicators/gdp/",
)  # fmt: skip
OUTSIDE = """() => [...document.querySelectorAll('main td, main th, main blockquote, main .chips a')].filter((each) =>
    each.getClientRects().length && each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== 'inline'
).map((each) => each.innerText)"""
"""Cells whose words run out over their neighbours'."""


@pytest.fixture(scope="module")
def site(ledger: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample district and four places more, served; with an editor."""
    folder = tmp_path_factory.mktemp("places")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    luoshi(ledger, "load", str(folder))
    account = ("add", "wang", "--role", "editor", "--full-name", "王编辑", "--password-stdin")
    done = people(ledger, *account, given=PASSWORD)
    assert done.returncode == 0, done.stderr
    with served(ledger) as address:
        yield address


def at(row: str) -> str:
    return f"table.score tr:has(th a:text-is('{row}'))"


@SIZES
def test_every_page_fits_speaks_chinese_and_passes_the_checker(browser: Any, site: str, size: tuple[int, int], theme: str):
    page, complaints = opened(browser, site, viewport={"width": size[0], "height": size[1]}, color_scheme=theme)
    page.goto(site + CARD)
    one = page.locator(f"{at('工业投资增长')} th a").get_attribute("href")
    found = {}
    for path in (*PAGES, one):
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path
        assert page.evaluate(OUTSIDE) == [], path
        assert not re.search(r"[A-Za-z]{4,}", words_of_ours(page)), path
        if wrong := violations(page):
            found[path] = wrong
    assert found == {}
    assert complaints == []


def test_from_a_place_to_its_scorecard_to_both_sentences(browser: Any, site: str):
    page, complaints = opened(browser, f"{site}/places/澄湖区/")
    page.get_by_role("navigation", name="各年对账").get_by_role("link", name="2022年").click()
    page.get_by_role("navigation", name="年度").get_by_role("link", name="2023").click()
    card = page.url
    row = page.locator(at("工业投资增长"))
    told = row.inner_text()
    assert told.index("低于目标3.8个百分点") < told.index("未达到"), "the gap comes before the outcome"
    row.locator("td[data-l=目标] a").first.click()
    page.wait_for_url(re.compile(r"/documents/\d+/\?at="))
    assert "工业投资增长15%以上" in "".join(page.locator(".on, .at").all_inner_texts())
    page.goto(card)
    row.locator("td[data-l=后来所说] a").first.click()
    page.wait_for_url(re.compile(r"/documents/\d+/\?at="))
    assert "11.2%" in "".join(page.locator(".on, .at").all_inner_texts())
    assert complaints == []


def test_each_outcome_has_a_word_beside_its_shape_and_narrows_the_card(browser: Any, site: str):
    page, complaints = opened(browser, site + CARD)
    chips = page.locator(".outcomes a")
    counts = {}
    for words in chips.all_inner_texts():
        name, number = re.search(r"([\u4e00-\u9fff]{2,})\s*(\d+)", words).groups()
        counts[name] = int(number)
    whole = counts.pop("目标任务")
    assert sum(counts.values()) == whole == page.locator("table.score tbody tr").count()
    for name, number in counts.items():
        page.goto(site + CARD)
        chips.filter(has_text=re.compile(rf"(?<![\u4e00-\u9fff]){name}\s*\d")).click()
        page.locator(".count", has_text=f"{number} 项").wait_for()
        assert {each.strip("●▲◆○◐↻≠… \n") for each in page.locator(".score .outcome").all_inner_texts()} == {name}
    assert complaints == []


def test_an_editor_rejects_a_pairing_and_takes_it_back(browser: Any, site: str):
    page, complaints = opened(browser, f"{site}/sign-in/?next={CARD}")
    sign_in(page, "wang", PASSWORD)
    row = page.locator(at("工业投资增长"))
    row.locator("th a").click()
    weighed = page.locator("table.facts tbody tr")
    weighed.first.wait_for()
    before = weighed.count()
    weighed.first.get_by_label("理由").fill("口径不同")
    page.get_by_role("button", name="不是它").first.click()
    page.locator("main").get_by_text("王编辑已核").wait_for()
    assert weighed.count() == before - 1
    page.goto(f"{site}/corrections/")
    assert page.get_by_text("口径不同").count() == 1
    assert violations(page) == []
    latest = page.locator("ol.events li").first
    latest.locator("summary").click()
    latest.get_by_label("撤回的理由").fill("再核对")
    latest.get_by_role("button", name="撤回").click()
    page.locator(".off", has_text="再核对").wait_for()
    page.goto(site + CARD)
    row.locator("th a").click()
    weighed.first.wait_for()
    assert weighed.count() == before
    assert page.get_by_text("已核").count() == 0
    assert complaints == []


def test_a_comparison_is_built_by_hand_and_its_address_can_be_sent_on(browser: Any, site: str):
    page, complaints = opened(browser, f"{site}/reckoning/compare/", java_script_enabled=False)
    page.get_by_label("指标").fill("地区生产总值")
    page.get_by_label("再加一个地区").nth(0).fill("江岸区")
    page.get_by_label("再加一个地区").nth(1).fill("硚口区")
    page.get_by_role("button", name="比较").click()
    page.get_by_role("navigation", name="类别").get_by_role("link", name=re.compile("增速")).click()
    page.get_by_label("再加一个地区").nth(0).fill("天河区")
    page.get_by_role("button", name="比较").click()
    page.locator("input[type=checkbox]:checked").nth(2).wait_for()
    other, _ = opened(browser, page.url)
    rows = other.locator("table.compare tbody tr")
    assert [each.split()[0] for each in rows.all_inner_texts()] == ["江岸区", "硚口区", "天河区"]
    assert "第1位" in rows.nth(0).inner_text()
    assert "缺" in rows.nth(2).inner_text()
    assert other.locator("figure.chart img").evaluate("async (each) => { await each.decode(); return each.naturalWidth > 200; }")
    other.get_by_role("checkbox", name="硚口区").uncheck()
    other.get_by_role("button", name="比较").click()
    other.wait_for_load_state()
    assert rows.count() == 2
    assert complaints == []


def test_paper_has_the_figures_and_not_the_controls(browser: Any, site: str):
    page, _ = opened(browser, site + CARD)
    page.emulate_media(media="print")
    assert page.locator("form.narrow").is_hidden()
    assert page.locator("table.score").is_visible()
    assert page.locator(f"{at('工业投资增长')} .outcome").is_visible()
    page.goto(site + COMPARED)
    assert page.locator("form.narrow").is_hidden()
    assert page.locator("table.compare").is_visible()
    assert page.locator("figure.chart").is_visible()


@SIZES
def test_a_plan_is_watched_from_its_places_page(browser: Any, site: str, size: tuple[int, int], theme: str):
    page, complaints = opened(browser, f"{site}/places/澄湖区/", viewport={"width": size[0], "height": size[1]}, color_scheme=theme)
    page.get_by_role("navigation", name="规划监测").get_by_role("link", name="2021—2025年").click()
    page.locator("table.monitored").wait_for()
    address = page.url
    for path in (address, f"{address}?year=2021", f"{address}?standing=kept", f"{address}?as_of=2001-01-01"):
        page.goto(path)
        page.locator("main").hover()
        page.evaluate("[...document.querySelectorAll('details.course')].slice(0, 14).forEach((each) => { each.open = true; })")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path
        assert page.evaluate(OUTSIDE) == [], path
        assert not re.search(r"[A-Za-z]{4,}", words_of_ours(page)), path
        assert violations(page) == [], path
    page.goto(address)
    picture = page.locator("figure.chart img")
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("async (each) => { await each.decode(); return each.naturalWidth > 200; }")
    row = page.locator("table.monitored tbody tr").first
    told = row.inner_text()
    assert "达到序时" in told
    assert "61.1%" in told
    row.locator("th a").click()
    page.locator("#i1").get_by_text("逐年监测").wait_for()
    assert page.locator("details.course[open]").count() == 1, "a name opens its years"
    row.locator("td[data-l=最新数] a").first.click()
    page.wait_for_url(re.compile(r"/documents/\d+/\?at="))
    assert "727.6亿元" in "".join(page.locator(".on, .at").all_inner_texts())
    page.goto(address)
    page.emulate_media(media="print")
    assert page.locator("form.narrow").is_hidden()
    assert page.locator("table.monitored").is_visible()
    assert page.locator("figure.chart").is_visible()
    assert complaints == []
