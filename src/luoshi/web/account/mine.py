"""One's own account."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from luoshi.errors import LuoshiError
from luoshi.people import signing_in
from luoshi.people.actions import choose_password
from luoshi.people.models import Membership, PersonalKey, User
from luoshi.people.workspaces import main_workspace
from luoshi.web.account.forms import ChangePassword
from luoshi.web.account.sender import sender


@never_cache
@login_required
@sensitive_post_parameters("current", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here and what I may do; changing the password ends my other sessions."""
    person = request.user
    assert isinstance(person, User)
    form = ChangePassword(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        field = "current"
        try:
            signing_in.confirm(person, form.cleaned_data["current"], address=sender(request))
            field = "new"
            choose_password(person, form.cleaned_data["new"])
        except LuoshiError as error:
            form.say(error, field)
            status = 429 if error.number == "L402" else 200
        else:
            update_session_auth_hash(request, person)
            return HttpResponseRedirect(f"{reverse('account')}?changed")
    return page(request, person, form=form, status=status)


def page(request: HttpRequest, person: User, *, form: ChangePassword | None = None, status: int = 200, **told: object) -> HttpResponse:
    """The page, with what came of a step just taken (`told`)."""
    membership = Membership.objects.filter(user=person, workspace=main_workspace()).first()
    context = {
        "form": form or ChangePassword(), "membership": membership, "changed": "changed" in request.GET, "uses": PersonalKey.USES,
        "keys": PersonalKey.objects.filter(person=person, called_back=None), **told,
    }  # fmt: skip
    return render(request, "account/account.html", context, status=status)
