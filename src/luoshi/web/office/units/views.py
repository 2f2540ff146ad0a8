"""Units, posts, who holds them, and which unit does which office's work: everyone in the office reads, an administrator changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from luoshi.catalogue.offices import offices as catalogue_offices
from luoshi.delivering import establishing
from luoshi.errors import DeliverError, LuoshiError
from luoshi.people.access import may
from luoshi.people.models import Duty, Holding, OfficeUnit, Post, Unit, UnitKind, User
from luoshi.web.office.door import Desk, desk, refused

Row = TypeVar("Row", bound=models.Model)


@require_safe
@desk
def units(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The units in their tree with posts and holders, and the table of offices."""
    rows = list(_standing(desk).select_related("parent").prefetch_related(_posts(desk.on), "offices"))
    done = {each.office: each.unit_id for each in OfficeUnit.objects.filter(workspace=desk.workspace)}
    context = {
        "room": "units", "desk": desk, "units": _in_tree(rows), "ended": _ended(desk), "kinds": UnitKind.choices,
        "offices": [(each, done.get(each.name)) for each in catalogue_offices()], "changes": _changes(desk),
        "choices": rows,
    }  # fmt: skip
    return render(request, "office/units/units.html", context)


@require_safe
@desk
def unit(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """One unit: what it was called, its posts and who held them, and what an administrator may change."""
    row = _of(desk, Unit.objects.select_related("parent", "into"), number)
    posts = row.posts.prefetch_related(Prefetch("holdings", Holding.objects.select_related("person").order_by("-since")), "fields")
    people = User.objects.filter(memberships__workspace=desk.workspace, is_active=True).order_by("full_name", "username")
    context = {
        "room": "units", "desk": desk, "unit": row, "posts": posts, "names": row.names.all(), "duties": Duty.choices, "people": people,
        "others": _standing(desk).exclude(pk=row.pk), "changes": _changes(desk), "below": Unit.objects.filter(parent=row, until=None),
    }  # fmt: skip
    return render(request, "office/units/unit.html", context)


@require_POST
@desk
def add(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    given = request.POST

    def made() -> str:
        parent = _of(desk, Unit.objects, given.get("parent")) if given.get("parent") else None
        kind = given.get("kind", "")
        if kind not in UnitKind.values:
            raise DeliverError("L716", what="请选择类别")
        row = establishing.add_unit(
            desk.workspace, given.get("name", ""), kind=kind, parent=parent, short=given.get("short", ""), since=_day(given, "since"),
            by=desk.person,
        )  # fmt: skip
        return reverse("office-unit", args=[row.pk])

    return _done(request, made)


@require_POST
@desk
def usual(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """A district's usual units at once."""

    def made() -> str:
        prefix = request.POST.get("prefix", "").strip()
        if not 0 < len(prefix) <= 20:
            raise DeliverError("L716", what="请写明单位名称的开头，例如：澄湖区")
        establishing.set_up_usual(desk.workspace, prefix=prefix, by=desk.person)
        return reverse("office-units")

    return _done(request, made)


@require_POST
@desk
def offices(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Which unit does each office's work here; only what was changed is written."""

    def made() -> str:
        done = {each.office: each.unit_id for each in OfficeUnit.objects.filter(workspace=desk.workspace)}
        for office in catalogue_offices():
            chosen = request.POST.get(f"office-{office.name}", "")
            if chosen and chosen != str(done.get(office.name, "")):
                establishing.give_office(desk.workspace, office.name, _of(desk, Unit.objects, chosen), by=desk.person)
        return reverse("office-units") + "#offices"

    return _done(request, made)


@require_POST
@desk
def rename(request: HttpRequest, desk: Desk, number: int) -> HttpResponseBase:
    row = _of(desk, Unit.objects, number)
    since = _day(request.POST, "since") or desk.on
    return _at(request, row, lambda: establishing.rename(row, request.POST.get("name", ""), since=since, by=desk.person))


@require_POST
@desk
def merge(request: HttpRequest, desk: Desk, number: int) -> HttpResponseBase:
    row, into = _of(desk, Unit.objects, number), _of(desk, Unit.objects, request.POST.get("into"))
    return _at(request, into, lambda: establishing.merge(row, into, on=_day(request.POST, "on") or desk.on, by=desk.person))


@require_POST
@desk
def post(request: HttpRequest, desk: Desk, number: int) -> HttpResponseBase:
    row = _of(desk, Unit.objects, number)

    def made() -> None:
        duty = request.POST.get("duty", "")
        if duty not in Duty.values:
            raise DeliverError("L716", what="请选择职责")
        establishing.add_post(row, request.POST.get("title", ""), duty, fields=_chosen(request, desk), by=desk.person)

    return _at(request, row, made)


@require_POST
@desk
def fields(request: HttpRequest, desk: Desk, number: int) -> HttpResponseBase:
    row = _of(desk, Post.objects.select_related("unit"), number, workspace="unit__workspace")
    return _at(request, row.unit, lambda: establishing.put_in_charge(row, _chosen(request, desk), by=desk.person))


@require_POST
@desk
def seat(request: HttpRequest, desk: Desk, number: int) -> HttpResponseBase:
    row = _of(desk, Post.objects.select_related("unit"), number, workspace="unit__workspace")
    person = _of(desk, User.objects.filter(is_active=True), request.POST.get("person"), workspace="memberships__workspace")
    since = _day(request.POST, "since") or desk.on
    return _at(request, row.unit, lambda: establishing.seat(person, row, since=since, by=desk.person))


@require_POST
@desk
def relieve(request: HttpRequest, desk: Desk, number: int) -> HttpResponseBase:
    row = _of(desk, Holding.objects.select_related("post__unit", "person"), number, workspace="post__unit__workspace")
    on = _day(request.POST, "on") or desk.on
    return _at(request, row.post.unit, lambda: establishing.relieve(row, on=on, by=desk.person))


def _at(request: HttpRequest, unit: Unit, change: Callable[[], Any]) -> HttpResponseBase:
    def made() -> str:
        change()
        return reverse("office-unit", args=[unit.pk])

    return _done(request, made)


def _done(request: HttpRequest, change: Callable[[], str]) -> HttpResponseBase:
    """Make the change and go where it says, or tell why not."""
    try:
        return HttpResponseRedirect(change())
    except LuoshiError as error:
        return refused(request, error, back=reverse("office-units"))


def _changes(desk: Desk) -> bool:
    return may(desk.person, "manage people", desk.workspace)


def _standing(desk: Desk) -> models.QuerySet[Unit]:
    return Unit.objects.filter(workspace=desk.workspace, until=None)


def _ended(desk: Desk) -> models.QuerySet[Unit]:
    return Unit.objects.filter(workspace=desk.workspace, until__isnull=False).select_related("into")


def _posts(on: date) -> Prefetch[Any]:
    """The posts with those who hold them on the day."""
    open_now = Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))
    holdings = Prefetch("holdings", Holding.objects.filter(open_now).select_related("person"), to_attr="now")
    return Prefetch("posts", Post.objects.order_by("pk").prefetch_related(holdings))


def _in_tree(rows: list[Unit]) -> list[tuple[int, Unit]]:
    """The units each after the one it stands under, with how deep it stands."""
    below: dict[int | None, list[Unit]] = {}
    there = {row.pk for row in rows}
    for row in rows:
        below.setdefault(row.parent_id if row.parent_id in there else None, []).append(row)
    found: list[tuple[int, Unit]] = []

    def walk(parent: int | None, depth: int) -> None:
        for row in below.get(parent, []):
            found.append((depth, row))
            walk(row.pk, depth + 1)

    walk(None, 0)
    return found


def _chosen(request: HttpRequest, desk: Desk) -> list[Unit]:
    return [_of(desk, Unit.objects, each) for each in request.POST.getlist("fields")[:200]]


def _of(desk: Desk, rows: Any, number: object, *, workspace: str = "workspace") -> Any:
    """The row of that number in this workspace, or 404."""
    said = str(number or "")
    found = rows.filter(pk=int(said), **{workspace: desk.workspace}).first() if said.isascii() and said.isdigit() and len(said) < 12 else None
    if found is None:
        raise Http404
    return found


def _day(given: Any, name: str) -> date | None:
    """The day typed in a form; none where the box was left empty. Raises 404 for what no date box sends."""
    said = given.get(name, "")
    try:
        return date.fromisoformat(said) if said else None
    except ValueError as error:
        raise Http404 from error
