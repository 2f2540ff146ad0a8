"""The one function through which rows reach a person, and the one that says what a person may do."""

from __future__ import annotations

from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from luoshi.errors import LedgerError
from luoshi.people.audience import Audience, Guarded
from luoshi.people.models import Membership, Role, User, Workspace


class Keeper:
    """Whoever runs the ledger on its own machine: they hold the database file, so audiences hide nothing from them."""


KEEPER = Keeper()
Person = User | AnonymousUser | Keeper | None
"""Someone signed in, nobody in particular, or the keeper (the command line's user)."""
Row = TypeVar("Row", bound=Guarded)

PERMISSIONS: dict[str, frozenset[Role]] = {
    "read": frozenset({Role.READER, Role.EDITOR, Role.ADMINISTRATOR}),
    "correct": frozenset({Role.EDITOR, Role.ADMINISTRATOR}),
    "take down": frozenset({Role.EDITOR, Role.ADMINISTRATOR}),
    "note": frozenset({Role.READER, Role.EDITOR, Role.ADMINISTRATOR}),
    "review": frozenset({Role.EDITOR, Role.ADMINISTRATOR}),
    "publish": frozenset({Role.EDITOR, Role.ADMINISTRATOR}),
    "manage people": frozenset({Role.ADMINISTRATOR}),
}
"""What may be done in a workspace, and in which roles."""


def visible_to(person: Person, rows: QuerySet[Row]) -> QuerySet[Row]:
    """The rows among `rows` that the person may see. Every door asks here: pages, command line, export.

    Public rows are everyone's; a workspace's are its members'; private ones are their owner's alone. What stands on a
    source that was taken down is nobody's.
    """
    return rows.filter(_audience(person)).exclude(rows.model.taken_down())


def _audience(person: Person) -> Q:
    if isinstance(person, Keeper):
        return Q()
    public = Q(audience=Audience.PUBLIC)
    if not isinstance(person, User) or not person.is_active:
        return public
    mine = Membership.objects.filter(user=person).values("workspace")
    return (
        public
        | Q(audience=Audience.WORKSPACE, workspace__in=mine)
        | Q(audience=Audience.PRIVATE, owner=person)
    )  # fmt: skip


def may(person: Person, permission: str, workspace: Workspace) -> bool:
    """Whether the person may do this in the workspace."""
    if not isinstance(person, User) or not person.is_active:
        return False
    roles = [role.value for role in PERMISSIONS[permission]]
    return Membership.objects.filter(user=person, workspace=workspace, role__in=roles).exists()


def require(person: Any, permission: str, workspace: Workspace) -> None:
    """Raise L203 unless the person may do this in the workspace."""
    if not may(person, permission, workspace):
        raise LedgerError("L203", str(person or ""), permission=permission)
