"""Records on their way to the broker: a bounded window, every future checked, failures re-sent.

kafka-python never blocks on memory and drops a record whose delivery failed; this is what stands
between it and a broker that is down: at most so many records and bytes are in flight, the rest
waits here, and a failed record is sent again as it was. A producer that failed a delivery is given
up for a new one with all that it holds: once a batch of kafka-python 3.0 has expired, those behind
it may never be sent, with the broker long back.
"""

import itertools
import logging
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from streams import metrics

log = logging.getLogger(__name__)

CLOSE_S = 5.0
BACKOFF_FIRST_S = 0.1
BACKOFF_MOST_S = 5.0


class Producer(Protocol):
    """The part of kafka-python's producer that is used."""

    def send(
        self, topic: str, *, value: bytes, key: bytes, headers: list[tuple[str, bytes]]
    ) -> Any:
        """Return a future with ``add_callback`` and ``add_errback``."""

    def flush(self, timeout: float | None = None) -> Any:
        """Wait for what was sent."""

    def close(self, timeout: float | None = None) -> None:
        """Stop the producer's own thread."""


class Batch:
    """Counts the records of one call until all are acknowledged."""

    def __init__(self, size: int, done: Callable[[], None]) -> None:
        self._left, self._done, self._lock = size, done, threading.Lock()

    def acknowledge(self) -> None:
        """Count one record; the last one reports the batch as done."""
        with self._lock:
            self._left -= 1
            finished = self._left == 0
        if finished:
            self._done()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One record to send."""

    topic: str
    key: bytes
    value: bytes
    headers: tuple[tuple[str, bytes], ...]
    batch: Batch


class Window:
    """Sends records from a thread of its own; use ``start`` and ``close``."""

    def __init__(
        self, make_producer: Callable[[], Producer], *, most_records: int, most_bytes: int
    ) -> None:
        self._make_producer = make_producer
        self._most_records, self._most_bytes = most_records, most_bytes
        self._waiting: queue.SimpleQueue[Outgoing | None] = queue.SimpleQueue()
        self._room = threading.Condition()
        self._records = self._bytes = 0
        self._failures = 0
        self._outstanding: dict[int, Outgoing] = {}
        """What the present producer was given, oldest first; an earlier one's are not here."""
        self._numbers = itertools.count()
        self._failed_producer = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="kafka-window", daemon=True)
        self.sent = self.resent = self.acknowledged = 0

    def start(self) -> None:
        """Start the thread; the producer is made there, for that blocks."""
        self._thread.start()

    def put(self, record: Outgoing) -> None:
        """Hand over ``record``; its batch learns of the acknowledgement."""
        self._waiting.put(record)

    @property
    def in_flight(self) -> tuple[int, int]:
        """Records and bytes that the broker has not acknowledged."""
        return self._records, self._bytes

    def close(self, timeout_s: float) -> None:
        """Stop: what is not acknowledged within ``timeout_s`` is left to a later poll."""
        with self._room:
            self._room.wait_for(lambda: not self._records and self._waiting.empty(), timeout_s)
        self._stop.set()
        self._waiting.put(None)
        with self._room:
            self._room.notify_all()
        self._thread.join(timeout_s)

    def _run(self) -> None:
        producer = self._connect()
        while producer is not None:
            record = self._waiting.get()
            if record is None:
                break
            if self._wait_for_room(record):
                self._send(producer, record)
                continue
            if self._stop.is_set():
                break
            self._waiting.put(record)
            producer = self._replace(producer)
        if producer is not None:
            # close() waits for a flush and raises where the broker does not answer.
            with suppress(Exception):
                producer.close(timeout=CLOSE_S)

    def _connect(self) -> Producer | None:
        while not self._stop.is_set():
            try:
                producer = self._make_producer()
                self._failures = min(self._failures, 1)  # the broker is there: no long wait now
                return producer  # noqa: TRY300
            except Exception as error:  # noqa: BLE001  # whatever it is, only waiting helps
                self._failed(error)
                self._back_off()
        return None

    def _replace(self, failed: Producer) -> Producer | None:
        """Return a new producer; what ``failed`` still holds waits to be sent again."""
        with self._room:
            held, self._outstanding = list(self._outstanding.values()), {}
            self._failed_producer.clear()
        for record in held:
            self._waiting.put(record)
            self._release(record)
        _discard(failed)
        return self._connect()

    def _wait_for_room(self, record: Outgoing) -> bool:
        """Return True with room taken, False on a stop or where the producer must be replaced."""
        size = len(record.value)
        with self._room:
            self._room.wait_for(
                lambda: (
                    self._stop.is_set() or self._failed_producer.is_set() or self._has_room(size)
                )
            )
            if self._stop.is_set() or self._failed_producer.is_set():
                return False
            self._records += 1
            self._bytes += size
        return True

    def _has_room(self, size: int) -> bool:
        fits = self._bytes + size <= self._most_bytes or not self._records
        return self._records < self._most_records and fits

    def _send(self, producer: Producer, record: Outgoing) -> None:
        if self._failures:
            self._back_off()
        number = next(self._numbers)
        with self._room:
            self._outstanding[number] = record
        try:
            future = producer.send(
                record.topic, value=record.value, key=record.key, headers=list(record.headers)
            )
        except Exception as error:  # noqa: BLE001  # no metadata, closed net: only waiting helps
            self._again(number, error)
            return
        self.sent += 1
        future.add_callback(lambda _: self._acknowledged(number))
        future.add_errback(lambda error: self._undelivered(number, error))

    def _taken(self, number: int) -> Outgoing | None:
        """Return the record of that number, no longer outstanding; None if it was given up."""
        with self._room:
            return self._outstanding.pop(number, None)

    def _acknowledged(self, number: int) -> None:
        record = self._taken(number)
        if record is None:
            return  # sent again by another producer already: its acknowledgement counts
        if self._failures:
            log.warning("kafka is back: records are acknowledged again")
        self._failures = 0
        self.acknowledged += 1
        metrics.KAFKA_SENDS.labels("acknowledged").inc()
        record.batch.acknowledge()
        self._release(record)

    def _undelivered(self, number: int, error: BaseException) -> None:
        with self._room:
            if number in self._outstanding:
                self._failed_producer.set()
        self._again(number, error)

    def _again(self, number: int, error: BaseException) -> None:
        record = self._taken(number)
        if record is None:
            return
        self._failed(error)
        self.resent += 1
        metrics.KAFKA_SENDS.labels("sent again").inc()
        self._waiting.put(record)
        self._release(record)

    def _release(self, record: Outgoing) -> None:
        with self._room:
            self._records -= 1
            self._bytes -= len(record.value)
            self._room.notify_all()

    def _failed(self, error: BaseException) -> None:
        if self._failures == 0:
            log.error("kafka does not take records, waiting: %s: %s", type(error).__name__, error)
        self._failures += 1

    def _back_off(self) -> None:
        wait_s = min(BACKOFF_FIRST_S * 2 ** min(self._failures, 10), BACKOFF_MOST_S)
        self._stop.wait(wait_s)


def _discard(producer: Producer) -> None:
    """Stop ``producer`` without waiting for anything that it holds."""
    with suppress(Exception):
        producer.close(timeout=0)
    # close() of kafka-python raises where it cannot flush, and leaves its thread at work.
    sender = getattr(producer, "_sender", None)
    if sender is not None:
        sender.force_close()
