"""Questions over the sample district, through the command line: answered, corrected, or said to be absent, each with its sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
QUESTIONS = ROOT / "examples" / "questions"

ASKED = [
    ("澄湖区2024年社零增长目标是多少", "answered", [(7, "%")]),
    ("2023年GDP是多少亿元", "answered", [(72_760_000_000, "元")]),
    ("什么是标准地", None, []),
    ("月亮区2024年GDP增长目标是多少", "absent", []),
    ("澄湖区2035年粮食产量是多少", "absent", []),
    ("'; DROP TABLE ledger_passage; --", "absent", []),
    ("𬭚" * 300, "absent", []),
]


@pytest.fixture
def asked(home, tmp_path) -> list[dict]:
    """What `luoshi ask --file` says to each question, and the texts of the files."""
    luoshi = [sys.executable, "-m", "luoshi.cli"]
    subprocess.run([*luoshi, "load", str(ROOT / "examples" / "chenghu")], env=home, check=True, capture_output=True)
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(json.dumps({"question": each[0]}, ensure_ascii=False) for each in ASKED), "utf-8")
    done = subprocess.run([*luoshi, "ask", "--file", str(file), "--format", "jsonl"], env=home, check=True, capture_output=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_question_gets_its_status_its_figures_and_sentences_that_hold_them(asked):
    assert [each["question"] for each in asked] == [question for question, _, _ in ASKED]
    for told, (question, status, values) in zip(asked, ASKED, strict=True):
        assert told.keys() == {"question", "status", "answer", "values", "citations"}
        assert told["answer"], question
        if status is not None:
            assert told["status"] == status, question
            assert [(each["value"], each["unit"]) for each in told["values"]] == values, question
        if told["status"] == "absent":
            assert told["values"] == [], question
        else:
            assert told["citations"], question
        for cited in told["citations"]:
            assert cited.keys() == {"file", "start", "end", "text"}
            assert cited["end"] - cited["start"] == len(cited["text"])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["chenghu", "corpus"])
def test_the_questions_of_the_evaluation_set_are_answered_without_a_wrong_figure(name):
    from scripts.ask_score import SETS, _run

    if not SETS[name].exists():
        pytest.skip(f"{SETS[name]} is not here: set LUOSHI_SHARED")
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        tallies, _ = _run(name, Path(folder) / name, "all", False)
    scores = tallies["all"].scores
    assert len(scores) >= 60
    assert sum(score.wrong for score in scores) == 0
    assert sum(score.right for score in scores) / len(scores) >= 0.93
    nothing = tallies["absent"].scores
    assert len(nothing) >= 15
    assert all(score.status for score in nothing)
