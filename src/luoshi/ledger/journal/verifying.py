"""Walking the chain: what is changed, missing, cut off or rewritten, and up to where it is sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from luoshi.errors import LedgerError
from luoshi.ledger.journal import chain, heads
from luoshi.ledger.journal.entering import ENTRY, ERASE
from luoshi.ledger.journal.entry import JournalEntry

BATCH = 5000
_COLUMNS = (
    "number", "workspace_id", "who_id", "post", "recorded_at", "action", "target_kind", "target_id", "why", "payload",
    "salt", "sealed", "previous", "hash",
)  # fmt: skip
WHAT = {
    "L220": "changed", "L221": "missing", "L222": "unlinked", "L223": "cut off", "L224": "rewritten",
    "L225": "payload gone", "L226": "heads unreadable",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: at which entry, what, and the last entry before it that is sound (0: none)."""

    number: int
    message: LedgerError
    last_sound: int

    @property
    def what(self) -> str:
        return WHAT[self.message.number]


@dataclass(slots=True)
class Verified:
    """What walking the chain came to."""

    entries: int = 0
    last: heads.Head | None = None
    """The last entry as it stands in the database."""
    findings: list[Finding] = field(default_factory=list)
    restored: list[tuple[heads.Head, int]] = field(default_factory=list)
    """Where the ledger was put back from a backup, and the last lost entry that the heads knew of (0: none). Said, not wrong."""

    @property
    def sound(self) -> bool:
        return not self.findings


def verify(progress: Callable[[int, int], None] | None = None) -> Verified:
    """Walk the whole chain. `progress` is told how many entries are done, and of how many.

    Heads are read first: what they know of was committed before, so people may go on writing meanwhile.
    """
    result = Verified()
    known, failure = _heads(result)
    walk = _Walk(result, known)
    total = JournalEntry.objects.count() if progress else 0
    for row in _rows():
        walk.step(row)
        if progress and result.entries % BATCH == 0:
            progress(result.entries, total)
    walk.end()
    if failure and (result.entries or failure != "missing"):
        walk.find("L226", result.entries, reason=failure)
    result.findings.sort(key=lambda finding: finding.number)
    return result


class _Walk:
    """Where the walk is: the number and hash before, and what still wants an explanation."""

    def __init__(self, result: Verified, known: dict[int, str]) -> None:
        self.result, self.known = result, known
        self.number, self.sound = 0, 0
        self.agreed = 0
        """The last entry that a head vouches for."""
        self.before = {chain.GENESIS}
        """The hash of the entry before: as it stands, and as it should be where the two differ."""
        self.emptied: dict[str, tuple[int, int]] = {}
        self.rewritten = False

    def find(self, message: str, number: int, *, sound: int | None = None, **details: Any) -> None:
        """Note a finding."""
        sound = self.sound if sound is None else sound
        error = LedgerError(message, entry=number, sound=sound, **details)
        self.result.findings.append(Finding(number, error, sound))

    def step(self, row: tuple[Any, ...]) -> None:
        """Look at the next row."""
        number, workspace, who, post, when, action, kind, identity, why, payload, salt, sealed, previous, digest = row
        self.result.entries += 1
        faults = len(self.result.findings)
        if number > self.number + 1:
            self.find("L221", self.number + 1, last=number - 1)
        elif number <= self.number or previous not in self.before:
            self.find("L222", number)
        own = ""
        if when is not None:
            own = chain.link(previous, number, workspace, who, post, when, action, (kind, identity), why, sealed)
        if own != digest or not _sealed(payload, salt, sealed):
            self.find("L220", number)
        if payload is None:
            self.emptied[str(number)] = (number, self.sound)
        if (action, kind) == (ERASE, ENTRY):
            self.emptied.pop(identity, None)
        self._compare(number, digest)
        self.number, self.before = number, {own, digest}
        if when is not None:
            self.result.last = heads.Head(when, number, digest)
        if faults == len(self.result.findings):
            self.sound = number

    def end(self) -> None:
        """What shows only at the end."""
        for number, sound in self.emptied.values():
            self.find("L225", number, sound=sound)
        if beyond := [number for number in self.known if number > self.number]:
            self.find("L223", self.number + 1, head=max(beyond))

    def _compare(self, number: int, digest: str) -> None:
        """Against the heads. One finding says that the tail was rewritten; every later head would only repeat it."""
        head = self.known.get(number)
        if head == digest:
            self.agreed, self.rewritten = number, False
        elif head is not None and not self.rewritten:
            self.rewritten = True
            self.find("L224", number, sound=min(self.agreed, self.sound))


def _sealed(payload: str | None, salt: str | None, sealed: str) -> bool:
    """Whether payload and salt are those that were sealed, or both erased."""
    if payload is None or salt is None:
        return payload is salt
    return chain.seal(salt, payload) == sealed


def _heads(result: Verified) -> tuple[dict[int, str], str]:
    """Hash by number as the heads outside the database know them, and why they may not be all."""
    try:
        listed, unreadable = heads.read()
    except FileNotFoundError:
        return {}, "missing"
    except OSError as error:
        return {}, error.strerror or str(error)
    known: dict[int, str] = {}
    for head in listed:
        if head.restored:
            lost = [number for number in known if number > head.number]
            for number in lost:
                del known[number]
            result.restored.append((head, max(lost, default=0)))
        known[head.number] = head.hash
    return known, f"line {unreadable[0]}" if unreadable else ""


def _rows() -> Iterator[tuple[Any, ...]]:
    """Every entry in order, in batches: a long reading transaction would keep SQLite's log growing."""
    last: int | None = None
    rows = JournalEntry.objects.order_by("number").values_list(*_COLUMNS)
    while True:
        some = rows if last is None else rows.filter(number__gt=last)
        try:
            batch = list(some[:BATCH])
        except (AttributeError, TypeError, ValueError):  # SQLite holds anything in any column
            batch = _one_by_one(some)
        if not batch:
            return
        yield from batch
        last = batch[-1][0]


def _one_by_one(rows: Any) -> list[tuple[Any, ...]]:
    """The batch, with a time that is none left out: such an entry was changed."""
    numbers = list(rows.values_list("number", flat=True)[:BATCH])
    batch = []
    for number in numbers:
        one = JournalEntry.objects.filter(number=number)
        try:
            batch.append(one.values_list(*_COLUMNS).get())
        except (AttributeError, TypeError, ValueError):
            columns = [name for name in _COLUMNS if name != "recorded_at"]
            row = dict(zip(columns, one.values_list(*columns).get(), strict=True))
            batch.append(tuple(row.get(name) for name in _COLUMNS))
    return batch
