"""`luoshi people` as its user calls it: what it says, and what stands against it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.account_parts import OTHER, PASSWORD

Said = tuple[int, str, str]
"""Exit status, standard output, standard error."""


@pytest.fixture
def people(db: None, capsys: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    from luoshi.cli import main

    def call(*arguments: str, given: str | bytes = "") -> Said:
        piped = given if isinstance(given, bytes) else given.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(piped), "utf-8"))
        with pytest.raises(SystemExit) as ended:
            main(["people", *arguments])
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return call


def refused(said: Said, number: str) -> None:
    assert said[:2] == (1, "")
    assert f"[{number}]" in said[2]
    assert len(said[2].splitlines()) == 1


def account(name: str, password: str) -> list[Any]:
    """Whether the password opens it, whether it must change, whether it is open; how many lines the record has."""
    from luoshi.people.models import AccountEvent, User

    person = User.objects.get(username=name)
    return [person.check_password(password), person.must_change, person.is_active, AccountEvent.objects.count()]


def test_every_change_and_what_stands_against_it(people: Any, db: None) -> None:
    piped = ("--password-stdin",)
    assert people("add", "boss", "--role", "administrator", *piped, given=PASSWORD + "\n")[0] == 0
    assert people("add", "li", "--role", "reader", *piped, given=PASSWORD + "\r\nmore\n")[0] == 0
    assert account("li", PASSWORD) == [True, False, True, 2]
    refused(people("add", "LI", "--role", "reader", *piped, given=PASSWORD), "L403")
    refused(people("add", "a b", "--role", "reader", *piped, given=PASSWORD), "L404")
    for bad in ("short", "", "1234567890", "x" * 300, "x" * 10_000, b"\xff\xfe" * 8):
        refused(people("password", "li", *piped, given=bad), "L405")
    for arguments in (("password", "nobody", "--generate"), ("role", "nobody", "editor"), ("stop", "no\x1b[31m")):
        refused(people(*arguments), "L400")
    refused(people("password", "li"), "L409")
    refused(people("stop", "boss"), "L407")
    refused(people("role", "boss", "editor"), "L407")
    assert people("role", "li", "editor")[0] == 0
    assert people("stop", "li")[0] == 0
    assert "停用" in people("list")[1]
    assert account("li", PASSWORD) == [True, False, False, 4]
    assert people("start", "li")[0] == 0
    assert people("password", "li", *piped, given=OTHER)[0] == 0
    assert account("li", OTHER) == [True, False, True, 6]
    for wrong in (("role", "li", "emperor"), ("add", "x"), ("password", "li", "--generate", "--password-stdin")):
        assert people(*wrong)[0] == 2


def test_the_list_tells_who_is_who_and_how_they_stand(people: Any, client: Any) -> None:
    from tests.account_parts import person, sign_in

    person("li", "editor", full_name="李四")
    person("boss", "administrator", must_change=True)
    person("gone")
    people("stop", "gone")
    sign_in(client, "li")
    for _ in range(5):
        sign_in(client.__class__(), "boss", OTHER)
    listed = [json.loads(line) for line in people("list", "--format", "jsonl")[1].splitlines()]
    told = [(each["name"], each["full_name"], each["role"], each["state"]) for each in listed]
    assert told == [
        ("boss", "", "administrator", "waiting"),
        ("li", "李四", "editor", "open"),
        ("gone", "", "reader", "stopped"),
    ]
    assert [bool(each["waits_until"]) for each in listed] == [True, False, False]
    assert [bool(each["last_sign_in"]) for each in listed] == [False, True, False]
    lines = people("list")[1].splitlines()
    assert ["暂停登录" in lines[0], "李四" in lines[1], "停用" in lines[2]] == [True] * 3


def test_help_names_every_verb(people: Any) -> None:
    said = people("--help")[1]
    assert all(verb in said for verb in ("add", "list", "password", "role", "stop", "start"))
    assert people()[0] == 2
