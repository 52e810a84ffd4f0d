"""What a webhook receives: the alert with its story, a digest by dyad, or a notice."""

import dataclasses

from schemas.receipt import Digest, Notice, Receipt
from schemas.wire import encode
from streams.alerts.digest import Group, grouped


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DigestBody:
    """A digest as programs read it."""

    kind: str = "digest"
    delivery_id: str
    subscription_id: str
    starts: str
    ends: str
    cause: str
    groups: tuple[Group, ...]
    left_out: int
    schema_version: int = 1


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NoticeBody:
    """A notice as programs read it."""

    kind: str = "notice"
    delivery_id: str
    subscription_id: str
    notice: Notice
    schema_version: int = 1


def webhook_body(receipt: Receipt) -> bytes:
    """Return the body of a delivery: UTF-8 JSON, no channel of anybody in it.

    InvalidMessage where it is too large or holds nothing to tell.
    """
    if receipt.digest is not None:
        return encode(_digest(receipt, receipt.digest))
    if receipt.notice is not None:
        return encode(
            NoticeBody(
                delivery_id=receipt.delivery_id,
                subscription_id=receipt.subscription_id,
                notice=receipt.notice,
            )
        )
    assert receipt.alert is not None
    return encode(dataclasses.replace(receipt.alert, channels=()))


def _digest(receipt: Receipt, digest: Digest) -> DigestBody:
    return DigestBody(
        delivery_id=receipt.delivery_id,
        subscription_id=receipt.subscription_id,
        starts=digest.starts,
        ends=digest.ends,
        cause=digest.cause,
        groups=grouped(digest.items),
        left_out=digest.left_out,
    )
