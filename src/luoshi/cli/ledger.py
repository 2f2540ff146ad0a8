"""What the ledger's commands share: opening it, its one shelf for now, and telling documents apart."""

from __future__ import annotations

import importlib.util
import sys
from typing import Any

import click

from luoshi.errors import LuoshiError


def open_ledger() -> None:
    """Make the ledger ready: its folder, its tables as this version needs them. Raises LuoshiError."""
    if importlib.util.find_spec("django") is None:
        raise LuoshiError("L305")
    from luoshi.ledger.database import configure, ensure

    configure()
    ensure(_laid_out)


def _laid_out(done: int, of: int) -> None:
    """Tell someone who waits after an upgrade how far it is."""
    if of > 20 and sys.stderr.isatty():
        click.echo(f"\r升级后重新整理 / laying out after an upgrade: {done}/{of}", err=True, nl=done == of)


def shelf() -> Any:
    """The workspace that the command line loads into."""
    from luoshi.people.workspaces import main_workspace

    return main_workspace()


def kind_word(kind: str) -> str:
    """A kind of document in the field's words, with the code that records bear."""
    from luoshi.web.wording import DOCUMENT_KINDS

    return f"{DOCUMENT_KINDS[kind]}({kind})" if kind in DOCUMENT_KINDS else kind
