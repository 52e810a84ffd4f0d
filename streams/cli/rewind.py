"""``marsad rewind`` and ``reindex``: let a stage read its topics again."""

import click
from kafka import TopicPartition
from kafka.admin import OffsetSpec

from connectors.admin import kafka_admin
from connectors.groups import progress
from schemas.errors import MarsadError
from schemas.moment import instant
from streams.cli.health import topics_of
from streams.cli.settings import load_with_kafka
from streams.cli.worker import STAGES
from streams.settings import Settings


@click.command("rewind")
@click.argument("stage", type=click.Choice(STAGES))
@click.option("--to", "moment", help="ISO date or date-time; default: as far back as is kept.")
def rewind_command(stage: str, moment: str | None) -> None:
    """Set STAGE back, so that it handles its topics again from a moment on.

    Its workers must be stopped first. Ids are the same, so what is there is written again, not
    twice: nobody is alerted again. `link` only writes again what it decided before.
    """
    settings = load_with_kafka()
    rewind(settings, stage, moment)
    click.echo(f"{stage} starts from {moment or 'the oldest record kept'}", err=True)


@click.command("reindex")
def reindex_command() -> None:
    """Write every record that Kafka still keeps to Elasticsearch again; stop `index` first.

    For an index that was lost or restored from an older snapshot: `marsad rewind index`.
    """
    settings = load_with_kafka()
    rewind(settings, "index", None)
    click.echo("index starts from the oldest record kept", err=True)


def rewind(settings: Settings, stage: str, moment: str | None) -> None:
    """Set the group of ``stage`` back; MarsadError where a worker of it is running."""
    topics = topics_of(stage)
    if progress(settings, f"marsad-{stage}", topics).members:
        raise MarsadError(f"{stage} is running: stop its workers first")
    to: object = OffsetSpec.EARLIEST
    if moment is not None:
        to = int(instant(moment, "--to").timestamp() * 1000)
    parts = [TopicPartition(settings.named(t), p) for t, n in topics.items() for p in range(n)]
    with kafka_admin(settings) as admin:
        admin.reset_group_offsets(settings.named(f"marsad-{stage}"), dict.fromkeys(parts, to))
