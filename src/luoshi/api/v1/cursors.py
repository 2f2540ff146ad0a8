"""Pages of a list: a cursor says after which row to go on, so rows that come in meanwhile shift nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core import signing
from django.db.models import QuerySet

from luoshi.errors import LuoshiError

_SALT = "luoshi.api.cursor"
Key = list[Any]
"""What tells a row's place in its list."""


def cursor_to(name: str, key: Key) -> str:
    """The cursor to what comes after the row of this key in the list of this name. Opaque, and signed: nobody makes one up."""
    return signing.Signer(salt=_SALT).sign_object([name, *key])


def key_in(name: str, cursor: str, *kinds: type) -> Key | None:
    """The key in the cursor; None without a cursor. Raises L662 for what is none of this list's."""
    if not cursor:
        return None
    try:
        of, *key = signing.Signer(salt=_SALT).unsign_object(cursor)
    except Exception as error:  # whatever is wrong with it, it is none of ours
        raise LuoshiError("L662") from error
    if of != name or len(key) != len(kinds) or not all(type(each) is kind for each, kind in zip(key, kinds, strict=True)):
        raise LuoshiError("L662")
    return list(key)


def page_of_rows(rows: QuerySet[Any], name: str, *, by: str, cursor: str, limit: int) -> tuple[list[Any], str]:
    """The next rows, newest first by this whole number, and the cursor to those after them (empty where there are none)."""
    after = key_in(name, cursor, int)
    if after:
        rows = rows.filter(**{f"{by}__lt": after[0]})
    found = list(rows.order_by(f"-{by}")[: limit + 1])
    shown = found[:limit]
    return shown, cursor_to(name, [getattr(shown[-1], by)]) if len(found) > limit else ""


def page_of_keys(
    found: Iterable[Any], name: str, *, key: Callable[[Any], tuple[Any, ...]], kinds: tuple[type, ...], cursor: str, limit: int
) -> tuple[list[Any], str]:  # fmt: skip
    """The same of a list that is at hand, in the order of its keys."""
    ordered = sorted(found, key=key)
    if (after := key_in(name, cursor, *kinds)) is not None:
        ordered = [each for each in ordered if key(each) > tuple(after)]
    shown = ordered[:limit]
    return shown, cursor_to(name, list(key(shown[-1]))) if len(ordered) > limit else ""
