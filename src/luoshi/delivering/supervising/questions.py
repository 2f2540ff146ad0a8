"""Questions about a task and their answers, on the record."""

from __future__ import annotations

from datetime import date

from luoshi.delivering.models import Question, Task
from luoshi.delivering.recording import changed, recorded, seen
from luoshi.delivering.rights import task_step
from luoshi.delivering.supervising import given
from luoshi.errors import DeliverError
from luoshi.people.models import User


def ask(task: Task, words: str, *, person: User, on: date) -> Question:
    """The office or a leader asks the lead something. Raises L710, L711 once the task is closed, L716."""
    post = task_step(person, "question", task, on=on)
    said = given.words(words, "问题")
    with recorded(person, post, "question", on=on) as entry:
        question = Question.objects.create(task=task, words=said, post=post, by=person, asked_on=on)
        entry.done(question, {"words": said})
    return question


def answer(question: Question, words: str, *, version: int, person: User, on: date) -> None:
    """The lead answers, once. Raises L711 where it was answered, L712 where somebody was first."""
    post = task_step(person, "answer", question.task, on=on)
    said = given.words(words, "回答")
    if question.answered_on is not None:
        raise DeliverError("L711", str(question.task), state="已回答", action="回答", english="answer")
    with recorded(person, post, "answer", on=on) as entry:
        seen(question, version)
        changed(question, answer=said, answered_by=person, answered_on=on)
        entry.done(question, {"answer": said})
