"""The journal's table."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.db import models

from luoshi.people.appended import Appended


class JournalEntry(Appended):
    """One act of the office's. `recorded_at` is when it was done, to the microsecond."""

    number = models.BigIntegerField("序号", primary_key=True)
    """1, 2, 3 … through the whole ledger, with no gap."""
    workspace = models.ForeignKey("people.Workspace", models.PROTECT, related_name="+")
    who = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    """Nobody where it was done from the command line, by whoever keeps the ledger."""
    post = models.TextField("岗位", blank=True)
    """The title of the post they acted in, as it was called then."""
    action = models.CharField("事项", max_length=100)
    """The verb's name, as code calls it."""
    target_kind = models.CharField("对象", max_length=100)
    target_id = models.CharField("对象编号", max_length=100)
    why = models.TextField("理由", blank=True)
    """Stays for good: what may have to be erased one day belongs in the payload."""
    payload = models.TextField("内容", null=True)
    """JSON in its one spelling (`chain.canonical`); null where it was erased, and the salt with it."""
    salt = models.CharField(max_length=64, null=True)
    sealed = models.CharField(max_length=64)
    """SHA-256 of salt and payload: stays when they are erased, so that the chain holds."""
    previous = models.CharField(max_length=64)
    """The hash of the entry before: tells a changed entry from a missing one."""
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "流水"
        indexes = [
            models.Index(fields=["target_kind", "target_id"], name="journal_target"),
            models.Index(fields=["recorded_at"], name="journal_when"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.target_kind} {self.target_id}"

    @property
    def content(self) -> dict[str, Any] | None:
        """The payload as it was given; nothing where it was erased."""
        return None if self.payload is None else json.loads(self.payload)
