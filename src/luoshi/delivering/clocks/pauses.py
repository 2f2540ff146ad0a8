"""Pauses of a task's clock: while one that was approved runs, no day of the promise comes nearer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Pause:
    """A time in which the clock stands, both ends counted."""

    start: date
    end: date | None = None
    """The last day it stands; `None` while nobody has said."""
    approved: date | None = None
    """The day it was approved. What is asked for and not approved, or approved only later, stops nothing."""
    reason: str = ""

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"a pause that ends on {self.end}, before it starts on {self.start}")


def stretched(day: date, pauses: Sequence[Pause], as_of: date) -> date:
    """When the day falls due, the approved pauses begun on or before it added to it, as of a day.

    A pause that begins after the day has passed moves nothing: what is overdue stays overdue. One without an end counts
    up to `as_of`, so that the day stays ahead by as much as was left. Past the year 9999 it is its last day.
    """
    for start, end in standing(pauses, as_of):
        if start > day:
            break
        length = (end - start).days + 1
        day = date.max if (date.max - day).days < length else day + timedelta(days=length)
    return day


def stands(day: date, pauses: Sequence[Pause], as_of: date) -> bool:
    """Whether the clock stands on that day by an approved pause."""
    return any(start <= day <= end for start, end in standing(pauses, as_of))


def standing(pauses: Sequence[Pause], as_of: date) -> list[tuple[date, date]]:
    """The approved times as first and last day, in order, those that overlap or touch made one."""
    if not pauses:  # as nearly always; a board asks this some thousand times
        return []
    found = sorted(
        (pause.start, max(as_of, pause.start) if pause.end is None else pause.end)
        for pause in pauses
        if pause.approved is not None and pause.approved <= as_of and (pause.end is not None or pause.start <= as_of)
    )
    merged: list[tuple[date, date]] = []
    for start, end in found:
        if merged and (start - merged[-1][1]).days <= 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
