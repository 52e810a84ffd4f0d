"""Reading back what a listener missed and memory no longer has."""

import asyncio
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from dashboard.cursor import Place
from streams.settings import Settings

PATIENCE_S = 15.0


class Unreachable(Exception):  # noqa: N818  # what it is
    """It is too much, no longer kept, or Kafka does not answer."""


async def read_between(
    settings: Settings, gaps: dict[Place, tuple[int, int]], most: int
) -> list[tuple[str, Any]]:
    """Return (topic, Kafka record) for each offset in ``gaps`` (half open), as they were written.

    Unreachable where that would be over ``most`` offsets or the oldest of them are gone.
    """
    if sum(end - start for start, end in gaps.values()) > most:
        raise Unreachable(f"more than {most} records were missed")
    consumer = AIOKafkaConsumer(
        bootstrap_servers=settings.kafka, enable_auto_commit=False, auto_offset_reset="none",
        max_partition_fetch_bytes=2 << 20,
    )  # fmt: skip
    try:
        return await asyncio.wait_for(_read(consumer, settings, gaps), PATIENCE_S)
    except (KafkaError, OSError, TimeoutError) as error:
        raise Unreachable(f"what was missed cannot be read: {error}") from error
    finally:
        await consumer.stop()


async def _read(
    consumer: Any, settings: Settings, gaps: dict[Place, tuple[int, int]]
) -> list[tuple[str, Any]]:
    await consumer.start()
    wanted = {TopicPartition(settings.named(t), p): (t, ends) for (t, p), ends in gaps.items()}
    consumer.assign(list(wanted))
    begins = await consumer.beginning_offsets(list(wanted))
    for part, (topic, (start, _)) in wanted.items():
        # A topic that never had what the listener missed loses nothing by beginning later.
        if begins[part] > start > 0:
            raise Unreachable(f"{topic} is kept from offset {begins[part]} on, {start} was missed")
        consumer.seek(part, max(start, begins[part]))
    found: list[tuple[str, Any]] = []
    left = set(wanted)
    while left:
        for part, records in (await consumer.getmany(*left, timeout_ms=500)).items():
            topic, (_, end) = wanted[part]
            found += [(topic, record) for record in records if record.offset < end]
        left = {p for p in left if await consumer.position(p) < wanted[p][1][1]}
    return sorted(found, key=lambda r: (r[1].timestamp, r[0], r[1].partition, r[1].offset))
