"""The office's API as a program calls it: everyone with a key of their own, on the day that is set."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

Row = dict[str, Any]


class Refused(Exception):
    """What the API would not do: its status, the number of the error and what it says."""

    def __init__(self, status: int, error: Mapping[str, str]) -> None:
        super().__init__(f"{status} {error['number']} {error['chinese']}")
        self.status, self.number, self.chinese = status, error["number"], error["chinese"]


class Office:
    """Calls by name of person. `day` sets the rehearsal's day."""

    def __init__(self, url: str, keys: Mapping[str, str]) -> None:
        self.url, self.keys = url, keys
        self.on = date.min

    def day(self, month: int, day: int, year: int = 2023) -> None:
        self.on = date(year, month, day)
        self.call("li", "PUT", "office/rehearsal", {"day": self.on.isoformat()})

    def get(self, who: str, path: str, **asked: str | int) -> Any:
        return self.call(who, "GET", f"{path}?{urlencode(asked)}" if asked else path)

    def every(self, who: str, path: str, **asked: str | int) -> Iterator[Row]:
        """The items of all pages of a list."""
        cursor = ""
        while True:
            page = self.get(who, path, **asked, limit=200, **({"cursor": cursor} if cursor else {}))
            yield from page["items"]
            cursor = page["next"]
            if not cursor:
                return

    def post(self, who: str, path: str, /, **said: Any) -> Any:
        return self.call(who, "POST", f"office/{path}", said)

    def upload(self, who: str, path: str, content: bytes, **asked: str | int) -> Any:
        return self.call(who, "POST", f"office/{path}?{urlencode(asked)}", content)

    def refused(self, who: str, path: str, /, **said: Any) -> Refused:
        """What is said to a step that must not be made. Raises AssertionError where it is made."""
        try:
            self.post(who, path, **said)
        except Refused as error:
            return error
        raise AssertionError(f"{who} {path}")

    def call(self, who: str, method: str, path: str, said: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {self.keys[who]}"}
        if said is not None:
            headers["Content-Type"] = "application/octet-stream" if isinstance(said, bytes) else "application/json"
        content = said if isinstance(said, bytes | None) else json.dumps(said).encode()
        asked = urllib.request.Request(f"{self.url}/api/v1/{quote(path, safe='/?=&%')}", content, headers, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise Refused(error.code, json.load(error)["error"]) from error
