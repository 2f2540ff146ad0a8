"""Telling whether someone is who they say: one password looked at for every try, whoever is named, and tries are limited."""

from __future__ import annotations

from django.contrib.auth import authenticate

from luoshi.errors import LuoshiError
from luoshi.people import tries
from luoshi.people.models import User


def sign_in(username: str, password: str, *, address: str) -> User:
    """The person of that name and password.

    Raises L401 alike for an unknown name, a wrong password and a stopped account, at the same cost; L402 where the name
    or the address has failed too often, whether or not the password is right.
    """
    name = User.normalize_username(username.strip())
    tries.count(name, address)
    person = authenticate(username=name, password=password)
    if not isinstance(person, User):
        tries.raise_if_waiting(name, address)
        raise LuoshiError("L401")
    tries.succeeded(name, address)
    return person


def confirm(person: User, password: str, *, address: str) -> None:
    """Make sure that whoever is signed in knows the password. Raises L408 where they do not, L402 as `sign_in`."""
    tries.count(person.username, address)
    if not person.check_password(password):
        tries.raise_if_waiting(person.username, address)
        raise LuoshiError("L408")
    tries.succeeded(person.username, address)
