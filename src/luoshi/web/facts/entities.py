"""The pages of projects, policies and units: a list of each, and one with every mention."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.ledger.facets import places_meant
from luoshi.web import asked
from luoshi.web.facts.filters import boxes, filters_of
from luoshi.web.facts.named import PAPERS, names_page, papers, places_of, rows_of
from luoshi.web.paging import Count, Page, page_number


@dataclass(frozen=True, slots=True)
class Entity:
    """A kind of named thing: how its pages are called and narrowed."""

    record: str
    name: str
    """Of the page of one, in addresses; the list is its plural."""
    list_name: str
    label: str
    about: str
    names: tuple[str, ...]


ENTITIES = {
    "projects": Entity(
        "project", "project", "projects", "项目", "文件里点名的项目，连同说到的阶段和投资。", ("place", "words", "stage", "document"),
    ),
    "policies": Entity("policy", "policy", "policies", "政策", "文件里点名的政策文件、计划和工程。", ("place", "words", "kind", "document")),
    "units": Entity("actor", "unit", "units", "单位", "文件里点名的部门、企业、学校、园区和其他单位。", ("place", "words", "kind", "document")),
}  # fmt: skip


@require_safe
def entities(request: HttpRequest, which: str) -> HttpResponse:
    """All of one kind that the person may see, a row a name."""
    entity = ENTITIES[which]
    filters = filters_of(request.GET, request.user, entity.names)
    page = names_page(request.user, entity.record, filters.wanted, request.GET.get("page"))
    shown = [name for name in entity.names if name not in ("words", "document")]
    context = {
        "entity": entity,
        "which": which,
        "filters": filters,
        "boxes": boxes(filters, request.user, shown, of=entity.record),
        "hidden": [pair for pair in filters.pairs if pair[0] == "document"],
        "page": page,
    }
    return render(request, "facts/entities.html", context)


@require_safe
def entity(request: HttpRequest, which: str, key: str) -> HttpResponse:
    """One of them with every mention; 404 where no document that the person may see speaks of it."""
    kind = ENTITIES[which]
    return render(request, "facts/entity.html", {"entity": kind, "which": which, **said_of(request, kind.record, key)})


def said_of(request: HttpRequest, record: str, key: str) -> dict[str, Any]:
    """What the page of one named thing shows."""
    if asked.known_to_none(key):
        raise Http404
    everything = rows_of(request.user, record, key)
    places = places_of(everything)
    wanted = asked.several(request.GET, "place")
    chosen = tuple(key for value in wanted for key, _ in places_meant(request.user, [value]).get(value, [(value, value)]))
    rows = rows_of(request.user, record, key, chosen) if chosen else everything
    total = rows.count()
    if not total and (not chosen or not everything.exists()):
        raise Http404
    number, pages = page_number(request.GET.get("page"), count := Count(total), PAPERS)
    shown = papers(rows[(number - 1) * PAPERS : number * PAPERS])
    latest = everything.order_by("-standing__year", "-pk").first()
    assert latest is not None
    return {
        "name": latest.name,
        "key": key,
        "latest": latest,
        "places": places,
        "chosen": chosen,
        "page": Page(shown, count, number, pages),
        "stages": [paper for paper in shown if paper.named.stage or paper.named.amount is not None],
    }
