"""Sorting more rows than memory should hold: whole runs are put aside in files, then merged."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson

from luoshi.cli.writing import json_line
from luoshi.reading.records import Record

_RUN = 50_000
"""Rows held in memory."""


class Sorted:
    """Rows in the order of a key; rows of one key in the order in which they came."""

    def __init__(self, key: Callable[[Record], Any], folder: Path, *, run: int = _RUN) -> None:
        self._key, self._folder, self._run = key, folder, run
        self._waiting: list[Record] = []
        self._runs: list[Path] = []

    def add(self, row: Record) -> None:
        """Take in a row."""
        self._waiting.append(row)
        if len(self._waiting) >= self._run:
            path = self._folder / f"run-{len(self._runs)}"
            self._waiting.sort(key=self._key)
            with open(path, "wb", buffering=1 << 20) as stream:
                stream.writelines(map(json_line, self._waiting))
            self._runs.append(path)
            self._waiting = []

    def __iter__(self) -> Iterator[Record]:
        last = sorted(self._waiting, key=self._key)
        return heapq.merge(*map(_read, self._runs), last, key=self._key)


def _read(run: Path) -> Iterator[Record]:
    with open(run, "rb") as lines:
        yield from map(orjson.loads, lines)
