"""Keys a person gives to a program or a calendar, so that it may act for them: kept as a digest, shown once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone


class PersonalKey(models.Model):
    """A key of one person for one use. Whoever shows it is taken for that person, until it is called back."""

    USES = {"api": "程序接口", "calendar": "日历订阅"}

    person = models.ForeignKey("people.User", models.PROTECT, related_name="keys")
    use = models.CharField("用途", max_length=8, choices=USES.items())
    label = models.CharField("名称", max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the key, which has 256 random bits: no salt is needed, and it can be looked up."""
    recorded_at = models.DateTimeField("生成时间", default=timezone.now)
    called_back = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "个人密钥"
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(use__in=["api", "calendar"]), name="known_key_use")]

    def __str__(self) -> str:
        return self.label
