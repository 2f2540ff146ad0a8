"""What panels are made of, from the documents that stand now, some hundred documents at a time or place by place: no whole reading is put together.

All of it is seen at one moment: what is loaded meanwhile is not in it, and nothing is in it twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, cast

from django.db import connection
from django.db.models import Min, OuterRef, QuerySet, Subquery

from luoshi.errors import ReadError
from luoshi.ledger.models import Figure, Passage, Standing
from luoshi.ledger.papers import Fetched, fetched
from luoshi.people.access import Person, visible_to
from luoshi.reading import facts
from luoshi.reading.child import Limits, read_many
from luoshi.reckoning.panels.feedback import feedback
from luoshi.reckoning.panels.growth_targets import Chosen, target_row
from luoshi.reckoning.panels.source import Record, Source
from luoshi.reckoning.panels.tables import FirmnessTable, WordLists
from luoshi.reckoning.panels.word_shares import OUTSIDE_BODY, share_rows

Progress = Callable[[int, int], None]
_DOCUMENTS = 200
"""Documents looked at together."""
_PLACES = 8
"""Places read together."""
_WORKERS = 2
_LIMITS = Limits(seconds=600, memory_mb=2000)
"""Of the reckoning of one place."""


def growth_targets(person: Person, firmness: FirmnessTable, chosen: Chosen, progress: Progress) -> Iterator[Record]:
    """The rows of a growth-target panel, document by document, with people's corrections."""
    for papers in _papers(person, progress):
        found = Figure.objects.filter(standing__in=list(papers), record="target")
        if chosen.indicators:
            found = found.filter(indicator__in=sorted(chosen.indicators))
        elif not chosen.unknown:
            found = found.exclude(indicator="")
        if chosen.years is not None:
            found = found.filter(year__range=chosen.years)
        for values in _with_passages(found).values_list(*_TARGET).iterator(chunk_size=5000):
            row = dict(zip(_TARGET, values, strict=True))
            source = papers[row["standing"]][0]
            sentence, at = (row["passage"], row["passage_start"]) if row["passage"] is not None else (row["text"], row["start"])
            clause = sentence[max(0, row["start"] - at) : row["end"] - at]
            yield target_row(_target(row), source, sentence, clause, firmness)


def word_shares(person: Person, lists: WordLists, years: tuple[int, int] | None, progress: Progress) -> Iterator[Record]:
    """The rows of a word-share panel, document by document."""
    for papers in _papers(person, progress, years=years):
        bodies: dict[int, list[str]] = {key: [] for key in papers}
        passages = Passage.objects.filter(standing__in=list(papers)).order_by("standing", "ordinal")
        for key, role, text in passages.values_list("standing", "role", "text").iterator(chunk_size=5000):
            if role not in OUTSIDE_BODY:
                bodies[key].append(text)
        for key, (source, start, end) in papers.items():
            yield from share_rows(bodies[key], source, lists, start, end)


def feedbacks(person: Person, firmness: FirmnessTable, chosen: Chosen, progress: Progress) -> Iterator[Record]:
    """The rows of a target–feedback panel, place by place: all is read here, at one moment, and reckoned in children meanwhile."""
    with _one_moment():
        seen = visible_to(person, Standing.objects.all())
        places = list(seen.exclude(place_key="").order_by().values_list("place_key", flat=True).annotate(first=Min("document")).order_by("first"))

        def jobs() -> Iterator[_Place]:
            for done in range(0, len(places), _PLACES):
                progress(done, len(places))
                keys = places[done : done + _PLACES]
                papers = _of_places(person, seen.filter(place_key__in=keys))
                for key in keys:
                    yield _Place(key, papers[key], firmness, chosen)

        for _, rows in read_many(_reckoned, jobs(), workers=_WORKERS, limits=_LIMITS):
            if isinstance(rows, ReadError):
                raise rows
            yield from rows
        progress(len(places), len(places))


class _Place(NamedTuple):
    """What is reckoned in a child."""

    key: str
    papers: list[tuple[Fetched, Source]]
    firmness: FirmnessTable
    chosen: Chosen

    def __str__(self) -> str:
        return self.key


def _of_places(person: Person, standing: QuerySet[Standing]) -> dict[str, list[tuple[Fetched, Source]]]:
    """The documents by their places, in the order of their files."""
    every = standing.select_related("reading__run", "reading__document__rendition")
    rows = sorted(every, key=lambda row: (row.file, row.ordinal, row.document_id))  # here: databases do not sort alike
    found = fetched(person, [row.reading for row in rows])
    places: dict[str, list[tuple[Fetched, Source]]] = {}
    for row, each in zip(rows, found, strict=True):
        places.setdefault(row.place_key, []).append((each, Source(row.file, row.ordinal, each.document, each.reader, each.number)))
    return places


def _reckoned(place: _Place) -> list[Record]:
    """In a child: the rows of one place."""
    return list(feedback([(each.paper(), source) for each, source in place.papers], place.firmness, place.chosen))


_Papers = dict[int, tuple[Source, int, int]]
"""Each document's source and span, by the key of its row."""
_ABOUT = (
    "pk", "document", "ordinal", "file", "title", "kind", "place", "level", "code", "parent", "published", "review", "plan",
    "document__start", "document__end", "reading__run__reader",
)  # fmt: skip
_TARGET = (
    "standing", "start", "end", "sentence", "subject__words", "indicator", "kind", "bound", "value", "value_high", "unit",
    "period", "wording", "text", "form", "nature", "refers_to", "passage", "passage_start",
)  # fmt: skip


def _papers(person: Person, progress: Progress, *, years: tuple[int, int] | None = None) -> Iterator[_Papers]:
    """The documents that stand now and that the person may see, some at a time."""
    with _one_moment():
        seen = visible_to(person, Standing.objects.all()).order_by("pk")
        if years is not None:
            seen = seen.filter(year__range=years)
        keys = list(seen.values_list("pk", flat=True))
        for done in range(0, len(keys), _DOCUMENTS):
            progress(done, len(keys))
            some = seen.filter(pk__in=keys[done : done + _DOCUMENTS])
            yield {row[0]: _source(dict(zip(_ABOUT, row, strict=True))) for row in some.values_list(*_ABOUT)}
        progress(len(keys), len(keys))


def _source(row: dict[str, Any]) -> tuple[Source, int, int]:
    start, end = row["document__start"], row["document__end"]
    about = facts.Document(
        start, end, row["title"], cast(facts.DocumentKind, row["kind"]),
        facts.Place(row["place"], cast(facts.Level, row["level"]), row["code"], row["parent"]),
        row["published"], row["review"], row["plan"],
    )  # fmt: skip
    return Source(row["file"], row["ordinal"], about, row["reading__run__reader"], row["document"]), start, end


def _with_passages(found: QuerySet[Figure]) -> QuerySet[Any]:
    """The figures with the words of the sentence they stand in, and where it begins."""
    own = Passage.objects.filter(standing=OuterRef("standing"), ordinal=OuterRef("sentence"))
    return found.annotate(
        passage=Subquery(own.values("text")[:1]), passage_start=Subquery(own.values("start")[:1])
    ).order_by("standing", "ordinal")  # fmt: skip


def _target(row: dict[str, Any]) -> facts.Target:
    value = row["value"] if row["value_high"] is None else (row["value"], row["value_high"])
    return facts.Target(
        row["start"], row["end"], row["subject__words"], row["form"], row["text"], row["period"], value, row["unit"],
        row["kind"], row["bound"], row["wording"], row["indicator"], row["refers_to"], row["nature"], sentence=row["sentence"],
    )  # fmt: skip


@contextmanager
def _one_moment() -> Iterator[None]:
    """Reads everything as it stood at one moment, and keeps no writer waiting: Django's own transactions take SQLite's lock."""
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else "BEGIN DEFERRED"
        )
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
