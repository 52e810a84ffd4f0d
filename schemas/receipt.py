"""Receipts: the state of every delivery, kept in ``alerts.receipts`` and nowhere else."""

from dataclasses import dataclass
from typing import Literal

from schemas.alert import Alert, AlertKind
from schemas.channel import Channel, ChannelKind

ReceiptState = Literal["pending", "held", "suppressed", "sent", "digested", "failed", "expired"]
"""``pending``: due as soon as the channel takes it; ``held``: waits for a moment of the reader's
choice; ``suppressed``: not sent, for the reason given, at least until ``next_attempt``;
``digested``: told in the digest ``digest_id``; ``sent``, ``failed``, ``expired``: the end."""
SETTLED: frozenset[ReceiptState] = frozenset({"sent", "digested", "failed", "expired"})

ErrorKind = Literal[
    "timeout", "connection", "address", "refused", "throttled", "server", "gone", "rejected",
    "too_large", "expired", "unavailable", "fault",
]  # fmt: skip
"""What went wrong, for metrics: ``address`` is no public one; ``refused`` may be mended by the
receiver (a 4xx); ``rejected`` never will; ``unavailable`` is something missing here."""

NoticeCause = Literal["channel_disabled", "channel_suspended", "delivery_failed", "flood"]
HoldCause = Literal["schedule", "quiet_hours", "flood", "cool_down"]
"""Why an alert waits: for a digest, for the end of quiet hours, for the end of a flood, or for
that of a cool-down."""
DeliveryKind = Literal[AlertKind, "notice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestItem:
    """One story as a digest tells it."""

    alert_id: str
    delivery_id: str
    """Of the delivery that waited for this digest."""
    subscription_id: str
    story_id: str
    story_version: int
    kind: AlertKind
    headline: str
    dyad: str
    """``USA > RUS``; one side alone where there is no other."""
    event_type: str
    cameo: str
    date: str | None
    """Of the event."""
    outlets: tuple[str, ...]
    independent_sources: int
    copies: int
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What was held for a moment, as one message: by dyad, the best supported stories first."""

    starts: str
    """The moment after which alerts were gathered; empty where that was not kept."""
    ends: str
    cause: HoldCause
    items: tuple[DigestItem, ...]
    """Empty where the reader wished to hear of nothing, too."""
    left_out: int = 0
    """Further stories that did not fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Word to a subscriber about their own deliveries."""

    cause: NoticeCause
    channel: str
    """The channel it is about, without what may be secret: ``webhook desk.example:443``."""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The state of one delivery; the newest record of a ``delivery_id`` is the truth."""

    delivery_id: str
    alert_id: str
    """Empty for a digest and a notice."""
    subscription_id: str
    story_id: str
    story_version: int = 0
    kind: DeliveryKind = "first"
    channel_id: str = ""
    channel_kind: ChannelKind = "webhook"
    state: ReceiptState
    revision: int = 0
    """Grows with every record of the delivery."""
    attempts: int = 0
    next_attempt: str | None = None
    """When it is to be sent or looked at again; null once settled."""
    expires: str | None = None
    """When it is given up."""
    reason: str | None = None
    """Why it is held or suppressed, in words."""
    hold: HoldCause | None = None
    """Why it is or was held; what is held for the same cause to the same moment may be told as
    one digest."""
    held_until: str | None = None
    group: str = ""
    """What the cool-down counts as the same thing."""
    released: str | None = None
    """When it was let through: from then on it was to be sent."""
    digest_id: str | None = None
    """Delivery id of the digest that told it."""
    last_error: str | None = None
    error_kind: ErrorKind | None = None
    channel: Channel | None = None
    alert: Alert | None = None
    """Both kept until it is settled, so that a restart can go on."""
    digest: Digest | None = None
    """Kept for good: the desk shows the same list."""
    notice: Notice | None = None
    opened_at: str
    """As of the story; fixes the index month."""
    updated: str
    schema_version: int = 1

    @property
    def settled(self) -> bool:
        """Return whether nothing more will be done about it."""
        return self.state in SETTLED or (self.state == "suppressed" and self.next_attempt is None)
