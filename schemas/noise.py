"""Noise control of a subscription: how often, when and in what shape its alerts come."""

from dataclasses import dataclass
from typing import Literal

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """Hours of the subscriber's zone in which nothing is sent, over midnight where they end."""

    start: str
    end: str
    """``HH:MM``, 00:00 to 23:59; the end is the first minute in which alerts pass again."""
    days: tuple[Weekday, ...] = ()
    """Days on which they start; empty for every day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSchedule:
    """When what was gathered is sent as one message, in place of an alert each."""

    every: Literal["hour", "day"]
    at: str = "06:30"
    """``HH:MM`` of the subscriber's zone for a day; an hourly digest takes the minutes of it."""
    days: tuple[Weekday, ...] = ()
    """Days of a daily digest; empty for every day."""
    even_if_empty: bool = False
    """Whether "nothing to report" is sent too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """All of it for one subscription; the defaults change nothing: every alert goes at once."""

    zone: str = "UTC"
    """IANA time zone of the hours below (``Asia/Damascus``)."""
    cool_down_minutes: int = 0
    """After an alert, minutes in which no other is sent for the same group."""
    group_by: Literal["story", "dyad", "event_type", "subscription"] = "story"
    """What counts as the same group for the cool-down."""
    never_repeat: bool = False
    """Whether a story is told once and never updated; corrections still come."""
    quiet_hours: tuple[QuietHours, ...] = ()
    flash_passes: bool = True
    """Whether alerts of severity ``flash`` are sent in quiet hours."""
    digest: DigestSchedule | None = None
    """Null: alerts come one by one."""
    most_per_hour: int = 0
    """More alerts than this in an hour become a digest with one notice; 0 for no limit."""
