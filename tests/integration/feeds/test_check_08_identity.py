"""Check 8: one article stays one article over a hundred polls, and a correction is one version."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakes.desk import source_of
from tests.fakes.web import Site, item, rss
from tests.integration.feeds.conftest import Newsroom

pytestmark = pytest.mark.stack
POLLS = 100
DATE = "<pubDate>Mon, 03 Oct 2016 20:00:00 +0300</pubDate>"


def feeds(turn: int) -> dict[str, bytes]:
    """Return what each troublesome feed shows at a poll."""
    typo = "الوزبر" if turn < POLLS // 2 else "الوزير"
    return {
        "tokens": rss(
            *(
                f"<title>خبر {n}</title>"
                f"<link>/news/{n}?utm_source=t{turn}&amp;fbclid=x{turn}</link>" + DATE
                for n in range(5)
            )
        ),
        "volatile-ids": rss(
            *(
                item(n).replace(f"n{n}", f"v{turn}-{n}").replace("/news/", f"/s{turn}/")
                for n in range(5)
            )
        ),
        "no-ids": rss(*(f"<title>خبر {n}</title>{DATE}" for n in range(5))),
        "one-id-for-all": rss(
            *(f"<guid>feed</guid><title>خبر {n}</title><link>/{n}</link>" for n in range(5))
        ),
        "alternating": rss(item(0, f"صيغة {turn % 2}")),
        "comments": rss(
            item(0)
            + f"<comments>/1#c{turn}</comments><slash:comments>{turn}</slash:comments>"
            + f"<updated>2016-10-04T0{turn % 10}:00:00Z</updated>"
        ),
        "typo": rss(item(0, f"وصل {typo}")),
    }


WANT = {
    # feed: (articles, versions of each)
    "tokens": (5, {1}), "volatile-ids": (5, {1}), "no-ids": (5, {1}), "one-id-for-all": (5, {1}),
    "alternating": (1, {1, 2}), "comments": (1, {1}), "typo": (1, {1, 2}),
}  # fmt: skip


async def test_a_hundred_polls_of_troublesome_feeds_double_nothing(
    newsroom: Newsroom, web: Site
) -> None:
    poller = await newsroom.poller()
    for turn in range(POLLS):
        for name, body in feeds(turn).items():
            source = replace(source_of(web.page(f"/{name}", body)), id=name)
            assert (await poller.poll_once(source)).ok
    articles = await newsroom.articles()
    for name, (count, versions) in WANT.items():
        ours = [article for article in articles if article.feed_id == name]
        assert len({article.article_id for article in ours}) == count, name
        assert {article.version for article in ours} == versions, name
        assert len(ours) == count * len(versions), name


async def test_static_feed_left_for_sixty_days_emits_nothing_new(
    newsroom: Newsroom, web: Site
) -> None:
    source = source_of(web.page("/feed", rss(*(item(n) for n in range(20)))))
    for _ in range(60):
        # A new poller each day: what was seen is remembered in Kafka alone.
        await (await newsroom.poller()).poll_once(source)
        newsroom.clock.now += timedelta(days=1)
    assert len(await newsroom.articles()) == 20
