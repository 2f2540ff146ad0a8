"""What a person may do to the ledger: each a row appended, none a row changed; what stands now is worked out at once."""

from __future__ import annotations

from typing import Any

from luoshi.errors import LedgerError
from luoshi.ledger.corrections import facts_of
from luoshi.ledger.database import writing
from luoshi.ledger.kinds import MISSING, checked, field_at
from luoshi.ledger.models import Anchor, Document, Source, Statement, TakeDown
from luoshi.ledger.standing_rows import refresh
from luoshi.people.access import require
from luoshi.people.models import User


def correct(
    document: Document, start: int, end: int, *, record: str, field: str, value: Any, person: User, reason: str = ""
) -> Statement:
    """Say that a field of the fact of this kind at these words is otherwise. Seen by whoever sees the document.

    `start` and `end` are the fact's, or the document's own for `record="document"`. Raises L203 without the right to,
    L209 for words outside the document, L213 where they bear no such fact, L210 and L212 for a field or value unknown.
    """
    require(person, "correct", document.workspace)
    checked(record, field, value)
    found = facts_of(document, person=person)
    if found is None or (was := field_at(found.reading, start, end, record=record, field=field)) is MISSING:
        raise LedgerError("L213", f"{start}-{end}")
    with writing(f"workspace {document.workspace_id}"):
        made: Statement = Statement.objects.create(
            anchor=anchor(document, start, end),
            person=person,
            record=record,
            field=field,
            value=value,
            was=was,
            reason=reason,
            workspace=document.workspace,
            audience=document.audience,
            owner=person,
        )
        refresh(document.rendition.source.lineage)
    return made


def retract(statement: Statement, *, person: User, reason: str = "") -> Statement:
    """Take a statement back: the reader's word stands again. Raises L211 where it was taken back before."""
    require(person, "correct", statement.workspace)
    if Statement.objects.filter(retracts=statement).exists():
        raise LedgerError("L211", str(statement.pk))
    with writing(f"workspace {statement.workspace_id}"):
        made: Statement = Statement.objects.create(
            anchor=statement.anchor,
            person=person,
            record=statement.record,
            field=statement.field,
            value=None,
            reason=reason,
            retracts=statement,
            workspace=statement.workspace,
            audience=statement.audience,
            owner=statement.owner,
        )
        refresh(statement.anchor.rendition.source.lineage)
    return made


def anchor(document: Document, start: int, end: int) -> Anchor:
    """The anchor at these words of the document, made where there is none."""
    if not document.start <= start <= end <= document.end:
        raise LedgerError("L209", f"{start}-{end}")
    words = document.rendition.text[start:end]
    return Anchor.objects.get_or_create(
        rendition=document.rendition, start=start, end=end, defaults={"words": words}
    )[0]  # fmt: skip


def take_down(source: Source, *, person: User, reason: str) -> TakeDown:
    """Hide a source and all that stands on it from everyone, at once. Its rows stay."""
    require(person, "take down", source.workspace)
    with writing(f"workspace {source.workspace_id}"):
        down: TakeDown = TakeDown.objects.create(source=source, person=person, reason=reason)
        refresh(source.lineage)
    return down


def put_back(down: TakeDown, *, person: User, reason: str) -> TakeDown:
    """Undo a taking-down. Raises L211 where it was undone before."""
    require(person, "take down", down.source.workspace)
    if TakeDown.objects.filter(retracts=down).exists():
        raise LedgerError("L211", str(down.pk))
    with writing(f"workspace {down.source.workspace_id}"):
        up: TakeDown = TakeDown.objects.create(source=down.source, person=person, reason=reason, retracts=down)
        refresh(down.source.lineage)
    return up
