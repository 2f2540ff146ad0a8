"""What stands now, laid out for looking things up: the last reading of each document with people's corrections in it.

These tables are no record: each row is worked out from the ledger's own (`standing_rows`), in the transaction that changes
those, and may be worked out again at any time. Their rows come and go; nothing may hold on to them. A document that was
taken down has none.
"""

from __future__ import annotations

from django.db import models

from luoshi.ledger.fact_tables import Reading
from luoshi.ledger.sources import Document, Lineage
from luoshi.people.audience import Guarded


class Standing(Guarded):
    """A document that stands now, as its last reading and people's corrections say it is."""

    lineage = models.ForeignKey(Lineage, models.CASCADE, related_name="standing")
    document = models.OneToOneField(Document, models.CASCADE, related_name="standing")
    reading = models.ForeignKey(Reading, models.CASCADE, related_name="+")
    ordinal = models.PositiveIntegerField()
    """The document's place among those of the file."""
    file = models.TextField("文件名")
    """The source's name: `file` in records."""
    title = models.TextField("标题")
    kind = models.CharField("类型", max_length=32)
    place = models.TextField("地区")
    place_key = models.CharField(max_length=200, db_index=True)
    """What tells this place from every other: its code, else its name after its parent's."""
    level = models.CharField("层级", max_length=16)
    code = models.TextField("行政区划代码")
    parent = models.TextField("上级")
    province = models.TextField("省")
    city = models.TextField("市")
    tie = models.CharField("关系", max_length=16)
    tied_to = models.TextField("关联地区")
    year = models.IntegerField("年度", null=True, db_index=True)
    """The year by which such a document is known: the first it plans for, else the last it reports on, else when published."""
    published = models.TextField("发布日期")
    review = models.TextField("回顾年度")
    plan = models.TextField("计划年度")
    meeting = models.TextField("会议")
    speaker = models.TextField("报告人")
    length = models.PositiveIntegerField("字数")
    counts = models.JSONField(default=dict)
    """How many facts of each kind."""
    coverage = models.JSONField(default=dict)
    """`{"sentences": {"read", "left", "unresolved"}, "numbers": {fate: count}}`: what became of the text."""

    class Meta:
        verbose_name = verbose_name_plural = "现行文件"
        constraints = [*Guarded.Meta.constraints]
        indexes = [  # the shelf is counted from this alone
            models.Index(
                fields=["audience", "workspace", "owner", "kind", "year", "level", "place_key"], name="standing_counted"
            ),
        ]

    @classmethod
    def taken_down(cls) -> models.Q:
        return models.Q(pk__isnull=True)  # a document that was taken down has no row here


class Passage(models.Model):
    """A sentence or a table's row of a document that stands now, with its words."""

    standing = models.ForeignKey(Standing, models.CASCADE, related_name="passages", db_index=False)
    ordinal = models.PositiveIntegerField()
    """Its position among the reading's sentences; beyond them, lines of the file that belong to no document."""
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    role = models.CharField(max_length=16)
    """As of a sentence; `outside` for a line of the file that belongs to no document."""
    heading = models.TextField()
    """The heading it stands under."""
    act = models.CharField(max_length=8)
    office = models.CharField(max_length=32)
    """The office suggested first to lead it; empty where none is."""
    theme = models.CharField(max_length=16)
    """The theme of the office, in the catalogue's words."""
    year = models.IntegerField(null=True)
    """Of a commitment: the last year it is for."""
    quantified = models.BooleanField()
    """Whether a deliverable in it has a number."""
    place_key = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["standing", "ordinal"], name="one_passage_a_position")]
        indexes = [
            models.Index(fields=["office", "year"], name="task_office", condition=models.Q(role="commitment")),
            models.Index(fields=["theme", "year"], name="task_theme", condition=models.Q(role="commitment")),
            models.Index(fields=["place_key", "year"], name="task_place", condition=models.Q(role="commitment")),
            models.Index(fields=["year"], name="task_year", condition=models.Q(role="commitment")),
            models.Index(fields=["act"], name="task_act", condition=models.Q(role="commitment")),
        ]


class Subject(models.Model):
    """A subject that measures or targets bear, once."""

    words = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    normal = models.TextField()
    """As it is looked for (`words.bigrams.normal`)."""


_NARROWS = ["year", "record", "modality", "kind", "bound", "standing", "subject"]
"""What a table of figures is narrowed by. It stands in the indexes, so that rows that fall away are never fetched."""


class Figure(models.Model):
    """A measure or a headline target of a document that stands now."""

    standing = models.ForeignKey(Standing, models.CASCADE, related_name="figures", db_index=False)
    record = models.CharField(max_length=8)
    """`measure` or `target`."""
    ordinal = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sentence = models.PositiveIntegerField(null=True)
    """The passage's `ordinal`."""
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=64)
    theme = models.CharField(max_length=16)
    kind = models.CharField(max_length=16)
    modality = models.CharField(max_length=16)
    bound = models.CharField(max_length=16)
    value = models.FloatField(null=True)
    value_high = models.FloatField(null=True)
    unit = models.CharField(max_length=64)
    period = models.CharField(max_length=32)
    year = models.IntegerField(null=True)
    """The last year of the period."""
    wording = models.TextField()
    text = models.TextField()
    """The value in its own words (5%以上); of a target, what it aims at."""
    form = models.CharField(max_length=16)
    """Of a target: numeric, relative, assigned, direction."""
    nature = models.CharField(max_length=8)
    refers_to = models.TextField()
    base = models.FloatField(null=True)
    base_period = models.TextField()
    office = models.CharField(max_length=32)
    """The office suggested to lead its sentence, where that is a commitment."""
    place_key = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["standing", "record", "ordinal"], name="one_figure_a_position")]
        indexes = [
            models.Index(fields=["standing", "sentence"], name="figure_sentence"),
            models.Index(fields=["place_key", *_NARROWS], name="figure_of_place"),
            models.Index(fields=["indicator", "place_key", *_NARROWS], name="figure_of_indicator_place"),
            models.Index(fields=["indicator", *_NARROWS], name="figure_of_indicator"),
            models.Index(fields=["theme", *_NARROWS], name="figure_of_theme"),
            models.Index(fields=["office", *_NARROWS], name="figure_of_office"),
            models.Index(fields=_NARROWS, name="figure_of_year"),
            models.Index(
                fields=["modality", "kind", "bound", "record", "year", "standing", "subject"], name="figure_of_kind"
            ),
        ]


class Named(models.Model):
    """A project, policy, term or actor of a document that stands now, with its mentions."""

    standing = models.ForeignKey(Standing, models.CASCADE, related_name="named", db_index=False)
    record = models.CharField(max_length=8)
    """`project`, `policy`, `term` or `actor`."""
    ordinal = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    name = models.TextField()
    key = models.CharField(max_length=200)
    """The name as it is looked for, without its book marks and quotation marks: the same name in every document."""
    kind = models.CharField(max_length=16)
    stage = models.CharField(max_length=8)
    amount = models.FloatField(null=True)
    definition = models.TextField()
    mentions = models.JSONField(default=list)
    """`[[start, end], …]`."""
    place_key = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["standing", "record", "ordinal"], name="one_name_a_position")]
        indexes = [models.Index(fields=["record", "key"], name="named_key")]


class StandingVersion(models.Model):
    """Which version of the working-out made the rows: one row, rewritten when all were made anew."""

    version = models.CharField(max_length=100)
