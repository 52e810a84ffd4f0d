"""A compacted topic in memory: the newest record of every key, followed for ever."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from schemas.errors import InvalidMessage, TransientError
from schemas.topics import Topic
from schemas.wire import decode
from streams.settings import Settings
from streams.topic_reader import follow

log = logging.getLogger(__name__)

Kind = TypeVar("Kind")
PATIENCE_S = 5.0
"""How long a change of ours may take to come back from the broker."""


class Followed(Generic[Kind]):
    """Records of one compacted topic by key; ``ready`` is set once what there was is read."""

    def __init__(self, topic: Topic, kind: type[Kind]) -> None:
        self.topic = topic
        self.ready = asyncio.Event()
        self.records: dict[str, Kind] = {}
        self._kind = kind
        self._at: dict[int, int] = {}
        self._moved = asyncio.Condition()
        self._listeners: list[Callable[[str, Kind | None], None]] = []

    def on_change(self, listener: Callable[[str, Kind | None], None]) -> None:
        """Call ``listener`` with key and record (None where it is gone) after every change."""
        self._listeners.append(listener)

    async def run(self, settings: Settings) -> None:
        """Follow the topic until cancelled; a broker that goes away is waited for."""
        queue: asyncio.Queue[Any] = asyncio.Queue()
        telling = asyncio.create_task(self._tell(queue))
        try:
            await follow(settings, self.topic, lambda r: self._hear(r, queue), self.ready)
        finally:
            telling.cancel()

    def take(self, record: Any) -> None:
        """Take one Kafka record; one met again after a lost connection changes nothing.

        A value that cannot be read leaves its key as it was: a newer program may have written it.
        """
        if record.offset <= self._at.get(record.partition, -1):
            return
        self._at[record.partition] = record.offset
        key = (record.key or b"").decode("utf-8", "replace")
        try:
            value = None if record.value is None else decode(self._kind, record.value)
        except InvalidMessage as error:
            log.error("%s %s is left as it was: %s", self.topic.name, key, error)  # noqa: TRY400
            return
        if value is None:
            self.records.pop(key, None)
        else:
            self.records[key] = value
        for listener in self._listeners:
            listener(key, value)

    async def reached(self, partition: int, offset: int) -> None:
        """Return once the record at ``offset`` is taken: whoever wrote it then reads it here.

        TransientError where that takes over ``PATIENCE_S``; the record is durable all the same.
        """
        async with self._moved:
            try:
                await asyncio.wait_for(
                    self._moved.wait_for(lambda: self._at.get(partition, -1) >= offset), PATIENCE_S
                )
            except TimeoutError as error:
                raise TransientError(
                    f"{self.topic.name}: written, but not read back within {PATIENCE_S:.0f} s"
                ) from error

    def _hear(self, record: Any, queue: "asyncio.Queue[Any]") -> None:
        self.take(record)
        queue.put_nowait(None)

    async def _tell(self, queue: "asyncio.Queue[Any]") -> None:
        """Wake those who wait in ``reached``; apart, because ``follow`` calls no coroutines."""
        while True:
            await queue.get()
            while not queue.empty():
                queue.get_nowait()
            async with self._moved:
                self._moved.notify_all()
