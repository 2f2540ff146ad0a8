"""Reading a file: text in, facts out.

The story of one document, step by step, each step in a file named after what it finds:
split → tables and outline → sentences and roles → quantities → measures and targets → commitments → entities → numbers.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from luoshi.catalogue.indicators import indicators
from luoshi.catalogue.rows import DATA

from .actors import find_actors
from .commitments import commitment_parts
from .facts import Document, FileReading, Measure, Reading, Rendition, Role, Section, Sentence, Table, Target
from .indicator_tables import table_facts
from .load import load
from .measures import Given, find_measures
from .names import name_spans
from .numbers import account
from .outline import find_sections
from .policies import find_policies
from .projects import find_projects
from .quantities import find_quantities
from .roles import roles
from .sentences import cut
from .settled import resettled, settle
from .split import split
from .tables import find_tables
from .targets import find_targets
from .terms import find_terms
from .text import fold

Fact = TypeVar("Fact", Measure, Target)

READER_VERSION = "5"
"""Goes up whenever the same text may be read otherwise."""


@cache
def reader_version() -> str:
    """The reader's version and the catalogue's, which is a hash of its data: `1+3f2a9c01`.

    What only the office's flow asks the catalogue (the folder `office`) says nothing of how a text is read.
    """
    digest = hashlib.sha256()
    for path in sorted(DATA.glob("*.csv")):
        digest.update(path.read_bytes())
    return f"{READER_VERSION}+{digest.hexdigest()[:8]}"


_TEXT = re.compile(r"[\n。；！？]")


def read(source: str | Path) -> FileReading:
    """Read a file, or text at hand: tell its documents apart and find the facts in each.

    `source` is a path, or the text itself: a string that holds a line end or a Chinese sentence's mark is no path.
    `read_text` takes any string for text.
    Raises `luoshi.errors.ReadError` for a file that cannot be read. Loaders parse what strangers wrote: to be safe from
    a parser's crash, call this in a child (`luoshi.reading.child.run_in_child(read, path)`).
    """
    if isinstance(source, str) and _TEXT.search(source):
        return read_text(source)
    rendition = load(source)
    return read_rendition(rendition, file=str(source))


def read_text(text: str, *, file: str = "") -> FileReading:
    """Read text at hand, as if it were a text file's."""
    return read_rendition(Rendition(text, "text/plain", "given/1"), file=file)


def read_rendition(rendition: Rendition, *, file: str = "") -> FileReading:
    """Read the text a loader made."""
    return FileReading(file, rendition, tuple(readings(rendition)))


def readings(rendition: Rendition) -> Iterator[Reading]:
    """The readings of a rendition's documents, one at a time: a long file need not be held whole in memory."""
    text = rendition.text
    folded = fold(text)
    for document in split(text, folded):
        yield read_document(text, folded, document)


def read_document(text: str, folded: str, document: Document) -> Reading:
    """Every fact of one document. `folded` is `fold(text)`; spans are of `text`."""
    start, end = document.start, document.end
    tables = find_tables(folded, start, end)
    sections = find_sections(folded, document, tables, text)
    cuts = cut(folded, start, end)
    sentences = _sentences(cuts, roles(folded, cuts, sections, document, tables), sections)

    names = name_spans(folded, start, end)
    quantities = find_quantities(folded, start, end)
    row_measures, row_targets, in_tables = _table_facts(text, folded, document, tables, cuts)
    skipped = in_tables.keys() | {
        index for index, sentence in enumerate(sentences) if sentence.role in ("heading", "term")
    }
    given = Given(sections, sentences, quantities, names, skipped)
    measures, reasons = find_measures(text, folded, document, given)
    measures = tuple(_known(measure) for measure in sorted((*measures, *row_measures), key=lambda m: (m.start, m.end)))
    targets = tuple(
        _known(target) for target in find_targets(text, folded, document, sentences, measures, row_targets, in_tables)
    )
    terms = find_terms(text, folded, start, end, sentences=sentences)
    instead = settle(measures, terms)
    measures, targets = resettled(measures, instead), resettled(targets, instead)
    return Reading(
        document=document,
        reader=reader_version(),
        sections=sections,
        sentences=_with_commitments(folded, sentences, sections),
        measures=measures,
        targets=targets,
        numbers=account(quantities, measures, names, reasons, sections, sentences, in_tables),
        projects=find_projects(text, folded, start, end, sentences=sentences, soon="-" not in document.plan),
        policies=find_policies(text, folded, start, end, sentences=sentences),
        terms=terms,
        actors=find_actors(text, folded, start, end, sentences=sentences),
        tables=tables,
    )


def _sentences(cuts: list[tuple[int, int]], found: list[Role], sections: tuple[Section, ...]) -> list[Sentence]:
    starts = [section.start for section in sections]
    sentences = []
    for (start, end), role in zip(cuts, found, strict=True):
        section = bisect_right(starts, start) - 1
        sentences.append(Sentence(start, end, role, section if section >= 0 else None))
    return sentences


def _with_commitments(folded: str, sentences: list[Sentence], sections: tuple[Section, ...]) -> tuple[Sentence, ...]:
    """The sentences, those that promise with their act, leads and deliverables."""
    promising = [index for index, sentence in enumerate(sentences) if sentence.role == "commitment"]
    spans = []
    for index in promising:
        sentence = sentences[index]
        heading = sections[sentence.section].title if sentence.section is not None else ""
        spans.append((sentence.start, sentence.end, heading))
    for index, (act, leads, deliverables) in zip(promising, commitment_parts(folded, spans), strict=True):
        said = sentences[index]  # `replace` would take three times as long
        sentences[index] = Sentence(said.start, said.end, said.role, said.section, act, leads, deliverables)
    return tuple(sentences)


def _table_facts(
    text: str, folded: str, document: Document, tables: tuple[Table, ...], cuts: list[tuple[int, int]]
) -> tuple[list[Measure], list[Target], dict[int, int | None]]:
    """Measures and targets of the indicator tables' rows; for each row's sentence, where the row's number starts."""
    if not tables:
        return [], [], {}
    sentence_of = {start: index for index, (start, _) in enumerate(cuts)}
    measures: list[Measure] = []
    targets: list[Target] = []
    rows: dict[int, int | None] = {}
    for table in tables:
        for sentence, facts in table_facts(text, folded, table, document, sentence_of):
            measures.extend(facts.measures)
            targets.extend(facts.targets)
            rows[sentence] = facts.index
    return measures, targets, rows


def _known(fact: Fact) -> Fact:
    """The fact with the catalogue's code for its subject, where it knows it."""
    indicator = indicators().find(fact.subject)
    return fact if indicator is None else replace(fact, indicator=indicator.code)
