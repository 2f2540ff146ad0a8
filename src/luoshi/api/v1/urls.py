"""Addresses for programs, and the page that tells how they are used."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from luoshi.api.v1 import door
from luoshi.api.v1.page import page

_PATTERNS, _APP, _NAMESPACE = door.api.urls
urlpatterns = [
    path("api/", page, name="api"),
    path("api/v1/", ([door.shaped(each) for each in _PATTERNS if isinstance(each, URLPattern)], _APP, _NAMESPACE)),
    re_path("^api/v1/.*$", door.nothing),
]
