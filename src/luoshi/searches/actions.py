"""Keeping a search, looking at it, giving it up."""

from __future__ import annotations

import secrets

from django.db.models import QuerySet

from luoshi.errors import LuoshiError
from luoshi.ledger.database import writing
from luoshi.people.models import User
from luoshi.searches.models import GivenUp, Look, SavedSearch

MOST = 100
"""Searches a person."""
LONGEST_NAME = 100
LONGEST_ADDRESS = 4000


def searches_of(person: User) -> QuerySet[SavedSearch]:
    """The searches that this person keeps, the newest first."""
    kept: QuerySet[SavedSearch] = SavedSearch.objects.filter(owner=person, given_up__isnull=True)
    return kept.order_by("-pk")


def search_of(person: User, number: int) -> SavedSearch:
    """One of them. Raises L641 where there is none, or it is another's."""
    found: SavedSearch | None = searches_of(person).filter(pk=number).first()
    if found is None:
        raise LuoshiError("L641")
    return found


def by_token(token: str) -> SavedSearch:
    """The search whose feed this is. Raises L641 where there is none, or its owner's account was closed."""
    found: SavedSearch | None = (
        SavedSearch.objects.filter(token=token, given_up__isnull=True, owner__is_active=True).first()
    )  # fmt: skip
    if found is None:
        raise LuoshiError("L641")
    return found


def keep(person: User, name: str, address: str) -> SavedSearch:
    """Keep a search under a name; the same once more is the same row. Raises L642, L643 or L644 for what cannot be kept."""
    name = " ".join(name.replace("\x00", "").split())
    if not name or len(name) > LONGEST_NAME:
        raise LuoshiError("L642", limit=LONGEST_NAME)
    if len(address) > LONGEST_ADDRESS:
        raise LuoshiError("L643")
    with writing(f"searches of {person.pk}"):
        kept = searches_of(person)
        same: SavedSearch | None = kept.filter(name=name, address=address).first()
        if same is not None:
            return same
        if kept.count() >= MOST:
            raise LuoshiError("L644", limit=MOST)
        new: SavedSearch = SavedSearch.objects.create(
            owner=person, name=name, address=address, token=secrets.token_urlsafe(32)
        )
        return new


def looked(search: SavedSearch) -> None:
    """Its owner has seen what is there now."""
    Look.objects.create(search=search)


def give_up(search: SavedSearch) -> None:
    """Keep it no more. Twice is once."""
    GivenUp.objects.get_or_create(search=search)
