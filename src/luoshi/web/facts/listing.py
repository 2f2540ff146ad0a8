"""One page of the tables of facts, in the order asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from luoshi.ledger.lookup import Wanted, figures, tasks
from luoshi.people.access import Person
from luoshi.web.paging import Page, sorted_page

ROWS = 50
Row = tuple[Any, ...]
FIGURE_SORTS = {"year": "年份从新到旧", "text": "文中顺序", "high": "数值从高到低", "low": "数值从低到高"}
TASK_SORTS = {"year": "年份从新到旧", "text": "文中顺序"}
"""Name in addresses: what it is called. The first is the one where none is asked for."""


def figures_page(person: Person, wanted: Wanted, *, page: str | None, sort: str) -> Page:
    """One page of measures or headline targets, with their documents and subjects."""
    by_value = sort in ("high", "low")
    return sorted_page(
        figures(person, wanted),
        page,
        ROWS,
        columns=("year", "standing_id", "value") if by_value else ("year", "standing_id"),
        key=_by_value(descending=sort == "high") if by_value else _key(sort, wanted),
        otherwise=lambda rows: _as_indexed(rows, wanted),
        joined=("standing", "subject"),
    )


def tasks_page(person: Person, wanted: Wanted, *, page: str | None, sort: str) -> Page:
    """One page of tasks, with their documents."""
    return sorted_page(
        tasks(person, wanted),
        page,
        ROWS,
        columns=("year", "standing_id"),
        key=_key(sort, wanted),
        otherwise=lambda rows: _tasks_as_indexed(rows, wanted),
        joined=("standing",),
    )


def _key(sort: str, wanted: Wanted) -> Callable[[Row], Any]:
    """Within a document the order is that of the text: rows were written in it."""
    if sort == "text" or (wanted.documents and sort != "year"):
        return lambda row: (-row[2], row[0])
    return lambda row: (-(row[1] or 0), -row[2], row[0])


def _by_value(*, descending: bool) -> Callable[[Row], Any]:
    """Targets without a number come last."""
    sign = -1 if descending else 1
    return lambda row: (row[3] is None, sign * (row[3] or 0), row[0])


def _as_indexed(rows: QuerySet[Any], wanted: Wanted) -> QuerySet[Any]:
    """In the order of the index that finds them, the latest years first; those of no year come beyond what can be paged through."""
    if wanted.words.split() or not (wanted.places or wanted.indicators or wanted.themes or wanted.offices or wanted.years):
        return rows.order_by("-pk")
    columns = ("-year", "-record", "-modality", "-kind", "-bound", "-standing", "-subject", "-pk")
    return rows.filter(year__isnull=False).order_by(*columns)


def _tasks_as_indexed(rows: QuerySet[Any], wanted: Wanted) -> QuerySet[Any]:
    if wanted.words.split() or not (wanted.places or wanted.themes or wanted.offices or wanted.years):
        return rows.order_by("-pk")
    return rows.filter(year__isnull=False).order_by("-year", "-pk")


def figure_keys(person: Person, wanted: Wanted, sort: str, most: int) -> tuple[list[int], bool]:
    """The keys of all figures that are wanted, in order; of more than `most`, those loaded last, and that there are more."""
    by_value = sort in ("high", "low")
    columns = ("year", "standing_id", "value") if by_value else ("year", "standing_id")
    key = _by_value(descending=sort == "high") if by_value else _key(sort, wanted)
    return _keys(figures(person, wanted), columns, key, most)


def task_keys(person: Person, wanted: Wanted, sort: str, most: int) -> tuple[list[int], bool]:
    """The keys of all tasks that are wanted, in order; of more than `most`, those loaded last, and that there are more."""
    return _keys(tasks(person, wanted), ("year", "standing_id"), _key(sort, wanted), most)


def _keys(rows: QuerySet[Any], columns: tuple[str, ...], key: Callable[[Row], Any], most: int) -> tuple[list[int], bool]:
    found = list(rows.select_related(None).order_by("-pk").values_list("pk", *columns)[: most + 1])
    kept = sorted(found[:most], key=key)
    return [row[0] for row in kept], len(found) > most
