"""Manners towards hosts: few requests at a time, some time between them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

CRAWL_DELAY_MOST_S = 60.0
"""A longer crawl delay is no wish but a prohibition; pages are then fetched this far apart."""


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
    async def turn(self, host: str, *, spacing_s: float = 0.0) -> AsyncIterator[None]:
        """Wait for a turn at ``host``; hold it while the request runs.

        ``spacing_s`` is what the host itself asks for; the longer of both spacings holds.
        """
        gate = self._hosts.setdefault(host, _Host(asyncio.Semaphore(self._at_once)))
        async with gate.slots:
            loop = asyncio.get_running_loop()
            start = max(loop.time(), gate.next_start)
            gate.next_start = start + max(self._spacing_s, min(spacing_s, CRAWL_DELAY_MOST_S))
            if start > loop.time():
                await asyncio.sleep(start - loop.time())
            yield
