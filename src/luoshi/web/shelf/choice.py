"""What an address of the shelf asks for, and the address of every other choice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from luoshi.ledger.facets import Choice, places_meant
from luoshi.people.access import Person
from luoshi.web import asked
from luoshi.web.wording import DOCUMENT_KINDS, LEVELS

UNKNOWN = "none"
"""Stands in addresses for a place, a level or a year that cannot be told."""
SORTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "place": ("地区", ("province", "city", "place_key", "-year", "kind")),
    "year": ("年度", ("-year", "province", "city", "place_key", "kind")),
    "title": ("标题", ("title",)),
    "new": ("最近入账", ("-lineage",)),
}
"""Name in addresses: what it is called, and the columns; ties go by number."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One state of the shelf."""

    choice: Choice
    sort: str = "place"

    @classmethod
    def asked(cls, query: QueryDict, person: Person) -> Shelf:
        """What the address asks for. Places may be given by key or by name; kinds that are none are left out."""
        levels = tuple("" if level == UNKNOWN else level for level in asked.several(query, "level"))
        years: tuple[int | None, ...] = asked.years(query, "year")
        if UNKNOWN in asked.several(query, "year"):
            years = (*years, None)
        sort = query.get("sort", "")
        return cls(
            Choice(
                province=asked.words(query, "province"),
                city=asked.words(query, "city"),
                places=place_keys(person, asked.several(query, "place")),
                levels=tuple(level for level in levels if level in LEVELS),
                kinds=tuple(kind for kind in asked.several(query, "kind") if kind in DOCUMENT_KINDS),
                years=years,
                words=asked.words(query, "title"),
            ),
            sort if sort in SORTS else "place",
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything is chosen."""
        return self.choice != Choice()

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The names and values in this state's address."""
        choice = self.choice
        pairs = [("province", choice.province), ("city", choice.city)]
        pairs += [("place", key or UNKNOWN) for key in choice.places]
        pairs += [("level", level or UNKNOWN) for level in choice.levels]
        pairs += [("kind", kind) for kind in choice.kinds]
        pairs += [("year", UNKNOWN if year is None else str(year)) for year in choice.years]
        pairs += [("title", choice.words), ("sort", self.sort if self.sort != "place" else "")]
        return [pair for pair in pairs if pair[1]]

    def address(self, *, sort: str = "", **changes: Any) -> str:
        """The query of this state with these choices otherwise."""
        return f"?{urlencode(Shelf(replace(self.choice, **changes), sort or self.sort).pairs)}"

    def with_other(self, name: str, value: Any) -> str:
        """The address with this value taken in, or out where it was in."""
        values = getattr(self.choice, name)
        rest = tuple(each for each in values if each != value)
        changes: dict[str, Any] = {name: rest if value in values else (*values, value)}
        return self.address(**changes)


def place_keys(person: Person, asked_for: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of the places meant, given by key or by name; what the person knows nothing of stays as it is, and finds nothing."""
    found = places_meant(person, (value for value in asked_for if value != UNKNOWN))
    keys: list[str] = []
    for value in asked_for:
        keys += [""] if value == UNKNOWN else [key for key, _ in found.get(value, ())] or [value]
    return tuple(dict.fromkeys(keys))
