"""Lanes: order in a story, back-off, breaker; one channel's trouble is its own."""

import asyncio
import datetime as dt
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from prometheus_client import REGISTRY

from schemas.channel import Channel, ChannelState
from schemas.receipt import Receipt
from schemas.subscription import Subscription
from streams.alerts.breaker import Breaker
from streams.alerts.orders import Standing
from streams.settings import Settings
from streams.stages.schedule import Schedule
from tests.alerts import NOW, alert_on, minutes, silence, subscription_with
from tests.fakes.wait import until
from tests.fakes.web import Site, site
from tests.records import SECRET

SETTINGS = Settings(
    webhook_allow_private=True, retry_first_s=0.05, retry_most_s=0.2, webhook_timeout_s=5.0,
    breaker_failures=3, breaker_first_s=0.3,
)  # fmt: skip


class Log:
    """What was written, in order."""

    def __init__(self) -> None:
        self.receipts: list[Receipt] = []
        self.states: list[ChannelState] = []

    async def record(self, record: Receipt | ChannelState) -> None:
        await asyncio.sleep(0)
        if isinstance(record, ChannelState):
            self.states.append(record)
        else:
            self.receipts.append(record)

    def count(self, state: str, kind: str = "webhook") -> int:
        return sum(r.state == state and r.channel_kind == kind for r in self.receipts)


class Bench:
    """A running schedule, its log and its receivers."""

    def __init__(self, here: Site, *channels: Channel) -> None:
        self.here, self.log, self.standing = here, Log(), Standing()
        self.subscription: Subscription = subscription_with(channels=channels)
        self.standing.subscriptions["duty"] = self.subscription
        self.schedule = Schedule(SETTINGS, self.log.record, self.standing)
        self.schedule.start()

    def alert(self, story_id: str, version: int = 1, **changes: Any) -> list[Receipt]:
        """Let an alert come whose receipts are not durable yet."""
        now = dt.datetime.now(dt.UTC)
        alert = alert_on(story_id, version, at=now, channels=self.subscription.channels, **changes)
        receipts = self.schedule.receive(alert, now)
        self.schedule.reserve(receipts)
        return receipts

    def durable(self, *receipts: Receipt) -> None:
        """Let receipts become durable."""
        for receipt in receipts:
            self.schedule.take(receipt)

    def taken(self, path: str) -> list[str]:
        """Return the ids that came to ``path``."""
        return [r.headers["webhook-id"] for r in self.here.requests if r.path == path]


def hook(here: Site, path: str) -> Channel:
    """Return a channel to ``path`` of the site."""
    return Channel(kind="webhook", url=here.url + path, secret=SECRET)


@pytest.fixture
async def here() -> AsyncIterator[Site]:
    async with site() as found:
        yield found


async def test_a_later_version_waits_for_the_earlier_though_its_receipt_is_durable_first(
    here: Site,
) -> None:
    here.page("/a", b"")
    bench = Bench(here, hook(here, "/a"))
    first, second = bench.alert("s1"), bench.alert("s1", 2)
    bench.durable(*second)
    other = bench.alert("s2")
    bench.durable(*other)
    await until(lambda: bench.taken("/a") == [other[0].delivery_id])
    bench.durable(*first)
    await until(lambda: len(bench.taken("/a")) == 3)
    assert bench.taken("/a")[1:] == [first[0].delivery_id, second[0].delivery_id]
    await bench.schedule.stop()


async def test_a_channel_that_hangs_does_not_hold_up_another(here: Site) -> None:
    async def hang(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(30)
        return web.Response()

    here.pages["/slow"] = hang
    here.page("/fast", b"")
    bench = Bench(here, hook(here, "/slow"), hook(here, "/fast"))
    for number in range(6):
        bench.durable(*bench.alert(f"s{number}"))
    await until(lambda: bench.log.count("sent") == 6, 4)
    assert len(bench.taken("/slow")) == 4, "no more than four under way"
    await bench.schedule.stop()


async def test_a_host_that_fails_is_left_alone_and_gets_all_at_once_when_it_is_back(
    here: Site,
) -> None:
    here.page("/a", b"", status=500)
    bench = Bench(here, hook(here, "/a"))
    for number in range(12):
        bench.durable(*bench.alert(f"s{number}"))
    await until(lambda: bench.log.count("pending") >= 4)
    before, begun = len(here.requests), time.monotonic()
    await until(lambda: len(here.requests) >= before + 2)
    assert time.monotonic() - begun > 0.4, "one trial after each pause, and each pause is longer"
    here.page("/a", b"")
    await until(lambda: bench.log.count("sent") == 12)
    await bench.schedule.stop()


async def test_retry_after_is_heeded_by_the_channel_that_was_asked(here: Site) -> None:
    here.page("/busy", b"", status=429, Retry_After="1")
    here.page("/free", b"")
    bench = Bench(here, hook(here, "/busy"), hook(here, "/free"))
    bench.durable(*bench.alert("s1"))
    await until(lambda: bench.log.count("pending") == 1)
    begun = time.monotonic()
    here.page("/busy", b"")
    bench.durable(*bench.alert("s2"))
    await until(lambda: bench.log.count("sent") == 4)
    assert time.monotonic() - begun > 0.8
    (put_off,) = [r for r in bench.log.receipts if r.state == "pending"]
    assert (put_off.error_kind, put_off.attempts) == ("throttled", 1)
    await bench.schedule.stop()


async def test_a_receiver_that_is_gone_is_called_once_and_its_owner_told(here: Site) -> None:
    here.page("/gone", b"", status=410)
    here.page("/other", b"")
    bench = Bench(here, hook(here, "/gone"), hook(here, "/other"))
    bench.durable(*bench.alert("s1"))
    await until(lambda: bench.log.count("failed") == 1 and len(bench.taken("/other")) == 2)
    bench.durable(*bench.alert("s2"))
    await until(lambda: len(bench.taken("/other")) == 3)
    assert len(bench.taken("/gone")) == 1
    assert [s.condition for s in bench.log.states] == ["disabled"]
    assert bench.log.count("sent", "inbox") == 1
    await bench.schedule.stop()


async def test_a_rejected_request_is_not_made_again_and_others_go_on(here: Site) -> None:
    here.page("/a", b"", status=422)
    bench = Bench(here, hook(here, "/a"))
    bench.durable(*bench.alert("s1"), *bench.alert("s1", 2))
    await until(lambda: bench.log.count("failed") == 2)
    assert len(bench.taken("/a")) == 2
    await bench.schedule.stop()


async def test_tries_are_counted_by_channel_outcome_and_error(here: Site) -> None:
    def count(name: str, **labels: str) -> float:
        return REGISTRY.get_sample_value(name, labels) or 0.0

    here.page("/a", b"", status=404)
    before = count("marsad_deliveries_total", channel="webhook", outcome="sent")
    refused = count("marsad_delivery_errors_total", channel="webhook", kind="refused")
    bench = Bench(here, hook(here, "/a"))
    bench.durable(*bench.alert("s1"))
    await until(lambda: bench.log.count("pending") == 1)
    here.page("/a", b"")
    await until(lambda: bench.log.count("sent") == 1)
    await bench.schedule.stop()
    assert count("marsad_deliveries_total", channel="webhook", outcome="sent") == before + 1
    assert count("marsad_delivery_errors_total", channel="webhook", kind="refused") > refused


async def test_what_is_silenced_goes_as_soon_as_the_schedule_hears_of_it(here: Site) -> None:
    here.page("/a", b"")
    bench = Bench(here, hook(here, "/a"))
    later = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    bench.standing.silences["x1"] = silence("source", "BRA", until=later)
    bench.durable(*bench.alert("s1"))
    bench.standing.silences.clear()
    bench.schedule.changed()
    await until(lambda: bench.log.count("sent") == 1)
    await bench.schedule.stop()


def test_a_breaker_opens_for_longer_each_time_and_closes_at_once() -> None:
    breaker = Breaker(threshold=2, first_s=10)
    breaker.failed(NOW)
    assert breaker.wait_s(NOW) == 0
    breaker.failed(NOW)
    assert breaker.wait_s(NOW) == 10
    assert breaker.wait_s(NOW + minutes(1)) == 0
    assert breaker.on_trial
    now = NOW + minutes(1)
    breaker.failed(now)
    assert breaker.wait_s(now) == 20
    for _ in range(80):
        now += minutes(10)
        breaker.failed(now)
    assert breaker.wait_s(now) == 600
    assert breaker.succeeded()
    assert breaker.wait_s(now) == 0
    assert not breaker.succeeded()
