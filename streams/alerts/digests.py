"""Which digests are due, and what goes into each."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Container, Iterator, Mapping

from schemas.channel import Channel
from schemas.moment import instant
from schemas.noise import Noise
from schemas.receipt import Digest, HoldCause, Receipt
from streams.alerts.delivery import digest_id, digest_receipt, settled
from streams.alerts.digest import MOST_ITEMS, gathered
from streams.alerts.noise import digest_after
from streams.alerts.orders import INBOX, Standing
from streams.alerts.recent import RECEIPTS_S, Recent

Line = tuple[str, str]
ALONE: frozenset[HoldCause] = frozenset({"quiet_hours", "cool_down"})
"""After these a single story is sent as what it is."""
ToldAlone = Callable[[Receipt], Mapping[str, int]]
Composed = tuple[list[Receipt], list[Receipt]]
"""Receipts to let through alone, and finished ones to write: the digest before its parts."""


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Batch:
    """What is told together."""

    subscription_id: str
    channel_id: str
    cause: HoldCause
    ends: str
    group: str


def batch_of(receipt: Receipt) -> Batch:
    """Return what ``receipt``, which is held, is told together with."""
    assert receipt.hold is not None
    assert receipt.held_until is not None
    group = receipt.group if receipt.hold == "cool_down" else ""
    return Batch(
        receipt.subscription_id, receipt.channel_id, receipt.hold, receipt.held_until, group
    )


class Digests:
    """Knows the digests of the past by their receipts."""

    def __init__(self, standing: Standing, known: Container[str]) -> None:
        self._standing = standing
        self._known = known
        self._told_in: Recent[str, frozenset[str]] = Recent(RECEIPTS_S)
        self._last: dict[Line, str] = {}
        self._since: dict[Line, dt.datetime] = {}
        self._even_if_empty: list[str] | None = None

    def look_again(self) -> None:
        """Take note that subscriptions changed."""
        self._even_if_empty = None

    def note(self, receipt: Receipt) -> None:
        """Take the receipt of a digest."""
        if receipt.digest is None:
            return
        parts = frozenset(i.delivery_id for i in receipt.digest.items)
        updated = instant(receipt.updated, "updated").timestamp()
        self._told_in.put(receipt.delivery_id, parts, updated)
        if receipt.digest.cause == "schedule":
            line = (receipt.subscription_id, receipt.channel_id)
            self._last[line] = max(self._last.get(line, ""), receipt.digest.ends)

    def compose(
        self, ready: list[Receipt], told_alone: ToldAlone, now: dt.datetime
    ) -> Iterator[Composed]:
        """Yield what follows from what was held until now, a batch at a time.

        ``told_alone``: which versions of stories the reader of a receipt was sent by themselves.
        """
        batches: dict[Batch, list[Receipt]] = {}
        for receipt in ready:
            batches.setdefault(batch_of(receipt), []).append(receipt)
        for batch, members in sorted(batches.items()):
            yield self._composed(batch, members, told_alone(members[0]), now)

    def _composed(
        self, batch: Batch, members: list[Receipt], alone: Mapping[str, int], now: dt.datetime
    ) -> Composed:
        own = digest_id(
            batch.subscription_id, batch.channel_id, batch.cause, batch.ends, batch.group
        )
        if own in self._known:  # a kill came between the digest and the receipts of its parts
            told = self._told_in.get(own, frozenset())
            parts = [r for r in members if r.delivery_id in told]
            return ([r for r in members if r.delivery_id not in told],
                    [settled(r, "digested", now, digest=own) for r in parts])  # fmt: skip
        items, old = gathered(members, alone)
        written = [settled(r, "suppressed", now, reason="told by itself already") for r in old]
        left = [r for r in members if r not in old]
        if not items or (len(items) == 1 and batch.cause in ALONE):
            return left, written
        digest = Digest(
            starts=self._last.get((batch.subscription_id, batch.channel_id), ""),
            ends=batch.ends,
            cause=batch.cause,
            items=items[:MOST_ITEMS],
            left_out=max(0, len(items) - MOST_ITEMS),
        )
        channel = left[0].channel
        assert channel is not None
        whole = digest_receipt(batch.subscription_id, channel, digest, batch.group, now)
        parts = [settled(r, "digested", now, digest=whole.delivery_id) for r in left]
        return [], [whole, *parts, *written]

    def moments(self, now: dt.datetime) -> list[dt.datetime]:
        """Return when the digests are due that are sent even if there is nothing to tell."""
        return [digest_after(noise, self._base(line, now)) for line, _, noise in self._wished()]

    def empty(self, now: dt.datetime) -> Iterator[Receipt]:
        """Yield a digest of nothing for each line whose moment has come and had none.

        Of those missed while nobody ran, the last alone. What waits until now has to be composed
        before.
        """
        for line, channel, noise in self._wished():
            ends = digest_after(noise, self._base(line, now))
            if ends > now:
                continue
            while (later := digest_after(noise, ends)) <= now:
                ends = later
            digest = Digest(
                starts=self._last.get(line, ""), ends=ends.isoformat(), cause="schedule", items=()
            )
            receipt = digest_receipt(line[0], channel, digest, "", now)
            if receipt.delivery_id not in self._known:
                yield receipt

    def _wished(self) -> Iterator[tuple[Line, Channel, Noise]]:
        found = self._standing.subscriptions
        if self._even_if_empty is None:
            self._even_if_empty = [
                s.subscription_id
                for s in found.values()
                if s.enabled and s.noise.digest is not None and s.noise.digest.even_if_empty
            ]
        for subscription in [found[name] for name in self._even_if_empty if name in found]:
            for channel in subscription.channels or (INBOX,):
                if self._standing.blocked(subscription.subscription_id, channel) is None:
                    yield (
                        (subscription.subscription_id, channel.channel_id),
                        channel,
                        subscription.noise,
                    )

    def _base(self, line: Line, now: dt.datetime) -> dt.datetime:
        """Return after which moment the next digest of ``line`` is to be looked for."""
        if line in self._last:
            return instant(self._last[line], "ends")
        return self._since.setdefault(line, now)
