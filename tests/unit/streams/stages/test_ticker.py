"""Silences that no story comes to end: told whatever fails, and from the start of a worker on."""

import asyncio
import dataclasses
import datetime as dt
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from faust.types.tuples import TP

from schemas.alert import Alert
from schemas.errors import InvalidMessage, TransientError
from schemas.moment import instant
from schemas.story import Story
from schemas.subscription import Rule, Subscription
from schemas.topics import ALERTS, STORIES
from schemas.wire import decode, encode
from streams.loop import Output
from streams.settings import Settings
from streams.stages import match as stage
from streams.stages.match import Matcher
from tests.fakes.wait import until
from tests.records import story, subscription

STORIES_HERE = frozenset({TP(STORIES.name, 0)})
QUIET = [
    subscription(subscription_id=name, rule=Rule(kind="silence", hours=1.0)) for name in ("a", "b")
]


def later() -> Story:
    """Return another story, of a day later."""
    cause = story(1).cause
    moment = (instant(cause.ingested_at, "ingested_at") + dt.timedelta(days=1)).isoformat()
    cause = dataclasses.replace(cause, published=moment, ingested_at=moment)
    return story(1, story_id="other", cause=cause)


class Record:
    """A story as a message of a generation, or a record of its topic."""

    def __init__(self, value: Story | Subscription, offset: int = 0, generation: int = 1) -> None:
        self.generation_id, self.offset = generation, offset
        self.key = b"k" if isinstance(value, Story) else value.subscription_id.encode()
        self.value = encode(value)


class Worker:
    """A stage whose Kafka has some stories and subscriptions, and fails as a test lets it."""

    def __init__(self, *stories: Story) -> None:
        self.stories, self.told, self.recoveries = stories, list[Alert](), 0
        self.generation, self.waits = 1, False
        self.faults: list[Exception] = []
        self.matcher = Matcher(
            Settings(), self._emit, lambda: self.generation, self._past, self._handled
        )

    async def _emit(self, output: Output) -> None:
        await asyncio.sleep(0)
        if self.faults:
            raise self.faults.pop(0)
        self.told.append(decode(Alert, output.value))

    async def _past(self) -> AsyncGenerator[Any, None]:
        for offset, one in enumerate(self.stories):
            yield Record(one, offset)

    async def _handled(self) -> int | None:
        return None if self.waits else len(self.stories)

    async def follow(
        self, _: Settings, __: Any, take: Callable[[Any], None], caught_up: asyncio.Event
    ) -> None:
        """Do what the follower of subscriptions does."""
        for one in QUIET:
            take(Record(one))
        caught_up.set()
        await asyncio.Event().wait()

    async def records(self, _: Settings, topic: Any, kind: Any) -> AsyncIterator[Any]:
        """Yield what the topic holds."""
        del kind
        self.recoveries += topic is ALERTS
        for one in self.told if topic is ALERTS else self.stories:
            yield one

    async def assigned(self, *partitions: TP) -> None:
        """Do what Faust does after a rebalance."""
        await self.matcher.resume(None, set(partitions))

    def names(self) -> list[str]:
        """Return who was told."""
        return [alert.subscription_id for alert in self.told]


@pytest_asyncio.fixture
async def made(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Callable[..., Awaitable[Worker]]]:
    """Return what makes a worker over some stories; its tasks end with the test."""
    workers: list[Worker] = []

    async def make(*stories: Story) -> Worker:
        worker = Worker(*stories)
        workers.append(worker)
        monkeypatch.setattr(stage, "follow", worker.follow)
        monkeypatch.setattr(stage, "records_to_end", worker.records)
        return worker

    monkeypatch.setattr(stage, "TICK_S", 0.005)
    monkeypatch.setattr(stage, "IDLE_S", 0.0)
    yield make
    for worker in workers:
        tasks = [worker.matcher._ticker, worker.matcher._follower, *worker.matcher._behind.values()]
        for task in tasks:
            if task is not None:
                task.cancel()


Made = Callable[..., Awaitable[Worker]]


async def test_without_any_story_since_the_start_a_silence_is_told(made: Made) -> None:
    """The worker was away when it became overdue, and nothing has come since."""
    worker = await made(story(1))
    await worker.assigned(*STORIES_HERE)
    await until(lambda: worker.names() == ["a", "b"])


async def test_a_worker_without_the_stories_tells_nothing(made: Made) -> None:
    """It stands by, of the same generation: another one tells."""
    worker, other = await made(story(1)), TP("subscriptions", 0)
    await worker.assigned(other)
    assert worker.matcher._ticker is None
    await worker.assigned(*STORIES_HERE)
    await until(lambda: len(worker.told) == 2)
    worker.generation = 2
    await worker.matcher.pause()
    await worker.assigned(other)
    await worker.matcher._look()
    assert worker.recoveries == 1


async def test_as_long_as_stories_wait_no_silence_is_told(made: Made) -> None:
    worker = await made(story(1))
    worker.waits = True
    await worker.assigned(*STORIES_HERE)
    await until(lambda: worker.recoveries == 1)
    await worker.matcher._look()
    assert worker.told == []
    worker.waits = False
    await until(lambda: worker.names() == ["a", "b"])


async def test_after_a_rebalance_silences_go_on_without_a_story(made: Made) -> None:
    """What was told before is not told again."""
    worker = await made(story(1))
    await worker.assigned(*STORIES_HERE)
    await until(lambda: len(worker.told) == 2)
    await worker.matcher.pause()
    worker.generation = 2
    worker.stories = (story(1), later())
    await worker.assigned(*STORIES_HERE)
    await until(lambda: worker.recoveries == 2)
    await until(lambda: len(worker.told) == 4)
    assert [alert.story_id for alert in worker.told] == ["s1", "s1", "other", "other"]


@pytest.mark.parametrize("fault", [TransientError("away"), RuntimeError("a fault of the code")])
async def test_a_write_that_fails_loses_no_silence(made: Made, fault: Exception) -> None:
    worker = await made(story(1))
    worker.faults = [fault, fault]
    await worker.assigned(*STORIES_HERE)
    await until(lambda: sorted(worker.names()) == ["a", "b"])
    await worker.matcher._look()
    assert len(worker.told) == 2


async def test_a_silence_that_no_topic_takes_holds_up_no_other(made: Made) -> None:
    worker = await made(story(1))
    worker.faults = [InvalidMessage("too large")]
    await worker.assigned(*STORIES_HERE)
    await until(lambda: worker.names() == ["b"])
    await worker.matcher._look()
    assert worker.names() == ["b"]


async def test_what_is_being_written_is_left_to_the_next_owner(made: Made) -> None:
    """A broker that is away is waited for until the partition is someone else's."""
    worker = await made(story(1))
    worker.faults = [TransientError("away")] * 1000
    await worker.assigned(*STORIES_HERE)
    await until(lambda: len(worker.faults) < 1000)
    await worker.matcher.pause()
    async with asyncio.timeout(5), worker.matcher._turn:
        worker.faults = []
    assert worker.told == []


async def test_a_ticker_that_ended_starts_again_with_the_next_story(made: Made) -> None:
    worker = await made()
    await worker.assigned(*STORIES_HERE)
    await until(lambda: worker.recoveries == 1)
    assert worker.matcher._ticker is not None
    worker.matcher._ticker.cancel()
    await asyncio.gather(worker.matcher._ticker, return_exceptions=True)
    await worker.matcher.handle(Record(story(1)))
    assert not worker.matcher._ticker.done()
    await until(lambda: worker.names() == ["a", "b"])
