"""周例会 and 调度会: those that were held and the next ones, and the preparing of one."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from luoshi.delivering.steps import MEETING_KINDS
from luoshi.delivering.supervising.meetings import meetings_seen, prepare
from luoshi.errors import LuoshiError
from luoshi.people.models import Duty, Post
from luoshi.web.office import typed
from luoshi.web.office.door import Desk, desk
from luoshi.web.office.supervise.offered import may

MOST = 100


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def meetings(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The list; a meeting prepared leads to its page."""
    given, error = request.POST, None
    chairs = Post.objects.filter(unit__workspace=desk.workspace, unit__until=None, duty__in=[Duty.CHIEF, Duty.LEADER])
    if request.method == "POST":
        try:
            meeting = prepare(
                desk.workspace, typed.words(given, "kind", longest=10), typed.day(given, "on", "会议日期"),
                chair=typed.row_if_any(chairs, given.get("chair", "")), person=desk.person, on=desk.on,
            )  # fmt: skip
            return HttpResponseRedirect(reverse("office-meeting", args=[meeting.pk]))
        except LuoshiError as refusal:
            error = refusal
    counts = {"items_count": Count("items"), "decided": Count("items", filter=~Q(items__decision=""))}
    rows = meetings_seen(desk.person, on=desk.on).select_related("chair__unit").annotate(**counts)[:MOST]
    context: dict[str, Any] = {
        "room": "meetings", "desk": desk, "rows": rows, "kinds": MEETING_KINDS.items(), "chairs": chairs, "given": given, "error": error,
        "writes": may(desk, "meet", desk.workspace),
    }  # fmt: skip
    status = 200 if error is None else 403 if error.number == "L710" else 422
    return render(request, "office/supervise/meetings.html", context, status=status)
