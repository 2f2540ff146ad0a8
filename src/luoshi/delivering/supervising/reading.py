"""Who may read what the office writes: the one place where posts are held against letters, meetings and circulars."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from luoshi.delivering.steps import TASK_STEPS
from luoshi.people.establishment import held
from luoshi.people.models import Post, User


@dataclass(frozen=True, slots=True)
class Sight:
    """Of which workspaces a person reads the office's papers whole, and by which posts those to one unit."""

    workspaces: set[int] = field(default_factory=set)
    posts: list[Post] = field(default_factory=list)


def sight(person: object, *, on: date) -> Sight:
    """The office, leaders, the head of government and auditors read a workspace whole, a unit's people what went to it.
    Nothing for a visitor, a stopped account or an administrator of accounts.
    """
    found = Sight()
    if not isinstance(person, User) or not person.is_active:
        return found
    for post in held(person, on=on):
        scope = TASK_STEPS["read"].duties.get(post.duty)
        if scope in ("all", "fields"):
            found.workspaces.add(post.unit.workspace_id)
        elif scope == "own":
            found.posts.append(post)
    return found
