"""``marsad poll`` and ``marsad import``: articles from feeds and files into Kafka."""

import asyncio
import datetime as dt
import logging
import signal
import sys
from collections.abc import Coroutine
from pathlib import Path

import click

from connectors.counting import show_window
from connectors.fulltext import FullText
from connectors.hosts import Holds, HostGates
from connectors.lock import only_one
from connectors.parsing import SandboxParser
from connectors.poll import Poller
from connectors.robots import Robots
from connectors.sandbox import Killed, Sandbox, TaskFailed
from connectors.service import poll_all_once, poll_forever
from connectors.sinks.kafka import ArticlePublisher, make_producer, read_states
from connectors.sources.dates import DateStyle, read_date
from connectors.sources.fetch import Fetcher
from connectors.sources.files import BadInput, FileImport
from connectors.sources.page import read_page
from connectors.sources.registry import load_sources
from connectors.sources.warc import ArchivedPage
from connectors.state import iso_utc
from schemas.article import RawArticle
from schemas.errors import InvalidMessage
from streams.cli.reachable import require_kafka
from streams.cli.settings import load, load_with_kafka
from streams.cli.sources import fetch_caps
from streams.metrics import serve_metrics
from streams.settings import Settings

IMPORT_BATCH = 500
ROBOT = "Marsad"
"""Our name in robots.txt files."""
PARSERS = 2
"""Children that parse bodies: one may be stuck for its wall clock, the other goes on."""


@click.command("poll")
@click.option(
    "--sources", "path", type=click.Path(path_type=Path), default=Path("ops/sources.yaml"),
    show_default=True, help="YAML file of sources (docs/reference/sources.md).",
)  # fmt: skip
@click.option("--once", is_flag=True, help="Poll every source one time and stop.")
def poll_command(path: Path, once: bool) -> None:  # noqa: FBT001  # click passes flags by name
    """Poll the feeds of a sources file and publish new articles.

    Runs until stopped; a changed file is taken up without a restart. With --once, exit status 1
    says that a feed failed.
    """
    settings = load()
    load_sources(path)  # a bad file is told before the broker is asked for
    require_kafka(settings)
    _log_to_stderr(settings)
    with only_one(settings.state_dir / f"{settings.topic_prefix}poll.lock", "marsad poll"):
        serve_metrics(settings)
        status = asyncio.run(_poll(settings, path, once=once))
    sys.exit(status)


async def _poll(settings: Settings, path: Path, *, once: bool) -> int:
    """Return the exit status: 1 where a feed failed in a single round."""
    states = await asyncio.to_thread(read_states, settings.kafka, named=settings.named)
    publisher = ArticlePublisher(lambda: make_producer(settings.kafka), named=settings.named)
    async with publisher, Fetcher(fetch_caps(settings)) as fetcher, Sandbox(PARSERS) as sandbox:
        gates = HostGates(spacing_s=settings.poll_spacing_s)
        # Turns of their own: a poll that waits for its pages must not keep polls of the host away.
        pages = HostGates(at_once=1, spacing_s=settings.poll_spacing_s)
        robots, holds = Robots(fetcher, ROBOT, _now), Holds(_now)
        parse = SandboxParser(sandbox, settings.state_dir / "quarantine")
        poller = Poller(
            fetcher, publisher, states, gates=gates, holds=holds, parse=parse,
            full_text=FullText(fetcher, sandbox, robots, pages, holds),
        )  # fmt: skip
        show_window(publisher.window)
        if once:
            results = await poll_all_once(load_sources(path), poller)
            return 0 if all(result.ok for result in results) else 1
        await _until_signal(poll_forever(path, poller))
    return 0


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


async def _until_signal(work: Coroutine[None, None, None]) -> None:
    """Run ``work`` until it ends or SIGINT or SIGTERM asks to stop."""
    task = asyncio.create_task(work)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        logging.getLogger(__name__).info("stopped")


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--live", is_flag=True, help="Publish as news of now, which raises alerts.")
@click.option("--source", default="", help="Outlet of articles that name none.")
@click.option(
    "--published", default=None, help="Date of articles that name none, for example 2016-10-03."
)
def import_command(
    paths: tuple[Path, ...],
    live: bool,  # noqa: FBT001  # click passes flags by name
    source: str,
    published: str | None,
) -> None:
    """Publish articles from files and folders: .txt, .jsonl, .ndjson, .warc; all but .txt also .gz.

    They are marked as backfill, so that old news raises no alert, unless --live is given. A file
    or line that holds no article is named on standard error and passed over; exit status is then 1.

    What is imported again is no second article: a line is known by its id, a page by its address, a
    text file by its name and content, wherever it lies. A text file that was changed is another
    article; texts to be corrected later need the ids of JSON Lines.
    """
    now = _now()
    if published is not None:
        _check_date(published, now)
    settings = load_with_kafka()
    _log_to_stderr(settings)
    reading = FileImport(
        now=iso_utc(now), at=now, mode="live" if live else "backfill", source=source,
        published=published,
    )  # fmt: skip
    sys.exit(asyncio.run(_import(settings, reading, paths)))


def _check_date(published: str, now: dt.datetime) -> None:
    """Raise InvalidMessage where articles that name no date would have none from it either."""
    date = read_date(published, DateStyle(), now=now)
    if date.value is None:
        raise InvalidMessage(
            f"--published is {published!r:.60} ({date.note.replace('_', ' ')}), expected a date, "
            "for example 2016-10-03"
        )


async def _import(settings: Settings, reading: FileImport, paths: tuple[Path, ...]) -> int:
    """Return the exit status: 1 where a line or file was bad."""
    bad = published = 0
    publisher = ArticlePublisher(lambda: make_producer(settings.kafka), named=settings.named)
    async with publisher, Sandbox() as sandbox:
        batch: list[RawArticle] = []
        for given in reading.read(paths):
            found = await _article(given, reading, sandbox)
            if isinstance(found, BadInput):
                bad += 1
                click.echo(f"{found.where}: {found.reason}", err=True)
                continue
            batch.append(found)
            if len(batch) == IMPORT_BATCH:
                await publisher.publish(batch)
                published, batch = published + len(batch), []
        await publisher.publish(batch)
        published += len(batch)
    click.echo(f"{published} articles published, {bad} passed over", err=True)
    return 1 if bad else 0


async def _article(
    given: RawArticle | BadInput | ArchivedPage, reading: FileImport, sandbox: Sandbox
) -> RawArticle | BadInput:
    if not isinstance(given, ArchivedPage):
        return given
    try:
        page = await sandbox.run(read_page, given.body, given.content_type, given.url)
    except (Killed, TaskFailed) as error:
        return BadInput(given.url, str(error))
    return reading.page_article(given, page)


def _log_to_stderr(settings: Settings) -> None:
    logging.basicConfig(
        level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    # A broker that is down is told once, by the window; kafka-python tells it for every request.
    logging.getLogger("kafka").setLevel(logging.CRITICAL)
