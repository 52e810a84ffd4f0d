"""Alerts and subscriptions for tests of deliveries, all but what a test is about filled in."""

import dataclasses
import datetime as dt
from typing import Any

from schemas.alert import Alert, Reason, Times
from schemas.channel import Channel
from schemas.event import Actor
from schemas.identity import stable_id
from schemas.noise import DigestSchedule, Noise, QuietHours
from schemas.receipt import Receipt
from schemas.silence import Silence, SilenceMatcher
from schemas.subscription import Subscription
from streams.alerts.control import Control
from streams.alerts.orders import Standing
from tests.records import MOMENT, SECRET, event, story

NOW = dt.datetime(2026, 5, 4, 10, tzinfo=dt.UTC)
WEBHOOK = Channel(kind="webhook", url="http://127.0.0.1:1/alerts", secret=SECRET)
MORNING = dt.datetime(2026, 5, 5, 3, 30, tzinfo=dt.UTC)
LATE = dt.datetime(2026, 5, 4, 20, tzinfo=dt.UTC)
DAILY = Noise(zone="Asia/Damascus", digest=DigestSchedule(every="day", at="06:30"))
NIGHT = Noise(zone="Asia/Damascus", quiet_hours=(QuietHours(start="22:00", end="06:30"),))
MAIL = Channel(kind="email", address="desk@news.example", confirmed_at=MOMENT)


def minutes(count: float) -> dt.timedelta:
    """Return so many minutes."""
    return dt.timedelta(minutes=count)


def subscription_with(noise: Noise | None = None, **changes: Any) -> Subscription:
    """Return a subscription by webhook with these wishes."""
    base = Subscription(
        subscription_id="duty", name="مناوبة", owner="salma", query="any: علقت",
        noise=noise or Noise(), channels=(WEBHOOK,),
    )  # fmt: skip
    return dataclasses.replace(base, **changes)


def alert_on(
    story_id: str = "s1", version: int = 1, *, at: dt.datetime = NOW, sides: str = "BRA ARG",
    **changes: Any,
) -> Alert:  # fmt: skip
    """Return an alert on a version of a story about one event between ``sides``."""
    source, _, target = sides.partition(" ")
    told = event(
        source=Actor(code=source, name=source),
        target=Actor(code=target, name=target) if target else None,
    )
    base = Alert(
        alert_id=stable_id(changes.get("subscription_id", "duty"), story_id, str(version)),
        subscription_id="duty",
        subscription_version=1,
        story_id=story_id,
        story_version=version,
        kind="first" if version == 1 else "update",
        why=(Reason(clause="type: SANCTION", text="علقت", start=0, end=4),),
        times=Times(published=MOMENT, fetched=at.isoformat(), matched=at.isoformat()),
        story=story(version, story_id=story_id, events=(told,), headline=f"عنوان {story_id}"),
        channels=(WEBHOOK,),
    )
    return dataclasses.replace(base, **changes)


def silence(field: str, *values: str, until: dt.datetime, **changes: object) -> Silence:
    """Return a silence from before ``NOW`` on."""
    matcher = SilenceMatcher(field=field, values=values)  # type: ignore[arg-type]
    base = Silence(
        silence_id="x1", matchers=(matcher,), reason="تدريب", author="salma",
        starts="2026-05-04T00:00:00+00:00", ends=until.isoformat(),
    )  # fmt: skip
    return dataclasses.replace(base, **changes)  # type: ignore[arg-type]


class Line:
    """Deliveries of some subscriptions over time, without any sending: what Kafka would hold."""

    def __init__(self, *subscriptions: Subscription, retry_for_s: float = 86_400.0) -> None:
        self.standing = Standing()
        self.standing.subscriptions = {s.subscription_id: s for s in subscriptions}
        self.retry_for_s = retry_for_s
        self.control = Control(self.standing, retry_for_s)
        self.log: list[Receipt] = []

    def write(self, receipts: list[Receipt]) -> list[Receipt]:
        """Make ``receipts`` durable."""
        self.log += receipts
        for receipt in receipts:
            self.control.take(receipt)
        return receipts

    def receive(self, alert: Alert, now: dt.datetime) -> list[Receipt]:
        """Let an alert come."""
        return self.write(self.control.receive(alert, now))

    def wake(self, now: dt.datetime) -> list[Receipt]:
        """Let the time be ``now``."""
        return self.write(self.control.wake(now))

    def run_until(self, end: dt.datetime, start: dt.datetime) -> list[Receipt]:
        """Wake at every moment that something waits for, up to ``end``."""
        written: list[Receipt] = []
        now = start
        while (moment := self.control.next_moment(now)) is not None and moment <= end:
            now = max(now, moment)
            written += self.wake(now)
        return written

    def restart(self) -> None:
        """Begin anew from what is durable, as after kill -9."""
        self.control = Control(self.standing, self.retry_for_s)
        for receipt in self.log:
            self.control.take(receipt)

    def newest(self) -> dict[str, Receipt]:
        """Return the newest receipt of each delivery."""
        return {receipt.delivery_id: receipt for receipt in self.log}

    def told(self) -> list[Receipt]:
        """Return what was let through to be sent, alone or as a digest, in order."""
        return [r for r in self.log if r.state == "pending"]
