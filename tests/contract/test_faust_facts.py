"""Details of Faust that ``streams/loop.py`` leans on: an upgrade that changes one fails here."""

import inspect
import random
from importlib.metadata import version

import faust
import faust.streams
from faust.streams import Stream
from faust.transport.consumer import Consumer
from faust.types.tuples import TP, Message, ack_lock

from tests.fakes.kafka import TOPIC, Log, Worker


def test_the_versions_are_those_that_were_read() -> None:
    """Another version is read again before it is taken (docs/decisions/0002)."""
    assert version("faust-streaming") == "0.15.3"
    assert version("aiokafka") == "0.14.0"


def test_a_message_can_be_marked_as_done_without_being_committed() -> None:
    """Releasing sets ``acked`` under the lock that every acknowledgement takes."""
    assert {"acked", "generation_id", "tracked"} <= set(Message.__slots__)
    assert "with ack_lock" in inspect.getsource(Message.ack)
    with ack_lock, ack_lock:
        pass  # reentrant


async def test_a_released_message_is_not_waited_for_and_not_committed() -> None:
    """What a rebalance does with it: nothing."""
    log = Log(partitions=1, length=3)
    worker = Worker(log, random.Random(1))
    async for event in worker.events():
        with ack_lock:
            event.message.acked = True
    await worker.rebalance(deadline_s=5)
    assert log.committed == {}


async def test_faust_commits_over_a_gap_which_is_why_acks_go_in_order() -> None:
    """faust-streaming #606: once mended, the loop may acknowledge in any order."""
    log = Log(partitions=1, length=30)
    worker = Worker(log, random.Random(1))
    worker.consumer._committed_offset[TP(TOPIC, 0)] = 12
    log.durable |= {(0, o) for o in range(12)}
    async for event in worker.events():
        if event.message.offset >= 13:
            event.ack()
    await worker.consumer.commit()
    assert log.violations, "the gap at 12 was respected: read the new version again"


def test_the_generation_of_a_message_can_be_compared() -> None:
    """Messages carry the generation that fetched them, the app that of now."""
    assert isinstance(faust.App("facts", broker="kafka://127.0.0.1:1").consumer_generation_id, int)
    assert "_waiting_for_ack" in inspect.getsource(Consumer.wait_empty) + inspect.getsource(
        Consumer._wait_for_ack
    )


def test_the_compiled_stream_is_used() -> None:
    """The pure-Python one acknowledges messages of an old generation, and commits them."""
    assert vars(faust.streams)["_CStreamIterator"] is not None
    assert "noack" in dir(Stream)
