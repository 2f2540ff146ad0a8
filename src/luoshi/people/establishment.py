"""What may be done to units and posts: set up, rename, merge, seat, relieve. Each is one transaction.

Who may is asked for here too: an administrator of the workspace, or the keeper at the command line.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from luoshi.catalogue.offices import OFFICE_NAMES
from luoshi.catalogue.usual_units import usual_units
from luoshi.errors import DeliverError
from luoshi.people.access import PERMISSIONS, Keeper, require
from luoshi.people.models import Duty, Holding, OfficeUnit, Post, Unit, UnitKind, UnitName, User, Workspace

By = User | Keeper


def add_unit(
    workspace: Workspace, name: str, *, kind: str = UnitKind.DEPARTMENT, parent: Unit | None = None, short: str = "", since: date | None = None,
    by: By,
) -> Unit:  # fmt: skip
    """Set up a unit. Raises L203 without the right to, L701 where a standing unit has the name, L702 for a name that is none."""
    _allowed(by, workspace)
    name = _named(name)
    with transaction.atomic():
        _free(workspace, name)
        order = Unit.objects.filter(workspace=workspace).count() + 1
        unit = Unit.objects.create(
            workspace=workspace, parent=parent, kind=kind, name=name, short=short.strip()[:30], order=order, since=since
        )
        UnitName.objects.create(unit=unit, name=name, since=since or date.min)
    return unit


def rename(unit: Unit, name: str, *, since: date, by: By) -> None:
    """Give the unit another name from a day on; what it was called before is kept. Raises as `add_unit`."""
    _allowed(by, unit.workspace)
    name = _named(name)
    with transaction.atomic():
        _free(unit.workspace, name, besides=unit)
        unit.name = name
        unit.save(update_fields=["name"])
        UnitName.objects.create(unit=unit, name=name, since=since)


def merge(unit: Unit, into: Unit, *, on: date, by: By) -> None:
    """End the unit on a day; the other goes on with its offices, the units below it and its open posts' work.

    Raises L703 where one stands below the other or has ended.
    """
    _allowed(by, unit.workspace)
    if unit.workspace_id != into.workspace_id or into.until or unit.until or unit.pk in {each.pk for each in above(into)}:
        raise DeliverError("L703", f"{unit} → {into}")
    with transaction.atomic():
        unit.until, unit.into = on, into
        unit.save(update_fields=["until", "into"])
        OfficeUnit.objects.filter(unit=unit).update(unit=into)
        Unit.objects.filter(parent=unit).update(parent=into)
        Holding.objects.filter(post__unit=unit, until__isnull=True, since__lte=on).update(until=on)


def add_post(unit: Unit, title: str, duty: str, *, fields: Iterable[Unit] = (), by: By) -> Post:
    """A post in the unit. Raises L704 where the unit has one of this title."""
    _allowed(by, unit.workspace)
    with transaction.atomic():
        post, made = Post.objects.get_or_create(unit=unit, title=_named(title), defaults={"duty": duty})
        if not made:
            raise DeliverError("L704", str(post))
        post.fields.set(fields)
    return post


def put_in_charge(post: Post, fields: Iterable[Unit], *, by: By) -> None:
    """The units a leader's post is in charge of, with all below them. Raises L203."""
    _allowed(by, post.unit.workspace)
    post.fields.set(fields)


def seat(person: User, post: Post, *, since: date, by: By) -> Holding:
    """The person holds the post from this day; whoever held it before holds it to the day before. The duties stay the post's."""
    _allowed(by, post.unit.workspace)
    with transaction.atomic():
        before = Holding.objects.select_for_update().filter(post=post, until__isnull=True)
        if same := before.filter(person=person).first():
            return same
        for each in before:
            each.until = max(since - timedelta(days=1), each.since)
            each.save(update_fields=["until"])
        return Holding.objects.create(post=post, person=person, since=since)


def relieve(holding: Holding, *, on: date, by: By) -> None:
    """The person holds the post to this day and no longer."""
    _allowed(by, holding.post.unit.workspace)
    holding.until = max(on, holding.since)
    holding.save(update_fields=["until"])


def give_office(workspace: Workspace, office: str, unit: Unit, *, by: By) -> None:
    """The unit does this office's work here. Raises L705 for an office the catalogue does not know."""
    _allowed(by, workspace)
    if office not in OFFICE_NAMES:
        raise DeliverError("L705", office)
    OfficeUnit.objects.update_or_create(workspace=workspace, office=office, defaults={"unit": unit})


def set_up_usual(workspace: Workspace, *, prefix: str = "区", by: By) -> int:
    """A district's usual units from the catalogue, with their offices and a 负责人 and a 联络员 each; how many were new."""
    _allowed(by, workspace)
    with transaction.atomic():
        there = {unit.name: unit for unit in Unit.objects.filter(workspace=workspace, until=None)}
        taken = set(OfficeUnit.objects.filter(workspace=workspace).values_list("office", flat=True))
        top = there.get(f"{prefix}人民政府") or add_unit(
            workspace, f"{prefix}人民政府", kind=UnitKind.GOVERNMENT, short=f"{prefix}政府", by=by
        )
        offices = {}
        units = []
        for order, usual in enumerate(usual_units(), len(there) + 2):
            name = f"{prefix}{usual.name}" if usual.prefixed else usual.name
            if name not in there:
                units.append(Unit(workspace=workspace, name=name, short=usual.short, kind=usual.kind, parent=top, order=order))
                offices[name] = [office for office in usual.offices if office not in taken]
        Unit.objects.bulk_create(units)
        UnitName.objects.bulk_create(UnitName(unit=unit, name=unit.name) for unit in units)
        duties = (("负责人", Duty.HEAD), ("联络员", Duty.OFFICER))
        Post.objects.bulk_create(Post(unit=unit, title=title, duty=duty) for unit in units for title, duty in duties)
        OfficeUnit.objects.bulk_create(
            OfficeUnit(workspace=workspace, office=office, unit=unit) for unit in units for office in offices[unit.name]
        )
    return len(units)


def above(unit: Unit) -> list[Unit]:
    """The unit and those it stands under, itself first. A tree is a few levels deep."""
    found, each = [unit], unit.parent
    while each is not None and each not in found:
        found.append(each)
        each = each.parent
    return found


def below(units: Iterable[Unit]) -> set[int]:
    """Numbers of the units, of all that stand under them, and of those that went into any of them: their work goes on here."""
    found: set[int] = set()
    level = {unit.pk for unit in units}
    while level:
        found |= level
        level = set(Unit.objects.filter(Q(parent__in=level) | Q(into__in=level)).values_list("pk", flat=True)) - found
    return found


def held(person: User, *, on: date) -> QuerySet[Post]:
    """The posts the person holds on a day."""
    return Post.objects.filter(_open(on), holdings__person=person).select_related("unit").distinct()


def has_a_place(person: User, *, on: date) -> bool:
    """Whether the person holds a post on a day, or keeps the accounts somewhere. One query: every page asks."""
    keeps = Q(memberships__role__in=[role.value for role in PERMISSIONS["manage people"]])
    return User.objects.filter(_open(on) | keeps, pk=person.pk).exists()


def holders(post: Post, *, on: date) -> QuerySet[User]:
    """Whoever holds the post on a day."""
    return User.objects.filter(_open(on), holdings__post=post, is_active=True).distinct()


def name_on(unit: Unit, day: date) -> str:
    """What the unit was called on a day."""
    last = unit.names.filter(since__lte=day).order_by("since", "pk").last()
    return last.name if last else unit.name


def _open(on: date) -> Q:
    """That a holding had begun by a day and had not ended."""
    return Q(holdings__since__lte=on) & (Q(holdings__until__isnull=True) | Q(holdings__until__gte=on))


def _allowed(by: By, workspace: Workspace) -> None:
    if not isinstance(by, Keeper):
        require(by, "manage people", workspace)


def _named(name: str) -> str:
    clean = "".join(filter(str.isprintable, name)).strip()
    if not clean or len(clean) > 100:
        raise DeliverError("L702", name[:100])
    return clean


def _free(workspace: Workspace, name: str, *, besides: Unit | None = None) -> None:
    taken = Unit.objects.filter(workspace=workspace, name=name, until__isnull=True)
    if (taken.exclude(pk=besides.pk) if besides else taken).exists():
        raise DeliverError("L701", name)
