"""A table of tasks, its rows, and what units say to them while opinions are asked for."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from luoshi.delivering.steps import OPEN, TABLE_KINDS, TABLE_STATES, TASK_STATES
from luoshi.ledger.models import Anchor, Document
from luoshi.people.audience import Audience, Guarded
from luoshi.people.models import Post, Unit, User


class TaskTable(Guarded):
    """A table of tasks 任务分解表, from its first proposal to the day it is issued. Never public."""

    kind = models.CharField("类别", max_length=8, choices=TABLE_KINDS.items(), default="report")
    title = models.CharField("名称", max_length=200)
    year = models.PositiveSmallIntegerField("年度")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    """The draft or adopted text it was taken from; null for one that came in as a spreadsheet, and for running matters."""
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
            models.CheckConstraint(condition=Q(kind__in=TABLE_KINDS), name="task_table_kind"),
            models.UniqueConstraint(fields=["workspace", "year"], condition=Q(kind="running"), name="one_running_table_a_year"),
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
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_into")
    """The row of the draft it came from when the adopted text replaced it, or of last year's table it goes on from (跨年结转)."""
    light = models.CharField("亮灯", max_length=12, blank=True)
    """A state of `clocks.light` as of `lit_on`; empty before issue. Worked out anew with every step and every day."""
    lit_on = models.DateField(null=True, blank=True)
    unreported = models.PositiveSmallIntegerField("未报期数", default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = verbose_name_plural = "任务"
        ordering = ["table", "part", "position", "pk"]
        indexes = [
            models.Index(fields=["table", "part", "position"], name="task_in_order"),
            models.Index(fields=["table", "light"], name="task_by_light"),
            models.Index(fields=["lead", "light"], name="task_of_lead"),
            models.Index(fields=["lit_on"], name="task_to_be_lit", condition=Q(state__in=sorted(OPEN))),
        ]
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
