"""The API's door: what every request and every answer of it have in common.

Whatever goes wrong is told in one shape, `{"error": {"number", "chinese", "english"}}`, by a number of `errors.py`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache, wraps
from importlib.metadata import version
from typing import Any

import orjson
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import URLPattern, reverse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.renderers import BaseRenderer

from luoshi.api.v1.views import router
from luoshi.errors import LuoshiError

ABOUT = """读取账本里的文件和事实，只读，不需要账号；登录的人还能读到自己有权看的。

每条事实都带原句、文件、打开原文的网址和出处。start、end 是全文里的字符位置，起点含、终点不含。
列表一页至多 200 条，next 是下一页的游标：原样传回 cursor，其余参数不变。同一个参数可以写几次，满足其一即可。
出错时返回 {"error": {"number", "chinese", "english"}}。"""
STATUS = {"L207": 404, "L662": 404, "L661": 422}
"""Number of an error → status; other errors are 400."""
_WHY = {
    "missing": "没有写", "string_too_long": "过长", "string_too_short": "不能为空", "too_long": "个数过多", "greater_than_equal": "过小",
    "less_than_equal": "过大", "literal_error": "不在允许的值之内", "timezone_aware": "没有写时区",
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
    return failure(error, STATUS.get(error.number, 400))


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


@cache
def parameters() -> dict[str, frozenset[str]]:
    """The names that each address takes, by its route."""
    schema = api.get_openapi_schema()
    prefix = reverse("api-v1:api-root")
    return {
        path.removeprefix(prefix).replace("{", "<").replace("}", ">"): frozenset(
            each["name"] for each in methods["get"]["parameters"] if each["in"] == "query"
        )
        for path, methods in schema["paths"].items()
    }


def shaped(pattern: URLPattern) -> URLPattern:
    """The address with a view that takes no unknown names, and refuses in the API's own shape."""
    view: Callable[..., HttpResponseBase] = pattern.callback
    route = str(pattern.pattern)

    @wraps(view)  # with `csrf_exempt`: nothing here writes
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            told = failure(LuoshiError("L663", allowed="GET, HEAD"), 405)
            told["Allow"] = "GET, HEAD"
            return told
        request.method = "GET"  # of HEAD the server sends no body
        try:
            for name in request.GET:
                if name not in parameters().get(route, ()):
                    return refused(request, LuoshiError("L661", name=_short(name)))
            response = view(request, *args, **kwargs)
        except BadRequest as error:
            return bad(request, error)
        except Http404:
            return nothing(request)
        except Exception as error:
            return broken(request, error)
        response["Cache-Control"] = "private, no-cache"
        return response

    return URLPattern(pattern.pattern, guarded, pattern.default_args, pattern.name)


def _short(name: str) -> str:
    return "".join(each if each.isprintable() else "�" for each in name[:40])
