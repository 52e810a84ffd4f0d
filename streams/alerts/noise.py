"""Noise control: whether an alert goes to a channel now, later, in a digest or not at all.

Everything here is a function of the subscriber's wishes, of what was let through before (``Past``)
and of ``now``. The wishes are ``schemas.noise.Noise``; what is decided becomes a receipt.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from schemas.alert import Alert
from schemas.errors import InvalidMessage
from schemas.moment import instant
from schemas.noise import Noise, QuietHours
from schemas.receipt import HoldCause, Receipt
from schemas.silence import Silence
from streams.alerts.dyads import dyad_of
from streams.alerts.hours import ALL_DAYS, Window, next_daily, next_hourly, quiet_until, zone
from streams.alerts.recent import RECEIPTS_S, Recent

HOUR = dt.timedelta(hours=1)
WEEKDAYS = {name: n for n, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to become of an alert on one channel."""

    action: Literal["send", "hold", "suppress"]
    reason: str = ""
    until: dt.datetime | None = None
    """When it is looked at again; None for never."""
    cause: HoldCause | None = None
    flood_begins: bool = False
    """Whether the subscriber is to be told that alerts are gathered from now on."""


SEND = Verdict("send")


@dataclass(slots=True)
class Past:
    """What was let through to one channel of one subscription."""

    released: dict[str, dt.datetime] = field(default_factory=dict)
    """Deliveries of the last hour and when they were let through, in that order."""
    groups: Recent[str, dt.datetime] = field(default_factory=lambda: Recent(RECEIPTS_S))
    """When something of a cool-down's group was last let through."""
    told: Recent[str, int] = field(default_factory=lambda: Recent(RECEIPTS_S))
    """Version of each story that was last let through."""
    flood_until: dt.datetime | None = None
    flooded: set[str] = field(default_factory=set)
    """Deliveries held in the present hour of a flood."""

    def note(self, receipt: Receipt) -> None:
        """Take what a receipt says; taking it again, or late, changes nothing."""
        if receipt.state in ("failed", "expired"):
            self.released.pop(receipt.delivery_id, None)
            return
        if receipt.released is not None and receipt.alert_id:
            moment = instant(receipt.released, "released")
            self.released.setdefault(receipt.delivery_id, moment)
            before = self.groups.get(receipt.group)
            latest = max(before, moment) if before else moment
            self.groups.put(receipt.group, latest, latest.timestamp())
        if receipt.alert_id and (receipt.released is not None or receipt.state == "digested"):
            version = max(receipt.story_version, self.told.get(receipt.story_id, -1))
            updated = instant(receipt.updated, "updated").timestamp()
            self.told.put(receipt.story_id, version, updated)
        if receipt.hold == "flood" and receipt.held_until is not None:
            self._note_flood(receipt, instant(receipt.held_until, "held_until"))

    def _note_flood(self, receipt: Receipt, until: dt.datetime) -> None:
        if self.flood_until is None or until > self.flood_until:
            self.flood_until, self.flooded = until, set()
        if until == self.flood_until:
            self.flooded.add(receipt.delivery_id)

    def lately(self, now: dt.datetime) -> int:
        """Return how many deliveries were let through in the hour before ``now``."""
        for delivery_id in [d for d, at in self.released.items() if at <= now - HOUR]:
            del self.released[delivery_id]
        return len(self.released)


def decide(  # noqa: PLR0913  # all that it depends on
    alert: Alert, noise: Noise, past: Past, now: dt.datetime, *,
    silence: Silence | None = None, acknowledged: bool = False,
) -> Verdict:  # fmt: skip
    """Return what is to become of ``alert``.

    ``silence``: the one that covers it at present. ``acknowledged``: whether someone has taken the
    story on; its updates then stop. Corrections are never repeats, and do not wait for a cool-down.
    """
    told = past.told.get(alert.story_id)
    if told is not None and alert.story_version <= told:
        return Verdict("suppress", f"version {told} of the story was told already")
    if silence is not None:
        said = f"silence {silence.silence_id} by {silence.author}: {silence.reason}"
        return Verdict("suppress", said, instant(silence.ends, "ends"))
    if alert.kind == "update" and acknowledged:
        return Verdict("suppress", "the alert is acknowledged")
    if alert.kind == "update" and noise.never_repeat and told is not None:
        return Verdict("suppress", "the subscription is told of a story once")
    return _in_time(alert, noise, past, now)


def _in_time(alert: Alert, noise: Noise, past: Past, now: dt.datetime) -> Verdict:
    """Return when ``alert``, which is to be told, is told."""
    if noise.digest is not None:
        moment = digest_after(noise, now)
        return Verdict("hold", "waits for the digest", moment, "schedule")
    quiet = None if alert.severity == "flash" and noise.flash_passes else _quiet(noise, now)
    if quiet is not None:
        return Verdict("hold", "quiet hours", quiet, "quiet_hours")
    if noise.most_per_hour and (flood := _flood(noise.most_per_hour, past, now)) is not None:
        return flood
    return _cooling(alert, noise, past, now) or SEND


def _cooling(alert: Alert, noise: Noise, past: Past, now: dt.datetime) -> Verdict | None:
    last = past.groups.get(group_of(alert, noise))
    if last is None or alert.kind == "correction":
        return None
    until = last + dt.timedelta(minutes=noise.cool_down_minutes)
    return Verdict("hold", "cool-down", until, "cool_down") if now < until else None


def _flood(most: int, past: Past, now: dt.datetime) -> Verdict | None:
    """Return the verdict of the flood guard; None while alerts are not too many.

    From the first alert over the limit on they are held for an hour, and for a further one as long
    as an hour brings more than the limit.
    """
    if past.flood_until is not None and now < past.flood_until:
        return Verdict("hold", "too many alerts", past.flood_until, "flood")
    ended = past.flood_until
    if ended is not None and now < ended + HOUR and len(past.flooded) > most:
        return Verdict("hold", "too many alerts", ended + HOUR, "flood")
    if past.lately(now) >= most:
        return Verdict("hold", "too many alerts", now + HOUR, "flood", flood_begins=True)
    return None


def group_of(alert: Alert, noise: Noise) -> str:
    """Return what the cool-down counts as the same thing as ``alert``."""
    event = next((e for e in alert.story.events if not e.withdrawn), None)
    if noise.group_by == "subscription":
        return "all"
    if noise.group_by == "story" or event is None:
        return f"story {alert.story_id}"
    return dyad_of(event) if noise.group_by == "dyad" else event.event_type


def digest_after(noise: Noise, after: dt.datetime) -> dt.datetime:
    """Return when the first digest later than ``after`` is sent.

    One that falls into quiet hours waits for their end. ``noise`` has a digest.
    """
    assert noise.digest is not None
    where, at = zone(noise.zone), clock(noise.digest.at)
    if noise.digest.every == "hour":
        moment = next_hourly(after, at.minute, where)
    else:
        moment = next_daily(after, at, where, _days(noise.digest.days))
    return _quiet(noise, moment) or moment


def _quiet(noise: Noise, now: dt.datetime) -> dt.datetime | None:
    if not noise.quiet_hours:
        return None
    return quiet_until(now, [_window(hours) for hours in noise.quiet_hours], zone(noise.zone))


def _window(hours: QuietHours) -> Window:
    return Window(clock(hours.start), clock(hours.end), _days(hours.days))


def _days(names: tuple[str, ...]) -> frozenset[int]:
    return frozenset(WEEKDAYS[name] for name in names) or ALL_DAYS


def clock(text: str) -> dt.time:
    """Return the time of day that ``HH:MM`` names; InvalidMessage where it names none.

    >>> clock("06:30")
    datetime.time(6, 30)
    """
    try:
        hours, _, minutes = text.partition(":")
        if len(hours) == 2 and len(minutes) == 2 and text.replace(":", "", 1).isdecimal():
            return dt.time(int(hours), int(minutes))
    except ValueError:
        pass
    raise InvalidMessage(f"{text!r:.20} is no time of day, expected HH:MM, 00:00 to 23:59")


def checked_noise(noise: Noise) -> Noise:
    """Return ``noise``; InvalidMessage where its zone or a time of it is none."""
    zone(noise.zone)
    for hours in noise.quiet_hours:
        _window(hours)
    if noise.digest is not None:
        clock(noise.digest.at)
    if noise.cool_down_minutes < 0 or noise.most_per_hour < 0:
        raise InvalidMessage("cool_down_minutes and most_per_hour are zero or more")
    return noise
