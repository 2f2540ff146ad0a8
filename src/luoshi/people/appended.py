"""Rows that are written once. Code that tries to change or delete one is stopped here."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils import timezone


class WrittenOnce(TypeError):
    """A row was about to be changed or deleted: append a new row that says what changed."""


class AppendedRows(models.QuerySet[Any]):
    """Rows that can be read and added to."""

    def update(self, **fields: Any) -> NoReturn:
        raise WrittenOnce(self.model.__name__)

    def delete(self) -> NoReturn:
        raise WrittenOnce(self.model.__name__)


class Appended(models.Model):
    """A row that knows when it was recorded."""

    recorded_at = models.DateTimeField("入账时间", default=timezone.now)

    objects = AppendedRows.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise WrittenOnce(type(self).__name__)
        super().save(*args, **{**options, "force_insert": True})

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise WrittenOnce(type(self).__name__)
