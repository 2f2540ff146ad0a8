"""What every area of the pages shares: whether the ledger answers, and what is said when a page cannot be shown."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 and `ok` while the ledger can be asked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return said(request, 400, "这个地址不能用", "请检查网址；如果是经由别的主机名访问，请把它加入 LUOSHI_HOSTS。")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return said(request, 403, "没有权限", "这项操作需要有权限的人来做。")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return said(request, 404, "没有这一页", "文件可能已经撤下，或者网址有误。账本里的文件都列在文件架上。")


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without the page's own token: the page is old, or it came from elsewhere."""
    return said(request, 403, "这一页已经过时", "刚才的操作没有进行。请返回、刷新后再做一次；仍然不行，请在浏览器里允许本站的 Cookie。")


def broken(request: HttpRequest) -> HttpResponse:
    request.user = AnonymousUser()  # who it is stands in the database, which may be what broke
    return said(request, 500, "出错了", "这一页没能打开，账本没有改动。请再试一次；仍然不行，请把网址告诉管理员。")


def said(request: HttpRequest, status: int, title: str, words: str) -> HttpResponse:
    """A page that says what happened, what was kept and what to do."""
    return render(request, "web/said.html", {"title": title, "words": words}, status=status)
