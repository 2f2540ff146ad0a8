"""What people write beside the words: notes that hold on to anchors, what each says, and that one was withdrawn."""

from __future__ import annotations

from django.db import models

from luoshi.ledger.appended import Appended
from luoshi.ledger.models import Anchor
from luoshi.ledger.sources import UnderSource
from luoshi.people.audience import Audience


class Note(Appended, UnderSource):
    """A note on words of a document, or a reply under one. Its owner wrote it; what it says is in its revisions."""

    source_path = "anchor__rendition__source"

    anchor = models.ForeignKey(Anchor, models.PROTECT, related_name="notes")
    under = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")
    """The note that this replies to: one that is no reply itself. A reply has its anchor, workspace and audience."""

    class Meta:
        verbose_name = verbose_name_plural = "批注"
        constraints = [
            *UnderSource.Meta.constraints,
            models.CheckConstraint(condition=models.Q(owner__isnull=False), name="note_has_an_author"),
            models.CheckConstraint(
                condition=models.Q(audience__in=[Audience.WORKSPACE, Audience.PRIVATE]), name="note_is_not_public"
            ),
        ]


class Revision(Appended):
    """What a note says: its first words, or those its author gave it later. The last one holds."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="revisions")
    words = models.TextField("内容")
    tags = models.JSONField("标签", default=list)

    class Meta:
        verbose_name = verbose_name_plural = "批注内容"


class Withdrawal(Appended):
    """A note taken back by its author: shown to nobody from now on, and kept."""

    note = models.OneToOneField(Note, models.PROTECT, related_name="withdrawal")

    class Meta:
        verbose_name = verbose_name_plural = "批注撤回"
