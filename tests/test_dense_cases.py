"""Dense papers written by someone who saw neither the code nor its output: few promises are paired wrongly, whatever is missed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from luoshi.reckoning.threads import Thread
from tests.test_hard_cases import thread_of, threads_of

CASES = [json.loads(line) for line in (Path(__file__).parent / "dense_cases.jsonl").read_text(encoding="utf-8").splitlines()]
JUDGED = ("met", "exceeded", "missed", "partly")


def test_what_is_judged_is_judged_against_the_right_words() -> None:
    given = right = wanted = read = 0
    for case in CASES:
        threads = threads_of(case)
        for expected in case["expect"]:
            wanted += expected["outcome"] in JUDGED
            try:
                thread = thread_of(threads, expected)
            except AssertionError:
                continue  # not read as a promise
            read += 1
            if thread.outcome in JUDGED:
                given += 1
                right += expected["outcome"] in JUDGED and is_the_answer(thread, expected["result_value"])
    assert right / given >= 0.98, f"{right}/{given}"
    assert read >= 240, "promises read"
    assert right / wanted >= 0.66, f"recall {right}/{wanted}"


def is_the_answer(thread: Thread, value: float | list[float] | None) -> bool:
    """Whether the figure judged is the one meant."""
    low = value[0] if isinstance(value, list) else value
    return thread.result is not None and (low is None or thread.result.low == pytest.approx(low))
