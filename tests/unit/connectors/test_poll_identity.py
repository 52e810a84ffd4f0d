"""Polling again and again: one article stays one article, whatever its feed does."""

from datetime import timedelta

import pytest

from connectors.sources.fetch import Fetcher
from tests.fakes.desk import Clock, Desk, poller_of, source_of
from tests.fakes.web import Site, item, rss


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
