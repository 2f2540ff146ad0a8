"""What people say about the words: statements that hold on to anchors."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from luoshi.ledger.appended import Appended
from luoshi.ledger.sources import Rendition, UnderSource


class Anchor(Appended):
    """A stretch of a rendition with its words: what outlives every reading."""

    rendition = models.ForeignKey(Rendition, models.PROTECT, related_name="anchors")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.TextField("原文")

    class Meta:
        verbose_name = verbose_name_plural = "锚"
        constraints = [
            models.UniqueConstraint(fields=["rendition", "start", "end"], name="one_anchor_a_span"),
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="anchor_span"),
        ]


class Statement(Appended, UnderSource):
    """A person's word that a field of the fact at an anchor is otherwise; or one that takes such a word back."""

    source_path = "anchor__rendition__source"

    anchor = models.ForeignKey(Anchor, models.PROTECT, related_name="statements")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    record = models.CharField("事实", max_length=16)
    """The kind of fact meant, as `record` names it in exports (measure, sentence, document …): kinds share spans."""
    field = models.CharField("栏目", max_length=32)
    value = models.JSONField("值", null=True)
    was = models.JSONField("原值", null=True)
    """What the field held when the person spoke."""
    reason = models.TextField("理由", blank=True)
    retracts = models.OneToOneField("self", models.PROTECT, null=True, related_name="retracted_by")

    class Meta:
        verbose_name = verbose_name_plural = "更正"
        constraints = [*UnderSource.Meta.constraints]
        indexes = [models.Index(fields=["anchor", "record"], name="statement_place")]
