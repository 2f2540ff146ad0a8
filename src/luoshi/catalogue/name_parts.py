"""What the names of programmes, papers, projects and actors end in, and the words for how far a project is."""

from __future__ import annotations

import re
from functools import cache

from .rows import parts, rows


@cache
def _table() -> dict[str, tuple[str, ...]]:
    return {row["kind"]: parts(row["words"]) for row in rows("name_parts.csv")}


def name_parts(kind: str) -> tuple[str, ...]:
    """The words of a kind in `name_parts.csv`; raises `KeyError` where there is no such kind."""
    return _table()[kind]


def by_prefix(prefix: str) -> dict[str, str]:
    """Every word of the kinds `prefix:…`, with what follows the colon: 竣工 for 建成 of `stage:竣工`."""
    found: dict[str, str] = {}
    for kind, words in _table().items():
        if kind.startswith(f"{prefix}:"):
            for word in words:
                found.setdefault(word, kind.partition(":")[2])
    return found


def any_of(words: tuple[str, ...] | list[str]) -> str:
    """A pattern that matches any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
