"""Answering word of a wrong fact: by correcting it, or by declining with a reason (`review.decline`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from luoshi.errors import IntakeError
from luoshi.intake.correcting import correct_fields
from luoshi.intake.events import make_step
from luoshi.intake.models import Event, Submission
from luoshi.intake.states import State
from luoshi.ledger.database import writing
from luoshi.people.models import User


def accept(submission: Submission, values: Mapping[str, Any], *, record: str, person: User, reason: str) -> Event:
    """Correct these fields of the fact that was said to be wrong. Raises as `correct_fields`, and L551."""
    if not values:
        raise IntakeError("L559")
    if not reason.strip():
        raise IntakeError("L552")
    report = submission.report
    with writing(f"workspace {submission.workspace_id}"):
        event = make_step(submission, State.CORRECTED, person=person, reason=reason)
        correct_fields(
            report.document,
            report.anchor.start,
            report.anchor.end,
            record=record,
            values=values,
            person=person,
            reason=f"报错 {submission.pk}：{reason.strip()}",
        )
    return event
