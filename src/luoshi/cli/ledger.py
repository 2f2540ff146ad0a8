"""What the ledger's commands share: opening it, its one shelf for now, and telling documents apart."""

from __future__ import annotations

import importlib.util
from typing import Any

from luoshi.errors import LuoshiError

SHELF = ("main", "本机文件")
"""Slug and name of the workspace the command line loads into."""


def open_ledger() -> None:
    """Make the ledger ready: its folder, its tables as this version needs them. Raises LuoshiError."""
    if importlib.util.find_spec("django") is None:
        raise LuoshiError("L305")
    from luoshi.ledger.database import configure, ensure

    configure()
    ensure()


def shelf() -> Any:
    """The workspace that the command line loads into."""
    from luoshi.people.models import Workspace

    workspace, _ = Workspace.objects.get_or_create(slug=SHELF[0], defaults={"name": SHELF[1]})
    return workspace


def kind_word(kind: str) -> str:
    """A kind of document in the field's words, with the code that records bear."""
    from luoshi.web.wording import DOCUMENT_KINDS

    return f"{DOCUMENT_KINDS[kind]}({kind})" if kind in DOCUMENT_KINDS else kind
