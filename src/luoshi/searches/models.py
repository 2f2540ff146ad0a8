"""What a person keeps of a search, when they looked at it, and that they gave it up: rows written once."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models

from luoshi.ledger.appended import Appended


class SavedSearch(Appended):
    """A search its owner comes back to. It is nobody else's: others see neither it nor that it is there."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="searches")
    name = models.CharField("名称", max_length=100)
    address = models.TextField("检索条件")
    """The part of the search page's address after `?`."""
    token = models.CharField(max_length=64, unique=True)
    """What the address of its feed ends in: a feed reader has nothing else to show."""

    class Meta:
        verbose_name = verbose_name_plural = "存下的检索"

    @property
    def seen(self) -> datetime:
        """When its owner last looked; else when they kept it."""
        last: Look | None = self.looks.order_by("-pk").first()
        return last.recorded_at if last else self.recorded_at


class Look(Appended):
    """Its owner looked at what had come."""

    search = models.ForeignKey(SavedSearch, models.PROTECT, related_name="looks")

    class Meta:
        verbose_name = verbose_name_plural = "查看"


class GivenUp(Appended):
    """Its owner wants it no more: it is in no list, and its feed is gone."""

    search = models.OneToOneField(SavedSearch, models.PROTECT, related_name="given_up")

    class Meta:
        verbose_name = verbose_name_plural = "不再保留"
