"""Counts by light as a bar of five parts: widths for a drawing that needs no style of its own."""

from __future__ import annotations

from dataclasses import dataclass

from luoshi.delivering.clocks.light import LOOKS
from luoshi.delivering.counting import LIGHTS, Counts


@dataclass(frozen=True, slots=True)
class Piece:
    """One light's part of the bar: from `x`, so wide, in hundredths of the whole."""

    light: str
    sign: str
    word: str
    number: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The parts, the worst light first, and the same in words for who cannot see it."""

    pieces: tuple[Piece, ...]
    words: str


def bar(counts: Counts) -> Bar:
    """The bar of these counts; a light without tasks has a part of no width."""
    pieces, x = [], 0.0
    for light in LIGHTS:
        number = counts.lights[light]
        width = 100 * number / counts.total if counts.total else 0.0
        look = LOOKS[light]  # type: ignore[index]
        pieces.append(Piece(light, look.sign, look.word, number, round(x, 2), round(width, 2)))
        x += width
    return Bar(tuple(pieces), "，".join(f"{each.word}{each.number}" for each in pieces if each.number) or "没有任务")
