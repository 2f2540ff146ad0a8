"""Several processes at one ledger: killed while they load, or loading at the same time."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.ledger_parts import TEXT

KILLS = 15 if os.environ.get("LUOSHI_TEST_DB") == "postgres" else 50
"""Each takes twice as long on PostgreSQL, and what is ours to keep whole is the same."""
OPEN = """
import sys, pathlib
from luoshi.ledger import database
database.configure(); database.ensure()
from luoshi.people.models import Workspace
workspace, _ = Workspace.objects.get_or_create(slug="office", defaults={"name": "督查室"})
"""
LOAD = f"""{OPEN}
from luoshi.ledger.load import load_files
from tests.ledger_parts import made_from
for path, result in load_files(map(pathlib.Path, sys.argv[1:]), workspace=workspace, audience="public", read=made_from):
    print(getattr(result, "outcome", result), flush=True)
"""
CHECK = f"""{OPEN}
from luoshi.ledger.files import digest, stored
from luoshi.ledger.models import FACT_TABLES, Lineage, Reading, Rendition, Run, Source
from luoshi.ledger.rows import rebuild
from tests.ledger_parts import made
for row in Reading.objects.select_related("document__rendition", "run"):
    assert rebuild(row) == made(row.document.rendition.text).readings[0], row.pk
for source in Source.objects.all():
    assert digest(stored(source.sha256)) == (source.sha256, source.size), source.name
assert Source.objects.count() == Rendition.objects.count() == Run.objects.count() == Reading.objects.count()
assert Lineage.objects.count() == len(set(Source.objects.values_list("lineage", flat=True)))
print(Source.objects.count())
"""


def reports(folder: Path, count: int, *, paragraphs: int = 1) -> list[Path]:
    """Files that differ, each long enough to take a moment to record."""
    paths = [folder / f"报告{n}.txt" for n in range(count)]
    for n, path in enumerate(paths):
        path.write_text(TEXT * paragraphs + f"第{n}份。", "utf-8")
    return paths


def start(program: str, home: dict[str, str], *arguments: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        env=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def output(process: subprocess.Popen[str]) -> list[str]:
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    return out.split("\n")[:-1]


def whole_documents(home: dict[str, str]) -> int:
    return int(output(start(CHECK, home))[0])


def test_two_loads_at_once_neither_lose_nor_double(new_home, tmp_path):
    """Both make the ledger's tables, both load the same files, one of them backwards."""
    paths = reports(tmp_path, 12)
    both = [start(LOAD, new_home, *paths), start(LOAD, new_home, *reversed(paths))]
    outcomes = [outcome for process in both for outcome in output(process)]
    assert sorted(outcomes) == ["new"] * 12 + ["unchanged"] * 12
    assert whole_documents(new_home) == 12


@pytest.mark.slow
def test_a_loader_killed_again_and_again_leaves_a_whole_ledger(home, tmp_path):
    """Each round some files have changed, so that there is always something to be killed at."""
    output(start(LOAD, home, *reports(tmp_path, 1)))
    began = time.monotonic()  # of a ledger that has its tables, as every later round finds it
    output(start(LOAD, home, *reports(tmp_path, 1)))
    start_up = time.monotonic() - began
    chance = random.Random(2024)
    loaded = 1
    for kill in range(KILLS):
        paths = reports(tmp_path, 8, paragraphs=30 + kill)
        process = start(LOAD, home, *paths)
        time.sleep(chance.uniform(0.5, 1.5) * start_up)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        if kill % 5 == 4:
            now = whole_documents(home)
            assert now >= loaded, "what was committed stays"
            if now == loaded:
                start_up *= 1.4  # the machine is busier than it was: a kill before anything is written proves nothing
            loaded = now
    assert loaded > 1, "the kills came too early to prove anything"
    assert set(output(start(LOAD, home, *paths))) <= {"new", "new rendition", "unchanged"}
    assert output(start(LOAD, home, *paths)) == ["unchanged"] * len(paths)
    whole_documents(home)
