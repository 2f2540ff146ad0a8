"""What an address asks for, within bounds: nobody makes a page work with a query as long as a book."""

from __future__ import annotations

from datetime import date, datetime, time

from django.http import QueryDict
from django.utils.timezone import make_aware

LONGEST = 200
"""Characters of one value."""
MOST = 20
"""Values under one name."""
YEARS = range(1900, 2100)


def words(query: QueryDict, name: str) -> str:
    """One value as typed, without blanks around it and without what no database holds."""
    return _clean(query.get(name, ""))


def several(query: QueryDict, name: str) -> tuple[str, ...]:
    """Every value under that name, each once; empty ones are none."""
    values = (_clean(value) for value in query.getlist(name)[:MOST])
    return tuple(dict.fromkeys(value for value in values if value))


def years(query: QueryDict, name: str) -> tuple[int, ...]:
    """The years among the values."""
    return tuple(int(value) for value in several(query, name) if _is_number(value) and int(value) in YEARS)


def numbers(query: QueryDict, name: str) -> tuple[int, ...]:
    """The whole numbers among the values, of at most nine digits."""
    return tuple(int(value) for value in several(query, name) if _is_number(value))


def day(query: QueryDict, name: str = "as_of") -> str:
    """A day as ISO has it; empty for what is none."""
    try:
        return date.fromisoformat(words(query, name)).isoformat()
    except ValueError:
        return ""


def end_of(day: str) -> datetime | None:
    """The last moment of such a day; None where there is none."""
    return make_aware(datetime.combine(date.fromisoformat(day), time.max)) if day else None


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= 9


def _clean(value: str | None) -> str:
    return (value or "")[:LONGEST].replace("\x00", "").strip()


def known_to_none(key: str) -> bool:
    """Whether a key in an address is none at all: too long, or with a character that no database holds."""
    return not key or len(key) > LONGEST or "\x00" in key
