"""The search page: one box for all that the documents say, and the person's own notes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from luoshi.people.models import User
from luoshi.web.paging import Count
from luoshi.web.search.asked import Asked, box
from luoshi.web.search.choices import choices, keys_named
from luoshi.web.search.hints import hints
from luoshi.web.search.results import SIZE, TABS, counts, results

EXAMPLES = ("招商引资", "固定资产投资", "就业", "水")
"""Of words to look for."""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What the address asks for, one tab and page of it; without words, what there is to ask with."""
    asked = Asked.of(request.GET)
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS and (tab != "notes" or isinstance(request.user, User)) else "sentences"
    place = box(request.GET, "in")
    if keys := keys_named(request.user, place) if place else []:
        there = replace(asked, places=tuple(dict.fromkeys((*asked.places, *keys))))
        return redirect(f"{request.path}?{there.address(tab=_kept(tab))}")
    context: dict[str, Any] = {
        "asked": asked, "tab": tab, "choices": choices(request.user, asked), "examples": EXAMPLES, "no_place": place,
    }  # fmt: skip
    if asked.query:
        context |= _found(request, asked, tab)
    return render(request, "search/search.html", context)


def _found(request: HttpRequest, asked: Asked, tab: str) -> dict[str, Any]:
    number = _number(request.GET.get("page", ""))
    found = results(request.user, asked, tab, number)
    pages = max(1, -(-found.total // SIZE))
    if number > pages:
        number = pages
        found = results(request.user, asked, tab, number)
    every = counts(request.user, asked, {tab: Count(found.total, found.more)})
    tabs = [
        {"name": name, "label": TABS[name], "count": count, "address": asked.address(tab=_kept(name))}
        for name, count in every.items()
    ]
    return {
        "found": found,
        "tabs": tabs,
        "hints": hints(request.user, asked) if not any(each.number for each in every.values()) else [],
        "page": number,
        "pages": pages,
        "before": asked.address(tab=_kept(tab), page=number - 1) if number > 1 else "",
        "after": asked.address(tab=_kept(tab), page=number + 1) if number < pages else "",
    }


def _kept(tab: str) -> str:
    """What the address says of the tab: nothing of the first."""
    return "" if tab == "sentences" else tab


def _number(page: str) -> int:
    return max(1, int(page)) if page.isascii() and page.isdigit() and len(page) <= 9 else 1
