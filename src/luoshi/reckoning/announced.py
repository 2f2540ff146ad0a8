"""When a paper was announced: the day of the meeting it was put to, as its head says, else the day it was published."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi.reading.dates import dates_in_digits, iso
from luoshi.reckoning.threads.papers import Paper

_HEAD = 800
"""Characters from the document's beginning within which its head stands."""
_DAY = re.compile(r"(20\d\d|19\d\d)年(\d{1,2})月(\d{1,2})日")
_MET = re.compile(r"(?:上午|下午)?(?:,|\s)*(?:在|于)?[^。;\n]{0,60}?(?:会议|大会|全会|常委会)")


@dataclass(frozen=True, slots=True)
class Announced:
    """A day, and how it is known."""

    day: str
    """ISO, or empty where neither the text nor whoever gave the paper says."""
    how: str
    """`会议` or `公布`; empty where unknown."""


def announced(paper: Paper) -> Announced:
    """The day the paper was put to its meeting, else the day it was published, else unknown."""
    document = paper.document
    head = dates_in_digits(paper.folded[document.start : min(document.end, document.start + _HEAD)])
    for hit in _DAY.finditer(head):
        if _MET.match(head, hit.end()) and (day := iso(*hit.groups())):
            return Announced(day, "会议")
    return Announced(document.published, "公布" if document.published else "")
