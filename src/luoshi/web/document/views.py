"""A document's page, its print and its original. Each asks the ledger for what this person may see, and shows it."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from luoshi.errors import LedgerError
from luoshi.ledger import models
from luoshi.ledger.corrections import facts_of
from luoshi.ledger.files import stored
from luoshi.ledger.shelf import document as visible_document
from luoshi.web.document.finding import find
from luoshi.web.document.footnotes import printed
from luoshi.web.document.page import DocumentPage


@require_safe
@vary_on_headers("HX-Request")
def document(request: HttpRequest, number: int) -> HttpResponse:
    """A document with its outline, its text and its facts; asked by htmx, the chosen fact alone; or as it is printed."""
    row = visible(request, number)
    found = facts_of(row, person=request.user)
    if found is None:
        raise Http404
    asked = request.GET
    page = DocumentPage(
        row,
        found,
        request.user,
        fact=asked.get("fact", ""),
        at=asked.get("at", ""),
        looked_for=asked.get("find", ""),
        show=",".join(asked.getlist("show")).split(",") if "show" in asked else None,
    )
    context: dict[str, Any] = {"page": page, "document": row, "address": request.build_absolute_uri(request.path)}
    if (htmx := getattr(request, "htmx", None)) and not htmx.history_restore_request:
        return render(request, "document/fact.html", context)
    if asked.get("print") == "footnotes":
        context["parts"] = printed(row.rendition.text, found)
        return render(request, "document/print.html", context)
    return render(request, "document/document.html", context)


@require_safe
def find_in(request: HttpRequest, number: int) -> JsonResponse:
    """Where the words of `?find=` stand in the document: `{"hits": [[start, end], …]}`, characters of its text."""
    row = visible(request, number)
    return JsonResponse({"hits": find(row.rendition.text, row.start, row.end, request.GET.get("find", ""))})


@require_safe
def original(request: HttpRequest, number: int) -> FileResponse:
    """The file as it was received, to be saved and never shown by the browser in place."""
    source: models.Source = visible(request, number).rendition.source
    path = stored(source.sha256)
    if not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), as_attachment=True, filename=source.name, content_type=source.media_type)
    response["ETag"] = f'"{source.sha256}"'
    return response


def visible(request: HttpRequest, number: int) -> models.Document:
    """The document of that number, or 404 where this person may not see it."""
    try:
        return visible_document(request.user, number)
    except LedgerError as error:
        raise Http404 from error
