"""督查专报 and 通报: what there is, and the drafting of one from the ledger's figures as of a day."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from luoshi.delivering.supervising.bulletins import WAYS, bulletins_seen, draft_bulletin
from luoshi.errors import LuoshiError
from luoshi.web.office import typed
from luoshi.web.office.door import Desk, desk
from luoshi.web.office.supervise.offered import may

MOST = 200


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def bulletins(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The list; a paper drafted leads to its page."""
    given, error = request.POST, None
    if request.method == "POST":
        try:
            as_of = typed.day(given, "as_of", "数据截至日期")
            paper = draft_bulletin(desk.workspace, typed.words(given, "way", longest=4), as_of, person=desk.person, on=desk.on)
            return HttpResponseRedirect(reverse("office-bulletin", args=[paper.pk]))
        except LuoshiError as refusal:
            error = refusal
    rows = [(each, WAYS[each.way]) for each in bulletins_seen(desk.person, on=desk.on)[:MOST]]
    context: dict[str, Any] = {
        "room": "bulletins", "desk": desk, "rows": rows, "ways": WAYS.items(), "given": given, "error": error,
        "writes": may(desk, "write-bulletin", desk.workspace),
    }  # fmt: skip
    status = 200 if error is None else 403 if error.number == "L710" else 422
    return render(request, "office/supervise/bulletins.html", context, status=status)
