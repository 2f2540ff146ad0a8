"""Reckoning: the public figures of ../shared/check, the sample against its truths, and the command line."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from luoshi.reading.reader import read, read_text
from luoshi.reckoning.threads import Paper, papers_of, reckon

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

SHARED = Path(os.environ.get("LUOSHI_SHARED", Path(__file__).parents[2] / "shared"))
PROMISES = "澄湖区2022年政府工作报告\n\n一、2022年主要目标\n地区生产总值增长8%以上，城镇新增就业9000人以上。\n"
RESULTS = "澄湖区2023年政府工作报告\n\n一、2022年工作回顾\n地区生产总值增长4.6%，城镇新增就业9346人，完成年度目标。\n"


def luoshi(*words: object, check: bool = True) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "luoshi.cli", *map(str, words)], capture_output=True, text=True, encoding="utf-8", check=check
    )


def paper(text: str, name: str) -> Paper:
    (only,) = papers_of(read_text(text, file=name))
    return only


def test_every_row_of_the_public_figures_is_reproduced_from_its_two_texts() -> None:
    folder = SHARED / "check"
    if not folder.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"no check tables at {SHARED}: set LUOSHI_SHARED")
        pytest.skip("the check tables are not here: they stand beside the repository, or where LUOSHI_SHARED says")
    done = luoshi("reckon", folder / "promises-2019.txt", folder / "results-2019.txt")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    with (folder / "expected.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(told) == len(rows)
    for row in rows:
        value = [float(row[end]) for end in ("target_low", "target_high") if row[end]]
        (found,) = [
            each for each in told
            if each["result"] and each["result"]["value"] == float(row["result"]) and each["promise"]["unit"] == row["unit"]
        ]  # fmt: skip
        meant = found["promise"]["value"]
        assert (meant if isinstance(meant, list) else [meant]) == sorted(set(value)), row
        assert found["promise"]["bound"] == row["bound"], row
        assert (found["outcome"], found["official"]) == (row["outcome"], row["official"]), row


def test_the_sample_is_reckoned_as_its_truths_say() -> None:
    from reckon_score import score

    told = score()
    assert told.outcomes / told.promises >= 0.95, told.wrong
    assert told.answers_right / told.answers_given >= 0.97, told.wrong
    assert told.answers_found / told.answered >= 0.85, told.wrong
    assert told.silent_right / told.silent_given >= 0.90, told.wrong


def test_the_same_papers_give_the_same_threads_whatever_their_order() -> None:
    first, later = paper(PROMISES, "a"), [paper(RESULTS, "b"), paper(RESULTS.replace("4.6", "4.7"), "c")]
    once = [(each.promise.text, each.outcome, each.result and each.result.text) for each in reckon([first], later)]
    again = [(each.promise.text, each.outcome, each.result and each.result.text) for each in reckon([first], later[::-1])]
    assert [each[:2] for each in once] == [each[:2] for each in again]


def test_two_papers_that_disagree_are_both_shown() -> None:
    threads = reckon([paper(PROMISES, "a")], [paper(RESULTS, "b"), paper(RESULTS.replace("4.6", "4.7"), "c")])
    assert "并列不取舍" in threads[0].why
    assert {each.low for each in threads[0].also} == {4.7} or {each.low for each in threads[0].also} == {4.6}


def test_a_paper_of_another_place_answers_nothing() -> None:
    elsewhere = paper(RESULTS.replace("澄湖区", "东津区"), "b")
    assert {each.outcome for each in reckon([paper(PROMISES, "a")], [elsewhere])} == {"not_due"}


def test_every_span_holds_its_words() -> None:
    for thread in reckon([paper(PROMISES, "a")], [paper(RESULTS, "b")]):
        for said in (thread.promise, thread.result):
            assert said is not None
            assert said.text == said.paper.text[said.start : said.end]
            assert said.start <= said.at < said.to <= said.end


def test_a_verdict_stands_beside_the_outcome() -> None:
    jobs = reckon([paper(PROMISES, "a")], [paper(RESULTS, "b")])[1]
    assert (jobs.outcome, jobs.official, jobs.gap, jobs.gap_said) == ("met", "met", 346, "高于目标346人")


def test_a_table_for_people_and_one_for_machines(tmp_path: Path) -> None:
    for name, text in (("a.txt", PROMISES), ("b.txt", RESULTS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    luoshi("reckon", tmp_path / "a.txt", tmp_path / "b.txt", "-o", tmp_path / "对账.xlsx")
    rows = list(load_workbook(tmp_path / "对账.xlsx").active.values)
    assert rows[0][0] == "指标"
    assert "未达到" in rows[1]
    table = luoshi("reckon", tmp_path / "a.txt", tmp_path / "b.txt", "--format", "csv").stdout
    assert [row["outcome"] for row in csv.DictReader(table.lstrip("\ufeff").splitlines())] == ["missed", "met"]


@pytest.mark.parametrize("bad", ["nothing-there.txt", "picture.png"])
def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path, bad: str) -> None:
    (tmp_path / "a.txt").write_text(PROMISES, encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    done = luoshi("reckon", tmp_path / "a.txt", tmp_path / bad, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "[L1" in done.stderr


def test_each_of_the_citys_headline_targets_has_a_thread() -> None:
    folder = SHARED / "corpus"
    if not folder.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"no corpus at {SHARED}: set LUOSHI_SHARED")
        pytest.skip("the corpus is not here: it stands beside the repository, or where LUOSHI_SHARED says")
    papers = [*papers_of(read(folder / "003_708f4c76f94c8937.txt"))]
    city = next(each for each in papers if each.document.kind == "work_report" and each.document.plan == "2022")
    threads = reckon([city], papers)
    spans = [span for thread in threads for span in ((thread.promise.start, thread.promise.end), *thread.promise.again)]
    targets = [target for target in city.reading.targets if target.period == "2022"]
    assert len(targets) >= 6
    without = [target.text for target in targets if not any(start < target.end and target.start < end for start, end in spans)]
    assert without == []
    assert {thread.outcome for thread in threads if thread.promise.headline} == {"not_due"}, "no later report of the city is here"
