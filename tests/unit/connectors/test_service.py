"""Many feeds in one service: what goes wrong with one is its own affair, and is told."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from connectors.hosts import HostGates
from connectors.poll import Poller
from connectors.service import poll_all_once, poll_forever
from connectors.sources.fetch import Fetcher
from connectors.sources.registry import Source
from schemas.article import RawArticle
from tests.fakes.desk import Clock, Desk, source_of
from tests.fakes.wait import until
from tests.fakes.web import Site, item, rss


class BreakingDesk(Desk):
    """Breaks on every article of the feed ``bad``, as no article should make it break."""

    async def publish(self, articles: Sequence[RawArticle]) -> None:
        if any(article.feed_id == "bad" for article in articles):
            raise RecursionError("too deep \ud800")
        await super().publish(articles)


class DeafDesk(BreakingDesk):
    """Cannot even be told of it."""

    async def tell(self, health: object) -> None:
        del health
        raise ConnectionError("nobody listens")


def two_sources(web: Site) -> tuple[Source, Source]:
    bad = replace(source_of(web.page("/bad", rss(item(1)))), id="bad")
    return bad, replace(source_of(web.page("/good", rss(item(2)))), id="good")


def poller_of(fetcher: Fetcher, desk: Desk) -> Poller:
    return Poller(fetcher, desk, {}, gates=HostGates(spacing_s=0), clock=Clock())


async def test_fault_of_one_feed_is_its_own_result_and_its_health(
    web: Site, fetcher: Fetcher, caplog: pytest.LogCaptureFixture
) -> None:
    desk = BreakingDesk()
    poller = poller_of(fetcher, desk)
    sources = two_sources(web)
    for _ in range(3):
        bad, good = await poll_all_once(sources, poller)
        assert (bad.feed_id, bad.ok, bad.fetched.outcome) == ("bad", False, "fault")
        assert good.ok
    assert len(desk.articles) == 1
    last = [health for health in desk.health if health.feed_id == "bad"][-1]
    assert (last.status, last.outcome, last.polls) == ("failing", "fault", (("fault", 3),))
    assert last.detail.startswith("RecursionError: too deep")
    assert poller.runs["bad"].failed_polls == 3
    assert bad.next_at - poller.clock() > 2 * (good.next_at - poller.clock())
    assert "Traceback" in caplog.text


async def test_feed_whose_fault_cannot_be_told_still_has_a_next_poll(
    web: Site, fetcher: Fetcher
) -> None:
    poller = poller_of(fetcher, DeafDesk())
    for result in await poll_all_once(two_sources(web), poller):
        assert result.fetched.outcome == "fault"
        assert result.next_at > poller.clock()


async def test_service_goes_on_with_the_others_and_tries_the_broken_feed_again(
    web: Site, fetcher: Fetcher, tmp_path: Path
) -> None:
    path = tmp_path / "sources.yaml"
    rows = "".join(
        f"  - {{id: {source.id}, name: {source.id}, url: '{source.url}', allow_private: true, "
        "interval_s: 0.01}\n"
        for source in two_sources(web)
    )
    path.write_text(f"sources:\n{rows}", "utf-8")
    desk = BreakingDesk()
    service = asyncio.create_task(poll_forever(path, poller_of(fetcher, desk), watch_s=0.01))
    await until(lambda: [request.path for request in web.requests].count("/bad") > 2)
    await until(lambda: [request.path for request in web.requests].count("/good") > 2)
    assert [article.feed_id for article in desk.articles] == ["good"]
    assert "fault" in {health.outcome for health in desk.health if health.feed_id == "bad"}
    service.cancel()
    with pytest.raises(asyncio.CancelledError):
        await service
