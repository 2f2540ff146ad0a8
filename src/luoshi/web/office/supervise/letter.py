"""One letter as it stands on paper, the tasks it is about, what was done with it, and the steps this person may take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from luoshi.delivering.models import Letter
from luoshi.delivering.paper.letters import content_of, letter_docx
from luoshi.delivering.rights import seen_tasks
from luoshi.delivering.supervising import letters
from luoshi.errors import LuoshiError
from luoshi.web.office import typed
from luoshi.web.office.door import Desk, back_to, desk, refused
from luoshi.web.office.supervise.files import file
from luoshi.web.office.supervise.history import history
from luoshi.web.office.supervise.letters import WHOLE
from luoshi.web.office.supervise.offered import offered

_TO_UNITS = ("send-letter", "sign-letter", "reply", "return-reply", "settle-letter", "withdraw-letter")
"""Steps a unit reads of: how a letter came to be is the office's."""


@desk
@require_safe
def letter(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    row = _letter(desk, number)
    may = offered(desk, ["write-letter", *STEPS], row, unit=row.unit)
    may.pop("send_letter" if row.kind == letters.SIGNED else "send_to_sign", None)
    tasks = seen_tasks(desk.person, on=desk.on).filter(pk__in=row.tasks.values("pk")).select_related("lead")
    before = letters.letters_seen(desk.person, on=desk.on).filter(workspace=row.workspace, kind=row.kind).exclude(number="")
    context: dict[str, Any] = {
        "room": "letters", "desk": desk, "letter": row, "paper": content_of(row), "tasks": tasks, "may": may,
        "history": history(row, only=None if desk.duties & WHOLE else _TO_UNITS), "late": row.state == "sent" and row.reply_by < desk.on,
        "last_number": before.order_by("-sent_on", "-pk").values_list("number", flat=True).first(),
    }  # fmt: skip
    return render(request, "office/supervise/letter.html", context)


@desk
@require_safe
def docx(request: HttpRequest, desk: Desk, number: int) -> HttpResponseBase:
    """The letter as .docx, by the unit's own template where there is one."""
    row = _letter(desk, number)
    try:
        return file(f"{row.get_kind_display()}{row.number}", "docx", lambda stream: letter_docx(row, stream))
    except LuoshiError as error:
        return refused(request, error, back=reverse("office-letter", args=[number]))


@desk
@require_POST
def step(request: HttpRequest, desk: Desk, number: int, step: str) -> HttpResponse:
    """Take the step and show the letter again."""
    row, page = _letter(desk, number), reverse("office-letter", args=[number])
    if step not in STEPS:
        raise Http404
    try:
        STEPS[step](row, request.POST, version=typed.version(request.POST), person=desk.person, on=desk.on)
    except LuoshiError as error:
        return refused(request, error, back=page)
    return back_to(request, page)


def _letter(desk: Desk, number: int) -> Letter:
    """The letter, or 404 where this person may not read it."""
    return typed.row(letters.letters_seen(desk.person, on=desk.on).select_related("unit", "workspace"), number)


def _with(verb: Callable[..., None], name: str = "") -> Callable[..., None]:
    """The verb as a form calls it: with the words of one field, where it takes any."""

    def taken(row: Letter, given: QueryDict, **who: Any) -> None:
        verb(row, *([typed.words(given, name)] if name else []), **who)

    return taken


STEPS: dict[str, Callable[..., None]] = {
    "send-letter": _with(letters.send_letter, "number"), "send-to-sign": _with(letters.send_to_sign),
    "sign-letter": _with(letters.sign_letter, "number"), "refuse-letter": _with(letters.refuse_letter, "why"),
    "reply": _with(letters.reply, "words"), "return-reply": _with(letters.return_reply, "why"),
    "settle-letter": _with(letters.settle_letter), "withdraw-letter": _with(letters.withdraw_letter, "why"),
}  # fmt: skip
"""By the names of `OFFICE_STEPS`."""
