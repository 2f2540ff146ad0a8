"""Units of a government, posts in them, and who holds a post for a time.

A duty belongs to a post, never to a person: whoever holds the post when a step is due has it. Names are dated, so that a table of
last year still says what a unit was called then; a unit that was merged points to the one that went on.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from luoshi.people.appended import Appended


class UnitKind(models.TextChoices):
    """What sort of body it is."""

    GOVERNMENT = "government", "政府"
    DEPARTMENT = "department", "部门"
    STREET = "street", "街道（镇）"
    PARK = "park", "园区"
    COMMITTEE = "committee", "功能区管委会"
    FIRM = "firm", "国有企业"
    VERTICAL = "vertical", "垂直管理单位"


class Unit(models.Model):
    """A department, street, park, committee or state firm of one workspace's government, in a tree."""

    workspace = models.ForeignKey("people.Workspace", models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="below")
    kind = models.CharField("类别", max_length=16, choices=UnitKind)
    name = models.CharField("名称", max_length=100)
    """What it is called now; what it was called is in `names`."""
    short = models.CharField("简称", max_length=30, blank=True)
    order = models.PositiveIntegerField("排序", default=0)
    since = models.DateField("设立", null=True, blank=True)
    until = models.DateField("撤销", null=True, blank=True)
    """The last day it stood; null while it stands."""
    into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="took_in")
    """The unit that took over its work."""

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"], condition=Q(until__isnull=True), name="one_standing_unit_of_a_name"
            ),
            models.CheckConstraint(condition=~Q(parent=F("pk")) & ~Q(into=F("pk")), name="unit_is_not_its_own"),
            models.CheckConstraint(condition=Q(into__isnull=True) | Q(until__isnull=False), name="merged_unit_has_ended"),
        ]

    def __str__(self) -> str:
        return self.name


class UnitName(Appended):
    """A name from a day on."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="names")
    name = models.CharField("名称", max_length=100)
    since = models.DateField("启用", default=date.min)

    class Meta:
        verbose_name = verbose_name_plural = "单位名称"
        ordering = ["since", "pk"]

    def __str__(self) -> str:
        return f"{self.name}（{self.since}起）"


class Duty(models.TextChoices):
    """What a post does in the flow of tasks; rights hang on it (`luoshi.delivering.rights`)."""

    ADMINISTRATOR = "administrator", "系统管理员"
    SUPERVISION = "supervision", "督查室"
    HEAD = "head", "单位负责人"
    OFFICER = "officer", "联络员"
    LEADER = "leader", "分管领导"
    CHIEF = "chief", "区长"
    AUDITOR = "auditor", "审计员"


class Post(models.Model):
    """A post in a unit. A leader's post has fields: the units it is in charge of, with all below them."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    title = models.CharField("岗位", max_length=50)
    duty = models.CharField("职责", max_length=16, choices=Duty)
    fields: models.ManyToManyField[Unit, models.Model] = models.ManyToManyField(Unit, blank=True, related_name="led_by")

    class Meta:
        verbose_name = verbose_name_plural = "岗位"
        constraints = [
            models.UniqueConstraint(fields=["unit", "title"], name="one_post_of_a_title"),
            models.CheckConstraint(condition=Q(duty__in=[duty.value for duty in Duty]), name="known_duty"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}{self.title}"


class Holding(models.Model):
    """A person in a post, from a day to a day. One person may hold several posts; a post may have several holders."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    person = models.ForeignKey("people.User", models.PROTECT, related_name="holdings")
    since = models.DateField("到岗")
    until = models.DateField("离岗", null=True, blank=True)
    """The last day; null while they hold it."""

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        constraints = [
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="holding_ends_after_it_began"),
            models.UniqueConstraint(
                fields=["post", "person"], condition=Q(until__isnull=True), name="one_open_holding_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.post}"


class OfficeUnit(models.Model):
    """Which unit does an office's work here: the catalogue knows functions (发展改革), a place has its own bureaus."""

    workspace = models.ForeignKey("people.Workspace", models.PROTECT, related_name="offices")
    office = models.CharField("职能", max_length=20)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="offices")

    class Meta:
        verbose_name = verbose_name_plural = "职能归口"
        constraints = [models.UniqueConstraint(fields=["workspace", "office"], name="one_unit_an_office")]

    def __str__(self) -> str:
        return f"{self.office}：{self.unit}"
