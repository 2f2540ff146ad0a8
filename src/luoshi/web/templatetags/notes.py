from typing import Any

from django import template

from luoshi.ledger.models import Document
from luoshi.notes import entries
from luoshi.notes.shown import Said, notes_on
from luoshi.web.notes.cited import entries as cited

register = template.Library()

BESIDE = 100
"""Notes beside a document; the others are on the page of notes."""


@register.simple_tag(takes_context=True)
def notes_here(context: Any, document: Document) -> dict[str, Any]:
    """The notes on a document that who is looking may see: `{% notes_here document as here %}`, placed and adrift."""
    person = context["request"].user
    found = notes_on(document, person)
    count = len(found.placed)
    if not (found.placed or found.adrift):
        return {"count": count, "placed": [], "adrift": []}
    placed, adrift = (cited(some[:BESIDE], person) for some in found)
    return {"count": count, "more": count - len(placed), "placed": placed, "adrift": adrift, "lost": len(found.adrift)}


@register.filter
def seen_by(said: Said) -> str:
    """Who sees a note."""
    return entries.audience(said)
