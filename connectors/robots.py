"""robots.txt, asked before pages are fetched (feeds are published to be polled)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from protego import Protego

from connectors.sources.decode import decode
from connectors.sources.fetch import Fetcher
from connectors.sources.fetched import Fetched

KEEP_FOR = timedelta(hours=24)
"""As RFC 9309, 2.4 allows at most."""
RETRY_FOR = timedelta(minutes=10)
MAX_BYTES = 512_000
"""RFC 9309, 2.5: at least 500 KiB are read; the rest is not."""
ORIGINS_MOST = 10_000


@dataclass(frozen=True, slots=True)
class _Rules:
    rules: Protego | None
    """None: nothing may be fetched."""
    until: datetime


class Robots:
    """What robots.txt of each origin allows, remembered for a day."""

    def __init__(self, fetcher: Fetcher, agent: str, clock: Callable[[], datetime]) -> None:
        self._fetcher, self._agent, self._clock = fetcher, agent, clock
        self._origins: dict[str, _Rules] = {}

    async def allow(self, url: str, *, allow_private: bool = False) -> bool:
        """Tell whether ``url`` may be fetched."""
        rules = await self._rules(url, allow_private=allow_private)
        return rules is not None and bool(rules.can_fetch(url, self._agent))

    async def delay_s(self, url: str, *, allow_private: bool = False) -> float:
        """Return the seconds between requests that the site asks for, 0 where it does not."""
        rules = await self._rules(url, allow_private=allow_private)
        return float(rules.crawl_delay(self._agent) or 0.0) if rules is not None else 0.0

    async def _rules(self, url: str, *, allow_private: bool) -> Protego | None:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        known = self._origins.get(origin)
        if known is None or known.until <= self._clock():
            fetched = await self._fetcher.fetch(f"{origin}/robots.txt", allow_private=allow_private)
            known = self._read(fetched)
            if len(self._origins) >= ORIGINS_MOST:
                self._origins.clear()
            self._origins[origin] = known
        return known.rules

    def _read(self, fetched: Fetched) -> _Rules:
        now = self._clock()
        if fetched.outcome == "ok":
            text = decode(fetched.body[:MAX_BYTES], fetched.content_type).text
            return _Rules(Protego.parse(text), now + KEEP_FOR)
        if fetched.status is not None and 400 <= fetched.status < 500 and fetched.status != 429:
            return _Rules(Protego.parse(""), now + KEEP_FOR)  # RFC 9309, 2.3.1.3: no rules
        return _Rules(None, now + RETRY_FOR)  # 2.3.1.4: unreachable means closed
