"""``marsad worker``: one stage as a Faust worker."""

import importlib
import logging

import click

from streams.cli.settings import load
from streams.metrics import serve_metrics

STAGES = ("read", "link", "index", "match", "deliver")


@click.command("worker")
@click.argument("stage", type=click.Choice(STAGES))
def worker_command(stage: str) -> None:
    """Run STAGE until it is stopped (SIGTERM, Ctrl-C).

    Any number of `read` workers share the work; of the others one is active and further ones take
    over when it ends. Every article is handled at least once.
    """
    settings = load()
    import faust  # noqa: PLC0415  # half a second that --help does not need

    from streams.app import create_app  # noqa: PLC0415
    from streams.cli.reachable import require_kafka  # noqa: PLC0415

    require_kafka(settings)
    serve_metrics(settings)
    logging.captureWarnings(capture=True)
    app = create_app(settings, stage)
    importlib.import_module(f"streams.agents.{stage}").install(app, settings)
    settings.state_dir.mkdir(parents=True, exist_ok=True)
    faust.Worker(
        app, loglevel=settings.log_level, redirect_stdouts=False, override_logging=True
    ).execute_from_commandline()
