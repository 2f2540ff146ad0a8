"""Entries of the journal, picked out for reading."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from luoshi.ledger.journal.entry import JournalEntry
from luoshi.people.models import User


def entries(
    *, since: datetime | None = None, who: User | None = None, target: tuple[str, str] | None = None
) -> Iterator[JournalEntry]:
    """Entries in order; `target` is (kind, id), with an empty id for every target of the kind."""
    rows = JournalEntry.objects.select_related("who").order_by("number")
    if since is not None:
        rows = rows.filter(recorded_at__gte=since)
    if who is not None:
        rows = rows.filter(who=who)
    if target is not None:
        kind, identity = target
        rows = rows.filter(target_kind=kind, **({"target_id": identity} if identity else {}))
    yield from rows.iterator(chunk_size=2000)
