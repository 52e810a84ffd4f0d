"""``marsad health``: is a stage alive, and does it keep up."""

import asyncio
import datetime as dt
import sys

import click
import orjson

from connectors.groups import progress
from dashboard.heartbeat.pulse import is_silent
from schemas.heartbeat import Beat
from schemas.topics import HEARTBEATS, TOPICS
from streams.cli.settings import load_with_kafka
from streams.cli.worker import STAGES
from streams.settings import Settings
from streams.topic_reader import read_newest

HEARTBEAT = "heartbeat"


def topics_of(stage: str) -> dict[str, int]:
    """Return the topics that the group of ``stage`` consumes, with their partitions."""
    apart = {
        "link": {"articles.linked"},
        "match": {"alerts"},
        "deliver": {"alerts.receipts", "subscriptions"},
    }.get(stage, set())
    return {t.name: t.partitions for t in TOPICS if stage in t.readers and t.name not in apart}


@click.command("health")
@click.argument("stages", nargs=-1, type=click.Choice((*STAGES, HEARTBEAT)))
@click.option("--max-lag", type=int, help="Fail where a stage has more records left than this.")
def health_command(stages: tuple[str, ...], max_lag: int | None) -> None:
    """Print members and lag of STAGES (default: all), one JSON line each.

    `heartbeat` is the dead-man's switch: a line for each way that an alert may take, with the
    seconds that the last synthetic event took. Exit 0 where each stage has an active worker (and no
    more than --max-lag records left) and no way is silent, else 1.
    """
    settings = load_with_kafka()
    asked = stages or (*STAGES, HEARTBEAT)
    well = [_report(settings, stage, max_lag) for stage in asked if stage != HEARTBEAT]
    if HEARTBEAT in asked:
        well += _report_ways(settings, dt.datetime.now(dt.UTC))
    sys.exit(0 if all(well) else 1)


def _report_ways(settings: Settings, now: dt.datetime) -> list[bool]:
    """Print how each way out does; nothing where there never was a dead-man's switch."""
    well = []
    for way, beat in sorted(asyncio.run(read_newest(settings, HEARTBEATS, Beat)).items()):
        well.append(not is_silent(beat, now))
        line = {
            "heartbeat": way,
            "well": well[-1],
            "arrived_at": beat.arrived_at,
            "lag_s": beat.lag_s,
        }
        click.echo(orjson.dumps(line))
    return well


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
