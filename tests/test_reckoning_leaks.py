"""What is internal, private or taken down changes no byte of another's scorecard, promise, file, comparison or chart."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from luoshi.ledger import actions, pairings
from luoshi.ledger.models import Document
from luoshi.ledger.reckoned import threads_of_place
from luoshi.people.models import Membership, Role, User, Workspace
from tests.facts_parts import load
from tests.test_reckoning_pages import BULLETIN, CARD, FIRST, LATER, promise_address

pytestmark = pytest.mark.django_db
ONCE = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"')
"""What changes from one asking to the next."""
NEXT = FIRST.replace("2022", "2024").replace("地区生产总值增长8%", "地区生产总值增长7.7%")
COMPARED = "/reckoning/compare/?indicator=gdp&kind=growth&unit=%25"


def seen(person: User | None, addresses: list[str]) -> dict[str, tuple[int, bytes]]:
    client = Client()
    if person is not None:
        client.force_login(person)
    found = {}
    for address in addresses:
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found[address] = answer.status_code, ONCE.sub("", body.decode()).encode()
    return found


def test_nothing_hidden_can_be_inferred(workspace: Any, tmp_path: Path, client: Client) -> None:
    load(tmp_path, workspace, FIRST, "a.txt")
    load(tmp_path, workspace, LATER, "b.txt")
    owner, stranger = User.objects.create(username="owner"), User.objects.create(username="stranger")
    elsewhere = Workspace.objects.create(slug="elsewhere", name="别的单位")
    Membership.objects.create(workspace=workspace, user=owner, role=Role.EDITOR)
    Membership.objects.create(workspace=elsewhere, user=stranger, role=Role.ADMINISTRATOR)
    one = promise_address(client.get(CARD).content.decode(), "地区生产总值增长")
    addresses = [
        CARD, f"{CARD}?as_of=2100-01-01", "/reckoning/2022/澄湖区.csv", "/reckoning/2022/澄湖区.json", "/reckoning/2024/澄湖区/", one,
        "/places/澄湖区/", COMPARED, f"{COMPARED}&modality=target", f"{COMPARED}&place=澄湖区", "/indicators/gdp/", "/corrections/",
        "/series.svg?place=澄湖区&thing=gdp&kind=growth&unit=%25&side=target&year=2022&year=2024",
    ]  # fmt: skip
    before = {person: seen(person, addresses) for person in (None, stranger)}

    load(tmp_path, workspace, BULLETIN, "c.txt", audience="workspace", owner=owner)
    load(tmp_path, workspace, NEXT, "d.txt", audience="private", owner=owner)
    number = load(tmp_path, workspace, BULLETIN.replace("4.5", "4.1"), "e.txt")
    actions.take_down(Document.objects.get(pk=number).rendition.source, person=owner, reason="误发")
    told = next(each for each in threads_of_place(owner, "澄湖区", 2022) if each.promise.subject == "地区生产总值")
    assert told.result is not None
    assert told.result.low == 4.5, "the owner sees the internal figure"
    papers = {said.paper.key: Document.objects.get(pk=int(said.paper.key)) for said in (told.promise, told.result)}
    pairings.say(
        (papers[told.promise.paper.key], told.promise.start, told.promise.end), "confirm",
        (papers[told.result.paper.key], told.result.start, told.result.end), person=owner, reason="据内部公报",
    )  # fmt: skip

    for person, was in before.items():
        now = seen(person, addresses)
        assert [address for address in addresses if now[address] != was[address]] == [], person
    mine = seen(owner, addresses)
    assert "低于目标3.5个百分点".encode() in mine[CARD][1]
    assert b"7.7%" in mine["/reckoning/2024/澄湖区/"][1]
    assert "据内部公报".encode() in mine["/corrections/"][1]
