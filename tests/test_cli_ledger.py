"""`luoshi load`, `list`, `show` and `export` as a user calls them, each with a ledger of its own."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.measure_texts import document

CHENGHU = Path(__file__).parent.parent / "examples" / "chenghu"
pytestmark = pytest.mark.slow

Home = dict[str, str]


def luoshi(home: Home, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "luoshi.cli", *map(str, arguments)]
    return subprocess.run(command, env=home, capture_output=True, text=True, encoding="utf-8", timeout=120)


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    text, _ = document("task", "引进高端人才团队2-3个，万元地区生产总值能耗下降3.5%。")
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_empty_ledger_says_how_to_fill_it(home: Home) -> None:
    done = luoshi(home, "list")
    assert (done.returncode, done.stdout) == (0, "")
    assert "luoshi load" in done.stderr


def test_loading_listing_and_loading_again(home: Home, report: Path) -> None:
    done = luoshi(home, "load", report, CHENGHU / "plan-145.docx")
    assert done.returncode == 0, done.stderr
    assert "新载入 2" in done.stdout
    assert "2 documents" in done.stdout
    again = luoshi(home, "load", report, CHENGHU / "plan-145.docx")
    assert "未变 2" in again.stdout
    listed = lines(luoshi(home, "list", "--format", "jsonl"))
    assert {(one["kind"], one["source"]) for one in listed} == {
        ("work_report", "report.txt"),
        ("plan", "plan-145.docx"),
    }
    text = luoshi(home, "list").stdout
    assert "澄湖区" in text
    assert "work_report" in text


def test_a_changed_file_becomes_a_new_version(home: Home, report: Path) -> None:
    luoshi(home, "load", report)
    report.write_text(report.read_text(encoding="utf-8").replace("2-3个", "4-5个"), encoding="utf-8")
    assert "有新版本 1" in luoshi(home, "load", report).stdout
    assert [one["value_text"] for one in lines(luoshi(home, "export"))] == ["4-5个", "3.5%"]


def test_show_tells_what_a_document_is_its_text_and_its_facts(home: Home, report: Path) -> None:
    luoshi(home, "load", report)
    (listed,) = lines(luoshi(home, "list", "--format", "jsonl"))
    number = str(listed["ledger"])
    told = luoshi(home, "show", number).stdout
    assert "政府工作报告" in told
    assert "澄湖区" in told
    assert "引进高端人才团队2-3个" in luoshi(home, "show", number, "--what", "text").stdout
    assert [one["value"] for one in lines(luoshi(home, "show", number, "--what", "measures"))] == [[2, 3], -3.5]


def test_no_such_document(home: Home) -> None:
    done = luoshi(home, "show", "99")
    assert done.returncode == 1
    assert "[L207]" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_export_has_the_fields_and_figures_of_read(home: Home, report: Path, tmp_path: Path) -> None:
    luoshi(home, "load", report)
    for what in ("measures", "targets", "sentences", "numbers", "documents"):
        exported = lines(luoshi(home, "export", "--what", what))
        said = lines(luoshi(home, "read", report, "--what", what))
        assert len(exported) == len(said)
        for one, other in zip(exported, said, strict=True):
            same = {"start", "end", "text", "value_text", "value", "unit", "subject", "kind", "modality", "bound", "period", "role",
                    "fate", "target_form", "title"} & set(other)  # fmt: skip
            assert {name: one[name] for name in same} == {name: other[name] for name in same}
            assert set(other) <= set(one)


def test_export_to_tables(home: Home, report: Path, tmp_path: Path) -> None:
    luoshi(home, "load", report)
    for name in ("facts.csv", "facts.xlsx", "facts.parquet"):
        done = luoshi(home, "export", "--what", "measures", "-o", tmp_path / name)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    with io.StringIO((tmp_path / "facts.csv").read_text(encoding="utf-8-sig"), newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(float(row["value"]), row["value_high"]) for row in rows] == [(2.0, "3"), (-3.5, "")]
    assert (tmp_path / "facts.xlsx").stat().st_size > 1000
    assert (tmp_path / "facts.parquet").stat().st_size > 1000


def test_a_file_that_cannot_be_read_does_not_stop_the_load(home: Home, report: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing more")
    done = luoshi(home, "load", broken, tmp_path / "missing.txt", report)
    assert done.returncode == 1
    assert "新载入 1" in done.stdout
    assert "2 个失败" in done.stdout
    assert len(done.stderr.splitlines()) == 2
    assert len(lines(luoshi(home, "list", "--format", "jsonl"))) == 1


@pytest.mark.parametrize(
    ("setting", "number"),
    [
        ({"LUOSHI_HOME": "/proc/none", "LUOSHI_DATABASE_URL": ""}, "L201"),
        ({"LUOSHI_DATABASE_URL": "mysql://a@b/c"}, "L202"),
        ({"LUOSHI_DATABASE_URL": "postgresql://a:b@127.0.0.1:1/c"}, "L205"),
    ],
    ids=["a folder that cannot be", "another kind of database", "no server there"],
)
def test_a_ledger_that_cannot_be_opened_is_one_line(home: Home, setting: dict[str, str], number: str) -> None:
    done = luoshi({**home, **setting}, "list")
    assert done.returncode == 1
    assert f"[{number}]" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
