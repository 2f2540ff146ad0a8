"""Asking: a question in plain Chinese, answered from the facts of the ledger, each with its sentence.

`answer(question, person=…)` is all a door needs; it takes any string and gives an `Answer`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from luoshi.asking.answer import KIND_WORDS, Answer, Citation, Kind, Status, Value

if TYPE_CHECKING:
    from luoshi.people.access import Person


def answer(question: str, *, person: Person) -> Answer:
    """The answer to a question, from what the person may see. Needs the ledger to be open."""
    from luoshi.asking.ask import answer as answered

    return answered(question, person=person)


__all__ = ["KIND_WORDS", "Answer", "Citation", "Kind", "Status", "Value", "answer"]
