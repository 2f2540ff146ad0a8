"""Rows of the tables of facts: each fact with its sentence, where it stands, and the address of its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.catalogue.indicators import indicators
from luoshi.ledger.lookup import sentences_of
from luoshi.ledger.models import Figure, Passage, Standing
from luoshi.ledger.words.bigrams import spots
from luoshi.ledger.words.query import parse
from luoshi.web.document.addresses import words_address
from luoshi.web.search.snippets import Part, snippet
from luoshi.web.wording import VALUES


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A measure or a headline target."""

    figure: Figure
    address: str
    indicator: str
    """The indicator's name, where it is another than the subject's."""
    kind: str
    modality: str
    sentence: list[Part]

    @property
    def standing(self) -> Standing:
        standing: Standing = self.figure.standing
        return standing


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A sentence that promises something."""

    passage: Passage
    address: str
    words: list[Part]

    @property
    def standing(self) -> Standing:
        standing: Standing = self.passage.standing
        return standing


def figure_rows(found: Sequence[Figure]) -> list[FigureRow]:
    """The figures with their sentences."""
    sentences = sentences_of(found)
    return [_figure_row(each, sentences.get((each.standing_id, -1 if each.sentence is None else each.sentence))) for each in found]


def _figure_row(figure: Figure, sentence: Passage | None) -> FigureRow:
    known = indicators().get(figure.indicator) if figure.indicator else None
    name = known.name if known is not None and known.name != figure.subject.words else ""
    parts: list[Part] = []
    if sentence is not None:
        start = max(figure.start - sentence.start, 0)
        parts = snippet(sentence.text, [(start, min(figure.end - sentence.start, len(sentence.text)))])
    address = words_address(figure.standing.document_id, figure.start, figure.end)
    kind = VALUES["kind"].get(figure.kind, "")
    return FigureRow(figure, address, name, kind, VALUES["modality"].get(figure.modality, ""), parts)


def task_rows(found: Sequence[Passage], words: str = "") -> list[TaskRow]:
    """The tasks, cut where they are long, with the words that were looked for told apart."""
    lit = parse(words).lit
    return [
        TaskRow(
            each,
            words_address(each.standing.document_id, each.start, each.end),
            snippet(each.text, spots(each.text, lit) if lit else []),
        )
        for each in found
    ]
