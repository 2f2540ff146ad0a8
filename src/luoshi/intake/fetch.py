"""Fetching an address that a stranger sent, once an editor has agreed: in a child process, with everything bounded.

The name is resolved once a hop and the connection goes to the very address that was checked, so that a name cannot
answer otherwise the second time. Redirects are followed by hand, each checked like the first address. No cookies, no
proxies or credentials from the environment, nothing decompressed beyond the bound.
"""

from __future__ import annotations

import re
import socket
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from luoshi.errors import IntakeError, ReadError
from luoshi.intake.addresses import PORTS, checked, is_public
from luoshi.intake.names import clean_name
from luoshi.reading.child import Limits, run_in_child

if TYPE_CHECKING:
    import ssl

    import httpx

Resolve = Callable[[str, int], list[str]]

_BLOCK = 1 << 16
_TRIED = 3
"""Addresses of one host that are tried before it counts as out of reach."""
_MEDIA_TYPES = frozenset(
    {
        "", "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        # what servers say of a file to be saved, whatever it is: its bytes will tell
        "application/octet-stream", "binary/octet-stream", "application/x-download", "application/force-download",
    }
)  # fmt: skip
_CODED_NAME = re.compile(r"filename\*\s*=\s*([\w-]*)'[\w-]*'([^;\s]+)", re.IGNORECASE)
_PLAIN_NAME = re.compile(r'filename\s*=\s*(?:"([^"]*)"|([^;]+))', re.IGNORECASE)
_HEADERS = {
    "User-Agent": "Luoshi/1 (government documents; fetched once, on an editor's word)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain,*/*;q=0.5",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "identity",
}


def resolve(host: str, port: int) -> list[str]:
    """The host's IP addresses, as the system finds them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


@dataclass(frozen=True, slots=True)
class Guards:
    """The bounds of a fetch. Only tests give others than these, and none can be set from outside."""

    ports: frozenset[int] = PORTS
    allowed: frozenset[str] = frozenset()
    """IP addresses that may be fetched from though they are not public."""
    resolve: Resolve = resolve
    seconds: float = 30
    """For all of it, redirects and names too."""
    size: int = 50 << 20
    """Bytes, decompressed."""
    redirects: int = 5
    trust: ssl.SSLContext | bool = True


GUARDS = Guards()


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was fetched."""

    path: Path
    name: str
    address: str
    """The address that gave it in the end."""


def fetch(address: str, path: Path, *, guards: Guards = GUARDS) -> Fetched:
    """Fetch an address into a new file at `path`. Raises IntakeError L540 to L550."""
    limits = Limits(seconds=guards.seconds, memory_mb=400)
    try:
        found = run_in_child(_fetched, address, path, guards, limits=limits, subject="")
    except ReadError as error:  # the child's own: L121 to L124
        if error.number == "L121":
            raise IntakeError("L548", seconds=f"{guards.seconds:g}") from error
        raise IntakeError("L544", reason="抓取程序出错") from error
    if isinstance(found, IntakeError):
        raise found
    return found


def _fetched(address: str, path: Path, guards: Guards) -> Fetched | IntakeError:
    """In the child: a refusal is an answer, too."""
    import httpx

    try:
        url = checked(address, ports=guards.ports)
        for _ in range(guards.redirects + 1):
            following = _one_hop(url, path, guards)
            if isinstance(following, Fetched):
                return following
            url = checked(str(following), ports=guards.ports)
        raise IntakeError("L546", count=guards.redirects)
    except IntakeError as error:
        return error
    except httpx.TimeoutException:
        return IntakeError("L548", seconds=f"{guards.seconds:g}")
    except (httpx.HTTPError, httpx.InvalidURL, zlib.error, OSError, UnicodeError) as error:
        return IntakeError("L544", reason=_why(error))


def _why(error: Exception) -> str:
    """In a few words, for the editor."""
    if isinstance(error, zlib.error):
        return "内容解不开"
    said = str(error).upper()
    if "CERTIFICATE" in said or "SSL" in said or "TLS" in said:
        return "证书不可信或加密协议不合"
    return {"ConnectError": "连接被拒绝或中断", "RemoteProtocolError": "对方的答复不完整"}.get(
        type(error).__name__, "网络出错"
    )


def _one_hop(url: httpx.URL, path: Path, guards: Guards) -> Fetched | httpx.URL:
    """The file, or the address to go on to."""
    import httpx

    port = url.port or (443 if url.scheme == "https" else 80)
    timeout = httpx.Timeout(guards.seconds, connect=min(10.0, guards.seconds))
    refused: httpx.ConnectError | httpx.ConnectTimeout | None = None
    for ip in _addresses(url, port, guards)[:_TRIED]:
        # A client a hop: no cookie of one reaches the next.
        with httpx.Client(trust_env=False, verify=guards.trust, follow_redirects=False, timeout=timeout) as client:
            request = client.build_request(
                "GET",
                url.copy_with(host=ip),
                headers={**_HEADERS, "Host": url.netloc.decode("ascii")},
                extensions={"sni_hostname": url.raw_host.decode("ascii")},  # the certificate must be the name's
            )
            try:
                response = client.send(request, stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                refused = error
                continue
            try:
                return _answer(url, response, path, guards)
            finally:
                response.close()
    assert refused is not None
    raise refused


def _addresses(url: httpx.URL, port: int, guards: Guards) -> list[str]:
    """The host's addresses, every one of them public. Raises L542, L543."""
    host = url.raw_host.decode("ascii")
    try:
        found = guards.resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise IntakeError("L542", host=url.host) from error
    if not found:
        raise IntakeError("L542", host=url.host)
    if not all(ip in guards.allowed or is_public(ip) for ip in found):
        raise IntakeError("L543", host=url.host)
    return found


def _answer(url: httpx.URL, response: httpx.Response, path: Path, guards: Guards) -> Fetched | httpx.URL:
    if response.status_code in (301, 302, 303, 307, 308) and "location" in response.headers:
        return url.join(response.headers["location"])
    if response.status_code != 200:
        raise IntakeError("L545", status=response.status_code)
    media_type = response.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type not in _MEDIA_TYPES:
        raise IntakeError("L549", media_type=media_type[:60])
    told = response.headers.get("content-length", "")
    size = int(told) if told.isascii() and told.isdigit() else 0
    with path.open("wb") as file:
        if size <= guards.size:
            size = 0
            for part in _parts(response):
                size += len(part)
                if size > guards.size:
                    break
                file.write(part)
    if size > guards.size:
        raise IntakeError("L547", limit=f"{guards.size / (1 << 20):g} MB")
    return Fetched(path, _name(url, response), str(url))


def _parts(response: httpx.Response) -> Iterator[bytes]:
    """The body, decompressed a block at a time: a bomb is cut off at the bound like any other body."""
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding in ("", "identity"):
        yield from response.iter_raw(_BLOCK)
        return
    if coding not in ("gzip", "x-gzip"):  # they were asked for none; some servers compress all the same
        raise IntakeError("L550", coding=coding[:40])
    unzip = zlib.decompressobj(wbits=31)
    for chunk in response.iter_raw(_BLOCK):
        waiting = chunk
        while waiting and not unzip.eof:
            yield unzip.decompress(waiting, _BLOCK)
            waiting = unzip.unconsumed_tail
    if not unzip.eof:
        raise zlib.error("cut short")


def _name(url: httpx.URL, response: httpx.Response) -> str:
    """What the file is called: as the server says, else the last part of its address, else its host."""
    said = response.headers.get("content-disposition", "")
    if coded := _CODED_NAME.search(said):  # what servers add for whoever reads more than English
        name = unquote(coded[2], encoding="gb18030" if coded[1].lower().startswith("gb") else "utf-8")
    else:
        plain = _PLAIN_NAME.search(said)
        name = unquote(plain[1] or plain[2]) if plain else ""
    last = unquote(url.raw_path.decode("ascii").split("?")[0].rstrip("/").rsplit("/", 1)[-1])
    return clean_name(name) or clean_name(last) or clean_name(url.host) or "file"
