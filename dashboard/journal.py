"""The server's only way to change anything: records into Kafka, each with its audit entry."""

import asyncio
from collections.abc import Sequence
from typing import Any, Protocol

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from schemas.errors import TransientError
from schemas.topics import Topic
from schemas.wire import encode
from streams.settings import Settings

Headers = Sequence[tuple[str, bytes]]
TIMEOUT_MS = 10_000
"""A person waits for the answer: what the broker does not take by then is told as not done."""


class Journal(Protocol):
    """Writes records, in order."""

    async def write(self, topic: Topic, key: str, record: object | None) -> tuple[int, int]:
        """Return partition and offset once the record (None: its end) is on every replica.

        TransientError where Kafka does not take it, InvalidMessage where no topic would.
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
        name = self._settings.named(topic.name)
        try:
            producer = await self._opened()
            told = await producer.send_and_wait(name, value, key=key, headers=list(headers))
        except (KafkaError, OSError, TimeoutError) as error:
            raise TransientError(f"Kafka does not take {topic.name}: {error}") from error
        return int(told.partition), int(told.offset)

    async def close(self) -> None:
        """Let the broker go."""
        async with self._turn:
            producer, self._producer = self._producer, None
            if producer is not None:
                await producer.stop()

    async def _opened(self) -> Any:
        async with self._turn:
            if self._producer is None:
                producer = AIOKafkaProducer(
                    bootstrap_servers=self._settings.kafka,
                    acks="all",
                    enable_idempotence=True,
                    request_timeout_ms=TIMEOUT_MS,
                    max_request_size=3 << 20,
                )
                try:
                    await producer.start()
                except BaseException:
                    await producer.stop()
                    raise
                self._producer = producer
            return self._producer
