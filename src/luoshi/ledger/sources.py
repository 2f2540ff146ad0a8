"""From the bytes as received to the documents in them: the tables of what was loaded."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from luoshi.ledger.appended import Appended
from luoshi.people.audience import Guarded


class Lineage(Appended, Guarded):
    """One file as it changes over time: the same place on the same shelf, whatever its bytes."""

    where_from = models.TextField("来处")
    """Its address or path: what makes a changed file the same file."""
    key = models.CharField(max_length=64)
    """Digest of the shelf and `where_from` (`loading.lineage_key`): short enough to be unique in any database."""

    class Meta:
        verbose_name = verbose_name_plural = "来件"
        constraints = [
            *Guarded.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "key"], name="one_lineage_a_file"),
        ]

    @classmethod
    def taken_down(cls) -> Any:
        return models.Q(pk__isnull=True)  # versions are taken down one by one


class UnderSource(Guarded):
    """A row that stands on a source, and is hidden with it."""

    source_path = ""
    """The lookup from the row to its source; empty for the source itself."""

    class Meta(Guarded.Meta):
        abstract = True

    @classmethod
    def taken_down(cls) -> Any:
        return models.Exists(TakeDown.standing().filter(source=models.OuterRef(cls.source_path or "pk")))


class Source(Appended, UnderSource):
    """Bytes as received. The file itself stands in the ledger's folder under its hash."""

    lineage = models.ForeignKey(Lineage, models.PROTECT, related_name="sources")
    version = models.PositiveIntegerField("版次")
    """1 for the first bytes seen of this file, 2 for the next …"""
    sha256 = models.CharField("校验值", max_length=64, db_index=True)
    size = models.BigIntegerField("字节")
    media_type = models.CharField("格式", max_length=100)
    name = models.TextField("文件名")
    where_from = models.TextField("来处")
    received_at = models.DateTimeField("收到时间")

    class Meta:
        verbose_name = verbose_name_plural = "原件"
        constraints = [
            *UnderSource.Meta.constraints,
            models.UniqueConstraint(fields=["lineage", "version"], name="one_source_a_version"),
        ]

    def __str__(self) -> str:
        return self.name


class Rendition(Appended):
    """The text one loader version got from a source. Offsets everywhere are characters of it."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="renditions")
    loader = models.CharField("装载器", max_length=100)
    media_type = models.CharField("格式", max_length=100)
    encoding = models.CharField("编码", max_length=40, blank=True)
    text = models.TextField("文本")
    text_sha256 = models.CharField(max_length=64)
    pages = models.JSONField("页", default=list)
    """`[[number, start, end], …]`, empty where the source has no pages."""

    class Meta:
        verbose_name = verbose_name_plural = "文本"
        constraints = [models.UniqueConstraint(fields=["source", "loader"], name="one_rendition_a_loader")]


class Document(Appended, UnderSource):
    """One government document: a span of a rendition. What it is called and is about is said by its readings."""

    source_path = "rendition__source"

    rendition = models.ForeignKey(Rendition, models.PROTECT, related_name="documents")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followers")
    """The same document in an earlier rendition of the file."""

    class Meta:
        verbose_name = verbose_name_plural = "文件"
        constraints = [
            *UnderSource.Meta.constraints,
            models.UniqueConstraint(fields=["rendition", "start", "end"], name="one_document_a_span"),
        ]


class Run(Appended):
    """One run of a reader version over a rendition. The last run of a lineage says what the file holds now."""

    lineage = models.ForeignKey(Lineage, models.PROTECT, related_name="runs")
    rendition = models.ForeignKey(Rendition, models.PROTECT, related_name="runs")
    number = models.PositiveIntegerField()
    reader = models.CharField("阅读器", max_length=200)
    """Version of the reader and of the catalogue it read with."""

    class Meta:
        verbose_name = verbose_name_plural = "阅读批次"
        constraints = [models.UniqueConstraint(fields=["lineage", "number"], name="one_run_a_number")]


class TakeDown(Appended):
    """A source hidden everywhere from the moment this row is there; or, where it retracts one, shown again."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="take_downs")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.TextField("理由")
    retracts = models.OneToOneField("self", models.PROTECT, null=True, related_name="retracted_by")

    class Meta:
        verbose_name = verbose_name_plural = "撤下"

    @classmethod
    def standing(cls) -> models.QuerySet[TakeDown]:
        return cls.objects.filter(retracts__isnull=True, retracted_by__isnull=True)
