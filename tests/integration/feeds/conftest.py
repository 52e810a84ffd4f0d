"""A poller in this process: real servers on one side, the real Kafka on the other."""

import asyncio
import os
import uuid
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest
from kafka.admin import KafkaAdminClient

from connectors.hosts import HostGates
from connectors.poll import Poller
from connectors.sinks.kafka import (
    ArticlePublisher,
    make_producer,
    read_health,
    read_records,
    read_states,
)  # fmt: skip
from connectors.sources.fetch import Caps, Fetcher
from schemas.article import RawArticle
from schemas.errors import TransientError
from schemas.feed import FeedHealth, FeedState
from schemas.topics import ARTICLES_RAW, TOPICS
from streams.cli.reachable import require_kafka
from streams.cli.topics import create_topics
from streams.settings import Settings
from tests.fakes.desk import Clock
from tests.fakes.web import Site, site
from tests.waiting import eventually


@dataclass
class Newsroom:
    """Topics of this test, a clock that is set, and pollers that publish into the topics."""

    settings: Settings
    publisher: ArticlePublisher
    fetcher: Fetcher
    clock: Clock = field(default_factory=Clock)

    async def poller(self, **surroundings: Any) -> Poller:
        """Return a poller as one that starts now: what it knows comes from Kafka."""
        states = await self.states()
        given = {"gates": HostGates(spacing_s=0), "clock": self.clock, **surroundings}
        return Poller(given.pop("fetcher", self.fetcher), self.publisher, states, **given)

    async def articles(self) -> list[RawArticle]:
        """Return what the topic holds, in the order of its partitions."""
        records = read_records(self.settings.kafka, ARTICLES_RAW, RawArticle, self.settings.named)
        return await asyncio.to_thread(list, records)

    async def states(self) -> dict[str, FeedState]:
        """Return the last state of every feed."""
        named = self.settings.named
        return await asyncio.to_thread(read_states, self.settings.kafka, named=named)

    async def health(self) -> dict[str, FeedHealth]:
        """Return the last health of every feed."""
        named = self.settings.named
        return await asyncio.to_thread(read_health, self.settings.kafka, named=named)


@pytest.fixture
async def newsroom() -> AsyncIterator[Newsroom]:
    """Return a newsroom; its topics are removed afterwards."""
    kafka = os.environ.get("MARSAD_KAFKA", Settings().kafka)
    settings = Settings(kafka=kafka, topic_prefix=f"check-{uuid.uuid4().hex[:8]}.")
    require_kafka(settings)
    await asyncio.to_thread(create_topics, settings)
    await asyncio.to_thread(eventually, lambda: _there(settings), 30, "the topics to be known")
    async with AsyncExitStack() as stack:
        publisher = ArticlePublisher(lambda: make_producer(kafka), named=settings.named)
        yield Newsroom(
            settings,
            await stack.enter_async_context(publisher),
            await stack.enter_async_context(Fetcher(Caps(total_s=10))),
        )
    await asyncio.to_thread(_remove, settings)


def _there(settings: Settings) -> bool:
    try:
        return not read_states(settings.kafka, named=settings.named)
    except TransientError:
        return False


def _remove(settings: Settings) -> None:
    admin = KafkaAdminClient(bootstrap_servers=settings.kafka)
    admin.delete_topics([settings.named(topic.name) for topic in TOPICS])
    admin.close()


@pytest.fixture
async def web() -> AsyncIterator[Site]:
    """Return a running server without pages."""
    async with site() as running:
        yield running
