"""The files as received, each under its own hash: `$LUOSHI_HOME/files/ab/abcdef…`.

A file is whole and on disk before its name is committed anywhere; one that no commit came to name does no harm, and is
what the next load of the same bytes finds.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
from pathlib import Path

from luoshi.errors import LedgerError
from luoshi.ledger.home import home, make_home
from luoshi.reading.load.file import MAX_FILE

BLOCK = 1 << 20


def digest(path: Path) -> tuple[str, int]:
    """SHA-256 of the file's bytes in hexadecimal, and how many they are; nothing where it is no file to be read."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_FILE:
            return "", status.st_size
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest(), status.st_size
    except (OSError, ValueError):
        return "", 0


def stored(sha256: str) -> Path:
    """Where the file with this hash stands, or would."""
    return home() / "files" / sha256[:2] / sha256


def keep(path: Path, sha256: str) -> Path:
    """Copy the file under its hash, synced to disk. Raises L204 where its bytes are no longer those of the hash."""
    if not sha256:
        raise LedgerError("L204", str(path))
    place = stored(sha256)
    if place.exists():  # only whole files get their name
        return place
    make_home(home())
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    scratch = place.with_name(f".{sha256}.{os.getpid()}.{secrets.token_hex(4)}")
    hasher = hashlib.sha256()
    try:
        with path.open("rb") as source, scratch.open("xb") as target:
            while block := source.read(BLOCK):
                hasher.update(block)
                target.write(block)
            target.flush()
            os.fsync(target.fileno())
        if hasher.hexdigest() != sha256:
            raise LedgerError("L204", str(path))
        scratch.rename(place)
    finally:
        scratch.unlink(missing_ok=True)
    for folder in (place.parent, place.parent.parent, place.parent.parent.parent):
        _sync_folder(folder)
    return place


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
