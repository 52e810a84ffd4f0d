"""The compacted topics that stand beside alerts, followed for as long as the worker runs."""

import asyncio
import dataclasses
import logging
from collections.abc import Callable
from typing import Any

from schemas.channel import ChannelState
from schemas.desk import AlertState
from schemas.errors import InvalidMessage
from schemas.noise import Noise
from schemas.silence import Silence
from schemas.subscription import Subscription
from schemas.topics import CHANNELS, DESK_STATES, SILENCES, SUBSCRIPTIONS, Topic
from schemas.wire import decode
from streams.alerts.noise import checked_noise
from streams.alerts.orders import Standing
from streams.alerts.silences import checked
from streams.settings import Settings
from streams.topic_reader import follow

log = logging.getLogger(__name__)

MEET_S = 2.0
Changed = Callable[[str | None], None]
"""Is told which subscription changed, or None for something that concerns all."""


class Followed:
    """Keeps ``standing`` as the topics have it."""

    def __init__(self, settings: Settings, changed: Changed) -> None:
        self.standing = Standing()
        self._settings = settings
        self._changed = changed
        self._events: list[asyncio.Event] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._news = asyncio.Event()
        self._strangers: set[str] = set()

    async def caught_up(self) -> None:
        """Return when every topic was read to the end that it had; begin to follow at first."""
        if not self._tasks:
            takes = (
                (SUBSCRIPTIONS, self._subscription), (SILENCES, self._silence),
                (CHANNELS, self._channel), (DESK_STATES, self._desk),
            )  # fmt: skip
            for topic, take in takes:
                event = asyncio.Event()
                self._events.append(event)
                self._tasks.append(asyncio.create_task(self._follow(topic, take, event)))
        for event in self._events:
            await event.wait()

    async def meet(self, subscription_id: str, version: int) -> None:
        """Return once the subscription is known in that version or a later one.

        An alert may come before the subscription that it was matched by, which another topic
        brings; without its wishes it would go at once. One that was removed is not waited for, and
        one that does not come, once and for ``MEET_S``.
        """

        async def known() -> None:
            while True:
                self._news.clear()
                found = self.standing.subscriptions.get(subscription_id)
                if found is not None and found.version >= version:
                    return
                await self._news.wait()

        if subscription_id in self._strangers:
            return
        try:
            await asyncio.wait_for(known(), MEET_S)
        except TimeoutError:
            self._strangers.add(subscription_id)

    async def _follow(
        self, topic: Topic, take: Callable[[str, bytes | None], str | None], event: asyncio.Event
    ) -> None:
        """Give every record to ``take`` and tell what changed; one that cannot be read is left."""

        def one(record: Any) -> None:
            try:
                concerns = take(record.key.decode(), record.value)
            except (InvalidMessage, UnicodeDecodeError, AttributeError) as error:
                log.error("%s: %r is left as it was: %s", topic.name, record.key, error)  # noqa: TRY400
                return
            if event.is_set():
                self._changed(concerns)

        while True:
            try:
                await follow(self._settings, topic, one, event)
            except Exception:  # deliveries depend on it: it must not end
                log.exception("%s cannot be followed, trying again", topic.name)
                await asyncio.sleep(1)

    def _subscription(self, key: str, value: bytes | None) -> str:
        self._news.set()
        if value is None:
            self.standing.subscriptions.pop(key, None)
            self._strangers.add(key)
            return key
        self._strangers.discard(key)
        found = decode(Subscription, value)
        try:
            checked_noise(found.noise)
        except InvalidMessage as error:  # rather too loud than silent
            log.error("subscription %s: its noise control is left out: %s", key, error)  # noqa: TRY400
            found = dataclasses.replace(found, noise=Noise())
        self.standing.subscriptions[key] = found
        return key

    def _silence(self, key: str, value: bytes | None) -> None:
        if value is None:
            self.standing.silences.pop(key, None)
        else:
            self.standing.silences[key] = checked(decode(Silence, value))

    def _channel(self, key: str, value: bytes | None) -> None:
        if value is None:
            self.standing.channels.pop(key, None)
        else:
            self.standing.channels[key] = decode(ChannelState, value)

    def _desk(self, key: str, value: bytes | None) -> str | None:
        if value is None:
            self.standing.desk.pop(key, None)
            return None
        state = decode(AlertState, value)
        self.standing.desk[key] = state
        return state.subscription_id
