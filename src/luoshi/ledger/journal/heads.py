"""The journal's head, written down outside the database, so that a tail cut off or rewritten there shows.

A text file that is only added to, a line a head: time, number, hash. A fourth word `restored` says that the ledger was put
back from a backup then, and that what heads before it knew beyond that number is lost.
"""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from luoshi.ledger.home import home

EVERY_ENTRIES = 100
EVERY = timedelta(minutes=10)
"""A head is written when this many entries, or this long, have passed since the last one; at the first entry too."""
RESTORED = "restored"
_LAST_BYTES = 512
_log = logging.getLogger("luoshi.journal")


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of the journal at some moment."""

    at: datetime
    number: int
    hash: str
    restored: bool = False

    def __str__(self) -> str:
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        return f"{at} {self.number} {self.hash}" + (f" {RESTORED}" if self.restored else "")


def heads_path() -> Path:
    """`journal-heads` in the ledger's folder, or where `LUOSHI_JOURNAL_HEADS` says: another disk is safer."""
    named = os.environ.get("LUOSHI_JOURNAL_HEADS")
    return Path(named).expanduser().absolute() if named else home() / "journal-heads"


def note(head: Head, *, now: bool = False) -> None:
    """Write the head down where it is time to (`now`: in any case); called after the commit that made it.

    The act is done by then: a file that cannot be written is a line in the log, and `audit verify` sees the old head.
    """
    try:
        path = heads_path()
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "r+b", buffering=0) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _LAST_BYTES))
            end = file.read()
            last = _last(end)
            if last is not None and not _due(last, head, now=now):
                return
            torn = b"\n" if end and not end.endswith(b"\n") else b""  # a line that a crash cut short stays as it is
            file.write(torn + f"{head}\n".encode("ascii"))
            os.fsync(file.fileno())
        if not size:
            _sync_folder(path.parent)
    except OSError as error:
        _log.warning("%s: %s", heads_path(), error)


def read(path: Path | None = None) -> tuple[list[Head], list[int]]:
    """Every head of the file, in its order, and the numbers of the lines that are none. Raises OSError."""
    heads, unreadable = [], []
    for number, head in _lines((path or heads_path()).read_bytes()):
        if head is None:
            unreadable.append(number)
        else:
            heads.append(head)
    return heads, unreadable


def _lines(content: bytes) -> Iterator[tuple[int, Head | None]]:
    for number, line in enumerate(content.split(b"\n"), 1):
        if line:
            yield number, _parsed(line)


def _last(end: bytes) -> Head | None:
    heads = [head for _, head in _lines(end) if head is not None]
    return heads[-1] if heads else None


def _parsed(line: bytes) -> Head | None:
    try:
        at, number, digest, *more = line.decode("ascii").split(" ")
        if more not in ([], [RESTORED]) or len(digest) != 64:
            return None
        return Head(datetime.fromisoformat(at), int(number), digest, bool(more))
    except ValueError:
        return None


def _due(last: Head, head: Head, *, now: bool) -> bool:
    if head.restored:
        return True
    if head.number <= last.number:  # another process was faster
        return False
    return now or head.number - last.number >= EVERY_ENTRIES or head.at - last.at >= EVERY


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
