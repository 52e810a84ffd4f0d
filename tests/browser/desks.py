"""A desk's server on loopback whose Kafka is memory: records are heard the moment they are told."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field

import uvicorn

from dashboard.clock import utc_now
from schemas.topics import ALERTS, STORIES, SUBSCRIPTIONS, Topic
from schemas.wire import encode
from tests.browser.news import alert, news
from tests.fakes.broker import PASSWORD, Record, Server, server
from tests.records import subscription
from tests.waiting import eventually


@dataclass
class LiveDesk:
    """The server, its loop, and how to tell it things from a test's thread."""

    made: Server
    port: int
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _running: uvicorn.Server | None = None
    _ended: "Future[None] | None" = None

    @property
    def url(self) -> str:
        """Address of the first page, without a slash."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Open the doors."""
        config = uvicorn.Config(
            self.made.app, host="127.0.0.1", port=self.port, log_config=None, access_log=False,
            lifespan="off", timeout_graceful_shutdown=0,
        )  # fmt: skip
        self._running = uvicorn.Server(config)
        self._ended = asyncio.run_coroutine_threadsafe(self._running.serve(), self.loop)
        eventually(lambda: self._running and self._running.started, 10, "the server listens")

    def stop(self) -> None:
        """Close them and cut every connection, as a network that fails does."""
        assert self._running is not None
        assert self._ended is not None
        self._running.should_exit = True
        self._ended.result(10)

    def tell(self, topic: Topic, key: str, record: object) -> None:
        """Let the desk hear ``record`` now, as Kafka would."""
        self.tell_bytes(topic, key, encode(record))

    def tell_bytes(self, topic: Topic, key: str, value: bytes) -> None:
        """Let the desk hear what may be no record at all."""

        def say() -> None:
            written = Record(
                0, len(self.made.broker.log[topic.name]), key.encode(), value,
                int(time.time() * 1000),
            )  # fmt: skip
            self.made.broker.log[topic.name].append(written)
            for followed in self.made.desk.followed:
                if followed.topic == topic:
                    followed.take(written)
            if topic.name in self.made.desk.hub.topics:
                self.made.desk.hub.take(topic.name, written)

        asyncio.run_coroutine_threadsafe(_done(say), self.loop).result(5)


async def _done(say: object) -> None:
    assert callable(say)
    say()


def fill(desk: LiveDesk) -> None:
    """Give the desk people, a subscription, a morning's news and two alerts."""
    for name, role in (("amal", "editor"), ("basil", "duty_officer"), ("chief", "admin")):
        desk.made.add_person(name, role, shown_as=name.title())  # type: ignore[arg-type]
    rivers = subscription(
        subscription_id="rivers", name="أنهار الجنوب", owner="", severity="flash", channels=()
    )
    private = subscription(
        subscription_id="private", name="خاص ببازل", owner="basil", query="actor:KEN", channels=()
    )
    told = news(utc_now())
    for wanted in (rivers, private):
        desk.tell(SUBSCRIPTIONS, wanted.subscription_id, wanted)
    for each in told:
        desk.tell(STORIES, each.story_id, each)
    at = utc_now().isoformat()
    by_id = {each.story_id: each for each in told}
    for wanted, story_id in ((rivers, "s-river"), (rivers, "s-vote"), (private, "s-aid")):
        key = f"{wanted.subscription_id}+{story_id}"
        desk.tell(ALERTS, key, alert(wanted, by_id[story_id], at))


@contextmanager
def live_desk(**settings: str) -> Iterator[LiveDesk]:
    """Run a filled desk for as long as the block lasts; Elasticsearch is away unless given."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    away = {"elasticsearch": "http://127.0.0.1:1", "kafka": "127.0.0.1:1"}
    made = server(**(away | settings), dashboard_port=port)
    made.desk.clock = utc_now
    desk = LiveDesk(made, port)
    thread = threading.Thread(target=desk.loop.run_forever)
    thread.start()
    try:
        desk.start()
        fill(desk)
        yield desk
        desk.stop()
        asyncio.run_coroutine_threadsafe(made.desk.index.close(), desk.loop).result(5)
    finally:
        desk.loop.call_soon_threadsafe(desk.loop.stop)
        thread.join(10)
        desk.loop.close()


__all__ = ["PASSWORD", "LiveDesk", "fill", "live_desk"]
