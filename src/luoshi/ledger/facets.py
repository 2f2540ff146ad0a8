"""Counting the shelf: how many documents there are of each place, level, kind and year among those a person may see.

The counts of one facet are worked out under what is chosen in the others, so that they narrow as one chooses and each says
what choosing it would give.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from luoshi.catalogue.regions import regions
from luoshi.ledger.models import Standing
from luoshi.ledger.words.bigrams import normal
from luoshi.people.access import Person, visible_to


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents. Tuples are any-of; what is empty wants anything."""

    province: str = ""
    city: str = ""
    places: tuple[str, ...] = ()
    """Place keys; the empty one is of documents whose place cannot be told."""
    levels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    years: tuple[int | None, ...] = ()
    """Years by which documents are known; None: it cannot be told."""
    words: str = ""
    """All of these words stand in the title."""


EVERYTHING = Choice()


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place and how many documents there are of it."""

    key: str
    name: str
    level: str
    province: str
    city: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What can be chosen, and how many documents choosing it would give."""

    places: list[PlaceCount]
    levels: dict[str, int]
    kinds: dict[str, int]
    years: dict[int | None, int]


def on_shelf(person: Person, choice: Choice = EVERYTHING) -> QuerySet[Standing]:
    """The documents that stand now, that the person may see and that are chosen."""
    seen = visible_to(person, Standing.objects.all())
    for column in ("province", "city"):
        if value := getattr(choice, column):
            seen = seen.filter(**{column: value})
    for column, values in (("place_key", choice.places), ("level", choice.levels), ("kind", choice.kinds)):
        if values:
            seen = seen.filter(**{f"{column}__in": values})
    if choice.years:
        known = Q(year__in=[year for year in choice.years if year is not None])
        seen = seen.filter(known | Q(year=None) if None in choice.years else known)
    return seen.filter(_in_title(choice.words))


def facets(person: Person, choice: Choice = EVERYTHING) -> Facets:
    """The counts of every facet, each under what is chosen in the others."""
    return Facets(
        places=place_counts(person, replace(choice, province="", city="", places=())),
        levels=dict(_counts(on_shelf(person, replace(choice, levels=())), "level")),
        kinds=dict(_counts(on_shelf(person, replace(choice, kinds=())), "kind")),
        years=dict(_counts(on_shelf(person, replace(choice, years=())), "year")),
    )


def place_counts(person: Person, choice: Choice = EVERYTHING) -> list[PlaceCount]:
    """Each place with the number of its documents, in the order of codes and names."""
    found = on_shelf(person, choice).order_by("place_key").values("place_key", "province", "city")
    rows = found.annotate(name=Max("place"), own_level=Max("level"), count=Count("pk"))
    return [
        PlaceCount(row["place_key"], row["name"], row["own_level"], row["province"], row["city"], row["count"])
        for row in rows
    ]


def counted_places(person: Person) -> dict[str, int]:
    """The number of documents of each place, by place key: from the index alone."""
    rows = on_shelf(person).order_by().exclude(place_key="")
    return dict(rows.values_list("place_key").annotate(count=Count("pk")))


def place_names(person: Person, keys: Iterable[str]) -> dict[str, str]:
    """What the places of these keys are called: as the register has it, else as the documents do."""
    wanted = list(keys)
    named = {key: region.name for key in wanted if (region := regions().by_code(key))}
    unknown = [key for key in wanted if key not in named]
    if unknown:
        rows = on_shelf(person).order_by().filter(place_key__in=unknown).values_list("place_key", "place").distinct()
        named = {**dict(rows), **named}
    return {key: named.get(key, key) for key in wanted}


def places_meant(person: Person, values: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """The places meant by each value, a key or else a name that one or several bear: (key, name)."""
    asked = list(values)
    found: dict[str, list[tuple[str, str]]] = {}
    for column in ("place_key", "place"):
        missing = [value for value in asked if value not in found]
        if missing:
            rows = on_shelf(person).order_by().filter(**{f"{column}__in": missing}).values_list("place_key", "place").distinct()
            for key, name in rows:
                pairs = found.setdefault(key if column == "place_key" else name, [])
                if all(key != other for other, _ in pairs):
                    pairs.append((key, name))
    return found


def _counts(rows: QuerySet[Standing], column: str) -> Iterable[Any]:
    return rows.order_by().values_list(column).annotate(count=Count("pk"))


def _in_title(words: str) -> Q:
    """Titles that hold every one of the words, as written or in its one form (full-width, traditional)."""
    condition = Q()
    for word in _few(words.split()):
        either = Q(title__icontains=word)
        condition &= either if normal(word) == word else either | Q(title__icontains=normal(word))
    return condition


def _few(words: Iterable[str]) -> list[str]:
    return [word[:50] for word in words if normal(word)][:10]
