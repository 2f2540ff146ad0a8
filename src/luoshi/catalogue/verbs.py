"""The verbs of the genre by what they do in a commitment, the adverbs before them, and what clauses end in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from .rows import parts, rows

Sense = Literal["make", "shape", "help", "ask", "join", "frame", "outcome"]
"""make: an act to be seen done; shape: makes something better; help: others do it; ask: granted from above;
join: another leads; frame: what the act rests on or looks to; outcome: what will come of it."""
_MARKS = ("broad", "purpose", "naming")


@dataclass(frozen=True, slots=True)
class Verbs:
    """The table `verbs.csv`, ready for looking up."""

    senses: dict[str, Sense]
    """Verb: its sense. A verb stands in one family only; the first counts."""
    adverbs: frozenset[str]
    """Manner, time and will (加快, 常态化, 力争, 我们将). Some are verbs too (加快, 深化)."""
    marks: dict[str, frozenset[str]]
    """By mark (broad, purpose, naming): the verbs that bear it; the table says what each mark means."""
    widths: dict[str, tuple[int, ...]]
    """By first character: the lengths that verbs and adverbs beginning with it have, longest first."""


@cache
def verbs() -> Verbs:
    """The verbs and adverbs of `verbs.csv`."""
    senses: dict[str, Sense] = {}
    adverbs: set[str] = set()
    marks: dict[str, frozenset[str]] = {}
    for row in rows("verbs.csv"):
        words = parts(row["words"])
        if row["sense"] == "adverb":
            adverbs.update(words)
        elif row["sense"] in _MARKS:
            marks[row["sense"]] = frozenset(words)
        else:
            for verb in words:
                senses.setdefault(verb, cast(Sense, row["sense"]))
    lengths: dict[str, set[int]] = {}
    for word in [*senses, *adverbs]:
        lengths.setdefault(word[0], set()).add(len(word))
    widths = {first: tuple(sorted(known, reverse=True)) for first, known in lengths.items()}
    return Verbs(senses, frozenset(adverbs), marks, widths)


@cache
def clause_endings(kind: str) -> tuple[str, ...]:
    """What clauses of a kind end in (`clause_endings.csv`): concrete, abstract, named thing, owner."""
    return next(parts(row["words"]) for row in rows("clause_endings.csv") if row["kind"] == kind)


@cache
def clause_points() -> dict[str, float]:
    """How much each sign of a clause speaks for its being ticked off (`clause_points.csv`)."""
    return {row["sign"]: float(row["points"]) for row in rows("clause_points.csv")}
