"""The verbs of the genre by what they do in a commitment, the adverbs before them, and what clauses end in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple, cast

from .rows import parts, rows

Sense = Literal["make", "shape", "help", "ask", "join", "frame", "outcome"]
"""make: an act to be seen done; shape: makes something better; help: others do it; ask: granted from above;
join: another leads; frame: what the act rests on or looks to; outcome: what will come of it."""
_MARKS = ("broad", "purpose", "naming")


class Opener(NamedTuple):
    """A verb or adverb that may open a clause, and what to make of it."""

    word: str
    sense: Sense | Literal[""]
    """That of the longest verb the word begins with (mostly itself); empty where there is none."""
    verb: int
    """Length of that verb, or 0."""
    passed: int
    """Length of the adverb to be passed over to look for the verb behind it; 0 where there is none or the verb is longer."""
    marks: frozenset[str]
    """Those that the verb bears: broad, purpose, naming."""


@dataclass(frozen=True, slots=True)
class Verbs:
    """The table `verbs.csv`, ready for looking up."""

    senses: dict[str, Sense]
    """Verb: its sense. A verb stands in one family only; the first counts."""
    adverbs: frozenset[str]
    """Manner, time and will (加快, 常态化, 力争, 我们将). Some are verbs too (加快, 深化)."""
    marks: dict[str, frozenset[str]]
    """By mark (broad, purpose, naming): the verbs that bear it; the table says what each mark means."""
    openers: dict[str, tuple[Opener, ...]]
    """By the first two characters, or by the one of a word of one: the verbs and adverbs to try there, longest first."""


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
    return Verbs(senses, frozenset(adverbs), marks, _openers(senses, adverbs, marks))


def _openers(
    senses: dict[str, Sense], adverbs: set[str], marks: dict[str, frozenset[str]]
) -> dict[str, tuple[Opener, ...]]:
    """Verbs and adverbs by what they begin with (see `Verbs.openers`)."""
    words = sorted({*senses, *adverbs}, key=lambda word: (-len(word), word))
    found: dict[str, list[Opener]] = {word[:2]: [] for word in words}
    by_first: dict[str, list[str]] = {}
    for first in found:
        by_first.setdefault(first[0], []).append(first)
    for word in words:
        verb = adverb = 0
        for length in range(1, len(word) + 1):
            verb = length if word[:length] in senses else verb
            adverb = length if word[:length] in adverbs else adverb
        borne = frozenset([mark for mark in _MARKS if word[:verb] in marks[mark]])
        opener = Opener(word, senses[word[:verb]] if verb else "", verb, adverb if adverb >= verb else 0, borne)
        if len(word) > 1:
            found[word[:2]].append(opener)
        else:  # to be tried last wherever a longer word begins with the same character
            for first in by_first[word]:
                found[first].append(opener)
    return {first: tuple(openers) for first, openers in found.items()}


@cache
def clause_endings(kind: str) -> tuple[str, ...]:
    """What clauses of a kind end in (`clause_endings.csv`): concrete, abstract, named thing, owner."""
    return next(parts(row["words"]) for row in rows("clause_endings.csv") if row["kind"] == kind)


@cache
def clause_points() -> dict[str, float]:
    """How much each sign of a clause speaks for its being ticked off (`clause_points.csv`)."""
    return {row["sign"]: float(row["points"]) for row in rows("clause_points.csv")}
