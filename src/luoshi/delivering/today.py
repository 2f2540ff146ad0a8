"""The day it is in the office: that of the clock, or in a rehearsal the day that was set.

A rehearsal (`LUOSHI_REHEARSAL=1`) is a ledger for practice, in which a year can be gone through in an hour: its day is set by hand,
and every page says so. In a real ledger nobody sets the day.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils import timezone

from luoshi.errors import DeliverError
from luoshi.ledger.home import home

_FILE = "rehearsal-day"


def today() -> date:
    """The day it is, in China; in a rehearsal the day that was set last."""
    if settings.LUOSHI_REHEARSAL:
        try:
            return date.fromisoformat((home() / _FILE).read_text("ascii").strip())
        except (OSError, ValueError):
            pass
    return timezone.localdate()


def set_day(day: date) -> None:
    """In a rehearsal, make it this day. Raises L720 elsewhere."""
    if not settings.LUOSHI_REHEARSAL:
        raise DeliverError("L720")
    place = home() / _FILE
    scratch = place.with_suffix(".part")
    scratch.write_text(day.isoformat(), "ascii")
    scratch.replace(place)
