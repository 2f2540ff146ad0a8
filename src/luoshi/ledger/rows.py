"""A reading as rows of the fact tables, and the rows as a reading again: the same facts come back."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any, cast

import orjson

from luoshi.ledger import models
from luoshi.ledger.bulk import insert
from luoshi.reading import facts

Value = float | int | tuple[float | int, float | int]

ENTITIES: dict[str, tuple[type[models.Fact], type, str]] = {
    "project": (models.Project, facts.Project, "projects"),
    "policy": (models.Policy, facts.Policy, "policies"),
    "term": (models.Term, facts.Term, "terms"),
    "actor": (models.Actor, facts.Actor, "actors"),
}
"""What has mentions: its table, its type, and its list's name in a reading."""


def write(reading_id: int, reading: facts.Reading) -> None:
    """Write every fact of the reading, inside the transaction that is open."""
    _write(reading_id, models.Section, facts.Section, reading.sections)
    _write(reading_id, models.Number, facts.Number, reading.numbers)
    _write(reading_id, models.Measure, facts.Measure, reading.measures, value=value_columns)
    _write(reading_id, models.Target, facts.Target, reading.targets, value=value_columns)
    _write(reading_id, models.Sentence, facts.Sentence, reading.sentences, leads=_leads_json, skip="deliverables")
    deliverables = [(n, each) for n, sentence in enumerate(reading.sentences) for each in sentence.deliverables]
    insert(
        models.Deliverable,
        ["reading", "ordinal", "start", "end", "sentence", "quantified"],
        [(reading_id, i, each.start, each.end, n, each.quantified) for i, (n, each) in enumerate(deliverables)],
    )
    mentions: list[tuple[str, int, facts.Mention]] = []
    for name, (table, kind, plural) in ENTITIES.items():
        entities = getattr(reading, plural)
        _write(reading_id, table, kind, entities, skip="mentions")
        mentions += [(name, n, mention) for n, entity in enumerate(entities) for mention in entity.mentions]
    insert(
        models.Mention,
        ["reading", "ordinal", "start", "end", "of", "entity"],
        [(reading_id, i, each.start, each.end, of, n) for i, (of, n, each) in enumerate(mentions)],
    )
    _write(reading_id, models.Table, facts.Table, reading.tables, rows=_cells_json)


def rebuild(row: models.Reading) -> facts.Reading:
    """The reading whose row this is, equal to the one that was written."""
    return _rebuilt(_Once(row))


class _Once:
    """A row as a key: a reading never changes once written, so what was rebuilt of it lately is as good as new."""

    def __init__(self, row: models.Reading) -> None:
        self.row = row
        self._key = (row.pk, row.recorded_at)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Once) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@lru_cache(maxsize=8)
def _rebuilt(once: _Once) -> facts.Reading:
    row = once.row
    deliverables: dict[int, list[facts.Deliverable]] = defaultdict(list)
    for start, end, sentence, quantified in _rows(row, models.Deliverable, "start", "end", "sentence", "quantified"):
        deliverables[sentence].append(facts.Deliverable(start, end, quantified))
    mentions: dict[tuple[str, int], list[facts.Mention]] = defaultdict(list)
    for start, end, of, entity in _rows(row, models.Mention, "start", "end", "of", "entity"):
        mentions[of, entity].append(facts.Mention(start, end))
    entities = {
        plural: tuple(
            kind(**each, mentions=tuple(mentions[name, n]))
            for n, each in enumerate(_read(row, table, kind, "mentions"))
        )
        for name, (table, kind, plural) in ENTITIES.items()
    }
    return facts.Reading(
        document=document_of(row),
        reader=row.run.reader,
        sections=tuple(facts.Section(**each) for each in _read(row, models.Section, facts.Section)),
        sentences=tuple(
            facts.Sentence(**{**each, "leads": _leads(each["leads"])}, deliverables=tuple(deliverables[n]))
            for n, each in enumerate(_read(row, models.Sentence, facts.Sentence, "deliverables"))
        ),
        measures=tuple(facts.Measure(**each) for each in _read(row, models.Measure, facts.Measure)),
        targets=tuple(facts.Target(**each) for each in _read(row, models.Target, facts.Target)),
        numbers=tuple(facts.Number(**each) for each in _read(row, models.Number, facts.Number)),
        tables=tuple(
            facts.Table(**{**each, "rows": _cells(each["rows"])}) for each in _read(row, models.Table, facts.Table)
        ),
        **entities,
    )


def document_of(row: models.Reading) -> facts.Document:
    """What this reading took the document to be."""
    place = facts.Place(
        name=row.place_name,
        level=cast(facts.Level, row.place_level),
        code=row.place_code,
        parent=row.place_parent,
        tie=row.place_tie,
        tied_to=row.place_tied_to,
    )
    return facts.Document(
        start=row.document.start,
        end=row.document.end,
        title=row.title,
        kind=cast(facts.DocumentKind, row.kind),
        place=place,
        published=row.published,
        review=row.review,
        plan=row.plan,
        meeting=row.meeting,
        speaker=row.speaker,
    )


def document_columns(document: facts.Document) -> dict[str, str]:
    """The columns of a reading's row that say what the document is."""
    names = ("title", "kind", "published", "review", "plan", "meeting", "speaker")
    place = {f"place_{each.name}": getattr(document.place, each.name) for each in fields(facts.Place)}
    return {**{name: getattr(document, name) for name in names}, **place}


def _write(
    reading_id: int,
    table: type[models.Fact],
    kind: type,
    each_fact: Sequence[Any],
    *,
    skip: str = "",
    **turn: Callable[[Any], tuple[Any, ...]],
) -> None:
    """One row a fact; `turn` says for a field how its value becomes the one or two columns it fills."""
    names = [each.name for each in fields(kind) if each.name != skip]
    columns = [column for name in names for column in _columns(name)]
    turn = {"amount": _figure_column, "base": _figure_column, **turn}
    ways = [(name, turn.get(name, _as_it_is)) for name in names]
    insert(
        table,
        ["reading", "ordinal", *columns],
        [
            (reading_id, ordinal, *(part for name, way in ways for part in way(getattr(fact, name))))
            for ordinal, fact in enumerate(each_fact)
        ],
    )


def _read(row: models.Reading, table: type[models.Fact], kind: type, skip: str = "") -> Iterable[dict[str, Any]]:
    """Each fact's fields by name, in the reading's order."""
    names = [each.name for each in fields(kind) if each.name != skip]
    columns = [column for name in names for column in _columns(name)]
    for values in _rows(row, table, *columns):
        fact = dict(zip(columns, values, strict=True))
        for name in ("value", "base", "amount"):
            if name in fact:
                fact[name] = _number(fact[name])
        if (high := fact.pop("value_high", None)) is not None:
            fact["value"] = (fact["value"], _number(high))
        yield fact


def _rows(row: models.Reading, table: type[models.Fact], *columns: str) -> Iterable[tuple[Any, ...]]:
    return table.objects.filter(reading=row).order_by("ordinal").values_list(*columns).iterator(chunk_size=5000)


def _columns(name: str) -> tuple[str, ...]:
    return ("value", "value_high") if name == "value" else (name,)


def _as_it_is(value: Any) -> tuple[Any]:
    return (value,)


def value_columns(value: Value | None) -> tuple[float | None, float | None]:
    """A value as its two columns: of a range the low and the high end, else the value and nothing."""
    low, high = value if isinstance(value, tuple) else (value, None)
    return _figure(low), _figure(high)


def _figure_column(value: float | int | None) -> tuple[float | None]:
    return (_figure(value),)


def _figure(value: float | int | None) -> float | None:
    """A figure as a column holds it. Hundreds of digits in a row are no amount, but must not stop a file's loading."""
    try:
        return None if value is None else float(value)
    except OverflowError:
        return sys.float_info.max


def _number(value: float | None) -> float | int | None:
    """A whole number comes back as one: columns of floating-point numbers do not tell 5 from 5.0."""
    return int(value) if value is not None and value.is_integer() else value


def _leads_json(leads: tuple[facts.Lead, ...]) -> tuple[str]:
    return (orjson.dumps([[lead.office, lead.score, lead.words] for lead in leads]).decode(),)


def _leads(rows: list[Any]) -> tuple[facts.Lead, ...]:
    return tuple(facts.Lead(office, score, tuple(words)) for office, score, words in rows)


def _cells_json(rows: tuple[tuple[facts.Cell, ...], ...]) -> tuple[str]:
    return (orjson.dumps([[[cell.start, cell.end] for cell in row] for row in rows]).decode(),)


def _cells(rows: list[Any]) -> tuple[tuple[facts.Cell, ...], ...]:
    return tuple(tuple(facts.Cell(start, end) for start, end in row) for row in rows)
