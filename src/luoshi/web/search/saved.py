"""The searches a person keeps: the list of them with what has come since, keeping one, looking at it, giving it up."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from luoshi.errors import LuoshiError
from luoshi.ledger.search import count
from luoshi.people.models import User
from luoshi.searches.actions import give_up, keep, looked, search_of, searches_of
from luoshi.searches.models import SavedSearch
from luoshi.web.search.asked import Asked


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved search as its list shows it."""

    search: SavedSearch
    asked: Asked
    new: int
    """Sentences in documents recorded since its owner last looked."""


@require_safe
@login_required(login_url="sign-in")
def searches(request: HttpRequest) -> HttpResponse:
    """The list, with how many sentences have come since each was looked at."""
    return _listed(request)


@require_POST
@login_required(login_url="sign-in")
def add(request: HttpRequest) -> HttpResponse:
    """Keep the search of the address `search` under a name."""
    asked = Asked.of(QueryDict(request.POST.get("search", "")[:8000]))
    name = request.POST.get("name", "").strip() or asked.in_words[:100]
    try:
        if not asked.query:
            raise LuoshiError("L640")
        keep(_person(request), name, replace(asked, since=None).address())
    except LuoshiError as error:
        return _listed(request, error)
    return redirect("searches")


@require_POST
@login_required(login_url="sign-in")
def look(request: HttpRequest, number: int) -> HttpResponse:
    """What has come since last time; from now on it is seen."""
    search = _own(request, number)
    asked = replace(Asked.of(QueryDict(search.address)), since=search.seen)
    looked(search)
    return redirect(f"{reverse('search')}?{asked.address()}")


@require_POST
@login_required(login_url="sign-in")
def drop(request: HttpRequest, number: int) -> HttpResponse:
    """Give it up, and its feed with it."""
    give_up(_own(request, number))
    return redirect("searches")


def _listed(request: HttpRequest, error: LuoshiError | None = None) -> HttpResponse:
    person = _person(request)
    kept = []
    for search in searches_of(person):
        asked = Asked.of(QueryDict(search.address))
        kept.append(Kept(search, asked, count(person, asked.query, replace(asked.where, since=search.seen))))
    context = {"kept": kept, "error": error}
    return render(request, "search/searches.html", context, status=400 if error else 200)


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _own(request: HttpRequest, number: int) -> SavedSearch:
    try:
        return search_of(_person(request), number)
    except LuoshiError as error:
        raise Http404 from error
