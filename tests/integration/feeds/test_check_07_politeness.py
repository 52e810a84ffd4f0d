"""Check 7: manners towards hosts: few at a time, apart, left alone when they ask for it."""

import asyncio
import itertools
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime

import pytest
from aiohttp import web as http

from connectors.fulltext import FullText
from connectors.hosts import Holds, HostGates
from connectors.robots import Robots
from connectors.sandbox import Sandbox
from connectors.service import poll_all_once
from connectors.sources.fetch import Fetcher
from connectors.sources.schedule import fraction
from tests.fakes.desk import source_of
from tests.fakes.resolver import Loopback
from tests.fakes.web import Site, item, rss
from tests.integration.feeds.conftest import Newsroom

pytestmark = pytest.mark.stack
SPACING_S = 0.1


async def test_fifty_feeds_of_one_host_and_fifty_hosts_are_spaced_and_two_at_a_time(
    newsroom: Newsroom, web: Site
) -> None:
    starts: dict[str, list[float]] = defaultdict(list)
    running: dict[str, int] = defaultdict(int)
    most = 0

    async def answer(request: http.Request) -> http.StreamResponse:
        nonlocal most
        host = request.host.split(":")[0]
        starts[host].append(asyncio.get_running_loop().time())
        running[host] += 1
        most = max(most, running[host])
        await asyncio.sleep(2.5 * SPACING_S)
        running[host] -= 1
        return http.Response(body=rss(item(1)))

    hosts = [("one.example", f"/{n}") for n in range(50)]
    hosts += [(f"h{n}.example", "/feed") for n in range(50)]
    for _, path in hosts:
        web.pages[path] = answer
    sources = [
        replace(source_of(f"http://{host}:{web.port}{path}"), id=f"f{n}")
        for n, (host, path) in enumerate(hosts)
    ]
    async with Fetcher(resolver=Loopback()) as fetcher:
        gates = HostGates(at_once=2, spacing_s=SPACING_S)
        poller = await newsroom.poller(fetcher=fetcher, gates=gates)
        results = await poll_all_once(sources, poller)
    assert all(result.ok for result in results)
    assert most == 2
    gaps = [b - a for times in starts.values() for a, b in itertools.pairwise(times)]
    assert len(gaps) == 49
    assert min(gaps) >= 0.5 * SPACING_S  # as the server sees them, over a busy machine
    assert max(starts["one.example"]) - min(starts["one.example"]) >= 49 * SPACING_S * 0.9
    assert len(await newsroom.articles()) == 100


def test_first_polls_spread_over_their_minute() -> None:
    seconds = sorted(60 * fraction(f"f{n}") for n in range(300))
    assert max(b - a for a, b in itertools.pairwise(seconds)) < 3


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("dated", [False, True])
async def test_retry_after_holds_for_the_host_in_seconds_and_as_a_date(
    newsroom: Newsroom, web: Site, *, status: int, dated: bool
) -> None:
    until = newsroom.clock.now + timedelta(hours=2)
    asked = format_datetime(until, usegmt=True) if dated else "7200"
    web.page("/a", b"", status=status, Retry_After=asked)
    web.page("/b", rss(item(1)))
    async with Fetcher(clock=newsroom.clock) as fetcher:
        poller = await newsroom.poller(fetcher=fetcher)
        one, two = (replace(source_of(f"{web.url}/{name}"), id=name) for name in "ab")
        assert (await poller.poll_once(one)).next_at >= until
        other = await poller.poll_once(two)
        assert (other.fetched.outcome, other.next_at >= until) == ("held", True)
        assert [request.path for request in web.requests] == ["/a"]
        newsroom.clock.now = until + timedelta(seconds=1)
        assert (await poller.poll_once(two)).ok


@pytest.mark.parametrize(
    ("head", "control", "least"),
    [
        ("", "max-age=1800", timedelta(minutes=27)),
        ("<ttl>30</ttl>", "private", timedelta(minutes=27)),
        ("<skipHours><hour>12</hour><hour>13</hour></skipHours>", "private", timedelta(hours=2)),
        ("<skipDays><day>Wednesday</day></skipDays>", "private", timedelta(hours=12)),
    ],
)  # fmt: skip
async def test_what_the_feed_asks_for_is_obeyed(
    newsroom: Newsroom, web: Site, head: str, control: str, least: timedelta
) -> None:
    source = source_of(web.page("/feed", rss(item(1), head=head), Cache_Control=control))
    result = await (await newsroom.poller()).poll_once(source)
    assert result.next_at - newsroom.clock.now >= least  # it is Wednesday noon


async def test_robots_txt_of_pages_is_obeyed_and_so_is_its_delay(
    newsroom: Newsroom, web: Site
) -> None:
    delay_s = 0.3
    web.page("/robots.txt", f"User-agent: *\nDisallow: /news/1\nCrawl-delay: {delay_s}\n".encode())
    words = "قالت وزارة الخارجية في بيان اليوم إن الوفد وصل إلى العاصمة. " * 9
    for n in (1, 2, 3):
        web.page(f"/news/{n}", f"<html><article><p>{words}</p></article></html>".encode())
    source = source_of(web.page("/feed", rss(*(item(n) for n in (3, 2, 1)))))
    loop = asyncio.get_running_loop()
    async with Sandbox(timeout_s=30) as sandbox:
        robots, gates = Robots(newsroom.fetcher, "Marsad", newsroom.clock), HostGates(spacing_s=0)
        pages = FullText(newsroom.fetcher, sandbox, robots, gates, Holds(newsroom.clock))
        poller, start = await newsroom.poller(full_text=pages), loop.time()
        await poller.poll_once(replace(source, full_text=True))
    assert loop.time() - start >= delay_s
    assert "/news/1" not in {request.path for request in web.requests}
    lengths = {a.title: len(a.text) > 200 for a in await newsroom.articles()}
    assert lengths == {"خبر رقم 1": False, "خبر رقم 2": True, "خبر رقم 3": True}
