"""Manners: so many requests of a host at a time, so far apart; other hosts do not wait."""

import asyncio
import itertools

from connectors.hosts import HostGates

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
