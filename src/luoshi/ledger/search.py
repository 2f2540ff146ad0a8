"""Search: the passages that hold the words, those that say most with them first. Every door asks here.

The index finds exactly the passages in which each word stands. Where there are more than `RANKED`, that many are ranked and
counted; `every_hit` gives all of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from luoshi.ledger.models import Passage, Standing
from luoshi.ledger.words.bigrams import normal, spots
from luoshi.ledger.words.index import keys_with
from luoshi.ledger.words.query import Query
from luoshi.people.access import Person, visible_to

RANKED = 1000
OUTSIDE = "outside"
"""The role of lines that belong to no document."""
_TELLING = {"goal": 1.35, "commitment": 1.25, "review": 1.1, "problem": 1.1, "heading": 0.8, "term": 0.9, OUTSIDE: 0.3}
"""How much a passage says by what it does."""


@dataclass(frozen=True, slots=True)
class Where:
    """Which passages are looked through. Empty means all."""

    places: tuple[str, ...] = ()
    """Place keys."""
    years: tuple[int, ...] = ()
    """Years by which documents are known."""
    kinds: tuple[str, ...] = ()
    """Kinds of document."""
    documents: tuple[int, ...] = ()
    """Numbers of documents."""
    roles: tuple[str, ...] = ()
    """Roles of sentences; without any, all but lines outside documents."""
    outside: bool = False
    """Lines outside documents too."""
    since: datetime | None = None
    """Documents recorded after this."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with the words in it."""

    passage: Passage
    """With its `standing`."""
    score: float
    spots: tuple[tuple[int, int], ...]
    """Where the words stand: spans of the passage's own text."""


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    """How many there are to be had page by page."""
    more: bool = False
    """There are more than those."""


def search(person: Person, query: Query, where: Where = Where(), *, offset: int = 0, limit: int = 20) -> Found:
    """One page of the passages the person may see that hold the words, best first; nothing beyond `RANKED`."""
    rows = _rows("p.id, p.text, p.role", person, query, where, newest=True, limit=RANKED + 1)
    more, rows = len(rows) > RANKED, rows[:RANKED]
    ranked = sorted(((_score(text, role, query), -key) for key, text, role in rows), reverse=True)
    hits = _hits([(-key, score) for score, key in ranked[offset : offset + limit]], query)
    return Found(hits, len(rows), more)


def every_hit(person: Person, query: Query, where: Where = Where()) -> Iterator[Hit]:
    """All the passages that hold the words, best first; nothing is left out."""
    rows = _rows("p.id, p.text, p.role", person, query, where)
    ranked = sorted(((_score(text, role, query), -key) for key, text, role in rows), reverse=True)
    for at in range(0, len(ranked), 500):
        yield from _hits([(-key, score) for score, key in ranked[at : at + 500]], query)


def latest(person: Person, query: Query, where: Where = Where(), *, limit: int = 50) -> list[Hit]:
    """The passages that hold the words, of the documents that came last, in the order of their text.

    Where there are more than `RANKED`, on SQLite the documents laid out last count as the last to come.
    """
    joined, order = " JOIN ledger_standing s ON s.id = p.standing_id", " ORDER BY s.document_id DESC, p.ordinal"
    if connection.vendor != "postgresql":  # which gives the last it laid out at no cost, and sorts everything at a high one
        rows = _rows("s.document_id, p.ordinal, p.id", person, query, where, joined=joined, newest=True, limit=RANKED)
        keys = [key for _, _, key in sorted(rows, key=lambda row: (-row[0], row[1]))[:limit]]
    else:
        keys = [key for (key,) in _rows("p.id", person, query, where, joined=joined, order=order, limit=limit)]
    return _hits([(key, 0.0) for key in keys], query)


def count(person: Person, query: Query, where: Where = Where(), *, most: int = RANKED) -> int:
    """How many passages hold the words; `most` + 1 where there are more than that."""
    rows = _rows("p.id", person, query, where, limit=most + 1, counted=True)
    return int(rows[0][0]) if rows else 0


def _hits(chosen: Sequence[tuple[int, float]], query: Query) -> list[Hit]:
    passages = Passage.objects.select_related("standing__document").in_bulk([key for key, _ in chosen])
    return [
        Hit(passages[key], score, tuple(spots(passages[key].text, query.lit)))
        for key, score in chosen
        if key in passages
    ]


def _score(text: str, role: str, query: Query) -> float:
    """How much of the passage is about the words: how often they stand there for its length, and what it does."""
    hits = share = 0.0
    looked = ""
    for word in query.lit:
        times = text.count(word)  # nearly always as typed; only else is the text turned into its one form
        if not times:
            looked = looked or normal(text)
            times = looked.count(normal(word))
        if times:
            hits += 1 + math.log(times)
            share += times * len(word)
    return _TELLING.get(role, 1.0) * hits * (0.5 + share / (len(text) + 12)) * min(1.0, 0.4 + len(text) / 40)


def _rows(
    what: str, person: Person, query: Query, where: Where, *, joined: str = "", order: str = "", newest: bool = False,
    limit: int | None = None, counted: bool = False,
) -> list[tuple[Any, ...]]:  # fmt: skip
    """These columns of the passages (`p`) that hold the words, among the documents that this person may see.

    `counted` gives how many there are instead: one row.
    """
    index = keys_with(query, marks=where.roles)
    if index is None:
        return []
    keys, parameters = index
    shelf, of_shelf = _documents(person, where).values("pk").query.sql_with_params()
    sql = f"SELECT {what} FROM ({keys}) AS found JOIN ledger_passage p ON p.id = found.id{joined}"
    sql += f" WHERE p.standing_id IN ({shelf})"
    parameters = [*parameters, *of_shelf]
    if where.roles:
        sql += f" AND p.role IN ({', '.join(['%s'] * len(where.roles))})"
        parameters += where.roles
    elif not where.outside:
        sql += f" AND p.role <> '{OUTSIDE}'"
    if newest and connection.vendor != "postgresql":  # its index gives them in this order at no cost
        order = " ORDER BY found.id DESC"
    sql += order
    if limit is not None:
        sql += f" LIMIT {limit:d}"
    if counted:
        sql = f"SELECT count(*) FROM ({sql}) AS counted"
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _documents(person: Person, where: Where) -> QuerySet[Standing]:
    """The documents that are looked through, of those the person may see."""
    seen = visible_to(person, Standing.objects.all()).order_by()
    for column, wanted in (
        ("place_key", where.places), ("year", where.years), ("kind", where.kinds), ("document", where.documents),
    ):  # fmt: skip
        if wanted:
            seen = seen.filter(**{f"{column}__in": wanted})
    if where.since is not None:
        seen = seen.filter(document__recorded_at__gt=where.since)
    return seen
