"""Pages that are sent a file: it is taken in within a bound before anything else of the form is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import IO, Any, cast

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from luoshi.errors import DeliverError, IntakeError
from luoshi.web.office.door import Desk, View, desk
from luoshi.web.send import upload


def takes_file(limit: int) -> Callable[[View[...]], Callable[..., HttpResponseBase]]:
    """A page of the office to which a form with one file of at most so many bytes is sent. A larger one is told of, the rest of that form is gone."""

    def wrapped(view: View[...]) -> Callable[..., HttpResponseBase]:
        protected = csrf_protect(view)

        @csrf_exempt  # `protected` is not: the bound on the body must be there before anything reads it
        @require_POST
        @desk
        @wraps(view)
        def opened(request: HttpRequest, desk: Desk, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                upload.receive(request, limit)
            except IntakeError as error:
                told = DeliverError("L741", limit=f"{limit >> 20} MB") if error.number == "L536" else error
                context = {"error": told, "back": _came_from(request)}
                return render(request, "office/refused.html", context, status=413 if error.number == "L536" else 400)
            return protected(request, desk, *args, **kwargs)

        return cast("Callable[..., HttpResponseBase]", opened)

    return wrapped


def _came_from(request: HttpRequest) -> str:
    """The page the form stood on, where that is one of these."""
    page = request.META.get("HTTP_REFERER", "")
    return page if url_has_allowed_host_and_scheme(page, {request.get_host()}) else reverse("office")


def sent(request: HttpRequest, what: str) -> tuple[IO[bytes], str]:
    """The file and its name. Raises L716 where none was chosen."""
    file = request.FILES.get("file")
    if file is None:
        raise DeliverError("L716", what=f"请选{what}")
    return cast("IO[bytes]", file), file.name or ""
