"""Personal keys: made and shown once, looked up by their digest, called back."""

from __future__ import annotations

import hashlib
import re
import secrets

from django.db import transaction
from django.utils import timezone

from luoshi.errors import DeliverError
from luoshi.people.models import PersonalKey, User

MOST = 20
"""Keys of one person for one use that are not called back."""
_KEY = re.compile(r"luoshi_[A-Za-z0-9_-]{43}", re.ASCII)
"""32 random bytes in URL-safe base 64."""


def make(person: User, use: str, label: str) -> str:
    """A new key for `use` (`PersonalKey.USES`): the only time it is told. Raises L746 for no label, L747 for too many; ValueError for another use."""
    if use not in PersonalKey.USES:
        raise ValueError(f"no such use of a key: {use}")
    label = "".join(filter(str.isprintable, label)).strip()
    if not 0 < len(label) <= 60:
        raise DeliverError("L746")
    key = f"luoshi_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)  # of two at once the second counts the first
        if PersonalKey.objects.filter(person=person, use=use, called_back=None).count() >= MOST:
            raise DeliverError("L747", limit=MOST)
        PersonalKey.objects.create(person=person, use=use, label=label, digest=_digest(key))
    return key


def whose(key: str, use: str) -> User | None:
    """The active person whose key this is, or None. One digest and one query, whatever is shown.

    The digest is looked up and not the key, so that how long the look-up takes tells nothing of any key.
    """
    shown = key if _KEY.fullmatch(key) else ""
    found = PersonalKey.objects.select_related("person").filter(
        digest=_digest(shown), use=use, called_back=None, person__is_active=True, person__must_change=False
    ).first()  # fmt: skip
    return found.person if found else None


def call_back(key: PersonalKey, *, person: User) -> None:
    """The key opens nothing from now on. Raises L714 for another's."""
    if not PersonalKey.objects.filter(pk=key.pk, person=person).exists():
        raise DeliverError("L714")
    PersonalKey.objects.filter(pk=key.pk, called_back=None).update(called_back=timezone.now())
    key.refresh_from_db()


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
