"""Headline targets: what a document sets for the place as a whole, with a number or without.

They stand in the sentences whose role is `goal` and in the rows of indicator tables.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from .facts import Document, Measure, Sentence, Target
from .plain_targets import clause_target

_CLAUSE = re.compile(r"[^,;:。!?、|\n]+(?:、[^,;:。!?、|\n]+)*")


def find_targets(
    text: str,
    folded: str,
    document: Document,
    sentences: Sequence[Sentence],
    measures: Sequence[Measure],
    rows: Sequence[Target],
    in_tables: Container[int] = (),
) -> tuple[Target, ...]:
    """Every headline target of a document, in the order of the text.

    `rows`: those of its indicator tables; `in_tables`: the sentences that are rows of such tables, which say no others.
    """
    by_sentence: dict[int, list[Measure]] = {}
    for measure in measures:
        if measure.sentence is not None and measure.modality == "target":
            by_sentence.setdefault(measure.sentence, []).append(measure)
    found = list(rows)
    for index, sentence in enumerate(sentences):
        if sentence.role == "goal" and index not in in_tables:
            found.extend(_of_sentence(text, folded, document, index, sentence, by_sentence.get(index, [])))
    return tuple(sorted(found, key=lambda target: (target.start, target.end)))


def _of_sentence(
    text: str, folded: str, document: Document, index: int, sentence: Sentence, measures: list[Measure]
) -> Iterator[Target]:
    period = measures[0].period if measures else (document.plan[-4:] if document.plan else "")
    position = 0
    for clause in _CLAUSE.finditer(folded, sentence.start, sentence.end):
        first = position
        while position < len(measures) and measures[position].start < clause.end():
            position += 1
        inside = measures[first:position]
        for number, measure in enumerate(inside):
            start = clause.start() if number == 0 else inside[number - 1].end
            yield _numeric(
                text, folded, start, clause.end() if number == len(inside) - 1 else measure.end, measure, index
            )
        if not inside and clause.end() - clause.start() > 4:
            target = clause_target(text, folded, clause.start(), clause.end(), period, index)
            if target is not None:
                yield target


_EDGE = re.compile(r"[ 、,和及与:]*")


def _numeric(text: str, folded: str, start: int, end: int, measure: Measure, index: int) -> Target:
    edge = _EDGE.match(folded, start, measure.start)
    first = edge.end() if edge else start
    return Target(
        first, end, measure.subject, "numeric", text[measure.start : end].strip(), measure.period, measure.value, measure.unit,
        measure.kind, measure.bound, measure.wording, measure.indicator, sentence=index,
    )  # fmt: skip
