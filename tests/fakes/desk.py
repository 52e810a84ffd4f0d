"""What a poll is given in tests: a desk that takes articles, a clock that is set."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from connectors.hosts import HostGates
from connectors.poll import Poller
from connectors.sources.fetch import Fetcher
from connectors.sources.registry import Source
from connectors.sources.schedule import Pace
from schemas.article import RawArticle
from schemas.feed import FeedHealth, FeedState

NOW = datetime(2016, 10, 5, 12, tzinfo=UTC)


class Desk:
    """Takes articles and states; can be made to fail or wait."""

    def __init__(self) -> None:
        self.log: list[RawArticle | FeedState] = []
        self.health: list[FeedHealth] = []
        self.crash_before_state = False
        self.open = asyncio.Event()
        self.open.set()

    async def publish(self, articles: Sequence[RawArticle]) -> None:
        await self.open.wait()
        self.log.extend(articles)

    async def remember(self, state: FeedState) -> None:
        if self.crash_before_state:
            raise ConnectionError("killed")
        self.log.append(state)

    async def tell(self, health: FeedHealth) -> None:
        self.health.append(health)

    @property
    def articles(self) -> list[RawArticle]:
        return [entry for entry in self.log if isinstance(entry, RawArticle)]

    @property
    def states(self) -> dict[str, FeedState]:
        return {entry.feed_id: entry for entry in self.log if isinstance(entry, FeedState)}


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def source_of(url: str) -> Source:
    return Source(id="paper", name="الصحيفة", url=url, allow_private=True, country="EGY")


def poller_of(fetcher: Fetcher, desk: Desk, clock: Clock | None = None) -> Poller:
    return Poller(
        fetcher, desk, desk.states, gates=HostGates(spacing_s=0), clock=clock or Clock(),
        pace=Pace(first_s=0.01, least_s=0.01, most_s=0.02),
    )  # fmt: skip
