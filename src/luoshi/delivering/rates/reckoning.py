"""Rates from plain rows: which rows count, which are left out, and why. Pure; the same rows and day give the same rate."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from luoshi.catalogue.rates import RateDefinition
from luoshi.delivering.clocks.pauses import Pause, stands, stretched


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report that is or was asked for, for one period of one task."""

    key: str
    period: str
    due: date
    """Its reporting day."""
    last: date
    """The last day of its period."""
    submitted: tuple[date, ...] = ()
    """Every time, those that were returned too."""
    returned: tuple[date, ...] = ()
    accepted: date | None = None
    untrue: date | None = None
    """The day a check found it so."""
    finished: date | None = None
    """The day the task was applied to be closed, where that was approved."""
    closed: date | None = None
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A task with a day by which it is to be done."""

    key: str
    due: date
    asked: tuple[tuple[date, date | None], ...] = ()
    """Each application to close it: the day, and the day it was refused."""
    finished: date | None = None
    """The day of the application that was approved."""
    closed: date | None = None
    """The day of the approval."""
    how: str = ""
    """A key of `luoshi.delivering.steps.ENDINGS`."""
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """The period a rate is of, and the day it is looked at from: what happened later is not seen."""

    key: str
    first: date
    last: date
    as_of: date

    def seen(self, day: date | None) -> bool:
        return day is not None and day <= self.as_of


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with the keys of the rows behind each number."""

    definition: RateDefinition
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    left_out: dict[str, tuple[str, ...]]
    """Condition → the rows it took out of the denominator."""

    @property
    def value(self) -> Fraction | None:
        """None where nothing counts: no rate of nothing."""
        return Fraction(len(self.numerator), len(self.denominator)) if self.denominator else None

    @property
    def said(self) -> str:
        """85.7%, or that there is none; rounded half up, as it is done by hand."""
        value = self.value
        if value is None:
            return "—"
        thousandths = int(value * 1000 + Fraction(1, 2))
        return f"{thousandths // 10}.{thousandths % 10}%"


def rate(definition: RateDefinition, reports: Iterable[ReportRow], items: Iterable[ItemRow], span: Span) -> Rate:
    """The rate of these rows. Raises KeyError for a condition there is not."""
    rows = [*reports] if definition.denominator in REPORTS else [*items]
    met = CONDITIONS
    asked = [row for row in rows if met[definition.denominator](row, span)]
    left_out: dict[str, tuple[str, ...]] = {}
    for name in definition.left_out:
        left_out[name] = tuple(row.key for row in asked if met[name](row, span))
        asked = [row for row in asked if not met[name](row, span)]
    done = [row.key for row in asked if met[definition.numerator](row, span)]
    return Rate(definition, tuple(done), tuple(row.key for row in asked), left_out)


def _submitted(row: ReportRow, span: Span) -> bool:
    return row.period == span.key and any(map(span.seen, row.submitted))


def _owed(row: ReportRow, span: Span) -> bool:
    return row.period == span.key and row.due <= span.as_of


def _not_owed(row: ReportRow, span: Span) -> bool:
    return span.seen(row.closed) and row.finished is not None and row.finished <= row.last


def _falls_due(row: ItemRow, span: Span) -> date:
    return stretched(row.due, row.pauses, span.as_of)


def _item_due(row: ItemRow, span: Span) -> bool:
    due = _falls_due(row, span)
    if due > min(span.last, span.as_of):
        return False
    return due >= span.first or row.closed is None or row.closed >= span.first


def _item_on_time(row: ItemRow, span: Span) -> bool:
    return span.seen(row.closed) and row.finished is not None and row.finished <= _falls_due(row, span)


def _under_check(row: ItemRow, span: Span) -> bool:
    due = _falls_due(row, span)
    return not span.seen(row.closed) and any(day <= due and span.seen(day) and not span.seen(refused) for day, refused in row.asked)


REPORTS: dict[str, Callable[[ReportRow, Span], bool]] = {
    "report-due": _owed,
    "report-on-time": lambda row, span: any(day <= row.due and span.seen(day) for day in row.submitted),
    "report-submitted": _submitted,
    "report-returned": lambda row, span: any(map(span.seen, row.returned)),
    "report-accepted": lambda row, span: row.period == span.key and span.seen(row.accepted),
    "report-untrue": lambda row, span: span.seen(row.untrue),
    "report-paused": lambda row, span: stands(row.due, row.pauses, span.as_of),
    "report-not-owed": _not_owed,
}
ITEMS: dict[str, Callable[[ItemRow, Span], bool]] = {
    "item-due": _item_due,
    "item-on-time": _item_on_time,
    "item-under-check": _under_check,
    "item-ended-otherwise": lambda row, span: span.seen(row.closed) and row.how in ("carried", "adjusted", "ended"),
}
CONDITIONS: dict[str, Callable[..., bool]] = {**REPORTS, **ITEMS}
"""Every condition a definition may name."""
