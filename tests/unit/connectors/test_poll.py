"""Polling against a real local server: what is asked, published, and in what order."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from connectors.hosts import HostGates
from connectors.poll import Poller
from connectors.service import poll_all_once, poll_forever
from connectors.sources.fetch import Fetcher
from tests.fakes.desk import Clock, Desk, poller_of, source_of
from tests.fakes.wait import until
from tests.fakes.web import Site, item, raw_site, rss


async def test_articles_come_oldest_first_and_the_state_after_them(
    web: Site, fetcher: Fetcher
) -> None:
    desk = Desk()
    source = source_of(web.page("/feed", rss(item(2), item(1))))
    result = await poller_of(fetcher, desk).poll_once(source)
    assert [getattr(entry, "title", "state") for entry in desk.log] == [
        "خبر رقم 1", "خبر رقم 2", "state",
    ]  # fmt: skip
    assert result.ok
    article = desk.articles[0]
    assert (article.source, article.feed_id, article.country) == ("الصحيفة", "paper", "EGY")
    assert article.url == f"{web.url}/news/1"
    assert article.published == "2016-10-03T17:00:00+00:00"
    assert article.ingested_at == article.fetched_at == "2016-10-05T12:00:00.000Z"


async def test_second_poll_sends_the_etag_byte_for_byte_and_publishes_nothing(
    web: Site, fetcher: Fetcher
) -> None:
    desk = Desk()
    source = source_of(web.validated("/feed", rss(item(1)), 'W/"a-1;é"'))
    poller = poller_of(fetcher, desk)
    await poller.poll_once(source)
    result = await poller.poll_once(source)
    assert web.requests[1].headers["If-None-Match"] == 'W/"a-1;é"'
    assert (result.fetched.outcome, result.fetched.wire_bytes) == ("not_modified", 0)
    assert len(desk.articles) == 1


async def test_lying_304_is_found_out_and_validators_are_no_longer_used(
    web: Site, fetcher: Fetcher
) -> None:
    desk, clock = Desk(), Clock()
    poller = poller_of(fetcher, desk, clock)
    source = source_of(web.validated("/feed", rss(item(1)), '"same"'))
    await poller.poll_once(source)
    web.validated("/feed", rss(item(2), item(1)), '"same"')
    for _ in range(13):
        await poller.poll_once(source)
    assert [article.title for article in desk.articles] == ["خبر رقم 1", "خبر رقم 2"]
    assert desk.states["paper"].untrusted_validators
    await poller.poll_once(source)
    assert "If-None-Match" not in web.requests[-1].headers


async def test_broken_off_body_gives_its_items_but_no_validators(fetcher: Fetcher) -> None:
    body = rss(item(1), item(2))[:-60]

    async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b'HTTP/1.1 200 OK\r\nETag: "x"\r\nContent-Length: 999999\r\n\r\n' + body)
        await writer.drain()

    desk = Desk()
    async with raw_site(talk) as url:
        result = await poller_of(fetcher, desk).poll_once(source_of(url))
    assert result.fetched.truncated
    assert desk.articles
    assert desk.states["paper"].etag is None


async def test_page_of_html_publishes_nothing_and_keeps_what_is_known(
    web: Site, fetcher: Fetcher
) -> None:
    desk = Desk()
    poller = poller_of(fetcher, desk)
    source = source_of(web.page("/feed", rss(item(1))))
    await poller.poll_once(source)
    web.page("/feed", b"<!DOCTYPE html><html><body>Are you human?</body></html>")
    result = await poller.poll_once(source)
    assert result.parsed is not None
    assert (result.ok, result.parsed.reason) == (False, "html_page")
    assert len(desk.states["paper"].seen) == 1


async def test_permanent_move_is_adopted_after_three_polls_and_a_temporary_one_never(
    web: Site, fetcher: Fetcher
) -> None:
    target = web.page("/new", rss(item(1)))
    for path, status in (("/301", 301), ("/302", 302)):
        desk = Desk()
        poller = poller_of(fetcher, desk)
        source = source_of(web.page(path, b"", status=status, Location=target))
        for _ in range(5):
            await poller.poll_once(source)
        asked = [request.path for request in web.requests]
        web.requests.clear()
        assert asked.count(path) == (3 if status == 301 else 5)


async def test_gone_retires_only_after_a_day_and_a_feed_that_comes_back_is_welcome(
    web: Site, fetcher: Fetcher
) -> None:
    desk, clock = Desk(), Clock()
    poller = poller_of(fetcher, desk, clock)
    source = source_of(web.page("/feed", b"", status=410))
    await poller.poll_once(source)
    assert not desk.states["paper"].retired
    clock.now += timedelta(hours=25)
    result = await poller.poll_once(source)
    assert desk.states["paper"].retired
    assert result.next_at - clock.now > timedelta(days=25)
    web.page("/feed", rss(item(1)))
    await poller.poll_once(source)
    assert not desk.states["paper"].retired


async def test_waiting_broker_holds_polls_back(web: Site, fetcher: Fetcher) -> None:
    desk = Desk()
    desk.open.clear()
    sources = [replace(source_of(web.page(f"/{n}", rss(item(n)))), id=f"f{n}") for n in range(8)]
    poller = Poller(fetcher, desk, {}, gates=HostGates(at_once=8, spacing_s=0), at_once=2)
    polling = asyncio.create_task(poll_all_once(sources, poller))
    await until(lambda: len(web.requests) == 2)
    await asyncio.sleep(0)
    assert len(web.requests) == 2
    desk.open.set()
    assert all(result.ok for result in await polling)
    assert len(desk.articles) == 8


async def test_changed_file_of_sources_is_taken_up_without_a_restart(
    web: Site, fetcher: Fetcher, tmp_path: Path
) -> None:
    path = tmp_path / "sources.yaml"
    web.page("/a", rss(item(1)))
    web.page("/b", rss(item(2)))

    def write(*names: str) -> None:
        rows = "".join(
            f"  - {{id: {n}, name: {n}, url: '{web.url}/{n}', allow_private: true}}\n"
            for n in names
        )
        draft = tmp_path / "draft"
        draft.write_text(f"sources:\n{rows}", "utf-8")
        draft.replace(path)

    desk = Desk()
    write("a")
    poller = poller_of(fetcher, desk)
    service = asyncio.create_task(poll_forever(path, poller, watch_s=0.01))
    await until(lambda: len(desk.articles) == 1)
    for mistake in ("{id: a}", "{id: a, name: 2026-13-45}", "[" * 5000, "\x07"):  # nothing changes
        path.write_text(f"sources: [{mistake}]", "utf-8")
        web.requests.clear()
        await until(lambda: len(web.requests) > 5)
    write("b")
    await until(lambda: len(desk.articles) == 2)
    web.requests.clear()
    await until(lambda: len(web.requests) > 3)
    assert {request.path for request in web.requests} == {"/b"}
    service.cancel()
    with pytest.raises(asyncio.CancelledError):
        await service
