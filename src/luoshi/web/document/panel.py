"""The fields of one fact as a page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from luoshi.catalogue.indicators import indicators
from luoshi.ledger.corrections import Correction
from luoshi.web.document.marks import Mark
from luoshi.web.wording import FIELDS, KINDS, VALUES

UNSHOWN = frozenset(
    {"start", "end", "section", "sentence", "role", "deliverables", "mentions", "key", "source", "address", "unit"}
)
"""What is said in another way, or says nothing to a reader."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One fact: what it is, its words, its fields, where it stands."""

    kind: str
    label: str
    words: str
    fields: tuple[tuple[str, str], ...]
    """(what it is called, what it holds), empty ones left out."""
    mentions: tuple[tuple[int, int], ...]
    start: int
    end: int
    corrections: tuple[Correction, ...]


def panel_of(mark: Mark, text: str, corrections: Sequence[Correction]) -> Panel:
    """The panel of the fact under this mark."""
    fact = mark.fact
    mentions = tuple((each.start, each.end) for each in getattr(fact, "mentions", ()))
    return Panel(
        kind=mark.kind,
        label=KINDS[mark.kind],
        words=text[mark.start : mark.end],
        fields=tuple(_fields(fact)),
        mentions=mentions,
        start=mark.start,
        end=mark.end,
        corrections=tuple(each for each in corrections if (each.start, each.end) == (fact.start, fact.end)),
    )


def _fields(fact: Any) -> list[tuple[str, str]]:
    shown = []
    for each in fields(fact):
        value = getattr(fact, each.name)
        if each.name not in UNSHOWN and value not in (None, "", ()):
            unit = getattr(fact, "unit", "") if each.name in ("value", "base") else ""
            shown.append((FIELDS.get(each.name, each.name), f"{_shown(each.name, value)} {unit}".rstrip()))
    return shown


def _shown(field: str, value: Any) -> str:
    if field == "leads":
        return "\n".join(f"{lead.office}（{'、'.join(lead.words)}）" if lead.words else lead.office for lead in value)
    if field == "indicator":
        known = indicators().get(value)
        return known.name if known else str(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if field == "amount":
        return f"{_number(value)} 元"
    if isinstance(value, tuple):
        return " 至 ".join(map(_number, value))
    if isinstance(value, int | float):
        return _number(value)
    return VALUES.get(field, {}).get(value, str(value)).replace("|", "、")


def _number(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"
