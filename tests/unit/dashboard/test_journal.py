"""Writes of the desk while Kafka is away: answered in time, and never carried out later."""

import asyncio
import time
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaConnectionError

from dashboard import journal as journals
from dashboard.journal import KafkaJournal
from schemas.errors import InvalidMessage, TransientError
from schemas.topics import PEOPLE
from streams.settings import Settings

TIMEOUT_MS = 300


class Network:
    """What producers reach: every request fails as when nothing listens."""

    def __init__(self) -> None:
        self.producers: list[AIOKafkaProducer] = []
        self.requests = 0

    def producer(self, **options: Any) -> AIOKafkaProducer:
        """Return a producer that was opened while the broker was there."""
        made = Opened(self, **options)
        self.producers.append(made)
        return made

    async def request(self, *_: Any, **__: Any) -> None:
        self.requests += 1
        raise KafkaConnectionError("connection refused")


class Opened(AIOKafkaProducer):  # type: ignore[misc]  # aiokafka has no types
    """A producer that knows its topics and its own id."""

    def __init__(self, network: Network, **options: Any) -> None:
        super().__init__(**options)
        self._network = network

    async def start(self) -> None:
        async def partitions(*_: Any, **__: Any) -> set[int]:
            return {0}

        async def soon() -> None:
            await asyncio.sleep(0.01)

        client, cluster = self.client, self.client.cluster
        client.send, client._wait_on_metadata = self._network.request, partitions
        client.force_metadata_update = lambda: asyncio.ensure_future(soon())
        cluster.available_partitions_for_topic = cluster.partitions_for_topic = lambda _: {0}
        cluster.leader_for_partition = lambda _: 1
        self._txn_manager.set_pid_and_epoch(7, 0)
        await self._sender.start()


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    made = Network()
    monkeypatch.setattr(journals, "AIOKafkaProducer", made.producer)
    monkeypatch.setattr(journals, "TIMEOUT_MS", TIMEOUT_MS)
    return made


async def test_a_broker_that_goes_away_is_told_in_time(network: Network) -> None:
    journal, begun = KafkaJournal(Settings()), time.monotonic()
    writes = [journal.write(PEOPLE, name, None) for name in ("rana", "salma")]
    async with asyncio.timeout(10):
        told = await asyncio.gather(*writes, return_exceptions=True)
    assert [type(error) for error in told] == [TransientError, TransientError]
    assert "Kafka does not take people" in str(told[0])
    assert time.monotonic() - begun < 5
    assert len(network.producers) == 1


async def test_what_was_told_as_not_done_is_not_done_later(network: Network) -> None:
    """The producer that has it queued ends with it; the next write has another."""
    journal = KafkaJournal(Settings())
    for number in (1, 2):
        with pytest.raises(TransientError, match="people: no answer within 0"):
            await journal.write(PEOPLE, "rana", None)
        assert len(network.producers) == number
        assert network.producers[-1]._sender.sender_task.done()
    assert network.requests
    before = network.requests
    for _ in range(100):
        await asyncio.sleep(0)
    assert network.requests == before
    assert asyncio.all_tasks() == {asyncio.current_task()}, "nothing is left to send it"


async def test_a_broker_that_never_answers_when_asked_first_is_told_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It accepts the connection and says nothing, as one that stands still."""
    monkeypatch.setattr(journals, "TIMEOUT_MS", TIMEOUT_MS)
    taken: list[asyncio.StreamWriter] = []

    async def silent(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken.append(writer)

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        journal = KafkaJournal(Settings(kafka=f"127.0.0.1:{port}"))
        async with asyncio.timeout(5):
            with pytest.raises(TransientError, match="people"):
                await journal.write(PEOPLE, "rana", None)
        await journal.close()
        assert taken
        for writer in taken:
            writer.close()
        await asyncio.gather(*(writer.wait_closed() for writer in taken), return_exceptions=True)


async def test_a_record_too_large_is_nobodys_absence(network: Network) -> None:
    """No topic would take it; the producer goes on."""
    journal = KafkaJournal(Settings())
    with pytest.raises(InvalidMessage, match="people: the record is too large"):
        await journal.write_bytes(PEOPLE, b"rana", b"x" * (4 << 20), ())
    assert not network.producers[0]._sender.sender_task.done()
    await journal.close()
