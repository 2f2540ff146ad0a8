"""What the tests of sending in stand on: people, files to send, and a server on this machine that answers badly."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

REPORT = """云岭区2024年政府工作报告
——2024年1月8日在云岭区第十届人民代表大会第三次会议上
区长 周明
各位代表:
现在,我代表区人民政府向大会报告工作,请予审议。
一、2023年工作回顾
全年完成地区生产总值312亿元,增长6.1%。固定资产投资增长8.5%。新引进企业42家。
二、2024年工作安排
主要预期目标是:地区生产总值增长6%左右,固定资产投资增长8%以上,居民收入增长与经济增长同步。
民生是最大的政治。我们将新建口袋公园6个,改造老旧小区12个。
"""
PAGE = f"<!doctype html><html><head><title>报告</title></head><body><p>{'</p><p>'.join(REPORT.splitlines())}</p></body></html>"
BOMB = gzip.compress(bytes(64 << 20), 9)
HOSTILE = "\"><script>alert(1)</script><img src=x onerror=a()>'&amp;"


def member(workspace: Any, name: str, role: str) -> Any:
    """A person with a role in the workspace."""
    from luoshi.people.models import Membership, Role, User

    person = User.objects.create(username=name, full_name=f"{name}某")
    Membership.objects.create(workspace=workspace, user=person, role=Role(role))
    return person


def visitor(address: str = "203.0.113.7") -> Any:
    from luoshi.intake.senders import sender

    return sender(None, address)


def send(text: str = REPORT, **said: str) -> Any:
    """Words sent by a visitor, waiting."""
    from luoshi.intake.sending import Said, send_text

    return send_text(text, sender=visitor(), said=Said(**said))


def state(submission: Any) -> str:
    from luoshi.intake.events import last_event

    return str(last_event(submission).state)


class _Handler(BaseHTTPRequestHandler):
    """Each path a way to answer."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.seen.append((self.path, dict(self.headers)))  # type: ignore[attr-defined]
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        try:
            getattr(self, f"_{parts.path.strip('/').split('/')[0].replace('-', '_')}")(query)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        told = {"Content_Type": "text/html", "Content_Length": str(len(body)), **headers}
        for name, value in told.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _page(self, query: dict[str, str]) -> None:
        self._answer(self.server.page.encode())  # type: ignore[attr-defined]

    def _named(self, query: dict[str, str]) -> None:
        name = "attachment; filename=\"x.txt\"; filename*=UTF-8''..%2F%E6%8A%A5%E5%91%8A%0A.txt"
        self._answer(REPORT.encode(), Content_Type="application/octet-stream", Content_Disposition=name)

    def _to(self, query: dict[str, str]) -> None:
        self._answer(b"", 302, Location=query["url"], Set_Cookie="spy=1; Path=/")

    def _loop(self, query: dict[str, str]) -> None:
        self._answer(b"", 302, Location="/loop")

    def _missing(self, query: dict[str, str]) -> None:
        self._answer(b"no", 404)

    def _picture(self, query: dict[str, str]) -> None:
        self._answer(b"\x89PNG\r\n\x1a\n", Content_Type="image/png")

    def _large(self, query: dict[str, str]) -> None:
        self._answer(b"x", Content_Length=str(10**12))

    def _short(self, query: dict[str, str]) -> None:
        self._answer(b"x" * 10, Content_Length="1000")
        self.close_connection = True

    def _coded(self, query: dict[str, str]) -> None:
        self._answer(b"xxxx", Content_Encoding="br")

    def _gzip(self, query: dict[str, str]) -> None:
        self._answer(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def _torn(self, query: dict[str, str]) -> None:
        self._answer(gzip.compress(PAGE.encode())[:-9], Content_Encoding="gzip")

    def _bomb(self, query: dict[str, str]) -> None:
        self._answer(BOMB, Content_Encoding="gzip")

    def _endless(self, query: dict[str, str]) -> None:
        self._begun()
        while True:
            self.wfile.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")

    def _drip(self, query: dict[str, str]) -> None:
        self._begun()
        while True:
            self.wfile.write(b"1\r\nx\r\n")
            self.wfile.flush()
            time.sleep(0.1)

    def _drip_head(self, query: dict[str, str]) -> None:
        for n in range(10_000):
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: "[n : n + 1] or b"a")
            self.wfile.flush()
            time.sleep(0.1)

    def _garbage(self, query: dict[str, str]) -> None:
        self.wfile.write(b"\x00\xff nothing like an answer\r\n\r\n")
        self.close_connection = True

    def _begun(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")

    def log_message(self, *arguments: Any) -> None:
        return


@contextmanager
def serving(context: Any = None) -> Iterator[Any]:
    """A server on this machine: `port` is where, `seen` what it was asked, `page` what `/page` holds.

    With a `context` it speaks TLS.
    """
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.seen = []
    server.page = PAGE
    server.port = server.server_address[1]
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate for this host name, and its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    paths[1].write_bytes(secret)
    return paths
