"""Cookies that were given over https go back over https alone."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def secure_cookies(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Mark every cookie of an answer to https `Secure` (with `LUOSHI_HTTPS=1` they all are, whatever the request)."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.is_secure():
            for cookie in response.cookies.values():
                cookie["secure"] = True
        return response

    return answer
