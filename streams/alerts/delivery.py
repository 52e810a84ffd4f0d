"""Deliveries: ids, receipts, times to live, waits between tries. Nothing is sent here.

A delivery goes through these states, each a receipt with a higher ``revision``:

    alert -> held -> pending -> sent | failed | expired       told by itself
    alert -> held -> digested                                  told in a digest, a delivery itself
    alert -> suppressed -> held | pending                      a silence covers it until its end
    alert -> suppressed                                        for good, for the reason given
"""

import dataclasses
import datetime as dt
from typing import Any

from schemas.alert import Alert
from schemas.channel import PULLED, Channel
from schemas.identity import stable_id
from schemas.moment import instant
from schemas.receipt import Digest, ErrorKind, HoldCause, Notice, Receipt, ReceiptState
from schemas.subscription import Severity

LIFE_TIMES: dict[Severity, float] = {"flash": 0.25, "priority": 1.0, "routine": 3.0}
"""Time to live of an undelivered alert, as a part of the setting ``retry_for_s``: a flash of this
morning is no flash."""
MAX_ERROR_CHARS = 500


def delivery_id(alert: Alert, channel: Channel) -> str:
    """Return the id of sending ``alert`` to ``channel``; it is the receiver's key for repeats."""
    return stable_id(
        alert.subscription_id,
        alert.story_id,
        alert.kind,
        str(alert.story_version),
        channel.kind,
        channel.url + channel.address,
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


def digest_receipt(
    subscription_id: str, channel: Channel, digest: Digest, group: str, now: dt.datetime
) -> Receipt:
    """Return the receipt of sending ``digest``; one of the same moment and cause has the same id.

    ``group`` is that of the cool-down that it ends, empty for other causes.
    """
    name = digest_id(subscription_id, channel.channel_id, digest.cause, digest.ends, group)
    return _let_through(
        name, subscription_id, channel, now, kind="digest", digest=digest, group=group
    )


def digest_id(
    subscription_id: str, channel_id: str, cause: HoldCause, ends: str, group: str
) -> str:
    """Return the delivery id of a digest."""
    return stable_id("digest", subscription_id, channel_id, cause, ends, group)


def notice_receipt(
    subscription_id: str, channel: Channel, notice: Notice, occasion: str, now: dt.datetime
) -> Receipt:
    """Return the receipt of telling ``notice``; for the same ``occasion`` it has the same id."""
    name = stable_id("notice", notice.cause, occasion, channel.channel_id)
    return _let_through(name, subscription_id, channel, now, kind="notice", notice=notice)


def _let_through(
    name: str, subscription_id: str, channel: Channel, now: dt.datetime, **told: Any
) -> Receipt:
    """Return the receipt of a message that is of no single alert; nothing holds it back."""
    receipt = Receipt(
        delivery_id=name,
        alert_id="",
        subscription_id=subscription_id,
        story_id="",
        channel_id=channel.channel_id,
        channel_kind=channel.kind,
        channel=channel,
        state="pending",
        opened_at=now.isoformat(),
        updated=now.isoformat(),
        revision=-1,
        **told,
    )
    return released(receipt, now)


def released(receipt: Receipt, now: dt.datetime) -> Receipt:
    """Return ``receipt`` let through: to be sent now, or told already where readers come for it."""
    through = dataclasses.replace(
        receipt,
        revision=receipt.revision + 1,
        state="pending",
        released=now.isoformat(),
        next_attempt=now.isoformat(),
        reason=None,
        updated=now.isoformat(),
    )
    if receipt.channel_kind in PULLED:
        return settled(dataclasses.replace(through, revision=receipt.revision), "sent", now)
    return through


def settled(
    receipt: Receipt, state: ReceiptState, now: dt.datetime, *,
    reason: str | None = None, digest: str | None = None,
) -> Receipt:  # fmt: skip
    """Return ``receipt`` at its end: neither alert nor secret is kept."""
    return dataclasses.replace(
        receipt,
        revision=receipt.revision + 1,
        state=state,
        reason=reason,
        digest_id=digest,
        next_attempt=None,
        alert=None,
        channel=None,
        updated=now.isoformat(),
    )


def attempted(
    receipt: Receipt, error: str | None, kind: ErrorKind | None, now: dt.datetime
) -> Receipt:
    """Return ``receipt`` after one more try; the caller says what follows from it."""
    return dataclasses.replace(
        receipt,
        attempts=receipt.attempts + 1,
        last_error=error[:MAX_ERROR_CHARS] if error else None,
        error_kind=kind,
        updated=now.isoformat(),
    )


def expires_at(receipt: Receipt, retry_for_s: float) -> dt.datetime:
    """Return when ``receipt`` is given up: so long after it was let through, or matched.

    Kept back by its reader's wish, an alert is as fresh as on the moment they chose.
    """
    severity: Severity = receipt.alert.severity if receipt.alert else "routine"
    waited = receipt.alert is None or receipt.hold is not None
    born = receipt.released or receipt.updated if waited else None
    if born is None:
        assert receipt.alert is not None
        born = receipt.alert.times.matched
    return instant(born, "released") + dt.timedelta(seconds=retry_for_s * LIFE_TIMES[severity])


def due_after(attempts: int, first_s: float, delivery: str, most_s: float = 3600.0) -> float:
    """Return the seconds to wait after ``attempts`` failures: doubled each time, up to ``most_s``.

    Spread by up to a tenth, by the delivery's id, so that repeats to one receiver do not meet.
    """
    wait = min(first_s * 2.0 ** min(attempts - 1, 60), most_s)
    spread = int(stable_id(delivery, str(attempts))[:4], 16) / 0xFFFF
    return wait * (1 + spread / 10)
