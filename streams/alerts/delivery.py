"""Deliveries: their ids, receipts and the schedule of repeats. Nothing is sent here."""

import datetime as dt

from schemas.alert import Alert
from schemas.channel import Channel
from schemas.identity import stable_id
from schemas.receipt import Receipt


def delivery_id(alert: Alert, channel: Channel) -> str:
    """Return the id of sending ``alert`` to ``channel``; it is the receiver's key for repeats."""
    return stable_id(
        alert.subscription_id,
        alert.story_id,
        alert.kind,
        str(alert.story_version),
        channel.kind,
        channel.url,
    )


def receipt_of(alert: Alert, channel: Channel, now: dt.datetime) -> Receipt:
    """Return the pending receipt that puts a delivery on the schedule, due at once."""
    return Receipt(
        delivery_id=delivery_id(alert, channel),
        alert_id=alert.alert_id,
        subscription_id=alert.subscription_id,
        story_id=alert.story_id,
        story_version=alert.story_version,
        kind=alert.kind,
        channel_id=channel.channel_id,
        channel_kind=channel.kind,
        channel=channel,
        state="pending",
        next_attempt=now.isoformat(),
        alert=alert,
        opened_at=alert.story.opened_at,
        updated=now.isoformat(),
    )


def due_after(attempts: int, first_s: float, delivery: str) -> float:
    """Return the seconds to wait after ``attempts`` failures: doubled each time, at most an hour.

    Spread by up to a tenth, by the delivery's id, so that repeats to one receiver do not meet.
    """
    wait = min(first_s * 2.0 ** (attempts - 1), 3600.0)
    spread = int(stable_id(delivery, str(attempts))[:4], 16) / 0xFFFF
    return wait * (1 + spread / 10)
