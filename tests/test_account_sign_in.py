"""Signing in and out, and one's own account, through the pages."""

from __future__ import annotations

import re
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.test import Client

from tests.account_parts import OTHER, PASSWORD, person, sign_in, signed_in

WRONG = "用户名或密码不对"
pytestmark = pytest.mark.django_db


@pytest.fixture
def zhang(db: None) -> Any:
    return person("zhang", "editor", full_name="张三")


def test_in_and_out(client, zhang):
    assert signed_in(client) == ""
    answer = sign_in(client, "zhang")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert signed_in(client) == "张三"
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").status_code == 302
    assert signed_in(client) == ""


def test_a_name_is_the_same_in_full_width_and_with_spaces_round_it(client, zhang):
    assert sign_in(client, " ｚｈａｎｇ ").status_code == 302


@pytest.mark.parametrize(
    ("following", "lands"),
    [
        ("/documents/3/?fact=measure-0", "/documents/3/?fact=measure-0"),
        ("", "/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("///evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("account/", "/"),
        ("/\nSet-Cookie: a=b", "/"),
    ],
)
def test_it_goes_on_to_a_page_of_ours_and_nowhere_else(client, zhang, following, lands):
    assert sign_in(client, "zhang", next=following)["Location"] == lands
    assert client.get("/sign-in/", {"next": following})["Location"] == lands


def test_the_page_keeps_where_one_wants_to_go(client, zhang):
    assert 'href="/sign-in/?next=/nowhere/%3Fa%3D1"' in client.get("/nowhere/?a=1").content.decode()
    page = client.get("/sign-in/", {"next": "/account/"}).content.decode()
    assert 'name="next" value="/account/"' in page


def test_without_an_account_the_page_says_how_to_open_one(client, db):
    assert "luoshi people add" in client.get("/sign-in/").content.decode()


def test_an_unknown_name_a_wrong_password_and_a_stopped_account_are_answered_alike(client, zhang, monkeypatch):
    from django.contrib.auth.hashers import Argon2PasswordHasher

    person("gone")
    from luoshi.people.models import User

    User.objects.filter(username="gone").update(is_active=False)
    looked: list[str] = []
    for method in ("encode", "verify"):
        plain = getattr(Argon2PasswordHasher, method)
        monkeypatch.setattr(
            Argon2PasswordHasher, method, lambda *a, _plain=plain, _name=method: looked.append(_name) or _plain(*a)
        )
    answers, costs = [], []
    for name, password in (("nobody", PASSWORD), ("zhang", OTHER), ("gone", PASSWORD), ("gone", OTHER)):
        looked.clear()
        answer = sign_in(Client(), name, password)
        answers.append((answer.status_code, answer.content.decode().replace(name, "")))
        costs.append(len(looked))
    plain = {(status, re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", page)) for status, page in answers}
    assert len(plain) == 1
    assert WRONG in plain.pop()[1]
    assert costs == [1, 1, 1, 1]


def test_after_five_failures_a_name_waits_whether_it_exists_or_not(client, zhang):
    for name in ("zhang", "nobody"):
        pages = [sign_in(client, name, OTHER) for _ in range(5)]
        assert [page.status_code for page in pages] == [200] * 4 + [429]
        right = sign_in(client, name, PASSWORD)
        assert right.status_code == 429
        assert "请 1 分钟后再试" in right.content.decode()
    assert signed_in(client) == ""
    assert sign_in(client, person("li").username).status_code == 302, "another name from there may try"


def test_fields_left_empty_or_hostile_are_refused_and_count_nothing(client, zhang):
    from luoshi.people.models import Tries

    for given in ({}, {"name": "zhang"}, {"name": "a\0b", "password": "x"}, {"name": "zhang", "password": "x" * 5000}):
        page = client.post("/sign-in/", given)
        assert page.status_code == 200
        assert 'role="alert"' in page.content.decode()
    assert "<b>" not in sign_in(client, "<b>zhang</b>").content.decode()
    assert Tries.objects.count() == 2


def test_a_visitor_gets_no_cookie_from_a_page_without_a_form(client, zhang):
    for address in ("/", "/nowhere", "/healthz"):
        assert client.get(address).cookies == SimpleCookie()
    assert set(client.get("/sign-in/").cookies) == {"csrftoken"}


def test_signing_in_gives_another_session(client, zhang):
    sign_in(client, "zhang")
    first = client.cookies["sessionid"].value
    client.post("/sign-out/")
    sign_in(client, "zhang")
    assert client.cookies["sessionid"].value != first
    stolen = Client()
    stolen.cookies["sessionid"] = first
    assert signed_in(stolen) == ""


def test_a_session_lasts_a_working_day_or_two_weeks_as_asked(client, zhang):
    sign_in(client, "zhang")
    assert client.cookies["sessionid"]["max-age"] == ""
    assert client.session.get_expiry_age() == 12 * 3600
    sign_in(other := Client(), "zhang", keep="on")
    assert other.cookies["sessionid"]["max-age"] == 14 * 86400
    assert other.session.get_expiry_age() == 14 * 86400
    cookie = other.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_sessions_that_ran_out_are_swept_away(client, zhang):
    from django.contrib.sessions.models import Session

    sign_in(client, "zhang")
    Session.objects.update(expire_date="2020-01-01T00:00:00Z")
    assert signed_in(client) == ""
    sign_in(Client(), "zhang")
    assert Session.objects.count() == 1


def test_a_made_up_password_opens_nothing_until_another_is_chosen(client, db):
    new = person("new", "administrator", full_name="新来", must_change=True)
    answer = sign_in(client, "new", next="/people/", keep="on")
    assert answer["Location"] == "/sign-in/new-password/"
    assert signed_in(client) == ""
    assert client.get("/people/").status_code == 302
    page = client.get(answer["Location"])
    assert "设置自己的密码" in page.content.decode()
    for given, said in (
        ({"new": OTHER, "again": PASSWORD}, "不一样"),
        ({"new": "短", "again": "短"}, "至少要 10 个字符"),
        ({"new": "2026112326", "again": "2026112326"}, "不能全是数字"),
        ({"new": PASSWORD, "again": PASSWORD}, "不能与原来的密码相同"),
    ):
        assert said in client.post(answer["Location"], given).content.decode()
    done = client.post(answer["Location"], {"new": OTHER, "again": OTHER})
    assert done["Location"] == "/people/"
    assert signed_in(client) == "新来"
    assert client.session.get_expiry_age() == 14 * 86400
    new.refresh_from_db()
    assert not new.must_change
    assert client.get(answer["Location"])["Location"] == "/sign-in/"


def test_choosing_a_password_is_over_when_the_account_was_stopped_reset_or_forgotten(client, db, monkeypatch):
    from luoshi.people import actions
    from luoshi.people.access import KEEPER
    from luoshi.people.workspaces import main_workspace
    from luoshi.web.account import sign_in as pages

    new = person("new", must_change=True)
    address = "/sign-in/new-password/"
    assert client.get(address)["Location"] == "/sign-in/", "nobody is choosing"
    sign_in(client, "new")
    actions.reset_password(new, OTHER, must_change=True, workspace=main_workspace(), by=KEEPER)
    assert client.post(address, {"new": "x" * 12, "again": "x" * 12})["Location"] == "/sign-in/"
    sign_in(client, "new", OTHER)
    later = pages.time() + 3600
    monkeypatch.setattr(pages, "time", lambda: later)
    assert client.get(address)["Location"] == "/sign-in/"
    sign_in(client, "new", OTHER)
    assert client.get(address).status_code == 200
    actions.stop(new, workspace=main_workspace(), by=KEEPER)
    assert client.get(address)["Location"] == "/sign-in/"


def test_my_account_tells_who_i_am(client, zhang):
    assert client.get("/account/")["Location"] == "/sign-in/?next=/account/"
    sign_in(client, "zhang")
    page = client.get("/account/").content.decode()
    assert all(word in page for word in ("张三", "zhang", "编辑"))
    assert "/people/" not in page


def test_changing_the_password_ends_the_other_sessions(client, zhang):
    sign_in(client, "zhang")
    sign_in(other := Client(), "zhang")
    change = {"current": PASSWORD, "new": OTHER, "again": OTHER}
    assert "现在的密码不对" in client.post("/account/", {**change, "current": OTHER}).content.decode()
    assert "不一样" in client.post("/account/", {**change, "again": PASSWORD}).content.decode()
    assert signed_in(other) == "张三"
    done = client.post("/account/", change)
    assert done["Location"] == "/account/?changed"
    assert "密码已经改好" in client.get(done["Location"]).content.decode()
    assert signed_in(client) == "张三"
    assert signed_in(other) == ""
    assert WRONG in sign_in(Client(), "zhang", PASSWORD).content.decode()
    assert sign_in(Client(), "zhang", OTHER).status_code == 302


def test_the_current_password_cannot_be_guessed_at_in_a_session_left_open(client, zhang):
    sign_in(client, "zhang")
    change = {"current": OTHER, "new": OTHER, "again": OTHER}
    assert [client.post("/account/", change).status_code for _ in range(6)] == [200] * 4 + [429] * 2
    assert client.post("/account/", {**change, "current": PASSWORD}).status_code == 429


def test_stopping_ends_a_session_for_good(client, zhang):
    from luoshi.people import actions
    from luoshi.people.access import KEEPER
    from luoshi.people.workspaces import main_workspace

    sign_in(client, "zhang")
    how = {"workspace": main_workspace(), "by": KEEPER}
    actions.stop(zhang, **how)
    assert signed_in(client) == ""
    assert WRONG in sign_in(Client(), "zhang").content.decode()
    actions.start(zhang, **how)
    assert signed_in(client) == "", "the old session stays over"
    assert sign_in(client, "zhang").status_code == 302


def test_a_form_without_the_page_s_token_is_refused_in_chinese(zhang):
    strict = Client(enforce_csrf_checks=True)
    answer = sign_in(strict, "zhang")
    assert answer.status_code == 403
    assert "这一页已经过时" in answer.content.decode()
    assert "CSRF" not in answer.content.decode()
    assert "sessionid" not in answer.cookies


def test_what_holds_passwords_is_not_kept_by_browsers_or_proxies(client, zhang):
    assert "no-store" in client.get("/sign-in/")["Cache-Control"]
    sign_in(client, "zhang")
    assert "no-store" in client.get("/account/")["Cache-Control"]


def test_cookies_given_over_https_are_secure(zhang):
    for secure in (True, False):
        client = Client()
        client.get("/sign-in/", secure=secure)
        client.post("/sign-in/", {"name": "zhang", "password": PASSWORD}, secure=secure)
        assert [bool(cookie["secure"]) for cookie in client.cookies.values()] == [secure] * 2


def test_the_proxy_is_believed_only_where_it_is_named(zhang, settings):
    told = {"HTTP_X_FORWARDED_PROTO": "https"}
    client = Client(**told)
    sign_in(client, "zhang")
    assert not client.cookies["sessionid"]["secure"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    client = Client(**told)
    sign_in(client, "zhang")
    assert client.cookies["sessionid"]["secure"]


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "address"),
    [
        (0, "192.0.2.7", "", "192.0.2.7"),
        (0, "192.0.2.7", "203.0.113.5", "192.0.2.7"),
        (1, "10.0.0.1", "203.0.113.5", "203.0.113.5"),
        (1, "10.0.0.1", "1.2.3.4, 203.0.113.5", "203.0.113.5"),
        (2, "10.0.0.1", "1.2.3.4, 203.0.113.5, 10.0.0.2", "203.0.113.5"),
        (2, "10.0.0.1", "203.0.113.5", "10.0.0.1"),
        (1, "10.0.0.1", "", ""),
        (1, "10.0.0.1", "not an address", ""),
        (0, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        (0, "::ffff:192.0.2.7", "", "192.0.2.7"),
        (0, "", "", ""),
    ],
)
def test_whom_a_request_comes_from(rf, settings, proxies, remote, forwarded, address):
    from luoshi.web.account.sender import sender

    settings.LUOSHI_PROXIES = proxies
    more = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert sender(rf.get("/", REMOTE_ADDR=remote, **more)) == address


def test_the_page_of_what_broke_asks_the_database_nothing(client, zhang, django_assert_num_queries):
    from django.test import RequestFactory

    from luoshi.web.views import broken

    sign_in(client, "zhang")
    request = RequestFactory().get("/")
    request.COOKIES.update({name: cookie.value for name, cookie in client.cookies.items()})
    with django_assert_num_queries(0):
        page = broken(request)
    assert "出错了" in page.content.decode()


def test_what_is_for_the_workspace_is_seen_by_its_members(client, zhang, tmp_path, monkeypatch):
    from luoshi.ledger.load import load_file
    from luoshi.people.workspaces import main_workspace
    from tests.ledger_parts import TEXT, made_from

    monkeypatch.setenv("LUOSHI_HOME", str(tmp_path / "home"))
    report = tmp_path / "内部报告.txt"
    report.write_text(TEXT, "utf-8")
    result = load_file(report, workspace=main_workspace(), audience="workspace", owner=None, read=made_from)
    address = f"/documents/{result.documents[0]}/"
    assert client.get(address).status_code == 404
    assert "云岭区" not in client.get("/").content.decode()
    assert f"next={address}" in client.get(address).content.decode(), "whoever may see it can sign in from there"
    assert sign_in(client, "zhang", next=address)["Location"] == address
    assert "310亿元" in client.get(address).content.decode()
    assert address in client.get("/").content.decode()
    client.post("/sign-out/")
    assert client.get(address).status_code == 404


def test_a_session_row_says_nothing_of_the_password(client, zhang):
    from django.contrib.sessions.models import Session

    sign_in(client, "zhang")
    kept = str([session.get_decoded() for session in Session.objects.all()])
    assert PASSWORD not in kept
    zhang.refresh_from_db()
    assert zhang.password not in kept
