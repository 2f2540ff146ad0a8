"""A progress bar on standard error, where someone is looking and there is more than one thing to do."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import click

T = TypeVar("T")


@contextmanager
def bar(things: Sequence[T], label: str) -> Iterator[Iterator[T]]:
    """Iterate over `things` with a bar that counts them."""
    if len(things) < 2 or not sys.stderr.isatty():
        yield iter(things)
        return
    with click.progressbar(things, label=label, show_pos=True, file=sys.stderr) as counted:
        yield iter(counted)
