"""Publishing: nothing is done before the broker has it, nothing is dropped, memory is bounded."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from connectors.sinks.kafka import ArticlePublisher, fit
from schemas.article import RawArticle
from schemas.feed import FeedHealth, FeedState
from schemas.wire import MAX_VALUE_BYTES, decode
from tests.fakes.producer import FakeProducer
from tests.fakes.wait import until

ARTICLE = RawArticle(
    article_id="a", source="صحيفة", text="نص", fetched_at="2016-10-03T20:00:00.000Z",
    ingested_at="2016-10-03T20:00:00.000Z",
)  # fmt: skip
STATE = FeedState(feed_id="f", url="http://feed.example/", polled_at="2016-10-03T20:00:00.000Z")


def articles(count: int, text: str = "نص") -> list[RawArticle]:
    return [replace(ARTICLE, article_id=f"a{n}", text=text) for n in range(count)]


async def test_publish_returns_when_every_article_is_acknowledged() -> None:
    producer = FakeProducer(held=True)
    async with ArticlePublisher(lambda: producer) as publisher:
        publishing = asyncio.create_task(publisher.publish(articles(3)))
        await until(lambda: len(producer.waiting) == 3)
        assert not publishing.done()
        producer.release()
        await publishing
    assert producer.keys("articles.raw") == ["a0", "a1", "a2"]
    assert producer.closed


async def test_failed_and_refused_sends_are_repeated_under_the_same_id() -> None:
    producer = FakeProducer(fail=2, refuse=2)
    async with ArticlePublisher(lambda: producer) as publisher:
        await publisher.publish(articles(3))
    assert sorted(producer.keys("articles.raw")) == ["a0", "a1", "a2"]


async def test_producer_that_failed_a_delivery_is_replaced_and_nothing_stays_behind_in_it() -> None:
    """Batches behind an expired one may never be sent by kafka-python, nor fail."""
    stuck, fresh = FakeProducer(held=True), FakeProducer()
    makers = iter([stuck, fresh])
    async with ArticlePublisher(lambda: next(makers)) as publisher:
        publishing = asyncio.create_task(publisher.publish(articles(4)))
        await until(lambda: len(stuck.waiting) == 4)
        future, _ = stuck.waiting[1]
        for errback in future.errbacks:
            errback(TimeoutError("batch expired"))
        await publishing
        stuck.release()  # late acknowledgements of the old producer count for nothing
        await until(lambda: publisher.window.in_flight == (0, 0))
    assert stuck.closed
    assert sorted(fresh.keys("articles.raw")) == ["a0", "a1", "a2", "a3"]


async def test_producer_that_cannot_start_is_waited_for() -> None:
    producer, tries = FakeProducer(), iter([ConnectionError("no broker")])

    def make() -> FakeProducer:
        for error in tries:
            raise error
        return producer

    async with ArticlePublisher(make) as publisher:
        await publisher.publish(articles(1))
    assert producer.keys("articles.raw") == ["a0"]


async def test_no_more_records_than_the_window_are_in_flight_while_the_broker_is_down() -> None:
    producer = FakeProducer(held=True)
    async with ArticlePublisher(lambda: producer, window_records=10) as publisher:
        publishing = asyncio.create_task(publisher.publish(articles(50)))
        await until(lambda: len(producer.waiting) == 10)
        assert publisher.window.in_flight[0] == 10
        producer.release()
        await publishing
    assert len(producer.keys("articles.raw")) == 50


async def test_bytes_in_flight_are_bounded_and_one_big_record_still_passes() -> None:
    producer = FakeProducer(held=True)
    async with ArticlePublisher(lambda: producer, window_bytes=50_000) as publisher:
        publishing = asyncio.create_task(publisher.publish(articles(5, "س" * 40_000)))
        await until(lambda: len(producer.waiting) == 1)
        assert publisher.window.in_flight[0] == 1
        producer.release()
        await publishing
    assert len(producer.keys("articles.raw")) == 5


async def test_state_is_sent_to_its_own_topic_with_the_prefix() -> None:
    producer = FakeProducer()
    async with ArticlePublisher(lambda: producer, named=lambda name: f"desk.{name}") as publisher:
        await publisher.remember(STATE)
    [(topic, key, value)] = producer.taken
    assert (topic, key) == ("desk.feeds.state", b"f")
    assert decode(FeedState, value) == STATE


@pytest.mark.parametrize("text", ["س" * 2_000_000, '"\n' * 1_000_000])
def test_text_over_a_mebibyte_is_cut_and_flagged(text: str) -> None:
    value = fit(replace(ARTICLE, text=text))
    article = decode(RawArticle, value)
    assert article.truncated
    assert MAX_VALUE_BYTES / 2 < len(value) <= MAX_VALUE_BYTES
    assert text.startswith(article.text)


@pytest.mark.parametrize("field", ["text", "title", "url", "published_raw", "source", "agency"])
def test_lone_surrogate_in_any_field_does_not_fail_the_batch(field: str) -> None:
    broken: dict[str, Any] = {field: "قال \ud800"}
    article = decode(RawArticle, fit(replace(ARTICLE, **broken)))
    assert getattr(article, field) == "قال ?"


async def test_health_and_state_with_a_lone_surrogate_are_told_all_the_same() -> None:
    producer = FakeProducer()
    health = FeedHealth(
        feed_id="f", source="صحيفة", at=STATE.polled_at, status="failing", outcome="bad_url",
        detail="redirect: \udcff", polls=(), next_at=STATE.polled_at,
    )  # fmt: skip
    async with ArticlePublisher(lambda: producer) as publisher:
        await publisher.tell(health)
        await publisher.remember(replace(STATE, moved_to="http://feed.example/\udcff"))
    assert decode(FeedHealth, producer.taken[0][2]).detail == "redirect: ?"
    assert decode(FeedState, producer.taken[1][2]).moved_to == "http://feed.example/?"
