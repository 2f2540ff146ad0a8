"""The words that say how firm a figure is and which side of it is meant (力争, 不低于, 左右)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from .rows import rows

Firmness = Literal["hard", "soft", "neutral"]
Position = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Wording:
    """A word or phrase beside a number."""

    words: str
    firmness: Firmness
    """hard: bound to be kept (确保); soft: striven for (力争); neutral: says nothing of it (以上)."""
    bound: Literal["ge", "le", "approx", "eq", ""]
    """The bound it puts on the amount as written; empty where it puts none."""
    position: Position
    """Where it stands to the number."""


@cache
def wordings() -> tuple[Wording, ...]:
    """Every wording, longest words first, so that a pattern made of them in this order prefers the longest."""
    found = [
        Wording(
            words=row["words"],
            firmness=cast(Firmness, row["firmness"]),
            bound=cast(Literal["ge", "le", "approx", "eq", ""], row["bound"]),
            position=cast(Position, row["position"]),
        )
        for row in rows("wording.csv")
    ]
    return tuple(sorted(found, key=lambda wording: (-len(wording.words), wording.words)))
