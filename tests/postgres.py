"""A PostgreSQL server for the tests: the one named, else one of our own that lives as long as they run."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

HOW = (
    "no PostgreSQL server for the tests: `apt-get install postgresql`, "
    "or name one you may create databases on: LUOSHI_TEST_DATABASE_URL=postgresql://user@host/postgres"
)


class NoServer(Exception):
    """There is no server and none can be started; says how to get one."""


class Cluster:
    """A throw-away server on a socket in a folder of its own, under an account that is not root."""

    def __init__(self) -> None:
        programs = _programs()
        account = _account()
        self.folder = Path(tempfile.mkdtemp(prefix="luoshi-pg-", dir="/tmp"))  # socket paths must be short
        if account:
            shutil.chown(self.folder, account)
        self._as = {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": []} if account else {}
        self._control = str(programs / "pg_ctl")
        self.url = f"postgresql://postgres@/postgres?host={self.folder}"
        data = str(self.folder / "data")
        self._run(
            str(programs / "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"
        )
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off"
        self._run(self._control, "-D", data, "-w", "-o", options, "-l", str(self.folder / "log"), "start")

    def stop(self) -> None:
        self._run(self._control, "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, *command: str) -> None:
        subprocess.run(
            command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self._as
        )


@contextmanager
def new_database(server: str, *, template: str = "") -> Iterator[str]:
    """A database of its own on the server, empty or as the one with the `template` address, gone afterwards; its address."""
    import psycopg

    name = f"luoshi_test_{uuid4().hex[:12]}"
    copied = urlsplit(template).path.lstrip("/") or "template0"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {copied} ENCODING 'UTF8'")
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _programs() -> Path:
    on_path = shutil.which("initdb")
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or ([Path(on_path)] if on_path else [])
    if not places:
        raise NoServer(HOW)
    return places[-1].parent


def _account() -> str:
    """Whom to run the server as: nobody else, unless we are root, which it refuses."""
    if os.geteuid() != 0:
        return ""
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise NoServer(HOW)
