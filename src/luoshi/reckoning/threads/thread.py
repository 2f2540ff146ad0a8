"""The shapes of reckoning: a saying, a pairing, a thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .naming import Thing
from .papers import Paper

Outcome = Literal["met", "exceeded", "missed", "partly", "silent", "adjusted", "not_comparable", "not_due"]
Form = Literal["numeric", "relative", "assigned", "direction", "act"]


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing said in a paper, with a number or without: what was meant or what came of it."""

    paper: Paper
    start: int
    end: int
    """Where its words stand: the clause with the figure."""
    at: int
    """Where the figure itself begins; the start of the words where there is none."""
    to: int
    """Where the figure ends."""
    subject: str
    thing: Thing
    modality: Literal["actual", "estimated", "target"]
    period: str
    """`2024`, `2021-2025`, or empty."""
    form: Form = "numeric"
    kind: str = ""
    low: float | None = None
    """Both ends of a range; of anything else the figure twice. Multipliers expanded, a fall negative."""
    high: float | None = None
    unit: str = ""
    bound: str = ""
    wording: str = ""
    refers_to: str = ""
    cumulative: bool = False
    """Counted from some time before the period (三年累计, 总数)."""
    over: int = 0
    """Of a total: over how many years, this one the last (三年累计); 0 where it does not say."""
    part_year: bool = False
    """Of less than a year (上半年)."""
    headline: bool = False
    sentence: int | None = None
    stage: int = 0
    """Of an act: how far (`milestones.STAGES`); 0 of anything else."""
    again: tuple[tuple[int, int], ...] = ()
    """Where else the paper says the same (in the goals, in the list of what is done for the people)."""
    derived: str = ""
    """How it was worked out, where no paper says it in so many words."""

    @property
    def text(self) -> str:
        """Its exact words."""
        return self.paper.text[self.start : self.end]

    @property
    def value(self) -> float | tuple[float, float] | None:
        """The figure as records give it."""
        if self.low is None or self.high is None or self.low == self.high:
            return self.low
        return self.low, self.high


@dataclass(frozen=True, slots=True)
class Pairing:
    """A promise held against one thing said later."""

    result: Saying
    comparable: bool
    why: str
    """Why they were paired, or why they cannot be held against one another; in Chinese."""


@dataclass(frozen=True, slots=True)
class Thread:
    """账: a promise and what was later said of it."""

    promise: Saying
    result: Saying | None
    outcome: Outcome
    official: Literal["met", "exceeded", "missed", "partly", ""]
    """The government's own verdict, where it gives one."""
    official_words: str
    gap: float | None
    """Result less target, in `gap_unit`; of a range or a bound, from the nearest figure that would do (0 where reached)."""
    gap_unit: str
    gap_said: str
    """低于目标0.4个百分点."""
    why: str
    also: tuple[Saying, ...] = ()
    """What else was said of it: estimates, other papers' figures."""
    looked: tuple[Paper, ...] = ()
    """The papers that were looked through: what silence means."""
    pairings: tuple[Pairing, ...] = ()
    """All that was weighed, the best first."""
    elsewhere: tuple[Saying, ...] = ()
    """The same promise in other papers (`merging`)."""
    confirmed: str = ""
    """Whose word the pairing is, where a person confirmed or changed it."""
