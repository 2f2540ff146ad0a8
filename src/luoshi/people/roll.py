"""The accounts as whoever manages them sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from luoshi.errors import LuoshiError
from luoshi.people import tries
from luoshi.people.models import Membership, Role, User, Workspace

STATES = {"open": "正常", "stopped": "停用", "first": "待改密码", "waiting": "暂停登录"}
"""What an account may be: `first` has a password made up for it and not yet changed, `waiting` failed too often of late."""


@dataclass(frozen=True)
class Row:
    """An account, its role in the workspace (empty where none) and how it stands."""

    person: User
    role: str
    waits_until: datetime | None
    """Where signing in failed too often: the next try."""

    @property
    def role_word(self) -> str:
        return Role(self.role).label if self.role else ""

    @property
    def state(self) -> str:
        if not self.person.is_active:
            return "stopped"
        if self.waits_until:
            return "waiting"
        return "first" if self.person.must_change else "open"

    @property
    def state_word(self) -> str:
        return STATES[self.state]


def roll(workspace: Workspace) -> list[Row]:
    """Every account: administrators first, then by name; those stopped last."""
    people = list(User.objects.order_by("username"))
    roles = dict(Membership.objects.filter(workspace=workspace).values_list("user", "role"))
    waiting = tries.waiting(person.username for person in people)
    rows = [Row(person, roles.get(person.pk, ""), waiting.get(person.username)) for person in people]
    order = [Role.ADMINISTRATOR, Role.EDITOR, Role.READER, ""]
    return sorted(rows, key=lambda row: (not row.person.is_active, order.index(row.role)))


def person_named(name: str) -> User:
    """The account of that name. Raises L400 where there is none."""
    try:
        return User.objects.get(username=User.normalize_username(name.strip()))
    except User.DoesNotExist as error:
        raise LuoshiError("L400", name) from error
