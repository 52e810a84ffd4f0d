"""The connector as a process on the real Kafka: killed, started twice, fed files."""

import random
import re
import signal
import time
import urllib.request
from functools import partial

import pytest

from connectors.sinks.kafka import read_health, read_states
from tests.fakes.web import Site, item, rss
from tests.integration.broker import free_port
from tests.integration.polling import Desk
from tests.waiting import eventually

pytestmark = pytest.mark.stack
KILLS = 20
ITEMS_A_ROUND = 15
FEED_HOLDS = 60
"""Items in a feed at least; it drops none that no poller lived long enough to publish."""


def test_connector_killed_at_random_points_misses_nothing_and_renames_nothing(desk: Desk) -> None:
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    shown: list[int] = []
    for _ in range(KILLS):
        published = {a.title for a in desk.articles()}
        oldest = next((n for n in shown if f"خبر رقم {n}" not in published), len(shown))
        with desk.poll() as process:
            asked = len(desk.web.requests)
            shown.extend(range(len(shown), len(shown) + ITEMS_A_ROUND))
            window = reversed(shown[max(0, min(oldest, len(shown) - FEED_HOLDS)) :])
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


def test_metrics_of_a_running_poller_are_shown_on_loopback(desk: Desk) -> None:
    desk.web.page("/feed", rss(item(1), item(2), item(2)))
    port = free_port()
    desk.env["MARSAD_METRICS_PORT"] = str(port)
    with desk.poll():
        shown = eventually(partial(_metrics, port, r'marsad_feeds\{status="ok"\} 1'), 60, "metrics")
    for line in ('marsad_feed_items_total{fate="created"} 2.0', 'marsad_feeds{status="ok"} 1.0'):
        assert line in shown
    assert 'marsad_feed_items_total{fate="repeated"}' in shown


def _metrics(port: int, pattern: str) -> str:
    """Return what is shown, empty until it holds ``pattern``."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
            shown = str(answer.read().decode())
    except OSError:
        return ""
    return shown if re.search(pattern, shown) else ""


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
