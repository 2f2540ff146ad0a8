"""Clicks in the browser that wait until the page they lead to is there.

Playwright's own return once the click is done. Where the machine is busy the next line of a test then still looks at the page the click leaves.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

MOMENT, LONGEST = 30, 15_000
"""Milliseconds in which a click asks for another page, and that one may take to come."""


def arriving(click: Callable[..., Any]) -> Callable[..., Any]:
    """`Locator.click`, which waits for the page it leads to, if it leads to one; not for a file that is saved or a server that is gone."""

    @functools.wraps(click)
    def clicked(self: Any, **options: Any) -> None:
        page, asked, ended = self.page, [], []

        def ask(request: Any) -> None:
            if request.is_navigation_request() and request.frame == page.main_frame:
                asked.append(request)

        def end(_: Any) -> None:
            ended.append(True)

        watched = {"request": ask, "framenavigated": end, "requestfailed": end, "download": end, "close": end}
        for event, heard in watched.items():
            page.on(event, heard)
        try:
            click(self, **options)
            if page.is_closed():
                return
            page.wait_for_timeout(MOMENT)
            waited = 0
            while asked and not ended and waited < LONGEST:
                page.wait_for_timeout(MOMENT)
                waited += MOMENT
            if asked:
                page.wait_for_load_state()
        finally:
            for event, heard in watched.items():
                page.remove_listener(event, heard)

    return clicked
