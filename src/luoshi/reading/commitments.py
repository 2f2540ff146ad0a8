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
    answers = []
    for start, end, heading in spans:
        parts = parts_of(folded, start, end)
        offices = leads(folded, start, end, heading=heading, parts=parts)
        pieces = tuple(Deliverable(part.start, part.end, part.quantified) for part in parts)
        answers.append((act_of(folded, start, end, parts=parts), offices, pieces))
    return answers
