"""`luoshi audit` as a user calls it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

Home = dict[str, str]

ENTER = """
import json, sys
from luoshi.ledger import database
database.configure()
from django.db import transaction
from luoshi.ledger.journal import enter
from luoshi.people.access import KEEPER
from luoshi.people.models import User
from luoshi.people.workspaces import main_workspace
count, payload, name = int(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3]
person = User.objects.get_or_create(username=name)[0] if name else KEEPER
for n in range(count):
    with transaction.atomic():
        enter(main_workspace(), person, "assign", ("task", n), post="督查室主任" if name else "", why="分工调整", payload=payload)
"""
RAW = """
import sys
from luoshi.ledger import database
database.configure()
from django.db import connection
connection.cursor().execute(sys.argv[1])
"""


def audit(home: Home, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "luoshi.cli", "audit", *arguments]
    return subprocess.run(command, env=home, capture_output=True, text=True, encoding="utf-8", timeout=120)


def program(home: Home, code: str, *arguments: str) -> None:
    done = subprocess.run([sys.executable, "-c", code, *arguments], env=home, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def entered(home: Home, count: int, *, payload: dict[str, Any] | None = None, name: str = "") -> None:
    program(home, ENTER, str(count), json.dumps(payload or {}), name)


def test_a_sound_journal_is_one_line_and_pins_its_head(home: Home) -> None:
    assert audit(home, "verify").returncode == 0
    entered(home, 5)
    done = audit(home, "verify")
    assert (done.returncode, done.stderr) == (0, "")
    assert "5 条" in done.stdout
    assert "5 entries" in done.stdout
    heads = (Path(home["LUOSHI_HOME"]) / "journal-heads").read_text().splitlines()
    assert [line.split()[1] for line in heads] == ["1", "5"]


def test_what_is_wrong_is_a_line_each_and_status_1(home: Home) -> None:
    entered(home, 6)
    assert audit(home, "verify").returncode == 0
    program(home, RAW, "UPDATE ledger_journalentry SET why = '' WHERE number = 2")
    program(home, RAW, "DELETE FROM ledger_journalentry WHERE number = 4 OR number = 6")
    done = audit(home, "verify")
    assert done.returncode == 1
    assert [line.split("]")[0] for line in done.stderr.splitlines()] == ["[L220", "[L221", "[L223"]
    assert "第 2 条被改动(此前可信到第 1 条)" in done.stderr
    assert "entry 2 was changed (sound up to 1)" in done.stderr
    lines = [json.loads(line) for line in audit(home, "verify", "--format", "jsonl").stdout.splitlines()]
    assert [(line["what"], line["number"], line["last_sound"]) for line in lines[:-1]] == [
        ("changed", 2, 1),
        ("missing", 4, 3),
        ("cut off", 6, 3),
    ]
    assert (lines[-1]["sound"], lines[-1]["entries"]) == (False, 4)


def test_entries_are_listed_and_picked_out(home: Home) -> None:
    entered(home, 2, payload={"lead": "住建局"})
    entered(home, 1, name="zhang")
    text = audit(home, "list").stdout
    assert len(text.splitlines()) == 3
    assert "zhang(督查室主任)" in text

    def numbers(*filters: str) -> list[int]:
        done = audit(home, "list", "--format", "jsonl", *filters)
        assert done.returncode == 0, done.stderr
        return [json.loads(line)["number"] for line in done.stdout.splitlines()]

    assert numbers("--who", "zhang") == [3]
    assert numbers("--target", "task:1") == [2]
    assert numbers("--target", "task") == [1, 2, 3]
    assert numbers("--since", "2020-01-01") == [1, 2, 3]
    assert numbers("--since", "2999-01-01") == []
    first = json.loads(audit(home, "list", "--format", "jsonl").stdout.splitlines()[0])
    assert (first["payload"], first["why"], first["who"]) == ({"lead": "住建局"}, "分工调整", None)


def test_refusals_are_one_line(home: Home) -> None:
    for arguments, told in ((("list", "--who", "nobody"), "L400"), (("erase", "7", "--why", "x"), "L228")):
        done = audit(home, *arguments)
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
        assert f"[{told}]" in done.stderr


@pytest.mark.slow
@pytest.mark.once
def test_a_hundred_thousand_entries_take_seconds(home: Home) -> None:
    import time

    program(home, MANY)
    started = time.monotonic()
    done = audit(home, "verify")
    assert done.returncode == 0, done.stderr
    assert "100000 条" in done.stdout
    assert time.monotonic() - started < 30


MANY = """
from luoshi.ledger import database
database.configure()
from datetime import datetime, timedelta, UTC
from luoshi.ledger.journal import JournalEntry, chain, heads
from luoshi.people.workspaces import main_workspace
office, rows, previous, when = main_workspace(), [], chain.GENESIS, datetime(2026, 1, 1, tzinfo=UTC)
for number in range(1, 100001):
    when += timedelta(microseconds=1234567)
    text, salt = chain.canonical({"n": number, "words": "推进有力" * 20}), "ab" * 16
    row = JournalEntry(number=number, workspace=office, recorded_at=when, action="report", target_kind="task",
        target_id=str(number % 500), payload=text, salt=salt, sealed=chain.seal(salt, text), previous=previous)
    previous = row.hash = chain.link(previous, number, office.pk, None, "", when, "report", ("task", row.target_id), "", row.sealed)
    rows.append(row)
JournalEntry.objects.bulk_create(rows, batch_size=500)
heads.note(heads.Head(when, number, previous))
"""
