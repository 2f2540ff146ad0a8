"""The passages that words stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from luoshi.ledger.models import Passage

At = tuple[int, int]
"""The key of a document that stands now, and a place in its text."""


def passages_at(places: Iterable[At]) -> dict[At, Passage]:
    """The passage at each of these places; a place between passages is left out."""
    wanted: dict[int, list[int]] = defaultdict(list)
    for document, start in places:
        wanted[document].append(start)
    spans: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    rows = Passage.objects.filter(standing__in=list(wanted)).order_by("standing", "start")
    for document, start, end, key in rows.values_list("standing", "start", "end", "pk"):
        spans[document].append((start, end, key))
    keys: dict[At, int] = {}
    for document, starts in wanted.items():
        there = spans[document]
        for start in starts:
            n = bisect_right(there, start, key=lambda span: span[0]) - 1
            if n >= 0 and start < there[n][1]:
                keys[document, start] = there[n][2]
    passages = Passage.objects.in_bulk(set(keys.values()))
    return {at: passages[key] for at, key in keys.items()}
