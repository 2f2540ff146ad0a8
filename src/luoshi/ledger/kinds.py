"""The kinds of fact by the names that records, pages and corrections use, and what of each a person may correct."""

from __future__ import annotations

from dataclasses import fields, replace
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from luoshi.errors import LedgerError
from luoshi.reading import facts

KINDS: dict[str, tuple[type, str]] = {
    "section": (facts.Section, "sections"),
    "sentence": (facts.Sentence, "sentences"),
    "measure": (facts.Measure, "measures"),
    "target": (facts.Target, "targets"),
    "number": (facts.Number, "numbers"),
    "project": (facts.Project, "projects"),
    "policy": (facts.Policy, "policies"),
    "term": (facts.Term, "terms"),
    "actor": (facts.Actor, "actors"),
}
"""Kind: its type, and its list's name in a reading."""

STRUCK = "struck"
"""The field by which a person says that a fact is none: `true` takes it out."""
STRIKABLE = frozenset({"measure", "target", "number", "project", "policy", "term", "actor"})
"""Kinds whose facts no other fact points at by position."""
_FIXED = frozenset(
    {"start", "end", "body_end", "parent", "section", "sentence", "mentions", "leads", "deliverables", "level"}
)
"""Where a fact stands and what it is joined to: the reader's business, and the anchor's."""


def correctable(kind: str) -> dict[str, Any]:
    """The fields of this kind that a person may correct, each with its type."""
    if kind == "document":
        own = {name: hint for name, hint in get_type_hints(facts.Document).items() if name not in _FIXED | {"place"}}
        return {**own, **{f"place_{name}": hint for name, hint in get_type_hints(facts.Place).items()}}
    if kind not in KINDS:
        return {}
    hints = get_type_hints(KINDS[kind][0])
    named = {each.name: hints[each.name] for each in fields(KINDS[kind][0]) if each.name not in _FIXED}
    return {**named, STRUCK: bool} if kind in STRIKABLE else named


def checked(kind: str, field: str, value: Any) -> Any:
    """The value as the field takes it (a list as a pair). Raises L210, L212 where it does not."""
    hint = correctable(kind).get(field)
    if hint is None:
        raise LedgerError("L210", kind, field=field)
    value = tuple(value) if isinstance(value, list) else value
    if not _fits(value, hint):
        raise LedgerError("L212", kind, field=field, value=value)
    return value


MISSING = object()
"""What `field_at` gives where there is no such fact."""


def field_at(reading: facts.Reading, start: int, end: int, *, record: str, field: str) -> Any:
    """What a field of the fact of this kind at exactly this span holds."""
    if record == "document":
        about = reading.document
        return document_field(about, field) if (about.start, about.end) == (start, end) else MISSING
    for fact in getattr(reading, KINDS[record][1]):
        if (fact.start, fact.end) == (start, end):
            return False if field == STRUCK else getattr(fact, field)
    return MISSING


def document_field(document: facts.Document, field: str) -> Any:
    """A field of the document; those of its place are called `place_…`."""
    holder = document.place if field.startswith("place_") else document
    return getattr(holder, field.removeprefix("place_"))


def with_document_field(document: facts.Document, field: str, value: Any) -> facts.Document:
    """The document with one field otherwise."""
    if field.startswith("place_"):
        return replace(document, place=replace(document.place, **{field.removeprefix("place_"): value}))
    return replace(document, **{field: value})


def _fits(value: Any, hint: Any) -> bool:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return any(_fits(value, part) for part in get_args(hint))
    if origin is Literal:
        return isinstance(value, str) and value in get_args(hint)
    if origin is tuple:
        parts = get_args(hint)
        return isinstance(value, tuple) and len(value) == len(parts) and all(map(_fits, value, parts))
    if hint is NoneType or hint is None:
        return value is None
    if isinstance(value, bool):
        return hint is bool
    return isinstance(value, hint)
