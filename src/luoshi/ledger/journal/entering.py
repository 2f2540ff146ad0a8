"""Writing in the journal, and erasing what an entry says of a person."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from luoshi.errors import LedgerError
from luoshi.ledger.database import writing
from luoshi.ledger.home import BUSY_SECONDS
from luoshi.ledger.journal import chain, heads
from luoshi.ledger.journal.entry import JournalEntry
from luoshi.people.access import Keeper, require
from luoshi.people.models import User, Workspace

ERASE = "erase payload"
ENTRY = "journal entry"
"""The verb and the kind of target of an erasure: `audit verify` looks for one wherever a payload is gone."""


def enter(
    workspace: Workspace, person: User | Keeper | None, action: str, on: tuple[str, int | str], *,
    post: str = "", why: str = "", payload: Mapping[str, Any] | None = None,
) -> JournalEntry:  # fmt: skip
    """Write down that `person`, acting in `post`, did `action` to `on` (kind, id), inside the transaction that does it.

    Rolled back with it, the entry was never there and its number is the next one's. Until the transaction ends nobody else
    can write in the journal: call it last, with all other locks already held.

    Raises L227 for what cannot be written down, TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("a journal entry belongs in the transaction of what it records")
    kind, identity = on[0], str(on[1])
    try:
        text = chain.canonical(payload or {})
        _check(action, kind, identity, post, why)
    except (TypeError, ValueError, RecursionError) as error:
        raise LedgerError("L227", action, reason=error) from error
    salt = secrets.token_hex(16)
    with writing("journal"):
        last = JournalEntry.objects.order_by("-number").values_list("number", "hash").first()
        number, previous = (last[0] + 1, last[1]) if last else (1, chain.GENESIS)
        entry = JournalEntry(
            number=number, workspace=workspace, who=person if isinstance(person, User) else None, post=post,
            recorded_at=timezone.now(), action=action, target_kind=kind, target_id=identity, why=why,
            payload=text, salt=salt, sealed=chain.seal(salt, text), previous=previous,
        )  # fmt: skip
        entry.hash = chain.link(
            previous, number, workspace.pk, entry.who_id, post, entry.recorded_at, action, (kind, identity), why,
            entry.sealed,
        )  # fmt: skip
        entry.save()
    transaction.on_commit(partial(heads.note, heads.Head(entry.recorded_at, number, entry.hash)))
    return entry


def erase(number: int, *, by: User | Keeper, why: str, post: str = "") -> JournalEntry:
    """Erase what entry `number` says (payload and salt), and enter who did so and why; returns that entry.

    The only place that changes a row of the journal. Copies elsewhere (backups) are not reached.
    Raises L203 without the right to manage people, L228 where there is no such entry, payload or reason.
    """
    with writing("journal"):
        entry = JournalEntry.objects.select_related("workspace").filter(number=number).first()
        if entry is None:
            raise LedgerError("L228", entry=number, chinese="没有这一条", english="there is none")
        if not isinstance(by, Keeper):
            require(by, "manage people", entry.workspace)
        if entry.payload is None:
            raise LedgerError("L228", entry=number, chinese="已经抹去", english="it was erased before")
        if not why.strip():
            raise LedgerError("L228", entry=number, chinese="没有写理由", english="no reason is given")
        _overwrite_freed_space()
        JournalEntry._base_manager.filter(number=number).update(payload=None, salt=None)  # past the rows' own refusal
        transaction.on_commit(_empty_the_log)
        return enter(entry.workspace, by, ERASE, (ENTRY, number), post=post, why=why.strip())


def _check(*texts: str) -> None:
    """Raise ValueError for a character that no database can hold."""
    for text in texts:
        text.encode()
        if "\0" in text:
            raise ValueError("a null character")


def _overwrite_freed_space() -> None:
    """Have SQLite write zeros where the payload stood. PostgreSQL frees it at its next vacuum."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _empty_the_log() -> None:
    """The payload stands in SQLite's write-ahead log too, until that is emptied; readers may put it off."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 1000")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
            cursor.execute("PRAGMA secure_delete = OFF")
