"""What may be done to accounts, by whom, and the record it leaves."""

from __future__ import annotations

from typing import Any

import pytest

from luoshi.errors import LuoshiError
from tests.account_parts import OTHER, PASSWORD, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def how(db: None) -> dict[str, Any]:
    """In the one workspace, by whoever keeps the ledger."""
    from luoshi.people.access import KEEPER
    from luoshi.people.workspaces import main_workspace

    return {"workspace": main_workspace(), "by": KEEPER}


def refused(number: str, verb: Any, *arguments: Any, **more: Any) -> None:
    with pytest.raises(LuoshiError) as error:
        verb(*arguments, **more)
    assert error.value.number == number


def test_every_change_leaves_a_line_that_stays(how):
    from luoshi.people import actions
    from luoshi.people.appended import WrittenOnce
    from luoshi.people.models import AccountEvent, Role

    boss = person("boss", "administrator", full_name="主管")
    li = person("li", "editor")
    by_boss = {**how, "by": boss}
    actions.give_role(li, Role.READER, **by_boss)
    actions.stop(li, **by_boss)
    actions.start(li, **by_boss)
    actions.reset_password(li, OTHER, must_change=True, **by_boss)
    actions.choose_password(li, "再换一句更长的密码呀")
    told = AccountEvent.objects.order_by("pk").values_list("person__username", "kind", "role", "by__username")
    assert list(told) == [
        ("boss", "added", "administrator", None),
        ("li", "added", "editor", None),
        ("li", "role", "reader", "boss"),
        ("li", "stopped", "", "boss"),
        ("li", "started", "", "boss"),
        ("li", "reset", "", "boss"),
        ("li", "changed", "", "li"),
    ]
    event = AccountEvent.objects.first()
    event.role = "reader"
    for change in (event.save, event.delete, AccountEvent.objects.all().delete):
        with pytest.raises(WrittenOnce):
            change()
    with pytest.raises(WrittenOnce):
        AccountEvent.objects.update(by=None)


def test_what_changes_nothing_leaves_no_line(how):
    from luoshi.people import actions
    from luoshi.people.models import AccountEvent, Role

    li = person("li", "editor")
    actions.give_role(li, Role.EDITOR, **how)
    actions.start(li, **how)
    actions.stop(li, **how)
    actions.stop(li, **how)
    assert [event.kind for event in AccountEvent.objects.order_by("pk")] == ["added", "stopped"]


@pytest.mark.parametrize("role", ["reader", "editor", "stopped", "elsewhere"])
def test_only_an_administrator_may(how, role):
    from luoshi.people import actions
    from luoshi.people.models import AccountEvent, Membership, Role, User, Workspace

    person("boss", "administrator")
    li = person("li")
    someone = person("someone", role if role in Role.values else "administrator")
    if role == "stopped":
        User.objects.filter(pk=someone.pk).update(is_active=False)
        someone.refresh_from_db()
    if role == "elsewhere":
        Membership.objects.filter(user=someone).update(workspace=Workspace.objects.create(slug="other", name="别处"))
    mine = {**how, "by": someone}
    before = (list(User.objects.order_by("pk").values()), AccountEvent.objects.count())
    refused("L203", actions.add, "new", role=Role.READER, password=PASSWORD, **mine)
    refused("L203", actions.give_role, someone, Role.ADMINISTRATOR, **mine)
    refused("L203", actions.stop, li, **mine)
    refused("L203", actions.start, li, **mine)
    refused("L203", actions.reset_password, li, OTHER, must_change=False, **mine)
    assert (list(User.objects.order_by("pk").values()), AccountEvent.objects.count()) == before


def test_the_last_administrator_stays(how):
    from luoshi.people import actions
    from luoshi.people.models import Role

    boss, gone = person("boss", "administrator"), person("gone", "administrator")
    actions.stop(gone, **how)
    for by in (boss, how["by"]):
        refused("L407", actions.stop, boss, workspace=how["workspace"], by=by)
        refused("L407", actions.give_role, boss, Role.EDITOR, workspace=how["workspace"], by=by)
    actions.give_role(gone, Role.READER, **how)  # one that is stopped does not count
    actions.give_role(person("li"), Role.ADMINISTRATOR, **how)
    actions.give_role(boss, Role.EDITOR, **{**how, "by": boss})
    refused("L203", actions.give_role, boss, Role.ADMINISTRATOR, **{**how, "by": boss})


@pytest.mark.parametrize("name", ["", " ", "a b", "a/b", "<b>", "a\0", "名" * 151, "\ud800", "x\n"])
def test_names_that_are_none(how, name):
    if name == "x\n":
        assert person(name).username == "x"
        return
    refused("L404", person, name)


def test_names_that_look_alike_are_taken(how):
    person("Zhang")
    for name in ("Zhang", "zhang", "ＺＨＡＮＧ", " zhang "):
        refused("L403", person, name)
    assert person("张三").username == "张三"


@pytest.mark.parametrize("password", ["", "九个字不够长的密", "1234567890", "password123", "zhangsanfeng", "x" * 257])
def test_passwords_that_will_not_do(how, password):
    refused("L405", person, "zhangsanfeng", password=password)
    from luoshi.people.models import User

    assert not User.objects.exists()


def test_a_password_may_be_a_sentence_with_spaces(how):
    assert person("li", password=" 湖边 的 路灯 都亮了 ").check_password(" 湖边 的 路灯 都亮了 ")


def test_full_names_are_kept_to_what_can_be_shown(how):
    assert person("li", full_name=" 李\x00四\x1b[31m\u202e ").full_name == "李四[31m"
    assert len(person("wang", full_name="王" * 500).full_name) == 150


def test_passwords_are_kept_with_argon2_at_our_figures_and_older_ones_anew(how):
    from django.contrib.auth.hashers import Argon2PasswordHasher

    from luoshi.people.models import User
    from luoshi.people.signing_in import sign_in

    li = person("li")
    assert li.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    before = Argon2PasswordHasher().encode(PASSWORD, "longsalt12345678")
    assert "m=102400" in before
    User.objects.update(password=before)
    sign_in("li", PASSWORD, address="192.0.2.7")
    li.refresh_from_db()
    assert "m=19456" in li.password
    assert li.check_password(PASSWORD)


def test_made_up_passwords_differ_and_pass():
    from luoshi.people.models import User
    from luoshi.people.passwords import check, made_up

    made = {made_up() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        check(password, User(username="li"))
        assert not set(password) & set("0O1lI")


def test_a_reset_forgets_the_wait_and_ends_sessions(how, client):
    from luoshi.people import actions
    from tests.account_parts import sign_in, signed_in

    li = person("li")
    sign_in(client, "li")
    for _ in range(5):
        sign_in(type(client)(), "li", "不是这个密码吧你看看")
    assert sign_in(type(client)(), "li").status_code == 429
    assert signed_in(client) == "li"
    actions.reset_password(li, OTHER, must_change=False, **how)
    assert signed_in(client) == ""
    assert sign_in(type(client)(), "li", OTHER).status_code == 302
