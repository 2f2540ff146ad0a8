"""Changes of units, posts, who holds them and which unit does an office's work, each with its entry in the journal.

The rules are `luoshi.people.establishment`'s, which knows no journal; every door makes such changes here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from django.db import models

from luoshi.ledger.database import writing
from luoshi.ledger.journal import enter
from luoshi.people import establishment
from luoshi.people.establishment import By
from luoshi.people.models import Holding, Post, Unit, User, Workspace

Made = TypeVar("Made")


def add_unit(
    workspace: Workspace, name: str, *, kind: str, parent: Unit | None = None, short: str = "", since: date | None = None, by: By
) -> Unit:  # fmt: skip
    """Set up a unit. Raises as `establishment.add_unit`."""
    said = {"name": name, "kind": kind, "parent": str(parent or ""), "since": _day(since)}
    return _entered(
        workspace, by, "add unit", said,
        lambda: establishment.add_unit(workspace, name, kind=kind, parent=parent, short=short, since=since, by=by),
    )  # fmt: skip


def rename(unit: Unit, name: str, *, since: date, by: By) -> None:
    """Another name from a day on. Raises as `establishment.rename`."""
    said = {"was": unit.name, "now": name, "since": _day(since)}
    _entered(unit.workspace, by, "rename unit", said, lambda: establishment.rename(unit, name, since=since, by=by), on=unit)


def merge(unit: Unit, into: Unit, *, on: date, by: By) -> None:
    """One unit goes into another. Raises as `establishment.merge`."""
    said = {"into": str(into), "on": _day(on)}
    _entered(unit.workspace, by, "merge unit", said, lambda: establishment.merge(unit, into, on=on, by=by), on=unit)


def add_post(unit: Unit, title: str, duty: str, *, fields: Iterable[Unit] = (), by: By) -> Post:
    """A post in the unit. Raises as `establishment.add_post`."""
    charge = list(fields)
    said = {"unit": str(unit), "title": title, "duty": duty, "fields": [str(each) for each in charge]}
    return _entered(unit.workspace, by, "add post", said, lambda: establishment.add_post(unit, title, duty, fields=charge, by=by))


def put_in_charge(post: Post, fields: Iterable[Unit], *, by: By) -> None:
    """The units a leader's post is in charge of, instead of those it was. Raises L203."""
    charge = list(fields)
    said = {"was": [str(each) for each in post.fields.all()], "now": [str(each) for each in charge]}
    _entered(post.unit.workspace, by, "put in charge", said, lambda: establishment.put_in_charge(post, charge, by=by), on=post)


def seat(person: User, post: Post, *, since: date, by: By) -> Holding:
    """The person holds the post from this day. Raises as `establishment.seat`."""
    said = {"person": str(person), "post": str(post), "since": _day(since)}
    return _entered(post.unit.workspace, by, "seat", said, lambda: establishment.seat(person, post, since=since, by=by))


def relieve(holding: Holding, *, on: date, by: By) -> None:
    """The person holds the post to this day and no longer. Raises L203."""
    said = {"person": str(holding.person), "post": str(holding.post), "on": _day(on)}
    _entered(holding.post.unit.workspace, by, "relieve", said, lambda: establishment.relieve(holding, on=on, by=by), on=holding)


def give_office(workspace: Workspace, office: str, unit: Unit, *, by: By) -> None:
    """The unit does this office's work here. Raises as `establishment.give_office`."""
    said = {"office": office, "unit": str(unit)}
    _entered(workspace, by, "give office", said, lambda: establishment.give_office(workspace, office, unit, by=by), on=unit)


def set_up_usual(workspace: Workspace, *, prefix: str, by: By) -> int:
    """A district's usual units; how many were new. Raises as `establishment.set_up_usual`."""
    return _entered(
        workspace, by, "set up units", {"prefix": prefix}, lambda: establishment.set_up_usual(workspace, prefix=prefix, by=by), on=workspace
    )  # fmt: skip


def _entered(
    workspace: Workspace, by: By, action: str, said: dict[str, Any], change: Callable[[], Made], *, on: models.Model | None = None
) -> Made:  # fmt: skip
    """Make the change and enter it, both or neither; `on` is what it was done to, where it is not what was made."""
    with writing(f"delivering {workspace.pk}"):
        made = change()
        row = made if on is None and isinstance(made, models.Model) else on
        assert row is not None
        enter(workspace, by, action, (row._meta.model_name or "", row.pk), payload=said)
    return made


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
