"""When a head is written down outside the database, and the bar over a long walk."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import pytest

from luoshi.cli import waiting
from luoshi.ledger.journal import heads

START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LUOSHI_JOURNAL_HEADS", str(tmp_path / "heads"))
    return tmp_path / "heads"


def head(number: int, minutes: float = 0, **more: bool) -> heads.Head:
    return heads.Head(START + timedelta(minutes=minutes), number, f"{number:064x}", **more)


def numbers() -> list[int]:
    return [each.number for each in heads.read()[0]]


def test_a_head_every_hundred_entries_or_ten_minutes(path: Path) -> None:
    for number in range(1, 251):
        heads.note(head(number))
    assert numbers() == [1, 101, 201]
    heads.note(head(251, minutes=9.9))
    assert numbers() == [1, 101, 201]
    heads.note(head(252, minutes=10))
    assert numbers() == [1, 101, 201, 252]


def test_a_head_on_demand_and_none_twice(path: Path) -> None:
    for number in (1, 5, 5, 4):
        heads.note(head(number), now=True)
    assert numbers() == [1, 5]


def test_a_line_says_time_number_and_hash(path: Path) -> None:
    heads.note(head(7))
    heads.note(head(3, minutes=1, restored=True))
    assert path.read_text().splitlines() == [
        f"2026-11-22T08:00:00.000000Z 7 {7:064x}",
        f"2026-11-22T08:01:00.000000Z 3 {3:064x} restored",
    ]
    assert heads.read() == ([head(7), head(3, minutes=1, restored=True)], [])


@pytest.mark.parametrize(
    "line",
    ["", " ", "x 1 y", f"2026-01-01 1 {1:063x}", f"2026-01-01 one {1:064x}", "\xff", f"2026-01-01 1 {1:064x} gone"],
)
def test_a_line_that_is_none_is_told(path: Path, line: str) -> None:
    path.write_text(f"{head(1)}\n{line}\n{head(2)}\n", encoding="latin-1")
    assert heads.read() == ([head(1), head(2)], [2] if line else [])


def _write(path: str, first: int) -> None:
    import os

    os.environ["LUOSHI_JOURNAL_HEADS"] = path
    for number in range(first, 2000, 4):
        heads.note(head(number))


def test_heads_written_by_several_processes_stay_in_order(path: Path) -> None:
    context = get_context("fork")
    writers = [context.Process(target=_write, args=(str(path), first)) for first in range(1, 5)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    found = numbers()
    assert found == sorted(set(found))
    assert all(later - earlier >= heads.EVERY_ENTRIES for earlier, later in pairwise(found))


def test_the_bar_shows_after_two_seconds_and_only_at_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [0.0]
    monkeypatch.setattr(waiting.time, "monotonic", lambda: now[0])
    for looking in (True, False):
        monkeypatch.setattr(sys.stderr, "isatty", lambda looking=looking: looking)
        now[0] = 0.0
        with waiting.waiting("核对") as told:
            for done in (1, 50, 100):
                now[0] += 1.5
                told(done, 100)
        seen = capsys.readouterr().err
        assert ("50%" in seen, "100%" in seen, "1%" in seen.replace("100%", "")) == (looking, looking, False)
