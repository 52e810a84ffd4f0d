"""Polling against a real local server: what is published, in what order, and what is remembered."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from connectors.hosts import HostGates
from connectors.poll import Poller
from connectors.service import poll_all_once, poll_forever
from connectors.sources.fetch import Caps, Fetcher
from connectors.sources.registry import Source
from connectors.sources.schedule import Pace
from schemas.article import RawArticle
from schemas.feed import FeedHealth, FeedState
from tests.fakes.wait import until
from tests.fakes.web import Site, item, rss, site

NOW = datetime(2016, 10, 5, 12, tzinfo=UTC)


class Desk:
    """Takes articles and states; can be made to fail or wait."""

    def __init__(self) -> None:
        self.log: list[RawArticle | FeedState] = []
        self.health: list[FeedHealth] = []
        self.crash_before_state = False
        self.open = asyncio.Event()
        self.open.set()

    async def publish(self, articles: Sequence[RawArticle]) -> None:
        await self.open.wait()
        self.log.extend(articles)

    async def remember(self, state: FeedState) -> None:
        if self.crash_before_state:
            raise ConnectionError("killed")
        self.log.append(state)

    async def tell(self, health: FeedHealth) -> None:
        self.health.append(health)

    @property
    def articles(self) -> list[RawArticle]:
        return [entry for entry in self.log if isinstance(entry, RawArticle)]

    @property
    def states(self) -> dict[str, FeedState]:
        return {entry.feed_id: entry for entry in self.log if isinstance(entry, FeedState)}


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def source_of(url: str) -> Source:
    return Source(id="paper", name="الصحيفة", url=url, allow_private=True, country="EGY")


@pytest.fixture
async def web() -> AsyncIterator[Site]:
    async with site() as running:
        yield running


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(Caps(total_s=5)) as running:
        yield running


def poller_of(fetcher: Fetcher, desk: Desk, clock: Clock | None = None) -> Poller:
    return Poller(
        fetcher, desk, desk.states, gates=HostGates(spacing_s=0), clock=clock or Clock(),
        pace=Pace(first_s=0.01, least_s=0.01, most_s=0.02),
    )  # fmt: skip


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


async def test_crash_between_articles_and_state_repeats_the_same_ids(
    web: Site, fetcher: Fetcher
) -> None:
    desk = Desk()
    source = source_of(web.validated("/feed", rss(item(1), item(2)), '"1"'))
    desk.crash_before_state = True
    with pytest.raises(ConnectionError):
        await poller_of(fetcher, desk).poll_once(source)
    desk.crash_before_state = False
    await poller_of(fetcher, desk).poll_once(source)
    assert len(desk.articles) == 4
    assert len({article.article_id for article in desk.articles}) == 2


async def test_restart_from_the_remembered_state_publishes_only_what_is_new(
    web: Site, fetcher: Fetcher
) -> None:
    desk = Desk()
    source = source_of(web.page("/feed", rss(item(1))))
    await poller_of(fetcher, desk).poll_once(source)
    web.page("/feed", rss(item(2), item(1)))
    await poller_of(fetcher, desk).poll_once(source)
    assert [article.title for article in desk.articles] == ["خبر رقم 1", "خبر رقم 2"]


async def test_correction_is_the_next_version_of_the_same_article(
    web: Site, fetcher: Fetcher
) -> None:
    desk, clock = Desk(), Clock()
    poller = poller_of(fetcher, desk, clock)
    source = source_of(web.page("/feed", rss(item(1, "وصل الوزبر"))))
    await poller.poll_once(source)
    clock.now += timedelta(hours=1)
    web.page("/feed", rss(item(1, "وصل الوزير")))
    await poller.poll_once(source)
    first, second = desk.articles
    assert first.article_id == second.article_id
    assert (first.version, second.version) == (1, 2)
    assert first.ingested_at == second.ingested_at != second.fetched_at


async def test_feed_that_alternates_between_two_forms_adds_one_version_only(
    web: Site, fetcher: Fetcher
) -> None:
    desk = Desk()
    poller = poller_of(fetcher, desk)
    for turn in range(10):
        await poller.poll_once(source_of(web.page("/feed", rss(item(1, f"صيغة {turn % 2}")))))
    assert [article.version for article in desk.articles] == [1, 2]


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
    from tests.fakes.web import raw_site

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


async def test_static_feed_emits_nothing_new_for_sixty_days(web: Site, fetcher: Fetcher) -> None:
    desk, clock = Desk(), Clock()
    poller = poller_of(fetcher, desk, clock)
    source = source_of(web.page("/feed", rss(*(item(n) for n in range(20)))))
    for _ in range(60):
        await poller.poll_once(source)
        clock.now += timedelta(days=1)
    assert len(desk.articles) == 20


async def test_items_are_conserved(web: Site, fetcher: Fetcher) -> None:
    desk = Desk()
    poller = poller_of(fetcher, desk)
    document = rss(item(1), item(1), item(2), "<guid>empty</guid>")
    result = await poller.poll_once(source_of(web.page("/feed", document)))
    assert result.parsed is not None
    assert result.decision is not None
    told = result.decision.created + result.decision.updated + result.decision.known
    assert told + result.parsed.repeated + result.parsed.empty + result.parsed.errors == 4


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
    path.write_text("sources: [{id: a}]", "utf-8")  # a mistake: nothing changes
    await until(lambda: len(web.requests) > 5)
    write("b")
    await until(lambda: len(desk.articles) == 2)
    web.requests.clear()
    await until(lambda: len(web.requests) > 3)
    assert {request.path for request in web.requests} == {"/b"}
    service.cancel()
    with pytest.raises(asyncio.CancelledError):
        await service


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


async def test_feed_whose_ids_change_at_every_poll_repeats_nothing(
    web: Site, fetcher: Fetcher
) -> None:
    desk = Desk()
    poller = poller_of(fetcher, desk)
    for turn in range(6):
        items = (
            item(n).replace(f"n{n}", f"v{turn}-{n}").replace("/news/", f"/t{turn}/")
            for n in reversed(range(turn + 3))
        )
        await poller.poll_once(source_of(web.page("/feed", rss(*items))))
    assert [article.title for article in desk.articles] == [f"خبر رقم {n}" for n in range(8)]


async def test_same_words_of_another_day_are_another_article(web: Site, fetcher: Fetcher) -> None:
    desk = Desk()
    poller = poller_of(fetcher, desk)
    for day in (1, 2, 3):
        news = f"<guid>g{day}</guid><title>عاجل</title><pubDate>0{day} Oct 2016 20:00 GMT</pubDate>"
        await poller.poll_once(source_of(web.page("/feed", rss(news))))
    assert len({article.article_id for article in desk.articles}) == 3


async def test_two_items_of_the_same_words_in_one_body_are_two_articles(
    web: Site, fetcher: Fetcher
) -> None:
    desk = Desk()
    twice = [item(1), item(1).replace("n1", "n2")]
    await poller_of(fetcher, desk).poll_once(source_of(web.page("/feed", rss(*twice))))
    assert len(desk.articles) == 2
