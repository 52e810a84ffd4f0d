"""``marsad up``: a whole desk on one machine."""

import asyncio
import signal
import threading
from pathlib import Path

import click

from connectors.sources.registry import load_sources
from streams.cli.indices import create_templates
from streams.cli.processes import Supervisor
from streams.cli.settings import load
from streams.cli.subscription_file import subscriptions_of
from streams.cli.subscriptions import publish
from streams.cli.topics import create_topics
from streams.cli.worker import STAGES

WATCH_S = 0.5


@click.command("up")
@click.option(
    "--sources",
    type=click.Path(exists=True, path_type=Path),
    default=Path("ops/sources.yaml"),
    show_default=True,
    help="YAML file of sources; changes are picked up while it runs.",
)
@click.option(
    "--subscriptions",
    type=click.Path(exists=True, path_type=Path),
    help="YAML or JSON Lines file of subscriptions to add at the start.",
)
@click.option("--desk/--no-desk", default=True, help="Also the dashboard and the heartbeat.")
@click.option("--readers", default=1, show_default=True, help="How many `read` workers.")
def up_command(sources: Path, subscriptions: Path | None, *, desk: bool, readers: int) -> None:
    """Run every stage, the feed poller, the dashboard and the heartbeat here, until Ctrl-C.

    Needs Kafka and Elasticsearch (make stack-up); topics and index templates are created. A process
    that ends is started again. Logs: one file a process under MARSAD_STATE_DIR.
    """
    settings = load()
    load_sources(sources)
    wanted = subscriptions_of(subscriptions, settings) if subscriptions else []
    create_topics(settings)
    asyncio.run(create_templates(settings))
    if wanted:
        publish(settings, wanted)
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    supervisor = Supervisor(settings.state_dir / "logs", settings.metrics_port)
    try:
        for stage in STAGES:
            for copy in range(readers if stage == "read" else 1):
                supervisor.add(f"{stage}-{copy + 1}" if copy else stage, "worker", stage)
        supervisor.add("poll", "poll", "--sources", str(sources))
        if desk:
            supervisor.add("dashboard", "dashboard")
            supervisor.add("heartbeat", "heartbeat")
        click.echo(f"marsad: running; logs in {supervisor.logs}; Ctrl-C stops", err=True)
        while not stopping.wait(WATCH_S):
            supervisor.watch()
    finally:
        click.echo("marsad: stopping", err=True)
        supervisor.stop()
