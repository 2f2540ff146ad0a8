"""What is highlighted in a document's text, and the text cut where highlights begin and end. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from luoshi.reading.facts import Reading


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text with a meaning: a fact, a lead phrase, or the words a link points at."""

    start: int
    end: int
    kind: str
    """A key of `wording.KINDS`, or `lead`, or `at` (the words a link points at), or `hit` (words looked for)."""
    key: str = ""
    """`measure-12`: what the fact is called in addresses of this reading; empty for what is no fact."""
    fact: Any = None


class Piece(NamedTuple):
    """A stretch that no highlight begins or ends in, with those over it, the shortest first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def marks_of(reading: Reading) -> list[Mark]:
    """Every fact to be highlighted. Entities are marked at each mention, under the one key."""
    marks = [Mark(each.start, each.end, "measure", f"measure-{n}", each) for n, each in enumerate(reading.measures)]
    marks += [Mark(each.start, each.end, "target", f"target-{n}", each) for n, each in enumerate(reading.targets)]
    for n, sentence in enumerate(reading.sentences):
        if sentence.role == "commitment":
            marks.append(Mark(sentence.start, sentence.end, "commitment", f"sentence-{n}", sentence))
        for m, each in enumerate(sentence.deliverables):
            marks.append(Mark(each.start, each.end, "deliverable", f"deliverable-{n}-{m}", each))
    for kind, entities in _entities(reading):
        for n, entity in enumerate(entities):
            spans = {(entity.start, entity.end), *((each.start, each.end) for each in entity.mentions)}
            marks += [Mark(start, end, kind, f"{kind}-{n}", entity) for start, end in sorted(spans)]
    marks += [
        Mark(each.start, each.end, "unresolved", f"number-{n}", each)
        for n, each in enumerate(reading.numbers)
        if each.fate == "unresolved"
    ]
    marks += [Mark(each.start, each.end, "lead") for each in reading.sections if each.style in ("lead", "ordinal")]
    return marks


def _entities(reading: Reading) -> tuple[tuple[str, Sequence[Any]], ...]:
    return (
        ("project", reading.projects),
        ("policy", reading.policies),
        ("term", reading.terms),
        ("actor", reading.actors),
    )


def pieces(spans: Iterable[tuple[int, int]], marks: Sequence[Mark]) -> Iterator[list[Piece]]:
    """For each of the spans, which do not overlap and come in order, its pieces in order."""
    waiting = sorted((mark for mark in marks if mark.start < mark.end), key=lambda mark: mark.start)
    at, over = 0, list[Mark]()
    for start, end in spans:
        while at < len(waiting) and waiting[at].start < end:
            over.append(waiting[at])
            at += 1
        over = [mark for mark in over if mark.end > start]
        yield list(_pieces(start, end, over))


def _pieces(start: int, end: int, over: Sequence[Mark]) -> Iterator[Piece]:
    """The pieces of one span; `over` are the marks that reach into it, in the order in which they begin."""
    cuts = {start, end}
    for mark in over:
        if mark.start > start:
            cuts.add(mark.start)
        if mark.end < end:
            cuts.add(mark.end)
    at, active = 0, list[Mark]()
    for left, right in pairwise(sorted(cuts)):
        active = [mark for mark in active if mark.end > left]
        while at < len(over) and over[at].start <= left:
            active.append(over[at])
            at += 1
        if len(active) > 1:
            yield Piece(left, right, tuple(sorted(active, key=_size)))
        else:
            yield Piece(left, right, tuple(active))


def _size(mark: Mark) -> tuple[int, str]:
    return mark.end - mark.start, mark.kind
