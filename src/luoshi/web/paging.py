"""Pages of long tables: counted up to a bound, so that a table of millions opens as fast as one of hundreds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

COUNTED = 10_000
"""Rows that are counted, and that can be paged through; whoever wants more narrows the table or exports it."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows there are, as far as they were counted."""

    number: int
    more: bool = False
    """There are more than were counted."""

    def __str__(self) -> str:
        return f"超过{self.number:,}" if self.more else f"{self.number:,}"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a table."""

    rows: Sequence[Any]
    count: Count
    number: int
    """From 1."""
    pages: int

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None


def page_of(rows: QuerySet[Any], asked: str | None, size: int, *, count: Count, joined: Sequence[str] = ()) -> Page:
    """The page asked for of these rows, which are ordered and were counted.

    The keys of its rows are looked for first; the rows themselves, with those they are `joined` to, are then fetched by key.
    """
    number, pages = page_number(asked, count, size)
    start = (number - 1) * size
    keys = list(rows.select_related(None).values_list("pk", flat=True)[start : start + size])
    return Page(_fetched(rows, keys, joined), count, number, pages)


def sorted_page(
    rows: QuerySet[Any],
    asked: str | None,
    size: int,
    *,
    columns: Sequence[str],
    key: Callable[[tuple[Any, ...]], Any],
    otherwise: Callable[[QuerySet[Any]], QuerySet[Any]],
    joined: Sequence[str] = (),
) -> Page:
    """The page asked for of rows of which there may be millions.

    Up to `COUNTED` they are counted and sorted in one go: `key` is given the primary key and these `columns` of each. Where there are
    more, only an order that an index holds is quick: `otherwise` says which.
    """
    found = list(rows.order_by().select_related(None).values_list("pk", *columns)[: COUNTED + 1])
    if len(found) > COUNTED:
        return page_of(otherwise(rows), asked, size, count=Count(COUNTED, more=True), joined=joined)
    found.sort(key=key)
    number, pages = page_number(asked, count := Count(len(found)), size)
    keys = [row[0] for row in found[(number - 1) * size : number * size]]
    return Page(_fetched(rows, keys, joined), count, number, pages)


def page_number(asked: str | None, count: Count, size: int) -> tuple[int, int]:
    """The page asked for, or the nearest there is; and how many there are."""
    pages = max(1, -(-count.number // size))
    number = int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) <= 6 else 1
    return max(1, min(number, pages)), pages


def _fetched(rows: QuerySet[Any], keys: Sequence[Any], joined: Sequence[str]) -> list[Any]:
    found = rows.model._default_manager.select_related(*joined).in_bulk(keys)
    return [found[key] for key in keys if key in found]
