"""Reading a topic from outside a consumer group: to its end, or to its end and on."""

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import Any, TypeVar

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from schemas.errors import InvalidMessage, TransientError
from schemas.topics import Topic
from schemas.wire import decode
from streams.settings import Settings

log = logging.getLogger(__name__)

Kind = TypeVar("Kind")


async def _open(settings: Settings, topic: Topic) -> tuple[Any, list[Any]]:
    """Return a started consumer of every partition of ``topic``, at its beginning.

    TransientError where there is no such topic: to assign it would wait for it for ever.
    """
    name = settings.named(topic.name)
    partitions = [TopicPartition(name, p) for p in range(topic.partitions)]
    consumer = AIOKafkaConsumer(
        bootstrap_servers=settings.kafka,
        enable_auto_commit=False,
        max_partition_fetch_bytes=topic.max_bytes,
        auto_offset_reset="earliest",
    )
    try:
        await consumer.start()
        if name not in await consumer.topics():
            raise TransientError(  # noqa: TRY301  # what is open is closed first, below
                f"there is no topic {name} (marsad topics create makes it)"
            )
        consumer.assign(partitions)
        await consumer.seek_to_beginning(*partitions)
    except BaseException:
        await consumer.stop()
        raise
    return consumer, partitions


async def read_to_end(
    settings: Settings, topic: Topic, since_ms: int | None = None, newest: int | None = None
) -> AsyncGenerator[Any, None]:
    """Yield the records of ``topic`` up to the end that it has now, from ``since_ms`` on.

    ``since_ms``: milliseconds since 1970; records before it are left out. ``newest``: at most so
    many of each partition are read, the last ones. TransientError where the broker does not answer.
    """
    try:
        consumer, partitions = await _open(settings, topic)
    except (KafkaError, OSError) as error:
        raise TransientError(f"{topic.name} cannot be read: {error}") from error
    try:
        if since_ms is not None:
            await _seek_to_moment(consumer, partitions, since_ms)
        ends = await consumer.end_offsets(partitions)
        if newest is not None:
            for partition, first in (await consumer.beginning_offsets(partitions)).items():
                consumer.seek(partition, max(first, ends[partition] - newest))
        while any([await consumer.position(p) < ends[p] for p in partitions]):
            batches = await consumer.getmany(timeout_ms=1000, max_records=500)
            for partition, records in batches.items():
                for record in records:
                    if record.offset < ends[partition]:
                        yield record
            await asyncio.sleep(0)
    except (KafkaError, OSError) as error:
        raise TransientError(f"{topic.name} cannot be read: {error}") from error
    finally:
        await consumer.stop()


async def _seek_to_moment(consumer: Any, partitions: list[Any], since_ms: int) -> None:
    starts = await consumer.offsets_for_times(dict.fromkeys(partitions, since_ms))
    for partition, start in starts.items():
        if start is not None:
            consumer.seek(partition, start.offset)
        else:
            await consumer.seek_to_end(partition)


async def read_up_to(settings: Settings, topic: Topic, group: str) -> int | None:
    """Return the end of ``topic``, of one partition, once ``group`` has acknowledged all of it.

    None as long as something waits. TransientError where the broker does not answer.
    """
    at = TopicPartition(settings.named(topic.name), 0)
    consumer = AIOKafkaConsumer(
        bootstrap_servers=settings.kafka, group_id=settings.named(group), enable_auto_commit=False
    )
    try:
        await consumer.start()
        consumer.assign([at])
        end = int((await consumer.end_offsets([at]))[at])
        begin = int((await consumer.beginning_offsets([at]))[at])
        acknowledged = await consumer.committed(at)
    except (KafkaError, OSError) as error:
        raise TransientError(f"{topic.name} cannot be read: {error}") from error
    finally:
        await consumer.stop()
    return end if max(begin, acknowledged or 0) >= end else None


async def read_newest(settings: Settings, topic: Topic, kind: type[Kind]) -> dict[str, Kind]:
    """Return the newest record of each key of a compacted ``topic``, less those removed.

    What is not of ``kind`` is passed over with a warning: one bad record hides no other.
    """
    found: dict[str, Kind] = {}
    async for record in read_to_end(settings, topic):
        key = record.key.decode()
        if record.value is None:
            found.pop(key, None)
        elif (taken := _taken(kind, topic, record)) is not None:
            found[key] = taken
    return found


async def follow(
    settings: Settings, topic: Topic, take: Callable[[Any], None], caught_up: asyncio.Event
) -> None:
    """Give every record of ``topic`` to ``take``, for ever; set ``caught_up`` at today's end.

    A broker that goes away is waited for; what was taken before is then taken again.
    """
    while True:
        try:
            await _follow_once(settings, topic, take, caught_up)
        except (KafkaError, OSError, TransientError) as error:
            log.warning("%s cannot be read, trying again: %s", topic.name, error)
            await asyncio.sleep(1)


async def _follow_once(
    settings: Settings, topic: Topic, take: Callable[[Any], None], caught_up: asyncio.Event
) -> None:
    consumer, partitions = await _open(settings, topic)
    try:
        ends = await consumer.end_offsets(partitions)
        while True:
            if not caught_up.is_set() and all(
                [await consumer.position(p) >= ends[p] for p in partitions]
            ):
                caught_up.set()
            batches = await consumer.getmany(timeout_ms=500)
            for records in batches.values():
                for record in records:
                    take(record)
    finally:
        await consumer.stop()


async def records_to_end(
    settings: Settings, topic: Topic, kind: type[Kind], since: dt.datetime | None = None
) -> AsyncIterator[Kind]:
    """Yield the records of ``topic`` as ``kind``, written from ``since`` on, to the end of now.

    What is not such a record is passed over: the stage that reads it in its group buries it.
    """
    since_ms = None if since is None else int(since.timestamp() * 1000)
    async for record in read_to_end(settings, topic, since_ms):
        if record.value is None:
            continue
        if (taken := _taken(kind, topic, record)) is not None:
            yield taken


def _taken(kind: type[Kind], topic: Topic, record: Any) -> Kind | None:
    try:
        return decode(kind, record.value)
    except InvalidMessage as error:
        log.warning("%s at offset %s is passed over: %s", topic.name, record.offset, error)
        return None
