"""What is looked for, as the address of a search says it. Every value is hostile; what makes no sense is left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware

from luoshi.ledger.search import Where
from luoshi.ledger.words.query import Query, parse
from luoshi.web.wording import DOCUMENT_KINDS

LONGEST = 500
"""Characters of a box."""
MOST = 50
"""Places, or years, or kinds."""


@dataclass(frozen=True)
class Asked:
    """The boxes and the filters."""

    every: str = ""
    some: str = ""
    none: str = ""
    places: tuple[str, ...] = ()
    """Place keys."""
    years: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    since: datetime | None = None
    """Only what was recorded after this."""

    @classmethod
    def of(cls, given: QueryDict) -> Asked:
        """What the address asks for."""
        since = given.get("since", "")[:40]
        return cls(
            every=box(given, "q"),
            some=box(given, "any"),
            none=box(given, "none"),
            places=tuple(dict.fromkeys(_plain(place)[:200] for place in given.getlist("place") if _plain(place)))[:MOST],
            years=tuple(sorted({int(year) for year in given.getlist("year") if _is_year(year)}))[:MOST],
            kinds=tuple(kind for kind in DOCUMENT_KINDS if kind in given.getlist("kind")),
            since=_moment(since),
        )

    @cached_property
    def query(self) -> Query:
        return parse(self.every, self.some, self.none)

    @property
    def where(self) -> Where:
        return Where(places=self.places, years=self.years, kinds=self.kinds, since=self.since)

    @property
    def filtered(self) -> bool:
        return bool(self.places or self.years or self.kinds or self.since)

    def unfiltered(self) -> Asked:
        return replace(self, places=(), years=(), kinds=(), since=None)

    def address(self, **more: object) -> str:
        """The part of the address after `?`, the same for the same search; `more` is put behind."""
        pairs = [("q", self.every), ("any", self.some), ("none", self.none)]
        pairs += [("place", place) for place in self.places] + [("year", str(year)) for year in self.years]
        pairs += [("kind", kind) for kind in self.kinds]
        if self.since:
            pairs.append(("since", self.since.isoformat()))
        pairs += [(name, str(value)) for name, value in more.items()]
        return urlencode([(name, value) for name, value in pairs if value])

    @property
    def in_words(self) -> str:
        """What is looked for, as a title says it."""
        said = [*self.query.every]
        if self.query.some:
            said.append(f"（{'或'.join(self.query.some)}）")
        return " ".join([*said, *(f"-{word}" for word in self.query.none)])


def box(given: QueryDict, name: str) -> str:
    """What stands in a box of the form, with single blanks."""
    return " ".join(_plain(given.get(name, ""))[:LONGEST].split())


def _plain(words: str) -> str:
    """Without what no database holds."""
    return words.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def _is_year(year: str) -> bool:
    return len(year) == 4 and year.isascii() and year.isdecimal() and year[0] in "12"


def _moment(words: str) -> datetime | None:
    try:
        moment = parse_datetime(words.replace(" ", "+"))  # a plus sign left as it is in an address is a blank
    except ValueError:
        return None
    return moment if moment is not None and is_aware(moment) and 2000 <= moment.year <= 2200 else None
