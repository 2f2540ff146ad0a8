"""Hard cases of pairing: short papers with what a careful officer concludes (hard_cases.md). A wrong pair is worse than none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from luoshi.reading.reader import read_text
from luoshi.reading.text import fold
from luoshi.reckoning.threads import Thread, papers_of, reckon

CASES = [json.loads(line) for line in (Path(__file__).parent / "hard_cases.jsonl").read_text(encoding="utf-8").splitlines()]


def threads_of(case: dict[str, Any]) -> list[Thread]:
    earlier = list(papers_of(read_text(case["earlier"], file="earlier")))
    later = [paper for number, text in enumerate(case["later"]) for paper in papers_of(read_text(text, file=f"later-{number}"))]
    return reckon(earlier, later)


def thread_of(threads: list[Thread], expected: dict[str, Any]) -> Thread:
    """The thread of the promise meant: its words overlap, and it has the figure meant."""
    value = expected["value"]
    figures = None if value is None else (value if isinstance(value, list) else [value, value])
    found = []
    for thread in threads:
        promise = thread.promise
        at = promise.paper.folded.find(fold(expected["promise"]))
        overlap = at < promise.end and promise.start < at + len(expected["promise"])
        same_form = (figures is None) == (promise.form != "numeric")
        if at >= 0 and overlap and same_form and (figures is None or [promise.low, promise.high] == pytest.approx(sorted(figures))):
            found.append(thread)
    found = [thread for thread in found if expected.get("indicator", "") in thread.promise.subject]
    assert found, f"not read as a promise: {expected['promise']}"
    return next((each for each in found if _answers(each, expected)), found[0])


def _answers(thread: Thread, expected: dict[str, Any]) -> bool:
    if thread.result is None or expected["result"] is None:
        return thread.result is None and expected["result"] is None
    value = expected["result_value"]
    return value is None or thread.result.low == pytest.approx(value)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_careful_officer_would_say_so(case: dict[str, Any]) -> None:
    threads = threads_of(case)
    for expected in case["expect"]:
        thread = thread_of(threads, expected)
        told = (thread.outcome, thread.result and thread.result.text, thread.why)
        assert thread.outcome == expected["outcome"], told
        if expected["result"] is None:
            assert thread.result is None or thread.outcome in ("adjusted", "not_due"), told
        elif thread.outcome not in ("not_due",):
            assert thread.result is not None, told
            assert fold(expected["result"]) in fold(thread.result.paper.text), "the truth names no words of a later paper"
            assert _answers(thread, expected), told
        if "official" in expected:
            assert thread.official == expected["official"], (thread.official, thread.official_words)


def test_there_are_enough_of_them_and_of_every_kind() -> None:
    assert len(CASES) >= 80
    assert len({case["kind"] for case in CASES}) >= 10
