"""The API's door: what every request and every answer of it have in common.

Whatever goes wrong is told in one shape, `{"error": {"number", "chinese", "english"}}`, by a number of `errors.py`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from importlib.metadata import version
from typing import Any

import orjson
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import URLPattern, reverse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.renderers import BaseRenderer

from luoshi.api.v1.office import router as office
from luoshi.api.v1.views import router
from luoshi.errors import LuoshiError

ABOUT = """读取账本里的文件和事实，只读，不需要账号；登录的人还能读到自己有权看的。督办一组要带个人密钥，能读能办。

每条事实都带原句、文件、打开原文的网址和出处。start、end 是全文里的字符位置，起点含、终点不含。
列表一页至多 200 条，next 是下一页的游标：原样传回 cursor，其余参数不变。同一个参数可以写几次，满足其一即可。
出错时返回 {"error": {"number", "chinese", "english"}}。

督办：请求头写 Authorization: Bearer 和密钥（luoshi people key 生成），按密钥主人的岗位定权限；网页的登录在这里不算数。
写入用 POST，内容是 JSON，至多 1 MB，没有写明的字段不收；改动一行要带看到的 version，返回新的。
没有密钥 401，岗位无权 403，不存在或无权看 404，别人先改了 409，内容不合要求 422。"""
STATUS = {
    "L207": 404, "L662": 404, "L661": 422, "L710": 403, "L711": 409, "L712": 409, "L714": 404, "L720": 403, "L732": 409, "L733": 409, "L741": 413, "L761": 413, "L762": 415,
}  # fmt: skip
"""Number of an error → status; other errors of the office's flow are 422, the rest 400."""
MOST_BYTES = 1_000_000
"""Of a body of JSON."""
JSON = "application/json"
_WHY = {
    "missing": "没有写", "string_too_long": "过长", "string_too_short": "不能为空", "too_long": "个数过多", "greater_than_equal": "过小",
    "less_than_equal": "过大", "literal_error": "不在允许的值之内", "timezone_aware": "没有写时区", "extra_forbidden": "没有这个字段",
}  # fmt: skip
_log = logging.getLogger("django.request")


class Plain(BaseRenderer):
    """JSON with Chinese as it is."""

    media_type = "application/json"
    charset = "utf-8"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return orjson.dumps(data)


api = NinjaAPI(
    title="落实", version=version("luoshi"), description=ABOUT, docs_url=None, urls_namespace="api-v1", renderer=Plain()
)  # fmt: skip
api.add_router("", router)
api.add_router("office/", office)


def failure(error: LuoshiError, status: int) -> JsonResponse:
    shape = {"number": error.number, "chinese": error.chinese, "english": error.english}
    return JsonResponse({"error": shape}, status=status, json_dumps_params={"ensure_ascii": False})


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The first parameter that cannot be taken, and why."""
    first = error.errors[0]
    name = next((str(part) for part in reversed(first["loc"]) if isinstance(part, str)), "")
    return failure(LuoshiError("L660", name=name, chinese=_WHY.get(first["type"], "不合要求"), english=first["msg"]), 422)


@api.exception_handler(LuoshiError)
def refused(request: HttpRequest, error: LuoshiError) -> HttpResponse:
    return failure(error, STATUS.get(error.number, 422 if error.number.startswith("L7") else 400))


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    told = failure(LuoshiError("L760"), 401)
    told["WWW-Authenticate"] = "Bearer"
    return told


@api.exception_handler(Http404)
def nothing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return failure(LuoshiError("L664"), 404)


@api.exception_handler(HttpError)
def not_taken(request: HttpRequest, error: HttpError) -> HttpResponse:
    return failure(LuoshiError("L666", status=error.status_code), error.status_code)


@api.exception_handler(BadRequest)
def bad(request: HttpRequest, exception: Exception) -> HttpResponse:
    return failure(LuoshiError("L666", status=400), 400)


@api.exception_handler(Exception)
def broken(request: HttpRequest, exception: Exception) -> HttpResponse:
    _log.error("%s", request.path, exc_info=exception)
    return failure(LuoshiError("L665"), 500)


@dataclass(frozen=True, slots=True)
class Takes:
    """What an address takes by one method."""

    names: frozenset[str]
    """In its query."""
    media: str
    """The media type of its body; empty where it has none."""


@cache
def operations() -> dict[str, dict[str, Takes]]:
    """Route → method → what it takes."""
    schema = api.get_openapi_schema()
    prefix = reverse("api-v1:api-root")
    return {
        path.removeprefix(prefix).replace("{", "<").replace("}", ">"): {
            method.upper(): Takes(
                frozenset(each["name"] for each in operation["parameters"] if each["in"] == "query"),
                next(iter(operation.get("requestBody", {}).get("content", ())), ""),
            )
            for method, operation in methods.items()
        }
        for path, methods in schema["paths"].items()
    }


_READING = {"GET": Takes(frozenset(), "")}


def shaped(pattern: URLPattern) -> URLPattern:
    """The address with a view that takes no unknown methods and names, and refuses in the API's own shape."""
    view: Callable[..., HttpResponseBase] = pattern.callback
    route = str(pattern.pattern)

    @wraps(view)  # with `csrf_exempt`: what writes goes by a key that no browser sends of its own accord
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        methods = operations().get(route, _READING)
        if request.method == "HEAD" and "GET" in methods:
            request.method = "GET"  # of HEAD the server sends no body
        takes = methods.get(request.method or "")
        if takes is None:
            return _no_such_method(methods)
        try:
            _fits(request, takes)
            response = view(request, *args, **kwargs)
        except LuoshiError as error:
            return refused(request, error)
        except BadRequest as error:
            return bad(request, error)
        except Http404:
            return nothing(request)
        except Exception as error:
            return broken(request, error)
        response["Cache-Control"] = "private, no-cache"
        return response

    return URLPattern(pattern.pattern, guarded, pattern.default_args, pattern.name)


def _fits(request: HttpRequest, takes: Takes) -> None:
    """Raise L661 for a name that is none, L761 for a body that is too big, L762 for one of another kind. Looks at no body."""
    for name in request.GET:
        if name not in takes.names:
            raise LuoshiError("L661", name=_short(name))
    length = request.headers.get("Content-Length") or "0"
    if not takes.media or length == "0":
        return
    if takes.media == JSON and (not (length.isascii() and length.isdigit()) or int(length[:12]) > MOST_BYTES):
        raise LuoshiError("L761", limit=f"{MOST_BYTES // 1_000_000} MB")
    if request.content_type != takes.media:
        raise LuoshiError("L762", media=takes.media)


def _no_such_method(methods: dict[str, Takes]) -> HttpResponse:
    allowed = ", ".join(sorted({*methods} | ({"HEAD"} if "GET" in methods else set())))
    told = failure(LuoshiError("L663" if allowed == "GET, HEAD" else "L763", allowed=allowed), 405)
    told["Allow"] = allowed
    return told


def _short(name: str) -> str:
    return "".join(each if each.isprintable() else "�" for each in name[:40])
