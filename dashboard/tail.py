"""Following the ends of several topics with one consumer."""

from collections.abc import Iterable
from typing import Any, Protocol

from aiokafka import AIOKafkaConsumer, TopicPartition

from dashboard.cursor import Place
from schemas.errors import TransientError
from schemas.topics import Topic
from streams.settings import Settings


class Taker(Protocol):
    """What takes the records."""

    ready: Any

    def begin(self, heads: dict[Place, int]) -> None:
        """Take the offset before the first that will come, for each partition."""

    def resume_at(self, place: Place) -> int | None:
        """Return the offset to go on from; None where nothing of it was taken."""

    def take(self, topic: str, record: Any) -> None:
        """Take one Kafka record."""


async def tail(settings: Settings, topics: Iterable[Topic], back: int, taker: Taker) -> None:
    """Give ``taker`` the last ``back`` records of each partition and all that come, for ever.

    Errors of Kafka come out; called again, it goes on where ``taker`` was.
    """
    parts = {
        TopicPartition(settings.named(t.name), p): (t.name, p)
        for t in topics
        for p in range(t.partitions)
    }
    consumer = AIOKafkaConsumer(
        bootstrap_servers=settings.kafka, enable_auto_commit=False,
        auto_offset_reset="earliest", max_partition_fetch_bytes=2 << 20, fetch_max_wait_ms=250,
    )  # fmt: skip
    try:
        await consumer.start()
        if missing := {p.topic for p in parts} - await consumer.topics():
            raise TransientError(
                f"there is no topic {', '.join(sorted(missing))} (marsad topics create makes it)"
            )
        await _follow(consumer, parts, back, taker)
    finally:
        await consumer.stop()


async def _follow(consumer: Any, parts: dict[Any, Place], back: int, taker: Taker) -> None:
    consumer.assign(list(parts))
    begins = await consumer.beginning_offsets(list(parts))
    ends = await consumer.end_offsets(list(parts))
    starts = {}
    for part, place in parts.items():
        at = taker.resume_at(place)
        starts[part] = max(begins[part], ends[part] - back) if at is None else at
        consumer.seek(part, starts[part])
    taker.begin({place: starts[part] - 1 for part, place in parts.items()})
    caught_up = False
    while True:
        batches = await consumer.getmany(timeout_ms=250, max_records=500)
        for part, records in batches.items():
            for record in records:
                taker.take(parts[part][0], record)
        if not caught_up:
            caught_up = all([await consumer.position(p) >= ends[p] for p in parts])
            if caught_up:
                taker.ready.set()
