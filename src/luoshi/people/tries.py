"""Limits on tries at a password: a name and a network address each may fail so often, then
must wait, longer each time.

Failures are counted in the database, so several server processes share them, and before the password is looked at, so
tries made at the same moment cannot slip through. Whether the name exists makes no difference to anything here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from luoshi.errors import LuoshiError
from luoshi.people.models import Tries


@dataclass(frozen=True)
class Limit:
    """How many failures bring the first wait, and how soon one failure is forgiven."""

    failures: int
    forgiven: timedelta


NAME = Limit(failures=5, forgiven=timedelta(hours=1))
ADDRESS = Limit(failures=30, forgiven=timedelta(minutes=3))
"""Many people may sit behind one address: it has more to spend, and is forgiven sooner."""
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=15)
"""The wait after that many failures; each further one doubles it, up to the longest."""
_DOUBLINGS = 4
"""Failures that are counted beyond those: enough for the longest wait, few enough to be forgiven within a day."""
_KEPT = timedelta(days=1)


def count(name: str, address: str) -> None:
    """Count a try, before it is made, as if it failed. Raises L402 where the name or the address must wait."""
    raise_if_waiting(name, address)  # so that those who wait write nothing
    now = timezone.now()
    limits = _limits(name, address)
    with transaction.atomic():
        for key in sorted(limits):
            Tries.objects.get_or_create(key=key, defaults={"failures": 0, "at": now})
        rows = list(Tries.objects.select_for_update().filter(key__in=limits).order_by("key"))
        _raise_if_waiting(rows, now)
        for row in rows:
            limit = limits[row.key]
            forgiven = max(now - row.at, timedelta()) / limit.forgiven
            row.failures = min(max(row.failures - forgiven, 0) + 1, limit.failures + _DOUBLINGS)
            row.at = now
            beyond = round(row.failures) - limit.failures
            row.until = now + min(FIRST_WAIT * 2**beyond, LONGEST_WAIT) if beyond >= 0 else None
            row.save(update_fields=["failures", "at", "until"])


def raise_if_waiting(name: str, address: str) -> None:
    """Raise L402 where the next try must wait, as it may once the try counted has failed."""
    _raise_if_waiting(Tries.objects.filter(key__in=_limits(name, address)), timezone.now())


def succeeded(name: str, address: str) -> None:
    """The try counted was no failure: the name's are forgotten, the address gets this one back."""
    forget(name)
    Tries.objects.filter(key=_key("address", address)).update(failures=F("failures") - 1, until=None)
    with transaction.atomic():
        old = Tries.objects.select_for_update(skip_locked=True).filter(at__lt=timezone.now() - _KEPT)
        Tries.objects.filter(pk__in=[row.pk for row in old]).delete()


def forget(name: str) -> None:
    """Forget the failures under this name: it may try at once."""
    Tries.objects.filter(key=_key("name", name)).delete()


def waiting(names: Iterable[str]) -> dict[str, datetime]:
    """Those of the names that may not try now: name → when they may again."""
    keys = {_key("name", name): name for name in names}
    rows = Tries.objects.filter(until__gt=timezone.now()).values_list("key", "until")
    return {keys[key]: until for key, until in rows if key in keys and until is not None}


def _raise_if_waiting(rows: Iterable[Tries], now: datetime) -> None:
    until = max((row.until for row in rows if row.until and row.until > now), default=None)
    if until is not None:
        seconds = (until - now).total_seconds()
        raise LuoshiError("L402", minutes=ceil(seconds / 60))


def _limits(name: str, address: str) -> dict[str, Limit]:
    return {_key("name", name): NAME, _key("address", address): ADDRESS}


def _key(kind: str, value: str) -> str:
    same = unicodedata.normalize("NFKC", value).strip().casefold()
    return salted_hmac("luoshi.people.tries", f"{kind}:{same}", algorithm="sha256").hexdigest()
