"""Ledgers of their own for other processes: a folder, and on PostgreSQL (`LUOSHI_TEST_DB=postgres`) a database."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import new_database

ON_POSTGRES = os.environ.get("LUOSHI_TEST_DB", "sqlite") == "postgres"


@contextmanager
def environment_of(folder: Path, *, template: str = "") -> Iterator[dict[str, str]]:
    """The environment of a ledger in this folder, and on PostgreSQL in a new database, for other processes."""
    environment = {**os.environ, "LUOSHI_HOME": str(folder), "PYTHONPATH": str(Path(__file__).parent.parent)}
    environment.pop("LUOSHI_DATABASE_URL", None)
    if not ON_POSTGRES:
        yield environment
        return
    with new_database(os.environ["LUOSHI_TEST_DATABASE_URL"], template=template) as address:
        yield {**environment, "LUOSHI_DATABASE_URL": address}


@contextmanager
def copied(ready: dict[str, str], folder: Path) -> Iterator[dict[str, str]]:
    """The environment of a ledger that is a copy of the ready one, in this folder."""
    shutil.copytree(ready["LUOSHI_HOME"], folder)
    with environment_of(folder, template=ready.get("LUOSHI_DATABASE_URL", "")) as environment:
        yield environment
