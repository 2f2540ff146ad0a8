"""Sending something in, and the page by which its sender follows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.errors import IntakeError, LuoshiError
from luoshi.intake import sending
from luoshi.intake.events import last_event
from luoshi.intake.models import Submission
from luoshi.intake.queue import by_token, of_sender
from luoshi.intake.senders import VISITOR, Sender, sender
from luoshi.intake.states import State
from luoshi.ledger.models import Document
from luoshi.people.access import visible_to
from luoshi.people.models import User
from luoshi.reading.load.folder import SUFFIXES
from luoshi.web.account.sender import sender as network_address
from luoshi.web.send import upload
from luoshi.web.send.forms import FORMS, WAYS, SentForm

MINE = 20
"""Of one's own that are listed."""
STATUS = {"L530": 429, "L531": 429, "L532": 429, "L533": 429, "L534": 429, "L536": 413, "L539": 400, "L557": 503}
"""Of the answer to an error, where it is not 422."""


def whoever(request: HttpRequest) -> Sender:
    """Whom what this request sends counts against."""
    return sender(request.user, network_address(request))


@csrf_exempt  # `_send` is protected: the bound on the body must be there before anything reads it
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """Three ways to send a document; none of them needs an account or a script."""
    way = request.GET.get("way", "file")
    if way not in FORMS:
        raise Http404
    if request.method == "POST":
        try:
            upload.receive(request, whoever(request).quota.size)
        except IntakeError as error:
            form = FORMS[way]({})
            form.full_clean()
            form.say(error)
            return _asked(request, way, form, STATUS[error.number])
    answer: HttpResponse = _send(request, way)
    return answer


@csrf_protect
def _send(request: HttpRequest, way: str) -> HttpResponse:
    if request.method != "POST":
        return _asked(request, way, FORMS[way]())
    form = FORMS[way](request.POST, request.FILES)
    if not form.is_valid():
        return _asked(request, way, form, 422)
    try:
        submission = _sent(way, form, whoever(request))
    except LuoshiError as error:
        form.say(error)
        return _asked(request, way, form, STATUS.get(error.number, 422))
    return redirect("sent", submission.token)


def _sent(way: str, form: SentForm, by: Sender) -> Submission:
    given = form.cleaned_data
    if way == "text":
        return sending.send_text(given["text"], sender=by, said=form.said)
    if way == "address":
        return sending.send_address(given["address"], sender=by, said=form.said)
    if given["file"] is None:
        raise IntakeError("L535")
    return sending.send_file(Path(given["file"].file.name), given["file"].name, sender=by, said=form.said)


def _asked(request: HttpRequest, way: str, form: SentForm, status: int = 200) -> HttpResponse:
    quota = whoever(request).quota
    context: dict[str, Any] = {
        "way": way,
        "ways": WAYS,
        "form": form,
        "quota": quota,
        "limit": f"{quota.size >> 20} MB",
        "suffixes": SUFFIXES,
        "visitor": quota is VISITOR,
        "mine": of_sender(request.user)[:MINE] if isinstance(request.user, User) else [],
        "states": dict(State.choices),
    }
    return render(request, "send/send.html", context, status=status)


@never_cache
@require_safe
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """What became of something sent: for whoever has its token."""
    submission = by_token(token)
    if submission is None:
        raise Http404
    last = last_event(submission)
    documents = []
    if last.state == State.PUBLISHED:
        public = visible_to(request.user, Document.objects.filter(rendition__source=last.source))
        documents = list(public.select_related("standing").order_by("pk"))
    report = getattr(submission, "report", None)
    if report and not visible_to(request.user, Document.objects.filter(pk=report.document_id)).exists():
        report = None
    context = {
        "submission": submission,
        "last": last,
        "state": State(last.state).label,
        "documents": documents,
        "report": report,
        "receipt": submission.receipts.order_by("pk").last() if submission.way in ("file", "text") else None,
    }
    return render(request, "send/sent.html", context)
