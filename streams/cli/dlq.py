"""``marsad dlq``: what could not be handled, why, and a second try."""

import asyncio
import sys
from typing import Any

import click
import orjson

from connectors.sinks.records import write
from dashboard.letters import MOST_REPLAYS, letters, replayable
from streams.cli.settings import load_with_kafka
from streams.deadletter import NotADeadLetter
from streams.settings import Settings


@click.group("dlq")
def dlq_command() -> None:
    """List, show and replay dead letters."""


@dlq_command.command("list")
@click.option("--stage", help="Only those of this stage.")
def list_letters(stage: str | None) -> None:
    """Print where each dead letter came from and why it is one (JSON Lines)."""
    asyncio.run(_list(load_with_kafka(), stage))


@dlq_command.command("show")
@click.argument("place")
def show(place: str) -> None:
    """Write the original bytes of the letter at PLACE (partition/offset) to standard output."""
    record = asyncio.run(_at(load_with_kafka(), place))
    sys.stdout.buffer.write(record.value or b"")


@dlq_command.command("replay")
@click.option("--stage", help="Only those of this stage.")
@click.option("--max", "most", type=int, help="At most so many.")
@click.option("--dry-run", is_flag=True, help="Only say what would be replayed.")
@click.option("--force", is_flag=True, help=f"Also what came back {MOST_REPLAYS} times, or not.")
def replay(stage: str | None, most: int | None, *, dry_run: bool, force: bool) -> None:
    """Write dead letters back to the topic they came from.

    Of what came back the newest letter is replayed, and what did not come back is not replayed
    again. To replay what was handled since is harmless: ids are the same. A letter stays where
    it is.
    """
    settings = load_with_kafka()
    found = asyncio.run(replayable(settings, stage, force=force))[:most]
    if not dry_run:
        write(settings, [(one.topic, one.key, one.value, one.headers) for one in found])
        notes = [one.note() for one in found]
        write(settings, [(topic.name, key, value, told) for topic, key, value, told in notes])
    verb = "would be replayed" if dry_run else "replayed"
    click.echo(f"{len(found)} dead letters {verb}", err=True)


async def _list(settings: Settings, stage: str | None) -> None:
    async for record, told in letters(settings):
        if stage not in (None, told["x-stage"]):
            continue
        size = len(record.value or b"")
        line = {"place": f"{record.partition}/{record.offset}", "bytes": size, **told}
        click.echo(orjson.dumps(line))


async def _at(settings: Settings, place: str) -> Any:
    async for record, _ in letters(settings):
        if f"{record.partition}/{record.offset}" == place:
            return record
    raise NotADeadLetter(f"there is no dead letter at {place!r}, expected partition/offset")
