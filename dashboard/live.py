"""The live stream: topics in, one bounded queue a listener out, replay without gap or repeat."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.cursor import Cursor, Place
from dashboard.replay import Unreachable, read_between
from dashboard.tail import tail
from schemas.errors import InvalidMessage
from schemas.topics import ALERTS, DESK_ACTIONS, STORIES, Topic
from schemas.wire import decode
from streams.settings import Settings

log = logging.getLogger(__name__)

LIVE: tuple[Topic, ...] = (STORIES, ALERTS, DESK_ACTIONS)
KEPT = 2_000
"""Records a partition kept in memory: most lost connections are made good from there."""
QUEUE = 500
"""Records that may wait for one listener; one who is slower is cut off, and comes back."""
HEARTBEAT_S = 10.0


@dataclass(frozen=True, slots=True)
class Heard:
    """One record of a live topic."""

    topic: str
    partition: int
    offset: int
    at_ms: int
    record: Any
    """Decoded; None where it could not be read or its key was forgotten."""
    told: list[Any] = field(default_factory=list, compare=False)
    """What listeners are told of it, once the first of them is: they share it."""

    @property
    def place(self) -> Place:
        """Topic and partition."""
        return self.topic, self.partition


class Reset(Exception):  # noqa: N818  # a signal to whoever listens
    """What lies between the listener and now is too much, or no longer kept: load anew."""


class Lagging(Exception):  # noqa: N818  # a signal to whoever listens
    """The listener took too long; what it missed is given when it comes back."""


class Hub:
    """One reader of the live topics for any number of listeners."""

    def __init__(self, settings: Settings, topics: Sequence[Topic] = LIVE) -> None:
        self._settings = settings
        self.topics = {topic.name: topic for topic in topics}
        self._kept: dict[Place, deque[Heard]] = {}
        self._heads: dict[Place, int] = {}
        self._queues: set[asyncio.Queue[Heard | None]] = set()
        self.ready = asyncio.Event()

    @property
    def listeners(self) -> int:
        """How many listen now."""
        return len(self._queues)

    @property
    def cursor(self) -> Cursor:
        """The place of whoever has heard everything."""
        return Cursor(dict(self._heads))

    def recent(self, topic: str) -> list[Heard]:
        """Return the records of ``topic`` in memory, at most ``KEPT`` a partition, as written."""
        kept = (heard for place, some in self._kept.items() if place[0] == topic for heard in some)
        return sorted(kept, key=lambda h: (h.at_ms, h.partition, h.offset))

    async def run(self) -> None:
        """Read the live topics for ever, from shortly before now."""
        while True:
            try:
                await tail(self._settings, self.topics.values(), KEPT, self)
            except Exception:
                log.exception("the live topics are read anew")
                await asyncio.sleep(1)

    def begin(self, heads: dict[Place, int]) -> None:
        """Take where each partition is read from: ``heads`` are the offsets before that."""
        for place, head in heads.items():
            self._heads.setdefault(place, head)

    def resume_at(self, place: Place) -> int | None:
        """Return the offset from which a lost reader goes on; None where it never read."""
        return self._heads[place] + 1 if place in self._heads else None

    def take(self, topic: str, record: Any) -> None:
        """Take one Kafka record and hand it to every listener."""
        kind = self.topics[topic].record
        heard = Heard(topic, record.partition, record.offset, record.timestamp,
                      _decoded(kind, record.value))  # fmt: skip
        if heard.offset <= self._heads.get(heard.place, -1):
            return
        self._heads[heard.place] = heard.offset
        self._kept.setdefault(heard.place, deque(maxlen=KEPT)).append(heard)
        for queue in tuple(self._queues):
            self._hand(queue, heard)

    async def listen(self, since: Cursor | None) -> AsyncIterator[Heard | None]:
        """Yield what came after ``since`` (None: after now), then what comes, each once, in order.

        None is a heartbeat, at least every 10 s. Raises Reset where ``since`` is too long ago, and
        Lagging where the listener is too slow.
        """
        await self.ready.wait()
        queue: asyncio.Queue[Heard | None] = asyncio.Queue(QUEUE)
        place = self._within(since) if since else self.cursor
        missed, gaps = self._missed(place), self._gaps(place)
        self._queues.add(queue)
        try:
            for heard in [*await self._older(gaps), *missed]:
                yield heard
                await asyncio.sleep(0)  # many who come back at once leave room for those who stayed
            while True:
                yield await self._next(queue)
        finally:
            self._queues.discard(queue)

    async def _next(self, queue: "asyncio.Queue[Heard | None]") -> Heard | None:
        if not queue.empty():
            return queue.get_nowait()
        if queue not in self._queues:
            raise Lagging
        try:
            async with asyncio.timeout(HEARTBEAT_S):  # wait_for would make a task for each record
                return await queue.get()
        except TimeoutError:
            return None

    def _hand(self, queue: "asyncio.Queue[Heard | None]", heard: Heard) -> None:
        try:
            queue.put_nowait(heard)
        except asyncio.QueueFull:
            self._queues.discard(queue)  # it hears what is in there and then that it lags

    def _within(self, since: Cursor) -> Cursor:
        """Return ``since`` for the partitions that there are: a browser may send anything."""
        heads = self._heads.items()
        return Cursor({place: min(since.offsets.get(place, head), head) for place, head in heads})

    def _missed(self, since: Cursor) -> list[Heard]:
        """Return what is in memory after ``since``, as it was written."""
        found = [
            heard
            for place, kept in self._kept.items()
            for heard in kept
            if heard.offset > since.offsets.get(place, -1)
        ]
        return sorted(found, key=lambda h: (h.at_ms, h.topic, h.partition, h.offset))

    def _gaps(self, since: Cursor) -> dict[Place, tuple[int, int]]:
        """Return for each partition the offsets (half open) after ``since`` not in memory."""
        gaps = {}
        for place, head in self._heads.items():
            kept = self._kept.get(place)
            first = kept[0].offset if kept else head + 1
            after = since.offsets.get(place, -1) + 1
            if after < first:
                gaps[place] = (after, first)
        return gaps

    async def _older(self, gaps: dict[Place, tuple[int, int]]) -> list[Heard]:
        if not gaps:
            return []
        try:
            records = await read_between(self._settings, gaps, len(gaps) * KEPT)
        except Unreachable as error:
            raise Reset(str(error)) from error
        return [
            Heard(topic, r.partition, r.offset, r.timestamp,
                  _decoded(self.topics[topic].record, r.value))
            for topic, r in records
        ]  # fmt: skip


def _decoded(kind: type | None, value: bytes | None) -> Any:
    """Return the record, None where there is none that can be read: a stage buries it."""
    assert kind is not None
    if value is None:
        return None
    try:
        return decode(kind, value)
    except InvalidMessage:
        return None
