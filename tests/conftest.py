"""What the tests stand on: a folder of their own and one database, the same tests for either kind.

`LUOSHI_TEST_DB=postgres` runs those marked `database` (every test that asks for one of the fixtures below) on
PostgreSQL: the server of `LUOSHI_TEST_DATABASE_URL` in a database of its own, else a throw-away one; else they are
skipped with the way to get one, which with CI=true is a failure.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.homes import ON_POSTGRES, copied, environment_of
from tests.postgres import HOW, Cluster, NoServer

DATABASE_FIXTURES = {"db", "transactional_db", "home", "new_home", "workspace"}

_cluster: Cluster | None = None
_missing = ""
_scratch = tempfile.TemporaryDirectory(prefix="luoshi-tests-")

os.environ["LUOSHI_HOME"] = _scratch.name
os.environ["DJANGO_SETTINGS_MODULE"] = "luoshi.settings"
os.environ.pop("LUOSHI_DATABASE_URL", None)
if ON_POSTGRES:
    if not os.environ.get("LUOSHI_TEST_DATABASE_URL"):
        try:
            _cluster = Cluster()
            os.environ["LUOSHI_TEST_DATABASE_URL"] = _cluster.url  # for the workers that share the tests out
        except (NoServer, OSError, Exception) as error:
            _missing = str(error) if isinstance(error, NoServer) else f"{HOW} ({error})"
    if not _missing:
        os.environ["LUOSHI_DATABASE_URL"] = os.environ["LUOSHI_TEST_DATABASE_URL"]


def pytest_configure() -> None:
    from luoshi.ledger import database

    database.configure()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")
            if _missing:
                item.add_marker(pytest.mark.skip(reason=_missing))
    if _missing and os.environ.get("CI") == "true":
        raise pytest.UsageError(_missing)


def pytest_unconfigure() -> None:
    if _cluster is not None:
        _cluster.stop()


@pytest.fixture
def new_home(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment for other processes of a ledger that nobody has opened: no folder, and on PostgreSQL an empty database."""
    with environment_of(tmp_path / "home") as environment:
        yield environment


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A ledger with its tables and nothing in them, for others to be copied from: making them takes seconds."""
    with environment_of(tmp_path_factory.mktemp("ready") / "home") as environment:
        program = "from luoshi.ledger import database; database.configure(); database.ensure()"
        subprocess.run([sys.executable, "-c", program], env=environment, check=True, timeout=300)
        yield environment


@pytest.fixture
def home(tmp_path: Path, ready: dict[str, str]) -> Iterator[dict[str, str]]:
    """The environment for other processes of an empty ledger of its own."""
    with copied(ready, tmp_path / "home") as environment:
        yield environment


@pytest.fixture
def workspace(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A workspace in an empty ledger whose files stand in a folder of this test's own."""
    from luoshi.people.models import Workspace

    monkeypatch.setenv("LUOSHI_HOME", str(tmp_path / "home"))
    return Workspace.objects.create(slug="office", name="督查室")
