"""Putting a backup back: checked and written beside the ledger's folder, then moved there in one step."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from luoshi.errors import LedgerError
from luoshi.ledger.backups import archive, databases
from luoshi.ledger.backups.making import HEADS
from luoshi.ledger.backups.workplace import sync, workplace
from luoshi.ledger.home import home
from luoshi.ledger.journal import JournalEntry, heads

_WITHIN = ".restoring"
"""Where the folder is a disk of its own, nothing can be moved onto it: the work is done inside."""


def restore(backup: Path, progress: Callable[[int, int], None] = lambda done, of: None) -> archive.Manifest:
    """Put the ledger back into `LUOSHI_HOME` (and the PostgreSQL database), both empty. On failure nothing is left there.

    Raises L205, L230 to L239.
    """
    folder = Path(os.path.realpath(home()))
    _check_empty(folder)
    databases.check_empty()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        backup.open("rb").close()
    except OSError as error:
        raise LedgerError("L232", error.filename, reason=error.strerror or error) from error
    mounted = os.path.ismount(folder)
    with workplace(folder / _WITHIN if mounted else folder.with_name(f".{folder.name}{_WITHIN}")) as scratch:
        staged = scratch / "home"
        staged.mkdir(mode=0o700)
        manifest = archive.unpack(backup, staged, _accept, progress)
        kept_elsewhere = _heads_elsewhere(staged)
        if manifest.database == "postgresql":
            dumped = (staged / databases.NAMES["postgresql"]).rename(scratch / "dump")
            databases.undump(dumped)
        for place, _, _ in os.walk(staged):
            sync(Path(place))
        _check_empty(folder)
        _move(staged, folder, mounted=mounted)
        _write_heads(kept_elsewhere)
    return manifest


def record() -> None:
    """Add a line to the heads that the ledger was put back, and up to which entry; called when it is open again."""
    last = JournalEntry.objects.order_by("-number").values_list("number", "hash").first()
    if last:
        heads.note(heads.Head(datetime.now(UTC), last[0], last[1], restored=True))


def _accept(manifest: archive.Manifest) -> None:
    """Raise L236 to L239 for a backup that cannot be put back here."""
    if manifest.database != databases.kind():
        chinese, english = ("设置", "set") if manifest.database == "postgresql" else ("不要设置", "unset")
        raise LedgerError("L238", kind=manifest.database, chinese=chinese, english=english)
    if set(manifest.migrations) - databases.known():
        raise LedgerError("L239", version=manifest.luoshi)
    if databases.NAMES[databases.kind()] not in {member.name for member in manifest.members}:
        raise LedgerError("L236", reason="没有数据库 the database is not in it")


def _check_empty(folder: Path) -> None:
    if os.path.lexists(folder) and (not folder.is_dir() or any(path.name != _WITHIN for path in folder.iterdir())):
        raise LedgerError("L234", str(folder))


def _heads_elsewhere(staged: Path) -> bytes:
    """Take the heads out of what goes into the folder where a setting names another place for them."""
    path = staged / HEADS
    if not os.environ.get("LUOSHI_JOURNAL_HEADS") or not path.exists():
        return b""
    content = path.read_bytes()
    path.unlink()
    return content


def _write_heads(content: bytes) -> None:
    """To where the setting says, unless a file is there: that one knows more, and stays."""
    place = heads.heads_path()
    if content and not place.exists():
        with open(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            os.fsync(file.fileno())


def _move(staged: Path, folder: Path, *, mounted: bool) -> None:
    if not mounted:
        os.rename(staged, folder)
        sync(folder.parent)
        return
    for path in sorted(staged.iterdir(), key=lambda path: path.name == databases.NAMES["sqlite"]):  # the database last
        path.rename(folder / path.name)
    sync(folder)
