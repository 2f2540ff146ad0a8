"""Persons, workspaces, and who belongs to which in what role."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone

from luoshi.people.audience import Audience, Guarded

__all__ = ["Audience", "Guarded", "Membership", "Role", "User", "Workspace"]


class User(AbstractUser):
    """A person who signs in. One full name, as Chinese names are written."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField("姓名", max_length=150, blank=True)

    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = verbose_name_plural = "人员"

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name


class Workspace(models.Model):
    """An office's or a team's own shelf."""

    slug = models.SlugField("代号", max_length=64, unique=True)
    name = models.CharField("名称", max_length=200)
    recorded_at = models.DateTimeField("入账时间", default=timezone.now)
    members: models.ManyToManyField[User, Membership] = models.ManyToManyField(
        User, through="Membership", related_name="workspaces"
    )

    class Meta:
        verbose_name = verbose_name_plural = "工作区"

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a member may do; each role may do what those before it may."""

    READER = "reader", "读者"
    EDITOR = "editor", "编辑"
    ADMINISTRATOR = "administrator", "管理员"


class Membership(models.Model):
    """A person's role in a workspace."""

    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    role = models.CharField("角色", max_length=16, choices=Role, default=Role.READER)
    recorded_at = models.DateTimeField("入账时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "成员"
        constraints = [
            models.UniqueConstraint(fields=["workspace", "user"], name="one_role_each"),
            models.CheckConstraint(condition=models.Q(role__in=[role.value for role in Role]), name="known_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.workspace} · {self.get_role_display()}"
