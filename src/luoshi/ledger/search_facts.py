"""Searching facts by their own words: measures by their subjects, named things by their names, the closest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Count, Q, QuerySet
from django.db.models.expressions import RawSQL

from luoshi.ledger import lookup
from luoshi.ledger.models import Figure, Named, Subject
from luoshi.ledger.search import RANKED, Where
from luoshi.ledger.standing_rows import named_key
from luoshi.ledger.words import index
from luoshi.ledger.words.query import Query
from luoshi.people.access import Person

EVERYWHERE = Where()
LOOKED = 3000
"""Mentions of names that are looked at, those of the documents laid out last."""


@dataclass(frozen=True, slots=True)
class FiguresFound:
    """One page of measures."""

    figures: list[Figure]
    total: int
    """Counted up to `RANKED`."""
    more: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A project, policy, term or actor under one name, with a row for each document that names it."""

    key: str
    name: str
    documents: int
    """How many documents name it."""
    rows: list[Named]
    """Those of the last documents, a few."""


@dataclass(frozen=True, slots=True)
class NamesFound:
    """One page of named things."""

    names: list[Name]
    total: int
    more: bool


def search_figures(person: Person, query: Query, where: Where = EVERYWHERE, *, offset: int = 0, limit: int = 20) -> FiguresFound:
    """One page of the measures whose subject holds the words: those whose subject is little else first, then the latest."""
    rows = list(_figures(person, query, where).order_by("-pk").values_list("pk", "subject__normal", "year")[: RANKED + 1])
    more, rows = len(rows) > RANKED, rows[:RANKED]
    rows.sort(key=lambda row: (-_share(row[1], query), -(row[2] or 0), -row[0]))
    chosen = [key for key, _, _ in rows[offset : offset + limit]]
    found = Figure.objects.select_related("standing", "subject").in_bulk(chosen)
    return FiguresFound([found[key] for key in chosen if key in found], len(rows), more)


def search_names(
    person: Person, record: str, query: Query, where: Where = EVERYWHERE, *, offset: int = 0, limit: int = 20
) -> NamesFound:
    """One page of the things of this record whose name holds the words: whole names first, then those named most often."""
    rows = _named(person, query, where).filter(record=record).order_by("-pk")
    keys = list(rows.values_list("key", flat=True)[: LOOKED + 1])
    times = Counter(keys[:LOOKED])
    ranked = sorted(times, key=lambda key: (-_share(key, query), -times[key], key))
    chosen = _documents(person, record, ranked[offset : offset + limit], where)
    return NamesFound(list(chosen), len(ranked), len(keys) > LOOKED)


def count_figures(person: Person, query: Query, where: Where = EVERYWHERE) -> int:
    """How many measures there are; `RANKED` + 1 where there are more than are counted."""
    return int(_figures(person, query, where).order_by().values("pk")[: RANKED + 1].count())


def count_names(person: Person, records: Sequence[str], query: Query, where: Where = EVERYWHERE) -> dict[str, tuple[int, bool]]:
    """How many names there are of each record, and whether there may be more: as far as was looked."""
    rows = _named(person, query, where).filter(record__in=records).order_by().values_list("record", "key")
    if connection.vendor != "postgresql":  # which sorts all of them for it; here the index gives the last ones first
        rows = rows.order_by("-pk")
    found = list(rows[: LOOKED + 1])
    names = set(found[:LOOKED])
    more = len(found) > LOOKED
    return {each: (sum(record == each for record, _ in names), more) for each in records}


def _figures(person: Person, query: Query, where: Where) -> QuerySet[Figure]:
    subjects = Subject.objects.filter(_holds(query))
    rows = _since(lookup.figures(person, _wanted(where)), where)
    if connection.vendor != "postgresql":
        return rows.filter(subject__in=subjects)
    # As an array, of which the planner takes few figures to come, so that it asks the index for them. Told the condition, or the subjects
    # one by one, it takes many to come, looks through all figures for the first thousand, and reads millions where there are fewer.
    sql, parameters = subjects.order_by().values("pk").query.sql_with_params()
    return rows.filter(RawSQL(f'"ledger_figure"."subject_id" = ANY(ARRAY({sql}))', parameters, output_field=BooleanField()))


def _named(person: Person, query: Query, where: Where) -> QuerySet[Named]:
    words = Query(*(tuple(_normal(words)) for words in (query.every, query.some, query.none)))
    return _visible(person, where).filter(pk__in=index.matching(words, table=index.NAMES))


def _visible(person: Person, where: Where) -> QuerySet[Named]:
    documents = lookup.standing(person, _wanted(where)).order_by()
    return _since(Named.objects.filter(standing__in=documents.values("pk")), where)


def _documents(person: Person, record: str, keys: Sequence[str], where: Where, *, few: int = 5) -> Iterator[Name]:
    """The things of these names, each with its number of documents and its rows in those that came last."""
    rows = _visible(person, where).filter(record=record, key__in=keys)
    counts = dict(rows.order_by().values_list("key").annotate(Count("standing", distinct=True)))
    for key in keys:
        chosen: dict[int, int] = {}
        newest = rows.filter(key=key).order_by("-standing", "ordinal").values_list("standing", "pk")
        for standing, number in newest[: few * 4]:
            chosen.setdefault(standing, number)
        found = Named.objects.select_related("standing").in_bulk([*chosen.values()][:few])
        some = [found[number] for number in [*chosen.values()][:few] if number in found]
        if some:
            yield Name(key, some[0].name, counts.get(key, len(some)), some)


def _wanted(where: Where) -> lookup.Wanted:
    return lookup.Wanted(
        places=where.places, said_in=where.years, document_kinds=where.kinds, documents=where.documents
    )  # fmt: skip


def _since(rows: QuerySet[Any], where: Where) -> QuerySet[Any]:
    return rows.filter(standing__document__recorded_at__gt=where.since) if where.since else rows


def _holds(query: Query) -> Q:
    """Subjects with every one of the words, one of those that are either, none of those refused; none where none is asked for."""
    if not query:
        return Q(pk__in=())
    condition = Q()
    for word in _normal(query.every):
        condition &= Q(normal__contains=word)
    either = Q()
    for word in _normal(query.some):
        either |= Q(normal__contains=word)
    for word in _normal(query.none):
        condition &= ~Q(normal__contains=word)
    return condition & either


def _normal(words: Iterable[str]) -> list[str]:
    """As names and subjects are looked for: neither is known by its quotation marks."""
    return [looked for word in words if (looked := named_key(word))]


def _share(text: str, query: Query) -> float:
    """How much of the text the words are."""
    return sum(len(word) for word in _normal(query.lit) if word in text) / (len(text) or 1)
