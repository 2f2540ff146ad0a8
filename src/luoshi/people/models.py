"""Persons, workspaces, and who belongs to which in what role."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from luoshi.people.appended import Appended
from luoshi.people.audience import Audience, Guarded
from luoshi.people.keys import PersonalKey
from luoshi.people.units import Duty, Holding, OfficeUnit, Post, Unit, UnitKind, UnitName

__all__ = [
    "AccountEvent", "Audience", "Duty", "Guarded", "Holding", "Membership", "OfficeUnit", "PersonalKey", "Post", "Role", "Tries", "Unit", "UnitKind",
    "UnitName", "User", "Workspace",
]  # fmt: skip


class User(AbstractUser):
    """A person who signs in. One full name, as Chinese names are written."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField("姓名", max_length=150, blank=True)
    must_change = models.BooleanField("须改密码", default=False)
    """The password was made up for them: it opens nothing but the page where they choose their own."""
    session_round = models.PositiveIntegerField(default=0)
    """One more, and every session of theirs is over."""

    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = verbose_name_plural = "人员"

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name

    def get_session_auth_hash(self) -> str:
        """What a session must know to go on: another password or another round, and it does not."""
        return salted_hmac(
            "luoshi.people.session", f"{self.session_round}:{self.password}", algorithm="sha256"
        ).hexdigest()


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


class AccountEvent(Appended):
    """What was done to an account, by whom and when: nothing of it is ever changed."""

    class Kind(models.TextChoices):
        ADDED = "added", "开通"
        ROLE = "role", "改角色"
        RESET = "reset", "重置密码"
        CHANGED = "changed", "本人改密码"
        STOPPED = "stopped", "停用"
        STARTED = "started", "恢复"

    person = models.ForeignKey(User, models.PROTECT, related_name="events")
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    """Nobody where it was done from the command line, by whoever keeps the ledger."""
    kind = models.CharField("事项", max_length=16, choices=Kind)
    role = models.CharField("角色", max_length=16, choices=Role, blank=True)
    """The role given, where one was."""

    class Meta:
        verbose_name = verbose_name_plural = "账号记录"

    def __str__(self) -> str:
        return f"{self.person} · {self.get_kind_display()}"


class Tries(models.Model):
    """How often signing in has failed of late, under one name or from one network address."""

    key = models.CharField(max_length=64, unique=True)
    """A keyed digest of the name or the address: what people type by mistake (their password, say) is kept nowhere."""
    failures = models.FloatField()
    """As of `at`; forgiven bit by bit from then on."""
    at = models.DateTimeField(db_index=True)
    until = models.DateTimeField(null=True)
    """No try before this."""

    def __str__(self) -> str:
        return f"{self.failures:g}"
