"""The leak test: every door, walked by people who must not know of what others keep to themselves.

Two ways. A visitor and a stranger with an account walk every address before and after private, internal and taken-down
things come into the ledger: they must see the same, byte for byte. And asked for by name and number, none of it comes out.
New addresses are walked without anyone adding them here: they are taken from the table of addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from luoshi.ledger import actions, models
from luoshi.ledger.load import load_file
from luoshi.notes import actions as notes
from luoshi.people.audience import Audience
from luoshi.people.models import Membership, Role, User, Workspace
from tests.ledger_parts import TEXT, made_from

SECRETS = ("鹳鸟工程", "鹭岛湾区", "鸢尾基金")
"""Names that stand in hidden documents only, one each; asked for, so that pages may say them back."""
NEVER = ("麒麟山麓", "貔貅路口", "饕餮会所", "獬豸密谈")
"""Words beside them, and in a private note, that nobody asks for: they must not come out at all."""
PASSWORD = "一个长口令0123456"
ASKED = ("q={0}", "words={0}", "place={0}", "q={0}&tab=measures")
ONCE = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|<updated>[^<]*</updated>|nonce="[^"]*"|"recorded_at": ?"[^"]*"'
)
"""What changes from one asking to the next."""


def patterns(found: Any = None, before: str = "") -> Iterator[str]:
    """Every address of the pages and the API, with its parameters as `<type:name>`."""
    for each in (found or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each, before + str(each.pattern))
        elif isinstance(each, URLPattern):
            yield before + str(each.pattern)


def addresses(numbers: list[int], words: list[str]) -> list[str]:
    """Each address with each number or word where it wants one; those that want none, with each question too."""
    found = []
    for pattern in patterns():
        path = "/" + pattern.lstrip("^").rstrip("$")
        if "(?P" in path or "static" in path:
            continue
        filled = [path]
        for parameter in re.findall(r"<[^>]+>", path):
            values = [str(n) for n in numbers] if "int:" in parameter else [quote(word) for word in words]
            filled = [each.replace(parameter, value, 1) for each in filled for value in values]
        found += filled
        if filled == [path] and not any(word in path for word in ("people", "account", "sign", "openapi")):
            found += [f"{path}?{form.format(quote(word))}" for form in ASKED for word in words]
    return found


def test_the_addresses_of_every_area_are_walked():
    known = " ".join(patterns())
    for part in ("documents/", "search/", "measures/", "commitments/", "notes/", "review/", "api/v1", "ask/", "places/"):
        assert part in known


@pytest.fixture
def people(workspace) -> dict[str, User]:
    owner = User.objects.create_user("owner", password=PASSWORD)
    stranger = User.objects.create_user("stranger", password=PASSWORD)
    other = Workspace.objects.create(slug="other", name="别处")
    Membership.objects.create(workspace=workspace, user=owner, role=Role.EDITOR)
    Membership.objects.create(workspace=other, user=stranger, role=Role.ADMINISTRATOR)
    return {"owner": owner, "stranger": stranger}


def hidden_text(n: int) -> str:
    """A report of another place that names one secret, with words beside it that nobody asks for."""
    secret, beside = SECRETS[n], NEVER[n]
    text = TEXT.replace("云岭区", f"{beside[:2]}区").replace("云岭科创园一期", f"{beside}的{secret}")
    return text.replace("口袋公园", secret).replace("310亿元", f"{3000 + n}亿元")


def hide(workspace, people, folder: Path) -> list[int]:
    """A private, an internal and a taken-down document and a private note; the documents' numbers."""
    numbers = []
    for n, audience in enumerate((Audience.PRIVATE, Audience.WORKSPACE, Audience.PUBLIC)):
        path = folder / f"{NEVER[n]}.txt"
        path.write_text(hidden_text(n), "utf-8")
        made = load_file(path, workspace=workspace, audience=audience, owner=people["owner"], read=made_from)
        numbers += made.documents
    document = models.Document.objects.get(pk=numbers[-1])
    actions.take_down(document.rendition.source, person=people["owner"], reason=NEVER[3])
    public = models.Document.objects.filter(audience="public").order_by("pk").first()
    assert public is not None
    at = TEXT.index("认真落实")
    notes.write(public, at, at + 4, NEVER[3], person=people["owner"], tags=["密谈"])
    return numbers


def client_of(person: User | None) -> Client:
    client = Client(raise_request_exception=True)
    if person is not None:
        client.force_login(person)
    return client


def seen(client: Client, paths: list[str]) -> dict[str, tuple[int, bytes]]:
    """What each address shows: its status, and its body without what changes every time."""
    found = {}
    for path in paths:
        response = client.get(path)
        assert response.status_code < 500, path
        body = b"".join(response.streaming_content) if response.streaming else response.content
        kind = response.headers.get("Content-Type", "")
        if re.search(r"html|json|atom|csv|markdown|plain", kind):
            body = ONCE.sub("", body.decode("utf-8")).encode()
        elif "svg" not in kind:
            body = b""  # packed formats hold the moment they were made
        found[path] = (response.status_code, body)
    return found


@pytest.mark.slow
@pytest.mark.once
def test_nobody_sees_or_can_infer_what_is_not_theirs(workspace, people, tmp_path):
    path = tmp_path / "公开.txt"
    path.write_text(TEXT, "utf-8")
    load_file(path, workspace=workspace, audience=Audience.PUBLIC, read=made_from)
    public = list(models.Standing.objects.values_list("document", flat=True))
    paths = addresses([*public, 99_999], ["固定资产投资", SECRETS[0]])
    doors = {name: client_of(people[name] if name != "visitor" else None) for name in ("visitor", "stranger", "owner")}
    before = {name: seen(doors[name], paths) for name in ("visitor", "stranger")}
    numbers = hide(workspace, people, tmp_path)
    for name, was in before.items():
        now = seen(doors[name], paths)
        assert [path for path in paths if now[path] != was[path]] == [], name
    asked = addresses(numbers, list(SECRETS))
    for name in ("visitor", "stranger"):
        for path, (_, body) in seen(doors[name], asked).items():
            for word in NEVER:
                assert word.encode() not in body, (name, path, word)
    found = [path for path, (_, body) in seen(doors["owner"], asked).items() if NEVER[0].encode() in body]
    assert found, "the owner finds it: the words are there to be found"
