"""`luoshi panel`: what the sample district's papers say, by hand; the same rows from files and from the ledger; tables of one's own."""

from __future__ import annotations

import csv
import hashlib
import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.catalogue.rows import DATA
from luoshi.errors import LuoshiError
from luoshi.reading import read_text
from luoshi.reading.facts import Document, Place, Target
from luoshi.reckoning.panels import Chosen, Source, firmness_table, source, word_lists, word_shares
from luoshi.reckoning.panels.feedback import COLUMNS as FEEDBACK
from luoshi.reckoning.panels.growth_targets import COLUMNS as TARGETS
from luoshi.reckoning.panels.growth_targets import ends, hardness_of, target_row, with_main
from luoshi.reckoning.panels.word_shares import COLUMNS as SHARES
from luoshi.reckoning.panels.word_shares import share_rows

CHENGHU = Path(__file__).parent.parent / "examples" / "chenghu"
ABOUT = Document(0, 100, "云岭区2024年政府工作报告", "work_report", Place("云岭区", "district", "", "云州市"), plan="2024")
SOURCE = Source("a.txt", 0, ABOUT, "reader-1")


def luoshi(*arguments: str | Path, home: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "luoshi.cli", *map(str, arguments)], env=home, capture_output=True, timeout=120)


def panel(*arguments: str | Path, home: dict[str, str] | None = None) -> list[dict[str, str]]:
    done = luoshi("panel", *arguments, home=home)
    assert done.returncode == 0, done.stderr.decode()
    return list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def sample() -> list[dict[str, str]]:
    """Every headline target of the sample's papers."""
    return panel("targets", CHENGHU, "--all")


# Growth targets


@pytest.mark.parametrize(
    ("file", "year", "subject", "low", "high", "unit", "bound", "wording", "hardness", "why"),
    [
        ("work-report-2022.txt", "2022", "地区生产总值", "8", "", "%", "ge", "以上", "neutral", "open above"),
        ("work-report-2023.docx", "2023", "地区生产总值", "6.5", "6.5", "%", "approx", "左右", "neutral", "a point"),
        ("work-report-2024.pdf", "2024", "地区生产总值", "6", "6", "%", "approx", "左右", "neutral", "lower again"),
        ("plan-145.docx", "2025", "地区生产总值", "900" + "0" * 8, "900" + "0" * 8, "元", "eq", "", "neutral", "亿 written out"),
        ("work-report-2022.txt", "2026", "地区生产总值", "1000" + "0" * 8, "", "元", "ge", "力争|突破", "soft", "力争"),
        ("work-report-2023.docx", "2023", "工业投资", "15", "", "%", "ge", "确保|以上", "hard", "确保"),
        ("work-report-2024.pdf", "2024", "工业投资", "12", "12", "%", "approx", "力争|左右", "soft", "the next year 力争"),
        ("work-report-2022.txt", "2022", "城镇登记失业率", "", "4.5", "%", "le", "控制在|以内", "hard", "open below"),
        ("plan-report-2022.pdf", "2022", "粮食产量", "85000", "", "吨", "ge", "不低于", "hard", "不低于"),
        ("work-report-2023.docx", "2023", "城镇新增就业", "9200", "", "人", "ge", "以上", "neutral", "a count of people"),
    ],
)
def test_the_sample_as_its_papers_say(sample, file, year, subject, low, high, unit, bound, wording, hardness, why):
    found = [
        row for row in sample
        if Path(row["file"]).name == file and row["year"] == year and row["subject"] == subject and row["unit"] == unit
    ]  # fmt: skip
    said = {tuple(row[name] for name in ("low", "high", "bound", "wording", "hardness")) for row in found}
    assert (low, high, bound, wording, hardness) in said, why


def test_each_row_is_its_words_and_is_cited(sample):
    text = (CHENGHU / "work-report-2022.txt").read_text("utf-8")
    rows = [row for row in sample if row["file"].endswith("work-report-2022.txt")]
    assert len(rows) > 10
    for row in rows:
        assert row["aim"] in text[int(row["start"]) : int(row["end"])]
        assert text[int(row["start"]) : int(row["end"])] in row["sentence"]
        assert row["citation"] == f"《云陂市澄湖区2022年政府工作报告》，云陂市澄湖区，2022年，第{row['start']}—{row['end']}字"


def test_the_citation_is_that_of_the_pages(db):
    from luoshi.ledger.citing import citation
    from luoshi.ledger.standing_rows import place_key

    for about in (ABOUT, Document(0, 9, "某局《方案》", "policy", Place("鼓楼区", "district", "", "南京市"), published="2024-01-09")):
        assert source.cited(about) == citation(about, about.title)
        assert source.place_key(about.place) == place_key(about.place.name, about.place.code, about.place.parent)


def test_one_row_of_a_year_is_the_main_one(sample):
    gdp = [row for row in sample if row["indicator"] == "gdp" and row["kind"] == "growth"]
    assert {(row["year"], row["period"]): Path(row["file"]).name for row in gdp if row["main"] == "1"} == {
        ("2022", "2022"): "work-report-2022.txt",
        ("2023", "2023"): "work-report-2023.docx",
        ("2024", "2024"): "work-report-2024.pdf",
        ("2025", "2021-2025"): "plan-145.docx",
    }
    assert sum(row["main"] == "0" for row in gdp) == 7, "three plan reports in text and table, and the adjusted plan"
    level = [row for row in sample if (row["indicator"], row["kind"], row["year"]) == ("gdp", "level", "2025")]
    assert [Path(row["file"]).name for row in level if row["main"] == "1"] == ["plan-145.docx"], "not the report that tells of it"


def test_papers_of_unknown_places_are_not_one_place():
    nowhere = Document(0, 9, "", "work_report", Place(""), plan="2024")
    rows = [
        target_row(Target(0, 9, "投资", "numeric", "8%", "2024", 8, "%", "growth", "eq"), Source(file, 0, nowhere, ""), "", "", firmness_table())
        for file in ("a.txt", "b.txt")
    ]  # fmt: skip
    assert [row["main"] for row in with_main(rows)] == [1, 1]


def test_targets_without_a_number_keep_their_words(sample):
    report = [row for row in sample if row["file"].endswith("work-report-2022.txt")]
    (row,) = [row for row in report if row["target_form"] == "relative" and row["year"] == "2022"]
    assert (row["subject"], row["low"], row["high"]) == ("居民人均可支配收入", "", "")
    assert (row["aim"], row["refers_to"]) == ("与经济增长基本同步", "经济增长")


@pytest.mark.parametrize(
    ("value", "bound", "expected", "why"),
    [
        (8, "eq", (8, 8), "a point"),
        (6.5, "approx", (6.5, 6.5), "左右 is a point"),
        (8, "ge", (8, None), "open above"),
        (3, "le", (None, 3), "open below"),
        ((6, 7), "range", (6, 7), "a range"),
        ((-3, -5), "range", (-5, -3), "a fall of 3 to 5"),
        (-20, "ge", (None, -20), "a fall of 20 and more"),
        (-20, "le", (-20, None), "a fall of 20 at most"),
        (None, "", (None, None), "no number"),
        (10**400, "eq", (sys.float_info.max, sys.float_info.max), "no amount at all, but no crash"),
    ],
)
def test_ends(value, bound, expected, why):
    assert ends(value, bound) == expected, why


@pytest.mark.parametrize(
    ("wording", "expected", "why"),
    [
        ("", ("neutral", []), "nothing said"),
        ("确保|以上", ("hard", ["确保"]), "one hard word"),
        ("力争|不低于", ("soft", ["力争"]), "what is striven for is not bound to be kept"),
        ("以上", ("neutral", []), "a bound alone"),
        ("预期|目标", ("neutral", []), "what targets are called"),
        ("预期", ("soft", ["预期"]), "预期 alone"),
    ],
)
def test_hardness_by_the_catalogue(wording, expected, why):
    assert hardness_of(wording, "", firmness_table()) == expected, why


def test_a_wording_table_of_ones_own_replaces_the_catalogue(tmp_path):
    mine = tmp_path / "我的表.csv"
    mine.write_text("words,firmness,note\n以上|不低于,hard,徐\n左右,soft,\n务必确保,hard,\n不折不扣,hard,\n", "gb18030")
    rows = panel("targets", CHENGHU / "work-report-2022.txt", CHENGHU / "work-report-2024.pdf", "--indicator", "gdp", "--wording", mine)
    assert {(row["year"], row["wording"], row["hardness"], row["hardness_words"]) for row in rows if row["kind"] == "growth"} == {
        ("2022", "以上", "hard", "以上"),
        ("2024", "左右", "soft", "左右"),
    }
    assert {row["hardness"] for row in rows if row["wording"] == "力争|突破"} == {"neutral"}, "not in this table"
    table = firmness_table(mine)
    assert hardness_of("", "不折不扣完成8%", table) == ("hard", ["不折不扣"]), "a word the reader does not know"
    assert "不折不扣" in luoshi("panel", "targets", "--codebook", "--wording", mine).stdout.decode()


@pytest.mark.parametrize(
    ("options", "years", "indicators"),
    [
        (("--indicator", "gdp", "--year", "2022-2023"), {"2022", "2023"}, {"gdp"}),
        (("--indicator", "GDP", "--year", "2024"), {"2024"}, {"gdp"}),
        (("--indicator", "gdp", "--indicator", "城镇新增就业", "--year", "2024"), {"2024"}, {"gdp", "urban_new_jobs"}),
    ],
)
def test_choosing(options, years, indicators):
    rows = panel("targets", CHENGHU, *options)
    assert ({row["year"] for row in rows}, {row["indicator"] for row in rows}) == (years, indicators)


def test_subjects_outside_the_catalogue_come_with_all_only(sample):
    assert "" in {row["indicator"] for row in sample}
    known = panel("targets", CHENGHU)
    assert "" not in {row["indicator"] for row in known}
    assert len(known) == sum(bool(row["indicator"]) for row in sample)


# Word shares

SENTENCES = [
    "加强环境保护，推进绿色发展。",  # 12 characters; 环境保护 4, 绿色 2
    "环保投入增长12%。",  # 8; 环保 2
    "新增学位800个。",  # 8; none
    "绿地 | 环保 | 3",  # a table's row
    "ＰＭ２．５浓度下降。",  # 8; PM2.5 4
]


def test_word_shares_counted_by_hand(tmp_path):
    lists = tmp_path / "lists.csv"
    lists.write_text("list,words\n环保,环境|环境保护|环保\n环保,pm2.5|绿色\n空,没有的词\n", "utf-8")
    one, none = share_rows(SENTENCES, SOURCE, word_lists(lists), 0, 100)
    assert one["words"] == "环境保护:1|环保:1|pm2.5:1|绿色:1"
    assert (one["times"], one["word_characters"], one["sentence_characters"], one["characters"]) == (4, 12, 28, 36)
    assert (one["sentences_found"], one["sentences"]) == (3, 4)
    assert (one["share_word_characters"], one["share_sentence_characters"], one["share_sentences"]) == (0.33333333, 0.77777778, 0.75)
    assert (none["times"], none["share_word_characters"], none["words"]) == (0, 0.0, "")


def test_headings_and_glossary_are_not_of_the_body():
    text = (
        "云岭区2024年政府工作报告\n一、2023年绿色发展回顾\n全年新增绿地12公顷，绿色低碳。\n"
        "二、2024年工作安排\n新建口袋公园6个。\n名词解释\n口袋公园：指面积较小、生态良好的绿色空间。\n"
    )
    (reading,) = read_text(text).readings
    assert {each.role for each in reading.sentences} >= {"heading", "term"}
    (row,) = [row for row in word_shares(reading, text, SOURCE, word_lists()) if row["list"] == "环保"]
    assert row["words"] == "绿色:1|低碳:1"
    assert (row["sentences"], row["characters"]) == (2, len("全年新增绿地12公顷绿色低碳新建口袋公园6个"))


def test_a_body_without_words_has_no_share():
    (row, *_) = share_rows([], SOURCE, word_lists(), 0, 0)
    assert (row["characters"], row["sentences"], row["share_word_characters"], row["share_sentences"]) == (0, 0, None, None)


def test_the_same_words_have_the_same_hash(tmp_path):
    (path := tmp_path / "lists.csv").write_text("list,words\na,环保|污染\nb,污染|环保\nc,污染\n", "utf-8")
    one, other, third = (each.digest for each in word_lists(path).lists)
    assert one == other != third


def test_the_catalogues_lists_are_as_a_users_must_be():
    assert word_lists(DATA / "panels" / "word_lists.csv").lists == word_lists().lists
    assert [each.name for each in word_lists().lists] == ["环保", "创新", "数字经济", "民生"]


# Tables that will not do


@pytest.mark.parametrize("reads", [firmness_table, word_lists])
@pytest.mark.parametrize(
    ("data", "number", "why"),
    [
        (b"", "L802", "nothing"),
        (b"\xff\xfe\x00\x01", "L801", "no text"),
        ("词,硬度\n力争,soft\n".encode(), "L802", "other columns"),
        (b"list,words,firmness\n", "L804", "a header alone"),
        (b"list,words,firmness\na\n", "L803", "cells missing"),
        (b"list,words,firmness\na,,soft\n", "L803", "no word"),
        ("list,words,firmness\na,环保||污染,soft\n".encode(), "L803", "an empty word"),
        ("list,words,firmness\na,。,soft\n".encode(), "L803", "a sign is no word"),
        ("list,words,firmness\na,\"环\n保\",soft\n".encode(), "L803", "a line end within a word"),
        ("list,words,firmness\na,\"环保\" x,soft\n".encode(), "L803", "broken quotation marks"),
        (("list,words,firmness\na," + "长" * 61 + ",soft\n").encode(), "L803", "too long a word"),
        (b"list,words,firmness\na,\"" + b"x" * 200_000 + b"\",soft\n", "L803", "too long a cell"),
        (b"list,words,firmness\n" + b"a,b,soft\n" * 200_000, "L801", "too big"),
    ],
)  # fmt: skip
def test_a_table_that_will_not_do_says_so(tmp_path, reads, data, number, why):
    path = tmp_path / "表.csv"
    path.write_bytes(data)
    with pytest.raises(LuoshiError) as caught:
        reads(path)
    assert caught.value.number == number, why


def test_firmness_must_be_one_of_three_and_one_a_word(tmp_path):
    path = tmp_path / "表.csv"
    for rows in ("力争,弱", "力争,soft\n力争,hard"):
        path.write_text(f"words,firmness\n{rows}\n", "utf-8")
        with pytest.raises(LuoshiError, match="L803"):
            firmness_table(path)
    with pytest.raises(LuoshiError, match="L801"):
        firmness_table(tmp_path)


@given(st.binary(max_size=300) | st.text(alphabet='ab环力争,|"\n\r\0=hardsoft words', max_size=200).map(lambda text: text.encode()))
def test_no_table_breaks_the_panel(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(b"list,words,firmness\n" + data)
    for reads in (firmness_table, word_lists):
        try:
            table = reads(path)
        except LuoshiError:
            continue
        if reads is word_lists:
            assert [row["characters"] for row in share_rows(SENTENCES, SOURCE, table, 0, 9)] == [36] * len(table.lists)
        else:
            assert hardness_of("力争", "力争8%", table)[0] in ("hard", "soft", "neutral")


# The command


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("targets", CHENGHU, "--indicator", "没有的指标"), 1, "L805"),
        (("targets", CHENGHU, "--year", "2024-2020"), 1, "L806"),
        (("targets", CHENGHU, "--year", "二〇二四"), 1, "L806"),
        (("targets", "没有的文件.txt"), 1, "L101"),
        (("shares", CHENGHU, "--indicator", "gdp"), 2, "--indicator"),
        (("shares", CHENGHU, "--wording", "a.csv"), 2, "--wording"),
        (("targets", CHENGHU, "--words", "a.csv"), 2, "--words"),
        (("targets", CHENGHU, "--all", "--indicator", "gdp"), 2, "--all"),
        (("targets", CHENGHU, "-o", "a.xlsx"), 2, "FILE.csv"),
        (("shares", CHENGHU, "--words", "没有的表.csv"), 1, "L801"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(arguments, status, said):
    done = luoshi("panel", *arguments)
    assert done.returncode == status
    assert said in done.stderr.decode()
    assert done.stderr.decode().count("\n") == 1
    assert done.stdout == b""


@pytest.mark.parametrize(("kind", "columns"), [("targets", TARGETS), ("shares", SHARES), ("feedback", FEEDBACK)])
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_same_input_gives_the_same_bytes_and_a_codebook(tmp_path, kind, columns, form):
    papers = [CHENGHU / "work-report-2022.txt", CHENGHU / "work-report-2023.docx", CHENGHU / "bulletin-2022.html"]
    for folder, some in (("one", papers), ("two", papers[::-1])):
        (tmp_path / folder).mkdir()
        done = luoshi("panel", kind, *some, "-o", tmp_path / folder / f"panel.{form}")
        assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "one" / f"panel.{form}").read_bytes() == (tmp_path / "two" / f"panel.{form}").read_bytes()
    assert (tmp_path / "one" / "panel.codebook.md").read_bytes() == (tmp_path / "two" / "panel.codebook.md").read_bytes()
    data = (tmp_path / "one" / f"panel.{form}").read_bytes()
    book = (tmp_path / "one" / "panel.codebook.md").read_text("utf-8")
    assert hashlib.sha256(data).hexdigest() in book
    names = [column.name for column in columns]
    assert [line.split(" | ")[0].removeprefix("| ") for line in book.split("## Columns", 1)[1].splitlines() if " | " in line][2:][: len(names)] == names
    if form == "csv":
        assert data.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        assert list(rows[0]) == names
    else:
        table = pyarrow.parquet.read_table(io.BytesIO(data))
        rows = table.to_pylist()
        kinds = {int: "int64", float: "double", str: "string"}
        assert {field.name: str(field.type) for field in table.schema} == {each.name: kinds[each.type] for each in columns}
        assert not table.schema.metadata
    assert f"| rows 行数 | {len(rows)} |" in book
    assert len(rows) > 5


def test_rows_are_in_order(sample):
    keys = [(row["place_key"], int(row["year"] or 0), row["indicator"] or f"~{row['subject']}", row["file"], int(row["start"])) for row in sample]
    assert keys == sorted(keys)


def test_nothing_in_a_csv_runs_in_a_spreadsheet(tmp_path):
    report, lists = tmp_path / "=1+1.txt", tmp_path / "lists.csv"
    report.write_text("云岭区2024年政府工作报告\n二、2024年工作安排\n推进绿色发展，新建口袋公园6个。\n", "utf-8")
    lists.write_text('list,words\n"=HYPERLINK(""x"")",绿色\n@a,=绿色\n', "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "luoshi.cli", "panel", "shares", report.name, "--words", lists, "-o", "panel.csv"],
        cwd=tmp_path, capture_output=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    rows = list(csv.reader(io.StringIO((tmp_path / "panel.csv").read_text("utf-8-sig"), newline="")))
    assert len(rows) == 3
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert rows[1][rows[0].index("list")] == "'=HYPERLINK(\"x\")"
    assert rows[1][rows[0].index("file")] == "'=1+1.txt"


def test_a_codebook_is_no_place_for_markup(tmp_path):
    (lists := tmp_path / "lists.csv").write_text('list,words\n"<img src=x>|a",绿色\n', "utf-8")
    book = luoshi("panel", "shares", "--codebook", "--words", lists).stdout.decode()
    assert "&lt;img src=x>\\|a" in book
    assert "<img" not in book


def test_an_empty_panel_is_a_header_and_says_so(tmp_path):
    done = luoshi("panel", "targets", CHENGHU / "news-2021-11-18.html", "--year", "1999")
    assert done.stdout.decode("utf-8-sig").strip() == ",".join(column.name for column in TARGETS)
    assert (done.returncode, "the table is empty" in done.stderr.decode()) == (0, True)


def test_a_file_that_cannot_be_read_is_told_of_and_the_others_go_on(tmp_path):
    (tmp_path / "空.txt").touch()
    done = luoshi("panel", "targets", CHENGHU / "work-report-2022.txt", tmp_path / "空.txt", "-o", tmp_path / "panel.csv")
    assert done.returncode == 1
    assert "L105" in done.stderr.decode()
    assert (tmp_path / "panel.csv").stat().st_size > 1000
    assert "未能读取 | 1 |" in (tmp_path / "panel.codebook.md").read_text("utf-8")
    before = (tmp_path / "panel.csv").read_bytes()
    assert luoshi("panel", "targets", tmp_path / "空.txt", "-o", tmp_path / "panel.csv").returncode == 1
    assert (tmp_path / "panel.csv").read_bytes() == before, "nothing was read: what is there stays"


# Target and feedback


def test_a_target_stands_beside_its_result():
    rows = panel("feedback", CHENGHU, "--indicator", "gdp", "--year", "2022-2023")
    (first,) = [row for row in rows if row["file"].endswith("work-report-2022.txt")]
    assert (first["low"], first["high"], first["outcome"], first["gap"]) == ("8", "", "missed", "-3.4")
    assert (first["result_low"], first["result_high"], first["result_modality"]) == ("4.6", "4.6", "actual")
    assert Path(first["result_file"]).name == "bulletin-2022.html"
    assert first["result_words"] in first["result_sentence"]
    assert (first["gap_said"], first["main"]) == ("低于目标3.4个百分点", "1")
    (second,) = [row for row in rows if row["file"].endswith("work-report-2023.docx") and row["kind"] == "growth"]
    assert (second["low"], second["result_low"], second["outcome"]) == ("6.5", "6.2", "met")


# The ledger


@pytest.mark.slow
def test_files_and_ledger_give_the_same_rows(home, tmp_path):
    done = luoshi("load", CHENGHU, home=home)
    assert done.returncode == 0, done.stderr.decode()
    for kind, options in (("targets", ["--all"]), ("targets", ["--indicator", "gdp", "--year", "2022-2024"]), ("shares", ["--year", "2022-2023"]), ("feedback", [])):
        from_files = panel(kind, CHENGHU, *options)
        from_ledger = panel(kind, *options, home=home)
        assert {row.pop("ledger") for row in from_ledger} <= {str(n) for n in range(1, 13)}
        assert len(from_files) > 5
        assert [named(row) for row in from_ledger] == [named(row) for row in from_files]
        outputs = [tmp_path / f"{nth}.parquet" for nth in "ab"]
        for output in outputs:
            assert luoshi("panel", kind, *options, "-o", output, home=home).returncode == 0
        assert outputs[0].read_bytes() == outputs[1].read_bytes()


def named(row: dict[str, str]) -> dict[str, str]:
    """The row with its files by their names: the ledger keeps no path."""
    return {name: Path(value).name if name in ("file", "result_file") else value for name, value in row.items()}


def test_what_may_not_be_seen_is_in_no_panel(workspace, tmp_path):
    from luoshi.ledger import panels
    from luoshi.ledger.actions import take_down
    from luoshi.ledger.load import load_file
    from luoshi.ledger.models import Source as Stored
    from luoshi.people.access import KEEPER
    from luoshi.people.audience import Audience
    from luoshi.people.models import Membership, Role, User

    for name, audience in (("work-report-2022.txt", Audience.PUBLIC), ("work-report-2023.docx", Audience.WORKSPACE)):
        load_file(CHENGHU / name, workspace=workspace, audience=audience)
    editor = User.objects.create_user("editor", password="一个长口令0123456")
    Membership.objects.create(workspace=workspace, user=editor, role=Role.EDITOR)

    def seen(person: Any) -> list[set[str]]:
        targets = panels.growth_targets(person, firmness_table(), Chosen(), nobody)
        shares = panels.word_shares(person, word_lists(), None, nobody)
        results = panels.feedbacks(person, firmness_table(), Chosen(), nobody)
        return [{row["file"] for row in rows} for rows in (targets, shares, results)]

    both, first = {"work-report-2022.txt", "work-report-2023.docx"}, {"work-report-2022.txt"}
    assert seen(KEEPER) == [both] * 3
    assert seen(editor) == [both] * 3
    assert seen(None) == [first] * 3
    take_down(Stored.objects.get(name="work-report-2022.txt"), person=editor, reason="误发")
    assert seen(KEEPER) == [both - first] * 3
    assert seen(None) == [set()] * 3


def test_a_correction_is_in_the_panel(workspace):
    from luoshi.ledger import panels
    from luoshi.ledger.actions import correct
    from luoshi.ledger.load import load_file
    from luoshi.ledger.models import Document as Stored
    from luoshi.people.access import KEEPER
    from luoshi.people.audience import Audience
    from luoshi.people.models import Membership, Role, User

    editor = User.objects.create_user("editor", password="一个长口令0123456")
    Membership.objects.create(workspace=workspace, user=editor, role=Role.EDITOR)
    load_file(CHENGHU / "work-report-2024.pdf", workspace=workspace, audience=Audience.PUBLIC)
    (document,) = Stored.objects.all()
    chosen = Chosen(frozenset({"gdp"}), years=(2024, 2024))

    def growth() -> list[dict[str, Any]]:
        return list(panels.growth_targets(KEEPER, firmness_table(), chosen, nobody))

    (row,) = growth()
    assert (row["low"], row["wording"], row["hardness"]) == (6, "左右", "neutral")
    for field, value in (("value", 6.2), ("wording", "力争|左右")):
        correct(document, row["start"], row["end"], record="target", field=field, value=value, person=editor)
    (again,) = growth()
    assert again == {**row, "low": 6.2, "high": 6.2, "wording": "力争|左右", "hardness": "soft", "hardness_words": "力争"}


def nobody(done: int, of: int) -> None:
    """Nobody looks on."""
