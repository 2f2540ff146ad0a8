"""Where things a document's page points at are found: words, named things, charts, the original. Pure but for Django's addresses."""

from __future__ import annotations

from urllib.parse import quote, urlencode, urlsplit

from django.urls import NoReverseMatch, reverse

from luoshi.ledger.standing_rows import named_key
from luoshi.reckoning import Series

PAGES = {"project": "project", "policy": "policy", "term": "term", "actor": "unit"}
"""Kind of named thing → the name of the address of its own page."""


def words_address(number: int, start: int, end: int) -> str:
    """The address of these words of a document: it holds on to the text, so it is good for ever."""
    return f"{reverse('document', args=[number])}?at={start}-{end}#c{start}-{end}"


def page_of(kind: str, name: str) -> str:
    """The address of the page of a named thing; empty where such things have none."""
    key = named_key(name)
    return _address(PAGES[kind], key) if key and kind in PAGES else ""


def place_page(key: str) -> str:
    """The address of a place's page; empty where it has none."""
    return _address("place", key) if key else ""


def indicator_page(code: str) -> str:
    """The address of an indicator's page; empty where it has none."""
    return _address("indicator", code) if code else ""


def promise_page(number: int, start: int, end: int) -> str:
    """The address at which these words of a document are held against later papers; empty where there is none."""
    return _address("promise-at", number, start, end)


def plan_page(number: int) -> str:
    """The address at which a plan of several years is watched."""
    return _address("plan-watched", str(number))


def chart_of(series: Series) -> str:
    """The address of the series drawn as a picture; empty where there is none."""
    asked = {"place": series.place_key, "thing": series.thing, "kind": series.kind, "unit": series.unit, "size": "narrow"}
    address = _address("series-chart")
    return f"{address}?{urlencode(asked)}" if address else ""


def _address(name: str, *parts: str | int) -> str:
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:
        return ""


def origin(where_from: str) -> str:
    """The address a file came from, if it is one that may be shown and followed: never a path on this machine."""
    try:
        parts = urlsplit(where_from)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        return ""
    return quote(where_from, safe=":/?#[]@!$&'()*+,;=%~-._")
