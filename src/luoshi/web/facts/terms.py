"""The dictionary: every glossary entry of every document, and one term as different places and years explain it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.ledger.models import Named
from luoshi.ledger.words.bigrams import normal
from luoshi.web.document.addresses import words_address
from luoshi.web.facts.differences import Piece, differences
from luoshi.web.facts.entities import said_of
from luoshi.web.facts.filters import boxes, filters_of
from luoshi.web.facts.named import names_page, rows_of

NAMES = ("place", "words", "document")
COMPARED = 60
"""Documents whose wordings are compared."""


@dataclass(slots=True)
class Wording:
    """One wording of a term's explanation and the documents that have it."""

    number: int
    words: str
    entries: list[tuple[str, Named]]
    """(address of the words, the entry)."""
    pieces: list[Piece] | None = None
    """What changed against the wording it is compared with; None for that one itself."""


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """The dictionary, a row a term."""
    filters = filters_of(request.GET, request.user, NAMES)
    context = {
        "filters": filters,
        "boxes": boxes(filters, request.user, ["place"]),
        "hidden": [pair for pair in filters.pairs if pair[0] == "document"],
        "page": names_page(request.user, "term", filters.wanted, request.GET.get("page")),
    }
    return render(request, "facts/terms.html", context)


@require_safe
def term(request: HttpRequest, key: str) -> HttpResponse:
    """One term: its wordings side by side with what changed marked, and every mention."""
    context = said_of(request, "term", key)
    rows = rows_of(request.user, "term", key, context["chosen"])
    found = wordings(rows.exclude(definition="")[:COMPARED])
    against = request.GET.get("against", "")
    base = int(against) if against.isascii() and against.isdigit() and 1 <= int(against[:3]) <= len(found) else 0
    compare(found, base)
    return render(request, "facts/term.html", {**context, "wordings": found, "base": base})


def wordings(entries: Iterable[Named]) -> list[Wording]:
    """The different wordings in the order in which they first came up; blanks and widths of signs make no difference."""
    found: dict[str, Wording] = {}
    for entry in entries:
        sign = normal(entry.definition)
        if sign not in found:
            found[sign] = Wording(len(found) + 1, entry.definition, [])
        found[sign].entries.append((words_address(entry.standing.document_id, entry.start, entry.end), entry))
    return list(found.values())


def compare(found: list[Wording], base: int) -> None:
    """Mark in each what changed: against the wording of that number, or against the one before it."""
    for n, wording in enumerate(found):
        other = found[base - 1] if base else found[n - 1] if n else None
        if other is not None and other is not wording:
            wording.pieces = differences(other.words, wording.words)
