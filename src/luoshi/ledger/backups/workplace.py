"""A folder to work in beside the place where the whole is moved to: nothing half-written ever stands at that place."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from luoshi.errors import LedgerError


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """The folder, empty, and gone afterwards. What a killed process left in it is cleared away first.

    Raises L233 while another process works there, L232 where it cannot be made or written in.
    """
    try:
        lock = _locked(folder)
    except BlockingIOError as error:
        raise LedgerError("L233", str(folder)) from error
    except OSError as error:
        raise LedgerError("L232", str(folder.parent), reason=error.strerror or error) from error
    try:
        _clear(folder)
        yield folder
    except OSError as error:
        raise LedgerError("L232", str(folder.parent), reason=error.strerror or error) from error
    finally:
        _clear(folder)
        folder.rmdir()
        os.close(lock)


def sync(folder: Path) -> None:
    """Have the folder's list of names on disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _locked(folder: Path) -> int:
    """The folder open and locked: the lock ends with the process, however it ends."""
    while True:
        folder.mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if folder.exists() and os.path.samestat(os.fstat(descriptor), folder.stat()):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # the one before us has just taken it away


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
