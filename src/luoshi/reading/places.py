"""Whom a document speaks for."""

from __future__ import annotations

from luoshi.reading.facts import DocumentKind, Place


def find_place(folded: str, start: int, end: int, *, title: str, meeting: str, kind: DocumentKind) -> Place:
    """The place a document speaks for; empty where the text does not tell."""
    return Place("")
