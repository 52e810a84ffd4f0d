"""Subscriptions: what someone wants to be told of, by what rule, where and how often."""

from dataclasses import dataclass
from typing import Literal

from schemas.channel import Channel
from schemas.noise import Noise

Severity = Literal["routine", "priority", "flash"]
Visibility = Literal["private", "shared"]
RuleKind = Literal[
    "match", "threshold", "spike", "first_seen", "escalation", "silence", "correction"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When stories that meet the query are worth an alert; each kind reads its own fields.

    ``match``: every story. ``threshold``: ``count`` of ``unit`` in ``hours``. ``spike``: more in
    ``hours`` than the same hours of the last ``days`` days by ``deviations`` median absolute
    deviations, and at least ``count``. ``first_seen``: what ``by`` names was not told for ``days``
    days. ``escalation``: a dyad reaches a rung, ``rung`` or higher, that it had not for ``days``
    days. ``silence``: nothing meets ``reaction`` within ``hours`` of a story that meets the query;
    without a ``reaction``: nothing met the query for ``hours``. ``correction``: a correction.
    """

    kind: RuleKind = "match"
    count: int = 3
    """Stories, 1 to 10,000."""
    hours: float = 1.0
    """Length of the window, above 0, at most 720."""
    days: int = 14
    """Days of history, 1 to 366."""
    deviations: float = 3.0
    """0 to 100."""
    unit: Literal["story", "source"] = "story"
    """What ``threshold`` and ``spike`` count: stories, or independent sources of any story. Copies
    count as neither."""
    by: Literal["dyad", "dyad_and_type", "actor", "event_type", "country"] = "dyad"
    rung: int = 1
    """Lowest rung of the ladder that counts, 1 to 9."""
    reaction: str = ""
    """A query in the subscription language."""


ALWAYS = Rule()
NO_CONTROL = Noise()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One standing question to the stream of stories, and who is to be told."""

    subscription_id: str
    version: int = 1
    name: str = ""
    owner: str = ""
    visibility: Visibility = "private"
    query: str
    """In the subscription language (``docs/reference/language.md``)."""
    rule: Rule = ALWAYS
    severity: Severity = "priority"
    noise: Noise = NO_CONTROL
    channels: tuple[Channel, ...] = ()
    enabled: bool = True
    schema_version: int = 2
