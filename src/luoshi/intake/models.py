"""What was sent, the files that came of it, and all that became of it since: rows written once, but for the counting."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from luoshi.intake.states import State, Way
from luoshi.ledger.appended import Appended
from luoshi.ledger.models import Anchor, Document, Source, TakeDown
from luoshi.people.audience import Guarded


class Submission(Appended, Guarded):
    """Something sent in, with what its sender said of it. All of that is hearsay until an editor has looked.

    Its audience is the workspace, and of that only who may review (`queue.submissions`). Its sender, who may be nobody
    in particular, follows it by its token.
    """

    way = models.CharField("方式", max_length=8, choices=Way)
    token = models.CharField(max_length=64, unique=True)
    """What the address of the sender's page ends in: whoever has it may see what became of the thing, and no more."""
    sender = models.CharField(max_length=64)
    """Against whose quota it counts: a person, or the digest of a visitor's network address, which cannot be told from it."""
    address = models.TextField("网址", blank=True)
    title = models.TextField("标题", blank=True)
    place = models.TextField("地区", blank=True)
    year = models.TextField("年度", blank=True)
    where_from = models.TextField("来处", blank=True)
    note = models.TextField("说明", blank=True)
    contact = models.TextField("联系方式", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "报送"
        constraints = [*Guarded.Meta.constraints]
        indexes = [models.Index(fields=["sender", "recorded_at"], name="submission_sender")]

    @classmethod
    def taken_down(cls) -> Any:
        """Word of a wrong fact is hidden with the source that holds the fact."""
        on_it = models.OuterRef("report__document__rendition__source")
        return models.Exists(TakeDown.standing().filter(source=on_it))


class Receipt(Appended):
    """A file that came of a submission, read once: the last one counts, for an address may be fetched again."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="receipts")
    sha256 = models.CharField("校验值", max_length=64, db_index=True)
    size = models.BigIntegerField("字节")
    name = models.TextField("文件名")
    address = models.TextField("网址", blank=True)
    """Of a fetched one: the address that gave it in the end."""
    media_type = models.CharField("格式", max_length=100)
    length = models.PositiveIntegerField("字数")
    reader = models.CharField("阅读器", max_length=200)
    documents = models.JSONField("文件", default=list)
    """What the reader took it to be (`receiving.summary`)."""

    class Meta:
        verbose_name = verbose_name_plural = "收件"


class Event(Appended):
    """A step: where a submission stands from now on, who said so and why. The last one says where it stands."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    state = models.CharField("状态", max_length=16, choices=State)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    """Nobody: the sender, or Luoshi itself."""
    reason = models.TextField("理由", blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="+")
    """The working copy that taking up made, or the public source that publishing made."""
    take_down = models.ForeignKey(TakeDown, models.PROTECT, null=True, related_name="+")
    """How the working copy was put away, where this step did that."""

    class Meta:
        verbose_name = verbose_name_plural = "经过"
        constraints = [
            # Two editors at once: the second one's step is refused.
            models.UniqueConstraint(fields=["submission", "number"], name="one_step_a_number"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="known_state"),
        ]


class Report(Appended):
    """Of a submission that says a fact is wrong: which fact, and how."""

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="report")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    anchor = models.ForeignKey(Anchor, models.PROTECT, related_name="+")
    record = models.CharField("事实", max_length=16)
    """The kind of fact, as in addresses: measure, target, sentence, deliverable, project, …"""
    field = models.CharField("栏目", max_length=32, blank=True)
    """The field said to be wrong; `struck` where it is said to be no such fact; empty where neither."""
    suggested = models.TextField("应为", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "报错"


class Attempt(models.Model):
    """One thing sent, taken or refused, counted against its sender. Forgotten after two days: it is no record."""

    sender = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    size = models.BigIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "报送计数"
        indexes = [models.Index(fields=["sender", "at"], name="attempt_sender")]
