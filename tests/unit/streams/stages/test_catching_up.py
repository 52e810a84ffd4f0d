"""Rules that still read the past: their alerts wait for them, those of others do not."""

import asyncio
import dataclasses
from collections.abc import AsyncGenerator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.alert import Alert
from schemas.errors import TransientError
from schemas.story import Story
from schemas.subscription import Rule, Subscription
from schemas.wire import decode, encode
from streams.alerts import History, Watch, match, recall
from streams.loop import Output, Released
from streams.settings import Settings
from streams.stages.catching_up import Deferred
from streams.stages.match import Matcher
from tests.records import subscription
from tests.unit.streams.alerts.test_rules import RULES, START, streams, told

COUNT = subscription(
    subscription_id="count", query="from:BRA",
    rule=Rule(kind="threshold", count=12, hours=100.0),
)  # fmt: skip
"""Fires at the story that is the twelfth: two of the ten of the past are not enough."""


class Record:
    """A message, or a record of a topic that is read from outside a group."""

    generation_id: int | None = None

    def __init__(self, offset: int, record: object | None, key: str = "") -> None:
        self.offset, self.key = offset, key.encode()
        self.value = None if record is None else encode(record)


class Library:
    """The stories so far, read only when ``open`` and as fast as a test lets them be."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self.stories, self.open, self.readings, self.faults = stories, asyncio.Event(), 0, 0

    async def read(self) -> AsyncGenerator[Any, None]:
        self.readings += 1
        if self.faults:
            self.faults -= 1
            raise TransientError("the broker is away")
        for offset, story in enumerate(self.stories):
            await self.open.wait()
            await asyncio.sleep(0)
            yield Record(offset, story)


class Desk:
    """A stage over a library; what it writes, in order."""

    def __init__(self, stories: Sequence[Story], *subscriptions: Subscription) -> None:
        self.library = Library(stories)
        self.stories, self.written = stories, list[Alert]()
        self.matcher = Matcher(Settings(), self._write, past=self.library.read)
        self.matcher._ticker = asyncio.create_task(asyncio.sleep(3600))  # time stands still
        for one in subscriptions:
            self.subscribe(one)

    async def _write(self, output: Output) -> None:
        self.written.append(decode(Alert, output.value))

    def subscribe(self, wanted: Subscription) -> None:
        """Do what the follower of subscriptions does."""
        self.matcher._take(Record(0, wanted, wanted.subscription_id))

    def remove(self, name: str) -> None:
        self.matcher._take(Record(0, None, name))

    async def handle(self, offset: int) -> list[Deferred]:
        """Handle a story and write what is told at once; return what is deferred."""
        deferred = list[Deferred]()
        for output in await self.matcher.handle(Record(offset, self.stories[offset])):
            if isinstance(output, Deferred):
                deferred.append(output)
            else:
                await self.matcher.emit(output)
        return deferred

    async def caught_up(self) -> None:
        """Return once no rule reads the past any more."""
        async with asyncio.timeout(5):
            await asyncio.gather(*self.matcher._behind.values())

    def told(self, name: str = "count") -> list[str]:
        """Return what one subscriber was told, in order."""
        return [a.story_id for a in self.written if a.subscription_id == name]


STORIES = [told(n, n / 10) for n in range(16)]


async def test_alerts_of_others_do_not_wait_for_a_rule_that_reads_the_past() -> None:
    desk = Desk(STORIES, subscription(), COUNT)
    deferred = [one for n in range(10, 14) for one in await desk.handle(n)]
    assert desk.told("duty") == ["s10", "s11", "s12", "s13"]
    assert len(deferred) == 4
    assert not any(one.outputs.done() for one in deferred)
    desk.library.open.set()
    for one in deferred:
        await desk.matcher.emit(one)
    assert desk.told() == ["s11"], "ten of the past and two of now"
    await desk.caught_up()
    assert await desk.handle(14) == []
    assert desk.library.readings == 1


async def test_what_comes_while_the_past_is_read_again_is_told_too() -> None:
    """A broker that goes away costs time and nothing else."""
    desk = Desk(STORIES, COUNT)
    desk.library.open.set()
    desk.library.faults = 1
    deferred = [one for n in (10, 11) for one in await desk.handle(n)]
    for one in deferred:
        await desk.matcher.emit(one)
    assert (desk.told(), desk.library.readings) == (["s11"], 2)


async def test_without_any_story_to_come_a_silence_that_is_over_is_told() -> None:
    """A new subscription reads the past though nothing stirs; the wall's clock ends the silence."""
    quiet = dataclasses.replace(COUNT, rule=Rule(kind="silence", hours=1.0))
    desk = Desk(STORIES)
    desk.library.open.set()
    await desk.handle(10)
    desk.subscribe(quiet)
    desk.matcher._last_message = 0.0
    await desk.matcher._look()
    assert desk.written == []
    await desk.caught_up()
    await desk.matcher._look()
    assert desk.told() == ["s10"]


async def test_a_subscription_that_changes_meanwhile_reads_anew_and_misses_nothing() -> None:
    desk = Desk(STORIES, COUNT)
    deferred = [one for n in (10, 11) for one in await desk.handle(n)]
    other = dataclasses.replace(COUNT.rule, count=11)
    desk.subscribe(dataclasses.replace(COUNT, rule=other, version=2))
    desk.library.open.set()
    for one in deferred:
        await desk.matcher.emit(one)
    assert desk.told() == ["s10"]
    assert [a.subscription_version for a in desk.written] == [2]


async def test_a_subscription_that_is_removed_meanwhile_holds_nothing_up() -> None:
    desk = Desk(STORIES, COUNT)
    deferred = [one for n in (10, 11) for one in await desk.handle(n)]
    desk.remove("count")
    desk.library.open.set()
    for one in deferred:
        await desk.matcher.emit(one)
    assert desk.written == []
    await desk.caught_up()
    assert await desk.handle(12) == []


async def test_stories_that_went_to_another_worker_are_let_go() -> None:
    """They are not acknowledged here: the other one reads them again."""
    desk = Desk(STORIES, COUNT)
    deferred = [one for n in (10, 11) for one in await desk.handle(n)]
    desk.matcher._abandon()
    for one in deferred:
        with pytest.raises(Released):
            await desk.matcher.emit(one)
    again = [one for n in (10, 11) for one in await desk.handle(n)]
    desk.library.open.set()
    for one in again:
        await desk.matcher.emit(one)
    assert desk.told() == ["s11"]


def reference(wanted: Subscription, stories: list[Story], since: int) -> list[str]:
    """Return the ids of the alerts of a stage that lets everything wait for the past."""
    watch, history, found = Watch([wanted]), History(), list[str]()
    for story in stories[:since]:
        history.follow(story)
        recall(watch, story, history)
    for story in stories[since:]:
        history.follow(story)
        for alert in match(watch, story, history, START.isoformat()):
            history.remember(alert)
            found.append(alert.alert_id)
    return found


@settings(deadline=None)
@given(RULES, streams(), st.data())
async def test_whatever_the_pace_a_rule_tells_what_it_would_have_told_at_once(
    rule: Rule, stories: list[Story], data: st.DataObject
) -> None:
    """In the same order, each story's alerts before the next one's."""
    wanted = subscription(query="from:BRA not cameo:04", rule=rule)
    since = data.draw(st.integers(0, len(stories)))
    opens = data.draw(st.integers(since, len(stories)))
    paces = data.draw(st.lists(st.integers(0, 8), min_size=len(stories), max_size=len(stories)))
    desk, tasks = Desk(stories, wanted), list[asyncio.Task[None]]()
    for offset in range(since, len(stories)):
        if offset == opens:
            desk.library.open.set()
        for _ in range(paces[offset]):
            await asyncio.sleep(0)
        tasks += [asyncio.create_task(desk.matcher.emit(one)) for one in await desk.handle(offset)]
    desk.library.open.set()
    await asyncio.gather(*tasks)
    await desk.caught_up()
    assert [alert.alert_id for alert in desk.written] == reference(wanted, stories, since)
