"""What is here and what is not: years and kinds of document place by place, and what became of the text that was read.

Not here, here but left aside on purpose, and here but not understood are three things and are counted apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, IntegerField, Min, QuerySet, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from luoshi.ledger.corrections import facts_of
from luoshi.ledger.facets import EVERYTHING, Choice, on_shelf
from luoshi.ledger.models import Document, Number, Standing
from luoshi.people.access import KEEPER, Person
from luoshi.reading import facts

EXPECTED: tuple[facts.DocumentKind, ...] = ("work_report", "plan_report", "bulletin")
"""What every government publishes every year: where one of these is not here, the year lacks it."""
_FATES = ("measure", "date", "name", "threshold", "slogan", "definition", "ordinal", "vague", "unresolved")
_SENTENCES = ("read", "left", "unresolved")


@dataclass(frozen=True, slots=True)
class Share:
    """What became of the sentences, or of the numbers."""

    read: int
    """Read into facts."""
    left: int
    """Left aside on purpose: known for what they are (a date, a name, a salutation)."""
    unresolved: int
    """Not understood."""

    @property
    def whole(self) -> int:
        return self.read + self.left + self.unresolved


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of some documents was read into facts."""

    documents: int
    sentences: Share
    numbers: Share
    fates: dict[str, int]
    """How many numbers turned out to be what."""


@dataclass(slots=True)
class Held:
    """The documents of one kind that are here of one year."""

    count: int
    number: int
    """The first of them."""


@dataclass(slots=True)
class PlaceYears:
    """Which years of a place are here, each with the kinds of document."""

    key: str
    years: dict[int, dict[str, Held]] = field(default_factory=dict)
    undated: dict[str, Held] = field(default_factory=dict)
    """Documents whose year cannot be told."""

    @property
    def span(self) -> range:
        """From the first to the last year that is here."""
        return range(min(self.years), max(self.years) + 1) if self.years else range(0)

    @property
    def missing(self) -> tuple[int, ...]:
        """Years between the first and the last of which nothing is here."""
        return tuple(year for year in self.span if year not in self.years)

    def lacking(self, year: int) -> tuple[str, ...]:
        """Of what every year has, the kinds that are not here."""
        return tuple(kind for kind in EXPECTED if kind not in self.years.get(year, {}))


def years_of(person: Person, places: Iterable[str]) -> dict[str, PlaceYears]:
    """The years of these places, by place key."""
    keys = tuple(places)
    found = {key: PlaceYears(key) for key in keys}
    rows = on_shelf(person, Choice(places=keys)).order_by() if keys else Standing.objects.none()
    counted = rows.values_list("place_key", "year", "kind").annotate(Count("pk"), Min("document"))
    by_year: dict[str, dict[int, dict[str, Held]]] = defaultdict(lambda: defaultdict(dict))
    for key, year, kind, count, number in counted:
        held = Held(count, number)
        (found[key].undated if year is None else by_year[key][year])[kind] = held
    for key, years in by_year.items():
        found[key].years = dict(years)
    return found


def coverage(person: Person, choice: Choice = EVERYTHING) -> Coverage:
    """How much of all these documents was read."""
    rows = on_shelf(person, choice).order_by()
    return _coverage(rows.aggregate(documents=Count("pk"), **_sums()))


def coverage_of(person: Person, places: Iterable[str]) -> dict[str, Coverage]:
    """How much was read of the documents of each of these places, by place key."""
    keys = tuple(places)
    if not keys:
        return {}
    rows = on_shelf(person, Choice(places=keys)).order_by().values("place_key")
    return {row["place_key"]: _coverage(row) for row in rows.annotate(documents=Count("pk"), **_sums())}


def with_unresolved(person: Person, choice: Choice = EVERYTHING) -> QuerySet[Standing]:
    """The documents in which a number was not understood."""
    return on_shelf(person, choice).filter(coverage__numbers__unresolved__gt=0)


def unresolved_numbers(document: Standing) -> list[tuple[int, int, str]]:
    """Where the numbers stand that were not understood, and why, in the order of the text."""
    rows = Number.objects.filter(reading=document.reading_id, fate="unresolved").order_by("ordinal")
    found = list(rows.values_list("start", "end", "reason"))
    if len(found) == document.coverage["numbers"].get("unresolved", 0):
        return found
    corrected = facts_of(Document.objects.get(pk=document.document_id), person=KEEPER)
    numbers = corrected.reading.numbers if corrected else ()
    return [(each.start, each.end, each.reason) for each in numbers if each.fate == "unresolved"]


def _sums() -> dict[str, Sum]:
    paths = {f"s_{name}": f"coverage__sentences__{name}" for name in _SENTENCES}
    paths |= {f"n_{name}": f"coverage__numbers__{name}" for name in _FATES}
    return {name: Sum(Cast(KT(path), IntegerField())) for name, path in paths.items()}


def _coverage(row: Mapping[str, Any]) -> Coverage:
    fates = {name: row[f"n_{name}"] or 0 for name in _FATES}
    left = sum(fates.values()) - fates["measure"] - fates["unresolved"]
    return Coverage(
        documents=row["documents"] or 0,
        sentences=Share(*(row[f"s_{name}"] or 0 for name in _SENTENCES)),
        numbers=Share(fates["measure"], left, fates["unresolved"]),
        fates=fates,
    )
