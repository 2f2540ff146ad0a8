"""Headline targets: what a document sets for the place as a whole, with a number or without.

They stand in the sentences whose role is `goal` and in the rows of indicator tables.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence

from .facts import Document, Measure, Sentence, Target
from .plain_targets import CLAUSE, clause_target, parted
from .text import fold


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
    spoken_of = ""
    starts = [measure.start for measure in measures]
    for whole in CLAUSE.finditer(folded, sentence.start, sentence.end):
        inner = starts[position : bisect_left(starts, whole.end())]
        for clause_start, clause_end in parted(folded, whole.start(), whole.end(), inner):
            first = position
            while position < len(measures) and measures[position].start < clause_end:
                position += 1
            inside = measures[first:position]
            start = clause_start
            for number, measure in enumerate(inside):
                suffix = _SUFFIX.match(folded, measure.end, clause_end)
                ends = suffix.end() if suffix else measure.end
                last = number == len(inside) - 1
                yield _numeric(text, folded, start, clause_end if last else ends, measure, index)
                start, spoken_of = ends, measure.subject
            if not inside and clause_end - clause_start > 4:
                target = clause_target(text, folded, clause_start, clause_end, period, index, spoken_of)
                if target is not None:
                    spoken_of = target.subject
                    yield target


_EDGE = re.compile(r"[ 、,和及与:]*")
_SUFFIX = re.compile(r"(?:及?以[上内下]|左右|上下|之内)*")


def _numeric(text: str, folded: str, start: int, end: int, measure: Measure, index: int) -> Target:
    edge = _EDGE.match(folded, start, measure.start)
    first = edge.end() if edge else start
    subject = measure.subject
    if "、" in subject and fold(subject) not in folded[first:end]:
        own = subject[subject.rindex("、") + 1 :]  # what stands before it is the clause before
        subject = own if fold(own) in folded[first:end] else subject
    return Target(
        first, end, subject, "numeric", text[measure.start : end].strip(), measure.period, measure.value, measure.unit,
        measure.kind, measure.bound, measure.wording, measure.indicator, sentence=index,
    )  # fmt: skip
