"""A reader's word that a fact is wrong, from the fact itself."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from luoshi.errors import LuoshiError
from luoshi.intake.sending import Said, send_report
from luoshi.ledger.corrections import facts_of
from luoshi.ledger.kinds import STRUCK
from luoshi.web.document.panel import panel_of
from luoshi.web.document.views import visible
from luoshi.web.send import facts_at, fields
from luoshi.web.send.correcting import quoted
from luoshi.web.send.forms import WrongFact
from luoshi.web.send.sent import STATUS, whoever

OTHER = ("", "别的问题（写在说明里）")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, number: int) -> HttpResponse:
    """A form with the fact's words: what is wrong with it, and what it should say."""
    document = visible(request, number)
    found = facts_of(document, person=request.user)
    if found is None:
        raise Http404
    at = facts_at.fact_at(document, found, request.GET.get("fact", ""), request.GET.get("at", ""))
    if at is None or at.mark is None or at.record not in fields.RECORDS:
        raise Http404
    choices = [(field.name, field.label) for field in fields.fields_of(at.record)]
    if fields.can_be_struck(at.record):
        choices.append((STRUCK, f"不该标成“{at.label}”"))
    form = WrongFact([*choices, OTHER], request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            try:
                submission = send_report(
                    document,
                    at.start,
                    at.end,
                    record=at.record,
                    field=given["field"],
                    suggested=given["suggested"],
                    sender=whoever(request),
                    said=Said(note=given["note"], contact=given["contact"]),
                )
            except LuoshiError as error:
                form.say(error)
                status = STATUS.get(error.number, 422)
            else:
                return redirect("sent", submission.token)
    context = {
        "document": document,
        "title": found.reading.document.title or "无标题",
        "at": at,
        "quoted": quoted(document, at.start, at.end),
        "panel": panel_of(at.mark, document.rendition.text, found.corrections),
        "form": form,
    }
    return render(request, "send/report.html", context, status=status)
