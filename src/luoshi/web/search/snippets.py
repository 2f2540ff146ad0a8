"""A passage cut around the words that were looked for. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

AROUND = 46
"""Characters kept on either side of a word."""
WHOLE = 150
"""A passage of no more is shown whole."""
LONGEST = 240
"""Characters of one stretch."""
STRETCHES = 3
"""Stretches kept of a longer one."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of the passage: the words, what stands around them, or an ellipsis for what was left out."""

    words: str
    lit: bool = False


def snippet(text: str, spots: Sequence[tuple[int, int]]) -> list[Part]:
    """The passage, or the stretches of it around the words, with the words told apart."""
    parts: list[Part] = []
    here = 0
    for start, end in _stretches(text, spots):
        if start > here:
            parts.append(Part("…"))
        for low, high in spots:
            if start <= low < end:
                high = min(high, end)
                parts += [Part(text[start:low]), Part(text[low:high], lit=True)]
                start = high
        parts.append(Part(text[start:end]))
        here = end
    if here < len(text):
        parts.append(Part("…"))
    return [part for part in parts if part.words]


def _stretches(text: str, spots: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(text) <= WHOLE:
        return [(0, len(text))]
    if not spots:
        return [(0, WHOLE)]
    found: list[tuple[int, int]] = []
    for low, high in spots:
        start, end = max(0, low - AROUND), min(len(text), high + AROUND)
        if found and start <= found[-1][1] + 10:
            start = found.pop()[0]
        elif len(found) == STRETCHES:
            break
        found.append((start, min(end, start + LONGEST)))
    return found
