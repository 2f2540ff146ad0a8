"""Whose a row is and who may see it: the three columns that every source, document, statement and note carries."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


class Audience(models.TextChoices):
    """How far a row may be seen."""

    PUBLIC = "public", "公开"
    WORKSPACE = "workspace", "本工作区"
    PRIVATE = "private", "仅本人"


class Guarded(models.Model):
    """A row that reaches people only through `visible_to`."""

    workspace = models.ForeignKey("people.Workspace", models.PROTECT, related_name="+")
    audience = models.CharField("可见范围", max_length=16, choices=Audience)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(audience__in=["public", "workspace"])
                | models.Q(audience="private", owner__isnull=False),
                name="%(app_label)s_%(class)s_audience",
            )
        ]

    @classmethod
    def taken_down(cls) -> Any:
        """The condition under which a row of this table stands on something taken down: it is then hidden from all."""
        raise NotImplementedError(f"{cls.__name__} must say what taking a source down means for it")
