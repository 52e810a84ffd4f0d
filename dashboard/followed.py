"""A topic in memory: the newest record of every key, followed for ever."""

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

Kept = TypeVar("Kept")
PATIENCE_S = 5.0
"""How long a change of ours may take to come back from the broker."""


class Followed(Generic[Kept]):
    """What ``keep`` makes of the records of a topic, by key; ``ready`` once what there was is read.

    ``keep`` takes a record and what was kept of its key. At most ``most`` keys stay, those changed
    last.
    """

    def __init__(
        self, topic: Topic, keep: Callable[[Any, Kept | None], Kept], most: int | None = None
    ) -> None:
        assert topic.record is not None
        self.topic = topic
        self.ready = asyncio.Event()
        self.records: dict[str, Kept] = {}
        self._kind: type = topic.record
        self._keep, self._most = keep, most
        self._at: dict[int, int] = {}
        self._moved = asyncio.Condition()
        self._woken = asyncio.Event()
        self._listeners: list[Callable[[str, Kept], None]] = []

    def on_change(self, listener: Callable[[str, Kept], None]) -> None:
        """Call ``listener`` with the key and what is kept of it after every record."""
        self._listeners.append(listener)

    async def run(self, settings: Settings) -> None:
        """Follow the topic until cancelled; a broker that goes away is waited for."""
        telling = asyncio.create_task(self._tell())
        try:
            await follow(settings, self.topic, self.take, self.ready)
        finally:
            telling.cancel()

    def take(self, record: Any) -> None:
        """Take one Kafka record; one met again after a lost connection changes nothing.

        A value that cannot be read leaves its key as it was: a newer program may have written it.
        """
        if record.offset <= self._at.get(record.partition, -1):
            return
        self._at[record.partition] = record.offset
        self._woken.set()
        key = (record.key or b"").decode("utf-8", "replace")
        if record.value is None:
            self.records.pop(key, None)
            return
        try:
            found: Any = decode(self._kind, record.value)
        except InvalidMessage as error:
            log.error("%s %s is left as it was: %s", self.topic.name, key, error)  # noqa: TRY400
            return
        kept = self._keep(found, self.records.pop(key, None))
        self.records[key] = kept
        if self._most is not None and len(self.records) > self._most:
            del self.records[next(iter(self.records))]
        for listener in self._listeners:
            listener(key, kept)

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

    async def _tell(self) -> None:
        """Wake those who wait in ``reached``; apart, because ``follow`` awaits nothing of ours."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            async with self._moved:
                self._moved.notify_all()


def newest(record: Kept, _: Kept | None) -> Kept:
    """Keep the newest record of a key as it is."""
    return record
