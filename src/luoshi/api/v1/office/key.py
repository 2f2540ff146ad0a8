"""Who is asking: the person whose key the request shows, on the day it is in the office. A session's cookie counts for nothing here,
so a page somewhere else cannot act in anybody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from django.http import Http404, HttpRequest
from ninja.security import HttpBearer

from luoshi.delivering.models import Task, TaskTable
from luoshi.delivering.rights import seen_tables, seen_tasks
from luoshi.delivering.today import today
from luoshi.errors import DeliverError
from luoshi.people import personal_keys
from luoshi.people.establishment import below, held
from luoshi.people.models import Duty, Post, Unit, User, Workspace

LONGEST_KEY = 200
Row = TypeVar("Row")


@dataclass(frozen=True)
class Caller:
    """The person, the day, and what they may see then. What is not there or not theirs to see raises `Http404`."""

    person: User
    on: date

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        return tuple(held(self.person, on=self.on).select_related("unit__workspace").prefetch_related("fields").order_by("pk"))

    @cached_property
    def duties(self) -> frozenset[str]:
        return frozenset(post.duty for post in self.posts)

    @cached_property
    def workspace(self) -> Workspace:
        """That of the first post: nearly everyone has posts in one."""
        if not self.posts:
            raise Http404
        return self.posts[0].unit.workspace

    @cached_property
    def units(self) -> set[int]:
        """Those the person works for as head or officer, with all below them."""
        return below(post.unit for post in self.posts if post.duty in (Duty.HEAD, Duty.OFFICER))

    def table(self, number: int) -> TaskTable:
        return there(seen_tables(self.person, on=self.on).select_related("workspace").filter(pk=number).first())

    def task(self, number: int) -> Task:
        rows = seen_tasks(self.person, on=self.on).select_related("table__workspace", "lead", "supplier", "leader__unit")
        return there(rows.filter(pk=number).first())

    def tasks(self, numbers: list[int]) -> list[Task]:
        """In the order given, each once."""
        found = {task.pk: task for task in seen_tasks(self.person, on=self.on).select_related("table__workspace", "lead").filter(pk__in=numbers)}
        return [there(found.get(number)) for number in dict.fromkeys(numbers)]

    def unit(self, number: int) -> Unit:
        return there(Unit.objects.filter(workspace=self.workspace, pk=number).first())

    def post(self, number: int) -> Post:
        return there(Post.objects.filter(unit__workspace=self.workspace, pk=number).first())


class Key(HttpBearer):
    """`Authorization: Bearer` and a key made by `luoshi people key`."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        if not token.isascii() or len(token) > LONGEST_KEY:
            return None
        person = personal_keys.whose(token, "api")
        return Caller(person, today()) if person is not None else None


def caller_of(request: HttpRequest) -> Caller:
    """Who shows the key; only of requests that `Key` has let in."""
    return cast(Caller, request.auth)  # type: ignore[attr-defined]


def there(row: Row | None) -> Row:
    """The row. Raises `Http404` where there is none."""
    if row is None:
        raise Http404
    return row


def item(row: Row | None) -> Row:
    """The row. Raises L714 where there is none: what it hangs on is there to be seen, it is not."""
    if row is None:
        raise DeliverError("L714")
    return row
