"""What an entry's hash is made of. Pure functions: whoever holds the rows can work every hash out again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

FORM = "luoshi journal 1"
"""Stands first in what is hashed; another form of it gets another name."""
GENESIS = "0" * 64
"""What the first entry follows."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def canonical(payload: Mapping[str, Any]) -> str:
    """The payload's one spelling: keys in order, no blanks; days and decimals as text.

    Kept as it is, in a text column: a database's own JSON would give some numbers back in another spelling.
    Raises ValueError or TypeError for what JSON cannot say.
    """
    said = json.dumps(
        payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_as_text
    )
    said.encode()  # half of a surrogate pair is no text
    return said


def seal(salt: str, payload: str) -> str:
    """What of the payload goes into the chain. Without the salt nobody can try out what an erased payload said."""
    return sha256(f"{salt}{payload}".encode()).hexdigest()


def link(
    previous: str, number: int, workspace: int, who: int | None, post: str, when: datetime, action: str,
    target: tuple[str, str], why: str, sealed: str,
) -> str:  # fmt: skip
    """The entry's hash, in hexadecimal. A list of JSON, so that no two entries are spelt alike."""
    micros = (when - _EPOCH) // timedelta(microseconds=1)
    parts = [FORM, previous, number, workspace, who, post, micros, action, *target, why, sealed]
    return sha256(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _as_text(value: object) -> str:
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, (Decimal, UUID)):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON")
