"""Everyone's accounts, for administrators. To anyone else these addresses are not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from luoshi.errors import LuoshiError
from luoshi.people import actions
from luoshi.people.access import may
from luoshi.people.models import AccountEvent, Role, User, Workspace
from luoshi.people.passwords import made_up
from luoshi.people.roll import roll
from luoshi.people.workspaces import main_workspace
from luoshi.web.account.forms import NewPerson, NewRole

EVENTS = 50
"""Lines of the record a page."""


def _for_administrators(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(reverse("people"))
        workspace = main_workspace()
        if not may(request.user, "manage people", workspace):
            raise Http404
        return view(request, workspace, *args, **options)

    return guarded


@_for_administrators
@require_safe
def people(request: HttpRequest, workspace: Workspace) -> HttpResponse:
    """Who has an account, and what was done to accounts."""
    return _shown(request, workspace)


@_for_administrators
@require_POST
def add(request: HttpRequest, workspace: Workspace) -> HttpResponse:
    """Open an account; its password is made up and shown in the answer, once."""
    form = NewPerson(request.POST)
    if not form.is_valid():
        return _shown(request, workspace, form=form)
    given, password = form.cleaned_data, made_up()
    try:
        person = actions.add(
            given["name"],
            role=Role(given["role"]),
            password=password,
            full_name=given["full_name"],
            must_change=True,
            workspace=workspace,
            by=_by(request),
        )
    except LuoshiError as error:
        form.say(error, "name")
        return _shown(request, workspace, form=form)
    return _shown(request, workspace, given_to=person, password=password)


@_for_administrators
@require_POST
def reset(request: HttpRequest, workspace: Workspace, number: int) -> HttpResponse:
    """Give a person a password made up and shown in the answer, once."""
    person, password = get_object_or_404(User, pk=number), made_up()
    actions.reset_password(person, password, must_change=True, workspace=workspace, by=_by(request))
    if person == request.user:  # whose sessions are over with it
        return redirect("sign-in")
    return _shown(request, workspace, given_to=person, password=password)


@_for_administrators
@require_POST
def role(request: HttpRequest, workspace: Workspace, number: int) -> HttpResponse:
    form = NewRole(request.POST)
    if not form.is_valid():
        return _shown(request, workspace)
    new = Role(form.cleaned_data["role"])
    return _done(request, workspace, number, lambda person, **by: actions.give_role(person, new, **by))


@_for_administrators
@require_POST
def stop(request: HttpRequest, workspace: Workspace, number: int) -> HttpResponse:
    return _done(request, workspace, number, actions.stop)


@_for_administrators
@require_POST
def start(request: HttpRequest, workspace: Workspace, number: int) -> HttpResponse:
    return _done(request, workspace, number, actions.start)


def _done(request: HttpRequest, workspace: Workspace, number: int, verb: Callable[..., None]) -> HttpResponse:
    """Do it and show the list at that person, or what stood against it."""
    person = get_object_or_404(User, pk=number)
    try:
        verb(person, workspace=workspace, by=_by(request))
    except LuoshiError as error:
        return _shown(request, workspace, refused=error.chinese)
    if not may(person, "manage people", workspace) and person == request.user:
        return redirect("account")
    return HttpResponseRedirect(f"{reverse('people')}#p{number}")


def _by(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _shown(request: HttpRequest, workspace: Workspace, **more: Any) -> HttpResponse:
    events = AccountEvent.objects.filter(person__memberships__workspace=workspace)
    page = Paginator(events.select_related("person", "by").order_by("-pk"), EVENTS).get_page(request.GET.get("page"))
    context = {"rows": roll(workspace), "roles": Role.choices, "page": page, "form": NewPerson(), **more}
    return render(request, "account/people.html", context)
