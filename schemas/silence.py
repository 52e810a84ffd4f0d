"""Silences: alerts that nobody is to be disturbed by until a moment, and why."""

from dataclasses import dataclass
from typing import Literal

SilenceField = Literal[
    "subscription", "story", "source", "target", "actor", "country", "event_type", "cameo",
    "outlet", "agency", "kind",
]  # fmt: skip
"""``source`` and ``target`` are the sides of an event, ``actor`` is either; ``country`` is where it
happened; ``cameo`` is a prefix; ``kind`` is that of the alert."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceMatcher:
    """One condition on an alert: a value of ``field`` is, or is not, one of ``values``."""

    field: SilenceField
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Alerts that meet every matcher are held until ``ends``: topic ``silences``.

    The newest record of a ``silence_id`` is the truth: one with an earlier end shortens it at once.
    """

    silence_id: str
    matchers: tuple[SilenceMatcher, ...]
    """At least one: a silence without any would hold everything."""
    reason: str
    author: str
    starts: str
    ends: str
    """ISO date-times; the end is the first moment at which alerts pass again."""
    owner: str = ""
    """Holds the alerts of this owner's subscriptions alone; empty for all."""
    schema_version: int = 1
