"""What is told of a feed's health."""

from datetime import timedelta

from connectors.sources.fetch import Fetcher
from tests.fakes.desk import Clock, Desk, poller_of, source_of
from tests.fakes.web import Site, item, rss


async def test_health_is_told_when_it_changes_and_silence_by_the_feed_s_own_rhythm(
    web: Site, fetcher: Fetcher
) -> None:
    desk, clock = Desk(), Clock()
    poller = poller_of(fetcher, desk, clock)
    source = source_of(f"{web.url}/feed")
    for number in range(8):
        web.page("/feed", rss(item(number)))
        await poller.poll_once(source)
        clock.now += timedelta(hours=3)
    statuses = [desk.health[-1].status]
    assert desk.health[-1].expected_gap_s == 9 * 3600
    clock.now += timedelta(hours=5)  # eight hours after the last news: not yet
    await poller.poll_once(source)
    statuses.append(desk.health[-1].status)
    clock.now += timedelta(hours=2)
    await poller.poll_once(source)
    statuses.append(desk.health[-1].status)
    web.page("/feed", rss(item(99)))
    await poller.poll_once(source)
    statuses.append(desk.health[-1].status)
    assert statuses == ["ok", "ok", "silent", "ok"]


async def test_feed_that_fails_three_times_is_failing_and_says_why(
    web: Site, fetcher: Fetcher
) -> None:
    desk = Desk()
    poller = poller_of(fetcher, desk)
    source = source_of(web.page("/feed", b"<html>", status=200))
    for _ in range(3):
        await poller.poll_once(source)
    health = desk.health[-1]
    assert (health.status, health.reason, health.ok_at) == ("failing", "html_page", None)
    assert health.polls == (("html_page", 3),)


async def test_health_of_a_quiet_feed_is_not_repeated_at_every_poll(
    web: Site, fetcher: Fetcher
) -> None:
    desk, clock = Desk(), Clock()
    poller = poller_of(fetcher, desk, clock)
    source = source_of(web.validated("/feed", rss(item(1)), '"1"'))
    for _ in range(30):
        await poller.poll_once(source)
        clock.now += timedelta(minutes=1)
    assert len(desk.health) == 2
