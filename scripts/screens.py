"""Pictures of the pages, for the docs and for whoever looks them over.

usage: python scripts/screens.py HOME OUT [--person NAME] [--only WORDS]

HOME is a ledger's folder, as of `make run` (var/sample) or of `examples/year.py --fresh`. Its pages are served, every one is opened in Chromium on a
wide screen and on a phone, as a visitor or as the person named, and what is seen is written to OUT as PNG. A page that is not there
for that person is left out. Says which pages scroll sideways: none should.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WIDTHS = {"wide": (1440, 900), "phone": (390, 844)}
PAGES = {
    "shelf": "/", "coverage": "/coverage/", "unresolved": "/coverage/unresolved/", "place": "/places/{place}/", "document": "/documents/{document}/",
    "fact": "/documents/{document}/?fact=measure-3", "footnotes": "/documents/{document}/?print=footnotes", "search": "/search/?q=就业",
    "search-tasks": "/search/?q=就业&tab=commitments", "measures": "/measures/", "commitments": "/commitments/", "indicator": "/indicators/gdp/",
    "scorecard": "/reckoning/{year}/{place}/", "compare": "/reckoning/compare/?indicator=gdp", "plan": "/reckoning/plans/{plan}/",
    "terms": "/terms/", "projects": "/projects/", "policies": "/policies/", "units": "/units/", "ask": "/ask/",
    "asked": "/ask/?q={place_name}2025年固定资产投资目标是多少", "send": "/send/", "api": "/api/", "sign-in": "/sign-in/", "notes": "/notes/",
    "searches": "/searches/", "account": "/account/", "review": "/review/", "people": "/people/", "office": "/office/",
    "office-tables": "/office/tables/", "office-table": "/office/tables/{table}/", "office-board": "/office/board/",
    "office-board-units": "/office/board/?by=unit", "office-task": "/office/tasks/{task}/", "office-quarter": "/office/quarter/",
    "office-letters": "/office/letters/", "office-instructions": "/office/instructions/", "office-meetings": "/office/meetings/",
    "office-bulletins": "/office/bulletins/", "office-units": "/office/units/",
}  # fmt: skip
"""Each page's name and address; what stands in braces is looked up in the ledger."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--person", default="", help="as whom; a visitor if not said")
    parser.add_argument("--only", default="", help="pages whose names begin so")
    arguments = parser.parse_args()
    os.environ["LUOSHI_HOME"] = str(arguments.home.resolve())
    os.environ.setdefault("LUOSHI_REHEARSAL", "1" if (arguments.home / "rehearsal-day").exists() else "")
    from luoshi.ledger import database

    database.configure()
    database.ensure()
    places, cookie = looked_up(), session_of(arguments.person)
    arguments.out.mkdir(parents=True, exist_ok=True)
    with served() as address:
        take(address, places, cookie, arguments.out, arguments.only)


def looked_up() -> dict[str, object]:
    """What the addresses need: the longest document, its place, the task with most reports."""
    from django.db.models import Count

    from luoshi.delivering.models import Task, TaskTable
    from luoshi.ledger.models import Standing

    document = Standing.objects.order_by("-length").first()
    task = Task.objects.annotate(times=Count("reports")).exclude(state__in=["dropped", "merged"]).order_by("-times", "pk").first()
    table = TaskTable.objects.order_by("kind", "pk").first()
    plan = Standing.objects.filter(plan__contains="-").order_by("pk").first()
    yearly = Standing.objects.exclude(plan="").exclude(plan__contains="-").order_by("plan").first()
    return {
        "plan": plan.document_id if plan else 0, "year": yearly.plan if yearly else 0,
        "document": document.document_id if document else 1, "place": document.place_key if document else "",
        "place_name": document.place if document else "", "table": table.pk if table else 0, "task": task.pk if task else 0,
    }  # fmt: skip


def session_of(name: str) -> str:
    """A session of the person's, as after signing in; empty for a visitor."""
    if not name:
        return ""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from luoshi.people.roll import person_named

    person: Any = person_named(name)
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session.create()
    return str(session.session_key)


@contextmanager
def served() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-c", f"from luoshi.web import serve; serve(port={port})"])
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def take(address: str, places: dict[str, object], cookie: str, out: Path, only: str) -> None:
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for width, (across, down) in WIDTHS.items():
            context = browser.new_context(viewport={"width": across, "height": down}, locale="zh-CN")
            if cookie:
                context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
            page = context.new_page()
            for name, path in PAGES.items():
                if not name.startswith(only):
                    continue
                answer = page.goto(address + path.format(**places), wait_until="networkidle")
                if answer is None or answer.status != 200 or ("/sign-in/" in page.url and name != "sign-in"):
                    continue
                page.screenshot(path=out / f"{name}-{width}.png", full_page=name not in ("document", "fact", "footnotes"))
                if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
                    print(f"{name} ({width}) scrolls sideways", flush=True)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
