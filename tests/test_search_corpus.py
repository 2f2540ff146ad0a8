"""Every place of every word: the shared corpus and the sample district, loaded and searched, against a plain look at the text."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from luoshi.ledger.words.bigrams import normal, same_length

pytestmark = pytest.mark.slow

CHENGHU = Path(__file__).parent.parent / "examples" / "chenghu"
SHARED = Path(os.environ.get("LUOSHI_SHARED") or Path(__file__).parents[2] / "shared")
WORDS = """
水 路 桥 %
招商 就业 投资 医保 养老 园区 芯片 教师 绿地 河湖 污水 光谷 汽车 5G 亿元 两化
增长率 高新区 开发区 东西湖 产业园 孵化器 博士后 老字号 数据谷 一网通 GDP PPP 三品一
招商引资 高新技术 营商环境 乡村振兴 固定资产 地区生产 智能网联 临空经济 污水处理 口袋公园 ７００个
高质量发展 规上工业企 十四五规划 “十四五” 一网统管5 市场主体的
政府工作报告 社会消费品零 战略性新兴产 固定资产投资
社会消费品零售 城镇登记失业率 武汉经济技术开
社会消费品零售总 地区生产总值增长 战略性新兴产业集
武汉经济技术开发区 社会消费品零售总额
国民经济和社会发展第 固定资产投资增长10
國民經濟 營商環境 ａｉ Ai 招　商
""".split()
"""Words of one to ten characters; some are parts of words, some are written in other ways, some stand nowhere."""


def corpus() -> list[Path]:
    files = sorted((SHARED / "corpus").glob("*.txt"))
    if not files:
        if os.environ.get("CI") == "true":
            pytest.fail(f"no corpus at {SHARED}: set LUOSHI_SHARED")
        pytest.skip("the corpus is not here: it stands beside the repository, or where LUOSHI_SHARED says")
    return files


@pytest.fixture
def texts(workspace: Any) -> dict[str, str]:
    """The texts of the loaded files, by name."""
    from luoshi.ledger.load import load_files
    from luoshi.ledger.models import Rendition
    from luoshi.people.audience import Audience

    for _, result in load_files([*corpus(), CHENGHU / "work-report-2024.pdf"], workspace=workspace, audience=Audience.PUBLIC):
        assert not isinstance(result, Exception), result
    return dict(Rendition.objects.values_list("source__name", "text"))


def places(text: str, word: str) -> list[tuple[int, int]]:
    """Where the word stands, whatever blanks are in it."""
    pattern = r"\s*".join(map(re.escape, normal(word)))
    return [hit.span(1) for hit in re.finditer(f"(?=({pattern}))", same_length(text))]


def found(word: str) -> dict[str, list[tuple[int, int]]]:
    from luoshi.ledger.search import Where, every_hit
    from luoshi.ledger.words.query import Query
    from luoshi.people.access import KEEPER

    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for hit in every_hit(KEEPER, Query((word,)), Where(outside=True)):
        assert normal(word) in normal(hit.passage.text)
        spans[hit.passage.standing.file].append((hit.passage.start, hit.passage.end))
    return spans


def test_there_are_enough_words_of_every_length() -> None:
    assert len(WORDS) >= 60
    assert {min(len(word), 10) for word in WORDS} == set(range(1, 11))


def test_every_place_of_every_word(texts: dict[str, str]) -> None:
    missed, stood = [], 0
    for word in [*WORDS, *drawn(texts)]:
        spans = found(word)
        for name, text in texts.items():
            assert all(text[start:end].strip() for start, end in spans[name])
            for start, end in places(text, word):
                stood += 1
                if not any(first <= start and end <= last for first, last in spans[name]):
                    missed.append((word, name, text[max(0, start - 10) : end + 10]))
    assert missed == []
    assert stood > 10_000


def drawn(texts: dict[str, str]) -> list[str]:
    """Any runs of letters and digits in the texts, of one to ten characters."""
    chance = random.Random(8)
    runs = [run for text in texts.values() for run in re.findall(r"\w+", text)]
    words = []
    for n in range(300):
        run = chance.choice(runs)
        start = chance.randrange(len(run))
        words.append(run[start : start + 1 + n % 10])
    return words


def test_on_the_command_line(home: dict[str, str]) -> None:
    def luoshi(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "luoshi.cli", *map(str, arguments)]
        return subprocess.run(command, env=home, capture_output=True, text=True, encoding="utf-8", timeout=300)

    files = corpus()
    assert luoshi("load", *files).returncode == 0
    for word in ("招商", "水", "營商環境", "社会消费品零售总额", "5%"):
        done = luoshi("search", word, "--format", "jsonl")
        assert done.returncode == 0, done.stderr
        spans = defaultdict(list)
        for line in done.stdout.splitlines():
            record = json.loads(line)
            text = (SHARED / "corpus" / record["file"]).read_bytes().decode()
            assert text[record["start"] : record["end"]] == record["text"]
            spans[record["file"]].append((record["start"], record["end"]))
        for file in files:
            for start, end in places(file.read_bytes().decode(), word):
                assert any(first <= start and end <= last for first, last in spans[file.name])
    assert len(luoshi("search", "招商", "--limit", 3, "--format", "jsonl").stdout.splitlines()) == 3
