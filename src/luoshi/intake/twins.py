"""The same bytes in the ledger already: what an editor must know before taking them in once more."""

from __future__ import annotations

from dataclasses import dataclass

from luoshi.errors import IntakeError
from luoshi.intake.models import Event, Receipt
from luoshi.ledger.models import Document, Source, TakeDown
from luoshi.people.audience import Audience
from luoshi.people.models import Workspace


@dataclass(frozen=True, slots=True)
class Twin:
    """A source that holds these very bytes now, on the public shelf or the workspace's."""

    source: Source
    documents: tuple[int, ...]
    down: TakeDown | None
    """How it was taken down, where it is."""
    put_away: bool
    """It is a working copy that a step of a review put away: hidden because it was done with, not because it was wrong."""

    @property
    def public(self) -> bool:
        return self.source.audience == Audience.PUBLIC


def twins(workspace: Workspace, receipt: Receipt) -> list[Twin]:
    """Where the bytes stand already. Private shelves are not looked at: what is on them is nobody else's business."""
    same = Source.objects.filter(
        workspace=workspace, sha256=receipt.sha256, audience__in=[Audience.PUBLIC, Audience.WORKSPACE]
    ).select_related("lineage")
    found = []
    for source in same.order_by("pk"):
        if source.lineage.sources.filter(version__gt=source.version).exists():
            continue  # the file holds other bytes by now
        down = TakeDown.standing().filter(source=source).order_by("pk").last()
        documents = Document.objects.filter(rendition__source=source).order_by("pk").values_list("pk", flat=True)
        put_away = down is not None and Event.objects.filter(take_down=down).exists()
        found.append(Twin(source, tuple(documents), down, put_away))
    return found


def refuse_public(found: list[Twin]) -> None:
    """Raise L555 where the bytes are public, L556 where they were and were taken down."""
    for twin in found:
        if twin.public and twin.down is None:
            raise IntakeError("L555", documents=_numbers(twin))
        if twin.public and twin.down is not None:
            raise IntakeError("L556", reason=twin.down.reason)


def refuse_twins(found: list[Twin]) -> None:
    """Raise L554 to L556 where the bytes stand on a shelf already, or stood there and were taken down as wrong."""
    refuse_public(found)
    for twin in found:
        if twin.down is None:
            raise IntakeError("L554", documents=_numbers(twin))
        if not twin.put_away:
            raise IntakeError("L556", reason=twin.down.reason)


def _numbers(twin: Twin) -> str:
    return "、".join(map(str, twin.documents))
