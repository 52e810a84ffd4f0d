"""Which network addresses strangers may send us to: public ones, checked when connecting.

Feeds and webhook receivers are named by others, so a name may point, or be made to point later,
at this machine or its neighbours (server-side request forgery). The check therefore sits in the
resolver that the connection itself uses; literals, which no resolver sees, are checked by
``refuse_literal``.
"""

import ipaddress
import socket

from aiohttp import ThreadedResolver
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL


class PrivateAddress(OSError):  # noqa: N818  # what it is
    """The host is, or resolves only to, an address that is not public."""


def is_public(address: str) -> bool:
    """Return whether ``address`` (IPv4 or IPv6) is globally routable, IPv4 inside IPv6 included.

    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("93.184.215.14")
    (False, False, True)
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = parsed
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or parsed
    return inner.is_global and not inner.is_multicast


def refuse_literal(url: URL) -> None:
    """Raise PrivateAddress where the host of ``url`` is the literal of a private address."""
    host = url.host or ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return
    if not is_public(host):
        raise PrivateAddress(f"{host} is not a public address")


class PublicResolver(AbstractResolver):
    """Resolves names to their public addresses only; the connection uses exactly those."""

    def __init__(self) -> None:
        self._resolver = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the public addresses of ``host``; PrivateAddress where there are none."""
        found = await self._resolver.resolve(host, port, family)
        public = [result for result in found if is_public(result["host"])]
        if not public:
            raise PrivateAddress(f"{host} resolves to no public address")
        return public

    async def close(self) -> None:
        """Release the resolver."""
        await self._resolver.close()
