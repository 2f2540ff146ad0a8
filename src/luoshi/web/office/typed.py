"""What was typed in a form of these pages, within bounds, and turned into what the flow's verbs take."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, QueryDict

from luoshi.errors import DeliverError

LONGEST = 4000
MOST = 500
"""Boxes ticked on one page."""
_DIGITS = 9
Row = TypeVar("Row", bound=Model)


def words(given: QueryDict, name: str, *, longest: int = LONGEST) -> str:
    """What stands in a field, cleaned."""
    return clean(given.get(name, ""), longest=longest)


def clean(said: str, *, longest: int = LONGEST) -> str:
    """Words without what no database holds, with plain line ends, no longer than the flow takes by much."""
    return said[: longest + 1].replace("\x00", "").replace("\r\n", "\n")


def day(given: QueryDict, name: str, what: str) -> date:
    """The day in a field. Raises L716 naming `what` it is the day of."""
    found = day_if_any(given, name, what)
    if found is None:
        raise DeliverError("L716", what=f"请填{what}")
    return found


def day_if_any(given: QueryDict, name: str, what: str) -> date | None:
    """The same; none where the field was left empty."""
    said = words(given, name, longest=20).strip()
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise DeliverError("L716", what=f"{what}请填日期，如 2025-06-30") from None


def version(given: QueryDict) -> int:
    """The version the page was shown with; one that no row has where there is none."""
    return number(given.get("version", "")) or 0


def number(said: str) -> int | None:
    """A row's number as an address or a form says it; none for what is no number."""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _DIGITS else None


def numbers(given: QueryDict, name: str) -> list[int]:
    """Every number under a name, each once."""
    found = (number(said) for said in given.getlist(name)[:MOST])
    return list(dict.fromkeys(each for each in found if each is not None))


def row(rows: QuerySet[Row], said: Any) -> Row:
    """The row of that number among those this person may choose from, or 404."""
    pk = number(str(said or ""))
    found = rows.filter(pk=pk).first() if pk is not None else None
    if found is None:
        raise Http404
    return found


def row_if_any(rows: QuerySet[Row], said: str) -> Row | None:
    """The same; none where nothing was chosen."""
    return row(rows, said) if said else None
