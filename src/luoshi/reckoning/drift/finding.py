"""The shapes of drift: a finding with the words it stands on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from luoshi.reckoning.threads.papers import Paper
from luoshi.reckoning.threads.thread import Saying

Kind = Literal["dropped", "softened", "hardened", "mixed", "lowered", "raised", "repeated", "restated", "name"]
KINDS: dict[Kind, str] = {
    "dropped": "不再设目标", "softened": "措辞放松", "hardened": "措辞收紧", "mixed": "有松有紧", "lowered": "目标放低", "raised": "目标提高",
    "repeated": "目标照旧", "restated": "任务重提", "name": "提法使用",
}  # fmt: skip
"""What is found, with what it is called; in the order in which findings are given."""
_NUMBERING = re.compile(r"^[(（][一二三四五六七八九十\d]{1,3}[)）]|^\d{1,2}[.、．](?!\d)")


@dataclass(frozen=True, slots=True)
class Spot:
    """Words of a paper that a finding stands on."""

    paper: Paper
    start: int
    end: int
    year: int
    """The year the paper sets out, else the year it reports on."""
    saying: Saying | None = None
    """What was read from them, where it is a promise."""

    @property
    def text(self) -> str:
        """The exact words."""
        return self.paper.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found."""

    kind: Kind
    place: str
    subject: str
    indicator: str
    """The catalogue's code; empty where it has none."""
    spots: tuple[Spot, ...]
    """In the order of the years: of a drop, the words that are missing later, then what came instead, if anything."""
    said: str
    """What was found, as a sentence in Chinese."""
    ways: tuple[str, ...] = ()
    """Of a change of wording: `firmness`, `bound`, `number`, `value`, each with `-` (asks less) or `+` before it."""


def quoted(spot: Spot) -> str:
    """2023年“地区生产总值增长6.5%左右”."""
    return f"{spot.year}年“{one_line(spot.text)}”"


def named(one: Saying) -> str:
    """What a promise is of, in its own words without the number of its paragraph."""
    return _NUMBERING.sub("", one.subject) or one.subject


def one_line(words: str) -> str:
    """Words of a text as they can stand within a sentence."""
    return " ".join(words.split())
