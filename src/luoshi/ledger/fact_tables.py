"""The facts of a reading, a typed table per kind, with the fields of `luoshi.reading.facts` under the same names.

A fact's row belongs to its reading for good and is never what anything else holds on to: corrections, notes and tasks
hold on to anchors. `ordinal` is the fact's position in its list; `section` and `sentence` are such positions. The
time a fact was recorded is its reading's.
"""

from __future__ import annotations

from django.db import models

from luoshi.ledger.appended import AppendedRows
from luoshi.ledger.sources import Document, Run


class Reading(models.Model):
    """What one run found in one document, and what it took the document itself to be."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="readings")
    document = models.ForeignKey(Document, models.PROTECT, related_name="readings")
    ordinal = models.PositiveIntegerField()
    """The document's place among those of the file."""
    recorded_at = models.DateTimeField("入账时间")
    title = models.TextField("标题")
    kind = models.CharField("类型", max_length=32)
    place_name = models.TextField("地区")
    place_level = models.CharField("层级", max_length=16)
    place_code = models.TextField("行政区划代码")
    place_parent = models.TextField("上级")
    place_tie = models.CharField("关系", max_length=16)
    place_tied_to = models.TextField("关联地区")
    published = models.TextField("发布日期")
    review = models.TextField("回顾年度")
    plan = models.TextField("计划年度")
    meeting = models.TextField("会议")
    speaker = models.TextField("报告人")
    counts = models.JSONField(default=dict)
    """How many facts of each kind stand in the tables, so that lists need not count them."""

    objects = AppendedRows.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "阅读"
        constraints = [
            models.UniqueConstraint(fields=["run", "ordinal"], name="one_reading_a_place"),
            models.UniqueConstraint(fields=["run", "document"], name="one_reading_a_run"),
        ]


class Fact(models.Model):
    """What every fact has: its reading, its position in the list, its span."""

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="+", db_index=False)
    ordinal = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    objects = AppendedRows.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["reading", "ordinal"], name="%(class)s_position"),
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="%(class)s_span"),
        ]


class Section(Fact):
    title = models.TextField()
    level = models.PositiveIntegerField()
    body_end = models.PositiveIntegerField()
    style = models.CharField(max_length=16)
    parent = models.PositiveIntegerField(null=True)


class Sentence(Fact):
    role = models.CharField(max_length=16)
    section = models.PositiveIntegerField(null=True)
    act = models.CharField(max_length=8, null=True)
    leads = models.JSONField(default=list)
    """Best first: `[[office, score, [words …]], …]`."""


class Deliverable(Fact):
    sentence = models.PositiveIntegerField()
    quantified = models.BooleanField()


class Measure(Fact):
    value = models.FloatField()
    value_high = models.FloatField(null=True)
    """The high end of a range; `value` is then the low one."""
    unit = models.TextField()
    subject = models.TextField()
    kind = models.CharField(max_length=16)
    modality = models.CharField(max_length=16)
    bound = models.CharField(max_length=16)
    period = models.TextField()
    wording = models.TextField()
    indicator = models.TextField()
    sentence = models.PositiveIntegerField(null=True)


class Target(Fact):
    subject = models.TextField()
    form = models.CharField(max_length=16)
    text = models.TextField()
    period = models.TextField()
    value = models.FloatField(null=True)
    value_high = models.FloatField(null=True)
    unit = models.TextField()
    kind = models.CharField(max_length=16)
    bound = models.CharField(max_length=16)
    wording = models.TextField()
    indicator = models.TextField()
    refers_to = models.TextField()
    nature = models.CharField(max_length=8)
    base = models.FloatField(null=True)
    base_period = models.TextField()
    sentence = models.PositiveIntegerField(null=True)


class Number(Fact):
    fate = models.CharField(max_length=16)
    reason = models.TextField()


class Project(Fact):
    name = models.TextField()
    stage = models.CharField(max_length=8)
    amount = models.FloatField(null=True)


class Policy(Fact):
    name = models.TextField()
    kind = models.CharField(max_length=16)


class Term(Fact):
    name = models.TextField()
    definition = models.TextField()


class Actor(Fact):
    name = models.TextField()
    kind = models.CharField(max_length=16)


class Mention(Fact):
    """A place where a project, policy, term or actor is named."""

    of = models.CharField(max_length=16)
    """Which table the entity is in: `project`, `policy`, `term`, `actor`."""
    entity = models.PositiveIntegerField()
    """The entity's `ordinal` there."""


class Table(Fact):
    title = models.TextField()
    rows = models.JSONField(default=list)
    """`[[[start, end], …], …]`: a span per cell."""


FACT_TABLES: tuple[type[Fact], ...] = (
    Section, Sentence, Deliverable, Measure, Target, Number, Project, Policy, Term, Actor, Mention, Table,
)  # fmt: skip
