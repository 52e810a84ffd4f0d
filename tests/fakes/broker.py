"""A Kafka in memory for the desk's server: what is written is heard at once."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from fastapi import FastAPI

from dashboard.app import create_app
from dashboard.journal import Headers
from dashboard.people import new_person
from dashboard.security.passwords import hashed
from dashboard.security.sessions import issued
from dashboard.state import Desk
from schemas.errors import TransientError
from schemas.people import Person, Role
from schemas.subscription import Subscription
from schemas.topics import PEOPLE, PEOPLE_SESSIONS, SUBSCRIPTIONS, Topic
from schemas.wire import encode
from streams.settings import Settings

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
PASSWORD = "correct horse battery"
HASH = hashed(PASSWORD)


@dataclass
class Record:
    """What a consumer hands over."""

    partition: int
    offset: int
    key: bytes
    value: bytes | None
    timestamp: int


@dataclass
class Broker:
    """A journal that keeps every topic, and tells the desk of each record as Kafka would."""

    desk: Desk | None = None
    log: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    away: bool = False
    """Whether writes fail."""

    async def write(self, topic: Topic, key: str, record: object | None) -> tuple[int, int]:
        if self.away:
            raise TransientError("Kafka does not take it: it is away")
        return self.append(topic, key, record)

    async def write_bytes(
        self, topic: Topic, key: bytes | None, value: bytes | None, headers: Headers
    ) -> tuple[int, int]:
        written = Record(0, len(self.log[topic.name]), key or b"", value, 0)
        self.log[topic.name].append(written)
        return 0, written.offset

    def append(self, topic: Topic, key: str, record: object | None) -> tuple[int, int]:
        value = None if record is None else encode(record)
        written = Record(0, len(self.log[topic.name]), key.encode(), value, 0)
        self.log[topic.name].append(written)
        assert self.desk is not None
        for followed in self.desk.followed:
            if followed.topic == topic:
                followed.take(written)
        if topic.name in self.desk.hub.topics:
            self.desk.hub.take(topic.name, written)
        return 0, written.offset

    async def close(self) -> None:
        """Nothing is open."""


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class Server:
    """A desk's server in process, with the people that a test needs."""

    app: FastAPI
    broker: Broker
    clock: Clock

    @property
    def desk(self) -> Desk:
        desk: Desk = self.app.state.desk
        return desk

    def add_person(self, name: str, role: Role = "reader", **values: Any) -> Person:
        person = new_person(name, self.clock(), role=role, password_hash=HASH, **values)
        self.broker.append(PEOPLE, name, person)
        return person

    def token(self, name: str) -> str:
        secret, session = issued(self.desk.people.records[name], "test", self.clock(), 30)
        self.broker.append(PEOPLE_SESSIONS, session.session_id, session)
        return secret

    def add_subscription(self, subscription: Subscription) -> Subscription:
        self.broker.append(SUBSCRIPTIONS, subscription.subscription_id, subscription)
        return subscription

    def client(self, name: str | None = None, **options: Any) -> httpx.AsyncClient:
        """Return a program's client, with a token of ``name`` where one is given."""
        headers = {"authorization": f"Bearer {self.token(name)}"} if name else {}
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        return httpx.AsyncClient(
            transport=transport, base_url=self.desk.settings.desk_url(), headers=headers, **options
        )


def server(**settings: Any) -> Server:
    """Return a server whose state is read and empty; ``settings`` are those of ``Settings``."""
    broker, clock = Broker(), Clock()
    app = create_app(Settings(**settings), journal=broker, clock=clock, follow=False)
    made = Server(app, broker, clock)
    broker.desk = made.desk
    for followed in made.desk.followed:
        followed.ready.set()
    made.desk.hub.begin({(name, 0): -1 for name in made.desk.hub.topics})
    made.desk.hub.ready.set()
    return made
