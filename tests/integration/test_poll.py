"""The connector as a process on the real Kafka: killed, started twice, fed files."""

import os
import random
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from kafka.admin import KafkaAdminClient

from connectors.sinks.kafka import read_health, read_records, read_states
from schemas.article import RawArticle
from schemas.topics import ARTICLES_RAW, TOPICS
from streams.cli.reachable import require_kafka
from streams.cli.topics import create_topics
from streams.settings import Settings
from tests.fakes.web import Site, item, rss, threaded_site
from tests.waiting import eventually

pytestmark = pytest.mark.stack
KILLS = 20
ITEMS_A_ROUND = 15
FEED_HOLDS = 60


class Desk:
    """A prefix of topics, a file of sources, and processes that use them."""

    def __init__(self, folder: Path, web: Site) -> None:
        self.folder, self.web = folder, web
        kafka = os.environ.get("MARSAD_KAFKA", Settings().kafka)
        self.settings = Settings(
            kafka=kafka, topic_prefix=f"poll-{uuid.uuid4().hex[:8]}.", state_dir=folder / "state"
        )
        self.sources = folder / "sources.yaml"
        self.sources.write_text(
            f"sources: [{{id: feed, name: الصحيفة, url: '{web.url}/feed', allow_private: true,"
            " interval_s: 0.05}]\n",
            "utf-8",
        )
        self.env = {
            **os.environ,
            "MARSAD_KAFKA": kafka,
            "MARSAD_TOPIC_PREFIX": self.settings.topic_prefix,
            "MARSAD_STATE_DIR": str(self.settings.state_dir),
            "MARSAD_POLL_SPACING_S": "0",
        }

    @contextmanager
    def poll(self) -> Iterator["subprocess.Popen[bytes]"]:
        """Run a connector for the time of a block; it is killed at its end."""
        with (self.folder / "poll.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "streams.cli", "poll", "--sources", str(self.sources)],
                env=self.env, stderr=log,
            )  # fmt: skip
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "streams.cli", *arguments],
            env=self.env, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    def articles(self) -> list[RawArticle]:
        found = read_records(self.settings.kafka, ARTICLES_RAW, RawArticle, self.settings.named)
        return list(found)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with threaded_site() as web:
        desk = Desk(tmp_path, web)
        require_kafka(desk.settings)
        create_topics(desk.settings)
        yield desk
    admin = KafkaAdminClient(bootstrap_servers=desk.settings.kafka)
    admin.delete_topics([desk.settings.named(topic.name) for topic in TOPICS])
    admin.close()


def test_connector_killed_at_random_points_misses_nothing_and_renames_nothing(desk: Desk) -> None:
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    shown: list[int] = []
    for _ in range(KILLS):
        with desk.poll() as process:
            asked = len(desk.web.requests)
            shown.extend(range(len(shown), len(shown) + ITEMS_A_ROUND))
            window = reversed(shown[-FEED_HOLDS:])
            desk.web.validated("/feed", rss(*(item(n) for n in window)), f'"{len(shown)}"')
            eventually(partial(_polled_since, desk.web, asked), 60, "a poll")
            time.sleep(chance.uniform(0, 0.15))  # not a wait: the moment of the kill
            process.send_signal(signal.SIGKILL)
    with desk.poll():
        eventually(
            lambda: len({a.title for a in desk.articles()}) == len(shown), 60, f"all, seed {seed}"
        )
    articles = desk.articles()
    assert {a.title for a in articles} == {f"خبر رقم {n}" for n in shown}, seed
    assert len({a.article_id for a in articles}) == len(shown), seed
    assert {a.version for a in articles} == {1}, seed


def _polled_since(web: Site, asked: int) -> bool:
    return len(web.requests) > asked


def test_second_start_is_refused_in_one_line(desk: Desk) -> None:
    desk.web.page("/feed", rss(item(1)))
    with desk.poll() as process:
        eventually(lambda: bool(desk.web.requests), 60, "a poll")
        second = desk.run("poll", "--sources", str(desk.sources), "--once")
        assert second.returncode == 2
        assert second.stderr.count("\n") == 1
        assert f"running already (process {process.pid}" in second.stderr
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert desk.run("poll", "--sources", str(desk.sources), "--once").returncode == 0


def test_state_and_health_are_read_back_and_shown(desk: Desk) -> None:
    desk.web.validated("/feed", rss(item(1), item(2)), 'W/"1"')
    assert desk.run("poll", "--sources", str(desk.sources), "--once").returncode == 0
    state = read_states(desk.settings.kafka, named=desk.settings.named)["feed"]
    assert (state.etag, len(state.seen)) == ('W/"1"', 2)
    assert desk.run("poll", "--sources", str(desk.sources), "--once").returncode == 0
    assert desk.web.requests[-1].headers["If-None-Match"] == 'W/"1"'
    assert len(desk.articles()) == 2
    health = read_health(desk.settings.kafka, named=desk.settings.named)["feed"]
    assert health.status == "ok"
    listed = desk.run("sources", "list", "--sources", str(desk.sources))
    assert listed.stdout.split()[:2] == ["feed", "ok"]


def test_imported_files_are_backfill_and_twice_is_the_same_ids(desk: Desk) -> None:
    path = desk.folder / "articles.jsonl"
    path.write_text('{"id": "a1", "text": "نص"}\n{"id": "a2"}\n', "utf-8")
    for _ in range(2):
        result = desk.run("import", str(path))
        assert result.returncode == 1
        assert "line 2: field 'text' is missing" in result.stderr
    articles = desk.articles()
    assert [a.article_id for a in articles] == ["a1", "a1"]
    assert {a.ingest_mode for a in articles} == {"backfill"}
