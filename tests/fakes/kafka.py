"""A Kafka log in memory under Faust's own Consumer: real acks, real commits, no broker."""

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import faust
from faust.events import Event
from faust.transport.consumer import Consumer
from faust.types.tuples import TP, ConsumerMessage

TOPIC = "input"


@dataclass
class Log:
    """Some partitions of messages, what was committed, and what took durable effect."""

    partitions: int
    length: int
    committed: dict[TP, int] = field(default_factory=dict)
    durable: set[tuple[int, int]] = field(default_factory=set)
    violations: list[str] = field(default_factory=list)

    def commit(self, tp: TP, offset: int) -> None:
        """Commit; note every message before ``offset`` that has had no durable effect."""
        lost = [o for o in range(offset) if (tp.partition, o) not in self.durable]
        if lost:
            self.violations.append(f"{tp.partition}: committed {offset}, without effect: {lost}")
        self.committed[tp] = max(offset, self.committed.get(tp, 0))

    @property
    def all(self) -> set[tuple[int, int]]:
        """Every (partition, offset) there is."""
        return {(p, o) for p in range(self.partitions) for o in range(self.length)}


class _Producer:
    async def flush(self) -> None:
        """Do nothing: Faust flushes before it commits."""


class MemoryConsumer(Consumer):
    """Faust's Consumer with the log above instead of a broker."""

    def __init__(self, app: faust.App, log: Log) -> None:
        async def ignore(*_: Any) -> None: ...

        super().__init__(app.transport, ignore, ignore, ignore)
        self._log_in_memory = log

    def assignment(self) -> set[TP]:
        return {TP(TOPIC, p) for p in range(self._log_in_memory.partitions)}

    async def _commit(self, offsets: Any) -> bool:
        for tp, offset in offsets.items():
            self._log_in_memory.commit(tp, offset)
        return True


MemoryConsumer.__abstractmethods__ = frozenset()  # the rest of a consumer is never called


class Worker:
    """An app whose consumer is in memory, and the events that it would stream."""

    def __init__(self, log: Log, chance: random.Random) -> None:
        self.app = faust.App("test", broker="kafka://127.0.0.1:1", web_enabled=False)
        self.log, self._chance = log, chance
        self.app.producer = _Producer()  # type: ignore[assignment]
        self.app.topics._acking_topics.add(TOPIC)  # type: ignore[attr-defined]
        self.consumer = MemoryConsumer(self.app, log)  # type: ignore[abstract]  # see below it
        self.app.consumer = self.consumer
        self._next: dict[TP, int] = {}
        self.begin(1)

    def begin(self, generation: int) -> None:
        """Start a generation: every partition from its committed offset, as after a rebalance."""
        self.app.consumer_generation_id = generation
        for p in range(self.log.partitions):
            tp = TP(TOPIC, p)
            for state in (self.consumer._acked, self.consumer._acked_index):
                state.pop(tp, None)
            self.consumer._committed_offset[tp] = self.log.committed.get(tp)
            self._next[tp] = self.log.committed.get(tp, 0)
        self.app.flow_control.resume()

    async def rebalance(self, deadline_s: float = 5.0) -> None:
        """Take every partition away and give it back; fails where the loop holds on to events."""
        self.app.flow_control.suspend()
        async with asyncio.timeout(deadline_s):
            await self.consumer.wait_empty()
        self.begin(self.app.consumer_generation_id + 1)

    async def events(self) -> AsyncIterator[Event]:
        """Yield events as ``stream.noack().events()`` does, to the end of the log."""
        while True:
            await asyncio.sleep(0 if self.app.flow_control.is_active() else 0.001)
            if not self.app.flow_control.is_active():
                continue
            left = [tp for tp, offset in self._next.items() if offset < self.log.length]
            if not left:
                return
            tp = self._chance.choice(left)
            event = self._event(tp, self._next[tp])
            self._next[tp] += 1
            yield event
            del event

    def _event(self, tp: TP, offset: int) -> Event:
        message = ConsumerMessage(
            tp.topic, tp.partition, offset, timestamp=0.0, timestamp_type=0, headers=[],
            key=b"k", value=b"v", checksum=None, tp=tp,
            generation_id=self.app.consumer_generation_id,
        )  # fmt: skip
        message.incref()
        message.tracked = True
        self.consumer.track_message(message)
        return Event(self.app, message.key, message.value, [], message)
