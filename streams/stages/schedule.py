"""The schedule of deliveries: what is pending, when it is due, and what became of it."""

import asyncio
import dataclasses
import datetime as dt
import heapq
import logging
from collections.abc import Awaitable, Callable

from connectors.sinks.webhook import Webhooks
from schemas.alert import Alert
from schemas.errors import InvalidMessage, TransientError
from schemas.moment import instant
from schemas.receipt import Receipt, ReceiptState
from schemas.wire import encode
from streams.alerts import due_after
from streams.settings import Settings

log = logging.getLogger(__name__)

GRACE_S = 5.0
"""How long a post under way may still end, and be noted, after a stop began."""
MAX_ERROR_CHARS = 500

Record = Callable[[Receipt], Awaitable[None]]


class Schedule:
    """Sends what is due, a few at a time; every outcome becomes a receipt before it counts."""

    def __init__(self, settings: Settings, record: Record, at_a_time: int = 8) -> None:
        self._settings = settings
        self._record = record
        self._webhooks = Webhooks(settings)
        self._known: dict[str, tuple[bool, int]] = {}
        self._pending: dict[str, Receipt] = {}
        self._due: list[tuple[dt.datetime, str]] = []
        self._stopping = False
        self._woken = asyncio.Event()
        self._at_a_time = at_a_time
        self._tasks: list[asyncio.Task[None]] = []

    def knows(self, delivery_id: str) -> bool:
        """Return whether there is a receipt of this delivery, whatever its state."""
        return delivery_id in self._known

    def take(self, receipt: Receipt) -> None:
        """Take a receipt, unless a later word on its delivery is known.

        A receipt may come twice, and late: an alert that was written twice has two, and a write of
        the worker that had the partition before may land behind ours.
        """
        age = (receipt.state != "pending", receipt.attempts)
        if age <= self._known.get(receipt.delivery_id, (False, -1)):
            return
        self._known[receipt.delivery_id] = age
        self._pending.pop(receipt.delivery_id, None)
        if receipt.state != "pending":
            return
        try:
            when = _due(receipt)
        except InvalidMessage as error:
            log.error("delivery %s cannot be made: %s", receipt.delivery_id, error)  # noqa: TRY400
            return
        self._pending[receipt.delivery_id] = receipt
        heapq.heappush(self._due, (when, receipt.delivery_id))
        self._woken.set()

    def start(self) -> None:
        """Begin to send what is due."""
        self._tasks = [asyncio.create_task(self._send_forever()) for _ in range(self._at_a_time)]

    async def stop(self) -> None:
        """Stop; what is under way may end within ``GRACE_S``, the rest is sent again later."""
        self._stopping = True
        self._woken.set()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=GRACE_S)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        await self._webhooks.close()

    async def _send_forever(self) -> None:
        while (receipt := await self._next_due()) is not None:
            after = await self._attempt(receipt)
            await self._persist(after)
            self.take(after)

    async def _next_due(self) -> Receipt | None:
        """Return the next receipt that is due, waiting for it; None at the end."""
        while not self._stopping:
            now = dt.datetime.now(dt.UTC)
            wait: float | None = None
            while self._due:
                when, delivery_id = self._due[0]
                receipt = self._pending.get(delivery_id)
                if receipt is None or _due(receipt) != when:
                    heapq.heappop(self._due)  # settled or rescheduled since
                    continue
                wait = (when - now).total_seconds()
                if wait <= 0:
                    heapq.heappop(self._due)
                    return self._pending.pop(delivery_id)  # under way: not due a second time
                break
            self._woken.clear()
            try:
                await asyncio.wait_for(self._woken.wait(), wait)
            except TimeoutError:
                continue
        return None

    async def _attempt(self, receipt: Receipt) -> Receipt:
        """Send once; return the receipt of what happened."""
        now = dt.datetime.now(dt.UTC)
        assert receipt.alert is not None
        assert receipt.channel is not None
        try:
            body = encode(dataclasses.replace(receipt.alert, channels=()))
            await self._webhooks.send(receipt.channel, receipt.delivery_id, body, now)
        except InvalidMessage as error:
            log.warning("delivery %s failed for good: %s", receipt.delivery_id, error)
            return _settled(receipt, "failed", str(error), now)
        except TransientError as error:
            return self._again(receipt, receipt.alert, str(error), now)
        except Exception as error:  # an alert must not end the task that sends the others
            log.exception("delivery %s met a fault of the code", receipt.delivery_id)
            return self._again(receipt, receipt.alert, f"{type(error).__name__}: {error}", now)
        return _settled(receipt, "sent", None, now)

    def _again(self, receipt: Receipt, alert: Alert, error: str, now: dt.datetime) -> Receipt:
        """Return ``receipt`` put off, or expired where its time is over."""
        attempts = receipt.attempts + 1
        wait = due_after(attempts, self._settings.retry_first_s, receipt.delivery_id)
        born = instant(alert.times.matched, "matched")
        if (now - born).total_seconds() + wait > self._settings.retry_for_s:
            log.error("delivery %s expired: %s", receipt.delivery_id, error)
            return _settled(receipt, "expired", error, now)
        log.warning("delivery %s again in %.0f s: %s", receipt.delivery_id, wait, error)
        return dataclasses.replace(
            receipt,
            revision=receipt.revision + 1,
            attempts=attempts,
            next_attempt=(now + dt.timedelta(seconds=wait)).isoformat(),
            last_error=error[:MAX_ERROR_CHARS],
            updated=now.isoformat(),
        )

    async def _persist(self, receipt: Receipt) -> None:
        """Write the receipt, waiting for the broker as long as it takes.

        One that no topic takes is left out: memory has it, and a restart sends again.
        """
        wait = 0.1
        while True:
            try:
                await self._record(receipt)
            except InvalidMessage as error:
                log.error("receipt of %s: %s", receipt.delivery_id, error)  # noqa: TRY400
                return
            except TransientError as error:
                log.warning("a receipt waits for the broker: %s", error)
            except Exception:
                log.exception("a receipt met a fault of the code, trying again")
            else:
                return
            await asyncio.sleep(wait)
            wait = min(wait * 2, 5.0)


def _due(receipt: Receipt) -> dt.datetime:
    """Return when a pending ``receipt`` is due; InvalidMessage where it cannot be sent at all."""
    if receipt.alert is None or receipt.channel is None or receipt.next_attempt is None:
        raise InvalidMessage("a pending receipt without alert, channel or next_attempt")
    instant(receipt.alert.times.matched, "matched")
    return instant(receipt.next_attempt, "next_attempt")


def _settled(receipt: Receipt, state: ReceiptState, error: str | None, now: dt.datetime) -> Receipt:
    """Return ``receipt`` at its end: alert and secret are not kept."""
    return dataclasses.replace(
        receipt,
        state=state,
        revision=receipt.revision + 1,
        attempts=receipt.attempts + 1,
        next_attempt=None,
        last_error=error[:MAX_ERROR_CHARS] if error else None,
        alert=None,
        channel=None,
        updated=now.isoformat(),
    )
