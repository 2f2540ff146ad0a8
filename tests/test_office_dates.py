"""Digests, calendars and personal keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from luoshi.errors import DeliverError
from tests.office_parts import DAY, begun, issued, set_up

pytestmark = pytest.mark.django_db


def test_digests_and_feed_say_what_is_to_be_handed_in(workspace: Any, tmp_path: Path) -> None:
    from luoshi.delivering.clocks import ics
    from luoshi.delivering.dates import digests_for, feed_for

    office = issued(begun(set_up(workspace), tmp_path))
    found = {each.person: each.text for each in digests_for(workspace, date(2024, 4, 9))}
    assert "第二小学" in found["sun"]
    assert "进展报送" in found["chen"]
    assert not {"li", "wang", "zhao"} & found.keys()
    entries = feed_for(office["sun"], DAY)
    assert {each.key.split("-")[0] for each in entries} == {"plan", "report", "due"}
    assert ics.feed(entries, name="办理日程", domain="luoshi.example").startswith(b"BEGIN:VCALENDAR")
    assert feed_for(office["nobody"], DAY) == []


def test_a_key_is_shown_once_and_opens_until_called_back(workspace: Any) -> None:
    from luoshi.people.models import PersonalKey, User
    from luoshi.people.personal_keys import call_back, make, whose

    person, other = User.objects.create(username="a"), User.objects.create(username="b")
    key = make(person, "calendar", "手机")
    row = PersonalKey.objects.get()
    assert key.startswith("luoshi_")
    assert key not in row.digest
    assert whose(key, "calendar") == person
    assert [whose(each, use) for each, use in ((key, "api"), (key + "x", "calendar"), ("", "calendar"), ("钥", "calendar"))] == [None] * 4
    with pytest.raises(DeliverError, match="L714"):
        call_back(row, person=other)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert whose(key, "calendar") is None
    User.objects.filter(pk=person.pk).update(is_active=True)
    call_back(row, person=person)
    assert whose(key, "calendar") is None
