"""Which network addresses a fetch may reach: the guard against requests forged by feeds."""

import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
MAX_URL_CHARS = 2048


class PrivateAddress(PermissionError):  # noqa: N818  # what happened
    """A connection to an address that is not of the public internet was refused."""


def is_public(address: str) -> bool:
    """Tell whether ``address`` (a literal) is a unicast address of the public internet.

    Addresses that carry an IPv4 address inside (mapped, 6to4, Teredo, NAT64) are as public as it.

    >>> [is_public(a) for a in ("8.8.8.8", "127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254")]
    [True, False, False, False]
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def guarded_socket(info: Any) -> socket.socket:
    """Return a socket for the address ``info`` that is about to be connected to.

    Raises PrivateAddress unless it is public. Called after name resolution for the very address
    that the connection uses, so neither a literal, a redirect nor a name that changes its address
    between two look-ups gets past it.
    """
    family, kind, protocol, _, address = info
    if not is_public(str(address[0])):
        raise PrivateAddress(f"{address[0]} is not an address of the public internet")
    return socket.socket(family, kind, protocol)


def bad_url(url: str) -> str | None:
    """Return what is wrong with ``url`` as an address to fetch, or None."""
    if len(url) > MAX_URL_CHARS:
        return f"longer than {MAX_URL_CHARS} characters"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return str(error)
    if parts.scheme not in {"http", "https"}:
        return f"scheme {parts.scheme or 'missing'}, expected http or https"
    return None if host else "no host"


def endpoint(url: str) -> tuple[str, int]:
    """Return host and port of ``url``, which ``bad_url`` found good."""
    parts = urlsplit(url)
    return (parts.hostname or "").lower(), parts.port or (443 if parts.scheme == "https" else 80)
