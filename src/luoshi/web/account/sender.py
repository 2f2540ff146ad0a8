"""Whom a request comes from, for counting: limits on tries, quotas of what is sent in."""

from __future__ import annotations

from ipaddress import IPv4Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

_HOUSEHOLD = 64
"""Bits of an IPv6 address that one subscriber holds: whoever has one such address has them all."""


def sender(request: HttpRequest) -> str:
    """The network address the request came from; of IPv6 its /64. Empty where it cannot be told.

    Behind `LUOSHI_PROXIES` proxies it is what the outermost of them saw: the header holds what each appended at its
    end, and anything the sender wrote there themselves stands further left and is not believed.
    """
    told = request.META.get("REMOTE_ADDR", "")
    if proxies := settings.LUOSHI_PROXIES:
        chain = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        told = chain[-proxies] if len(chain) >= proxies else told
    try:
        address = ip_address(told.strip())
    except ValueError:
        return ""
    if isinstance(address, IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((int(address), _HOUSEHOLD), strict=False))
