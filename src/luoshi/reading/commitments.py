"""A commitment's three answers: what kind of act it is, who would lead it, and what would be checked off."""

from __future__ import annotations

from collections.abc import Sequence

from .acts import act_of
from .deliverables import parts_of
from .facts import Act, Deliverable, Lead
from .leads import leads


def commitment_parts(
    folded: str, spans: Sequence[tuple[int, int, str]]
) -> list[tuple[Act, tuple[Lead, ...], tuple[Deliverable, ...]]]:
    """Act, leads and deliverables of each commitment of a text, in the order given.

    `spans` are (start, end, the heading above it).
    """
    # One question after the other, not one commitment after the other: each question's tables stay at hand.
    parts = [parts_of(folded, start, end) for start, end, _ in spans]
    asked = [(*span, found) for span, found in zip(spans, parts, strict=True)]
    offices = [leads(folded, start, end, heading=heading, parts=found) for start, end, heading, found in asked]
    acts = [act_of(folded, start, end, parts=found) for start, end, _, found in asked]
    pieces = [tuple([Deliverable(part.start, part.end, part.quantified) for part in found]) for found in parts]
    return list(zip(acts, offices, pieces, strict=True))
