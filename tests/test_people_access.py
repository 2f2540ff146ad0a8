"""Who sees what, walked through every door."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledger_parts import TEXT, made_from

SECRET = {"public": "公开标记甲", "workspace": "内部标记乙", "private": "本人标记丙", "withdrawn": "撤下标记丁"}
SEES = {
    "anonymous": {"public"},
    "stranger": {"public"},
    "gone": {"public"},
    "member": {"public", "workspace"},
    "owner": {"public", "workspace", "private"},
}
"""Person: the audiences they see. `gone` is a member whose account was closed."""


@pytest.fixture
def house(workspace, tmp_path: Path):
    """A document a kind of audience, one taken down, and a person of each kind."""
    from luoshi.ledger.actions import correct, take_down
    from luoshi.ledger.load import load_file
    from luoshi.ledger.models import Document
    from luoshi.people.models import Membership, Role, User, Workspace

    people = {
        name: User.objects.create(username=name, is_active=name != "gone") for name in SEES if name != "anonymous"
    }
    elsewhere = Workspace.objects.create(slug="elsewhere", name="别的单位")
    Membership.objects.create(workspace=elsewhere, user=people["stranger"], role=Role.ADMINISTRATOR)
    for name in ("member", "owner", "gone"):
        Membership.objects.create(workspace=workspace, user=people[name], role=Role.EDITOR)
    documents = {}
    for name, secret in SECRET.items():
        path = tmp_path / f"{secret}.txt"
        path.write_text(TEXT.replace("云岭区2024", f"{secret}2024") + secret, "utf-8")
        audience = "public" if name == "withdrawn" else name
        result = load_file(path, workspace=workspace, audience=audience, owner=people["owner"], read=made_from)
        documents[name] = Document.objects.get(pk=result.documents[0])
    for name in ("workspace", "private"):
        document = documents[name]
        correct(
            document,
            document.start,
            document.end,
            record="document",
            field="meeting",
            value=f"更正{SECRET[name]}",
            person=people["owner"],
        )
    take_down(documents["withdrawn"].rendition.source, person=people["owner"], reason="误发")
    return {**people, "anonymous": None}, documents


def found(text: str) -> set[str]:
    return {name for name, secret in SECRET.items() if secret in text}


@pytest.mark.parametrize("name", SEES)
def test_pages_show_each_person_what_is_theirs_to_see(client, house, name):
    people, documents = house
    if people[name] is not None:
        client.force_login(people[name])
    assert found(client.get("/").content.decode()) == SEES[name]
    for audience, document in documents.items():
        for address in (f"/documents/{document.pk}/", f"/documents/{document.pk}/?fact=measure-0"):
            for headers in ({}, {"HX-Request": "true"}):
                page = client.get(address, headers=headers)
                assert (page.status_code == 200) == (audience in SEES[name])
                assert found(page.content.decode()) <= SEES[name]
        original = client.get(f"/documents/{document.pk}/original")
        assert (original.status_code == 200) == (audience in SEES[name])
        if original.streaming:
            assert found(b"".join(original.streaming_content).decode()) == {audience}


@pytest.mark.parametrize("name", SEES)
def test_export_holds_for_each_person_what_is_theirs_to_see(house, name):
    from luoshi.ledger.export import export, readings

    people, documents = house
    everything = [document.pk for document in documents.values()]
    for some in (None, everything):
        assert found(str(list(readings(people[name], documents=some)))) == SEES[name]
        assert found(str(list(export(people[name], "all", documents=some)))) == SEES[name]


@pytest.mark.parametrize("name", SEES)
def test_every_guarded_table_is_filtered(house, name):
    from django.apps import apps

    from luoshi.ledger.models import Lineage
    from luoshi.people.access import visible_to
    from luoshi.people.audience import Guarded

    people, _ = house
    guarded = [model for model in apps.get_models() if issubclass(model, Guarded)]
    assert {"Source", "Document", "Statement", "Lineage"} <= {model.__name__ for model in guarded}
    for model in guarded:
        rows = visible_to(people[name], model.objects.all())
        assert {row.audience for row in rows} <= SEES[name]
        if model is not Lineage:
            assert SECRET["withdrawn"] not in str([vars(row) for row in rows])


def test_every_table_of_the_ledger_is_guarded_or_hangs_on_one_that_is(db):
    """A new table with words in it must say whose it is, or hang on a row that does."""
    from django.apps import apps

    from luoshi.ledger.journal import JournalEntry
    from luoshi.ledger.models import StandingVersion, Subject
    from luoshi.people.audience import Guarded

    only_reached_through_figures = {Subject}  # no door reads the list of subjects itself: `ledger.lookup` and nothing else
    the_keepers = {JournalEntry}  # read by `luoshi audit` alone, which is for whoever holds the database
    for model in apps.get_app_config("ledger").get_models():
        if model in only_reached_through_figures | the_keepers or model is StandingVersion:  # which holds a version, no words
            continue
        parents = {field.related_model for field in model._meta.fields if field.is_relation}
        reached = set(parents)
        while parents:
            parents = {f.related_model for each in parents for f in each._meta.fields if f.is_relation} - reached
            reached |= parents
        assert issubclass(model, Guarded) or any(issubclass(each, Guarded) for each in reached), model


def test_what_was_taken_down_stays_down_when_loaded_again_until_it_is_put_back(house, workspace, tmp_path, client):
    from luoshi.ledger.actions import put_back
    from luoshi.ledger.load import load_file
    from luoshi.ledger.models import TakeDown

    people, documents = house
    path = tmp_path / f"{SECRET['withdrawn']}.txt"
    result = load_file(path, workspace=workspace, audience="public", owner=people["owner"], read=made_from)
    assert (result.outcome, result.taken_down) == ("unchanged", True)
    address = f"/documents/{documents['withdrawn'].pk}/"
    assert client.get(address).status_code == 404
    put_back(TakeDown.objects.get(), person=people["owner"], reason="核对无误")
    assert client.get(address).status_code == 200


def test_the_same_file_on_two_shelves_tells_neither_of_the_other(workspace, tmp_path):
    from luoshi.ledger.load import load_file
    from luoshi.people.models import User

    path = tmp_path / "报告.txt"
    path.write_text(TEXT, "utf-8")
    people = [User.objects.create(username=name) for name in ("one", "two")]
    shelves = [{"audience": "public"}, *({"audience": "private", "owner": person} for person in people)]
    results = [load_file(path, workspace=workspace, read=made_from, **shelf) for shelf in shelves]
    assert [result.outcome for result in results] == ["new"] * 3
    assert len({result.documents for result in results}) == 3


def test_passwords_are_kept_with_argon2(db):
    from luoshi.people.models import User

    person = User.objects.create_user("someone", password="一句很长的口令")
    assert person.password.startswith("argon2")
