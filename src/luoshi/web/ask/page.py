"""The ask page: a question in plain Chinese, and an answer in which every figure leads to the words it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.asking import Answer, Citation, answer
from luoshi.errors import LuoshiError
from luoshi.web.ask.examples import examples
from luoshi.web.document.addresses import words_address

LONGEST = 200
"""Characters of a question."""
STATUS = {"answered": "有据可答", "corrected": "与原文不符，更正如下", "absent": "账本里没有"}
_MARK = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence the answer stands on, or one that comes nearest."""

    number: int
    """As the answer names it."""
    citation: Citation
    address: str


@dataclass(frozen=True, slots=True)
class Part:
    """A run of the answer, or the number of the sentence it stands on."""

    words: str
    number: int = 0


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """The box; with a question, its answer."""
    question = " ".join(request.GET.get("q", "").replace("\x00", " ").split())
    context: dict[str, Any] = {"question": question[:LONGEST], "limit": LONGEST}
    if len(question) > LONGEST:
        context["error"] = LuoshiError("L645", limit=LONGEST)
    elif question:
        context |= _told(answer(question, person=request.user))
    if "told" not in context:
        context["examples"] = examples(request.user)
    return render(request, "ask/ask.html", context, status=400 if "error" in context else 200)


def _told(told: Answer) -> dict[str, Any]:
    quoted = [
        Quoted(number, each, words_address(each.document, each.start, each.end))
        for number, each in enumerate(told.citations, 1)
    ]
    return {
        "told": told,
        "status": STATUS[told.status],
        "lines": [list(_parts(line, len(quoted))) for line in told.answer.splitlines() if line.strip()],
        "grounds": [each for each in quoted if not each.citation.is_nearest],
        "nearest": [each for each in quoted if each.citation.is_nearest],
        "understood": list(_understood(told.understood)),
    }


def _parts(line: str, most: int) -> Iterator[Part]:
    """The line, with the numbers of its sentences apart."""
    here = 0
    for mark in _MARK.finditer(line):
        if 1 <= int(mark[1]) <= most:
            yield Part(line[here : mark.start()])
            yield Part(mark[1], int(mark[1]))
            here = mark.end()
    yield Part(line[here:])


def _understood(words: str) -> Iterator[tuple[str, str]]:
    """How the question was understood: (what is told apart, what it was taken to be)."""
    for each in filter(None, re.split(r"[;；]", words)):
        name, _, value = re.sub("：", ":", each, count=1).partition(":")
        yield (name.strip(), value.strip()) if value else ("其他", name.strip())
