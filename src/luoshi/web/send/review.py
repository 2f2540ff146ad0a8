"""The queue of what was sent in, and the page on which an editor deals with one of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from luoshi.errors import LuoshiError
from luoshi.intake import review as verbs
from luoshi.intake.models import Event, Receipt, Submission
from luoshi.intake.queue import SIDES, counts, receipt_of, reviews, standing_at, submissions
from luoshi.intake.states import State, Way
from luoshi.ledger.files import stored
from luoshi.people.models import User
from luoshi.web.send.forms import told
from luoshi.web.send.reviewed import review_page

ROWS = 50

View = Callable[..., HttpResponseBase]
ACTIONS: dict[str, Callable[[Submission, User, Any], Event]] = {
    "fetch": lambda submission, person, given: verbs.agree_to_fetch(submission, person=person),
    "take-up": lambda submission, person, given: verbs.take_up(
        submission, person=person, where_from=given.get("where_from", "")
    ),
    "publish": lambda submission, person, given: verbs.publish(submission, person=person),
    "decline": lambda submission, person, given: verbs.decline(submission, person=person, reason=_reason(given)),
    "open-again": lambda submission, person, given: verbs.open_again(submission, person=person, reason=_reason(given)),
}
"""What the page's buttons do."""


def _for_reviewers(view: View) -> View:
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not reviews(request.user):
            raise Http404
        return view(request, *args, **options)

    return guarded


@_for_reviewers
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, what is in hand, what is done; the oldest that waits first."""
    side = request.GET.get("side", "waiting")
    side = side if side in SIDES else "waiting"
    way = request.GET.get("way", "")
    rows = submissions(request.user)
    counted = counts(rows)
    shown = standing_at(rows, SIDES[side][1]).select_related("owner", "report__anchor")
    if way in Way.values:
        shown = shown.filter(way=way)
    page = Paginator(shown.order_by("pk" if side != "done" else "-pk"), ROWS).get_page(request.GET.get("page"))
    receipts: dict[int, Receipt] = {}
    for receipt in Receipt.objects.filter(submission__in=[each.pk for each in page]).order_by("pk"):
        receipts[receipt.submission_id] = receipt
    context = {
        "page": page,
        "lines": [_line(each, receipts.get(each.pk)) for each in page],
        "side": side,
        "sides": [
            (key, label, sum(counted.get(state, 0) for state in states)) for key, (label, states) in SIDES.items()
        ],
        "way": way,
        "ways": Way.choices,
    }
    return render(request, "send/review.html", context)


def _line(submission: Any, receipt: Receipt | None) -> dict[str, Any]:
    """One thing sent as the queue lists it: as the reader took it to be, else as its sender says."""
    read = receipt.documents[0] if receipt is not None and receipt.documents else {}
    words = submission.report.anchor.words if submission.way == Way.REPORT else ""
    return {
        "submission": submission,
        "receipt": receipt,
        "state": State(submission.state).label,
        "title": words or read.get("title") or submission.title or submission.address or "无标题",
        "place": read.get("place") or submission.place or "—",
        "year": read.get("plan") or read.get("review") or submission.year or "—",
        "counts": read.get("counts", {}),
    }


@_for_reviewers
@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One thing sent, with Luoshi's reading beside it and what may be done."""
    return render(request, "send/review_one.html", review_page(request, _submission(request, number)))


@_for_reviewers
@require_POST
def act(request: HttpRequest, number: int, action: str) -> HttpResponse:
    """Do one of `ACTIONS`; refused, the page says why and nothing was changed."""
    submission, person = _submission(request, number), request.user
    if action not in ACTIONS or not isinstance(person, User):
        raise Http404
    try:
        ACTIONS[action](submission, person, request.POST)
    except LuoshiError as error:
        context = review_page(request, _submission(request, number), error=told(error))
        return render(request, "send/review_one.html", context, status=409)
    return redirect("review-one", number)


@_for_reviewers
@require_safe
def received(request: HttpRequest, number: int) -> FileResponse:
    """The file as it came, to be saved and never shown by the browser in place."""
    receipt = receipt_of(_submission(request, number))
    if receipt is None or not stored(receipt.sha256).is_file():
        raise Http404
    file = stored(receipt.sha256).open("rb")
    return FileResponse(file, as_attachment=True, filename=receipt.name, content_type="application/octet-stream")


def _submission(request: HttpRequest, number: int) -> Any:
    found = submissions(request.user).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _reason(given: Any) -> str:
    return str(given.get("reason", "")).replace("\0", "")[:2000]
