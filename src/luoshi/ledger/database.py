"""Opening the ledger: settings from the environment, tables as this version needs them, writes one at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b

import django
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from luoshi.errors import LedgerError
from luoshi.ledger.home import home, make_home


def configure() -> None:
    """Make the tables' classes importable. Touches no database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.settings")
    if not settings.configured or not django.apps.apps.ready:
        django.setup()


def ensure(progress: Callable[[int, int], None] | None = None) -> None:
    """Bring the database to this version's tables; only one process does it, the others wait for it.

    `progress` is told how many files have been laid out anew after an upgrade, and of how many.

    Raises L201 where the ledger's folder cannot be written, L205 where the database cannot be reached.
    """
    from django.core.management import call_command
    from django.db.migrations.executor import MigrationExecutor

    folder = make_home(home())
    with (folder / ".migrating").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            with _one_machine_at_a_time():
                executor = MigrationExecutor(connection)
                if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                    call_command("migrate", interactive=False, verbosity=0)
                from luoshi.ledger.standing_rows import bring_up_to_date

                bring_up_to_date(progress)
        except DatabaseError as error:
            raise LedgerError("L205", reason=" ".join(str(error).split())) from error


def look_over() -> None:
    """Have PostgreSQL put in order what a large load left, and its planner learn what the tables hold now. Outside a transaction.

    Where its own housekeeping is late or off, a search among a million sentences that were all loaded since takes minutes rather than
    milliseconds, and even then reads what waits to be put into the index of words one by one. SQLite needs neither.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


@contextmanager
def writing(name: str) -> Iterator[None]:
    """One transaction, alone among those writing under the same name: all of it is recorded or none.

    SQLite lets in one writer at a time whatever the name: it takes the lock as the transaction begins.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_lock_number(name)])
        yield


@contextmanager
def _one_machine_at_a_time() -> Iterator[None]:
    """The file lock holds within one machine; a PostgreSQL ledger may be opened from several."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_lock_number("migrating")])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_lock_number("migrating")])


def _lock_number(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)
