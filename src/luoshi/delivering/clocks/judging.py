"""What is known of a promise on a day: which days have passed, what was done by then, how far the figures are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .pauses import stands, stretched
from .promise import Figure, Node, Promise, Report
from .workdays import Calendar, next_workday


@dataclass(frozen=True)
class Step:
    """A node, or the end, with the days it counts by after pauses."""

    what: str
    written: date
    day: date
    node: Node | None = None
    report_by: date | None = None
    done: bool = False
    passed: bool = False
    """Its day is over."""
    judged: bool = False
    """It has passed and it is known how it stands, or it ought to be."""


@dataclass(frozen=True)
class Judged:
    """A promise as of a day."""

    promise: Promise
    as_of: date
    end: Step | None
    """The day it is due."""
    starts: date | None
    steps: tuple[Step, ...]
    """The nodes in the order of their days."""
    figure: Figure | None
    """The latest accepted by then."""
    told: bool
    """Whether any report was made, or any node done, or any figure accepted."""
    paused: bool

    @cached_property
    def closed(self) -> date | None:
        return _by(self.promise.closed, self.as_of)

    @cached_property
    def finished(self) -> date | None:
        return _by(self.promise.finished, self.as_of)

    @cached_property
    def missed(self) -> tuple[Step, ...]:
        """Nodes without a figure that passed and are not done."""
        return tuple(step for step in self.steps if step.judged and not step.done and _worded(step))

    @cached_property
    def measured(self) -> Step | None:
        """The last node with a figure that can be judged: the plan's word on where things should stand."""
        return next((step for step in reversed(self.steps) if step.judged and not _worded(step)), None)

    @cached_property
    def short(self) -> bool:
        """Whether the latest figure is not what that node's plan says, or is not there."""
        return self.measured is not None and not self._reaches(self.measured)

    @cached_property
    def achieved(self) -> bool:
        """Whether all was done though nobody asked to close it: every node, and the target or the node at the end."""
        if not all(step.done for step in self.steps if _worded(step)):
            return False
        if self.promise.target is not None:
            return self.reached
        return self.end is not None and any(step.day >= self.end.day for step in self.steps if _worded(step))

    @cached_property
    def reached(self) -> bool:
        """Whether the target's figure is reached for good: what adds up by any day, the rest by the day it is due."""
        target, figure = self.promise.target, self.figure
        if target is None or figure is None:
            return False
        if target.at_most or not target.cumulative:
            if self.end is None or figure.measured_to < self.end.day:
                return False
            return figure.value <= target.value if target.at_most else figure.value >= target.value
        return figure.value >= target.value

    @cached_property
    def waiting(self) -> tuple[Step, ...]:
        """Steps whose day has passed and whose report is still to come or to be accepted."""
        steps = [*self.steps, self.end] if self.end else [*self.steps]
        return tuple(step for step in steps if step.passed and not step.judged and not step.done)

    def _reaches(self, step: Step) -> bool:
        target, figure, node = self.promise.target, self.figure, step.node
        if figure is None or node is None or node.value is None:
            return False
        lasts = target is not None and target.cumulative and not target.at_most
        if figure.measured_to < step.day and not lasts:
            return False
        return figure.value <= node.value if target is not None and target.at_most else figure.value >= node.value


def judge(promise: Promise, as_of: date, *, calendar: Calendar) -> Judged:
    """The promise as of a day; what was done, told or approved later counts for nothing."""
    figures = [figure for figure in promise.figures if figure.accepted <= as_of and figure.measured_to <= as_of]
    figure = max(figures, key=lambda each: (each.measured_to, each.accepted), default=None)

    def step(what: str, written: date, asked: date | None, node: Node | None = None) -> Step:
        day = stretched(written, promise.pauses, as_of)
        report_by = None
        if asked is not None:
            report_by = max(day, next_workday(stretched(asked, promise.pauses, as_of), calendar=calendar).day)
        passed = as_of > day
        known = _known(day, report_by, promise.reports, as_of)
        if node is not None and node.value is not None:
            known = known or (figure is not None and figure.measured_to >= day)
        done = node is not None and _by(node.done, as_of) is not None
        return Step(what, written, day, node, report_by, done=done, passed=passed, judged=passed and known)

    end = step("办结时限", promise.due, promise.due_report_by) if promise.due else None
    steps = [step(node.what, node.day, node.report_by, node) for node in promise.nodes]
    return Judged(
        promise=promise,
        as_of=as_of,
        end=end,
        starts=stretched(promise.starts, promise.pauses, as_of) if promise.starts else None,
        steps=tuple(sorted(steps, key=lambda each: (each.day, each.what))),
        figure=figure,
        told=bool(figures)
        or any(each.done for each in steps)
        or any(_by(each.made, as_of) for each in promise.reports),
        paused=stands(as_of, promise.pauses, as_of),
    )


def unreported(promise: Promise, as_of: date, *, calendar: Calendar) -> tuple[Report, ...]:
    """Periods whose reporting day has passed without a report, since the last one that was made.

    Not owed: a report asked for while the clock stood, or after the task was finished or closed; and an earlier one, once a
    later one is there, since figures and words add up (that it never came still counts in the rates).
    """
    over = [day for day in (promise.closed, promise.finished) if _by(day, as_of)]
    last = max((each.covers for each in promise.reports if _by(each.made, as_of)), default=date.min)
    return tuple(
        report
        for report in sorted(promise.reports, key=lambda each: (each.covers, each.asked, each.name))
        if as_of > next_workday(report.asked, calendar=calendar).day
        and not _by(report.made, as_of)
        and report.covers > last
        and not any(day is not None and report.asked > day for day in over)
        and not stands(report.asked, promise.pauses, as_of)
    )


def _known(day: date, report_by: date | None, reports: tuple[Report, ...], as_of: date) -> bool:
    """Whether it is known how things stood on the day, or ought to be: a report was accepted, or the time for it is over."""
    covering = [report for report in reports if report.covers >= day and _by(report.made, as_of)]
    if any(_by(report.accepted, as_of) for report in covering):
        return True
    if covering:  # handed in, and the office has not looked yet
        return False
    return report_by is None or as_of > report_by


def _worded(step: Step) -> bool:
    return step.node is not None and step.node.value is None


def _by(day: date | None, as_of: date) -> date | None:
    return day if day is not None and day <= as_of else None
