"""Where the ledger lives: its folder, its database, its secret. No framework here, so that settings may ask."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from luoshi.errors import LedgerError

BUSY_SECONDS = 60
"""How long a writer waits for another to finish before it gives up."""


def home() -> Path:
    """The folder of the ledger and its files, as `LUOSHI_HOME` names it."""
    if named := os.environ.get("LUOSHI_HOME"):
        return Path(named).expanduser().absolute()
    if data := os.environ.get("XDG_DATA_HOME"):
        return Path(data).expanduser().absolute() / "luoshi"
    return Path.home() / ".luoshi"


def make_home(folder: Path) -> Path:
    """The folder, there and writable. Raises L201 where it cannot be."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError("L201", str(folder), reason=error.strerror or error) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise LedgerError("L201", str(folder), reason="not writable")
    return folder


def secret_key(folder: Path) -> str:
    """The key that signs sessions: made once, kept in the ledger's folder, readable by its owner alone."""
    path = folder / "secret-key"
    try:
        return path.read_text("ascii")
    except FileNotFoundError:
        pass
    key = secrets.token_urlsafe(48)
    scratch = make_home(folder) / f".secret-key.{os.getpid()}.{secrets.token_hex(4)}"
    descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(scratch, path)  # unlike a rename, it fails where another process was first
    except FileExistsError:
        pass
    finally:
        scratch.unlink()
    return path.read_text("ascii")


def proxies(count: str) -> int:
    """How many proxies of one's own stand before the pages; empty is none. Raises L410 for what is no count."""
    if count and not (count.isascii() and count.isdigit()):
        raise LedgerError("L410", "LUOSHI_PROXIES")
    return int(count or 0)


def database(url: str, folder: Path) -> dict[str, Any]:
    """One entry of Django's DATABASES. Raises L202 for an address that is not understood."""
    if not url:
        return _sqlite(folder / "ledger.sqlite3")
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgresql", "postgres") or not name:
        raise LedgerError("L202", "LUOSHI_DATABASE_URL")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(path: Path) -> dict[str, Any]:
    """WAL: readers never wait. A writer takes its lock when it begins, so two of them queue and never deadlock."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "timeout": BUSY_SECONDS,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;",
        },
    }
