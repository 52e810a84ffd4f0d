"""``match``: every new version of a story against every subscription."""

import asyncio
import datetime as dt
import logging
import time
from collections.abc import Callable, Iterable
from contextlib import aclosing
from typing import Any

from schemas.alert import Alert
from schemas.errors import InvalidMessage
from schemas.story import Story
from schemas.topics import ALERTS, STORIES, SUBSCRIPTIONS
from schemas.wire import decode, encode
from streams import alerts, metrics, pipeline
from streams.alerts import History, Watch, decoded
from streams.alerts.rules import has_memory
from streams.loop import Emit, Output
from streams.settings import Settings
from streams.stages.recovery import rebuilt
from streams.topic_reader import follow, read_to_end, records_to_end

log = logging.getLogger(__name__)

COSTS_S = 10.0
"""Seconds between two showings of what each subscription costs."""
IDLE_S = 5.0
"""Without a message for so long, the time of the stream is that of the wall: silences are told."""


class Matcher:
    """Subscriptions as they stand now, what was told before, and what rules remember."""

    def __init__(
        self,
        settings: Settings,
        emit: Emit | None = None,
        generation: Callable[[], int | None] = lambda: None,
    ) -> None:
        """Take what silences are told by, and what says which generation of workers this is."""
        self._settings = settings
        self._emit = emit
        self._now_owned = generation
        self.watch = Watch(clock=time.perf_counter_ns)
        self._caught_up = asyncio.Event()
        self._follower: asyncio.Task[None] | None = None
        self._ticker: asyncio.Task[None] | None = None
        self._history = History()
        self._generation: int | None = None
        self._unread: set[str] = set()
        """Subscriptions whose rules do not know the past yet."""
        self._last_message = 0.0

    async def handle(self, message: Any) -> tuple[Output, ...]:
        """Return the alerts that one version of a story is worth."""
        self._last_message = time.monotonic()
        if message.generation_id != self._generation or self._deaf():
            await rebuilt("match", self._recover())
            self._generation = message.generation_id
        if self._unread:
            await rebuilt("match", self._recall(message.offset))
        story = decode(Story, message.value)
        self._history.follow(story)
        told = pipeline.match(self.watch, story, self._history, _now().isoformat())
        outputs = self._outputs(told)
        for alert in told:  # only now: what cannot be written was not told
            self._history.remember(alert)
        return outputs

    def _outputs(self, told: Iterable[Alert]) -> tuple[Output, ...]:
        topic = self._settings.named(ALERTS.name)
        return tuple(Output(topic, pipeline.alert_key(a).encode(), encode(a)) for a in told)

    async def _recover(self) -> None:
        if self._follower is None or self._follower.done():
            self._caught_up.clear()
            following = follow(self._settings, SUBSCRIPTIONS, self._take, self._caught_up)
            self._follower = asyncio.create_task(following)
        if self._ticker is None and self._emit is not None:
            self._ticker = asyncio.create_task(self._tick())
        self._history = History()
        async for story in records_to_end(self._settings, STORIES, Story):
            self._history.follow(story)
        async for alert in records_to_end(self._settings, ALERTS, Alert):
            self._history.remember(alert)
        caught_up = asyncio.create_task(self._caught_up.wait())
        await asyncio.wait({caught_up, self._follower}, return_when=asyncio.FIRST_COMPLETED)
        if self._follower.done():  # it follows for ever, or there is a fault
            caught_up.cancel()
            self._follower.result()
        self._unread = {
            w.subscription.subscription_id for w in self.watch if has_memory(w.subscription.rule)
        }
        log.info("match: %s subscriptions", len(self.watch))

    async def _recall(self, offset: int) -> None:
        """Let rules remember every story before ``offset``, the first that is not handled yet."""
        unread, self._unread = self._unread, set()
        self._history.forget_rules(unread)
        watch = Watch(w.subscription for key in unread if (w := self.watch.get(key)) is not None)
        async with aclosing(read_to_end(self._settings, STORIES)) as records:
            async for record in records:
                if record.offset >= offset:
                    break
                try:
                    story = decode(Story, record.value)
                except InvalidMessage:
                    continue  # it lies among the dead letters
                self._history.follow(story)
                alerts.recall(watch, story, self._history)
        log.info("match: %s rules know the past", len(watch))

    async def _tick(self) -> None:
        """Tell silences that no story comes to end, as long as nothing waits to be handled."""
        assert self._emit is not None
        shown = time.monotonic()
        while True:
            await asyncio.sleep(1)
            if time.monotonic() - shown >= COSTS_S:
                show_costs(self.watch)
                shown = time.monotonic()
            idle = time.monotonic() - self._last_message >= IDLE_S
            if not idle or self._unread or self._now_owned() != self._generation:
                continue  # another worker may have the stories by now
            now = _now()
            self._history.advance(now.timestamp())
            told = tuple(alerts.overdue(self.watch, self._history, now.isoformat()))
            for alert, output in zip(told, self._outputs(told), strict=True):
                await self._emit(output)
                self._history.remember(alert)

    def _deaf(self) -> bool:
        """Return whether subscriptions are followed no longer: a new start may mend that."""
        return self._follower is not None and self._follower.done()

    def _take(self, record: Any) -> None:
        key = record.key.decode("utf-8", "replace")
        if record.value is None:
            self.watch.remove(key)
            return
        try:
            subscription = decoded(record.value)
        except InvalidMessage as error:
            log.error("subscription %r is left as it was: %s", record.key, error)  # noqa: TRY400
            return
        known = self.watch.get(key)
        self.watch.add(subscription)
        asked = (subscription.query, subscription.rule)
        if has_memory(subscription.rule) and (
            known is None or (known.subscription.query, known.subscription.rule) != asked
        ):
            self._unread.add(key)


def show_costs(watch: Watch) -> None:
    """Add to the metrics what each subscription has cost and brought since this was called last."""
    for watched in watch:
        cost, name = watched.cost, watched.subscription.subscription_id
        if cost.asked:
            metrics.SUBSCRIPTION_ASKED.labels(name).inc(cost.asked)
            metrics.SUBSCRIPTION_HITS.labels(name).inc(cost.hits)
            metrics.SUBSCRIPTION_SECONDS.labels(name).inc(cost.nanoseconds / 1e9)
            cost.asked = cost.hits = cost.nanoseconds = 0


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
