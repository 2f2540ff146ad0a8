"""What stands at the head of every page: the areas of the reading room."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from luoshi.intake.queue import reviews

AREAS: tuple[tuple[str, str], ...] = (
    ("shelf", "文件架"),
    ("search", "检索"),
    ("measures", "数据"),
    ("commitments", "任务"),
    ("terms", "名词"),
    ("ask", "问答"),
    ("notes", "批注"),
    ("send", "报送"),
    ("review", "审核"),
)
"""Address name → what it is called."""


def nav(request: HttpRequest) -> dict[str, object]:
    """The areas with their addresses and which one this page is in (for templates)."""
    shown = []
    for name, label in AREAS:
        if name == "review" and not reviews(getattr(request, "user", None)):
            continue  # to anyone else it is not there
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        here = request.path == address or (address != "/" and request.path.startswith(address))
        shown.append({"label": label, "address": address, "here": here})
    return {"areas": shown}
