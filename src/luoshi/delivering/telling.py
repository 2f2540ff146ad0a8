"""An entry of the journal in words: who, when, what."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.utils.timezone import localtime

from luoshi.delivering.steps import STEPS
from luoshi.ledger.journal import JournalEntry


def who_of(entry: JournalEntry) -> str:
    """The person and the post they acted in."""
    return f"{entry.who or '命令行'}{f'（{entry.post}）' if entry.post else ''}"


def when_of(entry: JournalEntry) -> datetime:
    """When it was done, by the clock; in a rehearsal on the office's day."""
    at = localtime(entry.recorded_at)
    said = (entry.content or {}).get("on", "") if settings.LUOSHI_REHEARSAL else ""
    try:
        return datetime.combine(date.fromisoformat(said), at.timetz()) if said else at
    except (TypeError, ValueError):
        return at


def act_of(entry: JournalEntry) -> str:
    """What was done, in the office's words."""
    keys = (f"{kind}:{entry.action}" for kind in ("task", "table", "office"))
    return next((STEPS[key].name for key in keys if key in STEPS), entry.action)
