"""Check 3: the table of dates, from feed to Kafka: right, or null with the raw text kept."""

import json
from dataclasses import replace
from html import escape
from itertools import groupby

import pytest

from connectors.sources.clean import clean_text
from tests.conftest import ROOT
from tests.fakes.desk import source_of
from tests.fakes.web import Site, rss
from tests.integration.feeds.conftest import Newsroom

pytestmark = pytest.mark.stack
CASES = json.loads((ROOT / "tests" / "cases" / "feeds" / "dates.json").read_text("utf-8"))


async def test_every_row_is_right_or_null_and_never_silently_wrong(
    newsroom: Newsroom, web: Site
) -> None:
    poller = await newsroom.poller()
    by_zone = groupby(sorted(enumerate(CASES), key=lambda row: row[1]["zone"]), _zone)
    for n, (zone, rows) in enumerate(by_zone):
        items = (
            f"<guid>{number}</guid><title>{number}</title><pubDate>{escape(case['text'])}</pubDate>"
            for number, case in rows
        )
        source = replace(source_of(web.page(f"/{n}", rss(*items))), id=f"z{n}", timezone=zone)
        assert (await poller.poll_once(source)).ok
    articles = {int(article.title): article for article in await newsroom.articles()}
    assert set(articles) == set(range(len(CASES)))
    for number, case in enumerate(CASES):
        article = articles[number]
        assert article.published == case["want"], case["label"]
        assert article.published_raw == (clean_text(case["text"])[:200] or None)


def _zone(row: tuple[int, dict[str, str]]) -> str:
    return row[1]["zone"]
