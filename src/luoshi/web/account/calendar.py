"""A person's dates for the calendar of a telephone or an office program, which signs in with nothing but the key in the address."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.urls import reverse
from django.views.decorators.http import require_safe

from luoshi.delivering.clocks.ics import feed
from luoshi.delivering.dates import feed_for
from luoshi.delivering.models import Letter, Task
from luoshi.delivering.today import today
from luoshi.people.personal_keys import whose


@require_safe
def calendar(request: HttpRequest, key: str) -> HttpResponse:
    """The feed of the person whose key it is; to any other there is nothing here. No session is asked for or begun."""
    request.path = request.path_info = "/calendar/"  # what fails from here on is written to the log, and the key is not to stand there
    person = whose(key, "calendar")
    if person is None:
        raise Http404

    def address(row: Task | Letter) -> str:
        return request.build_absolute_uri(reverse("office-letter" if isinstance(row, Letter) else "office-task", args=[row.pk]))

    domain, _ = split_domain_port(request.get_host())
    content = feed(feed_for(person, today(), address=address), name="督办日程", domain=domain)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-cache"
    response["Content-Disposition"] = 'inline; filename="luoshi.ics"'
    return response
