"""The database as one file, and back: SQLite's own copy, PostgreSQL's own programs."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from luoshi.errors import LedgerError
from luoshi.ledger.home import BUSY_SECONDS

NAMES = {"sqlite": "ledger.sqlite3", "postgresql": "ledger.pgdump"}
"""What the database is called within a backup."""
_PAGES = 500
_OTHERS = """
SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""


def kind() -> str:
    """`sqlite` or `postgresql`."""
    return connection.vendor


def check_there(home: Path) -> None:
    """Raise L229 where there is no ledger, L205 where its database cannot be reached. Makes nothing."""
    if kind() == "sqlite" and not (home / NAMES["sqlite"]).is_file():
        raise LedgerError("L229", str(home))
    if "django_migrations" not in _tables():
        raise LedgerError("L229", str(home))


def check_empty() -> None:
    """Raise L235 where the PostgreSQL database has anything of one's own in it, L205 where it cannot be reached."""
    if kind() == "postgresql" and _asked(_OTHERS)[0]:
        raise LedgerError("L235", str(settings.DATABASES["default"]["NAME"]))


def has_journal() -> bool:
    """Whether the ledger is of a version that has one."""
    return "ledger_journalentry" in _tables()


def version() -> str:
    """The database's own version."""
    return sqlite3.sqlite_version if kind() == "sqlite" else str(_asked("SHOW server_version")[0])


def applied() -> tuple[str, ...]:
    """The migrations that the ledger has had."""
    return tuple(sorted(".".join(each) for each in MigrationRecorder(connection).applied_migrations()))


def known() -> set[str]:
    """The migrations this version of Luoshi knows."""
    return {".".join(each) for each in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}


def dump(home: Path, target: Path, progress: Callable[[int, int], None]) -> None:
    """The database as it stands at one moment, in one file, while others read and write. Raises L230, L231."""
    if kind() == "sqlite":
        _copy(home / NAMES["sqlite"], target, progress)
    else:
        _program("pg_dump", "--format=custom", f"--file={target}")


def undump(dumped: Path) -> None:
    """Fill the empty PostgreSQL database: all of it or nothing. Raises L230, L231."""
    _program("pg_restore", "--single-transaction", "--exit-on-error", str(dumped))


def _copy(source: Path, target: Path, progress: Callable[[int, int], None]) -> None:
    """One reading transaction holds the moment: without it the copy would begin again after each write by others."""
    try:
        with (
            closing(sqlite3.connect(source, timeout=BUSY_SECONDS, isolation_level=None)) as reader,
            closing(sqlite3.connect(target)) as copy,
        ):
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
            reader.backup(copy, pages=_PAGES, progress=lambda _, left, of: progress(of - left, of), sleep=0)
            reader.execute("ROLLBACK")
    except sqlite3.Error as error:
        raise LedgerError("L231", str(source), program="sqlite3 backup", reason=error) from error


def _program(name: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on the ledger's database. The password is no argument: others could read it."""
    if shutil.which(name) is None:
        raise LedgerError("L230", program=name)
    from psycopg.conninfo import make_conninfo

    database: dict[str, Any] = settings.DATABASES["default"]
    where = {"dbname": database["NAME"], "user": database["USER"], "host": database["HOST"], "port": database["PORT"]}
    where |= database.get("OPTIONS", {})
    password = where.pop("password", "") or database["PASSWORD"]
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    address = make_conninfo(**{name: value for name, value in where.items() if value})
    command = [name, "--no-owner", "--no-privileges", "--no-password", f"--dbname={address}", *arguments]
    connection.close()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        try:
            said = process.communicate()[1].decode("utf-8", "replace").strip()
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise LedgerError("L231", program=name, reason=said.split("\n")[0] or process.returncode)


def _tables() -> set[str]:
    try:
        return set(connection.introspection.table_names())
    except DatabaseError as error:
        raise LedgerError("L205", reason=" ".join(str(error).split())) from error


def _asked(query: str) -> tuple[Any, ...]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return tuple(cursor.fetchone() or ())
    except DatabaseError as error:
        raise LedgerError("L205", reason=" ".join(str(error).split())) from error
