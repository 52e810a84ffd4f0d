"""The dead-man's switch at work: sends beats, watches every way out, writes what arrived."""

import asyncio
import datetime as dt
import logging
from typing import Any, get_args

from aiohttp import web
from elastic_transport import TransportError
from elasticsearch import ApiError

from connectors.sinks.search_index import connect
from dashboard.clock import Clock
from dashboard.heartbeat.article import beat_article
from dashboard.heartbeat.pulse import Pulse
from dashboard.heartbeat.receiver import Receiver
from dashboard.heartbeat.subscription import RECEIVER, SEARCH, ways_of
from dashboard.journal import Journal
from schemas.channel import ChannelKind
from schemas.errors import InvalidMessage, TransientError
from schemas.heartbeat import SUBSCRIPTION_ID, Beat
from schemas.moment import instant
from schemas.receipt import Receipt
from schemas.subscription import Subscription
from schemas.topics import ALERTS_RECEIPTS, ARTICLES_RAW, HEARTBEATS, SUBSCRIPTIONS
from schemas.wire import decode
from streams.settings import Settings
from streams.topic_reader import follow

log = logging.getLogger(__name__)

LOOK_EVERY_S = 1.0


class Heartbeat:
    """One dead-man's switch; two at once would only beat twice as often."""

    def __init__(
        self, settings: Settings, journal: Journal, clock: Clock, subscription: Subscription
    ) -> None:
        self._settings, self._journal, self._clock = settings, journal, clock
        self._subscription = subscription
        self._pulse = Pulse(settings.heartbeat_interval_s)
        self._arrivals: asyncio.Queue[tuple[str, str, dt.datetime]] = asyncio.Queue()
        secret = next(c.secret for c in subscription.channels if c.kind == "webhook")
        self.receiver = Receiver(secret, clock, lambda a, at: self._note(RECEIVER, a, at))

    async def run(self) -> None:
        """Beat until cancelled."""
        runner = web.AppRunner(self.receiver.app(), access_log=None)
        await runner.setup()
        settings = self._settings
        await web.TCPSite(runner, settings.heartbeat_host, settings.heartbeat_port).start()
        await self._begin()
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(follow(settings, ALERTS_RECEIPTS, self._hear, asyncio.Event()))
                tasks.create_task(self._search())
                tasks.create_task(self._write())
                tasks.create_task(self._beat())
        finally:
            await runner.cleanup()
            await self._journal.close()

    async def _begin(self) -> None:
        """Subscribe, and wait for every way: one that never worked is to be seen as silent."""
        now = self._clock().isoformat()
        for way in {*ways_of(self._subscription), *get_args(ChannelKind)}:
            waits = Beat(
                way=way, article_id="", sent_at=now, interval_s=self._settings.heartbeat_interval_s
            )
            watched = way in ways_of(self._subscription)
            await self._journal.write(HEARTBEATS, way, waits if watched else None)
            if watched:
                self.receiver.show(waits)
        await self._journal.write(SUBSCRIPTIONS, SUBSCRIPTION_ID, self._subscription)

    async def _beat(self) -> None:
        """Publish a synthetic article every interval; one that Kafka does not take is missed."""
        while True:
            article = beat_article(self._clock(), self._settings.heartbeat_interval_s)
            self._pulse.sent(article.article_id, self._clock())
            try:
                await self._journal.write(ARTICLES_RAW, article.article_id, article)
            except TransientError as error:
                log.warning("a beat is missed: %s", error)
            await asyncio.sleep(self._settings.heartbeat_interval_s)

    def _hear(self, record: Any) -> None:
        """Take a receipt: the way out of a channel is walked once it says so."""
        try:
            receipt = decode(Receipt, record.value) if record.value is not None else None
        except InvalidMessage:
            return  # index buries it
        if receipt is None or receipt.subscription_id != SUBSCRIPTION_ID:
            return
        article_id = self._pulse.article_of(receipt.story_id)
        if article_id is not None and receipt.state == "sent":
            self._note(receipt.channel_kind, article_id, instant(receipt.updated, "updated"))

    async def _search(self) -> None:
        """Look for the newest beat in Elasticsearch until it can be found."""
        client = connect(self._settings)
        name = f"{self._settings.named('articles')}-*"
        found: str | None = None
        try:
            while True:
                newest = self._pulse.newest()
                if newest is not None and newest != found:
                    query = {"term": {"article_id": newest}}
                    try:
                        answer = await client.count(index=name, query=query)
                    except (ApiError, TransportError) as error:
                        log.debug("search does not answer: %s", error)
                    else:
                        if answer["count"]:
                            found = newest
                            self._note(SEARCH, newest, self._clock())
                await asyncio.sleep(LOOK_EVERY_S)
        finally:
            await client.close()

    def _note(self, way: str, article_id: str, at: dt.datetime) -> None:
        self._arrivals.put_nowait((way, article_id, at))

    async def _write(self) -> None:
        """Write every arrival to its topic, where ``marsad health`` and the desk find it."""
        while True:
            beat = self._pulse.arrived(*await self._arrivals.get())
            if beat is None:
                continue
            self.receiver.show(beat)
            await self._persist(beat)

    async def _persist(self, beat: Beat) -> None:
        try:
            await self._journal.write(HEARTBEATS, beat.way, beat)
        except TransientError as error:  # the next one tells as much
            log.warning("an arrival could not be written: %s", error)
