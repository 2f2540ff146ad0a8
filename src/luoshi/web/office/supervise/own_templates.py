"""The unit's own Word files for the papers: what each must have, a blank one to begin from, and the giving of one."""

from __future__ import annotations

from typing import Any

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from luoshi.delivering.models import PaperTemplate
from luoshi.delivering.paper.filling import LARGEST, NAMES, TABLE, TEXT
from luoshi.delivering.paper.templates import KINDS, blank, set_template
from luoshi.errors import DeliverError, IntakeError, LuoshiError
from luoshi.web.office.door import Desk, desk
from luoshi.web.office.supervise.files import file
from luoshi.web.office.supervise.offered import may
from luoshi.web.send import upload

MEANS = {
    "标题": "公文标题", "文号": "发文字号；签发前为“（文号待定）”", "主送": "主送机关", TEXT: "正文各段，单独成段", "落款": "发文机关署名",
    "日期": "成文日期", "签发人": "专报的签发人；签发前为“（待签发）”", TABLE: "附表，单独成段",
}  # fmt: skip


@desk
@require_safe
def templates(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Which papers have a template of the unit's own."""
    _allowed(desk)
    return _page(request, desk)


@desk
@require_safe
def blank_file(request: HttpRequest, desk: Desk, kind: str) -> HttpResponseBase:
    """A template to begin from, in official format."""
    _allowed(desk)
    if kind not in KINDS:
        raise Http404
    return file(f"{KINDS[kind].name}模板", "docx", lambda stream: blank(kind, stream))


@csrf_exempt  # `_give` is protected: the bound on the body must be there before anything reads it
@require_POST
@desk
def give(request: HttpRequest, desk: Desk, kind: str) -> HttpResponseBase:
    """Take in a .docx for this kind of paper."""
    _allowed(desk)
    if kind not in KINDS:
        raise Http404
    try:
        upload.receive(request, LARGEST)
    except IntakeError as error:
        return _page(request, desk, kind=kind, error=error)
    answer: HttpResponseBase = _give(request, desk, kind)
    return answer


@csrf_protect
def _give(request: HttpRequest, desk: Desk, kind: str) -> HttpResponseBase:
    sent = request.FILES.get("file")
    try:
        if sent is None:
            raise DeliverError("L716", what="请选一个 .docx 文件")
        set_template(desk.workspace, kind, sent.name or "", sent.read(), person=desk.person, on=desk.on)
    except LuoshiError as error:
        return _page(request, desk, kind=kind, error=error)
    return HttpResponseRedirect(reverse("office-templates") + f"#{kind}")


def _page(request: HttpRequest, desk: Desk, *, kind: str = "", error: LuoshiError | None = None) -> HttpResponse:
    last = PaperTemplate.objects.filter(workspace=desk.workspace).values("kind").annotate(last=Max("pk")).values("last")
    given = {each.kind: each for each in PaperTemplate.objects.filter(pk__in=last).select_related("by")}
    context: dict[str, Any] = {
        "room": "letters", "desk": desk, "kinds": [(key, each, given.get(key)) for key, each in KINDS.items()], "error": error,
        "failed": kind, "placeholders": [(name, MEANS[name]) for name in NAMES], "largest": f"{LARGEST >> 20} MB",
    }  # fmt: skip
    status = 200 if error is None else 413 if error.number == "L536" else 422
    return render(request, "office/supervise/templates.html", context, status=status)


def _allowed(desk: Desk) -> None:
    """To whoever may not replace a template the page is not there."""
    if not may(desk, "set-template", desk.workspace):
        raise Http404
