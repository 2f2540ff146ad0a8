"""`luoshi ratchet`: a line a place, from the nation down; what is not here is a line, too."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

CITY = "武汉市2025年政府工作报告\n——2025年1月10日在武汉市第十五届人民代表大会第四次会议上\n\n一、2025年主要目标\n地区生产总值增长6%以上，城镇新增就业22万人。\n"
DISTRICT = "武汉市东西湖区2025年政府工作报告\n——2025年1月6日在武汉市东西湖区第十一届人民代表大会第四次会议上\n\n一、2025年主要目标\n地区生产总值增长6.5%—7%。\n"


def luoshi(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "luoshi.cli", "ratchet", *map(str, words)], capture_output=True, text=True, encoding="utf-8")


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "武汉.txt").write_text(CITY, "utf-8")
    (folder / "东西湖.txt").write_text(DISTRICT, "utf-8")
    return folder


def test_a_line_a_place_from_the_nation_down(papers: Path) -> None:
    done = luoshi(papers, "--indicator", "地区生产总值", "--year", 2025)
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(each["place"], each["level"], each["missing"]) for each in told] == [
        ("全国", "nation", "paper"), ("湖北省", "province", "paper"), ("武汉市", "city", ""), ("东西湖区", "district", ""),
    ]  # fmt: skip
    nation, _, city, district = told
    assert nation["target"] is None
    assert nation["said"] == "全国：这里没有它2025年的文件"
    assert city["target"]["text"] == CITY[city["target"]["start"] : city["target"]["end"]] == "地区生产总值增长6%以上"
    assert (city["target"]["value"], city["target"]["unit"], city["target"]["bound"]) == (6, "%", "ge")
    assert city["target"]["file"].endswith("武汉.txt")
    assert (district["above"], district["gap"], district["pressed"]) == ("武汉市", 0.5, True)
    assert district["target"]["value"] == [6.5, 7]
    assert (district["announced"], district["announced_how"], district["order"]) == ("2025-01-06", "会议", "早于武汉市公布")
    assert district["said"].startswith("东西湖区：“地区生产总值增长6.5%—7%”（2025-01-06会议），高于武汉市0.5个百分点，加码（按下限）（武汉市6%以上）")


def test_the_same_as_a_table_for_programs_and_one_for_people(papers: Path, tmp_path: Path) -> None:
    done = luoshi(papers, "--indicator", "gdp", "--year", 2025, "--format", "csv")
    rows = list(csv.DictReader(done.stdout.removeprefix("\ufeff").splitlines()))
    assert [(row["place"], row["target_value"], row["gap"], row["pressed"]) for row in rows[2:]] == [("武汉市", "6", "", ""), ("东西湖区", "6.5-7", "0.5", "True")]
    assert luoshi(papers, "--indicator", "gdp", "--year", 2025, "-o", tmp_path / "加码.xlsx").returncode == 0
    heads, *values = list(load_workbook(tmp_path / "加码.xlsx").active.values)
    told = dict(zip(heads, values[-1], strict=True))
    assert (told["地区"], told["层级"], told["类别"], told["加码"], told["目标原文"]) == ("东西湖区", "县区级", "增速", "是", "地区生产总值增长6.5%—7%")


def test_an_unknown_indicator_is_said_in_both_languages(papers: Path) -> None:
    done = luoshi(papers, "--indicator", "没有的指标", "--year", 2025)
    assert (done.returncode, done.stdout) == (1, "")
    assert "L805" in done.stderr
    assert "目录里没有这个指标" in done.stderr
    assert "no such indicator" in done.stderr
    assert done.stderr.count("\n") == 1


def test_where_nothing_is_set_it_says_so(papers: Path) -> None:
    done = luoshi(papers, "--indicator", "gdp", "--year", 2031)
    assert (done.returncode, done.stdout) == (0, "")
    assert "没有2031年的“gdp”目标" in done.stderr
    assert luoshi(papers, "--indicator", "gdp", "--year", 99999).returncode == 2
    assert luoshi(papers, "--indicator", "gdp").returncode == 2


def test_a_file_that_cannot_be_read_does_not_stop_the_others(papers: Path) -> None:
    done = luoshi(papers, papers / "没有.txt", "--indicator", "gdp", "--year", 2025)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 4
