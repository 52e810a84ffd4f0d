"""Subscriptions, alerts and the receipts of their delivery."""

from dataclasses import dataclass
from typing import Literal

from schemas.story import Story

AlertKind = Literal["first", "update", "correction", "digest"]
ReceiptState = Literal["pending", "sent", "failed", "expired"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Where the alerts of a subscription go."""

    kind: Literal["webhook"]
    url: str
    secret: str
    """Signing secret of Standard Webhooks: ``whsec_`` and base64 of 24 to 64 bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What someone wants to be told of. An empty tuple means "any"."""

    subscription_id: str
    version: int = 1
    name: str = ""
    owner: str = ""
    actors: tuple[str, ...] = ()
    """Actor codes, either side of an event."""
    event_types: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    enabled: bool = True
    schema_version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One clause of a subscription and the words of the text that met it."""

    clause: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When the article that caused an alert was published, fetched and matched (ISO date-times)."""

    published: str | None
    fetched: str
    matched: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A story that met a subscription; the webhook body is this record."""

    alert_id: str
    subscription_id: str
    subscription_version: int
    story_id: str
    story_version: int
    kind: AlertKind
    why: tuple[Reason, ...]
    times: Times
    story: Story
    channels: tuple[Channel, ...] = ()
    """Where it goes; left out of what is sent and indexed."""
    schema_version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The state of one delivery; the newest record of a ``delivery_id`` is the truth."""

    delivery_id: str
    alert_id: str
    subscription_id: str
    story_id: str
    channel: Channel | None
    state: ReceiptState
    attempts: int = 0
    next_attempt: str | None = None
    last_error: str | None = None
    alert: Alert | None = None
    """Kept while pending, so that a restart can go on; null once sent, failed or expired."""
    opened_at: str
    """As of the story; fixes the index month."""
    updated: str
    schema_version: int = 1
