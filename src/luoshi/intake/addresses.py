"""Which addresses may be fetched at all: how one is written, and which hosts stand on the public network. Pure."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

from luoshi.errors import IntakeError

if TYPE_CHECKING:
    import httpx

PORTS = frozenset({80, 443})
LONGEST = 2000
"""Characters of an address."""

_PUBLIC_6 = IPv6Network("2000::/3")
"""What has been given out of IPv6. Outside it: loopback, link-local, unique local, multicast, addresses of IPv4 in those of
IPv6 (::ffff:0:0/96, ::/96) and their translations (NAT64: 64:ff9b::/96, 64:ff9b:1::/48)."""
_RESERVED_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments, Teredo among them: an IPv4 address inside
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4: an IPv4 address inside
            "3fff::/20",  # documentation
        ),
    )
)
_RESERVED_4 = (
    IPv4Network("192.88.99.0/24"),  # 6to4 relays
    IPv4Network("168.63.129.16/32"),  # a cloud's inside service on an address that looks public
)


def is_public(address: str) -> bool:
    """Whether this is the IP address of a host on the public network, and nothing that stands for another one."""
    try:
        ip: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        return ip.scope_id is None and ip in _PUBLIC_6 and not any(ip in network for network in _RESERVED_6)
    return (
        ip.is_global
        and not ip.is_multicast
        and not ip.is_reserved
        and not any(ip in network for network in _RESERVED_4)
    )


def meant(written: str) -> str:
    """The address as people write it: without blanks around it, and with `http://` where it was left out."""
    written = written.strip()
    return written if "://" in written else f"http://{written}"


def checked(address: str, *, ports: frozenset[int] = PORTS) -> httpx.URL:
    """The address as the one parser sees it that will also fetch it. Raises L540, L541."""
    import httpx

    if len(address) > LONGEST:
        raise IntakeError("L540", reason=f"超过 {LONGEST} 字")
    if not address.isprintable() or any(c.isspace() or c == "\\" for c in address):
        raise IntakeError("L540", reason="含有空白或不可见的字符")
    try:
        url = httpx.URL(address)
        port = url.port or (443 if url.scheme == "https" else 80)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise IntakeError("L540", reason="写法不对") from error
    if url.scheme not in ("http", "https"):
        raise IntakeError("L540", reason="只收 http 和 https")
    if not url.host:
        raise IntakeError("L540", reason="没有主机名")
    if url.userinfo:
        raise IntakeError("L540", reason="不收带用户名或口令的网址")
    if port not in ports:
        raise IntakeError("L541", port=port)
    return url.copy_with(fragment=None)
