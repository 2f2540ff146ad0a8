"""Every correction there is, with who made it and why, each to be taken back."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from luoshi.errors import LuoshiError
from luoshi.intake.queue import desks
from luoshi.ledger import actions
from luoshi.ledger.models import Document, Statement
from luoshi.people.access import may, visible_to
from luoshi.people.models import User
from luoshi.web.document.views import visible
from luoshi.web.send import fields
from luoshi.web.send.forms import reason_in, told

ROWS = 50
HOLDING = {"": "全部", "standing": "有效", "retracted": "已撤回"}


@never_cache
@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """The corrections the person may see, the latest first."""
    return _listed(request)


def _listed(request: HttpRequest, error: LuoshiError | None = None) -> HttpResponse:
    rows = visible_to(request.user, Statement.objects.filter(retracts__isnull=True))
    holding = request.GET.get("holding", "")
    if holding in ("standing", "retracted"):
        rows = rows.filter(retracted_by__isnull=holding == "standing")
    number, document = request.GET.get("document", ""), None
    if number.isascii() and number.isdigit() and len(number) <= 12:
        document = visible(request, int(number))
        rows = rows.filter(
            anchor__rendition=document.rendition_id, anchor__start__gte=document.start, anchor__end__lte=document.end
        )
    shown = rows.select_related("anchor", "person", "retracted_by__person").order_by("-pk")
    page = Paginator(shown, ROWS).get_page(request.GET.get("page"))
    holders = _documents(request, [each.anchor.rendition_id for each in page])
    context = {
        "page": page,
        "lines": [_line(each, holders.get(each.anchor.rendition_id, [])) for each in page],
        "holding": holding,
        "holdings": HOLDING,
        "document": document,
        "desks": {each["workspace"] for each in desks(request.user, "correct")},
        "error": told(error) if error else "",
    }
    return render(request, "send/corrections.html", context, status=409 if error else 200)


def _line(statement: Statement, holders: list[Document]) -> dict[str, object]:
    """A correction as the list shows it."""
    anchor = statement.anchor
    return {
        "statement": statement,
        "document": next((each for each in holders if each.start <= anchor.start and anchor.end <= each.end), None),
        "record": fields.RECORDS.get(statement.record, statement.record),
        "words": "" if statement.record == "document" else anchor.words[:80],
        "field": fields.label_of(statement.record, statement.field),
        "was": fields.said(statement.record, statement.field, statement.was),
        "value": fields.said(statement.record, statement.field, statement.value),
    }


def _documents(request: HttpRequest, renditions: list[int]) -> dict[int, list[Document]]:
    """The documents of these renditions, by rendition."""
    rows = visible_to(request.user, Document.objects.filter(rendition__in=renditions)).select_related("standing")
    found: dict[int, list[Document]] = {}
    for row in rows.order_by("start"):
        found.setdefault(row.rendition_id, []).append(row)
    return found


@require_POST
def retract(request: HttpRequest, number: int) -> HttpResponse:
    """Take a correction back, with a reason; to whoever may not, it is not there."""
    person = request.user
    statement = visible_to(person, Statement.objects.filter(pk=number, retracts__isnull=True)).first()
    if statement is None or not isinstance(person, User) or not may(person, "correct", statement.workspace):
        raise Http404
    try:
        actions.retract(statement, person=person, reason=reason_in(request))
    except LuoshiError as error:
        return _listed(request, error)
    told_to = request.POST.get("next", "")
    local = told_to.startswith("/") and url_has_allowed_host_and_scheme(told_to, allowed_hosts=None)
    return HttpResponseRedirect(told_to if local else f"{reverse('corrections')}#c{number}")
