"""Making a backup: a moment of the database, then the files, which only ever come to be more."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from luoshi.errors import LedgerError
from luoshi.ledger.backups import archive, databases
from luoshi.ledger.backups.workplace import sync, workplace
from luoshi.ledger.home import home
from luoshi.ledger.journal import JournalEntry, heads

HEADS = "journal-heads"


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that is whole and in its place."""

    manifest: archive.Manifest
    size: int
    damaged: tuple[str, ...]
    """Originals whose bytes are not those of their name: saved as they are, and to be told to somebody."""


def backup(target: Path, progress: Callable[[int, int], None] = lambda done, of: None) -> Made:
    """Save the ledger in the file `target`, readable by its owner alone; one that is there is replaced by a whole one.

    Others may write meanwhile: the backup holds the ledger of one moment. The ledger is left as it is, of whatever version.

    Raises L205, L229 to L233; then `target` is as it was.
    """
    folder, target = home(), target.absolute()
    if target.resolve().is_relative_to(folder.resolve()):
        raise LedgerError("L232", str(target), reason="它在账本文件夹里 it is in the ledger's folder")
    databases.check_there(folder)
    with workplace(target.with_name(f".{target.name}.part")) as scratch:
        heads_now = scratch / HEADS
        saved = _heads(heads_now)  # before the database: what heads know of must be in it
        database = databases.NAMES[databases.kind()]
        half = _Half(progress)
        databases.dump(folder, scratch / database, half)
        paths = {database: scratch / database, **({HEADS: heads_now} if saved else {}), **dict(_files(folder))}
        gauge = _Gauge(progress, 2 * sum(path.stat().st_size for path in paths.values()))
        members, damaged = [], []
        for name, path in paths.items():
            size, sha256 = archive.digest(path, gauge.moved)
            members.append(archive.Member(name, size, sha256))
            if name.startswith("files/") and path.name != sha256:
                damaged.append(name)
        manifest = archive.Manifest(
            luoshi=version("luoshi"), made_at=datetime.now(UTC).isoformat(timespec="seconds"), database=databases.kind(),
            database_version=databases.version(), migrations=databases.applied(), members=tuple(members),
        )  # fmt: skip
        whole = scratch / "whole"
        with open(os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            archive.pack(stream, manifest, paths, gauge.moved)
            stream.flush()
            os.fsync(stream.fileno())
        size = whole.stat().st_size
        os.replace(whole, target)
        sync(target.parent)
    return Made(manifest, size, tuple(damaged))


def _heads(place: Path) -> bool:
    """Copy the file of heads, the newest head in it; whether there is one."""
    if databases.has_journal():
        last = JournalEntry.objects.order_by("-number").values_list("number", "hash").first()
        if last:
            heads.note(heads.Head(datetime.now(UTC), last[0], last[1]), now=True)
    try:
        place.write_bytes(heads.heads_path().read_bytes())
    except FileNotFoundError:
        return False
    return True


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Everything else in the ledger's folder but what is hidden: that is other processes' scratch."""
    ours = {databases.NAMES["sqlite"] + ending for ending in ("", "-wal", "-shm", "-journal")} | {HEADS}
    seen: set[str] = set()
    for place, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(place)
        folders[:] = [] if real in seen else sorted(name for name in folders if not name.startswith("."))
        if real in seen:
            continue
        seen.add(real)
        for name in sorted(names):
            path = Path(place, name)
            within = path.relative_to(folder).as_posix()
            if not name.startswith(".") and within not in ours and stat.S_ISREG(path.stat().st_mode):
                yield within, path


class _Half:
    """The copy of the database is told as the first half of the way there."""

    def __init__(self, progress: Callable[[int, int], None]) -> None:
        self.progress = progress

    def __call__(self, done: int, of: int) -> None:
        self.progress(done, 2 * of)


class _Gauge:
    """Bytes dealt with, as the second half."""

    def __init__(self, progress: Callable[[int, int], None], of: int) -> None:
        self.progress, self.done, self.of = progress, 0, of

    def moved(self, count: int) -> None:
        self.done += count
        self.progress(self.of + self.done, 2 * self.of)
