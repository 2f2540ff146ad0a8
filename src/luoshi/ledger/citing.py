"""How a document is cited: its title, whom it speaks for, its date. Pages, exports and the doors for programs cite alike."""

from __future__ import annotations

import re
from typing import cast

from luoshi.ledger.models import Standing
from luoshi.ledger.standing_rows import report_year
from luoshi.ledger.wording import DOCUMENT_KINDS
from luoshi.reading import facts

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def citation(about: facts.Document, title: str) -> str:
    """`《云岭区2024年政府工作报告》，云州市云岭区，2024年1月9日`: what is not known is left out."""
    return "，".join(filter(None, (f"《{title.translate(_INNER)}》", place_of(about), date_of(about))))


_INNER = str.maketrans("《》", "〈〉")


def place_of(about: facts.Document) -> str:
    """The place after the one it is in."""
    parent, name = about.place.parent, about.place.name
    return name if not parent or name.startswith(parent) else f"{parent}{name}"


def date_of(about: facts.Document) -> str:
    """The day it was published, else the year it is known by."""
    if (day := ISO.fullmatch(about.published)) is not None:
        return f"{int(day[1])}年{int(day[2])}月{int(day[3])}日"
    year = report_year(about)
    return about.published or (f"{year}年" if year else "")


def title_of(about: facts.Document) -> str:
    """Its title; without one, what it is."""
    return about.title or f"{about.place.name}{DOCUMENT_KINDS.get(about.kind, '')}" or "无标题"


def about_of(paper: Standing) -> facts.Document:
    """A document that stands now, as a reading describes it."""
    place = facts.Place(paper.place, cast(facts.Level, paper.level), paper.code, paper.parent, paper.tie, paper.tied_to)
    return facts.Document(
        0, paper.length, paper.title, cast(facts.DocumentKind, paper.kind), place, paper.published, paper.review, paper.plan
    )  # fmt: skip
