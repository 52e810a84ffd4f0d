"""Hostile servers and bodies: each ends within its caps, with a named reason; polling goes on."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from connectors.hosts import HostGates
from connectors.parsing import SandboxParser
from connectors.poll import Poller, PollResult
from connectors.sandbox import Killed, Sandbox, TaskFailed
from connectors.sources.fetch import Caps, Fetcher
from connectors.sources.registry import Source
from schemas.article import RawArticle
from schemas.feed import FeedHealth, FeedState
from tests.fakes.desk import Clock
from tests.fakes.desk import Desk as TakingDesk
from tests.fakes.hostile import PAGES, SECRET, TALKS, answering
from tests.fakes.resolver import Loopback
from tests.fakes.web import Site, item, raw_site, rss, site

CAPS = Caps(total_s=1.0)
WITHIN_S = 20.0
"""A second of fetching, the parser's two of the processor, and a busy machine."""


class Desk:
    def __init__(self) -> None:
        self.articles: list[RawArticle] = []

    async def publish(self, articles: Sequence[RawArticle]) -> None:
        self.articles.extend(articles)

    async def remember(self, state: FeedState) -> None:
        del state

    async def tell(self, health: FeedHealth) -> None:
        del health


@pytest.fixture
async def desk() -> Desk:
    return Desk()


@pytest.fixture
async def poller(desk: Desk) -> AsyncIterator[Poller]:
    async with Fetcher(CAPS) as fetcher, Sandbox(timeout_s=2) as sandbox:
        yield Poller(
            fetcher, desk, {}, gates=HostGates(spacing_s=0), parse=SandboxParser(sandbox),
            clock=lambda: datetime(2016, 10, 5, tzinfo=UTC),
        )  # fmt: skip


@pytest.fixture
async def web() -> AsyncIterator[Site]:
    async with site() as running:
        yield running


def source_of(url: str, name: str = "bad") -> Source:
    return Source(id=name, name=name, url=url, allow_private=True)


def outcome(result: PollResult) -> str:
    reason = result.parsed.reason if result.parsed else None
    return f"{result.fetched.outcome}/{reason}" if reason else result.fetched.outcome


async def poll_and_go_on(poller: Poller, desk: Desk, url: str) -> str:
    """Return how the poll of ``url`` ended; a good feed must be read after it."""
    async with asyncio.timeout(WITHIN_S):
        result = await poller.poll_once(source_of(url))
    async with site() as good:
        after = await poller.poll_once(source_of(good.page("/good", rss(item(7))), "good"))
    assert after.ok
    assert desk.articles[-1].feed_id == "good"
    return outcome(result)


@pytest.mark.parametrize("name", PAGES)
async def test_page(name: str, poller: Poller, desk: Desk, web: Site) -> None:
    web.pages["/feed"], expected = PAGES[name]
    assert await poll_and_go_on(poller, desk, f"{web.url}/feed") == expected
    assert all(len(article.title) <= 1000 for article in desk.articles)
    assert len(desk.articles) <= 2001


@pytest.mark.parametrize("name", TALKS)
async def test_talk(name: str, poller: Poller, desk: Desk) -> None:
    talk, expected = TALKS[name]
    async with raw_site(talk) as url:
        assert await poll_and_go_on(poller, desk, url) == expected


@pytest.mark.parametrize(
    "body",
    [
        "{path}",
        "file://{path}",
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file://{path}">]><rss><item><title>&x;</title></item>',
        '<!DOCTYPE r [<!ENTITY % x SYSTEM "{web}/dtd">%x;]><rss><item><title>&y;</title></item>',
        '<!DOCTYPE rss SYSTEM "{web}/dtd"><rss><item><title>&y;</title></item></rss>',
        "{web}/secret",
        '<?xml-stylesheet href="{web}/secret"?><rss><item><title>x</title></item></rss>',
        '<rss xmlns:xi="http://www.w3.org/2001/XInclude"><item><xi:include href="file://{path}"/>',
    ],
)
async def test_body_cannot_make_us_open_or_fetch_anything(
    body: str, poller: Poller, desk: Desk, web: Site, tmp_path: Path
) -> None:
    path = tmp_path / "secret.xml"
    path.write_text(f"<rss><item><title>{SECRET}</title></item></rss>", "utf-8")
    web.page("/secret", path.read_bytes())
    web.page("/dtd", f'<!ENTITY y "{SECRET}">'.encode())
    web.pages["/feed"] = answering(body.format(path=path, web=web.url).encode())
    await poller.poll_once(source_of(f"{web.url}/feed"))
    assert SECRET not in repr(desk.articles)
    assert [request.path for request in web.requests] == ["/feed"]


async def test_name_that_turns_to_loopback_is_refused_at_connection(web: Site) -> None:
    web.page("/feed", rss(item(1)))
    async with Fetcher(CAPS, resolver=Loopback()) as fetcher:
        fetched = await fetcher.fetch(f"http://news.example:{web.port}/feed")
    assert fetched.outcome == "private_address"
    assert not web.requests


async def test_redirect_to_another_port_of_an_allowed_private_host_is_refused(web: Site) -> None:
    async with site() as inner, Fetcher(CAPS) as fetcher:
        inner.page("/admin", b"x")
        web.page("/feed", b"", status=301, Location=f"{inner.url}/admin")
        fetched = await fetcher.fetch(f"{web.url}/feed", allow_private=True)
        assert fetched.outcome == "private_address"
        assert not inner.requests


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://[::1]:1/", "http://0.0.0.0:1/", "http://localhost:1/"]
)
async def test_source_without_leave_reaches_no_private_address(url: str) -> None:
    async with Fetcher(CAPS) as fetcher:
        assert (await fetcher.fetch(url)).outcome == "private_address"


async def test_child_over_its_wall_clock_is_killed_and_the_next_task_has_a_new_one() -> None:
    async with Sandbox(timeout_s=0.3) as sandbox:
        with pytest.raises(Killed) as killed:
            await sandbox.run(time.sleep, 60)
        assert killed.value.timed_out
    async with Sandbox(timeout_s=5.0) as sandbox:
        with pytest.raises(Killed) as died:
            await sandbox.run(os._exit, 1)
        assert not died.value.timed_out
        with pytest.raises(TaskFailed, match="MemoryError"):
            await sandbox.run(bytes, 1 << 40)
        assert await sandbox.run(pow, 2, 5) == 32


async def test_feed_that_kills_its_parser_again_and_again_is_tried_once_a_day(
    web: Site, tmp_path: Path
) -> None:
    """Three deadly bodies, and the feed is quarantined; one good body, and it is free again."""
    desk, clock = TakingDesk(), Clock()
    reasons: list[str | None] = []
    async with Fetcher(CAPS) as fetcher, Sandbox(timeout_s=0.5) as sandbox:
        poller = Poller(
            fetcher, desk, {}, gates=HostGates(spacing_s=0),
            parse=SandboxParser(sandbox, tmp_path / "quarantine"), clock=clock,
        )  # fmt: skip
        source, waits = source_of(f"{web.url}/feed"), []
        for turn in (1, 1, 2, 3):
            web.page("/feed", b"<rss><channel><item>" + b"<a>" * (100_000 + turn))
            result = await poller.poll_once(source)
            waits.append(result.next_at - clock.now)
            reasons.append(result.parsed.reason if result.parsed else None)
        assert reasons == ["parser_timeout", "parser_killer"] + ["parser_timeout"] * 2
        statuses = [desk.health[-1].status]
        assert waits[2] < timedelta(hours=3) < timedelta(hours=20) < waits[3]
        kept = (tmp_path / "quarantine" / "bad.body").read_bytes()
        assert kept.count(b"<a>") == 100_003
        again = Poller(fetcher, desk, desk.states, parse=SandboxParser(sandbox), clock=clock)
        tried = await again.poll_once(source)  # after a restart: known, and tried the one time
        assert tried.parsed is not None
        assert tried.parsed.reason == "parser_timeout"
    async with Fetcher(CAPS) as fetcher, Sandbox() as sandbox:
        free = Poller(fetcher, desk, desk.states, parse=SandboxParser(sandbox), clock=clock)
        web.page("/feed", rss(item(1)))
        assert (await free.poll_once(source)).ok
    statuses.append(desk.health[-1].status)
    assert statuses == ["quarantined", "ok"]
    assert desk.states["bad"].parser_kills == 0


async def test_proxy_is_asked_for_everything_and_user_agent_is_told() -> None:
    asked: list[bytes] = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        del reader
        body = rss(item(1))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()

    async with raw_site(proxy, asked) as url:
        caps = Caps(total_s=2.0, proxy=url.removesuffix("/feed"), user_agent="Desk/1 (+mail)")
        async with Fetcher(caps) as fetcher:
            fetched = await fetcher.fetch("http://news.example/feed")
    assert fetched.outcome == "ok"
    assert asked[0].startswith(b"GET http://news.example/feed HTTP/1.1")
    assert b"User-Agent: Desk/1 (+mail)" in asked[0]
