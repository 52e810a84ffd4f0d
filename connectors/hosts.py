"""Manners towards hosts: few requests at a time, some time between them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from connectors.address import endpoint
from connectors.sources.links import site_of
from connectors.sources.registry import Source

CRAWL_DELAY_MOST_S = 60.0
"""A longer crawl delay is no wish but a prohibition; pages are then fetched this far apart."""

HOLD_MOST_S = 86_400.0
"""A server may keep us away for a day; servers were seen to ask for four."""


@dataclass(slots=True)
class _Host:
    slots: asyncio.Semaphore
    starting: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_start: float = field(default=0.0)


class HostGates:
    """Lets ``at_once`` requests of a host run, each ``spacing_s`` after the one before."""

    def __init__(self, *, at_once: int = 2, spacing_s: float = 5.0) -> None:
        self._at_once, self._spacing_s = at_once, spacing_s
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(
        self,
        host: str,
        *,
        spacing_s: float = 0.0,
        admit: Callable[[], Awaitable[None]] | None = None,
    ) -> AsyncIterator[None]:
        """Wait for a turn at ``host``; hold it while the request runs.

        ``spacing_s`` is what the host itself asks for; the longer of both spacings holds. ``admit``
        is awaited last: requests are spaced by when they start, whatever that waited for.
        """
        gate = self._hosts.setdefault(host, _Host(asyncio.Semaphore(self._at_once)))
        async with gate.slots:
            loop = asyncio.get_running_loop()
            async with gate.starting:
                await asyncio.sleep(max(0.0, gate.next_start - loop.time()))
                if admit is not None:
                    await admit()
                apart_s = max(self._spacing_s, min(spacing_s, CRAWL_DELAY_MOST_S))
                gate.next_start = loop.time() + apart_s
            yield


def hold_keys(source: Source, url: str) -> tuple[str, ...]:
    """Return what a wish of the server at ``url`` for quiet holds for, as ``source`` wants it."""
    if source.retry_scope == "feed":
        return (f"feed {source.id}",)
    if source.retry_scope == "site":
        return (f"site {site_of(url)}",)
    return (f"host {endpoint(url)[0]}",)


class Holds:
    """Hosts that asked for quiet (Retry-After), and until when; nothing is asked of them meanwhile.

    Keys are what the wish holds for: a host, a site, or one feed.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._until: dict[str, datetime] = {}

    def hold(self, keys: Iterable[str], seconds: float) -> None:
        """Keep ``keys`` quiet for ``seconds`` from now; a longer wish made before stands."""
        now = self._clock()
        self._until = {key: until for key, until in self._until.items() if until > now}
        for key in keys:
            until = now + timedelta(seconds=min(seconds, HOLD_MOST_S))
            self._until[key] = max(until, self._until.get(key, now))

    def left_s(self, keys: Iterable[str]) -> float:
        """Return the seconds until none of ``keys`` is held, 0 where none is."""
        now = self._clock()
        return max(0.0, *((self._until.get(key, now) - now).total_seconds() for key in keys))
