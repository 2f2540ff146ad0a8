"""How the office keeps after tasks: letters, questions, instructions, visits, meetings, circulars."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from luoshi.delivering.models.flow import Task
from luoshi.delivering.steps import BULLETIN_STATES, LETTER_KINDS, LETTER_STATES, MEETING_KINDS
from luoshi.people.models import Post, Unit, User, Workspace


class Letter(models.Model):
    """提醒函, 督办通知 or 督办函: written by the office to one unit about some of its tasks, and answered by its head."""

    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="+")
    kind = models.CharField("文种", max_length=8, choices=LETTER_KINDS.items())
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="letters")
    tasks: models.ManyToManyField[Task, models.Model] = models.ManyToManyField(Task, related_name="letters")
    words = models.TextField("正文")
    reply_by = models.DateField("答复时限")
    number = models.CharField("文号", max_length=60, blank=True)
    state = models.CharField("状态", max_length=10, choices=LETTER_STATES.items(), default="draft")
    sent_on = models.DateField("发出日期", null=True, blank=True)
    answer = models.TextField("答复", blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    returned_why = models.TextField("退回理由", blank=True)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "督办函件"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=LETTER_STATES), name="letter_state"),
            models.CheckConstraint(condition=Q(kind__in=LETTER_KINDS), name="letter_kind"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "signing", "withdrawn"]) | (Q(sent_on__isnull=False) & ~Q(number="")),
                name="sent_letter_has_number_and_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.number or self.unit}）"


class Question(models.Model):
    """A question about a task and its answer, on the record."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="questions")
    words = models.TextField("问")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    answer = models.TextField("答", blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = verbose_name_plural = "问答"
        ordering = ["pk"]


class Instruction(models.Model):
    """批示: a leader's instruction, recorded as number, date and gist; the item that tracks it is a task."""

    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="+")
    number = models.CharField("批示号", max_length=60)
    on = models.DateField("批示日期")
    leader = models.ForeignKey(Post, models.PROTECT, related_name="+")
    gist = models.TextField("批示要点")
    task = models.ForeignKey(Task, models.PROTECT, related_name="instructions")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "批示"
        ordering = ["-on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["workspace", "number"], name="one_instruction_a_number")]


class Visit(models.Model):
    """实地核查: what the office saw on the site."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="visits")
    on = models.DateField("日期")
    where = models.CharField("地点", max_length=200)
    who = models.CharField("参加人员", max_length=200)
    found = models.TextField("核查情况")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "实地核查"
        ordering = ["-on", "-pk"]


class Meeting(models.Model):
    """周例会 or 调度会: candidates are proposed, the office chooses, decisions become tasks."""

    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="+")
    kind = models.CharField("会议", max_length=10, choices=MEETING_KINDS.items())
    on = models.DateField("日期")
    chair = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    held = models.BooleanField("已召开", default=False)
    notes = models.TextField("纪要", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = verbose_name_plural = "会议"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MEETING_KINDS), name="meeting_kind"),
            models.UniqueConstraint(fields=["workspace", "kind", "on"], name="one_meeting_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}{self.get_kind_display()}"


class AgendaItem(models.Model):
    """A matter on a meeting's agenda: a task with why it is there, or a new matter; and what was decided."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    task = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField("议题")
    why = models.TextField("提出理由", blank=True)
    position = models.PositiveIntegerField("序", default=0)
    decision = models.TextField("议定事项", blank=True)
    became = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="decided_in")
    """The task the decision became."""

    class Meta:
        verbose_name = verbose_name_plural = "议题"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "task"], condition=Q(task__isnull=False), name="one_item_a_task")]

    def __str__(self) -> str:
        return self.words[:40]


class Bulletin(models.Model):
    """督查专报 (up) or 通报 (down): written from the ledger's figures as of a day, gone over by the office, signed off."""

    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="+")
    way = models.CharField("方向", max_length=4)
    """`up` 督查专报, `down` 通报."""
    title = models.CharField("标题", max_length=200)
    as_of = models.DateField("数据截至")
    paragraphs: models.JSONField[Any, Any] = models.JSONField("正文")
    """Each {style: heading or body, words}, in order."""
    table_rows: models.JSONField[Any, Any] = models.JSONField("附表", default=list)
    """The units' figures as they stood on `as_of`: a signed paper does not change with the ledger."""
    number = models.CharField("文号", max_length=60, blank=True)
    state = models.CharField("状态", max_length=8, choices=BULLETIN_STATES.items(), default="draft")
    signed_on = models.DateField("签发日期", null=True, blank=True)
    returned_why = models.TextField("退回理由", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = verbose_name_plural = "专报与通报"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=BULLETIN_STATES), name="bulletin_state"),
            models.CheckConstraint(condition=Q(way__in=["up", "down"]), name="bulletin_way"),
            models.CheckConstraint(
                condition=~Q(state="issued") | (Q(signed_on__isnull=False) & ~Q(number="")), name="issued_bulletin_has_number_and_date"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PaperTemplate(models.Model):
    """A unit's own template for one kind of paper; the last one given is used."""

    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="+")
    kind = models.CharField("文种", max_length=16)
    """A key of `paper.templates.KINDS`."""
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "公文模板"
        ordering = ["-pk"]
