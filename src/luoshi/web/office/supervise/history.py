"""What was done with a paper, in order, as the journal has it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from luoshi.delivering.models import Bulletin, Letter
from luoshi.delivering.telling import act_of, when_of, who_of
from luoshi.ledger.journal import JournalEntry

MOST = 200
_MOMENT = timedelta(seconds=1)
"""A step that is entered twice, for the state and for the words, is one to who reads of it."""


@dataclass(frozen=True, slots=True)
class Done:
    """One step."""

    at: datetime
    who: str
    what: str
    why: str


def history(row: Letter | Bulletin, *, only: Collection[str] | None = None) -> list[Done]:
    """The last `MOST` steps, the first first; of those actions `only`, where not everyone may read of the others."""
    entries = JournalEntry.objects.filter(target_kind=row._meta.model_name, target_id=str(row.pk))
    if only is not None:
        entries = entries.filter(action__in=only)
    found: list[Done] = []
    for entry in reversed(entries.select_related("who").order_by("-number")[:MOST]):
        what, who, at = act_of(entry), who_of(entry), when_of(entry)
        if not found or (found[-1].who, found[-1].what) != (who, what) or at - found[-1].at >= _MOMENT:
            found.append(Done(at, who, what, entry.why))
    return found
