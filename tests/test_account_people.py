"""Everyone's accounts through the pages."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.account_parts import OTHER, PASSWORD, person, sign_in, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(db: None) -> Any:
    return person("boss", "administrator", full_name="主管")


@pytest.fixture
def office(client: Client, boss: Any) -> Client:
    """An administrator signed in."""
    sign_in(client, "boss")
    return client


def shown(page: Any) -> str:
    assert page.status_code == 200
    return page.content.decode()


def row(page: str, name: str) -> str:
    (found,) = [each for each in re.findall(r"<tr id=.*?</tr>", page, re.S) if f">{name}</td>" in each]
    return found


def password_in(page: str) -> str:
    return re.search(r'<code class="password">([^<]+)</code>', page)[1]


def test_an_account_is_opened_with_a_password_shown_once(office):
    page = office.post("/people/add", {"name": "li", "full_name": "李<四>", "role": "editor"})
    assert "no-store" in page["Cache-Control"]
    password = password_in(shown(page))
    assert "李&lt;四&gt;" in shown(page)
    again = shown(office.get("/people/"))
    assert password not in again
    assert "待改密码" in row(again, "li")
    assert "编辑" in row(again, "li")
    other = Client()
    assert sign_in(other, "li", password)["Location"] == "/sign-in/new-password/"
    other.post("/sign-in/new-password/", {"new": OTHER, "again": OTHER})
    assert signed_in(other) == "李&lt;四&gt;"
    assert "正常" in row(shown(office.get("/people/")), "li")


def test_a_name_taken_or_impossible_is_said_and_the_rest_kept(office):
    for name, said in (("boss", "已有人用"), ("a b", "用户名不能用"), ("", "必填"), ("x" * 151, "150")):
        page = shown(office.post("/people/add", {"name": name, "full_name": "李四", "role": "editor"}))
        assert said in page
        assert 'value="李四"' in page
        assert 'class="password"' not in page
    assert "有效" in shown(office.post("/people/add", {"name": "li", "role": "emperor"}))


def test_roles_stopping_starting_and_resetting(office):
    li = person("li", full_name="李四")
    at = f"/people/{li.pk}"
    sign_in(other := Client(), "li")
    assert office.post(f"{at}/role", {"role": "editor"})["Location"] == f"/people/#p{li.pk}"
    assert "编辑" in row(shown(office.get("/people/")), "li")
    office.post(f"{at}/stop")
    assert signed_in(other) == ""
    page = row(shown(office.get("/people/")), "li")
    assert "停用</td>" in page
    assert "恢复" in page
    office.post(f"{at}/start")
    page = shown(office.post(f"{at}/password"))
    assert sign_in(Client(), "li").status_code == 200, "the old one opens no more"
    assert sign_in(Client(), "li", password_in(page)).status_code == 302
    office.post(f"{at}/role", {"role": "emperor"})
    assert "编辑" in row(shown(office.get("/people/")), "li")
    record = [re.sub(r"<[^>]+>", " ", line).split() for line in re.findall(r"<tr>\n<td data-l=.*?</tr>", page, re.S)]
    assert [line[3:] for line in record] == [
        ["重置密码", "李四（li）"],
        ["恢复", "李四（li）"],
        ["停用", "李四（li）"],
        ["改角色：编辑", "李四（li）"],
        ["开通：读者", "李四（li）"],
        ["开通：管理员", "主管（boss）"],
    ]
    assert [line[2] for line in record] == ["主管"] * 4 + ["命令行"] * 2


def test_who_waits_is_shown_and_a_reset_lets_them_in(office):
    li = person("li")
    for _ in range(5):
        sign_in(Client(), "li", OTHER)
    assert "暂停登录，到" in row(shown(office.get("/people/")), "li")
    page = shown(office.post(f"/people/{li.pk}/password"))
    assert sign_in(Client(), "li", password_in(page)).status_code == 302


def test_the_last_administrator_stays(office, boss):
    for verb, given in (("stop", {}), ("role", {"role": "reader"})):
        assert "至少要留一名管理员" in shown(office.post(f"/people/{boss.pk}/{verb}", given))
    person("second", "administrator")
    assert office.post(f"/people/{boss.pk}/role", {"role": "reader"})["Location"] == "/account/"
    assert office.get("/people/").status_code == 404


def test_one_s_own_password_reset_here_signs_out(office, boss):
    assert office.post(f"/people/{boss.pk}/password")["Location"] == "/sign-in/"
    assert signed_in(office) == ""


VERBS = ["add", "{}/role", "{}/password", "{}/stop", "{}/start"]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("who", ["", "reader", "editor"])
def test_to_others_these_addresses_are_not_there(client, boss, who, verb):
    from luoshi.people.models import AccountEvent

    if who:
        person(who, who)
        sign_in(client, who)
    before = AccountEvent.objects.count()
    given = {"name": "new", "role": "administrator"}
    for answer in (client.get("/people/"), client.post(f"/people/{verb.format(boss.pk)}", given)):
        if who:
            assert answer.status_code == 404
        else:
            assert answer["Location"] == "/sign-in/?next=/people/"
    assert AccountEvent.objects.count() == before
    assert "/people/" not in client.get("/").content.decode()


@pytest.mark.parametrize("verb", VERBS)
def test_it_is_done_by_post_with_the_page_s_token_to_someone_there(office, boss, verb):
    at = f"/people/{verb.format(boss.pk)}"
    assert office.get(at).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = office.cookies
    assert strict.post(at, {"name": "new", "role": "reader"}).status_code == 403
    if "{}" in verb:
        for number in (9999, 10**30):
            assert office.post(f"/people/{verb.format(number)}", {"role": "reader"}).status_code == 404


def test_the_head_of_every_page_leads_an_administrator_there(office):
    assert 'href="/people/">人员' in shown(office.get("/"))


def test_the_record_goes_on_over_pages(office, boss):
    from luoshi.people.models import AccountEvent

    for _ in range(60):
        AccountEvent.objects.create(person=boss, by=boss, kind="reset")
    assert "第 1 页，共 2 页" in shown(office.get("/people/"))
    assert "开通：管理员" in shown(office.get("/people/?page=2"))
    assert "第 2 页" in shown(office.get("/people/?page=99"))


def test_the_page_costs_a_fixed_number_of_queries(office, django_assert_max_num_queries):
    for n in range(10):
        person(f"li{n}", password=PASSWORD)
    with django_assert_max_num_queries(15):
        office.get("/people/")


def test_nothing_inline_and_no_english(office):
    page = shown(office.get("/people/")) + shown(office.get("/account/"))
    assert not re.search(r"<script(?! src=)|<[^>]* style=|<[^>]* on\w+=", page)
    words = re.sub(r"<[^>]+>|boss", " ", page.split("<main", 1)[1])
    assert set(re.findall(r"[A-Za-z]{2,}", words)) <= {"main", "class", "id", "plain", "account", "html", "doctype"}
