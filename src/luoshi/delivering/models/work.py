"""What a lead does with a task after issue: its plan of work, reports with evidence, pauses, and closing."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from luoshi.delivering.models.flow import Task
from luoshi.people.models import Post, User


class WorkPlan(models.Model):
    """办理方案: how the lead will do it and how anyone will see that it is done. Soft sentences become checkable here."""

    task = models.OneToOneField(Task, models.PROTECT, related_name="plan")
    standard = models.TextField("完成标准")
    form = models.CharField("成果形式", max_length=200)
    nodes: models.JSONField[Any, Any] = models.JSONField("节点")
    """Each {on, what, value: number or null, unit, done_on}, in order of date; dates as ISO. `done_on`: the day a report that says so was accepted."""
    head = models.CharField("分管负责人", max_length=50)
    liaison = models.CharField("联络员", max_length=50)
    due = models.DateField("完成时限")
    state = models.CharField(max_length=16, default="submitted")
    """submitted, accepted or returned."""
    returned_why = models.TextField("退回理由", blank=True)
    filed_on = models.DateField("报送日期", null=True, blank=True)
    accepted_on = models.DateField("同意日期", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = verbose_name_plural = "办理方案"
        constraints = [models.CheckConstraint(condition=Q(state__in=["submitted", "accepted", "returned"]), name="plan_state")]


class Report(models.Model):
    """What a unit reports of a task for one period: drafted by its officer, submitted by its head, accepted by the office."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="reports")
    period = models.CharField("报告期", max_length=8)
    value = models.DecimalField("完成值", max_digits=24, decimal_places=4, null=True, blank=True)
    unit_of_value = models.CharField("单位", max_length=20, blank=True)
    words = models.TextField("进展")
    blocks = models.TextField("问题", blank=True)
    help = models.TextField("需协调事项", blank=True)
    answers: models.JSONField[Any, Any] = models.JSONField("说明", default=dict)
    """What was asked at entry (a figure that falls, words with no fact) and what the unit said to it."""
    state = models.CharField(max_length=16, default="draft")
    """draft, submitted, accepted or returned."""
    returned_why = models.TextField("退回理由", blank=True)
    nodes: models.JSONField[Any, Any] = models.JSONField("完成节点", default=list)
    """Positions of the plan's nodes that this report says are done."""
    submitted_on = models.DateField("报送日期", null=True, blank=True)
    accepted_on = models.DateField("采用日期", null=True, blank=True)
    returns: models.JSONField[Any, Any] = models.JSONField("退回记录", default=list)
    """Each {submitted_on, on, why}: kept so that rates can be reckoned as of any day."""
    untrue = models.BooleanField("核查不实", default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = verbose_name_plural = "进展"
        ordering = ["task", "period"]
        constraints = [
            models.UniqueConstraint(fields=["task", "period"], name="one_report_a_period"),
            models.CheckConstraint(condition=Q(state__in=["draft", "submitted", "accepted", "returned"]), name="report_state"),
        ]


class Closing(models.Model):
    """An application to close a task, or to end it another way, and what became of it."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="closings")
    how = models.CharField("办结方式", max_length=16)
    """closed 销号, standing 长期坚持, carried 跨年结转, adjusted 依法调整, ended 终止."""
    words = models.TextField("说明")
    checked = models.TextField("核查情况", blank=True)
    found_true = models.BooleanField("属实", null=True)
    state = models.CharField(max_length=16, default="asked")
    """asked, checked, approved or refused."""
    refused_why = models.TextField("不予办结理由", blank=True)
    asked_on = models.DateField("申请日期", null=True, blank=True)
    checked_on = models.DateField("核查日期", null=True, blank=True)
    approved_on = models.DateField("批准日期", null=True, blank=True)
    refused_on = models.DateField("不予办结日期", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = verbose_name_plural = "办结"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["asked", "checked", "approved", "refused"]), name="closing_state"),
            models.UniqueConstraint(
                fields=["task"], condition=Q(state__in=["asked", "checked"]), name="one_open_closing_a_task"
            ),
        ]


class Pause(models.Model):
    """A time in which a task's clock stands: asked for with a reason, and nothing until it is approved."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="pauses")
    start = models.DateField("起")
    end = models.DateField("止", null=True, blank=True)
    """The last day it stands; null while nobody has said."""
    why = models.TextField("理由")
    asked_on = models.DateField("申请日期")
    approved_on = models.DateField("批准日期", null=True, blank=True)
    approved_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    refused_why = models.TextField("不批准理由", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = verbose_name_plural = "暂停计时"
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="pause_ends_after_it_began"),
            models.CheckConstraint(condition=Q(approved_on__isnull=True) | Q(approved_by__isnull=False), name="pause_has_an_approver"),
        ]


class Evidence(models.Model):
    """佐证材料: a file that shows what a report says, at a node or not; the bytes are kept once, under their hash."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="evidence")
    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="evidence")
    node = models.PositiveSmallIntegerField("节点", null=True, blank=True)
    """The position of the plan's node it belongs to."""
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    """Of the bytes as kept: a photo's place data have been taken out of them."""
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField("字节")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("上传时间", default=timezone.now)
    removed_why = models.TextField("撤回理由", blank=True)
    """Withdrawn by the unit before the report was submitted, or by the office; the row stays."""

    class Meta:
        verbose_name = verbose_name_plural = "佐证材料"
        ordering = ["pk"]
