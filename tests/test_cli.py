"""`luoshi read` as a user calls it: real files in, records out, one line for what went wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from luoshi.cli import main
from luoshi.reading import read
from luoshi.reading.records import TABLES, file_records
from tests.measure_texts import document

CHENGHU = Path(__file__).parent.parent / "examples" / "chenghu"
REPORT = CHENGHU / "work-report-2022.txt"
COMMANDS = ("read", "load", "list", "show", "export", "up")


class Done(NamedTuple):
    status: int
    out: bytes
    errors: list[str]

    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out.decode("utf-8-sig"), newline="")))


Run = Callable[..., Done]


@pytest.fixture
def luoshi(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the command line in this process: its status, what it printed, and the lines of its errors."""

    def run(*arguments: str | Path) -> Done:
        capfdbinary.readouterr()
        status = 0
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as left:
            status = left.code if isinstance(left.code, int) else 1
        said = capfdbinary.readouterr()
        return Done(status, said.out, said.err.decode().splitlines())

    return run


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small report with a range, a fall and a sentence that a spreadsheet would take for a formula."""
    text, _ = document("task", "引进高端人才团队2-3个，万元地区生产总值能耗下降3.5%。")
    path = tmp_path / "report.txt"
    path.write_text(text + "\n=1+1；\n", encoding="utf-8")
    return path


def shell(arguments: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which $LUOSHI is the command."""
    environment = {**os.environ, "LUOSHI": f"{sys.executable} -m luoshi.cli", "REPORT": str(REPORT)}
    return subprocess.run(["bash", "-c", arguments], cwd=folder, env=environment, capture_output=True, timeout=60)


@pytest.mark.parametrize("what", TABLES)
def test_each_kind_prints_the_fields_it_promises(luoshi: Run, what: str) -> None:
    done = luoshi("read", CHENGHU / "plan-145.docx", "--what", what)
    assert (done.status, done.errors) == (0, [])
    found = done.records()
    assert found or what in ("terms", "policies")
    for record in found:
        assert list(record) == [name for name in TABLES[what] if name != "page"]
    assert found == json.loads(json.dumps(list(file_records(read(CHENGHU / "plan-145.docx"), what))))


def test_all_names_the_kind_of_each_record(luoshi: Run) -> None:
    found = luoshi("read", REPORT, "--what", "all").records()
    assert {record["record"] for record in found} >= {
        "documents",
        "outline",
        "sentences",
        "measures",
        "targets",
        "numbers",
    }
    for record in found:
        assert list(record) == ["record", *(name for name in TABLES[record["record"]] if name != "page")]


def test_spans_are_characters_of_the_file_as_decoded(luoshi: Run, tmp_path: Path) -> None:
    text, _ = document("review", "完成固定资产投资745亿元。")
    path = tmp_path / "windows.txt"
    path.write_bytes(text.replace("\n", "\r\n").encode())
    (record,) = luoshi("read", path).records()
    with open(path, encoding="utf-8", newline="") as stream:
        assert stream.read()[record["start"] : record["end"]] == record["value_text"] == "745亿元"


@pytest.mark.parametrize(
    "name",
    ["work-report-2022.txt", "plan-145.docx", "work-report-2024.pdf", "bulletin-2022.html"],
    ids=lambda name: name[-4:],
)
def test_every_kind_of_file_is_read(luoshi: Run, name: str) -> None:
    done = luoshi("read", CHENGHU / name)
    assert (done.status, done.errors) == (0, [])
    found = done.records()
    assert len(found) > 20
    assert all(record["file"] == str(CHENGHU / name) for record in found)
    assert all(("page" in record) == name.endswith(".pdf") for record in found)


def test_gb18030_is_found_out(luoshi: Run, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(REPORT.read_text(encoding="utf-8").encode("gb18030"))
    found, same = luoshi("read", path).records(), luoshi("read", REPORT).records()
    assert [{**record, "file": ""} for record in found] == [{**record, "file": ""} for record in same]


def test_csv_parts_ranges_and_guards_formulas(luoshi: Run, small: Path) -> None:
    rows = luoshi("read", small, "--format", "csv").rows()
    assert [(row["value"], row["value_high"]) for row in rows] == [("2", "3"), ("-3.5", "")]
    sentences = luoshi("read", small, "--what", "sentences", "--format", "csv").rows()
    said = [row["text"] for row in sentences]
    assert "'=1+1；" in said
    assert not [cell for row in sentences for cell in row.values() if cell[:1] in ("=", "+", "@", "-")]


def test_lists_are_joined(luoshi: Run) -> None:
    records = luoshi("read", REPORT, "--what", "sentences").records()
    rows = luoshi("read", REPORT, "--what", "sentences", "--format", "csv").rows()
    several = next(i for i, record in enumerate(records) if len(record["lead"]) > 1 and len(record["deliverables"]) > 1)
    assert rows[several]["lead"] == "|".join(records[several]["lead"])
    assert rows[several]["deliverables"].count("|") == len(records[several]["deliverables"]) - 1


def test_xlsx_read_back(luoshi: Run, small: Path, tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "facts.xlsx"
    assert luoshi("read", small, "--what", "all", "-o", path).status == 0
    book = openpyxl.load_workbook(path)
    assert {"documents", "sentences", "measures", "numbers"} <= set(book.sheetnames)
    head, *rows = book["measures"].iter_rows(values_only=True)
    values = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["value"], row["value_high"], row["value_text"]) for row in values] == [
        (2, 3, "2-3个"),
        (-3.5, None, "3.5%"),
    ]
    cells = [cell for row in book["sentences"].iter_rows() for cell in row]
    assert "=1+1；" in [cell.value for cell in cells]
    assert all(cell.data_type != "f" for cell in cells)


def test_parquet_read_back(luoshi: Run, small: Path, tmp_path: Path) -> None:
    import pyarrow.parquet

    path = tmp_path / "facts.parquet"
    assert luoshi("read", small, "-o", path).status == 0
    rows = pyarrow.parquet.read_table(path).to_pylist()
    assert [(row["value"], row["value_high"], row["unit"], row["subject"]) for row in rows] == [
        (2.0, 3.0, "个", "引进高端人才团队"),
        (-3.5, None, "%", "万元地区生产总值能耗"),
    ]
    assert all(isinstance(row["start"], int) for row in rows)


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx", "parquet"])
@pytest.mark.parametrize("what", ["measures", "documents", "all"])
def test_every_format_takes_every_kind_and_nothing(luoshi: Run, tmp_path: Path, form: str, what: str) -> None:
    empty = tmp_path / "plain.txt"
    empty.write_text("没有数字的一句话。\n", encoding="utf-8")
    path = tmp_path / f"facts.{form}"
    done = luoshi("read", empty, "--what", what, "-o", path)
    assert (done.status, done.out, done.errors) == (0, b"", [])
    assert path.exists()


def test_a_file_that_cannot_be_read_costs_itself_alone(luoshi: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes((CHENGHU / "plan-145.docx").read_bytes()[:4000])
    done = luoshi("read", tmp_path / "missing.txt", broken, REPORT)
    assert done.status == 1
    assert len(done.records()) > 100
    assert len(done.errors) == 2
    for line, name in zip(done.errors, ("missing.txt", "broken.docx"), strict=True):
        assert name in line
        assert " / " in line, "Chinese and English"
        assert any(character >= "\u4e00" for character in line.split(" / ")[0])
        assert line.split(" / ")[-1].isascii()


def test_a_folder_is_read_whole(luoshi: Run, tmp_path: Path) -> None:
    inner = tmp_path / "2024"
    inner.mkdir()
    (tmp_path / "a.txt").write_text("一、工作回顾\n新建公园3个。\n", encoding="utf-8")
    (inner / "b.html").write_text("<p>改造道路5条。</p>", encoding="utf-8")
    (tmp_path / "table.csv").write_text("1,2", encoding="utf-8")
    done = luoshi("read", tmp_path)
    assert done.status == 0
    assert [Path(record["file"]).name for record in done.records()] == ["b.html", "a.txt"] or [
        Path(record["file"]).name for record in done.records()
    ] == ["a.txt", "b.html"]
    (line,) = done.errors
    assert "1" in line
    assert "passed over" in line


def test_an_empty_folder_is_an_error(luoshi: Run, tmp_path: Path) -> None:
    done = luoshi("read", tmp_path)
    assert (done.status, len(done.errors)) == (1, 1)
    assert "[L119]" in done.errors[0]


def test_more_workers_print_the_same(luoshi: Run) -> None:
    paths = sorted(CHENGHU.glob("*.txt"))
    assert luoshi("read", *paths, "--workers", "3").out == luoshi("read", *paths).out


def test_output_takes_its_place_when_it_is_whole(luoshi: Run, small: Path, tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text("old")
    assert luoshi("read", tmp_path / "missing.txt", "-o", path).status == 1
    assert path.read_text() == "old", "nothing was read"
    assert luoshi("read", tmp_path / "missing.txt", small, "-o", path).status == 1
    assert "2-3个" in path.read_text(encoding="utf-8")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["facts.csv", "report.txt"]


def test_output_that_cannot_be_written(luoshi: Run, small: Path, tmp_path: Path) -> None:
    done = luoshi("read", small, "-o", tmp_path / "none" / "facts.csv")
    assert (done.status, len(done.errors)) == (1, 1)
    assert "[L301]" in done.errors[0]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "facts.jsonl").write_text("old")
    done = shell('ulimit -f 100; $LUOSHI read "$REPORT" "$REPORT" "$REPORT" -o facts.jsonl', tmp_path)
    assert done.returncode == 1
    assert b"[L301]" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert (tmp_path / "facts.jsonl").read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["facts.jsonl"]


def test_a_reader_who_has_seen_enough(tmp_path: Path) -> None:
    done = shell('$LUOSHI read "$REPORT" --what all | head -n 1; echo "${PIPESTATUS[0]}" >&2', tmp_path)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr.split() in ([b"1"], [b"141"], [b"0"]), "no traceback"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(luoshi: Run, command: str) -> None:
    done = luoshi(command, "--help")
    assert done.status == 0
    help_text = done.out.decode()
    assert "Examples 例" in help_text
    assert f"luoshi {command}" in help_text


def test_help_names_every_command(luoshi: Run) -> None:
    help_text = luoshi("--help").out.decode()
    assert all(f"  {command}" in help_text for command in COMMANDS)
    assert "LUOSHI_HOME" in help_text


@pytest.mark.parametrize(
    "arguments",
    [["read"], ["read", "x.txt", "--what", "poems"], ["read", "x.txt", "--format", "doc"], ["dance"]],
    ids=" ".join,
)
def test_a_call_that_makes_no_sense(luoshi: Run, arguments: list[str]) -> None:
    assert luoshi(*arguments).status == 2


def test_read_needs_neither_database_nor_web() -> None:
    program = """
import sys
from luoshi.cli import main
try:
    main(["read", sys.argv[1]])
except SystemExit:
    pass
print([name for name in ("django", "psycopg", "sqlite3", "pyarrow", "xlsxwriter") if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", program, str(REPORT)], capture_output=True, check=True)
    assert done.stderr.strip() == b"[]"
