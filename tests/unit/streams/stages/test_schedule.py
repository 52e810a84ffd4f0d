"""The schedule of deliveries against a real receiver; receipts go into a list instead of Kafka."""

import asyncio
import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from ops.demo.server import SECRET, World
from schemas.channel import Channel, ChannelState
from schemas.errors import TransientError
from schemas.receipt import Receipt
from streams.alerts import History, alert_of, due_after, receipt_of
from streams.alerts.orders import Standing
from streams.settings import Settings
from streams.stages.schedule import Schedule
from tests.records import story, subscription

SETTINGS = Settings(webhook_allow_private=True, retry_first_s=0.05, webhook_timeout_s=2)


class Receipts:
    """The topic of receipts: the newest of each delivery, and a broker that may be away."""

    def __init__(self) -> None:
        self.written: list[Receipt] = []
        self.channels: list[ChannelState] = []
        self.refusals = 0

    async def record(self, record: Receipt | ChannelState) -> None:
        """Write a receipt, or fail as long as ``refusals`` lasts."""
        if self.refusals:
            self.refusals -= 1
            raise TransientError("the broker is away")
        if isinstance(record, ChannelState):
            self.channels.append(record)
        else:
            self.written.append(record)

    def states(self) -> list[str]:
        """Return the states in order."""
        return [receipt.state for receipt in self.written]


def pending(url: str, now: dt.datetime | None = None) -> Receipt:
    """Return the receipt of a delivery to ``url`` that is due."""
    channel = Channel(kind="webhook", url=url, secret=SECRET)
    moment = now or dt.datetime.now(dt.UTC)
    wanted = subscription(channels=(channel,))
    alert = alert_of(wanted, story(), History(), moment.isoformat())
    assert alert is not None
    return receipt_of(alert, channel, moment)


async def until(look: Callable[[], bool]) -> None:
    """Wait for a condition, with a deadline."""
    async with asyncio.timeout(10):
        while not look():  # noqa: ASYNC110  # receipts announce nothing
            await asyncio.sleep(0.01)


async def test_what_is_due_is_sent_and_its_receipt_keeps_no_secret(world: World) -> None:
    """The body is the alert with its story, without channels."""
    receipts = Receipts()
    schedule = Schedule(SETTINGS, receipts.record, Standing())
    schedule.take(pending(world.url("/alerts")))
    schedule.start()
    await until(lambda: receipts.states() == ["sent"])
    await schedule.stop()
    ((delivery, alert),) = world.deliveries
    assert delivery == receipts.written[0].delivery_id
    assert alert["story"]["headline"] == "عنوان"
    assert alert["channels"] == []
    assert (receipts.written[0].alert, receipts.written[0].channel) == (None, None)


async def test_a_receiver_that_is_away_is_called_again_under_the_same_id(world: World) -> None:
    """A failed attempt is a receipt too; the next one waits longer."""
    receipts = Receipts()
    schedule = Schedule(SETTINGS, receipts.record, Standing())
    schedule.take(pending("http://127.0.0.1:1/alerts"))
    schedule.start()
    await until(lambda: len(receipts.written) >= 3)
    await schedule.stop()
    assert set(receipts.states()) == {"pending"}
    assert [receipt.attempts for receipt in receipts.written[:3]] == [1, 2, 3]
    assert len({receipt.delivery_id for receipt in receipts.written}) == 1
    assert "127.0.0.1:1" in (receipts.written[0].last_error or "")


async def test_a_schedule_rebuilt_from_receipts_goes_on(world: World) -> None:
    """A worker killed before the post: the next one makes it, once."""
    receipt = pending(world.url("/alerts"))
    receipts = Receipts()
    schedule = Schedule(SETTINGS, receipts.record, Standing())
    for old in (receipt, dataclasses.replace(receipt, attempts=1, revision=1)):
        schedule.take(old)
    schedule.start()
    await until(lambda: receipts.states() == ["sent"])
    await schedule.stop()
    assert receipts.written[0].attempts == 2
    assert len(world.deliveries) == 1


async def test_a_settled_delivery_is_known_and_not_sent_again(world: World) -> None:
    """A replayed alert finds its receipt."""
    receipt = pending(world.url("/alerts"))
    schedule = Schedule(SETTINGS, Receipts().record, Standing())
    schedule.take(receipt)
    schedule.take(
        dataclasses.replace(receipt, state="sent", next_attempt=None, alert=None, revision=1)
    )
    schedule.start()
    assert receipt.alert is not None
    assert schedule.receive(receipt.alert, dt.datetime.now(dt.UTC)) == []
    await schedule.stop()
    assert world.deliveries == []


async def test_a_delivery_that_is_late_for_too_long_expires() -> None:
    """An alert of yesterday wakes nobody."""
    receipts = Receipts()
    schedule = Schedule(SETTINGS, receipts.record, Standing())
    yesterday = dt.datetime.now(dt.UTC) - dt.timedelta(hours=25)
    schedule.take(pending("http://127.0.0.1:1/alerts", yesterday))
    schedule.start()
    await until(lambda: "expired" in receipts.states())
    told = [(r.channel_kind, r.state) for r in receipts.written if r.kind == "notice"]
    assert told == [("inbox", "sent")], "its owner hears of it"
    await schedule.stop()


async def test_an_outcome_waits_for_the_broker(world: World) -> None:
    """A receipt that cannot be written is written later, not forgotten."""
    receipts = Receipts()
    receipts.refusals = 2
    schedule = Schedule(SETTINGS, receipts.record, Standing())
    schedule.take(pending(world.url("/alerts")))
    schedule.start()
    await until(lambda: receipts.states() == ["sent"])
    await schedule.stop()


def test_waits_double_up_to_an_hour_and_differ_between_deliveries() -> None:
    """Repeats to one receiver do not meet."""
    waits = [due_after(n, 5.0, "d1") for n in range(1, 20)]
    assert waits == sorted(waits[:9]) + waits[9:]
    assert 5 <= waits[0] <= 5.5
    assert all(3600 <= wait <= 3960 for wait in waits[10:])
    assert due_after(3, 5.0, "d1") != due_after(3, 5.0, "d2")


async def test_a_receipt_that_comes_late_or_twice_changes_nothing(world: World) -> None:
    """A write of the worker before us may land behind ours: nobody is told again."""
    receipt = pending(world.url("/alerts"))
    receipts = Receipts()
    schedule = Schedule(SETTINGS, receipts.record, Standing())
    schedule.take(receipt)
    schedule.take(receipt)
    schedule.start()
    await until(lambda: receipts.states() == ["sent"])
    schedule.take(receipt)
    later = pending(world.url("/later"))
    schedule.take(later)
    await until(lambda: len(receipts.written) == 2)
    await schedule.stop()
    assert [delivery for delivery, _ in world.deliveries].count(receipt.delivery_id) == 1


@pytest.mark.parametrize(
    "spoilt",
    [
        {"next_attempt": "tomorrow"},
        {"next_attempt": "2026-01-01T00:00:00"},
        {"alert": None},
        {"channel": None},
        {"channel": Channel(kind="webhook", url="http://\ud800/", secret=SECRET)},
    ],
)
async def test_a_delivery_that_cannot_be_made_holds_up_no_other(
    world: World, spoilt: dict[str, Any]
) -> None:
    """However many there are: the tasks that send live on."""
    receipts = Receipts()
    schedule = Schedule(SETTINGS, receipts.record, Standing())
    good = pending(world.url("/alerts"))
    for number in range(3):
        schedule.take(dataclasses.replace(good, delivery_id=f"bad-{number}", **spoilt))
    schedule.start()
    schedule.take(dataclasses.replace(good, delivery_id="good"))
    await until(lambda: any(r.delivery_id == "good" for r in receipts.written))
    await schedule.stop()
    assert "good" in world.alerts()


async def test_an_alert_too_large_to_send_fails_for_good(world: World) -> None:
    """It is noted as failed instead of ending the task that sends."""
    receipts = Receipts()
    schedule = Schedule(SETTINGS, receipts.record, Standing())
    receipt = pending(world.url("/alerts"))
    assert receipt.alert is not None
    told = dataclasses.replace(receipt.alert.story, headline="x" * (1 << 20))
    schedule.take(
        dataclasses.replace(receipt, alert=dataclasses.replace(receipt.alert, story=told))
    )
    schedule.start()
    await until(lambda: "failed" in receipts.states())
    await schedule.stop()


async def test_a_post_under_way_ends_and_is_noted_before_the_stop(world: World) -> None:
    """Else each stop and each rebalance would send it again."""
    receipts = Receipts()
    receipts.refusals = 2
    schedule = Schedule(SETTINGS, receipts.record, Standing())
    schedule.take(pending(world.url("/alerts")))
    schedule.start()
    await until(lambda: len(world.deliveries) == 1)
    await schedule.stop()
    assert receipts.states() == ["sent"]
