"""All decisions about deliveries, from an alert to the receipts that follow; nothing is sent here.

``Control`` is rebuilt from the receipts of the past (``take``). It is asked when an alert comes
(``receive``), when a moment has come that something waited for (``wake``), and when what stands has
changed (``reconsider``). It answers with receipts: written first, taken back once they are durable,
and only then acted on. So a kill at any point leaves a state from which the next one goes on.
"""

import dataclasses
import datetime as dt
from collections import defaultdict

from schemas.alert import Alert
from schemas.channel import PULLED
from schemas.moment import instant
from schemas.receipt import Notice, Receipt
from streams.alerts.delivery import (
    expires_at,
    notice_receipt,
    receipt_of,
    released,
    settled,
)
from streams.alerts.digests import Digests, Line
from streams.alerts.noise import Past, Verdict, decide, group_of
from streams.alerts.orders import INBOX, Standing
from streams.alerts.recent import RECEIPTS_S, Recent
from streams.alerts.silences import silenced_by
from streams.alerts.waiting import Waiting, moment_of

MOST_AT_ONCE = 1000
"""Deliveries woken in one go, lest a morning's digests keep all else from its turn."""
Thread = tuple[str, str, str]
"""What is told of one story on a line: subscription, channel, story."""


def thread_of(receipt: Receipt) -> Thread:
    """Return the thread of a delivery; a digest or a notice is one of its own."""
    return receipt.subscription_id, receipt.channel_id, receipt.story_id or receipt.delivery_id


class Control:
    """What was let through, what waits for what, and what becomes of it."""

    def __init__(self, standing: Standing, retry_for_s: float) -> None:
        self._standing = standing
        self._retry_for_s = retry_for_s
        self._known: Recent[str, tuple[bool, int]] = Recent(RECEIPTS_S, lambda known: not known[0])
        self._past: defaultdict[Line, Past] = defaultdict(Past)
        self._alone: defaultdict[str, Recent[str, int]] = defaultdict(lambda: Recent(RECEIPTS_S))
        self._waiting = Waiting()
        self._newest: dict[Thread, Receipt] = {}
        self._digests = Digests(standing, self._known)

    def knows(self, delivery_id: str) -> bool:
        """Return whether there is a receipt of this delivery, whatever its state."""
        return delivery_id in self._known

    @property
    def waiting(self) -> tuple[Receipt, ...]:
        """Return what is held or silenced."""
        return self._waiting.all

    def take(self, receipt: Receipt) -> bool:
        """Take a durable receipt; return False where a later word on its delivery is known.

        A receipt may come twice, and late: an alert that was written twice has two, and a write of
        the worker that had the partition before may land behind ours.
        """
        age = (receipt.settled, receipt.revision)
        if age < self._known.get(receipt.delivery_id, (False, -1)):
            return False
        self._note(receipt)
        self._waiting.drop(receipt.delivery_id)
        if not receipt.settled and receipt.state != "pending":
            self._waiting.put(receipt)
        return True

    def _note(self, receipt: Receipt) -> None:
        """Take what a receipt says into account, durable or about to be."""
        updated = instant(receipt.updated, "updated").timestamp()
        self._known.put(receipt.delivery_id, (receipt.settled, receipt.revision), updated)
        line = (receipt.subscription_id, receipt.channel_id)
        self._past[line].note(receipt)
        self._digests.note(receipt)
        if receipt.alert_id and receipt.released is not None:
            alone = self._told_alone(receipt)
            if receipt.state not in ("failed", "expired"):
                version = max(receipt.story_version, alone.get(receipt.story_id, -1))
                alone.put(receipt.story_id, version, updated)
            elif alone.get(receipt.story_id) == receipt.story_version:
                alone.drop(receipt.story_id)
        newest = self._newest.get(thread_of(receipt))
        if receipt.state in ("held", "suppressed") and not receipt.settled:
            if newest is None or newest.story_version <= receipt.story_version:
                self._newest[thread_of(receipt)] = receipt
        elif newest is not None and newest.delivery_id == receipt.delivery_id:
            del self._newest[thread_of(receipt)]

    def _told_alone(self, receipt: Receipt) -> Recent[str, int]:
        """Return the version of each story that the reader of ``receipt`` was sent by itself.

        One address is one reader, whatever the subscription; an inbox is that of its owner.
        """
        if receipt.channel_kind not in PULLED:
            return self._alone[receipt.channel_id]
        owner = self._standing.owner(receipt.subscription_id) or receipt.subscription_id
        return self._alone[f"{owner} {receipt.channel_id}"]

    def receive(self, alert: Alert, now: dt.datetime) -> list[Receipt]:
        """Return the receipts that follow from ``alert``; none for what is known already."""
        written: list[Receipt] = []
        for channel in alert.channels or (INBOX,):
            receipt = receipt_of(alert, channel, now)
            if not self.knows(receipt.delivery_id):
                fresh = dataclasses.replace(receipt, revision=-1)
                written += self._place(fresh, now)
        return written

    def _place(self, receipt: Receipt, now: dt.datetime) -> list[Receipt]:
        """Return ``receipt`` as it is decided now, and what it takes the place of."""
        newest = self._newest.get(thread_of(receipt))
        written: list[Receipt] = []
        if newest is not None and newest.delivery_id != receipt.delivery_id:
            older, newer = sorted((newest, receipt), key=lambda r: r.story_version)
            reason = f"version {newer.story_version} took its place"
            written.append(self._noted(settled(older, "suppressed", now, reason=reason)))
            if newer is not receipt:
                return written
            receipt = _in_place_of(older, receipt)
        verdict = self._verdict(receipt, now)
        written.append(self._noted(self._applied(receipt, verdict, now)))
        if verdict.flood_begins and receipt.channel is not None:
            told = notice_receipt(
                receipt.subscription_id, receipt.channel, Notice(cause="flood", channel=""),
                receipt.delivery_id, now,
            )  # fmt: skip
            written.append(self._noted(told))
        return written

    def _noted(self, receipt: Receipt) -> Receipt:
        self._note(receipt)
        return receipt

    def _verdict(self, receipt: Receipt, now: dt.datetime) -> Verdict:
        alert, channel = receipt.alert, receipt.channel
        assert alert is not None
        assert channel is not None
        standing, subscription_id = self._standing, receipt.subscription_id
        why = standing.blocked(subscription_id, channel)
        if why is None and receipt.revision >= 0:  # what is new still arrives
            why = standing.gone(subscription_id, channel)
        if why is not None:
            return Verdict("suppress", why)
        silence = silenced_by(
            alert, standing.owner(subscription_id), standing.silences.values(), now
        )
        return decide(
            alert, standing.noise(subscription_id),
            self._past[subscription_id, receipt.channel_id], now,
            silence=silence, acknowledged=standing.acknowledged(alert),
        )  # fmt: skip

    def _applied(self, receipt: Receipt, verdict: Verdict, now: dt.datetime) -> Receipt:
        """Return ``receipt`` as ``verdict`` says."""
        assert receipt.alert is not None
        noise = self._standing.noise(receipt.subscription_id)
        receipt = dataclasses.replace(receipt, group=group_of(receipt.alert, noise))
        if verdict.action == "send":
            if receipt.state == "suppressed" and self._stale(receipt, now):
                return settled(receipt, "expired", now, reason="the silence outlived it")
            return self._dated(released(receipt, now))
        if verdict.until is None:
            return settled(receipt, "suppressed", now, reason=verdict.reason)
        until = verdict.until.isoformat()
        held = verdict.action == "hold"
        return dataclasses.replace(
            receipt,
            revision=receipt.revision + 1,
            state="held" if held else "suppressed",
            hold=verdict.cause,
            held_until=until if held else None,
            next_attempt=until,
            reason=verdict.reason,
            updated=now.isoformat(),
        )

    def _stale(self, receipt: Receipt, now: dt.datetime) -> bool:
        return expires_at(dataclasses.replace(receipt, hold=None), self._retry_for_s) <= now

    def _dated(self, receipt: Receipt) -> Receipt:
        if receipt.settled:
            return receipt
        return dataclasses.replace(
            receipt, expires=expires_at(receipt, self._retry_for_s).isoformat()
        )

    def reconsider(self, now: dt.datetime, subscription_id: str | None = None) -> list[Receipt]:
        """Return what changes for what waits, after a change of what stands.

        ``subscription_id``: of this one alone.
        """
        written: list[Receipt] = []
        self._digests.look_again()
        for receipt in self.waiting:
            if subscription_id not in (None, receipt.subscription_id) or _is_due(receipt, now):
                continue
            verdict = self._verdict(receipt, now)
            if not _same(receipt, verdict):
                written += self._place(receipt, now)
        return written

    def next_moment(self, now: dt.datetime) -> dt.datetime | None:
        """Return when ``wake`` is due next, None for never."""
        first = self._waiting.first()
        return min((*([first] if first else []), *self._digests.moments(now)), default=None)

    def wake(self, now: dt.datetime) -> list[Receipt]:
        """Return what follows from the moments that have come: digests, and what waited alone.

        Where there is more than ``MOST_AT_ONCE``, ``next_moment`` stays in the past.
        """
        written: list[Receipt] = []
        ready: list[Receipt] = []
        due = self._waiting.due(now, MOST_AT_ONCE)
        for receipt in due:
            if self._newest.get(thread_of(receipt), receipt).delivery_id != receipt.delivery_id:
                written.append(self._superseded(receipt, now))
            elif receipt.hold is None or not self._may_go(receipt, now):
                written += self._place(receipt, now)
            else:
                ready.append(receipt)
        for alone, others in self._digests.compose(ready, self._told_alone, now):
            written += [self._noted(self._dated(receipt)) for receipt in others]
            written += [self._noted(self._dated(released(r, now))) for r in alone]
        if len(due) < MOST_AT_ONCE:  # else a line may have more than nothing
            written += [self._noted(self._dated(r)) for r in self._digests.empty(now)]
        return written

    def _superseded(self, receipt: Receipt, now: dt.datetime) -> Receipt:
        done = settled(receipt, "suppressed", now, reason="a newer version took its place")
        return self._noted(done)

    def _may_go(self, receipt: Receipt, now: dt.datetime) -> bool:
        """Return whether nothing but time kept ``receipt`` back.

        What waited for a digest is not to wait for the next one, and so with the hours of a flood.
        """
        verdict = self._verdict(receipt, now)
        gathers = {
            "schedule": {"schedule"}, "flood": {"flood"}, "quiet_hours": {"flood"}, "cool_down": (),
        }  # fmt: skip
        return verdict.action == "send" or verdict.cause in gathers[receipt.hold or "cool_down"]

    def report(self, receipt: Receipt, notice: Notice, now: dt.datetime) -> list[Receipt]:
        """Return word to the owner, by other channels, of what became of ``receipt``.

        Once a day for the same cause and channel. Notices themselves are not reported.
        """
        if receipt.kind == "notice":
            return []
        occasion = f"{receipt.subscription_id} {receipt.channel_id} {now.date()}"
        told = [
            notice_receipt(subscription_id, channel, notice, occasion, now)
            for subscription_id, channel in self._standing.others(
                receipt.subscription_id, receipt.channel_id
            )
        ]
        return [self._noted(self._dated(r)) for r in told if not self.knows(r.delivery_id)]


def _in_place_of(older: Receipt, receipt: Receipt) -> Receipt:
    """Return ``receipt`` as the first word on its story where the older was to be that."""
    if older.kind != "first" or receipt.alert is None:
        return receipt
    first = dataclasses.replace(receipt.alert, kind="first")
    return dataclasses.replace(receipt, kind="first", alert=first)


def _is_due(receipt: Receipt, now: dt.datetime) -> bool:
    return moment_of(receipt) <= now


def _same(receipt: Receipt, verdict: Verdict) -> bool:
    """Return whether ``verdict`` leaves ``receipt`` as it is."""
    if verdict.action == "send" or verdict.until is None:
        return False
    state = "held" if verdict.action == "hold" else "suppressed"
    return (
        receipt.state == state
        and receipt.next_attempt == verdict.until.isoformat()
        and receipt.reason == verdict.reason
    )
