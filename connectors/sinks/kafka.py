"""Articles and feed states into Kafka: nothing is reported done before the broker has it."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from types import TracebackType
from typing import Any, Self, TypeVar, cast

from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.errors import KafkaError

from connectors.sinks.window import Batch, Outgoing, Producer, Window
from schemas.article import RawArticle
from schemas.errors import InvalidMessage, TransientError
from schemas.feed import FeedHealth, FeedState
from schemas.fitting import RAW_MOST_BYTES, encode_cut
from schemas.topics import ARTICLES_RAW, FEEDS_HEALTH, FEEDS_STATE, Topic
from schemas.wire import MAX_VALUE_BYTES, decode, encode

WINDOW_RECORDS = 1000
WINDOW_BYTES = 16 << 20
CLOSE_S = 10.0
NEW_TOPIC_S = 5.0
"""A topic just created may not be known to every broker at once."""
Kind = TypeVar("Kind")
Told = TypeVar("Told", RawArticle, FeedState, FeedHealth)


def make_producer(bootstrap: str) -> Producer:
    """Return a producer of kafka-python that loses and doubles nothing within its session.

    Blocks up to 30 s; raises KafkaError without a broker.
    """
    producer = KafkaProducer(
        bootstrap_servers=bootstrap.split(","),
        client_id="marsad-connectors",
        acks="all",
        enable_idempotence=True,
        linger_ms=50,
        batch_size=256 << 10,
        compression_type="zstd",
        delivery_timeout_ms=120_000,
        request_timeout_ms=30_000,
        max_block_ms=10_000,
        # A batch is measured before it is compressed: one record of a full MiB and its frame.
        max_request_size=MAX_VALUE_BYTES + (64 << 10),
        allow_auto_create_topics=False,
    )
    return cast("Producer", producer)


class ArticlePublisher:
    """Publishes articles and feed states; use as an async context manager."""

    def __init__(
        self,
        producer: Callable[[], Producer],
        *,
        named: Callable[[str], str] = str,
        window_records: int = WINDOW_RECORDS,
        window_bytes: int = WINDOW_BYTES,
    ) -> None:
        self._named = named
        self.window = Window(producer, most_records=window_records, most_bytes=window_bytes)

    async def __aenter__(self) -> Self:
        self.window.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # After an error nobody waits for what is in flight: a later poll repeats it.
        await asyncio.to_thread(self.window.close, CLOSE_S if error is None else 1.0)

    async def publish(self, articles: Sequence[RawArticle]) -> None:
        """Return when the broker has every one of ``articles``; waits as long as that takes."""
        records = [
            (article.article_id, fit(article), (("ingest_mode", article.ingest_mode.encode()),))
            for article in articles
        ]
        await self._send(ARTICLES_RAW, records)

    async def remember(self, state: FeedState) -> None:
        """Return when the broker has ``state``; call it after ``publish`` of the same poll."""
        await self._send(FEEDS_STATE, [(state.feed_id, encode(_encodable(state)), ())])

    async def tell(self, health: FeedHealth) -> None:
        """Return when the broker has ``health``."""
        await self._send(FEEDS_HEALTH, [(health.feed_id, encode(_encodable(health)), ())])

    async def _send(
        self, topic: Topic, records: Sequence[tuple[str, bytes, tuple[tuple[str, bytes], ...]]]
    ) -> None:
        if not records:
            return
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        batch = Batch(len(records), lambda: _report(loop, done))
        for key, value, headers in records:
            self.window.put(Outgoing(self._named(topic.name), key.encode(), value, headers, batch))
        await done


def _report(loop: asyncio.AbstractEventLoop, done: "asyncio.Future[None]") -> None:
    """Tell the waiting poll; called from the producer's thread, maybe after the loop is gone."""

    def finish() -> None:
        if not done.done():
            done.set_result(None)

    if not loop.is_closed():
        loop.call_soon_threadsafe(finish)


def fit(article: RawArticle) -> bytes:
    """Return ``article`` as a record of ``articles.raw``, its text cut where it is too long.

    Raises TooLarge where it is too long without any text.
    """
    return encode_cut(_encodable(article), lambda cut: cut, most_bytes=RAW_MOST_BYTES)


def _encodable(record: Told) -> Told:
    """Return ``record`` with a question mark for every lone surrogate in its texts."""
    texts: dict[str, Any] = {
        field.name: value.encode("utf-8", "replace").decode("utf-8")
        for field in fields(record)
        if isinstance(value := getattr(record, field.name), str) and not value.isascii()
    }
    return replace(record, **texts)


def read_states(bootstrap: str, *, named: Callable[[str], str] = str) -> dict[str, FeedState]:
    """Return the last state of every feed, read from the compacted topic to its present end.

    Blocks. Raises TransientError where the broker does not answer or the topic is not there.
    Records that cannot be read are left out: their feed starts anew, with the same article ids.
    """
    return {
        state.feed_id: state for state in read_records(bootstrap, FEEDS_STATE, FeedState, named)
    }


def read_health(bootstrap: str, *, named: Callable[[str], str] = str) -> dict[str, FeedHealth]:
    """Return the last health of every feed; blocks and raises as ``read_states``."""
    records = read_records(bootstrap, FEEDS_HEALTH, FeedHealth, named)
    return {health.feed_id: health for health in records}


def read_records(
    bootstrap: str, topic: Topic, kind: type[Kind], named: Callable[[str], str]
) -> Iterator[Kind]:
    """Yield the readable records of ``topic`` up to its present end; for small topics.

    Blocks. Raises TransientError where the broker does not answer or the topic is not there.
    """
    try:
        consumer = KafkaConsumer(
            bootstrap_servers=bootstrap.split(","),
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            max_partition_fetch_bytes=topic.max_bytes,
            allow_auto_create_topics=False,
        )
    except KafkaError as error:
        raise TransientError(f"no Kafka at {bootstrap}: {error}") from error
    try:
        for value in _values(consumer, named(topic.name)):
            with suppress(InvalidMessage):
                yield decode(kind, value)
    except KafkaError as error:
        raise TransientError(f"{topic.name} cannot be read: {error}") from error
    finally:
        consumer.close()


def _values(consumer: Any, topic: str) -> Iterator[bytes]:
    numbers = consumer.partitions_for_topic(topic)
    until = time.monotonic() + NEW_TOPIC_S
    while not numbers and time.monotonic() < until:
        time.sleep(0.2)
        numbers = consumer.partitions_for_topic(topic)
    if not numbers:
        raise TransientError(f"no topic {topic} (marsad topics create makes it)")
    partitions = [TopicPartition(topic, number) for number in sorted(numbers)]
    consumer.assign(partitions)
    consumer.seek_to_beginning(*partitions)
    ends = consumer.end_offsets(partitions)
    while any(consumer.position(partition) < ends[partition] for partition in partitions):
        for records in consumer.poll(timeout_ms=1000).values():
            for record in records:
                yield record.value
