"""The schedule of deliveries: what waits for its moment, what is sent, and what became of it.

Decisions are those of ``streams.alerts.control``; this runs them. Each outcome becomes a receipt,
durable in Kafka, before it counts.
"""

import asyncio
import dataclasses
import datetime as dt
import logging
from collections.abc import Awaitable, Callable

from connectors.sinks.outcome import Postponed, Rejected
from schemas.alert import Alert
from schemas.channel import ChannelState
from schemas.errors import InvalidMessage, TransientError
from schemas.moment import instant
from schemas.receipt import ErrorKind, Notice, NoticeCause, Receipt
from streams import metrics
from streams.alerts.breaker import Breaker
from streams.alerts.control import Control
from streams.alerts.delivery import attempted, due_after, expires_at, settled
from streams.alerts.orders import Standing
from streams.alerts.waiting import moment_of
from streams.settings import Settings
from streams.stages.lanes import Host, Lane
from streams.stages.send import Sender, place_for_people

log = logging.getLogger(__name__)

GRACE_S = 5.0
"""How long a post under way may still end, and be noted, after a stop began."""
LONGEST_SLEEP_S = 60.0
"""A wall clock that is set is noticed within this time."""
RETRY_AFTER_MOST_S = 6 * 3600.0

Record = Callable[[Receipt | ChannelState], Awaitable[None]]


class Schedule:
    """Wakes what waits, and sends what is due in the lane of its channel."""

    def __init__(self, settings: Settings, record: Record, standing: Standing) -> None:
        self._settings = settings
        self._record = record
        self._control = Control(standing, settings.retry_for_s)
        self._standing = standing
        self._sender = Sender(settings, standing)
        self._pending: dict[str, Receipt] = {}
        self._hosts: dict[str, Host] = {}
        self._lanes: dict[str, tuple[Lane, asyncio.Task[None]]] = {}
        self._changed: set[str | None] = set()
        self._woken = asyncio.Event()
        self._keeper: asyncio.Task[None] | None = None
        self._stopping = False

    def receive(self, alert: Alert, now: dt.datetime) -> list[Receipt]:
        """Return the receipts that follow from ``alert``, to be written and then taken."""
        return self._control.receive(alert, now)

    def reserve(self, receipts: list[Receipt]) -> None:
        """Keep the places of ``receipts``, which are being written: a story goes in order."""
        for receipt in receipts:
            if receipt.state == "pending" and self._keeper is not None and not self._stopping:
                self._lane(receipt).reserve(receipt)

    def take(self, receipt: Receipt) -> None:
        """Take a durable receipt, unless a later word on its delivery is known."""
        try:
            _check(receipt)
            if not self._control.take(receipt):
                return
        except InvalidMessage as error:
            log.error("delivery %s cannot be made: %s", receipt.delivery_id, error)  # noqa: TRY400
            return
        self._pending.pop(receipt.delivery_id, None)
        if receipt.state != "pending":
            self._woken.set()
        elif self._stopping:
            return
        elif self._keeper is None:
            self._pending[receipt.delivery_id] = receipt
        else:
            self._lane(receipt).put(receipt)

    def changed(self, subscription_id: str | None = None) -> None:
        """Look again at what waits: a silence changed, or (if given) that subscription."""
        self._changed.add(subscription_id)
        self._woken.set()

    def start(self) -> None:
        """Begin to send what is due, and to wake what waits."""
        self._keeper = asyncio.create_task(self._keep())
        pending, self._pending = self._pending, {}
        for receipt in pending.values():
            self._lane(receipt).put(receipt)

    async def stop(self) -> None:
        """Stop; what is under way may end within ``GRACE_S``, the rest is sent again later."""
        self._stopping = True
        self._woken.set()
        lanes = list(self._lanes.values())
        await asyncio.gather(*(lane.stop(GRACE_S) for lane, _ in lanes))
        tasks = [task for _, task in lanes] + ([self._keeper] if self._keeper else [])
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=GRACE_S)
        await self._sender.close()

    def _lane(self, receipt: Receipt) -> Lane:
        """Return the lane of the receipt's channel, which runs unless all is stopping."""
        assert receipt.channel is not None
        lane, task = self._lanes.get(receipt.channel_id, (None, None))
        if lane is None or task is None or task.done():
            if lane is not None:
                lane.leave()
            settings, name = self._settings, self._sender.host_of(receipt.channel)
            breaker = Breaker(settings.breaker_failures, settings.breaker_first_s)
            lane = Lane(self._hosts.setdefault(name, Host(breaker)), self._attempt)
            lane.reserve(receipt)  # an empty lane would end at once
            self._lanes[receipt.channel_id] = (lane, asyncio.create_task(lane.run()))
        return lane

    async def _keep(self) -> None:
        """Wake what waits when its moment comes, until all stops.

        A cancellation alone does not end it: ``wait_for`` of Python 3.11 can swallow one.
        """
        while not self._stopping:
            self._woken.clear()
            try:
                await self._wake()
                metrics.DELIVERIES_WAITING.set(len(self._control.waiting))
                moment = self._control.next_moment(_now())
            except Exception:  # alerts are held here: it must not end
                log.exception("what waits could not be woken, trying again")
                moment = _now() + dt.timedelta(seconds=1)
            wait = LONGEST_SLEEP_S
            if moment is not None:
                wait = min(wait, max(0.0, (moment - _now()).total_seconds()))
            try:
                await asyncio.wait_for(self._woken.wait(), wait)
            except TimeoutError:
                continue

    async def _wake(self) -> None:
        changed, self._changed = self._changed, set()
        subscriptions: set[str | None] = {None} if None in changed else changed
        written = [r for one in subscriptions for r in self._control.reconsider(_now(), one)]
        written += self._control.wake(_now())
        self.reserve(written)
        for receipt in written:
            await self._persist(receipt)
            self.take(receipt)

    async def _attempt(self, receipt: Receipt) -> Receipt:
        """Send once; return the receipt of what happened, durable."""
        try:
            after = await self._outcome(receipt)
        except Exception as error:  # an alert must not end the task that sends the others
            log.exception("delivery %s met a fault of the code", receipt.delivery_id)
            after = self._again(receipt, f"{type(error).__name__}: {error}", "fault", 0.0)
        await self._persist(after)
        self.take(after)
        _count(after)
        return after

    async def _outcome(self, receipt: Receipt) -> Receipt:
        assert receipt.channel is not None
        why = self._standing.blocked(receipt.subscription_id, receipt.channel)
        if why is not None:
            return settled(receipt, "suppressed", _now(), reason=why)
        try:
            await self._sender.send(receipt, _now())
        except Postponed as error:
            after = self._again(receipt, str(error), error.kind, error.retry_after_s or 0.0)
            if after.state == "expired":
                await self._report(receipt, "delivery_failed", str(error))
            return after
        except InvalidMessage as error:
            kind = error.kind if isinstance(error, Rejected) else "too_large"
            log.warning("delivery %s failed for good: %s", receipt.delivery_id, error)
            await self._give_up(receipt, str(error), kind)
            return settled(attempted(receipt, str(error), kind, _now()), "failed", _now())
        return settled(attempted(receipt, None, None, _now()), "sent", _now())

    def _again(self, receipt: Receipt, error: str, kind: ErrorKind, asked_s: float) -> Receipt:
        """Return ``receipt`` put off, or expired where its time is over."""
        settings, now = self._settings, _now()
        tried = attempted(receipt, error, kind, now)
        wait = due_after(
            tried.attempts, settings.retry_first_s, receipt.delivery_id, settings.retry_most_s
        )
        wait = max(wait, min(asked_s, RETRY_AFTER_MOST_S))
        due = now + dt.timedelta(seconds=wait)
        expires = receipt.expires
        end = instant(expires, "expires") if expires else expires_at(receipt, settings.retry_for_s)
        if due > end:
            log.error("delivery %s expired: %s", receipt.delivery_id, error)
            return settled(tried, "expired", now)
        log.warning("delivery %s again in %.0f s: %s", receipt.delivery_id, wait, error)
        return dataclasses.replace(
            tried, revision=receipt.revision + 1, next_attempt=due.isoformat()
        )

    async def _give_up(self, receipt: Receipt, error: str, kind: ErrorKind) -> None:
        """Tell the owner of a delivery that failed for good; close a channel that is gone."""
        assert receipt.channel is not None
        if kind != "gone":
            await self._report(receipt, "delivery_failed", error)
            return
        mail = receipt.channel_kind == "email"
        state = ChannelState(
            channel_id=receipt.channel_id,
            condition="suspended" if mail else "disabled",
            reason=error,
            since=_now().isoformat(),
        )
        await self._persist(state)
        self._standing.channels[state.key] = state
        await self._report(receipt, "channel_suspended" if mail else "channel_disabled", error)
        self.changed()

    async def _report(self, receipt: Receipt, cause: NoticeCause, error: str) -> None:
        assert receipt.channel is not None
        notice = Notice(cause=cause, channel=place_for_people(receipt.channel), detail=error)
        for told in self._control.report(receipt, notice, _now()):
            await self._persist(told)
            self.take(told)

    async def _persist(self, record: Receipt | ChannelState) -> None:
        """Write it, waiting for the broker as long as it takes.

        One that no topic takes is left out: memory has it, and a restart sends again.
        """
        wait = 0.1
        while True:
            try:
                await self._record(record)
            except InvalidMessage as error:
                log.error("a receipt that no topic takes: %s", error)  # noqa: TRY400
                return
            except TransientError as error:
                log.warning("a receipt waits for the broker: %s", error)
            except Exception:
                log.exception("a receipt met a fault of the code, trying again")
            else:
                return
            await asyncio.sleep(wait)
            wait = min(wait * 2, 5.0)


def _check(receipt: Receipt) -> None:
    """Raise InvalidMessage where a receipt cannot be acted on."""
    if receipt.settled:
        return
    told = receipt.alert or receipt.digest or receipt.notice
    if told is None or receipt.channel is None or receipt.next_attempt is None:
        raise InvalidMessage(f"a {receipt.state} receipt without alert, channel or next_attempt")
    moment_of(receipt)
    if receipt.alert is not None:
        instant(receipt.alert.times.matched, "matched")


def _count(after: Receipt) -> None:
    """Count a try by how it ended."""
    metrics.DELIVERIES.labels(after.channel_kind, after.state).inc()
    if after.error_kind is not None and after.state != "suppressed":
        metrics.DELIVERY_ERRORS.labels(after.channel_kind, after.error_kind).inc()
    if after.state == "sent" and after.released is not None:
        waited = instant(after.updated, "updated") - instant(after.released, "released")
        metrics.DELIVERY_DELAY.labels(after.channel_kind).observe(waited.total_seconds())


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
