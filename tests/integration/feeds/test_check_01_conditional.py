"""Check 1: conditional requests, honest and lying servers."""

import pytest

from connectors.feedrun import VERIFY_POLLS
from tests.fakes.desk import source_of
from tests.fakes.web import Site, item, rss
from tests.integration.feeds.conftest import Newsroom

pytestmark = pytest.mark.stack


@pytest.mark.parametrize("etag", ['"1"', 'W/"a-1;é"', '"<>&%20\'"', "bare"])
async def test_honest_server_sends_no_body_twice_and_gets_its_etag_back_byte_for_byte(
    newsroom: Newsroom, web: Site, etag: str
) -> None:
    source = source_of(web.validated("/feed", rss(item(1)), etag))
    await (await newsroom.poller()).poll_once(source)
    again = await (await newsroom.poller()).poll_once(source)  # a restart: the ETag is in Kafka
    assert web.requests[1].headers["If-None-Match"] == etag
    assert (again.fetched.outcome, again.fetched.wire_bytes) == ("not_modified", 0)
    assert [article.title for article in await newsroom.articles()] == ["خبر رقم 1"]


async def test_item_behind_a_lying_304_is_published_within_the_verifying_window(
    newsroom: Newsroom, web: Site
) -> None:
    poller = await newsroom.poller()
    source = source_of(web.validated("/feed", rss(item(1)), '"same"'))
    await poller.poll_once(source)
    web.validated("/feed", rss(item(2), item(1)), '"same"')
    for _ in range(VERIFY_POLLS + 1):
        await poller.poll_once(source)
    assert {article.title for article in await newsroom.articles()} == {"خبر رقم 1", "خبر رقم 2"}
    assert (await newsroom.states())["paper"].untrusted_validators
