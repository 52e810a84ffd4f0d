"""The server's only way to change anything: records into Kafka, each with its audit entry."""

import asyncio
from collections.abc import Sequence
from typing import Any, Protocol

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, MessageSizeTooLargeError

from schemas.errors import InvalidMessage, TransientError
from schemas.topics import Topic
from schemas.wire import encode
from streams.settings import Settings

Headers = Sequence[tuple[str, bytes]]
TIMEOUT_MS = 10_000
"""A person waits for the answer: what the broker does not take by then is told as not done."""
DROP_S = 1.0
"""How long what is under way may take to notice that its connection is closed."""


class Journal(Protocol):
    """Writes records, in order."""

    async def write(self, topic: Topic, key: str, record: object | None) -> tuple[int, int]:
        """Return partition and offset once the record (None: its end) is on every replica.

        TransientError where Kafka does not say within ``TIMEOUT_MS`` that it took it: what was not
        on its way by then never will be. InvalidMessage where no topic would take it.
        """

    async def write_bytes(
        self, topic: Topic, key: bytes | None, value: bytes | None, headers: Headers
    ) -> tuple[int, int]:
        """Do the same with bytes as they are."""

    async def close(self) -> None:
        """Let the broker go."""


class KafkaJournal:
    """Opened at the first write, and opened anew after a fault."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._producer: Any = None
        self._turn = asyncio.Lock()

    async def write(self, topic: Topic, key: str, record: object | None) -> tuple[int, int]:
        """Write one record; see ``Journal``."""
        value = None if record is None else encode(record)
        return await self.write_bytes(topic, key.encode(), value, ())

    async def write_bytes(
        self, topic: Topic, key: bytes | None, value: bytes | None, headers: Headers
    ) -> tuple[int, int]:
        """Write bytes as they are; see ``Journal``."""
        name, producer = self._settings.named(topic.name), None
        try:
            # An idempotent producer gives up nothing by itself, however long the broker is away.
            async with asyncio.timeout(TIMEOUT_MS / 1000):
                producer = await self._opened()
                told = await producer.send_and_wait(name, value, key=key, headers=list(headers))
        except MessageSizeTooLargeError as error:
            raise InvalidMessage(f"{topic.name}: the record is too large: {error}") from error
        except TimeoutError as error:
            await self._drop(producer)
            said = f"no answer within {TIMEOUT_MS / 1000:g} s"
            raise TransientError(f"Kafka does not take {topic.name}: {said}") from error
        except (KafkaError, OSError) as error:
            await self._drop(producer)
            raise TransientError(f"Kafka does not take {topic.name}: {error}") from error
        return int(told.partition), int(told.offset)

    async def close(self) -> None:
        """Let the broker go."""
        async with self._turn:
            producer, self._producer = self._producer, None
        if producer is None:
            return
        try:
            async with asyncio.timeout(TIMEOUT_MS / 1000):
                await producer.stop()
        except TimeoutError:
            await _dropped(producer)

    async def _drop(self, producer: Any) -> None:
        """Let the next write open another; what ``producer`` has not sent is not sent later."""
        if producer is not None and self._producer is producer:
            self._producer = None
            await _dropped(producer)

    async def _opened(self) -> Any:
        async with self._turn:
            if self._producer is None:
                producer = AIOKafkaProducer(
                    bootstrap_servers=self._settings.kafka,
                    acks="all",
                    enable_idempotence=True,
                    request_timeout_ms=TIMEOUT_MS // 2,  # what is cancelled leaves connections open
                    max_request_size=3 << 20,
                )
                try:
                    await producer.start()
                except BaseException:
                    await producer.stop()
                    raise
                self._producer = producer
            return self._producer


async def _dropped(producer: Any) -> None:
    """Close ``producer`` with all that it has not sent, which ``stop`` alone would wait to send."""
    task = producer._sender.sender_task  # noqa: SLF001  # there is no public way to forget a batch
    if task is not None:
        task.cancel()  # first: it would send again over a new connection
    await producer.client.close()
    if task is not None:
        await asyncio.wait({task}, timeout=DROP_S)
    producer._closed = True  # noqa: SLF001  # as ``stop`` says it; other writes end with their time
