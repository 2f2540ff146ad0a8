"""Whom a document speaks for: its place, from title, meeting, self-references and the regions it names."""

from __future__ import annotations

from luoshi.reading.facts import DocumentKind, Place


def find_place(folded: str, start: int, end: int, *, title: str, meeting: str, kind: DocumentKind) -> Place:
    return Place("")
