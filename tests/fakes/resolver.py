"""Names without a name server: every one is this machine."""

import socket

from aiohttp.abc import AbstractResolver, ResolveResult


class Loopback(AbstractResolver):
    """Answers every name with 127.0.0.1."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host, host="127.0.0.1", port=port, family=family, proto=0, flags=0
            )
        ]

    async def close(self) -> None:
        pass
