"""Check 5 of the feed connector: one active process, and a broker that is away for minutes.

A hundred feeds show 200 new items a second; the broker is killed, stays away, and comes back. The
poller must stop fetching, stay small, go on by itself, and in the end every item is there under one
id. The time away is short here; ``make chaos`` takes five minutes (``CHAOS_OUTAGE_S``).
"""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiohttp import web as http

from connectors.sinks.kafka import read_records
from schemas.article import RawArticle
from schemas.topics import ARTICLES_RAW
from streams.cli.topics import create_topics
from streams.settings import Settings
from tests.fakes.web import Site, item, rss, threaded_site
from tests.integration.broker import Broker, published, resident_mb
from tests.waiting import eventually

pytestmark = pytest.mark.stack

OUTAGE_S = float(os.environ.get("CHAOS_OUTAGE_S", "15"))
FEEDS = 100
ITEMS_PER_S = 200
INTERVAL_S = 8
GROWTH_MOST_MB = 100.0
CATCH_UP_MOST_MB = 200.0
"""After it: each feed then shows hundreds of items, and many feeds are read at a time."""
AT_ONCE = 32
"""Polls that the poller runs at a time: so many may already be under way when the broker goes."""


class River:
    """Feeds that gain items as time goes by, and show what is new since they were last asked twice.

    A feed of this kind holds what its reader has not seen, as real ones do when they are polled
    often enough; what one poll brought and lost is shown only once more.
    """

    def __init__(self, site: Site) -> None:
        self.started = time.monotonic()
        self.ended: float | None = None
        self.asked: dict[int, list[int]] = {}
        for feed in range(FEEDS):
            site.pages[f"/{feed}"] = self._handler(feed)

    def made(self) -> int:
        """Return how many items each feed has had up to now."""
        seconds = (self.ended or time.monotonic()) - self.started
        return int(seconds * ITEMS_PER_S / FEEDS)

    def _handler(self, feed: int):  # type: ignore[no-untyped-def]  # noqa: ANN202  # a Handler
        async def answer(_: http.Request) -> http.StreamResponse:
            asked = self.asked.setdefault(feed, [0, 0])
            start, now = asked[-2], self.made()
            asked.append(now)
            items = (item(n, f"خبر {feed} {n}") for n in reversed(range(start, now)))
            return http.Response(body=rss(*items), content_type="application/rss+xml")

        return answer


@contextmanager
def poller(folder: Path, kafka: str, web: Site) -> Iterator["subprocess.Popen[bytes]"]:
    """Run ``marsad poll`` over the feeds of ``web`` for the time of a block."""
    rows = "\n".join(
        f"  - {{id: f{n}, name: f{n}, url: '{web.url}/{n}', allow_private: true, "
        f"interval_s: {INTERVAL_S}}}"
        for n in range(FEEDS)
    )
    path = folder / "sources.yaml"
    path.write_text(f"sources:\n{rows}\n", "utf-8")
    env = {
        **os.environ, "MARSAD_KAFKA": kafka, "MARSAD_STATE_DIR": str(folder / "state"),
        "MARSAD_POLL_SPACING_S": "0", "MARSAD_LOG_LEVEL": "WARNING",
    }  # fmt: skip
    with (folder / "poll.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "streams.cli", "poll", "--sources", str(path)],
            env=env, stderr=log,
        )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def grown_mb(pid: int, before_mb: float, seconds: float) -> float:
    """Return by how much the process grew at most within ``seconds``."""
    end, most = time.monotonic() + seconds, 0.0
    while time.monotonic() < end:
        most = max(most, resident_mb(pid) - before_mb)
        time.sleep(0.5)  # not a wait: how often we look
    return most


def test_broker_that_is_away_stops_the_fetching_and_nothing_is_lost_or_doubled(
    broker: Broker, tmp_path: Path
) -> None:
    kafka = f"127.0.0.1:{broker.port}"
    create_topics(Settings(kafka=kafka))
    with threaded_site() as web:
        river = River(web)
        with poller(tmp_path, kafka, web) as process:
            eventually(lambda: len(river.asked) == FEEDS, 120, "every feed polled")
            eventually(lambda: published(kafka) > 10 * FEEDS, 60, "news in Kafka")
            before_mb, pid = resident_mb(process.pid), broker.pid()
            os.kill(pid, signal.SIGKILL)
            asked = len(web.requests)
            growth_mb = grown_mb(process.pid, before_mb, OUTAGE_S)
            during = len(web.requests) - asked
            broker.run("up")
            back = len(web.requests)
            eventually(lambda: len(web.requests) > back + FEEDS, 400, "fetching goes on")
            river.ended = time.monotonic()
            total = FEEDS * river.made()
            eventually(lambda: published(kafka) >= total, 400, f"{total} items in Kafka")
            later_mb = resident_mb(process.pid) - before_mb
            assert process.poll() is None
    articles = list(read_records(kafka, ARTICLES_RAW, RawArticle, str))
    ids = Counter(article.article_id for article in articles)
    print(
        f"away {OUTAGE_S:.0f} s, {during} requests meanwhile, grew by {growth_mb:.0f} MB, "
        f"{later_mb:.0f} MB when all that had gathered was read, "
        f"{len(ids)} of {total} items, {len(articles) - len(ids)} records repeated"
    )
    assert {article.title for article in articles} == {
        f"خبر {feed} {n}" for feed in range(FEEDS) for n in range(river.made())
    }
    assert len(ids) == total
    assert {article.version for article in articles} == {1}
    assert during <= 2 * AT_ONCE
    assert growth_mb < GROWTH_MOST_MB
    assert later_mb < CATCH_UP_MOST_MB
