"""A producer whose broker can be stopped, slowed and made to fail."""

import threading
from collections.abc import Callable
from typing import Any

from kafka.errors import KafkaTimeoutError


class FakeFuture:
    """A delivery that is decided later."""

    def __init__(self) -> None:
        self.callbacks: list[Callable[[Any], Any]] = []
        self.errbacks: list[Callable[[BaseException], Any]] = []

    def add_callback(self, callback: Callable[[Any], Any]) -> None:
        self.callbacks.append(callback)

    def add_errback(self, errback: Callable[[BaseException], Any]) -> None:
        self.errbacks.append(errback)


class FakeProducer:
    """Keeps what was sent; acknowledges at once unless ``held``; fails the first ``fail`` sends."""

    def __init__(self, *, held: bool = False, fail: int = 0, refuse: int = 0) -> None:
        self.held, self.fail, self.refuse = held, fail, refuse
        self.taken: list[tuple[str, bytes, bytes]] = []
        self.waiting: list[tuple[FakeFuture, tuple[str, bytes, bytes]]] = []
        self.closed = False
        self.changed = threading.Condition()

    def send(
        self, topic: str, *, value: bytes, key: bytes, headers: list[tuple[str, bytes]]
    ) -> "_Sent":
        del headers
        if self.refuse:
            self.refuse -= 1
            raise KafkaTimeoutError("no metadata")
        with self.changed:
            sent = _Sent(self, (topic, key, value))
            self.changed.notify_all()
        return sent

    def decide(self, sent: "_Sent") -> None:
        """Acknowledge or fail ``sent``, once both kinds of callbacks are known."""
        with self.changed:
            if self.held:
                self.waiting.append((sent.future, sent.record))
                self.changed.notify_all()
                return
        self._settle(sent.future, sent.record)

    def _settle(self, future: FakeFuture, record: tuple[str, bytes, bytes]) -> None:
        if self.fail:
            self.fail -= 1
            for errback in future.errbacks:
                errback(KafkaTimeoutError("delivery timed out"))
            return
        self.taken.append(record)
        for callback in future.callbacks:
            callback(None)

    def release(self) -> None:
        """Let the broker take what waits, and whatever comes."""
        with self.changed:
            self.held = False
            waiting, self.waiting = self.waiting, []
        for future, record in waiting:
            self._settle(future, record)

    def flush(self, timeout: float | None = None) -> None:
        del timeout

    def close(self, timeout: float | None = None) -> None:
        del timeout
        self.closed = True

    def keys(self, topic: str) -> list[str]:
        return [key.decode() for name, key, _ in self.taken if name == topic]


class _Sent:
    def __init__(self, producer: FakeProducer, record: tuple[str, bytes, bytes]) -> None:
        self.future, self.record, self._producer = FakeFuture(), record, producer

    def add_callback(self, callback: Callable[[Any], Any]) -> None:
        self.future.add_callback(callback)

    def add_errback(self, errback: Callable[[BaseException], Any]) -> None:
        self.future.add_errback(errback)
        self._producer.decide(self)
