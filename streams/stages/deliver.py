"""``deliver``: alerts to their receivers, on a schedule that lives in ``alerts.receipts``."""

import asyncio
import datetime as dt
import logging
from typing import Any

import faust

from schemas.alert import Alert
from schemas.channel import ChannelState
from schemas.errors import TransientError
from schemas.receipt import Receipt
from schemas.topics import ALERTS, ALERTS_RECEIPTS, CHANNELS
from schemas.wire import decode, encode
from streams.app import kafka_emit
from streams.loop import Output
from streams.settings import Settings
from streams.stages.followed import Followed
from streams.stages.schedule import Schedule
from streams.topic_reader import records_to_end

log = logging.getLogger(__name__)


class Deliverer:
    """Decides what becomes of alerts; a receipt that exists means that this was done before."""

    def __init__(self, app: faust.App, settings: Settings) -> None:
        self._settings = settings
        self._to_kafka = kafka_emit(app)
        self._followed = Followed(settings, self._changed)
        self._recovery: asyncio.Task[Schedule] | None = None

    async def handle(self, message: Any) -> tuple[Output, ...]:
        """Return a receipt for every delivery of the alert that has none yet."""
        alert = decode(Alert, message.value)
        schedule = await self._schedule()
        await self._followed.meet(alert.subscription_id, alert.subscription_version)
        now = dt.datetime.now(dt.UTC)
        receipts = schedule.receive(alert, now)
        outputs = tuple(self._output(receipt) for receipt in receipts)
        schedule.reserve(receipts)
        return outputs

    async def emit(self, output: Output) -> None:
        """Write a receipt; once it is durable, its delivery is on the schedule."""
        await self._to_kafka(output)
        if output.topic == self._settings.named(ALERTS_RECEIPTS.name):
            (await self._schedule()).take(decode(Receipt, output.value))

    async def resume(self, *told: Any, **_: Any) -> None:
        """Rebuild the schedule from the receipts in the background, if the alerts are ours.

        A worker that stands by is told of its empty assignment, too: it must not send.
        """
        await self.pause()
        _, assigned = told  # the app, its partitions
        if any(tp.topic == self._settings.named(ALERTS.name) for tp in assigned):
            self._recovery = asyncio.create_task(self._recover())

    async def pause(self, *_: Any, **__: Any) -> None:
        """Stop sending: the partition belongs to someone else, or the worker ends."""
        recovery, self._recovery = self._recovery, None
        if recovery is not None:
            recovery.cancel()
            done = await asyncio.gather(recovery, return_exceptions=True)
            if isinstance(done[0], Schedule):
                await done[0].stop()

    async def _schedule(self) -> Schedule:
        if self._recovery is None:
            raise TransientError("deliver: the partition is not ours")
        return await asyncio.shield(self._recovery)

    async def _recover(self) -> Schedule:
        """Return the running schedule; deliveries that were pending go on."""
        while True:
            schedule = Schedule(self._settings, self._record, self._followed.standing)
            try:
                await self._followed.caught_up()
                async for receipt in records_to_end(self._settings, ALERTS_RECEIPTS, Receipt):
                    schedule.take(receipt)
            except TransientError as error:
                log.warning("the receipts cannot be read yet: %s", error)
                await asyncio.sleep(1)
            except Exception:  # as long as the past is unknown, nothing may be sent
                log.exception("the receipts cannot be read")
                await asyncio.sleep(5)
            else:
                schedule.start()
                return schedule

    def _changed(self, subscription_id: str | None) -> None:
        """Let the schedule look again at what waits, once there is one."""
        recovery = self._recovery
        if recovery is not None and recovery.done() and not recovery.cancelled():
            recovery.result().changed(subscription_id)

    async def _record(self, record: Receipt | ChannelState) -> None:
        await self._to_kafka(self._output(record))

    def _output(self, record: Receipt | ChannelState) -> Output:
        if isinstance(record, ChannelState):
            topic, key = CHANNELS.name, record.key
        else:
            topic, key = ALERTS_RECEIPTS.name, record.delivery_id
        return Output(self._settings.named(topic), key.encode(), encode(record))
