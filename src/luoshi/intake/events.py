"""Making a step of a submission's review: looked up in the one table, recorded as a row, never two from one place."""

from __future__ import annotations

from typing import Any

from luoshi.errors import IntakeError
from luoshi.intake.models import Event, Submission
from luoshi.intake.states import STEPS, State, step_between
from luoshi.ledger.database import writing
from luoshi.people.access import require
from luoshi.people.models import User


def last_event(submission: Submission) -> Event:
    """The step that says where the submission stands."""
    found: Event = submission.events.select_related("source", "take_down").order_by("-number")[0]
    return found


def make_step(
    submission: Submission, after: State, *, person: User | None = None, reason: str = "", **made: Any
) -> Event:
    """Record that the submission stands there from now on; `made` is what the step made (`source`, `take_down`).

    Raises L551 where no step leads there from where it stands, L203 without the right to it, L552 without a reason
    where one is wanted.
    """
    with writing(f"workspace {submission.workspace_id}"):
        last = submission.events.order_by("number").last()
        before = last.state if last else ""
        step = step_between(submission.way, before, after)
        if step is None:
            called = next((each.called for each in STEPS if each.after == after), after)
            state = State(before).label if before else ""
            raise IntakeError("L551", str(submission.pk), state=state, action=called)
        if step.permission:
            require(person, step.permission, submission.workspace)
        reason = reason.strip()
        if step.reasoned and not reason:
            raise IntakeError("L552")
        event: Event = Event.objects.create(
            submission=submission,
            number=last.number + 1 if last else 1,
            state=after,
            person=person,
            reason=reason,
            **made,
        )
    return event
