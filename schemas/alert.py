"""Alerts: a story that met a subscription, and why."""

from dataclasses import dataclass
from typing import Literal

from schemas.channel import Channel
from schemas.story import Story
from schemas.subscription import RuleKind, Severity
from schemas.text import Field

AlertKind = Literal["first", "update", "correction", "digest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One clause of a subscription and the words of the text that met it."""

    clause: str
    text: str
    """As the article has it; for words looked up by their key, the key."""
    start: int | None = None
    end: int | None = None
    """Code points of ``field``; null where the place was not kept."""
    field: Field = "text"


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
    rule: RuleKind = "match"
    """The kind of rule that fired."""
    severity: Severity = "priority"
    why: tuple[Reason, ...]
    times: Times
    story: Story
    channels: tuple[Channel, ...] = ()
    """Where it goes; left out of what is sent and indexed."""
    schema_version: int = 1
