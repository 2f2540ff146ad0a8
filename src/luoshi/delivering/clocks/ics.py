"""A feed of dated steps as iCalendar (RFC 5545), for the calendar of a telephone or an office program.

By hand: the feed needs one component with a dozen lines, and the same steps must give the same bytes. The `icalendar`
package is 22 thousand lines and two more packages, to read and write everything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

PRODUCT = "-//Luoshi//Dates of steps//ZH"
_LINE = 75
"""Octets of a line without its end; what is longer is folded."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\x85]")
_KEY = re.compile(r"[\x21-\x7e]{1,200}")


@dataclass(frozen=True)
class Entry:
    """One dated step: an event of a whole day."""

    key: str
    """Stable for the life of the step and unlike all others; ASCII without spaces."""
    day: date
    title: str
    changed: datetime
    """When it was last changed, with a time zone: what calendars go by."""
    text: str = ""
    url: str = ""
    revision: int = 0
    """Counts up when the day moves."""
    cancelled: bool = False
    remind_days: int | None = None
    """An alarm at nine in the morning so many days before (0 for the day itself); `None` for none."""


def feed(entries: Iterable[Entry], *, name: str, domain: str, refresh_hours: int = 6) -> bytes:
    """The feed, the same bytes for the same entries in whatever order.

    `domain` is that of the site; UIDs are `key@domain`. Raises `ValueError` where a key comes twice or is no key, a
    moment bears no time zone, or an address has a blank or a sign that is not ASCII in it.
    """
    found = sorted(entries, key=lambda each: (each.day, each.key))
    if len({each.key for each in found}) != len(found):
        raise ValueError("two entries of a feed have one key")
    if not _KEY.fullmatch(domain):
        raise ValueError(f"no domain: {domain!r}")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"NAME:{_escaped(name)}",
        f"X-WR-CALNAME:{_escaped(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:PT{refresh_hours}H",
        f"X-PUBLISHED-TTL:PT{refresh_hours}H",
        *(line for entry in found for line in _event(entry, domain)),
        "END:VCALENDAR",
    ]
    return b"".join(folded + b"\r\n" for line in lines for folded in _folded(line))


def _event(entry: Entry, domain: str) -> Iterator[str]:
    if not _KEY.fullmatch(entry.key):
        raise ValueError(f"no key of an entry: {entry.key!r}")
    if entry.url and not re.fullmatch(r"[\x21-\x7e]+", entry.url):
        raise ValueError(f"no address: {entry.url!r}")
    if entry.changed.tzinfo is None:
        raise ValueError(f"a moment without a time zone: {entry.changed}")
    changed = entry.changed.astimezone(UTC)
    stamp = f"{changed.year:04}{changed:%m%dT%H%M%S}Z"
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.key}@{domain}"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"SEQUENCE:{entry.revision}"
    yield f"DTSTART;VALUE=DATE:{_day(entry.day)}"
    if entry.day < date.max:  # the end is exclusive; without it the event is of one day all the same
        yield f"DTEND;VALUE=DATE:{_day(entry.day + timedelta(days=1))}"
    yield f"SUMMARY:{_escaped(entry.title)}"
    if entry.text:
        yield f"DESCRIPTION:{_escaped(entry.text)}"
    if entry.url:
        yield f"URL:{entry.url}"
    yield f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    if entry.remind_days is not None and not entry.cancelled:
        hours = entry.remind_days * 24 - 9
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{_escaped(entry.title)}"
        yield f"TRIGGER:{'-' if hours > 0 else ''}PT{abs(hours)}H"
        yield "END:VALARM"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """TEXT of RFC 5545, 3.3.11: `\\`, `;`, `,` and line ends escaped; control characters, which it has no place for, are blanks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair is no character
    for sign in "\\;,":
        text = text.replace(sign, "\\" + sign)
    return _CONTROL.sub(" ", text.replace("\n", "\\n"))


def _folded(line: str) -> Iterator[bytes]:
    """The line in pieces of at most 75 octets, none of which cuts a character; those after the first begin with a blank."""
    rest, room = line.encode("utf-8"), _LINE
    while len(rest) > room:
        cut = room
        while rest[cut] & 0xC0 == 0x80:
            cut -= 1
        yield rest[:cut] if room == _LINE else b" " + rest[:cut]
        rest, room = rest[cut:], _LINE - 1
    yield rest if room == _LINE else b" " + rest


def _day(day: date) -> str:
    return f"{day.year:04}{day:%m%d}"
