"""The one router of the office's addresses, and what every one of them may answer."""

from __future__ import annotations

from typing import Any

from ninja import Router

from luoshi.api.v1 import shapes
from luoshi.api.v1.office.key import Key

router = Router(auth=Key(), tags=["督办"])
_BINARY = {"schema": {"type": "string", "format": "binary"}}
WITH_FILE = {"requestBody": {"content": {"application/octet-stream": _BINARY}, "required": True}}
"""The body is a file."""
FILE = {"responses": {200: {"description": "OK", "content": {"*/*": _BINARY}}}}
"""The answer is a file."""
_READING = (401, 403, 404, 405, 422, 500)
_WRITING = (400, 401, 403, 404, 405, 409, 413, 415, 422, 500)


def gives(shape: Any) -> Any:
    """Of a verb: the row as it is after it."""
    return _answers(shape, _WRITING)


def shows(shape: Any) -> Any:
    """Of an address that only reads."""
    return _answers(shape, _READING)


def _answers(shape: Any, failures: tuple[int, ...]) -> Any:
    """`shape` is None where the answer is a file."""
    return {**({200: shape} if shape is not None else {}), **dict.fromkeys(failures, shapes.Failure)}
