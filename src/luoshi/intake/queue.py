"""What was sent, as those who review it see it, and as its sender does. The one place that hands submissions out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from luoshi.intake.models import Event, Receipt, Submission
from luoshi.intake.states import OPEN, State
from luoshi.people.access import PERMISSIONS, Person, visible_to
from luoshi.people.models import Membership, User

SIDES: dict[str, tuple[str, frozenset[State]]] = {
    "waiting": ("待审", OPEN),
    "in_hand": ("在办", frozenset({State.TAKEN_UP})),
    "done": ("已结", frozenset({State.PUBLISHED, State.CORRECTED, State.DECLINED})),
}
"""The parts of the queue: what each is called, and which states it holds."""


def submissions(person: Person) -> QuerySet[Any]:
    """What the person may review, with where each stands as `state`; the newest first."""
    seen = visible_to(person, Submission.objects.filter(workspace__in=desks(person)))
    return with_state(seen).select_related("owner", "workspace").order_by("-pk")


def desks(person: Person, permission: str = "review") -> QuerySet[Any]:
    """The workspaces in which the person may do this, as a subquery of their numbers."""
    if not isinstance(person, User) or not person.is_active:
        return Membership.objects.none().values("workspace")
    roles = [role.value for role in PERMISSIONS[permission]]
    return Membership.objects.filter(user=person, role__in=roles).values("workspace")


def reviews(person: Person) -> bool:
    """Whether there is anywhere the person may review."""
    return desks(person).exists()


def with_state(rows: QuerySet[Submission]) -> QuerySet[Any]:
    """The rows, each with its `state`."""
    last = Event.objects.filter(submission=OuterRef("pk")).order_by("-number")
    return rows.annotate(state=Subquery(last.values("state")[:1]))


def standing_at(rows: QuerySet[Any], states: Iterable[State]) -> QuerySet[Any]:
    """Those of the rows that stand at one of these states now."""
    later = Event.objects.filter(submission=OuterRef("submission"), number__gt=OuterRef("number"))
    return rows.filter(pk__in=Event.objects.filter(~Exists(later), state__in=states).values("submission"))


def counts(rows: QuerySet[Any]) -> dict[str, int]:
    """How many of the rows stand at each state."""
    later = Event.objects.filter(submission=OuterRef("submission"), number__gt=OuterRef("number"))
    last = Event.objects.filter(~Exists(later), submission__in=rows.order_by().values("pk"))
    return dict(last.order_by().values_list("state").annotate(Count("pk")))


def waiting() -> QuerySet[Any]:
    """What nobody has taken up yet, of every sender: for counting alone."""
    return standing_at(Submission.objects.all(), OPEN)


def by_token(token: str) -> Submission | None:
    """What was sent under this token; who has it may see where it stands."""
    found: Submission | None = Submission.objects.filter(token=token).first() if token else None
    return found


def of_sender(person: User) -> QuerySet[Any]:
    """What the person sent, the newest first."""
    return with_state(Submission.objects.filter(owner=person)).order_by("-pk")


def receipt_of(submission: Submission) -> Receipt | None:
    """The file that counts: the last."""
    found: Receipt | None = submission.receipts.order_by("pk").last()
    return found


def same_bytes(submission: Submission, receipt: Receipt) -> QuerySet[Any]:
    """Other submissions to the same workspace that came with these very bytes."""
    came = Receipt.objects.filter(submission=OuterRef("pk"), sha256=receipt.sha256)
    others = Submission.objects.filter(Exists(came), workspace=submission.workspace).exclude(pk=submission.pk)
    return with_state(others).order_by("pk")
