"""One 督查专报 or 通报 as it stands on paper: gone over by the office, signed or refused by a leader."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.delivering.models import Bulletin
from luoshi.delivering.paper.bulletin import bulletin_docx, content_of
from luoshi.delivering.rights import office_step
from luoshi.delivering.supervising import bulletins
from luoshi.errors import LuoshiError
from luoshi.web.office import typed
from luoshi.web.office.door import Desk, back_to, desk, refused
from luoshi.web.office.supervise.files import file
from luoshi.web.office.supervise.history import history
from luoshi.web.office.supervise.letters import WHOLE
from luoshi.web.office.supervise.offered import offered

LONGEST_TEXT = 200_000
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、")
"""How a heading of the first level begins in an official paper."""


@desk
@require_safe
def bulletin(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    row = _bulletin(desk, number)
    before = bulletins.bulletins_seen(desk.person, on=desk.on).filter(workspace=row.workspace, way=row.way, state="issued")
    context: dict[str, Any] = {
        "room": "bulletins", "desk": desk, "bulletin": row, "way": bulletins.WAYS[row.way], "paper": content_of(row),
        "may": offered(desk, ["write-bulletin", *STEPS], row), "history": history(row) if desk.duties & WHOLE else [],
        "last_number": before.order_by("-signed_on", "-pk").values_list("number", flat=True).first(),
    }  # fmt: skip
    return render(request, "office/supervise/bulletin.html", context)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Title and text, one line a paragraph; what was typed stays in the form whatever is refused."""
    row, page = _bulletin(desk, number), reverse("office-bulletin", args=[number])
    try:
        office_step(desk.person, "write-bulletin", row.workspace, on=desk.on, row=row)
    except LuoshiError as error:
        return refused(request, error, back=page)
    context: dict[str, Any] = {"room": "bulletins", "desk": desk, "bulletin": row, "title": row.title, "text": text_of(row.paragraphs)}
    if request.method != "POST":
        return render(request, "office/supervise/bulletin_form.html", context)
    title, text = typed.words(request.POST, "title"), typed.words(request.POST, "text", longest=LONGEST_TEXT)
    try:
        paragraphs, version = paragraphs_of(text, row.paragraphs), typed.version(request.POST)
        bulletins.change_bulletin(row, title=title, paragraphs=paragraphs, version=version, person=desk.person, on=desk.on)
    except LuoshiError as error:
        row.refresh_from_db()
        context |= {"title": title, "text": text, "error": error, "now": text_of(row.paragraphs)}
        return render(request, "office/supervise/bulletin_form.html", context, status=409 if error.number in ("L711", "L712") else 422)
    return HttpResponseRedirect(page)


@desk
@require_safe
def docx(request: HttpRequest, desk: Desk, number: int) -> HttpResponseBase:
    """The paper as .docx, by the unit's own template where there is one."""
    row = _bulletin(desk, number)
    try:
        return file(row.title, "docx", lambda stream: bulletin_docx(row, stream))
    except LuoshiError as error:
        return refused(request, error, back=reverse("office-bulletin", args=[number]))


@desk
@require_POST
def step(request: HttpRequest, desk: Desk, number: int, step: str) -> HttpResponse:
    """Take the step and show the paper again."""
    row, page, given = _bulletin(desk, number), reverse("office-bulletin", args=[number]), request.POST
    if step not in STEPS:
        raise Http404
    verb, field = STEPS[step]
    try:
        verb(row, *([typed.words(given, field)] if field else []), version=typed.version(given), person=desk.person, on=desk.on)
    except LuoshiError as error:
        return refused(request, error, back=page)
    return back_to(request, page)


STEPS: dict[str, tuple[Callable[..., None], str]] = {
    "send-bulletin": (bulletins.send_bulletin, ""), "sign-bulletin": (bulletins.sign_bulletin, "number"),
    "refuse-bulletin": (bulletins.refuse_bulletin, "why"),
}  # fmt: skip
"""By the names of `OFFICE_STEPS`: the verb, and the field whose words it takes, where it takes any."""


def text_of(paragraphs: Sequence[dict[str, str]]) -> str:
    """The paragraphs as they are edited: one a line."""
    return "\n".join(each["words"] for each in paragraphs)


def paragraphs_of(text: str, before: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """The lines as paragraphs: a heading is one that is numbered as such, or was one before."""
    headings = {each["words"] for each in before if each["style"] == "heading"}
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return [{"style": "heading" if line in headings or _HEADING.match(line) else "body", "words": line} for line in lines]


def _bulletin(desk: Desk, number: int) -> Bulletin:
    """The paper, or 404 where this person may not read it."""
    return typed.row(bulletins.bulletins_seen(desk.person, on=desk.on).select_related("workspace"), number)
