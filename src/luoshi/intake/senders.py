"""Who sends, as far as it matters: whom it counts against, and how much they may send."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from luoshi.people.models import User
from luoshi.reading.load.file import MAX_FILE


@dataclass(frozen=True, slots=True)
class Quota:
    """How much one sender may send."""

    hour: int
    """Things an hour, those refused for what is in them too: each was read."""
    day: int
    day_size: int
    """Bytes a day."""
    waiting: int
    """Things that wait for review at one time."""
    size: int
    """Bytes of one file."""


VISITOR = Quota(hour=10, day=30, day_size=100 << 20, waiting=20, size=20 << 20)
PERSON = Quota(hour=60, day=300, day_size=1 << 30, waiting=200, size=MAX_FILE)


@dataclass(frozen=True, slots=True)
class Sender:
    """A person who is signed in, or a visitor at a network address."""

    person: User | None
    key: str
    """Against what it counts: `Submission.sender`."""

    @property
    def quota(self) -> Quota:
        return PERSON if self.person else VISITOR


def sender(person: object, network_address: str) -> Sender:
    """The person, where somebody is signed in, else whoever is at the network address (of IPv6: in that network)."""
    if isinstance(person, User) and person.is_active:
        return Sender(person, f"person {person.pk}")
    digest = salted_hmac("luoshi.intake.sender", network_address, algorithm="sha256").hexdigest()
    return Sender(None, digest)
