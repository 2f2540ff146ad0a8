"""Taking a source down at once and everywhere, and putting it back."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.errors import LuoshiError
from luoshi.intake.models import Event
from luoshi.intake.queue import desks
from luoshi.ledger import actions
from luoshi.ledger.models import Document, Reading, TakeDown
from luoshi.people.access import may, visible_to
from luoshi.people.audience import Audience
from luoshi.people.models import User
from luoshi.web.document.views import visible
from luoshi.web.send.forms import reason_in, told

ROWS = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_down(request: HttpRequest, number: int) -> HttpResponse:
    """Hide the source of a document, with all the documents in it, at once and everywhere."""
    document, person = visible(request, number), request.user
    source = document.rendition.source
    if not isinstance(person, User) or not may(person, "take down", source.workspace):
        raise Http404
    error = ""
    if request.method == "POST":
        try:
            actions.take_down(source, person=person, reason=reason_in(request))
        except LuoshiError as refused:
            error = told(refused)
        else:
            return redirect("taken-down")
    documents = visible_to(person, Document.objects.filter(rendition__source=source)).select_related("standing")
    context = {"document": document, "source": source, "documents": documents.order_by("start"), "error": error}
    return render(request, "send/take_down.html", context, status=422 if error else 200)


@never_cache
@require_safe
def taken_down(request: HttpRequest) -> HttpResponse:
    """The sources that were taken down, for those who may put them back."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return _listed(request)


def _listed(request: HttpRequest, error: LuoshiError | None = None) -> HttpResponse:
    if not desks(request.user, "take down").exists():
        raise Http404
    page = Paginator(_downs(request.user), ROWS).get_page(request.GET.get("page"))
    titles: dict[int, list[str]] = {}
    readings = Reading.objects.filter(document__rendition__source__in=[each.source_id for each in page])
    for source, title in readings.order_by("pk").values_list("document__rendition__source", "title"):
        if title not in titles.setdefault(source, []):
            titles[source].append(title)
    lines = [(each, titles.get(each.source_id, [])) for each in page]
    context = {"page": page, "lines": lines, "error": told(error) if error else ""}
    return render(request, "send/taken_down.html", context, status=409 if error else 200)


def _downs(person: Any) -> QuerySet[TakeDown]:
    """What stands taken down where the person may put it back; not what a review put away, nor others' private things."""
    if not isinstance(person, User):
        return TakeDown.objects.none()
    others = Q(source__audience=Audience.PRIVATE) & ~Q(source__owner=person)
    put_away = Exists(Event.objects.filter(take_down=OuterRef("pk")))
    here = TakeDown.standing().filter(source__workspace__in=desks(person, "take down"))
    return here.exclude(others).exclude(put_away).select_related("source", "person").order_by("-pk")


@require_POST
def put_back(request: HttpRequest, number: int) -> HttpResponse:
    """Show a source again that was taken down."""
    down, person = _downs(request.user).filter(pk=number).first(), request.user
    if down is None or not isinstance(person, User):
        raise Http404
    try:
        actions.put_back(down, person=person, reason=reason_in(request))
    except LuoshiError as error:
        return _listed(request, error)
    shown = visible_to(person, Document.objects.filter(rendition__source=down.source)).order_by("pk").first()
    return redirect("document", shown.pk) if shown else redirect("taken-down")
