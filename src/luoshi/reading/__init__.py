"""Reading: text in, facts out. Pure: no database, no network, no clock.

    from luoshi.reading import read
    for reading in read("report.txt").readings:
        for measure in reading.measures:
            print(measure.subject, measure.value, measure.unit, measure.period)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .facts import (
    Actor,
    Deliverable,
    Document,
    FileReading,
    Lead,
    Measure,
    Mention,
    Number,
    Place,
    Policy,
    Project,
    Reading,
    Rendition,
    Section,
    Sentence,
    Table,
    Target,
    Term,
)

if TYPE_CHECKING:
    from .reader import read, read_document, read_rendition, read_text, reader_version, readings

__all__ = [
    "Actor",
    "Deliverable",
    "Document",
    "FileReading",
    "Lead",
    "Measure",
    "Mention",
    "Number",
    "Place",
    "Policy",
    "Project",
    "Reading",
    "Rendition",
    "Section",
    "Sentence",
    "Table",
    "Target",
    "Term",
    "read",
    "read_document",
    "read_rendition",
    "read_text",
    "reader_version",
    "readings",
]


def __getattr__(name: str) -> Any:
    # The reader's patterns and word lists are loaded by the first who reads, not by those who need the types alone.
    if name in __all__:
        from . import reader

        return getattr(reader, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
