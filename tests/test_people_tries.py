"""Limits on tries, counted in the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from luoshi.errors import LuoshiError

pytestmark = pytest.mark.django_db
HERE, THERE = "192.0.2.7", "203.0.113.5"


def fail(name: str, address: str) -> int:
    """One more failure; the minutes to wait after it (0: none, negative: refused unlooked at)."""
    from luoshi.people import tries

    try:
        tries.count(name, address)
    except LuoshiError as error:
        return -int(error.english.split("wait ")[1].split()[0])
    try:
        tries.raise_if_waiting(name, address)
    except LuoshiError as error:
        return int(error.english.split("wait ")[1].split()[0])
    return 0


def later(**much: float) -> None:
    """Let time pass: everything kept is that much older."""
    from luoshi.people.models import Tries

    for row in Tries.objects.all():
        row.at -= timedelta(**much)
        row.until = row.until and row.until - timedelta(**much)
        row.save()


def test_a_name_waits_longer_each_time_and_no_longer_than_a_quarter_of_an_hour(db):
    assert [fail("zhang", HERE) for _ in range(6)] == [0, 0, 0, 0, 1, -1]
    waits = []
    for _ in range(6):
        later(minutes=max([1, *waits]))
        waits.append(fail("zhang", f"198.51.100.{len(waits)}"))
    assert waits == [2, 4, 8, 15, 15, 15]


def test_tries_refused_make_no_wait_longer(db):
    from luoshi.people.models import Tries

    for _ in range(5):
        fail("zhang", HERE)
    before = list(Tries.objects.order_by("key").values())
    assert {fail("zhang", THERE) for _ in range(20)} == {-1}
    assert list(Tries.objects.order_by("key").values()) == before


def test_a_name_is_one_however_it_is_written(db):
    for name in ("zhang", "Zhang", " zhang", "ｚｈａｎｇ"):
        assert fail(name, HERE) == 0
    assert fail("ZHANG", HERE) == 1


def test_failures_are_forgiven_one_an_hour(db):
    for _ in range(4):
        fail("zhang", HERE)
    later(hours=2)
    assert [fail("zhang", HERE) for _ in range(3)] == [0, 0, 1]
    later(hours=24)
    assert [fail("zhang", HERE) for _ in range(5)] == [0, 0, 0, 0, 1]


def test_an_address_waits_whatever_names_it_tries_and_has_more_to_spend(db):
    assert [fail(f"name{n}", HERE) for n in range(31)] == [0] * 29 + [1, -1]
    assert fail("name31", THERE) == 0
    later(minutes=1)
    assert fail("name32", HERE) == 2
    later(hours=2)
    assert fail("name33", HERE) == 0


def test_an_office_behind_one_address_that_mistypes_now_and_then_is_never_held_up(db):
    for n in range(100):
        assert fail(f"name{n}", HERE) == 0
        later(minutes=4)


def test_success_forgets_the_name_and_gives_the_address_its_try_back(db):
    from luoshi.people import tries
    from luoshi.people.models import Tries

    for n in range(29):
        fail(f"name{n}", HERE)
    tries.count("name0", HERE)  # the thirtieth from here
    tries.succeeded("name0", HERE)
    assert fail("zhang", HERE) == 1, "it was 29 again"
    assert Tries.objects.filter(failures__gt=1.5).count() == 1
    later(days=2)
    tries.count("zhang", THERE)
    tries.succeeded("zhang", THERE)
    assert Tries.objects.count() == 1, "what was forgiven long ago is swept away"


def test_nothing_that_was_typed_is_kept(db):
    from luoshi.people.models import Tries

    fail("我把密码打在了用户名里", HERE)
    assert "我把密码" not in str(list(Tries.objects.values()))
    assert HERE not in str(list(Tries.objects.values()))


def test_who_waits_until_when(db):
    from luoshi.people import tries

    for _ in range(5):
        fail("zhang", HERE)
    fail("li", HERE)
    (waiting,) = tries.waiting(["zhang", "li", "nobody"]).items()
    assert waiting[0] == "zhang"
    assert timedelta(0) < waiting[1] - timezone.now() <= timedelta(minutes=1)
    tries.forget("zhang")
    assert tries.waiting(["zhang"]) == {}
