"""The cue words of `catalogue/data/cues.csv`, compiled once."""

from __future__ import annotations

import re
from functools import cache

from luoshi.catalogue.rows import parts, rows


@cache
def cue_words(cue: str, where: str) -> tuple[str, ...]:
    """The words of one cue at one place (heading, opens, any, starts), longest first."""
    found = [
        word for row in rows("cues.csv") if row["cue"] == cue and row["where"] == where for word in parts(row["words"])
    ]
    return tuple(sorted(found, key=len, reverse=True))


@cache
def cue(name: str, where: str) -> re.Pattern[str]:
    """A pattern that finds any word of a cue."""
    return re.compile("|".join(map(re.escape, cue_words(name, where))))
