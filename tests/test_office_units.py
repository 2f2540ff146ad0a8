"""The pages of units and posts: an administrator changes them, the office reads them, to others they are not there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.office_parts import BEGAN, Office, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(workspace: Any) -> Office:
    from luoshi.people.access import KEEPER
    from luoshi.people.establishment import add_post, seat
    from luoshi.people.models import Duty, Membership, Role, User

    office = set_up(workspace)
    office.people["boss"] = User.objects.create(username="boss", full_name="管理员")
    Membership.objects.create(workspace=workspace, user=office["boss"], role=Role.ADMINISTRATOR)
    seat(office["boss"], add_post(office.units["政府办"], "系统管理员", Duty.ADMINISTRATOR, by=KEEPER), since=BEGAN, by=KEEPER)
    return office


def of(person: Any) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    return client


def test_who_may_see_and_who_may_change(office: Office) -> None:
    from luoshi.people.models import Unit

    for name, status in (("li", 200), ("chen", 200), ("wu", 200), ("boss", 200), ("nobody", 404)):
        assert of(office[name]).get("/office/units/").status_code == status, name
    assert Client(SERVER_NAME="localhost").get("/office/units/").status_code == 302
    assert "新设单位" not in of(office["li"]).get("/office/units/").content.decode()
    said = of(office["li"]).post("/office/units/add", {"name": "偷设的局", "kind": "department"})
    assert said.status_code >= 400
    assert not Unit.objects.filter(name="偷设的局").exists()


def test_the_first_administrator_sets_up_units_before_there_are_posts(db: None) -> None:
    from luoshi.people.models import Membership, Role, Unit, User
    from luoshi.people.workspaces import main_workspace

    first = User.objects.create(username="first")
    Membership.objects.create(workspace=main_workspace(), user=first, role=Role.ADMINISTRATOR)
    assert "先设立单位" in of(first).get("/office/units/").content.decode()
    assert of(first).post("/office/units/usual", {"prefix": "云岭区"}).status_code == 302
    assert Unit.objects.filter(name="云岭区教育局").exists()


def test_a_unit_is_set_up_renamed_and_merged_and_each_stands_in_the_journal(office: Office) -> None:
    from luoshi.ledger.journal import JournalEntry
    from luoshi.people.models import OfficeUnit, Unit

    boss = of(office["boss"])
    boss.post("/office/units/add", {"name": "大数据中心", "kind": "department", "since": "2024-02-01"})
    unit = Unit.objects.get(name="大数据中心")
    boss.post(f"/office/units/{unit.pk}/rename", {"name": "数据局", "since": "2024-06-01"})
    boss.post("/office/units/offices", {"office-数据": unit.pk})
    assert OfficeUnit.objects.get(office="数据").unit == unit
    page = boss.get(f"/office/units/{unit.pk}/").content.decode()
    assert "大数据中心" in page
    assert "数据局" in page
    boss.post(f"/office/units/{unit.pk}/merge", {"into": office.units["政府办"].pk, "on": "2024-12-31"})
    unit.refresh_from_db()
    assert (unit.until, unit.into) == (date(2024, 12, 31), office.units["政府办"])
    assert OfficeUnit.objects.get(office="数据").unit == office.units["政府办"]
    actions = list(JournalEntry.objects.filter(who=office["boss"]).order_by("number").values_list("action", flat=True))
    assert actions == ["add unit", "rename unit", "give office", "merge unit"]


def test_a_post_is_made_held_and_given_up(office: Office) -> None:
    from luoshi.people.establishment import holders
    from luoshi.people.models import Post

    boss, gardens = of(office["boss"]), office.units["园林局"]
    boss.post(f"/office/units/{gardens.pk}/post", {"title": "副局长", "duty": "officer"})
    post = Post.objects.get(unit=gardens, title="副局长")
    boss.post(f"/office/posts/{post.pk}/seat", {"person": office["nobody"].pk, "since": "2024-03-01"})
    assert list(holders(post, on=date(2024, 3, 1))) == [office["nobody"]]
    holding = post.holdings.get()
    boss.post(f"/office/holdings/{holding.pk}/end", {"on": "2024-05-31"})
    assert list(holders(post, on=date(2024, 6, 1))) == []


@pytest.mark.parametrize(
    ("address", "form", "status"),
    [
        ("units/add", {"name": "", "kind": "department"}, 422),
        ("units/add", {"name": "某局", "kind": "army"}, 422),
        ("units/add", {"name": "某局", "kind": "department", "since": "昨天"}, 404),
        ("units/add", {"name": "某局", "kind": "department", "parent": "99999999"}, 404),
        ("units/usual", {"prefix": ""}, 422),
        ("units/99999/rename", {"name": "x"}, 404),
    ],
)
def test_what_cannot_be_is_told_in_chinese(office: Office, address: str, form: dict[str, str], status: int) -> None:
    said = of(office["boss"]).post(f"/office/{address}", form)
    assert said.status_code == status
    assert any(word in said.content.decode() for word in ("没有办成", "没有这一页"))
