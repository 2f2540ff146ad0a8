"""The page that tells programmers what the API offers, put together from its own description."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from luoshi.api.v1 import door

_KNOWN = {"number": "号（文件、分解表、任务、函件…）"}
"""What stands in addresses themselves."""


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    about: str
    values: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Operation:
    method: str
    """Empty for reading."""
    path: str
    anchor: str
    title: str
    about: str
    parameters: list[Parameter]
    example: str
    fields: list[tuple[str, str]]
    """The names in the answer that are explained, each with what it says."""


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every address with its parameters and an example."""
    schema = door.api.get_openapi_schema()
    groups: dict[str, list[Operation]] = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            groups.setdefault(operation["tags"][0], []).append(_operation(request, path, method, operation, schema))
    context = {
        "about": door.ABOUT.split("\n\n"), "groups": groups, "description": request.build_absolute_uri(reverse("api-v1:openapi-json")),
    }  # fmt: skip
    return render(request, "api/api.html", context)


def _operation(request: HttpRequest, path: str, method: str, operation: dict[str, Any], schema: dict[str, Any]) -> Operation:
    parameters = [_parameter(each, schema) for each in operation["parameters"]]
    examples = [(each["name"], each["schema"].get("examples", [""])[0]) for each in operation["parameters"] if each["required"] and each["in"] == "query"]
    query = f"?{urlencode(examples)}" if examples else ""
    address = request.build_absolute_uri(path.replace("{number}", "1").replace("{period}", "2024Q1") + query)
    answer: dict[str, Any] = next((each["schema"] for each in operation["responses"].get(200, {}).get("content", {}).values()), {})
    return Operation(
        "" if method == "get" else method.upper(), path, _anchor(path, operation), operation["summary"], operation.get("description", ""),
        [*parameters, *_body(operation, schema)], _example(address, method, operation), [*_fields(answer, schema, set())],
    )  # fmt: skip


def _anchor(path: str, operation: dict[str, Any]) -> str:
    if operation.get("security"):
        return str(operation["operationId"]).removeprefix("luoshi_api_v1_").replace("_", "-")
    return str(operation["operationId"]).rsplit("_", 1)[-1] + path.count("{") * "-one"


def _example(address: str, method: str, operation: dict[str, Any]) -> str:
    """How it is called from a terminal."""
    words = ["curl"]
    if operation.get("security"):
        words.append('-H "Authorization: Bearer $KEY"')
    if method != "get":
        words.append(f"-X {method.upper()}")
    for media in operation.get("requestBody", {}).get("content", {}):
        words.append("--json '{…}'" if media == "application/json" else f"-H 'Content-Type: {media}' --data-binary @文件")
    return " ".join([*words, f"'{address}'"])


def _body(operation: dict[str, Any], schema: dict[str, Any]) -> Iterator[Parameter]:
    """The fields of what is written, as parameters."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    shape = _resolved(content["schema"], schema) if content else {}
    for name, field in shape.get("properties", {}).items():
        field = _resolved(field, schema)
        yield Parameter(name, field.get("description", ""), _values(field, schema), name in shape.get("required", ()))


def _parameter(each: dict[str, Any], schema: dict[str, Any]) -> Parameter:
    shape = _resolved(each["schema"], schema)
    return Parameter(each["name"], shape.get("description") or _KNOWN.get(each["name"], ""), _values(shape, schema), each.get("required", False))


def _values(shape: dict[str, Any], schema: dict[str, Any]) -> str:
    """What may be given, in a few words."""
    shape = _resolved(shape, schema)
    if "anyOf" in shape:
        return _values(next(each for each in shape["anyOf"] if each.get("type") != "null"), schema)
    if shape.get("type") == "array":
        return f"{_values(shape['items'], schema)}（可写多个）"
    if "const" in shape:
        return str(shape["const"])
    if "enum" in shape:
        return "、".join(map(str, shape["enum"]))
    if shape.get("type") == "integer":
        return f"{shape.get('minimum', '')} 至 {shape.get('maximum', '')} 的整数"
    if shape.get("type") == "boolean":
        return "true、false"
    if shape.get("type") in ("object", "number"):
        return {"object": "对象", "number": "数"}[shape["type"]]
    if shape.get("format") == "date":
        return "日期，如 2024-03-31"
    if shape.get("format") == "date-time":
        return "日期和时刻，如 2024-05-01T00:00:00+08:00"
    return f"文字，至多 {shape['maxLength']} 字" if "maxLength" in shape else "文字"


def _fields(shape: dict[str, Any], schema: dict[str, Any], seen: set[str]) -> Iterator[tuple[str, str]]:
    """The fields that are explained, those within them too, each once."""
    shape = _resolved(shape, schema)
    for part in [*shape.get("anyOf", ()), *([shape["items"]] if isinstance(shape.get("items"), dict) else ())]:
        yield from _fields(part, schema, seen)
    for name, field in shape.get("properties", {}).items():
        about = field.get("description", "")
        if about and name not in seen:
            seen.add(name)
            yield name, about
        yield from _fields(field, schema, seen)


def _resolved(shape: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The shape itself where another is named."""
    if "$ref" not in shape:
        return shape
    found: dict[str, Any] = schema["components"]["schemas"][shape["$ref"].rsplit("/", 1)[-1]]
    return {**found, **{key: value for key, value in shape.items() if key != "$ref"}}
