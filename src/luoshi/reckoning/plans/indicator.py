"""The shapes of a plan: its indicators, the path to each target, what was amended, how far it got."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from luoshi.reading.facts import TargetForm
from luoshi.reckoning.threads.papers import Paper
from luoshi.reckoning.threads.thread import Saying, Thread

Method = Literal["年均", "累计", "期末", "年度计划", "上级分解", "待上级下达", "相对", "方向", "未设"]
"""How a year of the path is known. 年均: the plan's yearly rate, an average that no single year is bound to; 累计: a total over all the years,
not divided; 期末: the last year's figure; 年度计划: what the year's own paper sets; 上级分解: the same, handed down; 待上级下达: not yet."""
Standing = Literal["ahead", "behind", "kept", "broken", "not_comparable", "silent"]
STANDINGS: dict[Standing, str] = {
    "ahead": "达到序时", "behind": "滞后序时", "kept": "守住目标", "broken": "越过目标", "not_comparable": "不可比", "silent": "未提及",
}  # fmt: skip
"""How an indicator stands against time, with what it is called."""


@dataclass(frozen=True, slots=True)
class PlanIndicator:
    """One indicator of a plan: a row of its table, or a headline target where it has no table."""

    paper: Paper
    number: int
    """Its place among the plan's indicators, from 1."""
    name: str
    code: str
    """The catalogue's; empty where it has none."""
    nature: Literal["预期性", "约束性", ""]
    form: TargetForm | Literal["unset"]
    """unset: the table names it and gives no target (/)."""
    start: int
    end: int
    """Where the row or clause stands in the plan's text."""
    base: Saying | None
    targets: tuple[Saying, ...]
    """What is aimed at: the level at the end, the yearly growth (年均), the total over the years (累计), or words without a number; as adopted."""

    @property
    def text(self) -> str:
        """The row's exact words."""
        return self.paper.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Amendment:
    """A target of the plan changed in mid-course."""

    number: int
    """The indicator's."""
    target: Saying
    """As adopted."""
    now: Saying
    """As it is since: the target with the new figure, standing on the words that say so."""
    body: str
    """Who approved it, in the text's words; empty where it does not say."""
    day: str
    """ISO; empty where the text does not say."""
    start: int
    end: int
    """Where `now.paper` says who approved it and when; the words of the change where it does not."""
    also: tuple[Saying, ...] = ()
    """Other papers that tell of the same change."""


@dataclass(frozen=True, slots=True)
class Step:
    """One year of the way to a target."""

    number: int
    year: int
    method: Method
    low: float | None
    high: float | None
    """None where no paper gives the year a figure: nothing is drawn between base and target."""
    kind: str
    unit: str
    bound: str
    source: Saying | None
    """What says it: the plan's target, or the promise of that year's paper."""
    said: str
    """In Chinese; of a year that waits, for which document."""


@dataclass(frozen=True, slots=True)
class Row:
    """How one target of an indicator stands at the end of a year: a row of the yearly monitoring table."""

    indicator: PlanIndicator
    year: int
    target: Saying | None
    """As in force by then; None where the plan sets none."""
    amendment: Amendment | None
    latest: Saying | None
    """The latest figure said of it up to that year, the firmest of several."""
    also: tuple[Saying, ...]
    """The figures it was added up from, or what else was said of that year."""
    done: float | None
    """Share of the way from base to target, 1 for all of it; of a total, the part reached. None where that cannot be told."""
    elapsed: float
    """Share of the plan's time."""
    standing: Standing
    why: str

    @property
    def base(self) -> Saying | None:
        """The figure it starts from, where it is of the target's kind and unit, or the target has no figure."""
        base, target = self.indicator.base, self.target
        unlike = base is not None and target is not None and target.form == "numeric" and (base.kind, base.unit) != (target.kind, target.unit)
        return None if unlike else base

    @property
    def name(self) -> str:
        """The indicator's name, and which of its targets this is where it is not the level at the end."""
        target = self.target
        rate = target is not None and target.kind == "growth" and "-" in target.period
        return f"{self.indicator.name}（年均）" if rate else self.indicator.name


@dataclass(frozen=True, slots=True)
class Monitoring:
    """A plan watched up to a year."""

    plan: Paper
    later: tuple[Paper, ...]
    first: int
    last: int
    """The plan's years."""
    year: int
    """Up to which it is watched."""
    indicators: tuple[PlanIndicator, ...]
    steps: tuple[Step, ...]
    amendments: tuple[Amendment, ...]
    rows: tuple[Row, ...]
    """By indicator, then year."""
    threads: tuple[tuple[PlanIndicator, Thread], ...]
    """What came of each target by the rule, once the plan's last year is reported on; empty before."""
