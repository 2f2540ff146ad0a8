"""A commitment's three answers: what kind of act it is, who would lead it, and what would be checked off."""

from __future__ import annotations

from collections.abc import Sequence

from .acts import act_of
from .deliverables import parts_of
from .facts import Act, Deliverable, Lead
from .leads import find_lead_words, leads


def commitment_parts(
    folded: str, spans: Sequence[tuple[int, int, str]]
) -> list[tuple[Act, tuple[Lead, ...], tuple[Deliverable, ...]]]:
    """Act, leads and deliverables of each commitment of a text, in the order given.

    `spans` are (start, end, the heading above it); the text is searched for office words once for all of them.
    """
    found = find_lead_words(folded) if spans else None
    answers = []
    for start, end, heading in spans:
        parts = parts_of(folded, start, end)
        offices = leads(folded, start, end, heading=heading, found=found, parts=parts)
        pieces = tuple(Deliverable(part.start, part.end, part.quantified) for part in parts)
        answers.append((act_of(folded, start, end, parts=parts), offices, pieces))
    return answers
