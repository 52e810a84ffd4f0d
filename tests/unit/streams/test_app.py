"""Outputs into Kafka: which failures may pass, which never will, and in which order they go."""

import asyncio
from typing import Any

import pytest
from aiokafka.errors import KafkaTimeoutError, MessageSizeTooLargeError, NotEnoughReplicasError
from faust.exceptions import ProducerSendError

from schemas.errors import InvalidMessage, TransientError
from streams.app import kafka_emit
from streams.loop import Output


class Producer:
    """Fails as Faust's producer does: at once, wrapped, or later, as the broker said it."""

    def __init__(self, *, at_once: Exception | None = None, later: Exception | None = None) -> None:
        self._at_once, self._later = at_once, later

    async def send(self, *_: Any, **__: Any) -> Any:
        """Return the delivery to wait for."""
        if self._at_once is not None:
            raise ProducerSendError(f"Error while sending: {self._at_once!r}") from self._at_once
        return self._deliver()

    async def _deliver(self) -> None:
        if self._later is not None:
            raise self._later


class App:
    """As much of an app as an emit needs."""

    def __init__(self, producer: "Producer | FullBatch") -> None:
        self.producer = producer


def emit(**failures: Exception) -> Any:
    """Return an emit whose producer fails in that way."""
    app: Any = App(Producer(**failures))
    return kafka_emit(app)


@pytest.mark.parametrize("when", ["at_once", "later"])
@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (KafkaTimeoutError(), TransientError),
        (NotEnoughReplicasError(), TransientError),
        (MessageSizeTooLargeError(), InvalidMessage),
    ],
)
async def test_a_broker_that_is_away_is_waited_for_and_a_size_is_not(
    when: str, failure: Exception, kind: type[Exception]
) -> None:
    """Whether the failure comes before the broker was asked or from it makes no difference."""
    with pytest.raises(kind, match=f"stories: .*{type(failure).__name__}|too large"):
        await emit(**{when: failure})(Output("stories", b"k", b"v"))


async def test_an_emit_ends_when_the_delivery_is_made() -> None:
    """Nothing is raised for what is durable."""
    await emit()(Output("stories", b"k", b"v"))


class FullBatch:
    """A producer whose batch is full for the first record, as aiokafka's may be for any."""

    def __init__(self) -> None:
        self.room = asyncio.Event()
        self.taken: list[bytes] = []

    async def send(self, topic: str, key: bytes, value: bytes, **_: Any) -> Any:
        """Take the record; a large one has to wait for room, a small one has it."""
        if len(value) > 1:
            await self.room.wait()
        self.taken.append(value)
        return asyncio.sleep(0)


async def test_records_of_a_topic_are_taken_in_the_order_in_which_they_were_given() -> None:
    """The second version of a story never goes before the first; other topics do not wait."""
    producer = FullBatch()
    app: Any = App(producer)
    into = kafka_emit(app)
    writes = [
        asyncio.ensure_future(into(Output(topic, b"k", value)))
        for topic, value in (("stories", b"first"), ("stories", b"2"), ("events", b"e"))
    ]
    await asyncio.wait_for(writes[2], 5)
    assert producer.taken == [b"e"]
    producer.room.set()
    await asyncio.gather(*writes)
    assert producer.taken == [b"e", b"first", b"2"]
