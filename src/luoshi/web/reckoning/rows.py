"""A thread as a row of a scorecard: both sentences a click away, the gap first, then the outcome in shape and word."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from luoshi.delivering.answering import KEY
from luoshi.reckoning.threads import Thread
from luoshi.reckoning.threads.judging import OUTCOMES
from luoshi.reckoning.threads.records import name_of
from luoshi.reckoning.threads.thread import Saying
from luoshi.web.document.addresses import words_address

MARKS: dict[str, tuple[str, str]] = {
    "met": ("●", "green"), "exceeded": ("▲", "green"), "missed": ("◆", "red"), "partly": ("◐", "yellow"), "silent": ("○", "grey"),
    "adjusted": ("↻", "blue"), "not_comparable": ("≠", "grey"), "not_due": ("…", "grey"),
}  # fmt: skip
"""Outcome → its shape and colour; the word always stands beside them."""


@dataclass(frozen=True, slots=True)
class Words:
    """Something said, with the address of its words."""

    text: str
    address: str
    title: str
    note: str
    """How it was worked out, or that it is an estimate."""


@dataclass(frozen=True, slots=True)
class Row:
    """One promise on the scorecard."""

    name: str
    code: str
    """The catalogue's code; empty where it has none."""
    headline: bool
    outcome: str
    word: str
    mark: str
    colour: str
    promise: Words
    result: Words | None
    gap: str
    official: str
    official_words: str
    why: str
    address: str
    """Of the promise's own page."""
    elsewhere: tuple[Words, ...]
    """The same promise in other papers."""
    confirmed: str
    """By whom the pairing was confirmed or changed."""


def row_of(thread: Thread, *, unreported: bool = False) -> Row:
    """The row of a thread. `unreported`: the next work report and plan report are both here, so that silence is 未反馈."""
    promise = thread.promise
    mark, colour = MARKS[thread.outcome]
    word = "未反馈" if thread.outcome == "silent" and unreported else OUTCOMES[thread.outcome]
    number = int(promise.paper.key)
    return Row(
        name_of(promise), promise.thing.indicator, promise.headline, thread.outcome, word, mark, colour, words_of(promise),
        words_of(thread.result) if thread.result is not None else None, thread.gap_said, OUTCOMES.get(thread.official, ""),
        thread.official_words, thread.why, reverse("promise", args=[number, promise.start, promise.end]), tuple(map(words_of, thread.elsewhere)),
        thread.confirmed,
    )  # fmt: skip


def words_of(said: Saying) -> Words:
    """The words with their address; of a task's entries, the task's page."""
    if said.paper.internal:
        return Words(said.text.strip(), reverse("office-task", args=[int(said.paper.key.removeprefix(KEY))]), said.paper.document.title, "内部进展，不公开")
    note = said.derived or ("预计" if said.modality == "estimated" else "")
    return Words(said.text.strip(), words_address(int(said.paper.key), said.start, said.end), said.paper.document.title, note)
