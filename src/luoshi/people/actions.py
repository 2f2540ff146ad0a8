"""What may be done to accounts. Each is one transaction and leaves its line in the record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from luoshi.errors import LuoshiError
from luoshi.people import passwords, tries
from luoshi.people.access import Keeper, require
from luoshi.people.models import AccountEvent, Membership, Role, User, Workspace

By = User | Keeper
"""Who does it: an administrator of the workspace, or the keeper at the command line, who needs no leave."""
Kind = AccountEvent.Kind


def add(
    username: str, *, role: Role, password: str, full_name: str = "", must_change: bool = False,
    workspace: Workspace, by: By,
) -> User:  # fmt: skip
    """Open an account in the workspace.

    Raises L203 without the right to, L403 where the name is taken (names that differ in case alone are the same),
    L404 where it is none, L405 for a password that will not do.
    """
    _allowed(by, workspace)
    full_name = "".join(filter(str.isprintable, full_name)).strip()[:150]
    person = User(username=User.normalize_username(username.strip()), full_name=full_name)
    try:
        User._meta.get_field("username").clean(person.username, person)
    except ValidationError as error:
        raise LuoshiError("L404", person.username) from error
    passwords.check(password, person)
    person.set_password(password)
    person.must_change = must_change
    with _one_at_a_time(workspace):
        if User.objects.filter(username__iexact=person.username).exists():
            raise LuoshiError("L403", person.username)
        person.save()
        Membership.objects.create(workspace=workspace, user=person, role=role)
        _note(person, Kind.ADDED, by, role=role)
    return person


def give_role(person: User, role: Role, *, workspace: Workspace, by: By) -> None:
    """Make this their role in the workspace. Raises L203 without the right to, L407 for the last administrator."""
    _allowed(by, workspace)
    with _one_at_a_time(workspace):
        if role != Role.ADMINISTRATOR:
            _keep_an_administrator(person, workspace)
        if Membership.objects.filter(workspace=workspace, user=person, role=role).exists():
            return
        Membership.objects.update_or_create(workspace=workspace, user=person, defaults={"role": role})
        _note(person, Kind.ROLE, by, role=role)


def stop(person: User, *, workspace: Workspace, by: By) -> None:
    """Close the account until it is started again; its sessions are over. Raises L203, L407 as `give_role`."""
    _allowed(by, workspace)
    with _one_at_a_time(workspace):
        _keep_an_administrator(person, workspace)
        if User.objects.filter(pk=person.pk, is_active=True).update(
            is_active=False, session_round=F("session_round") + 1
        ):
            _note(person, Kind.STOPPED, by)
    person.refresh_from_db()


def start(person: User, *, workspace: Workspace, by: By) -> None:
    """Open a stopped account again, with the password it had. Raises L203 without the right to."""
    _allowed(by, workspace)
    with _one_at_a_time(workspace):
        if User.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
            _note(person, Kind.STARTED, by)
    person.refresh_from_db()


def reset_password(person: User, password: str, *, must_change: bool, workspace: Workspace, by: By) -> None:
    """Give a person another password: their sessions are over, and they need not wait to sign in. Raises L203, L405."""
    _allowed(by, workspace)
    passwords.check(password, person)
    with transaction.atomic():
        _set(person, password, must_change=must_change)
        _note(person, Kind.RESET, by)
    tries.forget(person.username)


def choose_password(person: User, password: str) -> None:
    """Set the password a person chose for themselves: their other sessions are over. Raises L405, also for the old one."""
    passwords.check(password, person)
    if person.check_password(password):
        raise passwords.refused("same")
    with transaction.atomic():
        _set(person, password, must_change=False)
        _note(person, Kind.CHANGED, person)


def _set(person: User, password: str, *, must_change: bool) -> None:
    person.set_password(password)
    User.objects.filter(pk=person.pk).update(
        password=person.password, must_change=must_change, session_round=F("session_round") + 1
    )
    person.refresh_from_db()


def _allowed(by: By, workspace: Workspace) -> None:
    if not isinstance(by, Keeper):
        require(by, "manage people", workspace)


@contextmanager
def _one_at_a_time(workspace: Workspace) -> Iterator[None]:
    """A transaction during which nobody else's touches the accounts: of two administrators who demote each other, one is late."""
    with transaction.atomic():
        Workspace.objects.select_for_update().get(pk=workspace.pk)
        yield


def _keep_an_administrator(person: User, workspace: Workspace) -> None:
    """Raise L407 where the workspace would be left without one."""
    administrators = Membership.objects.filter(workspace=workspace, role=Role.ADMINISTRATOR, user__is_active=True)
    if set(administrators.values_list("user", flat=True)) == {person.pk}:
        raise LuoshiError("L407", person.username)


def _note(person: User, kind: AccountEvent.Kind, by: By, *, role: str = "") -> None:
    AccountEvent.objects.create(person=person, kind=kind, by=None if isinstance(by, Keeper) else by, role=role)
