"""Manners towards hosts: few requests at a time, some time between them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Host:
    slots: asyncio.Semaphore
    next_start: float = field(default=0.0)


class HostGates:
    """Lets ``at_once`` requests of a host run, each ``spacing_s`` after the one before."""

    def __init__(self, *, at_once: int = 2, spacing_s: float = 5.0) -> None:
        self._at_once, self._spacing_s = at_once, spacing_s
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn at ``host``; hold it while the request runs."""
        gate = self._hosts.setdefault(host, _Host(asyncio.Semaphore(self._at_once)))
        async with gate.slots:
            loop = asyncio.get_running_loop()
            start = max(loop.time(), gate.next_start)
            gate.next_start = start + self._spacing_s
            if start > loop.time():
                await asyncio.sleep(start - loop.time())
            yield
