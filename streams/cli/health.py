"""``marsad health``: is a stage alive, and does it keep up."""

import sys

import click
import orjson

from connectors.groups import progress
from schemas.topics import TOPICS
from streams.cli.reachable import require_kafka
from streams.cli.settings import load
from streams.cli.worker import STAGES
from streams.settings import Settings


def topics_of(stage: str) -> dict[str, int]:
    """Return the topics that the group of ``stage`` consumes, with their partitions."""
    apart = {
        "link": {"articles.linked"},
        "match": {"alerts"},
        "deliver": {"alerts.receipts"},
    }.get(stage, set())
    return {t.name: t.partitions for t in TOPICS if stage in t.readers and t.name not in apart}


@click.command("health")
@click.argument("stages", nargs=-1, type=click.Choice(STAGES))
@click.option("--max-lag", type=int, help="Fail where a stage has more records left than this.")
def health_command(stages: tuple[str, ...], max_lag: int | None) -> None:
    """Print members and lag of STAGES (default: all), one JSON line each.

    Exit 0 where each has an active worker (and no more than --max-lag records left), else 1.
    """
    settings = load()
    require_kafka(settings)
    well = [_report(settings, stage, max_lag) for stage in stages or STAGES]
    sys.exit(0 if all(well) else 1)


def _report(settings: Settings, stage: str, max_lag: int | None) -> bool:
    now = progress(settings, f"marsad-{stage}", topics_of(stage))
    well = now.members > 0 and (max_lag is None or now.lag <= max_lag)
    line = {
        "stage": stage,
        "well": well,
        "state": now.state,
        "members": now.members,
        "lag": now.lag,
    }
    click.echo(orjson.dumps(line))
    return well
