"""Polling and publishing: not-modified polls per second, articles per second into Kafka, memory.

The server of the polls is a process of its own, on the same machine; the broker is that of the
settings.
"""

import asyncio
import json
import logging
import multiprocessing
import random
import resource
import sys
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from aiohttp import web
from kafka.admin import KafkaAdminClient

from benchmarks.report import conclude
from connectors.hosts import HostGates
from connectors.poll import Poller
from connectors.service import poll_all_once
from connectors.sinks.kafka import ArticlePublisher, make_producer
from connectors.sources.fetch import Fetcher
from connectors.sources.files import FileImport
from connectors.sources.registry import Source
from schemas.article import RawArticle
from schemas.feed import FeedHealth, FeedState
from schemas.topics import ARTICLES_RAW
from streams.cli.reachable import require_kafka
from streams.cli.settings import load

FEEDS = 200
ROUNDS = 10
ARTICLES = 100_000
BATCH = 500
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


class Nowhere:
    """Takes what is published and keeps nothing: this part measures polling."""

    async def publish(self, articles: Sequence[RawArticle]) -> None:
        """Take articles."""

    async def remember(self, state: FeedState) -> None:
        """Take a state."""

    async def tell(self, health: FeedHealth) -> None:
        """Take a health."""


def serve(pipe: Connection) -> None:
    """Serve feeds with validators in a process of its own until told to stop."""
    items = "".join(f"<item><guid>{n}</guid><title>خبر {n}</title></item>" for n in range(30))
    body = f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()

    async def answer(request: web.Request) -> web.Response:
        etag = {"ETag": '"1"'}
        if request.headers.get("If-None-Match") == '"1"':
            return web.Response(status=304, headers=etag)
        return web.Response(body=body, headers=etag)

    async def run() -> None:
        app = web.Application()
        app.router.add_get("/{number}", answer)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        pipe.send(runner.addresses[0][1])
        await asyncio.to_thread(pipe.recv)
        await runner.cleanup()

    asyncio.run(run())


def serve_on_pipe() -> None:
    """Serve as ``serve`` does: its port to standard output; a line on standard input ends it."""
    ours, theirs = multiprocessing.Pipe()
    threading.Thread(target=serve, args=(theirs,)).start()
    print(ours.recv(), flush=True)
    sys.stdin.readline()
    ours.send("stop")


async def measure_polls(port: int) -> float:
    """Return not-modified polls per second, after a first round that fills the state."""
    sources = [
        Source(id=f"f{n}", name="x", url=f"http://127.0.0.1:{port}/{n}", allow_private=True)
        for n in range(FEEDS)
    ]
    async with Fetcher() as fetcher:
        gates = HostGates(at_once=32, spacing_s=0)
        poller = Poller(fetcher, Nowhere(), {}, gates=gates)
        await poll_all_once(sources, poller)
        start = time.perf_counter()
        for _ in range(ROUNDS):
            results = await poll_all_once(sources, poller)
            assert all(result.fetched.outcome == "not_modified" for result in results)
        return FEEDS * ROUNDS / (time.perf_counter() - start)


def write_articles(path: Path, count: int) -> None:
    """Write ``count`` articles of some 2.5 KB of words made of Arabic letters."""
    chance = random.Random(7)
    words = ["".join(chance.choices(LETTERS, k=chance.randint(2, 8))) for _ in range(20_000)]
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = " ".join(chance.choices(words, k=230))
            file.write(
                json.dumps({"id": f"a{number}", "source": "x", "text": text}, ensure_ascii=False)
                + "\n"
            )


async def measure_articles(kafka: str, prefix: str, path: Path) -> tuple[float, list[float]]:
    """Return articles per second from a file into Kafka, and resident MB at each tenth."""
    now = datetime.now(UTC)
    reading = FileImport(now=now.isoformat(), at=now)
    memory: list[float] = []
    async with ArticlePublisher(
        lambda: make_producer(kafka), named=lambda name: prefix + name
    ) as publisher:
        stream: Iterator[RawArticle] = (
            a for a in reading.read([path]) if isinstance(a, RawArticle)
        )
        first = next(stream)
        await publisher.publish([replace(first, article_id="warm")])
        start, done = time.perf_counter(), 0
        batch = [first]
        for article in stream:
            batch.append(article)
            if len(batch) == BATCH:
                await publisher.publish(batch)
                done, batch = done + BATCH, []
                if done % (ARTICLES // 10) == 0:
                    memory.append(resident_mb())
        await publisher.publish(batch)
        return (done + len(batch)) / (time.perf_counter() - start), memory


def resident_mb() -> float:
    """Return the resident memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


@click.command("feeds")
def command() -> None:
    """Not-modified polls a second, and articles a second of backfill into Kafka."""
    settings = load()
    require_kafka(settings)
    logging.disable(logging.INFO)
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,))
    server.start()
    polls = asyncio.run(measure_polls(ours.recv()))
    ours.send("stop")
    server.join()
    articles, memory = _backfill(settings.kafka)
    print("memory in MB, at tenths: " + " ".join(f"{mb:.0f}" for mb in memory), file=sys.stderr)
    conclude(
        {
            "bench": "feeds",
            "not_modified_polls_per_s": round(polls),
            "articles_per_s": round(articles),
            "rss_mb": round(max(memory), 1),
        }
    )


def _backfill(kafka: str) -> tuple[float, list[float]]:
    """Measure publishing into a topic of its own, which is removed afterwards."""
    prefix = f"bench-{uuid.uuid4().hex[:8]}."
    topic = prefix + ARTICLES_RAW.name
    admin = KafkaAdminClient(bootstrap_servers=kafka)
    partitions = {"num_partitions": ARTICLES_RAW.partitions, "replication_factor": 1}
    admin.create_topics({topic: partitions})
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "articles.jsonl"
            write_articles(path, ARTICLES)
            return asyncio.run(measure_articles(kafka, prefix, path))
    finally:
        admin.delete_topics([topic])
        admin.close()
