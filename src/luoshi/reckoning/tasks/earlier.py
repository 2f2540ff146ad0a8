"""Whom a place's own earlier tables gave a task like this one: they know its units better than any catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_ALIKE = 0.55
"""Share of pairs of characters two tasks must have in common to be the same task of another year."""
_CLEAR = 0.08
"""How much closer the nearest must be than the nearest one with another lead."""


@dataclass(frozen=True, slots=True)
class EarlierTask:
    """A row of a table that was issued before."""

    words: str
    lead: str
    joiners: tuple[str, ...]
    where: str
    """Which table and row, as an official would say it."""


class EarlierTasks:
    """The rows of earlier tables, to be asked who led what is like this."""

    def __init__(self, tasks: Iterable[EarlierTask]) -> None:
        self._tasks = [(task, _pairs(task.words)) for task in tasks if task.lead]
        self._holding: dict[str, list[int]] = {}
        for number, (_, pairs) in enumerate(self._tasks):
            for pair in pairs:
                self._holding.setdefault(pair, []).append(number)

    def like(self, words: str) -> EarlierTask | None:
        """The one row that is clearly the same task; None where there is none or two leads are as near."""
        asked = _pairs(words)
        if len(asked) < 4:
            return None
        shared: dict[int, int] = {}
        for pair in asked:
            for number in self._holding.get(pair, ()):
                shared[number] = shared.get(number, 0) + 1
        near = sorted(
            ((2 * count / (len(asked) + len(self._tasks[number][1])), -number) for number, count in shared.items()),
            reverse=True,
        )
        if not near or near[0][0] < _ALIKE:
            return None
        best = self._tasks[-near[0][1]][0]
        for likeness, number in near[1:8]:
            if self._tasks[-number][0].lead != best.lead and near[0][0] - likeness < _CLEAR:
                return None
        return best


def _pairs(words: str) -> frozenset[str]:
    kept = "".join(character for character in words if "\u4e00" <= character <= "\u9fff")
    return frozenset(kept[at : at + 2] for at in range(len(kept) - 1))
