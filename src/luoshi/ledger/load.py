"""Loading a file: received, read in a child under limits, kept on disk, recorded in one transaction.

What was there before stays. The same bytes with the same loader and reader change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import OperationalError
from django.utils import timezone

from luoshi.errors import LedgerError, LuoshiError, ReadError
from luoshi.ledger import files
from luoshi.ledger.database import look_over, writing
from luoshi.ledger.record import Outcome, Received, Shelf, record
from luoshi.people.audience import Audience
from luoshi.people.models import User, Workspace
from luoshi.reading import child
from luoshi.reading.facts import FileReading

Read = Callable[[Path], FileReading]
MANY = 200
"""Files after whose recording the database is told to look its tables over."""


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What loading a file came to."""

    path: Path
    outcome: Outcome
    documents: tuple[int, ...]
    """The documents the file holds now, in its order."""
    taken_down: bool = False
    """These bytes are in the ledger but were taken down: nobody sees them."""


def load_file(
    path: Path,
    *,
    workspace: Workspace,
    audience: Audience = Audience.WORKSPACE,
    owner: User | None = None,
    where_from: str | None = None,
    read: Read | None = None,
) -> LoadResult:
    """Load one file. Raises ReadError for a file that cannot be read, LedgerError for one that cannot be recorded.

    `where_from` is what makes a changed file the same file; without it, its absolute path. `read` is the reader.
    """
    received = receive(path, where_from=where_from)
    reading = child.run_in_child(read or _read, path, subject=str(path))
    return keep_and_record(received, reading, Shelf(workspace, audience, owner))


def load_files(
    paths: Iterable[Path],
    *,
    workspace: Workspace,
    audience: Audience = Audience.WORKSPACE,
    owner: User | None = None,
    workers: int = 1,
    read: Read | None = None,
) -> Iterator[tuple[Path, LoadResult | LuoshiError]]:
    """Load many files, each in a transaction of its own; a file that fails yields its error and the rest go on."""
    shelf = Shelf(workspace, audience, owner)
    received: dict[Path, Received] = {}

    def arriving() -> Iterator[Path]:
        for path in paths:
            received[path] = receive(path)
            yield path

    recorded = 0
    for path, reading in child.read_many(read or _read, arriving(), workers=workers):
        at_the_door = received.pop(path)
        if isinstance(reading, ReadError):
            yield path, reading
            continue
        try:
            yield path, keep_and_record(at_the_door, reading, shelf)
            recorded += 1
        except LuoshiError as error:
            yield path, error
    if recorded >= MANY:
        look_over()


def receive(path: Path, *, where_from: str | None = None) -> Received:
    """The file as it stands at the door. One that cannot be read has no hash; reading it says what is wrong."""
    sha256, size = files.digest(path)
    return Received(
        path=path, name=path.name, where_from=where_from or str(path.absolute()), sha256=sha256, size=size
    )  # fmt: skip


def keep_and_record(received: Received, reading: FileReading, shelf: Shelf) -> LoadResult:
    """Record a file that was read already. Inside another transaction it is part of that. Raises LedgerError."""
    files.keep(received.path, received.sha256)  # whole and on disk before the commit that names it
    try:
        with writing(f"workspace {shelf.workspace.pk}"):
            recorded = record(received, reading, shelf, now=timezone.now())
    except OperationalError as error:
        number = "L206" if "locked" in str(error) else "L205"
        raise LedgerError(number, str(received.path), reason=" ".join(str(error).split())) from error
    return LoadResult(received.path, recorded.outcome, recorded.documents, recorded.taken_down)


def _read(path: Path) -> FileReading:
    from luoshi.reading import read

    return read(path)
