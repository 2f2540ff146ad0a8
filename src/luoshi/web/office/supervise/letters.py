"""The letters by state and unit, what waits for this person, and for the office what is late, ready to be written about."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.delivering.models import Letter, Task
from luoshi.delivering.steps import LETTER_STATES
from luoshi.delivering.supervising.letters import letters_seen
from luoshi.people.establishment import below
from luoshi.people.models import Duty, Unit
from luoshi.web import asked
from luoshi.web.office.door import Desk, desk
from luoshi.web.office.supervise.late import late_units
from luoshi.web.office.supervise.offered import may
from luoshi.web.paging import COUNTED, Count, page_of

ROWS = 50
MOST_WAITING = 30
WHOLE = frozenset({"supervision", "leader", "chief", "auditor"})
"""Duties that read what goes to every unit, and how it came to be."""


@desk
@require_safe
def letters(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The page. `?state=` and `?unit=` narrow the list."""
    seen = letters_seen(desk.person, on=desk.on)
    state, units = asked.words(request.GET, "state"), asked.numbers(request.GET, "unit")[:1]
    rows = seen.filter(state=state) if state in LETTER_STATES else seen
    rows = rows.filter(unit__in=units) if units else rows
    number = rows.count()
    page = page_of(rows, request.GET.get("page"), ROWS, count=Count(min(number, COUNTED), more=number > COUNTED), joined=("unit",))
    prefetch_related_objects(list(page.rows), Prefetch("tasks", Task.objects.only("words")))
    writes = may(desk, "write-letter", desk.workspace)
    addressed = Unit.objects.filter(pk__in=seen.order_by().values("unit")) if desk.duties & WHOLE else Unit.objects.none()
    context: dict[str, Any] = {
        "room": "letters", "desk": desk, "page": page, "rows": page.rows, "states": LETTER_STATES.items(), "state": state,
        "units": addressed, "unit": units[0] if units else None,
        "any": bool(number) or seen.exists(), "waiting": waiting(desk), "writes": writes, "late": late_units(desk) if writes else [],
    }  # fmt: skip
    return render(request, "office/supervise/letters.html", context)


def waiting(desk: Desk) -> list[tuple[str, list[Letter]]]:
    """The letters that wait for a step of this person's, by which step; the ones that must be answered first on top."""
    piles: list[tuple[str, Q]] = []
    if "supervision" in desk.duties:
        piles += [("已答复，待办结或退回", Q(state="answered")), ("拟稿，待发出或送签", Q(state="draft"))]
    if "chief" in desk.duties:
        piles.append(("待签发", Q(state="signing")))
    elif fields := [unit for post in desk.posts if post.duty == Duty.LEADER for unit in post.fields.all()]:
        piles.append(("待签发", Q(state="signing", unit__in=below(fields))))
    if own := [post.unit for post in desk.posts if post.duty == Duty.HEAD]:
        piles.append(("待答复", Q(state="sent", unit__in=below(own))))
    seen = letters_seen(desk.person, on=desk.on).select_related("unit").order_by("reply_by", "pk")
    found = [(title, list(seen.filter(condition)[:MOST_WAITING])) for title, condition in piles]
    return [(title, rows) for title, rows in found if rows]
