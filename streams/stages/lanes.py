"""Lanes: one a channel, so that a channel that fails or hangs holds up no other.

In a lane the deliveries of one story go in order: the next waits until the one before is settled.
A host that fails again and again is left alone for a while (``Breaker``); when it answers, whatever
waits for it goes at once.
"""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable

from schemas.receipt import ErrorKind, Receipt
from streams.alerts.breaker import Breaker
from streams.alerts.control import Thread, thread_of
from streams.alerts.waiting import moment_of

AT_A_TIME = 4
"""Posts to one channel under way."""
HOST_AT_A_TIME = 8
HOST_FAULTS: frozenset[ErrorKind] = frozenset({"timeout", "connection", "server"})
"""Failures of the host itself, not of one delivery or one channel."""

Attempt = Callable[[Receipt], Awaitable[Receipt]]
"""Sends once; returns the receipt of what happened, durable already."""


class Host:
    """What the lanes to one host share."""

    def __init__(self, breaker: Breaker) -> None:
        self.breaker = breaker
        self.slots = asyncio.Semaphore(HOST_AT_A_TIME)
        self.lanes: set[Lane] = set()
        self.trying = 0

    def may_try(self, now: dt.datetime) -> float | None:
        """Return the seconds until something may be sent; None: when what is tried has ended."""
        wait = self.breaker.wait_s(now)
        if wait == 0 and self.breaker.on_trial and self.trying:
            return None
        return wait

    def learn(self, receipt: Receipt, now: dt.datetime) -> None:
        """Count how a try ended; let every lane go where the host is back."""
        if receipt.error_kind in HOST_FAULTS:
            self.breaker.failed(now)
        elif self.breaker.succeeded():
            for lane in self.lanes:
                lane.hurry(now)
        for lane in self.lanes:
            lane.wake()


class Lane:
    """The deliveries of one channel, in the order of each story, those due first."""

    def __init__(self, host: Host, attempt: Attempt) -> None:
        self._host = host
        self._attempt = attempt
        self._threads: dict[Thread, list[Receipt]] = {}
        self._due: dict[str, dt.datetime | None] = {}
        """None while the receipt is not durable."""
        self._pause = dt.datetime.min.replace(tzinfo=dt.UTC)
        self._busy: dict[Thread, asyncio.Task[None]] = {}
        self._woken = asyncio.Event()
        self._stopping = False
        host.lanes.add(self)

    @property
    def empty(self) -> bool:
        """Return whether there is nothing left to send."""
        return not self._threads and not self._busy

    def reserve(self, receipt: Receipt) -> None:
        """Keep the place of a delivery whose receipt is on its way to the broker.

        Receipts become durable in any order; without this a later version could go first.
        """
        if receipt.delivery_id not in self._due:
            thread = self._threads.setdefault(thread_of(receipt), [])
            thread.append(receipt)
            thread.sort(key=_place)
            self._due[receipt.delivery_id] = None

    def put(self, receipt: Receipt) -> None:
        """Take a pending delivery; one that is here already is not taken twice."""
        self.reserve(receipt)
        if self._due[receipt.delivery_id] is None:
            self._due[receipt.delivery_id] = moment_of(receipt)
            self.wake()

    def hurry(self, now: dt.datetime) -> None:
        """Let what waits for the host to come back go at once."""
        for thread in self._threads.values():
            for receipt in thread:
                due = self._due[receipt.delivery_id]
                if due is not None and receipt.error_kind in HOST_FAULTS:
                    self._due[receipt.delivery_id] = min(due, now)

    def wake(self) -> None:
        """Look again at what may be sent."""
        self._woken.set()

    async def run(self) -> None:
        """Send what is due until the lane is empty or stopped."""
        while not self.empty and not self._stopping:
            self._woken.clear()
            wait = self._start_due(_now())
            try:
                await asyncio.wait_for(self._woken.wait(), wait)
            except TimeoutError:
                continue

    async def stop(self, grace_s: float) -> None:
        """Start nothing more; what is under way may end within ``grace_s``."""
        self._stopping = True
        self.wake()
        busy = list(self._busy.values())
        if busy:
            await asyncio.wait(busy, timeout=grace_s)
        for task in busy:
            task.cancel()
        if busy:
            await asyncio.wait(busy, timeout=grace_s)
        self.leave()

    def leave(self) -> None:
        """Be none of the host's lanes any more."""
        self._host.lanes.discard(self)

    def _start_due(self, now: dt.datetime) -> float | None:
        """Start what may go now; return the seconds until there may be more, None for unknown."""
        heads = sorted(
            (max(due, self._pause), key)
            for key, thread in self._threads.items()
            if key not in self._busy and (due := self._due[thread[0].delivery_id]) is not None
        )
        for due, key in heads:
            if len(self._busy) >= AT_A_TIME:
                return None
            wait = (due - now).total_seconds()
            if wait > 0:
                return wait
            blocked = self._host.may_try(now)
            if blocked is None or blocked > 0:
                return blocked
            self._host.trying += 1
            self._busy[key] = asyncio.create_task(self._carry(key))
        return None

    async def _carry(self, key: Thread) -> None:
        """Make one try of the head of a thread; it leaves the lane once it is settled."""
        receipt = self._threads[key][0]
        try:
            async with self._host.slots:
                after = await self._attempt(receipt)
            self._settle(key, receipt, after)
        finally:
            self._host.trying -= 1
            self._busy.pop(key, None)
            self.wake()
        self._host.learn(after, _now())

    def _settle(self, key: Thread, receipt: Receipt, after: Receipt) -> None:
        thread = self._threads[key]
        thread.remove(receipt)
        if after.state == "pending":
            thread.append(after)
            thread.sort(key=_place)
            self._due[after.delivery_id] = moment_of(after)
            if after.error_kind == "throttled":
                self._pause = max(self._pause, moment_of(after))
            return
        del self._due[receipt.delivery_id]
        if not thread:
            del self._threads[key]


def _place(receipt: Receipt) -> tuple[int, str]:
    return receipt.story_version, receipt.delivery_id


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
