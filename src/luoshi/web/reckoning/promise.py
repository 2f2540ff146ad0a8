"""A promise's page: its words, all that was weighed as an answer, and what people say of the pairing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from luoshi.errors import LuoshiError
from luoshi.ledger import pairings
from luoshi.ledger.models import Document
from luoshi.ledger.reckoned import unreported
from luoshi.ledger.shelf import document as visible_document
from luoshi.ledger.standing import Standing
from luoshi.people.access import may, visible_to
from luoshi.people.models import User
from luoshi.reckoning.threads import Thread
from luoshi.reckoning.threads.papers import years
from luoshi.reckoning.threads.thread import Saying
from luoshi.web.document.addresses import words_address
from luoshi.web.reckoning.pointing import pointed
from luoshi.web.reckoning.rows import Words, row_of, words_of
from luoshi.web.reckoning.scorecard import asked_of, threads_asked_for
from luoshi.web.send.forms import told

LONGEST = 500
"""Characters of a reason."""


@require_safe
def promise(request: HttpRequest, number: int, start: int, end: int) -> HttpResponse:
    """404 where no promise that the person may see has these words."""
    return _shown(request, number, start, end)


def _shown(request: HttpRequest, number: int, start: int, end: int, error: str = "") -> HttpResponse:
    about, thread = _thread(request, number, start, end)
    weighed = [
        (words_of(each.result), "" if each.result.paper.internal else _key(each.result), each.comparable, each.why)
        for each in pairings.weighed(thread)
    ]  # fmt: skip
    year = (years(thread.promise.period) or (0, 0))[1]
    context = {
        "about": about, "row": row_of(thread, unreported=unreported([thread], year)), "thread": thread, "year": year, "weighed": weighed,
        "again": [_words(thread, span) for span in thread.promise.again],
        "looked": [(paper.key, paper.document.title) for paper in thread.looked],
        "may": may(request.user, "correct", about.workspace) and not asked_of(request).day, "error": error,
        "here": reverse("promise-say", args=[number, start, end]), "number": number, "day": asked_of(request).day,
    }  # fmt: skip
    return render(request, "reckoning/promise.html", context, status=409 if error else 200)


@require_POST
def say(request: HttpRequest, number: int, start: int, end: int) -> HttpResponse:
    """Confirm, reject or choose an answer, or point at one in a later paper, with a reason; to whoever may not, it is not there."""
    about, thread = _thread(request, number, start, end)
    person, meant = request.user, request.POST.get("answer", "")
    verdict = next((each for each in pairings.VERDICTS if each == request.POST.get("verdict")), None)
    if not isinstance(person, User) or not may(person, "correct", about.workspace) or verdict is None:
        raise Http404
    reason = request.POST.get("reason", "").replace("\x00", "").strip()[:LONGEST]
    if not reason:
        return _shown(request, number, start, end, "请写明理由。")
    if "words" in request.POST:
        spans = pointed(thread.looked, request.POST["words"], request.POST.get("paper", ""))
        if len(spans) != 1:
            return _shown(request, number, start, end, "这句话在文件里不止一处：请多写几个字。" if spans else "后来的文件里没有这句话：请照原文粘贴，或粘贴选中文字的链接。")
        verdict, (key, first, last) = "pair", spans[0]
    else:
        weighed = [each.result for each in pairings.weighed(thread) if not each.result.paper.internal]
        answer = next((each for each in weighed if _key(each) == meant), None)
        if answer is None:
            raise Http404
        key, first, last = answer.paper.key, answer.start, answer.end
    try:
        here, there = (visible_document(person, int(each)) for each in (thread.promise.paper.key, key))
        # of a promise that several papers make, the words that stand for all are spoken of
        pairings.say((here, thread.promise.start, thread.promise.end), verdict, (there, first, last), person=person, reason=reason)
    except LuoshiError as error:
        return _shown(request, number, start, end, told(error))
    return HttpResponseRedirect(reverse("promise", args=[number, start, end]))


@require_safe
def at(request: HttpRequest, number: int, start: int, end: int) -> HttpResponse:
    """From any words of a document to the promise made there; where none is, a page that says so."""
    about, year = _about(request, number, start, end)
    for thread in _threads(request, about):
        for said in (thread.promise, *thread.elsewhere):
            spans = ((said.start, said.end), *(said.again if said is thread.promise else ()))
            if said.paper.key == str(number) and any(first < end and start < last for first, last in spans):
                return HttpResponseRedirect(reverse("promise", args=[number, said.start, said.end]))
    return render(request, "reckoning/no_promise.html", {"about": about, "year": year, "words": words_address(number, start, end)})


def _thread(request: HttpRequest, number: int, start: int, end: int) -> tuple[Standing, Thread]:
    about, _ = _about(request, number, start, end)
    for thread in _threads(request, about):
        for said in (thread.promise, *thread.elsewhere):
            if (said.paper.key, said.start, said.end) == (str(number), start, end):
                return about, thread
    raise Http404


def _about(request: HttpRequest, number: int, start: int, end: int) -> tuple[Standing, int]:
    """The document, and the last year it plans for; 404 for one that the person may not see or that plans nothing."""
    if max(number, start, end) > 2**31:
        raise Http404
    seen = visible_to(request.user, Standing.objects.all()).select_related("document__rendition", "workspace")
    about = seen.filter(document=number).first()
    if about is None and asked_of(request).day:  # a text that has changed since
        about = seen.filter(lineage__in=Document.objects.filter(pk=number).values("rendition__source__lineage")).first()
    span = years(about.plan) if about is not None else None
    if about is None or span is None:
        raise Http404
    return about, span[1]


def _threads(request: HttpRequest, about: Standing) -> Iterator[Thread]:
    """All that falls due in the years the document plans for, the last year's first."""
    first, last = years(about.plan) or (0, -1)
    for year in range(last, first - 1, -1):
        yield from threads_asked_for(request, year, about.place_key, asked_of(request))


def _key(said: Saying) -> str:
    """What a form calls an answer by."""
    return f"{said.paper.key}:{said.start}-{said.end}"


def _words(thread: Thread, span: tuple[int, int]) -> Words:
    return words_of(replace(thread.promise, start=span[0], end=span[1]))


