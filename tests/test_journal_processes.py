"""Several processes at one journal, and a payload that is gone from the disk once it was erased."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.homes import ON_POSTGRES
from tests.test_journal_verify import audit, entered
from tests.test_ledger_processes import output, start

pytestmark = pytest.mark.slow

WRITE = """
import sys
from luoshi.ledger import database
database.configure()
from django.db import transaction
from luoshi.ledger.journal import enter
from luoshi.people.access import KEEPER
from luoshi.people.workspaces import main_workspace
office = main_workspace()
for n in range(int(sys.argv[2])):
    with transaction.atomic():
        enter(office, KEEPER, "report", ("task", f"{sys.argv[1]}-{n}"), payload={"n": n})
    try:
        with transaction.atomic():
            enter(office, KEEPER, "report", ("task", "never"))
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
"""


def test_twenty_writers_at_once_lose_nothing(home: dict[str, str]) -> None:
    writers = [start(WRITE, home, Path(str(writer)), Path("10")) for writer in range(20)]
    for writer in writers:
        output(writer)
    rows = [json.loads(line) for line in audit(home, "list", "--format", "jsonl").stdout.splitlines()]
    assert [row["number"] for row in rows] == list(range(1, 201))
    assert {row["target"]["id"] for row in rows} == {f"{writer}-{n}" for writer in range(20) for n in range(10)}
    verified = audit(home, "verify")
    assert verified.returncode == 0, verified.stderr
    numbers = [int(line.split()[1]) for line in (Path(home["LUOSHI_HOME"]) / "journal-heads").read_text().splitlines()]
    assert numbers == sorted(set(numbers))
    assert numbers[-1] == 200


def test_a_writer_killed_leaves_a_sound_chain(home: dict[str, str]) -> None:
    entered(home, 1)
    for _ in range(5):
        writer = subprocess.Popen([sys.executable, "-c", WRITE, "k", "100000"], env=home, start_new_session=True)
        time.sleep(1.2)
        writer.kill()
        writer.wait()
    verified = audit(home, "verify")
    assert verified.returncode == 0, verified.stderr


def test_what_was_erased_stands_nowhere_in_the_ledgers_folder(home: dict[str, str]) -> None:
    if ON_POSTGRES:
        pytest.skip("PostgreSQL frees the space at its next vacuum")
    folder = Path(home["LUOSHI_HOME"])
    entered(home, 3, payload={"who": "王小明的住址"})
    secret = "王小明的住址".encode()
    assert any(secret in path.read_bytes() for path in folder.glob("ledger.sqlite3*"))
    for number in ("1", "2", "3"):
        erased = audit(home, "erase", number, "--why", "当事人要求")
        assert erased.returncode == 0, erased.stderr
    assert not any(secret in path.read_bytes() for path in folder.glob("ledger.sqlite3*"))
    assert audit(home, "verify").returncode == 0
