"""The office's flow: tables of tasks, what units say to them, plans of work, reports with evidence, closing.

What stands now is in these rows; every change of one is an entry of the journal as well. A row carries a `version`: whoever
changes it says which version they saw, so that of two who edit at once the second is told.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from luoshi.delivering.steps import TABLE_STATES, TASK_STATES
from luoshi.ledger.models import Anchor, Document
from luoshi.people.audience import Audience, Guarded
from luoshi.people.models import Post, Unit, User


class TaskTable(Guarded):
    """A table of tasks 任务分解表, from its first proposal to the day it is issued. Never public."""

    title = models.CharField("名称", max_length=200)
    year = models.PositiveSmallIntegerField("年度")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    """The draft or adopted text it was taken from; null for one that came in as a spreadsheet."""
    state = models.CharField("状态", max_length=16, choices=TABLE_STATES.items(), default="drafting")
    frequency = models.CharField("报告周期", max_length=12, default="quarterly")
    """One of `clocks.periods.FREQUENCIES`."""
    number = models.CharField("文号", max_length=60, blank=True)
    issued_on = models.DateField("印发日期", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField("入账时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "任务分解表"
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(audience=Audience.WORKSPACE), name="task_table_is_internal"),
            models.CheckConstraint(condition=Q(state__in=TABLE_STATES), name="task_table_state"),
            models.CheckConstraint(
                condition=~Q(state="issued") | (Q(issued_on__isnull=False) & ~Q(number="")), name="issued_with_number_and_date"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def taken_down(cls) -> Any:
        """A table outlives the text it came from: it is the office's own paper."""
        return Q(pk__in=[])


class Task(models.Model):
    """A row of the table: what is to be done, in the words it was promised in, and who answers for it."""

    table = models.ForeignKey(TaskTable, models.PROTECT, related_name="tasks")
    position = models.PositiveIntegerField("序")
    part = models.PositiveSmallIntegerField("部分", default=2)
    words = models.TextField("任务内容")
    anchor = models.ForeignKey(Anchor, models.PROTECT, null=True, blank=True, related_name="+")
    heading = models.CharField("报告章节", max_length=400, blank=True)
    act = models.CharField("办理类型", max_length=4, default="主办")
    theme = models.CharField("主题", max_length=20, blank=True)
    measures: models.JSONField[Any, Any] = models.JSONField("量化指标", default=list)
    """Each {words, value, unit, bound, subject}."""
    lead = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="leading")
    joiners: models.ManyToManyField[Unit, models.Model] = models.ManyToManyField(Unit, blank=True, related_name="joining")
    supplier = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="supplying")
    leader = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    """责任领导: a post, so that a successor inherits it."""
    due = models.DateField("完成时限", null=True, blank=True)
    """Null: 待办理方案明确."""
    sources: models.JSONField[Any, Any] = models.JSONField("任务来源", default=list)
    """Each {kind, words}: report, 上级报告, 民生实事, 常务会议, 批示, 建议提案. Reported on once, whatever it stands on."""
    reason = models.TextField("分工依据", blank=True)
    state = models.CharField("状态", max_length=16, choices=TASK_STATES.items(), default="proposed")
    dropped_why = models.TextField("删除理由", blank=True)
    into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="took_in")
    """The row it was merged into."""
    closed_on = models.DateField("销号日期", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = verbose_name_plural = "任务"
        ordering = ["table", "part", "position", "pk"]
        indexes = [models.Index(fields=["table", "part", "position"], name="task_in_order")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=TASK_STATES), name="task_state"),
            models.CheckConstraint(condition=~Q(state="dropped") | ~Q(dropped_why=""), name="dropped_with_a_reason"),
            models.CheckConstraint(condition=Q(into__isnull=True) | ~Q(into=F("pk")), name="task_is_not_its_own"),
        ]

    def __str__(self) -> str:
        return self.words[:40]


class Opinion(models.Model):
    """What a unit says to a row while opinions are asked for: it accepts, or objects with a reason and another unit."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="opinions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    accepts = models.BooleanField("同意")
    why = models.TextField("理由", blank=True)
    instead = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("提出时间", default=timezone.now)
    settled = models.CharField("裁定", max_length=16, blank=True)
    """Empty while open; `kept` or `moved`, or `passed-up` from the 分管领导 to the 区长."""
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    settled_why = models.TextField("裁定意见", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "征求意见"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["task", "unit"], name="one_opinion_a_unit"),
            models.CheckConstraint(condition=Q(accepts=True) | (~Q(why="") & Q(instead__isnull=False)), name="objects_with_reason"),
        ]


class WorkPlan(models.Model):
    """办理方案: how the lead will do it and how anyone will see that it is done. Soft sentences become checkable here."""

    task = models.OneToOneField(Task, models.PROTECT, related_name="plan")
    standard = models.TextField("完成标准")
    form = models.CharField("成果形式", max_length=200)
    nodes: models.JSONField[Any, Any] = models.JSONField("节点")
    """Each {on: ISO date, what, value: number or null, done: bool}, in order of date."""
    head = models.CharField("分管负责人", max_length=50)
    liaison = models.CharField("联络员", max_length=50)
    due = models.DateField("完成时限")
    state = models.CharField(max_length=16, default="submitted")
    """submitted, accepted or returned."""
    returned_why = models.TextField("退回理由", blank=True)
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
    submitted_on = models.DateField(null=True, blank=True)
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
    approved_on = models.DateField(null=True, blank=True)
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
