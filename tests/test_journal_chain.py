"""The journal: what is entered stays, and what anyone does to its tables shows, with the place."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from luoshi.errors import LedgerError
from luoshi.ledger.journal import JournalEntry, chain, enter, erase, heads
from luoshi.ledger.journal.verifying import verify
from luoshi.people.access import KEEPER
from luoshi.people.appended import WrittenOnce
from luoshi.people.models import Membership, Role, User, Workspace

TABLE = JournalEntry._meta.db_table


@pytest.fixture
def office(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Workspace:
    """A workspace whose journal's heads are written every third entry."""
    (tmp_path / "home").mkdir()
    monkeypatch.setattr(heads, "EVERY_ENTRIES", 3)
    return workspace


@pytest.fixture
def ten(office: Workspace, django_capture_on_commit_callbacks: Any) -> Workspace:
    """Ten entries; heads at 1, 4, 7 and 10."""
    write(office, 10, django_capture_on_commit_callbacks)
    return office


def write(office: Workspace, count: int, capture: Any) -> None:
    for n in range(count):
        with capture(execute=True):
            enter(
                office, KEEPER, "assign", ("task", n), post="督查室主任", why="分工调整", payload={"lead": f"单位{n}"}
            )


def run(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("JOURNAL", TABLE), values)


def found() -> list[tuple[str, int, int]]:
    """What is wrong, where, and up to which entry all was sound."""
    return [(finding.what, finding.number, finding.last_sound) for finding in verify().findings]


def test_a_chain_nobody_touched_is_sound(ten: Workspace) -> None:
    result = verify()
    assert (result.findings, result.entries) == ([], 10)
    assert result.last is not None
    assert result.last.number == 10
    assert [head.number for head in heads.read()[0]] == [1, 4, 7, 10]
    entry = JournalEntry.objects.get(number=3)
    assert (entry.post, entry.why, entry.content) == ("督查室主任", "分工调整", {"lead": "单位2"})


def test_an_empty_journal_without_heads_is_sound(office: Workspace) -> None:
    assert found() == []


def test_an_entry_cannot_be_changed_or_deleted(ten: Workspace) -> None:
    entry = JournalEntry.objects.get(number=3)
    for change in (
        entry.save,
        entry.delete,
        JournalEntry.objects.all().delete,
        lambda: JournalEntry.objects.update(why=""),
    ):
        with pytest.raises(WrittenOnce):
            change()


OTHER = {
    "why": "改过",
    "action": "drop",
    "post": "局长",
    "target_id": "99",
    "target_kind": "table",
    "payload": '{"lead":"别的单位"}',
    "salt": "0" * 32,
    "sealed": "0" * 64,
    "recorded_at": datetime(2020, 1, 1, tzinfo=UTC),
    "hash": "0" * 64,
}


@pytest.mark.parametrize("column", OTHER)
def test_an_entry_changed_in_any_column_is_found(ten: Workspace, column: str) -> None:
    value = OTHER[column]
    if column == "recorded_at" and connection.vendor == "sqlite":
        value = "2020-01-01 00:00:00"
    run(f"UPDATE JOURNAL SET {column} = %s WHERE number = 5", value)
    assert found() == [("changed", 5, 4)]


def test_an_entry_given_to_another_person_is_found(ten: Workspace) -> None:
    run("UPDATE JOURNAL SET who_id = %s WHERE number = 5", User.objects.create(username="zhang").pk)
    assert found() == [("changed", 5, 4)]


def test_a_time_that_is_none_is_found(ten: Workspace) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps times only")
    run("UPDATE JOURNAL SET recorded_at = 'nonsense' WHERE number = 5")
    assert found() == [("changed", 5, 4)]


def test_a_changed_entry_with_a_new_hash_does_not_fit_the_next(ten: Workspace) -> None:
    rewrite(5, 5)
    assert found() == [("unlinked", 6, 5)]


def test_a_missing_entry_is_found(ten: Workspace) -> None:
    run("DELETE FROM JOURNAL WHERE number IN (4, 5)")
    assert found() == [("missing", 4, 3)]
    assert verify().findings[0].message.chinese == "缺第 4 条至第 5 条(此前可信到第 3 条)"


def test_a_missing_first_entry_is_found(ten: Workspace) -> None:
    run("DELETE FROM JOURNAL WHERE number = 1")
    assert found() == [("missing", 1, 0)]


def test_a_missing_entry_whose_number_another_was_given_is_found(ten: Workspace) -> None:
    run("DELETE FROM JOURNAL WHERE number = 5")
    for number in range(6, 11):
        run("UPDATE JOURNAL SET number = %s WHERE number = %s", number - 1, number)
    assert found()[0] == ("unlinked", 5, 4)


def test_a_tail_cut_off_is_found(ten: Workspace) -> None:
    run("DELETE FROM JOURNAL WHERE number > 8")
    assert found() == [("cut off", 9, 8)]


def test_a_journal_emptied_is_found(ten: Workspace) -> None:
    run("DELETE FROM JOURNAL")
    assert found() == [("cut off", 1, 0)]


def test_a_tail_rewritten_with_all_its_hashes_is_found(ten: Workspace) -> None:
    rewrite(6, 10)
    assert found() == [("rewritten", 7, 4)]


def test_several_wrongs_are_all_found(ten: Workspace) -> None:
    run("UPDATE JOURNAL SET why = '' WHERE number = 2")
    run("DELETE FROM JOURNAL WHERE number = 6 OR number = 10")
    assert found() == [("changed", 2, 1), ("missing", 6, 5), ("cut off", 10, 9)]


def test_heads_that_are_gone_or_garbled_are_said(ten: Workspace) -> None:
    path = heads.heads_path()
    path.write_text(path.read_text() + "what is this\n")
    assert found() == [("heads unreadable", 10, 10)]
    path.unlink()
    assert found() == [("heads unreadable", 10, 10)]


def test_a_torn_line_of_the_heads_takes_no_other_with_it(
    ten: Workspace, django_capture_on_commit_callbacks: Any
) -> None:
    path = heads.heads_path()
    path.write_bytes(path.read_bytes() + b"2026-01-01T00:00")
    write(ten, 3, django_capture_on_commit_callbacks)
    known, unreadable = heads.read()
    assert ([head.number for head in known], unreadable) == ([1, 4, 7, 10, 13], [5])


def test_heads_are_written_where_the_setting_says(
    office: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setenv("LUOSHI_JOURNAL_HEADS", str(tmp_path / "other-disk"))
    write(office, 1, django_capture_on_commit_callbacks)
    assert (tmp_path / "other-disk").stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "home" / "journal-heads").exists()
    assert found() == []


def test_heads_that_cannot_be_written_stop_nobody(
    office: Workspace, monkeypatch: pytest.MonkeyPatch, caplog: Any, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setenv("LUOSHI_JOURNAL_HEADS", "/proc/none/heads")
    write(office, 1, django_capture_on_commit_callbacks)
    assert "/proc/none/heads" in caplog.text
    assert JournalEntry.objects.count() == 1


def test_a_payload_erased_leaves_the_chain_whole(ten: Workspace) -> None:
    done = erase(5, by=KEEPER, why="当事人要求", post="管理员")
    assert found() == []
    entry = JournalEntry.objects.get(number=5)
    assert (entry.content, entry.salt) == (None, None)
    assert (done.number, done.target_kind, done.target_id, done.why) == (11, "journal entry", "5", "当事人要求")


def test_a_payload_gone_without_an_erasure_is_found(ten: Workspace) -> None:
    erase(3, by=KEEPER, why="当事人要求")
    run("UPDATE JOURNAL SET payload = NULL, salt = NULL WHERE number = 5")
    assert found() == [("payload gone", 5, 4)]
    run("UPDATE JOURNAL SET payload = NULL WHERE number = 7")
    assert ("changed", 7, 6) in found()


def test_who_may_erase_and_what(ten: Workspace) -> None:
    officer, administrator = (User.objects.create(username=name) for name in ("li", "zhang"))
    Membership.objects.create(workspace=ten, user=officer, role=Role.EDITOR)
    Membership.objects.create(workspace=ten, user=administrator, role=Role.ADMINISTRATOR)
    for number, by, why, told in (
        (5, officer, "当事人要求", "L203"),
        (5, administrator, " ", "L228"),
        (50, administrator, "当事人要求", "L228"),
    ):
        with pytest.raises(LedgerError) as refused:
            erase(number, by=by, why=why)
        assert refused.value.number == told
    assert erase(5, by=administrator, why="当事人要求").who == administrator
    with pytest.raises(LedgerError):
        erase(5, by=administrator, why="当事人要求")
    assert found() == []


@pytest.mark.parametrize(
    ("payload", "why"),
    [({"n": float("nan")}, ""), ({"o": object()}, ""), ({"s": "\ud800"}, ""), ({}, "a\0b"), ({}, "\ud800")],
    ids=["no number", "no JSON", "half a character", "a null in the reason", "half a character in the reason"],
)
def test_what_cannot_be_kept_is_refused(office: Workspace, payload: Any, why: str) -> None:
    with pytest.raises(LedgerError) as refused:
        enter(office, KEEPER, "assign", ("task", 1), why=why, payload=payload)
    assert refused.value.number == "L227"
    enter(
        office,
        KEEPER,
        "assign",
        ("task", 1),
        payload={"odd": "\0 'quoted' \"too\" 𠮷", "big": 10**30, "f": 1e16, "one": 1.0},
    )
    assert JournalEntry.objects.get().number == 1
    assert verify().findings[0].what == "heads unreadable"  # no commit yet: no heads


def test_an_entry_rolled_back_leaves_neither_entry_nor_gap(
    ten: Workspace, django_capture_on_commit_callbacks: Any
) -> None:
    with transaction.atomic():
        assert enter(ten, KEEPER, "assign", ("task", 1)).number == 11
        transaction.set_rollback(True)
    write(ten, 1, django_capture_on_commit_callbacks)
    assert JournalEntry.objects.order_by("-number")[0].number == 11
    assert found() == []


def test_the_log_and_the_heads_after_a_restore(ten: Workspace) -> None:
    """The heads know of ten; the ledger was put back with eight, and said so."""
    run("DELETE FROM JOURNAL WHERE number > 8")
    last = JournalEntry.objects.get(number=8)
    heads.note(heads.Head(datetime.now(UTC), 8, last.hash, restored=True))
    assert found() == []
    assert [(head.number, lost) for head, lost in verify().restored] == [(8, 10)]


def rewrite(first: int, last: int) -> None:
    """Change the reason of these entries and work out all their hashes, as one would who knows how."""
    previous = JournalEntry.objects.get(number=first).previous
    for number in range(first, last + 1):
        each = JournalEntry.objects.get(number=number)
        digest = chain.link(
            previous, number, each.workspace_id, each.who_id, each.post, each.recorded_at, each.action,
            (each.target_kind, each.target_id), "伪造", each.sealed,
        )  # fmt: skip
        run("UPDATE JOURNAL SET why = '伪造', previous = %s, hash = %s WHERE number = %s", previous, digest, number)
        previous = digest


def test_the_payload_has_one_spelling() -> None:
    assert chain.canonical({"b": 1, "a": [None, True, "字"]}) == '{"a":[null,true,"字"],"b":1}'
    assert json.loads(chain.canonical({"day": datetime(2026, 1, 2, tzinfo=UTC)})) == {
        "day": "2026-01-02T00:00:00+00:00"
    }
