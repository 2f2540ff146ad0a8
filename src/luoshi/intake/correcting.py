"""Correcting several fields of one fact with one reason: all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from luoshi.errors import IntakeError
from luoshi.ledger.actions import correct
from luoshi.ledger.database import writing
from luoshi.ledger.models import Document, Statement
from luoshi.people.models import User


def correct_fields(
    document: Document, start: int, end: int, *, record: str, values: Mapping[str, Any], person: User, reason: str
) -> list[Statement]:
    """A statement a field. Raises L552 without a reason, L559 without a field, and whatever `ledger.actions.correct` does."""
    reason = reason.strip()
    if not reason:
        raise IntakeError("L552")
    if not values:
        raise IntakeError("L559")
    with writing(f"workspace {document.workspace_id}"):
        return [
            correct(document, start, end, record=record, field=field, value=value, person=person, reason=reason)
            for field, value in values.items()
        ]
