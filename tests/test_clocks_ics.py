"""The iCalendar feed, read back as RFC 5545 lays it down."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.delivering.clocks.ics import Entry, feed

anytime = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Properties hold on a busy machine too."""

CHANGED = datetime(2025, 9, 1, 9, 30, tzinfo=timezone(timedelta(hours=8)))
REPORT = Entry("report-12", date(2025, 10, 14), "2025年第三季度进展报送", CHANGED, url="https://luoshi.example/t/12")


def _lines(raw: bytes) -> list[str]:
    """Content lines, unfolded; every physical line is held to 75 octets and CRLF."""
    assert raw.endswith(b"\r\n")
    physical = raw[:-2].split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in physical)
    for line in physical:
        line.decode("utf-8")  # no fold cuts a character
    unfolded: list[bytes] = []
    for line in physical:
        if line.startswith(b" "):
            unfolded[-1] += line[1:]
        else:
            unfolded.append(line)
    return [line.decode("utf-8") for line in unfolded]


def _events(raw: bytes) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    inside = ""
    for line in _lines(raw):
        name, value = line.split(":", 1)
        if name == "BEGIN":
            inside = value
            if value == "VEVENT":
                found.append({})
        elif name == "END":
            inside = "VEVENT"
        elif inside == "VEVENT" and found:
            found[-1][name] = value
        elif inside == "VALARM":
            found[-1][f"alarm {name}"] = value
    return found


def _read(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)


def _feed(*entries: Entry) -> bytes:
    return feed(entries, name="王某的事项", domain="luoshi.example")


def test_an_entry_is_an_event_of_a_whole_day() -> None:
    assert _events(_feed(replace(REPORT, remind_days=1, text="第一行\n第二行；详见通知, 第3条;"))) == [
        {
            "UID": "report-12@luoshi.example",
            "DTSTAMP": "20250901T013000Z",
            "LAST-MODIFIED": "20250901T013000Z",
            "SEQUENCE": "0",
            "DTSTART;VALUE=DATE": "20251014",
            "DTEND;VALUE=DATE": "20251015",
            "SUMMARY": "2025年第三季度进展报送",
            "DESCRIPTION": "第一行\\n第二行；详见通知\\, 第3条\\;",
            "URL": "https://luoshi.example/t/12",
            "STATUS": "CONFIRMED",
            "TRANSP": "TRANSPARENT",
            "alarm ACTION": "DISPLAY",
            "alarm DESCRIPTION": "2025年第三季度进展报送",
            "alarm TRIGGER": "-PT15H",
        }
    ]


def test_the_feed_has_its_frame_even_when_empty() -> None:
    lines = _lines(_feed())
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    assert lines.count("X-WR-CALNAME:王某的事项") == 1


def test_what_was_called_off_stays_under_its_uid() -> None:
    (event,) = _events(_feed(replace(REPORT, cancelled=True, revision=2, remind_days=1)))
    assert (event["UID"], event["STATUS"], event["SEQUENCE"]) == ("report-12@luoshi.example", "CANCELLED", "2")
    assert "alarm ACTION" not in event


def test_the_alarm_of_the_day_itself_is_at_nine() -> None:
    assert _events(_feed(replace(REPORT, remind_days=0)))[0]["alarm TRIGGER"] == "PT9H"


def test_no_text_breaks_out_of_its_line() -> None:
    title = "甲\r\nEND:VEVENT\nBEGIN:VALARM\x00\u2028乙"
    assert len(_events(_feed(replace(REPORT, title=title)))) == 1
    assert "END:VEVENT" in _events(_feed(replace(REPORT, title=title)))[0]["SUMMARY"]


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ((REPORT, REPORT), "one key"),
        ((replace(REPORT, key="a b"),), "no key"),
        ((replace(REPORT, key="a\r\nb"),), "no key"),
        ((replace(REPORT, url="https://x\r\nATTENDEE:y"),), "no address"),
        ((replace(REPORT, changed=datetime(2025, 9, 1)),), "time zone"),
    ],
)
def test_what_cannot_stand_in_a_feed_is_refused(entries: tuple[Entry, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        _feed(*entries)


# Letters, marks, numbers, punctuation and signs of any script, the blank and the line end; what is no text becomes a blank.
TEXT = st.text(st.characters(categories=("L", "M", "N", "P", "S")) | st.sampled_from(" \n\\;,"), max_size=300)


@anytime
@given(TEXT, st.dates())
def test_any_text_comes_back_as_it_was(text: str, day: date) -> None:
    (event,) = _events(_feed(replace(REPORT, title=text, day=day)))
    assert event["DTSTART;VALUE=DATE"] == f"{day.year:04}{day:%m%d}"
    assert _read(event["SUMMARY"]) == text


@anytime
@given(st.text(max_size=300))
def test_no_text_at_all_breaks_the_feed(text: str) -> None:
    assert len(_events(_feed(replace(REPORT, title=text, text=text)))) == 1


@anytime
@given(st.lists(st.builds(Entry, st.uuids().map(str), st.dates(), st.text(max_size=9), st.just(CHANGED)), max_size=6))
def test_the_same_entries_give_the_same_bytes(entries: list[Entry]) -> None:
    raw = _feed(*entries)
    assert raw == _feed(*reversed(entries))
    assert [each["UID"] for each in _events(raw)] == [
        f"{each.key}@luoshi.example" for each in sorted(entries, key=lambda one: (one.day, one.key))
    ]
