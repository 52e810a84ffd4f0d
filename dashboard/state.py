"""What the server remembers: compacted topics read from their beginning at every start."""

import asyncio
import datetime as dt
import logging
import secrets
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from dashboard.clock import Clock
from dashboard.followed import Followed, newest
from dashboard.inbox import MOST, MOST_RECEIPTS, Thread, history_of, receipt_card, thread_of
from dashboard.journal import Journal
from dashboard.live import Hub
from dashboard.search import SearchReader
from dashboard.security.limits import Limit
from dashboard.security.passwords import Passwords
from schemas.channel import ChannelState
from schemas.desk import AlertState, DeskAction
from schemas.feed import FeedHealth
from schemas.heartbeat import Beat
from schemas.people import AuditEntry, Person, Session
from schemas.silence import Silence
from schemas.subscription import Subscription
from schemas.topics import (
    ALERTS,
    ALERTS_RECEIPTS,
    AUDIT,
    CHANNELS,
    DESK_ACTIONS,
    DESK_STATES,
    FEEDS_HEALTH,
    HEARTBEATS,
    PEOPLE,
    PEOPLE_SESSIONS,
    SILENCES,
    SUBSCRIPTIONS,
    Topic,
)
from streams.settings import Settings

log = logging.getLogger(__name__)

QUARTER = dt.timedelta(minutes=15)
DAY = dt.timedelta(days=1)


class Desk:
    """State, stream, index and journal of one server; routes get it by ``DeskDep``."""

    def __init__(self, settings: Settings, journal: Journal, clock: Clock) -> None:
        self.settings = settings
        self.journal = journal
        self.clock = clock
        self.people: Followed[Person] = Followed(PEOPLE, newest)
        self.sessions: Followed[Session] = Followed(PEOPLE_SESSIONS, newest)
        self.subscriptions: Followed[Subscription] = Followed(SUBSCRIPTIONS, newest)
        self.silences: Followed[Silence] = Followed(SILENCES, newest)
        self.channels: Followed[ChannelState] = Followed(CHANNELS, newest)
        self.feeds: Followed[FeedHealth] = Followed(FEEDS_HEALTH, newest)
        self.alert_states: Followed[AlertState] = Followed(DESK_STATES, newest)
        self.inbox: Followed[Thread] = Followed(ALERTS, thread_of, MOST)
        self.receipts: Followed[dict[str, Any]] = Followed(
            ALERTS_RECEIPTS, receipt_card, MOST_RECEIPTS
        )
        self.beats: Followed[Beat] = Followed(HEARTBEATS, newest)
        self.actions: Followed[tuple[DeskAction, ...]] = Followed(DESK_ACTIONS, history_of, MOST)
        self.hub = Hub(settings)
        self.index = SearchReader(settings)
        self.passwords = Passwords()
        self.mails_to = Limit(3, DAY)
        """Questions to one address whether it wants alerts."""
        self.mails_by = Limit(20, DAY)
        """The same, asked by one person."""
        self._turns: dict[str, asyncio.Lock] = {
            topic.name: asyncio.Lock() for topic in (PEOPLE, SUBSCRIPTIONS, SILENCES, DESK_STATES)
        }
        self.trying: set[str] = set()
        """Who has a dry run going: it takes a core for as long as it lasts."""
        self.works: list[Callable[[], Coroutine[Any, Any, None]]] = []
        """What else runs for as long as the server does."""
        self.tries_of_pair = Limit(10, QUARTER)
        """Tries of one name from one address; a success begins anew."""
        self.tries_by_name = Limit(60, QUARTER)
        """Tries of one name from anywhere: enough that a stranger hardly locks someone out."""
        self.tries_by_address = Limit(100, QUARTER)
        """Tries from one address; many people may share it."""

    @property
    def followed(self) -> tuple[Followed[Any], ...]:
        """Every topic that is kept in memory."""
        return (
            self.people, self.sessions, self.subscriptions, self.silences, self.channels,
            self.feeds, self.alert_states, self.inbox, self.receipts,
            self.beats, self.actions,
        )  # fmt: skip

    @property
    def ready(self) -> bool:
        """Whether everything that was written before the start is known."""
        return all(topic.ready.is_set() for topic in self.followed)

    def turn(self, topic: Topic) -> asyncio.Lock:
        """Return what is held from reading a record of ``topic`` until its change is written.

        Of two who change it at once the second then sees what the first has made of it. Who needs
        several takes them in the order of ``followed``.
        """
        return self._turns[topic.name]

    async def change(self, topic: Topic, key: str, record: object | None) -> None:
        """Write one record and return once this server's own state has it."""
        partition, offset = await self.journal.write(topic, key, record)
        for followed in self.followed:
            if followed.topic == topic:
                await followed.reached(partition, offset)

    async def audit(self, action: str, subject: str, by: str, **more: object) -> None:
        """Write who does what; called before the change, so that nothing changes untold."""
        entry = AuditEntry(
            entry_id=secrets.token_hex(16),
            at=self.clock().isoformat(),
            by=by,
            action=action,
            subject=subject,
            owner=_text(more.pop("owner", None)),
            address=_text(more.pop("address", None)),
            detail=tuple(sorted((name, str(value)) for name, value in more.items())),
        )
        await self.journal.write(AUDIT, subject, entry)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Follow everything for as long as the server runs."""
        tasks = [asyncio.create_task(self._kept(topic)) for topic in self.followed]
        tasks += [asyncio.create_task(work()) for work in self.works]
        tasks.append(asyncio.create_task(self.hub.run()))
        tasks.append(asyncio.create_task(self.index.watch()))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self.journal.close()
            await self.index.close()

    async def _kept(self, topic: Followed[Any]) -> None:
        """Follow ``topic``; a fault of the code is told, and the reading begins anew."""
        while True:
            try:
                await topic.run(self.settings)
            except Exception:
                log.exception("%s is followed anew", topic.topic.name)
                await asyncio.sleep(1)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
