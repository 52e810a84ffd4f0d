"""Check 10: ten thousand feeds on time, backfill in thousands a second, archives imported twice.

Rates are those of a machine that does little else; ``make bench ARGS=feeds`` measures them alone.
The suite takes fewer feeds and articles; ``make chaos`` takes the real numbers (``CHAOS_FEEDS``).
"""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from prometheus_client import Histogram

from connectors.hosts import HostGates
from connectors.service import poll_forever
from connectors.sources.fetch import Fetcher
from connectors.sources.schedule import Pace
from connectors.state import iso_utc
from schemas.feed import FeedState
from streams import metrics
from tests.fakes.archive import write_archive
from tests.fakes.resolver import Loopback
from tests.fakes.wait import until
from tests.integration.feeds.conftest import Newsroom
from tests.integration.polling import Desk

pytestmark = pytest.mark.stack

FEEDS = int(os.environ.get("CHAOS_FEEDS", "200"))
HOSTS = FEEDS // 4
LATE_MOST_S = 5
ROUNDS = 2
PAGES = 40
SERVER = "from benchmarks.feeds import serve_on_pipe; serve_on_pipe()"


@pytest.fixture
def port() -> Iterator[int]:
    """Serve feeds with validators from a process of its own; return its port."""
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdin is not None
    assert server.stdout is not None
    yield int(server.stdout.readline())
    server.communicate("stop\n", timeout=30)


async def test_ninety_five_of_a_hundred_polls_of_many_feeds_start_within_five_seconds(
    newsroom: Newsroom, port: int, tmp_path: Path
) -> None:
    """Four feeds a host, spaced; the poller starts with what it knows of them from Kafka."""
    interval_s = max(15, FEEDS // 150)
    known = (
        FeedState(
            feed_id=f"f{n}", url=f"http://h{n % HOSTS}.example:{port}/{n}", etag='"1"',
            polled_at=iso_utc(_now()),
        )
        for n in range(FEEDS)
    )  # fmt: skip
    await asyncio.gather(*(newsroom.publisher.remember(state) for state in known))
    rows = "".join(
        f"  - {{id: f{n}, name: f{n}, url: 'http://h{n % HOSTS}.example:{port}/{n}', "
        f"allow_private: true, interval_s: {interval_s}}}\n"
        for n in range(FEEDS)
    )
    path = tmp_path / "sources.yaml"
    path.write_text(f"sources:\n{rows}", "utf-8")
    before = starts(metrics.START_DELAY)
    async with Fetcher(resolver=Loopback()) as fetcher:
        poller = await newsroom.poller(
            fetcher=fetcher, gates=HostGates(spacing_s=1.0), clock=_now, pace=Pace(jitter=0.1)
        )
        service = asyncio.create_task(poll_forever(path, poller))
        await until(
            lambda: starts(metrics.START_DELAY)["all"] - before["all"] >= ROUNDS * FEEDS,
            60 + 6 * ROUNDS * interval_s,
        )
        service.cancel()
        await asyncio.gather(service, return_exceptions=True)
    after = starts(metrics.START_DELAY)
    total = after["all"] - before["all"]
    in_time = (after["in time"] - before["in time"]) / total
    print(f"{FEEDS} feeds, {total:.0f} polls, {in_time:.2%} within {LATE_MOST_S} s")
    assert in_time >= 0.95
    assert len(poller.states) == FEEDS
    assert await newsroom.articles() == []  # what was known is not told again


def starts(delays: Histogram) -> dict[str, float]:
    """Return how many polls have started so far, and how many of them in time."""
    [family] = delays.collect()
    counts = {s.labels["le"]: s.value for s in family.samples if s.name.endswith("_bucket")}
    return {"in time": counts[f"{LATE_MOST_S}.0"], "all": counts["+Inf"]}


def _now() -> datetime:
    return datetime.now(UTC)


def pages() -> Iterator[tuple[str, str, str]]:
    """Yield the address, the title and the text of each page of a web archive."""
    words = "قالت وزارة الخارجية في بيان رقم {} إن الوفد وصل إلى العاصمة لبحث وقف إطلاق النار. "
    for n in range(PAGES):
        yield (
            f"https://p.example/{n}",
            f"خبر {n}",
            "".join(words.format(n * 10 + m) for m in range(6)),
        )


def test_archive_imported_twice_adds_no_id_and_no_version(desk: Desk) -> None:
    path = desk.folder / "news.warc.gz"
    write_archive(path, pages())
    for _ in range(2):
        done = desk.run("import", str(path))
        assert done.returncode == 0, done.stderr
    articles = desk.articles()
    assert len(articles) == 2 * PAGES
    assert len({(article.article_id, article.content_hash) for article in articles}) == PAGES
    assert {article.ingest_mode for article in articles} == {"backfill"}


@pytest.mark.skipif(
    "CHAOS_FEEDS" not in os.environ, reason="rates are measured alone on the machine: make chaos"
)
def test_rates_of_polls_and_of_backfill(desk: Desk) -> None:
    done = desk.run("bench", "feeds")
    assert done.returncode == 0, done.stderr
    measured = json.loads(done.stdout.splitlines()[-1])
    print(done.stdout.splitlines()[-1])
    assert measured["not_modified_polls_per_s"] >= 300
    assert measured["articles_per_s"] >= 2000
