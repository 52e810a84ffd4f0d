"""The schedule of deliveries: what is pending, when it is due, and what became of it."""

import asyncio
import dataclasses
import datetime as dt
import heapq
import logging
from collections.abc import Awaitable, Callable

from connectors.sinks.webhook import Webhooks
from schemas.alert import Alert, Receipt, ReceiptState
from schemas.errors import InvalidMessage, TransientError
from schemas.wire import encode
from streams.alerts import due_after
from streams.settings import Settings

log = logging.getLogger(__name__)

Record = Callable[[Receipt], Awaitable[None]]


class Schedule:
    """Sends what is due, a few at a time; every outcome becomes a receipt before it counts."""

    def __init__(self, settings: Settings, record: Record, at_a_time: int = 8) -> None:
        self._settings = settings
        self._record = record
        self._webhooks = Webhooks(settings)
        self._known: set[str] = set()
        self._pending: dict[str, Receipt] = {}
        self._due: list[tuple[str, str]] = []
        self._woken = asyncio.Event()
        self._at_a_time = at_a_time
        self._tasks: list[asyncio.Task[None]] = []

    def knows(self, delivery_id: str) -> bool:
        """Return whether there is a receipt of this delivery, whatever its state."""
        return delivery_id in self._known

    def take(self, receipt: Receipt) -> None:
        """Take a receipt as the newest word on its delivery."""
        self._known.add(receipt.delivery_id)
        if receipt.state == "pending" and receipt.next_attempt is not None:
            self._pending[receipt.delivery_id] = receipt
            heapq.heappush(self._due, (receipt.next_attempt, receipt.delivery_id))
            self._woken.set()
        else:
            self._pending.pop(receipt.delivery_id, None)

    def start(self) -> None:
        """Begin to send what is due."""
        self._tasks = [asyncio.create_task(self._send_forever()) for _ in range(self._at_a_time)]

    async def stop(self) -> None:
        """Stop; a delivery under way may have arrived without a receipt and is sent again later."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        await self._webhooks.close()

    async def _send_forever(self) -> None:
        while True:
            receipt = await self._next_due()
            after = await self._attempt(receipt)
            await self._persist(after)
            self.take(after)

    async def _next_due(self) -> Receipt:
        """Return the next receipt that is due, waiting for it."""
        while True:
            now = dt.datetime.now(dt.UTC)
            wait: float | None = None
            while self._due:
                when, delivery_id = self._due[0]
                receipt = self._pending.get(delivery_id)
                if receipt is None or receipt.next_attempt != when:
                    heapq.heappop(self._due)  # settled or rescheduled since
                    continue
                wait = (dt.datetime.fromisoformat(when) - now).total_seconds()
                if wait <= 0:
                    heapq.heappop(self._due)
                    return self._pending.pop(delivery_id)  # under way: not due a second time
                break
            self._woken.clear()
            try:
                await asyncio.wait_for(self._woken.wait(), wait)
            except TimeoutError:
                continue

    async def _attempt(self, receipt: Receipt) -> Receipt:
        """Send once; return the receipt of what happened."""
        now = dt.datetime.now(dt.UTC)
        assert receipt.alert is not None
        assert receipt.channel is not None
        body = encode(dataclasses.replace(receipt.alert, channels=()))
        try:
            await self._webhooks.send(receipt.channel, receipt.delivery_id, body, now)
        except InvalidMessage as error:
            log.warning("delivery %s failed for good: %s", receipt.delivery_id, error)
            return _settled(receipt, "failed", str(error), now)
        except TransientError as error:
            return self._again(receipt, receipt.alert, str(error), now)
        return _settled(receipt, "sent", None, now)

    def _again(self, receipt: Receipt, alert: Alert, error: str, now: dt.datetime) -> Receipt:
        """Return ``receipt`` put off, or expired where its time is over."""
        attempts = receipt.attempts + 1
        wait = due_after(attempts, self._settings.retry_first_s, receipt.delivery_id)
        born = dt.datetime.fromisoformat(alert.times.matched)
        if (now - born).total_seconds() + wait > self._settings.retry_for_s:
            log.error("delivery %s expired: %s", receipt.delivery_id, error)
            return _settled(receipt, "expired", error, now)
        log.warning("delivery %s again in %.0f s: %s", receipt.delivery_id, wait, error)
        return dataclasses.replace(
            receipt,
            attempts=attempts,
            next_attempt=(now + dt.timedelta(seconds=wait)).isoformat(),
            last_error=error,
            updated=now.isoformat(),
        )

    async def _persist(self, receipt: Receipt) -> None:
        """Write the receipt, waiting for the broker as long as it takes."""
        wait = 0.1
        while True:
            try:
                await self._record(receipt)
            except TransientError as error:
                log.warning("a receipt waits for the broker: %s", error)
                await asyncio.sleep(wait)
                wait = min(wait * 2, 5.0)
            else:
                return


def _settled(receipt: Receipt, state: ReceiptState, error: str | None, now: dt.datetime) -> Receipt:
    """Return ``receipt`` at its end: alert and secret are not kept."""
    return dataclasses.replace(
        receipt,
        state=state,
        attempts=receipt.attempts + 1,
        next_attempt=None,
        last_error=error,
        alert=None,
        channel=None,
        updated=now.isoformat(),
    )
