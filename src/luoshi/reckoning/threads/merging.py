"""One promise that several papers of a year make, as one thread: the work report's, with where else it is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .thread import Saying, Thread

_FIRST = ("work_report", "plan", "adjustment", "plan_report", "task_table")
"""Whose words stand for all; other kinds come after."""


def merged(threads: Iterable[Thread]) -> list[Thread]:
    """The threads with one for each promise: same thing, figure and year; in the order of the papers whose words stand."""
    groups: dict[tuple[object, ...], list[Thread]] = {}
    for thread in threads:
        groups.setdefault(_same(thread.promise), []).append(thread)
    found = []
    for group in groups.values():
        first, *rest = sorted(group, key=_rank)
        found.append(replace(first, elsewhere=tuple(each.promise for each in rest)))
    return sorted(found, key=_rank)


def _same(promise: Saying) -> tuple[object, ...]:
    thing = promise.thing
    figure = (promise.kind, promise.unit, promise.low, promise.high, promise.bound) if promise.low is not None else (promise.form, promise.stage)
    return (thing.key, thing.elsewhere, thing.basis, thing.act if not thing.indicator else "", promise.period, promise.cumulative, promise.part_year, *figure)


def _rank(thread: Thread) -> tuple[int, str, int]:
    kind = thread.promise.paper.document.kind
    return _FIRST.index(kind) if kind in _FIRST else len(_FIRST), thread.promise.paper.key, thread.promise.at
