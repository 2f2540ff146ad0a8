"""The pages: the shelf, a document, its original. Each asks the ledger for what this person may see, and shows it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db import connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from luoshi.errors import LedgerError
from luoshi.ledger import models
from luoshi.ledger.corrections import facts_of
from luoshi.ledger.files import stored
from luoshi.ledger.shelf import current_readings, successor
from luoshi.ledger.shelf import document as visible_document
from luoshi.web.page import DocumentPage
from luoshi.web.wording import DOCUMENT_KINDS

ROWS = 100
"""Documents a page of the shelf."""


@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """The documents that stand now, by place and year, newest first."""
    readings = current_readings(request.user)
    places = readings.order_by("place_name").values_list("place_name", flat=True).distinct()
    kinds = set(readings.order_by().values_list("kind", flat=True).distinct())
    chosen = {name: request.GET.get(name, "") for name in ("place", "kind")}
    shown = readings
    if chosen["place"]:
        shown = shown.filter(place_name=chosen["place"])
    if chosen["kind"]:
        shown = shown.filter(kind=chosen["kind"])
    page = Paginator(shown.order_by("place_code", "place_name", "-plan", "-review", "-published", "pk"), ROWS).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "places": [place for place in places if place],
        "kinds": {kind: name for kind, name in DOCUMENT_KINDS.items() if kind in kinds},
        "chosen": chosen,
        "filtered": any(chosen.values()),
    }
    return render(request, "web/shelf.html", context)


@require_safe
@vary_on_headers("HX-Request")
def document(request: HttpRequest, number: int) -> HttpResponse:
    """A document with its outline, its text and its facts; asked by htmx, the chosen fact alone."""
    row = _document(request, number)
    found = facts_of(row, person=request.user)
    if found is None:
        raise Http404
    page = DocumentPage(row, found, fact=request.GET.get("fact", ""), at=request.GET.get("at", ""))
    context: dict[str, Any] = {"page": page, "document": row}
    if (htmx := getattr(request, "htmx", None)) and not htmx.history_restore_request:
        return render(request, "web/fact.html", context)
    hidden = request.GET.get("hide")
    context["kinds"] = page.kinds(None if hidden is None else frozenset(hidden.split(",")))
    context["newer"] = successor(request.user, row)
    return render(request, "web/document.html", context)


@require_safe
def original(request: HttpRequest, number: int) -> FileResponse:
    """The file as it was received, to be saved and never shown by the browser in place."""
    source: models.Source = _document(request, number).rendition.source
    path = stored(source.sha256)
    if not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), as_attachment=True, filename=source.name, content_type=source.media_type)
    response["ETag"] = f'"{source.sha256}"'
    return response


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 and `ok` while the ledger can be asked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def _document(request: HttpRequest, number: int) -> models.Document:
    try:
        return visible_document(request.user, number)
    except LedgerError as error:
        raise Http404 from error


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _said(request, 400, "这个地址不能用", "请检查网址；如果是经由别的主机名访问，请把它加入 LUOSHI_HOSTS。")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _said(request, 403, "没有权限", "这项操作需要有权限的人来做。")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _said(request, 404, "没有这一页", "文件可能已经撤下，或者网址有误。账本里的文件都列在文件架上。")


def broken(request: HttpRequest) -> HttpResponse:
    return _said(request, 500, "出错了", "这一页没能打开，账本没有改动。请再试一次；仍然不行，请把网址告诉管理员。")


def _said(request: HttpRequest, status: int, title: str, words: str) -> HttpResponse:
    return render(request, "web/said.html", {"title": title, "words": words}, status=status)
