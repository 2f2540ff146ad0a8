"""Cookies and senders behind a proxy, served as `luoshi up` serves them."""

from __future__ import annotations

from urllib.request import Request, urlopen

import pytest

from tests.account_parts import served
from tests.test_people_processes import people

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("settings", "told", "secure"),
    [
        ({}, "https", False),
        ({"LUOSHI_PROXIES": "1"}, "https", True),
        ({"LUOSHI_HTTPS": "1"}, "http", True),
    ],
    ids=["a header nobody vouches for", "a proxy's header", "https by setting"],
)
def test_cookies_are_for_https_where_it_is_set_or_a_proxy_of_ours_says_so(home, settings, told, secure):
    people(home, "add", "zhang", "--role", "administrator", "--generate")  # else there is no form, and no cookie
    with served({**home, **settings}) as address:
        asked = Request(f"{address}/sign-in/", headers={"X-Forwarded-Proto": told})
        with urlopen(asked) as page:
            cookie = page.headers["Set-Cookie"]
    assert cookie.startswith("csrftoken=")
    assert ("Secure" in cookie) == secure
