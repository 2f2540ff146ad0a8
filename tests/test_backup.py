"""`luoshi backup` and `luoshi restore`: what comes back is what was there, and what is no backup is refused."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from luoshi.ledger.backups.workplace import workplace
from tests.homes import ON_POSTGRES, environment_of
from tests.test_journal_verify import RAW, audit, entered, program
from tests.test_ledger_processes import LOAD, output, reports, start, whole_documents

Home = dict[str, str]

EVERYTHING = """
import hashlib
from luoshi.ledger import database
database.configure()
from django.apps import apps
for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
    rows = sorted(map(repr, model._base_manager.values_list(*[field.attname for field in model._meta.concrete_fields])))
    print(model._meta.label, len(rows), hashlib.sha256("".join(rows).encode()).hexdigest())
"""


@pytest.fixture
def again(tmp_path: Path) -> Iterator[Home]:
    """The environment of an empty place to restore into."""
    with environment_of(tmp_path / "again") as environment:
        yield environment


NOTE = """
from luoshi.ledger import database
database.configure()
from luoshi.ledger.models import Document
from luoshi.notes.actions import write
from luoshi.people.models import User
document = Document.objects.first()
write(document, document.start, document.start + 9, "原文如此", person=User.objects.get(username="zhang"))
"""


@pytest.fixture
def filled(home: Home, tmp_path: Path) -> Home:
    """A ledger with documents, an account, a note and a journal."""
    output(start(LOAD, home, *reports(tmp_path, 2)))
    done = luoshi(home, "people", "add", "zhang", "--role", "administrator", "--generate")
    assert done.returncode == 0, done.stderr
    program(home, NOTE)
    entered(home, 3, name="zhang", payload={"lead": "住建局"})
    program(home, "from luoshi.ledger.home import home, secret_key; secret_key(home())")
    return home


def luoshi(home: Home, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "luoshi.cli", *map(str, arguments)]
    return subprocess.run(command, env=home, capture_output=True, text=True, encoding="utf-8", timeout=300)


def refused(home: Home, number: str, *arguments: str | Path) -> None:
    done = luoshi(home, *arguments)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done.stderr
    assert f"[{number}]" in done.stderr


def tree(home: Home) -> dict[str, bytes]:
    """What is in the ledger's folder besides the database and the heads."""
    folder = Path(home["LUOSHI_HOME"])
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: content for name, content in found.items() if name[0] != "." and not name.startswith(("ledger.sqlite3", "journal-heads"))}  # fmt: skip


def beside(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir() if each.name.startswith(f".{path.name}"))


@pytest.mark.slow
def test_what_comes_back_is_what_was_there(filled: Home, again: Home, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar.gz"
    done = luoshi(filled, "backup", file)
    assert (done.returncode, done.stderr) == (0, "")
    assert file.stat().st_mode & 0o777 == 0o600
    assert beside(file) == []
    back = luoshi(again, "restore", file)
    assert (back.returncode, back.stderr) == (0, "")
    assert "流水完好:3 条" in back.stdout
    rows, came_back = output(start(EVERYTHING, filled)), output(start(EVERYTHING, again))
    assert came_back == rows
    counts = {line.split()[0]: int(line.split()[1]) for line in rows}
    for table, count in (("ledger.Document", 2), ("notes.Note", 1), ("people.User", 1), ("ledger.JournalEntry", 3)):
        assert counts[table] == count, table
    assert tree(again) == tree(filled)
    assert "secret-key" in tree(again)
    assert whole_documents(again) == 2
    assert Path(again["LUOSHI_HOME"]).stat().st_mode & 0o777 == 0o700
    refused(again, "L234", "restore", file)
    entered(again, 1)
    assert audit(again, "verify").returncode == 0


@pytest.mark.slow
def test_a_backup_while_files_are_loaded_is_whole(home: Home, again: Home, tmp_path: Path) -> None:
    loading = start(LOAD, home, *reports(tmp_path, 40, paragraphs=20))
    assert loading.stdout is not None
    for _ in range(3):
        loading.stdout.readline()
    file = tmp_path / "backup.tar.gz"
    done = luoshi(home, "backup", file)
    assert done.returncode == 0, done.stderr
    assert loading.poll() is None, "the load was over before the backup: make it longer"
    loading.kill()
    loading.wait()
    back = luoshi(again, "restore", file)
    assert back.returncode == 0, back.stderr
    assert whole_documents(again) >= 3


@pytest.mark.slow
def test_a_backup_killed_leaves_the_one_before_and_the_next_is_whole(filled: Home, again: Home, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar.gz"
    file.write_text("the one before")
    ballast = Path(filled["LUOSHI_HOME"]) / "files" / "ballast"
    ballast.write_bytes(os.urandom(1 << 24) * 4)
    seen = set()
    for wait in (1.0, 1.5, 2.0, 2.5):
        making = subprocess.Popen(
            [sys.executable, "-m", "luoshi.cli", "backup", str(file)], env=filled, stdout=-3, stderr=-3
        )
        time.sleep(wait)
        making.kill()
        making.wait()
        if left := beside(file):  # killed while it worked, not after it had put the new one in place
            assert file.read_bytes() == b"the one before"
            seen.update(left)
        file.write_text("the one before")
    assert seen == {".backup.tar.gz.part"}, "never killed while it worked"
    ballast.unlink()
    assert luoshi(filled, "backup", file).returncode == 0
    assert beside(file) == []
    assert luoshi(again, "restore", file).returncode == 0


@pytest.mark.slow
def test_a_restore_killed_leaves_the_place_empty_and_the_next_is_whole(
    filled: Home, again: Home, tmp_path: Path
) -> None:
    ballast = Path(filled["LUOSHI_HOME"]) / "files" / "ballast"
    ballast.write_bytes(os.urandom(1 << 24) * 8)
    file = tmp_path / "backup.tar.gz"
    assert luoshi(filled, "backup", file).returncode == 0
    folder = Path(again["LUOSHI_HOME"])
    putting = subprocess.Popen(
        [sys.executable, "-m", "luoshi.cli", "restore", str(file)], env=again, stdout=-3, stderr=-3
    )
    until = time.monotonic() + 60
    while not list(folder.parent.glob(f".{folder.name}.restoring/home/*")) and time.monotonic() < until:
        time.sleep(0.01)
    putting.kill()
    putting.wait()
    assert not folder.exists()
    assert beside(folder) == [".again.restoring"]
    done = luoshi(again, "restore", file)
    assert done.returncode == 0, done.stderr
    assert beside(folder) == []
    assert tree(again) == tree(filled)


@pytest.mark.slow
def test_entries_lost_with_an_older_backup_are_said(filled: Home, again: Home, tmp_path: Path) -> None:
    """The heads stand on another disk and know more than the backup does."""
    elsewhere = {"LUOSHI_JOURNAL_HEADS": str(tmp_path / "heads")}
    filled, again = {**filled, **elsewhere}, {**again, **elsewhere}
    assert luoshi(filled, "backup", tmp_path / "backup.tar.gz").returncode == 0
    entered(filled, 2)
    assert audit(filled, "verify").returncode == 0
    done = luoshi(again, "restore", tmp_path / "backup.tar.gz")
    assert done.returncode == 0, done.stderr
    assert "恢复到第 3 条,到第 5 条止的没有了" in done.stdout
    assert not (Path(again["LUOSHI_HOME"]) / "journal-heads").exists()
    entered(again, 1)
    assert audit(again, "verify").returncode == 0


@pytest.mark.slow
def test_a_restored_journal_that_was_tampered_with_is_said(filled: Home, again: Home, tmp_path: Path) -> None:
    program(filled, RAW, "UPDATE ledger_journalentry SET why = '' WHERE number = 2")
    assert luoshi(filled, "backup", tmp_path / "backup.tar.gz").returncode == 0
    refused(again, "L220", "restore", tmp_path / "backup.tar.gz")


@pytest.mark.slow
def test_what_is_refused(filled: Home, again: Home, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar.gz"
    refused(filled, "L232", "backup", Path(filled["LUOSHI_HOME"]) / "backup.tar.gz")
    refused(filled, "L232", "backup", tmp_path / "none" / "backup.tar.gz")
    refused(again, "L229", "backup", file)
    with workplace(tmp_path / ".backup.tar.gz.part"):
        refused(filled, "L233", "backup", file)
    assert luoshi(filled, "backup", file).returncode == 0
    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(file.read_bytes()[:-2000])
    refused(again, "L236", "restore", broken)
    other = {**again, "LUOSHI_DATABASE_URL": "" if ON_POSTGRES else "postgresql://postgres@127.0.0.1:1/none"}
    refused(other, "L238" if ON_POSTGRES else "L205", "restore", file)
    assert not Path(again["LUOSHI_HOME"]).exists()
    assert beside(Path(again["LUOSHI_HOME"])) == []
    if ON_POSTGRES:
        nowhere = tmp_path / "nothing"
        nowhere.mkdir()
        refused({**filled, "PATH": str(nowhere)}, "L230", "backup", tmp_path / "second.tar.gz")
        assert not (tmp_path / "second.tar.gz").exists()
        refused({**filled, "LUOSHI_HOME": str(tmp_path / "fresh")}, "L235", "restore", file)
