"""Channels: where the alerts of a subscription go, and whether a receiver still takes them."""

from dataclasses import dataclass
from typing import Literal

from schemas.identity import stable_id

ChannelKind = Literal["webhook", "email", "inbox", "atom", "apprise"]
Language = Literal["ar", "en"]

PULLED: frozenset[ChannelKind] = frozenset({"inbox", "atom"})
"""Kinds whose readers come for their alerts: a delivery is made once its receipt is durable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Where the alerts of a subscription go."""

    kind: ChannelKind
    url: str = ""
    """Address of a webhook, or an address as apprise writes it; may hold a receiver's token."""
    secret: str = ""
    """Signing secret of Standard Webhooks: ``whsec_`` and base64 of 24 to 64 bytes."""
    previous_secret: str = ""
    """Signs as well as ``secret`` while a receiver changes over; empty at other times."""
    address: str = ""
    """E-mail address."""
    confirmed_at: str | None = None
    """When the owner of the e-mail address said yes; without it nothing is sent there."""
    language: Language = "ar"
    """Of the words around an alert; what outlets wrote stays as it is."""

    @property
    def channel_id(self) -> str:
        """Name the receiver: the same in every subscription, and after a change of secrets."""
        return stable_id(self.kind, self.url, self.address.lower())


ChannelCondition = Literal["active", "disabled", "suspended", "unsubscribed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelState:
    """Whether a receiver takes alerts: topic ``channels``; one without a record is active."""

    channel_id: str
    subscription_id: str = ""
    """Of this subscription alone; empty for all that use the channel."""
    condition: ChannelCondition
    """``disabled``: it said 410, gone; ``suspended``: mail to it is refused; ``unsubscribed``: its
    reader asked for no more."""
    reason: str = ""
    by: str = "deliver"
    """Sign-in name of who set it, or the stage."""
    since: str
    schema_version: int = 1

    @property
    def key(self) -> str:
        """Return the key of the record."""
        return f"{self.channel_id}+{self.subscription_id}"
