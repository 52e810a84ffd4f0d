"""Check 9: feeds that move, go, turn into something else or fall silent; every item accounted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from connectors.parsing import SandboxParser
from connectors.sandbox import Sandbox
from streams.metrics import ITEMS
from tests.fakes.desk import source_of
from tests.fakes.web import Site, item, rss
from tests.integration.feeds.conftest import Newsroom

pytestmark = pytest.mark.stack
FATES = ("created", "updated", "known", "repeated", "empty", "errors", "cut")


@pytest.mark.parametrize(("status", "asked"), [(301, 3), (308, 3), (302, 6), (307, 6)])
async def test_permanent_redirects_are_adopted_after_three_polls_and_temporary_ones_never(
    newsroom: Newsroom, web: Site, status: int, asked: int
) -> None:
    source = source_of(web.page("/old", b"", status=status, Location=web.url + "/new"))
    web.page("/new", rss(item(1)))
    for _ in range(6):
        await (await newsroom.poller()).poll_once(source)
    assert [request.path for request in web.requests].count("/old") == asked
    assert len(await newsroom.articles()) == 1


@pytest.mark.parametrize(("status", "retired"), [(410, True), (404, False)])
async def test_gone_retires_and_not_found_does_not(
    newsroom: Newsroom, web: Site, status: int, *, retired: bool
) -> None:
    source = source_of(web.page("/feed", rss(item(1))))
    await (await newsroom.poller()).poll_once(source)
    web.page("/feed", b"", status=status)
    for _ in range(4):
        newsroom.clock.now += timedelta(hours=13)
        await (await newsroom.poller()).poll_once(source)
    state = (await newsroom.states())["paper"]
    assert (state.retired, len(state.seen)) == (retired, 1)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<!DOCTYPE html><html><body>hello</body></html>", "html_page"),
        (b"<html><title>Are you human?</title><form action='/captcha'>", "html_page"),
        (rss("<title>Bridge returned error 404! (17000)</title>"), "error_feed"),
    ],
)
async def test_feed_that_turned_into_something_else_says_so_and_publishes_nothing(
    newsroom: Newsroom, web: Site, body: bytes, reason: str
) -> None:
    source, poller = source_of(web.page("/feed", body)), await newsroom.poller()
    for _ in range(3):
        assert not (await poller.poll_once(source)).ok
    health = (await newsroom.health())["paper"]
    assert (health.status, health.reason) == ("failing", reason)
    assert await newsroom.articles() == []


async def test_feed_whose_parser_dies_again_and_again_is_quarantined(
    newsroom: Newsroom, web: Site
) -> None:
    async with Sandbox(timeout_s=0.3) as sandbox:
        poller = await newsroom.poller(parse=SandboxParser(sandbox))
        for turn in range(3):
            body = b"<rss><channel><item>" + b"<a>" * (100_000 + turn)
            await poller.poll_once(source_of(web.page("/feed", body)))
    assert (await newsroom.health())["paper"].status == "quarantined"
    assert (await newsroom.states())["paper"].parser_kills == 3


async def test_silence_is_told_at_the_predicted_time(newsroom: Newsroom, web: Site) -> None:
    poller = await newsroom.poller()
    for number in range(6):
        await poller.poll_once(source_of(web.page("/feed", rss(item(number)))))
        newsroom.clock.now += timedelta(hours=3)
    told = []
    # Three times the usual three hours after the last news, which is three hours old by now.
    for hours in (5, 2):
        newsroom.clock.now += timedelta(hours=hours)
        await poller.poll_once(source_of(f"{web.url}/feed"))
        told.append((await newsroom.health())["paper"].status)
    assert told == ["ok", "silent"]


async def test_every_item_of_every_fetch_is_counted_once_in_the_metrics(
    newsroom: Newsroom, web: Site
) -> None:
    poller = await newsroom.poller()
    documents = [
        [item(1), item(2)],
        [item(1, "تصحيح"), item(2), item(3), item(3), "<guid>empty</guid>"],
        [item(4), "<title>Bridge returned error 500!</title>"]
        + [f"<title>{n}</title>" for n in range(2100)],
    ]  # fmt: skip
    published = [0]
    for n, items in enumerate(documents):
        before = _fates()
        source = replace(source_of(web.page("/feed", rss(*items))), id="conserved")
        assert (await poller.poll_once(source)).ok, n
        after = _fates()
        assert sum(after.values()) - sum(before.values()) == len(items), n
        created = after["created"] + after["updated"] - before["created"] - before["updated"]
        published.append(len(await newsroom.articles()))
        assert created == published[-1] - published[-2], n


def _fates() -> dict[str, float]:
    return {fate: ITEMS.labels(fate)._value.get() for fate in FATES}
