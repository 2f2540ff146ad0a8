"""Projects, policies, units and terms: lists of those the person may see, and what documents say of one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Min, QuerySet

from luoshi.ledger.lookup import Wanted, named
from luoshi.ledger.mentions import passages_at
from luoshi.ledger.models import Named, Standing
from luoshi.people.access import Person
from luoshi.web.document.addresses import words_address
from luoshi.web.paging import COUNTED, Page, page_number
from luoshi.web.paging import Count as HowMany
from luoshi.web.search.snippets import Part, snippet

ROWS = 50
PAPERS = 20
"""Documents on a page of one named thing."""
MENTIONS = 30
"""Mentions shown of one document."""
LOOKED_AT = 2000
"""Rows looked at for what was said last of the things of one page."""


@dataclass(frozen=True, slots=True)
class Line:
    """A named thing in a list."""

    key: str
    last: Named
    """What the latest document says of it."""
    documents: int
    places: int
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class Paper:
    """What one document says of a named thing."""

    named: Named
    mentions: list[tuple[str, list[Part]]]
    """(address of the words, the passage they stand in)."""
    more: int
    """Mentions that are not shown."""

    @property
    def standing(self) -> Standing:
        standing: Standing = self.named.standing
        return standing


def names_page(person: Person, record: str, wanted: Wanted, asked: str | None) -> Page:
    """One page of the names, in the order of pinyin as far as the old national standard has it."""
    rows = named(person, record, wanted).select_related(None).order_by("key").values_list("key", flat=True).distinct()
    keys = list(rows[: COUNTED + 1])
    more = len(keys) > COUNTED
    keys = sorted(keys[:COUNTED], key=lambda key: key.encode("gb18030", "replace"))
    number, pages = page_number(asked, count := HowMany(len(keys), more), ROWS)
    return Page(_lines(named(person, record, wanted), keys[(number - 1) * ROWS : number * ROWS]), count, number, pages)


def _lines(rows: QuerySet[Named], keys: Sequence[str]) -> list[Line]:
    there = rows.filter(key__in=keys).order_by()
    counted = there.values("key").annotate(
        documents=Count("standing", distinct=True), places=Count("place_key", distinct=True), first=Min("standing__year"),
        last=Max("standing__year"), newest=Max("pk"),
    )  # fmt: skip
    by_key = {row["key"]: row for row in counted}
    latest: dict[str, int] = {}
    ordered = there.select_related(None).order_by("-standing__year", "-pk").values_list("key", "pk")
    for key, pk in ordered[:LOOKED_AT]:
        latest.setdefault(key, pk)
    shown = Named.objects.select_related("standing").in_bulk(
        [latest.get(key, row["newest"]) for key, row in by_key.items()]
    )
    return [
        Line(key, shown[latest.get(key, row["newest"])], row["documents"], row["places"], row["first"], row["last"])
        for key in keys
        if (row := by_key.get(key)) is not None
    ]


def rows_of(person: Person, record: str, key: str, places: tuple[str, ...] = ()) -> QuerySet[Named]:
    """What every document says of one thing, in the order of time."""
    found = named(person, record, Wanted(places=places)).filter(key=key)
    return found.order_by("standing__year", "standing__published", "standing", "ordinal")


def places_of(rows: QuerySet[Named]) -> list[tuple[str, str, int]]:
    """The places whose documents speak of it: (key, name, documents), those with most first."""
    counted = rows.order_by().values_list("place_key").annotate(name=Max("standing__place"), count=Count("pk"))
    return [(key, name, count) for key, name, count in counted.order_by("-count", "place_key")[:40] if key]


def papers(rows: Iterable[Named]) -> list[Paper]:
    """The documents with each mention in its passage."""
    listed = list(rows)
    spans = {each.pk: _spans(each) for each in listed}
    places = passages_at((each.standing_id, start) for each in listed for start, _ in spans[each.pk][:MENTIONS])
    found = []
    for each in listed:
        shown = []
        for start, end in spans[each.pk][:MENTIONS]:
            passage = places.get((each.standing_id, start))
            parts = snippet(passage.text, [(start - passage.start, end - passage.start)]) if passage else []
            shown.append((words_address(each.standing.document_id, start, end), parts))
        found.append(Paper(each, shown, max(0, len(spans[each.pk]) - MENTIONS)))
    return found


def _spans(row: Named) -> list[tuple[int, int]]:
    """Every mention once, in the order of the text; of what has none, the place it was found at."""
    mentions = {(start, end) for start, end in row.mentions}
    return sorted(mentions or {(row.start, row.end)})
