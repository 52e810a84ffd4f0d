"""Escalations open an alert again; whichever server sees it writes that, in the same words."""

import asyncio
import logging

from dashboard.desk import SYSTEM, reopened
from dashboard.inbox import Thread
from dashboard.state import Desk
from dashboard.viewer import is_shared
from schemas.errors import MarsadError
from schemas.topics import DESK_ACTIONS, DESK_STATES

log = logging.getLogger(__name__)


class Escalations:
    """Watches the inbox of ``desk``; ``run`` writes what it comes to."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._seen: asyncio.Queue[str] = asyncio.Queue()
        desk.inbox.on_change(self._hear)

    def _hear(self, key: str, _: Thread) -> None:
        if key in self._desk.alert_states.records or not self._desk.alert_states.ready.is_set():
            self._seen.put_nowait(key)

    async def run(self) -> None:
        """Open again what escalated, for ever."""
        for topic in (self._desk.alert_states, self._desk.inbox):
            await topic.ready.wait()
        while True:
            key = await self._seen.get()
            try:
                await self.look(key)
            except MarsadError as error:
                log.warning("%s is looked at again: %s", key, error)
                await asyncio.sleep(1)
                self._seen.put_nowait(key)

    async def look(self, key: str) -> None:
        """Open the alert ``key`` again where its story went further than what was settled."""
        async with self._desk.turn(DESK_STATES):
            await self._look(key)

    async def _look(self, key: str) -> None:
        state, thread = self._desk.alert_states.records.get(key), self._desk.inbox.records.get(key)
        found = reopened(state, thread) if state is not None and thread is not None else None
        if found is not None:
            action, after = found
            subscription = self._desk.subscriptions.records.get(after.subscription_id)
            private = subscription is not None and not is_shared(subscription)
            await self._desk.audit(
                "alert.reopen", key, SYSTEM, reason=action.text,
                owner=subscription.owner if subscription and private else None,
            )  # fmt: skip
            await self._desk.change(DESK_STATES, key, after)
            await self._desk.change(DESK_ACTIONS, key, action)
