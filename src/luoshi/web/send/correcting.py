"""Correcting a fact, or what a document is: a form with its fields, and all that was said of it before."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from luoshi.errors import IntakeError, LuoshiError
from luoshi.intake import reports
from luoshi.intake.correcting import correct_fields
from luoshi.intake.models import Submission
from luoshi.intake.queue import submissions
from luoshi.ledger.corrections import Facts, facts_of
from luoshi.ledger.kinds import STRUCK
from luoshi.ledger.models import Document
from luoshi.people.access import may
from luoshi.web.document.views import visible
from luoshi.web.send import facts_at, fields, places
from luoshi.web.send.facts_at import FactAt
from luoshi.web.send.forms import told

AROUND = 60
"""Characters of the text that are shown on either side of a fact."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, number: int) -> HttpResponse:
    """The form for one fact; each field changed becomes a statement with a name and a reason."""
    document = visible(request, number)
    if not may(request.user, "correct", document.workspace):
        raise Http404
    found = facts_of(document, person=request.user)
    if found is None:
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    at = facts_at.fact_at(document, found, asked.get("fact", ""), asked.get("at", ""), asked.get("record", ""))
    if at is None or at.record not in fields.RECORDS or not fields.fields_of(at.record):
        raise Http404
    answers = _answers(request, asked.get("answers", ""))
    if request.method != "POST":
        return _form(request, document, found, at, answers)
    try:
        _save(request, document, found, at, answers)
    except LuoshiError as error:
        return _form(request, document, found, at, answers, error=error)
    return redirect(_back(document, at, answers))


def _save(request: HttpRequest, document: Document, found: Facts, at: FactAt, answers: Submission | None) -> None:
    given = {name: str(value) for name, value in request.POST.items()}
    if at.record != "document" and at.fact is None:
        raise IntakeError("L560")
    if given.get(STRUCK) and fields.can_be_struck(at.record):
        values: dict[str, Any] = {STRUCK: True}
    else:
        if at.record == "document":
            given = places.filled(given)
        values = fields.changes(at.record, facts_at.current(at, found), given)
    reason = given.get("reason", "")
    if answers is not None and hasattr(answers, "report"):
        reports.accept(answers, values, record=at.record, person=request.user, reason=reason)  # type: ignore[arg-type]
    else:
        correct_fields(
            document, at.start, at.end, record=at.record, values=values, person=request.user, reason=reason  # type: ignore[arg-type]
        )  # fmt: skip


def quoted(document: Document, start: int, end: int) -> tuple[str, str, str]:
    """The words with a little of what stands before and after them."""
    text = document.rendition.text
    return (
        text[max(document.start, start - AROUND) : start],
        text[start:end],
        text[end : min(document.end, end + AROUND)],
    )


def _answers(request: HttpRequest, number: str) -> Submission | None:
    """The submission that this correction belongs to, where it was come to from there and the person may review it."""
    if not number.isascii() or not number.isdigit() or len(number) > 12:
        return None
    found: Submission | None = submissions(request.user).filter(pk=int(number)).first()
    return found


def _back(document: Document, at: FactAt, answers: Submission | None) -> str:
    if answers is not None:
        return reverse("review-one", args=[answers.pk])
    page = reverse("document", args=[document.pk])
    return page if at.record == "document" else f"{page}?at={at.place}#c{at.place}"


def address(document: Document, at: FactAt) -> str:
    """The form's own address, for this very fact."""
    query = {"record": at.record} if at.record == "document" else {"record": at.record, "at": at.place}
    return f"{reverse('correct', args=[document.pk])}?{urlencode(query)}"


def _form(
    request: HttpRequest,
    document: Document,
    found: Facts,
    at: FactAt,
    answers: Submission | None,
    *,
    error: LuoshiError | None = None,
) -> HttpResponse:
    now = facts_at.current(at, found)
    given = request.POST if request.method == "POST" else {}
    report = getattr(answers, "report", None)
    if report is not None and (report.document_id != document.pk or answers is None):
        report = None
    rows = []
    if now:
        for field in fields.fields_of(at.record):
            shown = fields.shown(field, now[field.name])
            suggested = fields.suggested(field, report.suggested) if report and report.field == field.name else ""
            rows.append({"field": field, "value": given.get(field.name, suggested or shown), "was": shown})
    context = {
        "document": document,
        "title": found.reading.document.title or "无标题",
        "at": at,
        "quoted": quoted(document, at.start, at.end) if at.record != "document" else None,
        "rows": rows,
        "reason": given.get("reason", ""),
        "struck": bool(given.get(STRUCK)),
        "can_be_struck": fields.can_be_struck(at.record) and bool(now),
        "history": [
            (each, fields.label_of(at.record, each.field), fields.said(at.record, each.field, each.was),
             fields.said(at.record, each.field, each.value))
            for each in facts_at.statements_on(document, at, found, request.user)
        ],
        "answers": answers,
        "report": report,
        "back": _back(document, at, answers),
        "here": address(document, at),
        "error": told(error) if error else "",
        "places": places.options() if at.record == "document" else [],
        "indicators": places.indicator_names() if "indicator" in now else [],
    }  # fmt: skip
    return render(request, "send/correct.html", context, status=422 if error else 200)
