"""What stands at the head of every page: the areas of the reading room."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from luoshi.delivering.today import today
from luoshi.intake.queue import reviews
from luoshi.people.establishment import has_a_place
from luoshi.people.models import User

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
    ("office", "督办"),
)
"""Address name → what it is called."""


def in_the_office(person: object) -> bool:
    """Whether the office's pages are there for the person: they hold a post, or keep the accounts."""
    return isinstance(person, User) and person.is_active and has_a_place(person, on=today())


_ONLY_FOR = {"review": reviews, "office": in_the_office}
"""Areas that are there for some: whether a person is one of them."""


def nav(request: HttpRequest) -> dict[str, object]:
    """The areas with their addresses and which one this page is in, and in a rehearsal its day (for templates)."""
    shown = []
    for name, label in AREAS:
        if name in _ONLY_FOR and not _ONLY_FOR[name](getattr(request, "user", None)):
            continue  # to anyone else it is not there
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        here = request.path == address or (address != "/" and request.path.startswith(address))
        shown.append({"label": label, "address": address, "here": here})
    return {"areas": shown, "rehearsal": today() if settings.LUOSHI_REHEARSAL else None}
