"""Fetching what a stranger named, from a real server that means harm."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from luoshi.errors import IntakeError
from luoshi.intake.fetch import Guards, fetch
from tests.intake_parts import PAGE, REPORT, certificate, serving

HOST = "report.example"
"""A name no resolver knows: what is fetched from it came from the address that was checked."""


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    with serving() as found:
        yield found


def guards(server: Any, *, answers: Any = None, **more: Any) -> Guards:
    """The guards of a real fetch, but for this server: its port, its address, and a resolver that knows its names."""
    resolved: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        resolved.append(host)
        if answers is not None:
            return list(answers(host, len(resolved)))
        return ["127.0.0.1"] if host.endswith(".example") else [host.strip("[]")]

    options: dict[str, Any] = {"seconds": 5.0, "size": 1 << 20, **more}
    return Guards(ports=frozenset({server.port}), allowed=frozenset({"127.0.0.1"}), resolve=resolve, **options)


def fetched(server: Any, path: str, folder: Path, **more: Any) -> Any:
    return fetch(f"http://{HOST}:{server.port}/{path}", folder / "file", guards=guards(server, **more))


def refused(server: Any, path: str, folder: Path, **more: Any) -> str:
    with pytest.raises(IntakeError) as error:
        fetched(server, path, folder, **more)
    return error.value.number


def test_a_page_is_fetched_from_the_address_that_was_checked(server, tmp_path):
    found = fetched(server, "page/报告.html?x=1", tmp_path)
    assert found.path.read_bytes() == PAGE.encode()
    assert found.name == "报告.html"
    path, headers = server.seen[-1]
    assert path == "/page/%E6%8A%A5%E5%91%8A.html?x=1"
    assert headers["Host"] == f"{HOST}:{server.port}"


def test_a_redirect_is_followed_without_the_cookies_it_gave(server, tmp_path):
    found = fetched(server, f"to?url=http://other.example:{server.port}/page", tmp_path)
    assert found.address == f"http://other.example:{server.port}/page"
    assert "Cookie" not in server.seen[-1][1]
    assert fetched(server, "to?url=/page", tmp_path).address == f"http://{HOST}:{server.port}/page"


@pytest.mark.parametrize(
    "inside",
    [
        "http://127.0.0.2:{port}/page", "http://10.0.0.1:{port}/", "http://[::1]:{port}/page", "http://0.0.0.0:{port}/page",
        "http://[::ffff:127.0.0.1]:{port}/page", "http://[64:ff9b::7f00:1]:{port}/page", "http://169.254.169.254:{port}/",
        "//192.168.0.1:{port}/page",
    ],
)  # fmt: skip
def test_a_redirect_inside_is_not_followed(server, tmp_path, inside):
    before = len(server.seen)
    assert refused(server, f"to?url={inside.format(port=server.port)}", tmp_path) == "L543"
    assert len(server.seen) == before + 1, "only the redirect itself was asked for"


@pytest.mark.parametrize(
    ("target", "number"),
    [
        ("file:///etc/passwd", "L540"), ("gopher://x/", "L540"), (f"http://{HOST}:1/", "L541"),
        (f"http://user:word@{HOST}/", "L540"),
    ],
)  # fmt: skip
def test_a_redirect_is_checked_like_the_first_address(server, tmp_path, target, number):
    assert refused(server, f"to?url={target}", tmp_path) == number


def test_names_that_lead_inside_are_refused_by_the_real_guards(tmp_path):
    for address in ("http://localhost/", "http://127.0.0.1/", "http://2130706433/", "http://[::1]/", "http://0/"):
        with pytest.raises(IntakeError, match="L543"):
            fetch(address, tmp_path / "file")


def test_a_name_that_answers_otherwise_the_second_time_gains_nothing(server, tmp_path):
    asked = []

    def rebinding(host: str, times: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if times == 1 else ["10.0.0.1"]

    # One hop asks once, and connects to what it was told: the second answer is never wanted.
    assert fetched(server, "page", tmp_path, answers=rebinding).path.read_bytes() == PAGE.encode()
    # The next hop asks anew, and is checked anew.
    assert refused(server, "to?url=/page", tmp_path, answers=rebinding) == "L543"


def test_one_inside_among_several_addresses_is_enough_to_refuse(server, tmp_path):
    assert refused(server, "page", tmp_path, answers=lambda host, times: ["127.0.0.1", "10.0.0.1"]) == "L543"
    assert refused(server, "page", tmp_path, answers=lambda host, times: []) == "L542"


def test_a_name_nobody_knows(server, tmp_path):
    def unknown(host: str, times: int) -> list[str]:
        raise OSError("not known")

    assert refused(server, "page", tmp_path, answers=unknown) == "L542"


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("loop", "L546"), ("missing", "L545"), ("picture", "L549"), ("large", "L547"), ("short", "L544"), ("coded", "L550"),
        ("torn", "L544"), ("bomb", "L547"), ("endless", "L547"), ("garbage", "L544"),
    ],
)  # fmt: skip
def test_what_is_no_good_is_refused_with_a_number(server, tmp_path, path, number):
    assert refused(server, path, tmp_path) == number
    file = tmp_path / "file"
    assert not file.exists() or file.stat().st_size <= 1 << 20


@pytest.mark.parametrize("path", ["drip", "drip-head"])
def test_a_server_that_drips_is_left_in_time(server, tmp_path, path):
    start = time.monotonic()
    assert refused(server, path, tmp_path, seconds=1.5) == "L548"
    assert time.monotonic() - start < 5


def test_what_was_compressed_unasked_is_taken_within_the_bound(server, tmp_path):
    assert fetched(server, "gzip", tmp_path).path.read_bytes() == PAGE.encode()


def test_the_servers_name_for_a_file_is_cleaned(server, tmp_path):
    found = fetched(server, "named", tmp_path)
    assert found.name == "报告.txt"
    assert found.path.read_bytes() == REPORT.encode()


def test_no_proxy_of_the_environment_is_used(server, tmp_path, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetched(server, "page", tmp_path).path.read_bytes() == PAGE.encode()


def test_a_host_that_does_not_listen(server, tmp_path):
    port = 1
    with pytest.raises(IntakeError, match="L544"):
        fetch(
            f"http://{HOST}:{port}/",
            tmp_path / "file",
            guards=Guards(
                ports=frozenset({port}),
                allowed=frozenset({"127.0.0.1"}),
                resolve=lambda host, port: ["127.0.0.1"],
                seconds=5,
            ),
        )


def test_a_certificate_must_be_the_names_though_the_address_is_connected_to(tmp_path):
    chain, key = certificate(tmp_path, HOST)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    trust = ssl.create_default_context(cafile=str(chain))
    with serving(context) as server:
        address = f"https://{HOST}:{server.port}/page"
        found = fetch(address, tmp_path / "one", guards=guards(server, trust=trust))
        assert found.path.read_bytes() == PAGE.encode()
        for other, whom in ((f"https://other.example:{server.port}/page", trust), (address, True)):
            with pytest.raises(IntakeError, match="证书") as error:
                fetch(other, tmp_path / "two", guards=guards(server, trust=whom))
            assert error.value.number == "L544"
