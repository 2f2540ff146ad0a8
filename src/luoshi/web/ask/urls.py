"""Addresses of this area."""

from __future__ import annotations

from django.urls import path

from luoshi.web.ask import page

urlpatterns = [
    path("ask/", page.ask, name="ask"),
]
