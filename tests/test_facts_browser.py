"""The shelf and the tables of facts in Debian's Chromium: narrowing, exports, what changed in a term, phones, print, keys."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.accessibility import violations
from tests.account_parts import served
from tests.facts_parts import TEXTS
from tests.homes import copied
from tests.test_ledger_processes import OPEN, output, start
from tests.test_web_browser import browser, opened  # noqa: F401 (a fixture)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LOAD = f"""{OPEN}
from luoshi.ledger.load import load_files
from luoshi.reading import read
for path, result in load_files(map(pathlib.Path, sys.argv[1:]), workspace=workspace, audience="public", read=read):
    print(getattr(result, "outcome", result), flush=True)
"""
PAGES = (
    "/", "/?kind=work_report&year=2024", "/places/420102/", "/coverage/", "/coverage/unresolved/", "/measures/", "/measures/?headline=1",
    "/measures/?indicator=gdp&view=chart", "/commitments/", "/commitments/?view=chart&by=office", "/terms/", "/terms/口袋公园/", "/projects/",
    "/units/区人民政府/", "/indicators/gdp/",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, ready: dict[str, str]) -> Iterator[str]:
    """The address of a served ledger with reports of four places."""
    folder = tmp_path_factory.mktemp("facts")
    paths = [folder / f"{name}.txt" for name in TEXTS]
    for path, text in zip(paths, TEXTS.values(), strict=True):
        path.write_text(text, "utf-8")
    with copied(ready, folder / "home") as home:
        output(start(LOAD, home, *paths))
        with served(home) as address:
            yield address


def test_the_shelf_narrows_step_by_step_and_goes_back(browser: Any, site: str):  # noqa: F811
    page, complaints = opened(browser, site)
    page.get_by_role("navigation", name="地区").get_by_role("link", name="武汉市").click()
    page.locator(".count", has_text="5 份文件").wait_for()
    page.locator(".facets").get_by_role("link", name="2024").click()
    page.locator(".count", has_text="2 份文件").wait_for()
    assert page.locator(".facets").get_by_role("link", name="统计公报").count() == 0, "what would give nothing is not offered"
    shared = page.url
    page.go_back()
    page.locator(".count", has_text="5 份文件").wait_for()
    page.goto(shared)
    page.get_by_role("link", name="武汉市江岸区2024年政府工作报告").click()
    page.wait_for_url(re.compile(r"/documents/\d+/"))
    assert complaints == []


def test_from_a_place_to_a_figure_to_its_words(browser: Any, site: str):  # noqa: F811
    page, complaints = opened(browser, f"{site}/places/420102/")
    chart = page.locator("figure.chart img").first
    chart.scroll_into_view_if_needed()
    for _ in range(200):
        if chart.evaluate("each => each.complete && each.naturalWidth > 200"):
            break
        page.wait_for_timeout(100)
    else:
        pytest.fail("no picture")
    page.get_by_role("row", name="地区生产总值增速").get_by_role("link", name="6.5%").click()
    page.wait_for_url(re.compile(r"/documents/\d+/\?at="))
    assert "6.5%" in "".join(page.locator(".on, .at").all_inner_texts())
    assert complaints == []


def test_filters_are_filled_in_and_the_file_holds_what_is_shown(browser: Any, site: str):  # noqa: F811
    page, complaints = opened(browser, f"{site}/measures/")
    page.get_by_label("指标", exact=True).fill("地区生产总值")
    page.get_by_label("地区", exact=True).fill("江岸区")
    page.get_by_label("口径").select_option("目标")
    page.get_by_role("button", name="筛选").click()
    page.locator(".count", has_text="2 条").wait_for()
    assert "indicator=" in page.url
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(saved.value.path()).read_text("utf-8-sig"))))
    assert [row["原文数值"] for row in rows] == ["6.5%", "7%"]
    assert all(row["原文链接"].startswith(site) for row in rows)
    page.goto(rows[0]["原文链接"])
    assert "6.5%" in "".join(page.locator(".on, .at").all_inner_texts())
    assert complaints == []


def test_what_changed_in_a_term_shows_without_colour(browser: Any, site: str):  # noqa: F811
    page, complaints = opened(browser, f"{site}/terms/")
    page.get_by_role("link", name="口袋公园").click()
    page.locator("blockquote ins").first.wait_for()
    line = "getComputedStyle(document.querySelector('{}')).textDecorationLine"
    assert page.evaluate(line.format("blockquote ins")) == "underline"
    assert page.evaluate(line.format("blockquote del")) == "line-through"
    assert page.locator("blockquote ins").all_inner_texts() == ["不大", "、免费开放"]
    assert complaints == []


@pytest.mark.parametrize(("size", "theme"), [((1280, 800), "light"), ((360, 740), "dark")], ids=["desk", "phone at night"])
def test_every_page_fits_and_passes_the_checker(browser: Any, site: str, size: tuple[int, int], theme: str):  # noqa: F811
    page, complaints = opened(browser, site, viewport={"width": size[0], "height": size[1]}, color_scheme=theme)
    found = {}
    for path in PAGES:
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path
        assert not re.search(r"[A-Za-z]{4,}", words_of_ours(page)), path
        if wrong := violations(page):
            found[path] = wrong
    assert found == {}
    assert complaints == []


def words_of_ours(page: Any) -> str:
    """What the page itself says: not the documents' words, not names of file types, not keys."""
    text: str = page.evaluate(
        """() => { const copy = document.body.cloneNode(true);
        copy.querySelectorAll('.words, .paper, .dictionary, .wordings, .export, dialog, script, datalist').forEach(each => each.remove());
        return copy.innerText; }"""
    )
    return text


def test_a_phone_shows_tables_as_labelled_rows(browser: Any, site: str):  # noqa: F811
    page, complaints = opened(browser, f"{site}/measures/", viewport={"width": 360, "height": 740})
    label = "getComputedStyle(document.querySelector('td[data-l=口径]'), '::before').content"
    assert "口径" in page.evaluate(label) or "attr" in page.evaluate(label)
    assert page.locator("thead").first.is_hidden()
    assert complaints == []


def test_keys_reach_search_and_print_leaves_the_controls_out(browser: Any, site: str):  # noqa: F811
    page, complaints = opened(browser, f"{site}/measures/")
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.emulate_media(media="print")
    assert page.locator("form.narrow").is_hidden()
    assert page.locator("table.facts").is_visible()
    assert complaints == []


def test_it_all_works_without_script(browser: Any, site: str):  # noqa: F811
    page, _ = opened(browser, f"{site}/measures/", java_script_enabled=False)
    page.get_by_label("主体字句").fill("新引进")
    page.get_by_role("button", name="筛选").click()
    page.locator(".count", has_text="6 条").wait_for()
    page.get_by_role("link", name="图", exact=True).click()
    page.locator("figure.chart img").wait_for()
