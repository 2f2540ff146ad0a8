"""What a search may be narrowed by: the places, years and kinds of the documents a person may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from django.db.models import Count, Max

from luoshi.ledger.models import Standing
from luoshi.people.access import Person, visible_to
from luoshi.web.search.asked import Asked
from luoshi.web.wording import DOCUMENT_KINDS

PLACES = 40
"""Places in the list."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is set."""

    words: str
    without: str
    """The part of the address after `?` without it."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be set beside what is set: value → what it is called, with how many documents."""

    places: dict[str, str]
    """Those with most documents."""
    more_places: bool
    """There are others; they are set by name."""
    years: dict[int, str]
    kinds: dict[str, str]
    chosen: list[Chosen]


def choices(person: Person, asked: Asked) -> Choices:
    """The choices under everything this person may see."""
    seen = visible_to(person, Standing.objects.all()).order_by()
    counts = seen.values_list("place_key", "year", "kind").annotate(Count("pk"))
    places, years, kinds = Counter[str](), Counter[int](), Counter[str]()
    for place, year, kind, count in counts:
        places[place] += count
        kinds[kind] += count
        if year is not None:
            years[year] += count
    del places[""]  # of documents whose place cannot be told
    others = sorted(places.keys() - set(asked.places), key=lambda key: (-places[key], key))
    most = others[:PLACES]
    names = names_of(person, [*most, *asked.places])
    return Choices(
        {key: f"{names.get(key, key)}（{places[key]}）" for key in most},
        len(others) > PLACES,
        {year: f"{year}年（{years[year]}）" for year in sorted(years, reverse=True) if year not in asked.years},
        {kind: f"{name}（{kinds[kind]}）" for kind, name in DOCUMENT_KINDS.items() if kinds[kind] and kind not in asked.kinds},
        [*_chosen(asked, names)],
    )


def names_of(person: Person, keys: Iterable[str]) -> dict[str, str]:
    """What the places of these keys are called in the documents that the person may see."""
    seen = visible_to(person, Standing.objects.filter(place_key__in=list(keys))).order_by()
    return dict(seen.values_list("place_key").annotate(Max("place")))


def keys_named(person: Person, name: str) -> list[str]:
    """The keys of the places that are called so; else of those whose name holds these characters."""
    seen = visible_to(person, Standing.objects.exclude(place="")).order_by()
    exactly = seen.filter(place=name).values_list("place_key", flat=True).distinct()
    return list(exactly[:PLACES]) or list(seen.filter(place__contains=name).values_list("place_key", flat=True).distinct()[:PLACES])


def _chosen(asked: Asked, names: dict[str, str]) -> Iterator[Chosen]:
    for key in asked.places:
        yield Chosen(names.get(key, key), replace(asked, places=_but(asked.places, key)).address())
    for year in asked.years:
        yield Chosen(f"{year}年", replace(asked, years=_but(asked.years, year)).address())
    for kind in asked.kinds:
        yield Chosen(DOCUMENT_KINDS[kind], replace(asked, kinds=_but(asked.kinds, kind)).address())


def _but(values: tuple[T, ...], one: T) -> tuple[T, ...]:
    return tuple(each for each in values if each != one)
