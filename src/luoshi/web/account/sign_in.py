"""Signing in and out."""

from __future__ import annotations

from time import time

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.errors import LuoshiError
from luoshi.people import signing_in
from luoshi.people.actions import choose_password
from luoshi.people.models import User
from luoshi.web.account.forms import NewPassword, SignIn
from luoshi.web.account.sender import sender

KEPT = 14 * 86_400
"""Seconds: how long a session lasts where a person asks to stay signed in; else until the browser closes, 12 hours at most."""
_CHOOSING = "choosing"
"""In a session that nobody is signed in to: who is to choose a password before they are."""
_CHOOSING_SECONDS = 900


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form; with the right name and password, on to where one came from."""
    onward = own_path(request.POST.get("next") or request.GET.get("next", ""))
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward)
    form = SignIn(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        given = form.cleaned_data
        try:
            person = signing_in.sign_in(given["name"], given["password"], address=sender(request))
        except LuoshiError as error:
            form.say(error)
            status = 429 if error.number == "L402" else 200
        else:
            if person.must_change:
                request.session[_CHOOSING] = {
                    "person": person.pk, "knows": person.get_session_auth_hash(), "keep": given["keep"],
                    "next": onward, "until": time() + _CHOOSING_SECONDS,
                }  # fmt: skip
                return redirect("new-password")
            return _signed_in(request, person, keep=given["keep"], onward=onward)
    nobody = not User.objects.exists()
    return render(request, "account/sign_in.html", {"form": form, "next": onward, "nobody": nobody}, status=status)


@never_cache
@sensitive_post_parameters("new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest) -> HttpResponse:
    """The first sign-in with a password made up by another: it opens nothing until one's own is chosen."""
    choosing = request.session.get(_CHOOSING, {})
    person = User.objects.filter(pk=choosing.get("person"), is_active=True, must_change=True).first()
    if person is None or person.get_session_auth_hash() != choosing["knows"] or choosing["until"] < time():
        return redirect("sign-in")
    form = NewPassword(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            choose_password(person, form.cleaned_data["new"])
        except LuoshiError as error:
            form.say(error, "new")
        else:
            del request.session[_CHOOSING]
            return _signed_in(request, person, keep=choosing["keep"], onward=choosing["next"])
    return render(request, "account/new_password.html", {"form": form, "person": person})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("shelf")


def own_path(address: str) -> str:
    """The address where it is a path of these pages; else the first page."""
    mine = (
        address.startswith("/")
        and address.isprintable()
        and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    )
    return address if mine else "/"


def _signed_in(request: HttpRequest, person: User, *, keep: bool, onward: str) -> HttpResponse:
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    request.session.set_expiry(KEPT if keep else 0)
    request.session.clear_expired()
    return HttpResponseRedirect(onward)
