"""What is done once a day while the pages are served: the lights of all open tasks are worked out for the new day.

Each worker looks once a minute; the work is done under a lock and finds nothing left to do the second time.
"""

from __future__ import annotations

import logging
import threading
from datetime import date

from django.db import DatabaseError, close_old_connections

from luoshi.delivering.lights import relight_all
from luoshi.delivering.today import today
from luoshi.errors import LuoshiError

EVERY = 60.0
"""Seconds between two looks at the day."""
_log = logging.getLogger("django.request")


def begin() -> threading.Thread:
    """Start looking, for as long as this process lives."""
    thread = threading.Thread(target=_look, name="daily", daemon=True)
    thread.start()
    return thread


def _look() -> None:
    done: date | None = None
    wait = threading.Event()
    while True:
        day = today()
        if day != done:
            try:
                relight_all(day)
                done = day
            except (DatabaseError, LuoshiError) as error:  # tried again at the next look
                _log.error("the day's lights: %s", error)
            finally:
                close_old_connections()
        wait.wait(EVERY)
