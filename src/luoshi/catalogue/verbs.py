"""The verbs of the genre by what they do in a commitment, and the adverbs that stand before them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from .rows import parts, rows

Sense = Literal["make", "shape", "help", "ask", "join", "frame", "outcome"]
"""make: an act to be seen done; shape: makes something better; help: others do it; ask: granted from above; join: another
leads; frame: what the act rests on or looks to; outcome: what will come of it. The table says what each is for."""


@dataclass(frozen=True, slots=True)
class Verbs:
    """The table `verbs.csv`, ready for looking up."""

    senses: dict[str, Sense]
    """Verb: its sense. A verb stands in one family only; the first counts."""
    adverbs: frozenset[str]
    """Manner, time and will (加快, 常态化, 力争, 我们将). Some are verbs too (加快, 深化)."""
    longest: int
    """Length of the longest word of either."""


@cache
def verbs() -> Verbs:
    """The verbs and adverbs of `verbs.csv`."""
    senses: dict[str, Sense] = {}
    adverbs: set[str] = set()
    for row in rows("verbs.csv"):
        if row["sense"] == "adverb":
            adverbs.update(parts(row["words"]))
        else:
            for verb in parts(row["words"]):
                senses.setdefault(verb, cast(Sense, row["sense"]))
    return Verbs(senses, frozenset(adverbs), max(map(len, [*senses, *adverbs])))
