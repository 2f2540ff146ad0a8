"""How right the reckoning of the sample district is, against the truths written by hand (examples/README.md).

    python scripts/reckon_score.py [--misses]

Outcomes right: of all promises in the truths. Pairing precision: of the answers given, those that are one of the passages the truths
name, or say the same figure. Recall: of the promises that are answered, those for which one was found. Silent precision: of the promises
called silent, those that are.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from pathlib import Path

from luoshi.reading import read
from luoshi.reading.text import fold
from luoshi.reckoning.threads import Paper, Thread, papers_of, reckon

ROOT = Path(__file__).resolve().parent.parent / "examples"
Row = dict[str, str]


@dataclass
class Score:
    """Counts, and what went wrong, a line each."""

    promises: int = 0
    found: int = 0
    outcomes: int = 0
    answered: int = 0
    answers_found: int = 0
    answers_given: int = 0
    answers_right: int = 0
    silent_given: int = 0
    silent_right: int = 0
    wrong: list[str] | None = None

    def lines(self) -> list[str]:
        """The figures for the docs."""
        return [
            f"promises {self.promises}, read {self.found}",
            f"outcomes right {self.outcomes}/{self.promises} = {self.outcomes / self.promises:.3f}",
            f"pairing precision {self.answers_right}/{self.answers_given} = {self.answers_right / max(self.answers_given, 1):.3f}",
            f"pairing recall {self.answers_found}/{self.answered} = {self.answers_found / self.answered:.3f}",
            f"silent precision {self.silent_right}/{self.silent_given} = {self.silent_right / max(self.silent_given, 1):.3f}",
        ]


def score() -> Score:
    """The sample reckoned whole, against its truths."""
    papers = [paper for path in sorted((ROOT / "chenghu").iterdir()) for paper in papers_of(read(path))]
    threads = reckon([paper for paper in papers if paper.document.plan], papers)
    by_file: dict[str, list[Thread]] = {}
    for thread in threads:
        by_file.setdefault(Path(thread.promise.paper.key).name, []).append(thread)
    told = Score(wrong=[])
    with (ROOT / "truths" / "promises.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            _count(told, row, _of(row, by_file.get(row["set_document"], [])))
    return told


def _count(told: Score, row: Row, thread: Thread | None) -> None:
    wrong = told.wrong if told.wrong is not None else []
    told.promises += 1
    told.answered += bool(row["said_words"]) and row["outcome"] != "silent"
    if thread is None:
        wrong.append(f"{row['id']} not read as a promise: {row['set_words']}")
        return
    told.found += 1
    told.outcomes += thread.outcome == row["outcome"]
    if thread.outcome != row["outcome"]:
        wrong.append(f"{row['id']} {row['outcome']} but {thread.outcome}: {thread.promise.text} → {thread.result and thread.result.text} ({thread.why})")
    if thread.outcome == "silent":
        told.silent_given += 1
        told.silent_right += row["outcome"] == "silent"
    if thread.result is not None:
        told.answers_given += 1
        right = _right(row, thread)
        told.answers_right += right
        told.answers_found += right and bool(row["said_words"]) and row["outcome"] != "silent"
        if not right:
            wrong.append(f"{row['id']} wrong answer: {thread.promise.text} → {thread.result.text}; truth {row['said_words']}")
    elif row["said_words"] and row["outcome"] != "silent":
        wrong.append(f"{row['id']} no answer: {thread.promise.text}; truth {row['said_words']}")


def _of(row: Row, threads: list[Thread]) -> Thread | None:
    """The thread of the truth's promise: its words overlap and, where it has a figure, the figure is the same."""
    figures = [float(row[name]) for name in ("value", "low", "high") if row[name]]
    words = fold(row["set_words"]).replace(" ", "")
    for thread in threads:
        promise = thread.promise
        at = _place(promise.paper, words) or _place(promise.paper, words.partition("|")[2])  # a merged cell stands once in the file
        stands = ((promise.start, promise.end), *promise.again)
        if not any(start < last and first < end for start, end in at for first, last in stands):
            continue
        if figures and not (promise.low in figures or promise.high in figures):
            continue
        if not figures and promise.form == "numeric":
            continue
        if row["form"] == "numeric" and promise.form != "numeric":
            continue
        return thread
    return None


def _right(row: Row, thread: Thread) -> bool:
    assert thread.result is not None
    result = thread.result
    file = Path(result.paper.key).name
    for name in ("said", "also"):
        if row[f"{name}_document"] != file:
            continue
        words = fold(row[f"{name}_words"]).replace(" ", "")
        if any(start < result.end and result.start < end for start, end in _place(result.paper, words)):
            return True
    return bool(row["said_value"]) and result.low == float(row["said_value"])


def _place(paper: Paper, words: str) -> list[tuple[int, int]]:
    """Where the words stand in the paper, its own line ends and spaces aside."""
    kept = [index for index, character in enumerate(paper.folded) if not character.isspace()]
    text = "".join(paper.folded[index] for index in kept)
    found, at = [], text.find(words)
    while at >= 0:
        found.append((kept[at], kept[at + len(words) - 1] + 1))
        at = text.find(words, at + 1)
    return found


if __name__ == "__main__":
    result = score()
    print(*result.lines(), sep="\n")
    if "--misses" in sys.argv:
        print(*(result.wrong or []), sep="\n")
