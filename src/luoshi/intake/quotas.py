"""How much may be sent: counted in the database before anything is read, so that it holds over processes."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from django.db.models import Sum
from django.utils import timezone

from luoshi.errors import IntakeError
from luoshi.intake.models import Attempt
from luoshi.intake.queue import waiting
from luoshi.intake.senders import Sender
from luoshi.ledger.database import writing

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
KEPT = timedelta(days=2)
WAITING_VISITORS = 500
"""Things of all visitors together that may wait: what editors can still look through."""


def admit(sender: Sender, size: int = 0) -> None:
    """Count one thing of so many bytes against its sender. Raises L530 to L534 where it is one too many."""
    quota, now = sender.quota, timezone.now()
    with writing("intake quotas"):
        Attempt.objects.filter(at__lt=now - KEPT).delete()
        today = Attempt.objects.filter(sender=sender.key, at__gt=now - DAY)
        times = list(today.order_by("-at").values_list("at", flat=True)[: quota.day])
        if (until := _full(times, quota.hour, HOUR, now)) is not None:
            raise IntakeError("L530", count=quota.hour, minutes=ceil((until - now).total_seconds() / 60))
        if (until := _full(times, quota.day, DAY, now)) is not None:
            raise IntakeError("L531", count=quota.day, hours=ceil((until - now).total_seconds() / 3600))
        sent = today.aggregate(size=Sum("size"))["size"] or 0
        if size and sent + size > quota.day_size:
            hours = ceil((min(times, default=now) + DAY - now).total_seconds() / 3600)
            raise IntakeError("L532", limit=f"{quota.day_size >> 20} MB", hours=hours)
        mine = waiting().filter(sender=sender.key).count()
        if mine >= quota.waiting:
            raise IntakeError("L533", count=mine)
        if sender.person is None and waiting().filter(owner__isnull=True).count() >= WAITING_VISITORS:
            raise IntakeError("L534")
        Attempt.objects.create(sender=sender.key, size=size, at=now)


def _full(times: list[datetime], count: int, span: timedelta, now: datetime) -> datetime | None:
    """Until when no more may be sent, where as many were within the span."""
    if len(times) < count or times[count - 1] <= now - span:
        return None
    return times[count - 1] + span
