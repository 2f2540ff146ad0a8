"""Which document of a changed file is which of those it held before. Pure; unsure means none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

from luoshi.reading.facts import Document

_LIKENESS: tuple[Callable[[Document], Hashable], ...] = (
    lambda document: (document.title, document.kind, document.place.name, document.plan, document.review),
    lambda document: (document.title, document.kind),
    lambda document: (document.kind, document.place.name, document.plan or document.review or document.published),
    lambda document: document.kind,
)
"""Ways to be the same document, the surest first. Each counts only where it points at one on either side."""


def follow(before: Sequence[Document], after: Sequence[Document]) -> dict[int, int]:
    """For positions in `after`, the position in `before` of the document it follows, where there is one."""
    found: dict[int, int] = {}
    for likeness in _LIKENESS:
        old = _by(likeness, before, set(found.values()))
        new = _by(likeness, after, set(found))
        for key, positions in new.items():
            if len(positions) == 1 and len(old.get(key, ())) == 1:
                found[positions[0]] = old[key][0]
    return found


def _by(
    likeness: Callable[[Document], Hashable], documents: Sequence[Document], taken: set[int]
) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for position, document in enumerate(documents):
        if position not in taken:
            groups[likeness(document)].append(position)
    return groups
