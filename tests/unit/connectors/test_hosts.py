"""Manners: so many requests of a host at a time, so far apart; other hosts do not wait."""

import asyncio
import itertools
from dataclasses import replace
from datetime import timedelta

import pytest

from connectors.hosts import HOLD_MOST_S, Holds, HostGates, hold_keys
from connectors.sources.fetch import Fetcher
from connectors.sources.registry import RetryScope
from tests.fakes.desk import Clock, Desk, poller_of, source_of
from tests.fakes.web import Site, item, rss

SPACING_S = 0.02


async def test_requests_of_a_host_are_few_at_a_time_and_spaced() -> None:
    gates, loop = HostGates(at_once=2, spacing_s=SPACING_S), asyncio.get_running_loop()
    starts: list[float] = []
    running = most = 0

    async def request() -> None:
        nonlocal running, most
        async with gates.turn("slow.example"):
            starts.append(loop.time())
            running += 1
            most = max(most, running)
            await asyncio.sleep(3 * SPACING_S)
            running -= 1

    await asyncio.gather(*(request() for _ in range(12)))
    assert most == 2
    gaps = [later - earlier for earlier, later in itertools.pairwise(starts)]
    assert min(gaps) >= SPACING_S * 0.9  # the clock of the loop is that coarse


async def test_other_hosts_do_not_wait() -> None:
    gates = HostGates(at_once=1, spacing_s=60)
    async with asyncio.timeout(1), gates.turn("a.example"), gates.turn("b.example"):
        pass


async def test_longer_wish_of_a_host_holds_up_to_a_minute() -> None:
    gates, loop = HostGates(spacing_s=0), asyncio.get_running_loop()
    start = loop.time()
    for _ in range(3):
        async with gates.turn("a.example", spacing_s=SPACING_S):
            pass
    assert loop.time() - start >= 2 * SPACING_S * 0.9


def test_host_is_held_as_long_as_it_asked_and_at_most_a_day() -> None:
    clock = Clock()
    holds = Holds(clock)
    holds.hold(["host a"], 100)
    holds.hold(["host a"], 10)
    holds.hold(["host b"], 317_100)
    assert [holds.left_s([key]) for key in ("host a", "host b", "host c")] == [100, HOLD_MOST_S, 0]
    clock.now += timedelta(seconds=101)
    assert holds.left_s(["host a", "host c"]) == 0


@pytest.mark.parametrize(
    ("scope", "asked_again"),
    [("feed", {"/b"}), ("host", set()), ("site", set())],
)
async def test_retry_after_of_one_feed_keeps_its_scope_quiet(
    web: Site, fetcher: Fetcher, scope: RetryScope, asked_again: set[str]
) -> None:
    clock = Clock()
    poller = poller_of(fetcher, Desk(), clock)
    web.page("/a", b"", status=429, Retry_After="3600")
    web.page("/b", rss(item(1)))
    one, two = (
        replace(source_of(f"{web.url}/{name}"), id=name, retry_scope=scope) for name in "ab"
    )
    first = await poller.poll_once(one)
    assert first.next_at - clock.now >= timedelta(hours=1)
    web.requests.clear()
    held = await poller.poll_once(one)
    assert (held.fetched.outcome, held.ok) == ("held", False)
    result = await poller.poll_once(two)
    assert {request.path for request in web.requests} == asked_again
    assert result.next_at - clock.now >= timedelta(hours=0 if asked_again else 1)
    clock.now += timedelta(hours=1, seconds=1)
    assert (await poller.poll_once(two)).ok


def test_scopes_are_feed_host_and_site() -> None:
    source = source_of("https://feeds.paper.com.eg/rss")
    keys = [
        hold_keys(replace(source, retry_scope=scope), source.url)
        for scope in ("feed", "host", "site")
    ]
    assert keys == [("feed paper",), ("host feeds.paper.com.eg",), ("site paper.com.eg",)]
