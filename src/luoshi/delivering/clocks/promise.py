"""What a task's light is reckoned from: its days, the nodes the unit set, figures, reports, pauses. Plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .pauses import Pause

_LONGEST = 30
"""Digits before or after the point; no amount of a government needs more."""


@dataclass(frozen=True)
class Node:
    """A step of the 办理方案: what is to stand by a day. One with a `value` is judged by figures, another by `done`."""

    day: date
    what: str
    done: date | None = None
    """The day it was accepted as done."""
    value: Decimal | None = None
    """The figure the plan itself says is reached by then."""
    report_by: date | None = None
    """The day by which its report is asked for; with `None` it is judged the day after it falls due."""

    def __post_init__(self) -> None:
        _check(self.value)


@dataclass(frozen=True)
class Target:
    """The figure promised in the end."""

    value: Decimal
    unit: str = ""
    at_most: bool = False
    """A ceiling (不超过), not a floor."""
    cumulative: bool = True
    """Whether figures add up over the year, so that what is reached stays reached; false for rates and stocks."""

    def __post_init__(self) -> None:
        _check(self.value)


@dataclass(frozen=True)
class Figure:
    """A value reached, from an accepted report or from 统计."""

    value: Decimal
    measured_to: date
    """The last day it speaks of: the end of its period."""
    accepted: date

    def __post_init__(self) -> None:
        _check(self.value)


@dataclass(frozen=True)
class Report:
    """One period's report: asked for, and made or not."""

    name: str
    """The period as it is said: 2025年第三季度."""
    covers: date
    """The last day of its period."""
    asked: date
    """Its reporting day; on a rest day it moves to the next working day."""
    made: date | None = None
    """The day it was handed in; `None` again when it is returned."""
    accepted: date | None = None


@dataclass(frozen=True)
class Promise:
    """All that the light of one task depends on."""

    due: date | None = None
    """办结时限; `None` while the text names none and the plan of work is not there."""
    due_from: str = "任务分解表"
    """Where the day is from, for "why this date"."""
    due_report_by: date | None = None
    """The day by which the result is asked for, where that is after `due`: 统计 gives a year's figures in January."""
    starts: date | None = None
    """When work is due to begin."""
    nodes: tuple[Node, ...] = ()
    target: Target | None = None
    figures: tuple[Figure, ...] = ()
    reports: tuple[Report, ...] = ()
    finished: date | None = None
    """The day of 申请办结; `None` again when that is returned."""
    closed: date | None = None
    ending: str = "销号"
    """How it was closed: 销号, 长期坚持, 跨年结转, 依法调整, 终止."""
    pauses: tuple[Pause, ...] = ()


def _check(value: Decimal | None) -> None:
    if value is not None and not (value.is_finite() and _fits(value)):
        raise ValueError(f"no amount: {value}")


def _fits(value: Decimal) -> bool:
    return not value or (abs(value.adjusted()) <= _LONGEST and int(value.as_tuple().exponent) >= -_LONGEST)
