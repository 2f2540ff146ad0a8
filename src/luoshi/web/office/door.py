"""The door of the office's pages: open to whoever holds a post on the day it is, and to those who set up posts; and what is said when a step cannot be made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from luoshi.delivering.models import Task, TaskTable
from luoshi.delivering.rights import seen_tables, seen_tasks
from luoshi.delivering.today import today
from luoshi.errors import LuoshiError
from luoshi.people.access import may
from luoshi.people.establishment import held
from luoshi.people.models import Post, User, Workspace
from luoshi.people.workspaces import main_workspace
from luoshi.web.account.sign_in import own_path

Parameters = ParamSpec("Parameters")
Row = TypeVar("Row", TaskTable, Task)
Item = TypeVar("Item")


@dataclass(frozen=True)
class Desk:
    """Who is asking, on which day, in which posts."""

    person: User
    on: date
    posts: tuple[Post, ...]

    @cached_property
    def duties(self) -> frozenset[str]:
        """Of all posts together: supervision, head, officer, leader, chief, auditor, administrator."""
        return frozenset(post.duty for post in self.posts)

    @cached_property
    def workspace(self) -> Workspace:
        """The workspace of the first post; nearly everyone has posts in one. Of who has none, and sets them up, the main one."""
        return self.posts[0].unit.workspace if self.posts else main_workspace()

    def table(self, number: int) -> TaskTable:
        """The table, or 404 where this person may not see it."""
        return _one(seen_tables(self.person, on=self.on).select_related("workspace"), number)

    def task(self, number: int) -> Task:
        """The task, or 404 where this person may not see it."""
        return _one(seen_tasks(self.person, on=self.on).select_related("table__workspace", "lead", "leader__unit"), number)


View = Callable[Concatenate[HttpRequest, Desk, Parameters], HttpResponseBase]


def desk(view: View[Parameters]) -> Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase]:
    """A page of the office: whoever is not signed in is asked to, and to whoever holds no post (and keeps no accounts) it is not there."""

    @never_cache
    @login_required(login_url="sign-in")
    @wraps(view)
    def opened(request: HttpRequest, *args: Parameters.args, **kwargs: Parameters.kwargs) -> HttpResponseBase:
        person, on = cast(User, request.user), today()
        posts = tuple(held(person, on=on).select_related("unit__workspace").order_by("pk"))
        if not posts and not may(person, "manage people", main_workspace()):
            raise Http404
        return view(request, Desk(person, on, posts), *args, **kwargs)

    return cast("Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase]", opened)


def refused(request: HttpRequest, error: LuoshiError, *, back: str) -> HttpResponse:
    """A step that cannot be made: what happened and what to do, with what was typed still in the form (`kept`) where it is short.

    409 where somebody was faster (L711, L712), 403 where no post has the right, 404 for what is not there, else 422.
    """
    status = {"L710": 403, "L711": 409, "L712": 409, "L714": 404}.get(error.number, 422)
    kept = [(name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken" and 0 < len(value) <= 4000]
    context = {"error": error, "back": back, "kept": [each for each in kept if len(each[1]) > 12]}
    return render(request, "office/refused.html", context, status=status)


def take(
    request: HttpRequest, steps: Mapping[str, Callable[[Desk, Item, QueryDict], object]], step: str, desk: Desk, row: Item, *, back: str
) -> HttpResponse:  # fmt: skip
    """Take the step that the address names with the row and go back to where it was taken from; or tell why it cannot be taken.

    404 for a step there is not.
    """
    if step not in steps:
        raise Http404
    try:
        steps[step](desk, row, request.POST)
    except LuoshiError as error:
        return refused(request, error, back=back)
    return back_to(request, back)


def back_to(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    """Back to the page the step was made from (`next` in the form), or to another address of these pages."""
    asked = request.POST.get("next", "")
    return HttpResponseRedirect(own_path(asked) if asked else otherwise)


def _one(rows: QuerySet[Row], number: int) -> Row:
    found = rows.filter(pk=number).first()
    if found is None:
        raise Http404
    return found
