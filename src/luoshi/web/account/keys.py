"""One's own keys for calendars and programs: made and shown once, called back."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from luoshi.errors import LuoshiError
from luoshi.people import personal_keys
from luoshi.people.models import PersonalKey, User
from luoshi.web import asked
from luoshi.web.account.mine import page


@never_cache
@login_required
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make a key, and show it in the answer, the only time."""
    person, use, label = _person(request), request.POST.get("use", ""), asked.words(request.POST, "label")
    if use not in PersonalKey.USES:
        raise Http404
    try:
        key = personal_keys.make(person, use, label)
    except LuoshiError as error:
        return page(request, person, status=422, key_error=error, label=label, use=use)
    address = request.build_absolute_uri(reverse("calendar", args=[key])) if use == "calendar" else ""
    return page(request, person, key=key, key_label=label, key_address=address)


@never_cache
@login_required
@require_POST
def call_back(request: HttpRequest, number: int) -> HttpResponse:
    """The key opens nothing any more; 404 for another's."""
    person = _person(request)
    key = PersonalKey.objects.filter(pk=number, person=person).first()
    if key is None:
        raise Http404
    personal_keys.call_back(key, person=person)
    return HttpResponseRedirect(f"{reverse('account')}#keys-of-mine")


def _person(request: HttpRequest) -> User:
    person = request.user
    assert isinstance(person, User)
    return person
