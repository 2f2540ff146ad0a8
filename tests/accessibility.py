"""What an automated checker (axe) holds against a page: the rules of WCAG 2.2, levels A and AA."""

from __future__ import annotations

from typing import Any

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page: Any) -> list[str]:
    """Each element that breaks a rule: the rule, how bad it is, where, what is wrong. Empty where nothing is found.

    `page` is an open page of Playwright; it may forbid inline script, and is looked at as it stands (size, theme, state).
    """
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import Error

    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    page.wait_for_load_state()
    try:
        found = Axe().run(page, options=options).response["violations"]
    except Error:  # a click was still taking the page to its next: what is looked at is that one
        page.wait_for_load_state()
        found = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}) {element['target']}: {' '.join(element['failureSummary'].split())}"
        for rule in found
        for element in rule["nodes"]
    ]
