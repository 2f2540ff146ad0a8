"""Papers for reckoning, many at a time: of a reading only what reckoning looks at (its sentences' places and roles, measures, targets).

Putting a whole reading together asks a dozen tables for each document; this asks three for all of them. What was fetched is plain rows
until it is unfolded, so that another process can do that part of the work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import starmap
from typing import Any

from django.db.models import F, QuerySet

from luoshi.ledger import models
from luoshi.ledger.corrections import facts_of
from luoshi.ledger.rows import document_of
from luoshi.people.access import Person, visible_to
from luoshi.reading import facts
from luoshi.reckoning.threads import Paper

_SENTENCE = ("start", "end", "role")
_MEASURE = (
    "start", "end", "value", "value_high", "unit", "subject", "kind", "modality", "bound", "period", "wording", "indicator", "sentence",
)  # fmt: skip
_TARGET = (
    "start", "end", "subject", "form", "text", "period", "value", "value_high", "unit", "kind", "bound", "wording", "indicator",
    "refers_to", "nature", "base", "base_period", "sentence",
)  # fmt: skip
"""In the order of the types' fields, a value as its low and its high end."""
_Rows = list[tuple[Any, ...]]
Positions = Mapping[int, frozenset[int]]
"""Of readings, by their keys, some of their sentences, by their places in the list."""
_MOST_SENTENCES = 10**7
"""Of one reading."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document as its rows have it, or, where people have corrected it, its reading."""

    number: int
    text: str
    document: facts.Document
    reader: str
    sentences: _Rows
    measures: _Rows
    targets: _Rows
    corrected: facts.Reading | None = None

    def paper(self) -> Paper:
        """The paper, known by the document's number; its reading has no facts but those reckoning looks at."""
        return Paper(str(self.number), self.text, self.corrected or self._reading())

    def _reading(self) -> facts.Reading:
        return facts.Reading(
            document=self.document,
            reader=self.reader,
            sentences=tuple(starmap(facts.Sentence, self.sentences)),
            measures=tuple(map(_measure, self.measures)),
            targets=tuple(map(_target, self.targets)),
        )


def ready(readings: Iterable[int]) -> list[models.Reading]:
    """The readings of these keys as `fetched` takes them, with run, document and rendition, in no order."""
    found = models.Reading.objects.filter(pk__in=list(readings))
    return list(found.select_related("run", "document__rendition__source").defer("document__rendition__pages"))


def fetched(
    person: Person, readings: Sequence[models.Reading], *, as_of: datetime | None = None, only: Positions | None = None
) -> list[Fetched]:  # fmt: skip
    """The documents of these readings as the person sees them, in the same order.

    A reading comes as `ready` has it. `only`: these sentences of each, with what
    is said in them, and nothing else; a document people have corrected comes whole all the same.
    """
    numbers = [row.pk for row in readings]
    sentences, measures, targets = (
        _by_reading(table, numbers, columns, only)
        for table, columns in ((models.Sentence, _SENTENCE), (models.Measure, _MEASURE), (models.Target, _TARGET))
    )
    spoken_of = _spoken_of(person, readings)
    found = []
    for row in readings:
        corrected = None
        if row.document_id in spoken_of and (told := facts_of(row.document, person=person, as_of=as_of)) is not None:
            corrected = told.reading
        found.append(
            Fetched(
                row.document_id, row.document.rendition.text, corrected.document if corrected else document_of(row), row.run.reader,
                sentences[row.pk], measures[row.pk], targets[row.pk], corrected,
            )
        )  # fmt: skip
    return found


def _spoken_of(person: Person, readings: Iterable[models.Reading]) -> set[int]:
    """The documents on which, or on an earlier version of which, there may be a correction."""
    documents = [row.document for row in readings]
    said = visible_to(person, models.Statement.objects.exclude(record="thread"))
    anchored = set(
        said.filter(anchor__rendition__in={each.rendition_id for each in documents}).values_list("anchor__rendition", flat=True)
    )
    return {each.pk for each in documents if each.follows_id is not None or each.rendition_id in anchored}


def _by_reading(table: type[models.Fact], numbers: Sequence[int], columns: tuple[str, ...], only: Positions | None) -> dict[int, _Rows]:
    found: dict[int, _Rows] = defaultdict(list)
    every: QuerySet[Any] = table.objects.filter(reading__in=numbers).order_by("reading", "ordinal")
    if only is None:
        for reading, *values in every.values_list("reading", *columns).iterator(chunk_size=5000):
            found[reading].append(tuple(values))
        return found
    place = "ordinal" if table is models.Sentence else "sentence"
    wanted = [reading * _MOST_SENTENCES + at for reading, places in only.items() for at in places]
    every = every.annotate(position=F("reading_id") * _MOST_SENTENCES + F(place)).filter(position__in=wanted)
    renumbered = {reading: {at: n for n, at in enumerate(sorted(places))} for reading, places in only.items()}
    for reading, at, *values in every.values_list("reading", place, *columns).iterator(chunk_size=5000):
        row = values if table is models.Sentence else [*values[:-1], renumbered[reading][at]]
        found[reading].append(tuple(row))
    return found


def _measure(row: tuple[Any, ...]) -> facts.Measure:
    start, end, low, high, *others = row
    return facts.Measure(start, end, _value(low, high), *others)


def _target(row: tuple[Any, ...]) -> facts.Target:
    low, high, base = row[6], row[7], row[15]
    values = [*row[:6], _value(low, high), *row[8:15], _number(base), *row[16:]]
    return facts.Target(*values)


def _value(low: float | None, high: float | None) -> Any:
    return _number(low) if high is None else (_number(low), _number(high))


def _number(value: float | None) -> float | int | None:
    """A whole number comes back as one, as in `rows`."""
    return int(value) if value is not None and value.is_integer() else value
