"""How far one long thing is, on standard error, where someone is looking and it takes more than two seconds."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 2.0
"""Seconds before the bar shows."""
_WIDTH = 30
_OFTEN = 0.1


@contextmanager
def waiting(label: str) -> Iterator[Callable[[int, int], None]]:
    """Gives a function to be told how much is done, and of how much; the bar is wiped away at the end."""
    started, shown, looking = time.monotonic(), 0.0, sys.stderr.isatty()

    def told(done: int, of: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if looking and of and now - started > PATIENCE and now - shown > _OFTEN:
            shown = now
            part = min(1.0, done / of)
            full = int(part * _WIDTH)
            sys.stderr.write(f"\r{label} [{'#' * full}{'-' * (_WIDTH - full)}] {part:4.0%}")
            sys.stderr.flush()

    try:
        yield told
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
