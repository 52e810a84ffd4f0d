"""``match``: every new version of a story against every subscription."""

import asyncio
import datetime as dt
import logging
import time
from typing import Any

from schemas.alert import Alert
from schemas.errors import InvalidMessage
from schemas.story import Story
from schemas.topics import ALERTS, STORIES, SUBSCRIPTIONS
from schemas.wire import decode, encode
from streams import pipeline
from streams.alerts import History, Watch, decoded
from streams.loop import Output
from streams.settings import Settings
from streams.stages.recovery import rebuilt
from streams.topic_reader import follow, records_to_end

log = logging.getLogger(__name__)


class Matcher:
    """Subscriptions as they stand now, and what was told before."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._watch = Watch(clock=time.perf_counter_ns)
        self._caught_up = asyncio.Event()
        self._follower: asyncio.Task[None] | None = None
        self._history = History()
        self._generation: int | None = None

    async def handle(self, message: Any) -> tuple[Output, ...]:
        """Return the alerts that one version of a story is worth."""
        if message.generation_id != self._generation or self._deaf():
            await rebuilt("match", self._recover())
            self._generation = message.generation_id
        story = decode(Story, message.value)
        self._history.follow(story)
        now = dt.datetime.now(dt.UTC).isoformat()
        alerts = pipeline.match(self._watch, story, self._history, now)
        topic = self._settings.named(ALERTS.name)
        outputs = [Output(topic, pipeline.alert_key(a).encode(), encode(a)) for a in alerts]
        for alert in alerts:  # only now: what cannot be written was not told
            self._history.remember(alert)
        return tuple(outputs)

    async def _recover(self) -> None:
        if self._follower is None or self._follower.done():
            self._caught_up.clear()
            following = follow(self._settings, SUBSCRIPTIONS, self._take, self._caught_up)
            self._follower = asyncio.create_task(following)
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
        log.info("match: %s subscriptions", len(self._watch))

    def _deaf(self) -> bool:
        """Return whether subscriptions are followed no longer: a new start may mend that."""
        return self._follower is not None and self._follower.done()

    def _take(self, record: Any) -> None:
        if record.value is None:
            self._watch.remove(record.key.decode("utf-8", "replace"))
            return
        try:
            self._watch.add(decoded(record.value))
        except InvalidMessage as error:
            log.error("subscription %r is left as it was: %s", record.key, error)  # noqa: TRY400
