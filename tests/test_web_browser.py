"""A document's page in Debian's Chromium, served as `luoshi up` serves it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from tests.arriving import arriving
from tests.ledger_parts import TEXT
from tests.test_ledger_processes import LOAD, output, start

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOW = "no Chromium for the pages' tests: `apt-get install chromium fonts-noto-cjk`"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
ASTRAL = "𬭚是一种元素。"  # outside the basic plane: one character, two units of a JavaScript string


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail(HOW)
        pytest.skip(HOW)
    from playwright.sync_api import Locator, sync_playwright

    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Locator, "click", arriving(Locator.click))
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def site(home: dict[str, str], tmp_path: Path) -> Iterator[str]:
    """The address of a served ledger with one document in it."""
    report = tmp_path / "报告.txt"
    report.write_text(ASTRAL + "\n" + TEXT * 8, "utf-8")
    output(start(LOAD, home, report))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-c", f"from luoshi.web import serve; serve(port={port})"], env=home, start_new_session=True
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _await(address)
        yield address
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def _await(address: str) -> None:
    for _ in range(150):
        try:
            with urlopen(f"{address}/healthz", timeout=2) as page:
                assert page.read() == b"ok"
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


def opened(browser: Any, address: str, **context: Any) -> tuple[Any, list[str]]:
    """A page at this address, and what its console complains of from now on."""
    page = browser.new_context(**context).new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type != "log" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    return page, complaints


def in_view(page: Any, selector: str) -> bool:
    box = page.locator(selector).first.bounding_box()
    return box is not None and 0 <= box["y"] < page.viewport_size["height"]


def test_from_the_shelf_to_a_fact_to_its_words(browser, site):
    page, complaints = opened(browser, site)
    page.get_by_role("link", name="云岭区2024年政府工作报告").or_(page.locator(".rows a")).first.click()
    page.locator("a.measure", has_text="310亿元").nth(5).click()
    panel = page.locator("#fact")
    panel.get_by_text("31,000,000,000").wait_for()
    assert page.locator("a.on").count() == 1
    panel.get_by_role("link", name="这段字句的链接").click()
    page.wait_for_load_state()
    assert page.url.endswith(page.locator("a.on").get_attribute("id"))
    assert in_view(page, "a.on")
    assert complaints == []


def test_going_back_brings_back_what_was_seen(browser, site):
    page, complaints = opened(browser, f"{site}/documents/1/")
    measures = page.locator("a.measure")
    measures.nth(0).click()
    page.locator("#fact blockquote", has_text=measures.nth(0).inner_text()).wait_for()
    page.locator("a.measure", has_text="42家").first.click()
    page.locator("#fact blockquote", has_text="42家").wait_for()
    page.go_back()
    page.locator("#fact blockquote", has_text=measures.nth(0).inner_text()).wait_for()
    page.go_back()
    page.locator("#fact .fact").wait_for(state="detached")
    assert complaints == []


def test_a_link_to_any_words_lands_on_them(browser, site):
    words = "认真落实"
    text = ASTRAL + "\n" + TEXT * 8
    at = text.rindex(words)
    page, complaints = opened(browser, f"{site}/documents/1/#c{at}-{at + len(words)}")
    landed = page.evaluate("[...CSS.highlights.get('landed')].map(range => range.toString())")
    assert landed == [words]
    assert page.evaluate("[...CSS.highlights.get('landed')][0].getBoundingClientRect().top < innerHeight")
    page, _ = opened(browser, f"{site}/documents/1/#c1-3")
    assert page.evaluate("[...CSS.highlights.get('landed')].map(range => range.toString())") == ["是一"]
    assert complaints == []


def test_switches_and_keys(browser, site):
    page, complaints = opened(browser, f"{site}/documents/1/")
    underline = "getComputedStyle(document.querySelector('.measure')).textDecorationLine"
    assert page.evaluate(underline) == "underline"
    page.get_by_label("数据").uncheck()
    assert page.evaluate(underline) == "none"
    assert "show=" in page.url
    assert "measure" not in page.url
    page.reload()
    assert page.evaluate(underline) == "none"
    page.get_by_label("数据").check()
    page.locator("main").click(position={"x": 5, "y": 5})
    page.keyboard.press("j")
    page.locator("#fact .fact").wait_for()
    first = page.url
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first)
    page.keyboard.press("k")
    page.wait_for_url(first)
    page.keyboard.press("Escape")
    page.locator("#fact .fact").wait_for(state="detached")
    assert complaints == []


@pytest.mark.parametrize("path", ["/", "/documents/1/"])
def test_a_phone_shows_it_in_one_column(browser, site, path):
    page, complaints = opened(browser, site + path, viewport={"width": 360, "height": 740}, device_scale_factor=2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    if path != "/":
        fact = page.locator("a.measure").nth(3)
        fact.click()
        page.locator("#fact .fact").wait_for()
        page.wait_for_timeout(200)
        sheet = page.locator("#fact .fact").bounding_box()
        assert fact.bounding_box()["y"] < sheet["y"], "the words are not under the sheet"
    assert complaints == []


def test_it_all_works_without_script(browser, site):
    page, _ = opened(browser, f"{site}/documents/1/", java_script_enabled=False)
    page.locator("a.measure").nth(9).click()
    assert page.locator("#fact dl").count() == 1
    assert in_view(page, "a.on")
    page.get_by_role("link", name="这段字句的链接").click()
    assert in_view(page, "a.on")
