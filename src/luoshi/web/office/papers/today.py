"""今日提醒: what the person's digest says today, on their home, each with the page where it is handed in."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from luoshi.delivering.clocks.reminders import Reminder
from luoshi.delivering.dates import reminders_of
from luoshi.delivering.models import Letter, Task
from luoshi.web.office.door import Desk


@dataclass(frozen=True, slots=True)
class Shown:
    """A reminder and where it leads."""

    reminder: Reminder
    address: str


def reminders(desk: Desk) -> list[Shown]:
    """Those of today; nothing for who hands nothing in."""
    if not desk.duties & {"head", "officer"}:
        return []
    return [Shown(each, address_of(row)) for each, row in reminders_of(desk.person, desk.on)]


def address_of(row: Task | Letter) -> str:
    """The page of what a date is about."""
    return reverse("office-letter" if isinstance(row, Letter) else "office-task", args=[row.pk])
