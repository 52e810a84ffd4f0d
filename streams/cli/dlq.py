"""``marsad dlq``: what could not be handled, why, and a second try."""

import asyncio
import sys
from collections.abc import AsyncIterator
from typing import Any

import click
import orjson

from connectors.sinks.records import write
from schemas.topics import DEAD_LETTERS
from streams.cli.reachable import require_kafka
from streams.cli.settings import load
from streams.deadletter import REPLAYS, NotADeadLetter, origin, replayed
from streams.settings import Settings
from streams.topic_reader import read_to_end

MOST_REPLAYS = 3
"""A letter that came back so often needs a person, not another try."""


@click.group("dlq")
def dlq_command() -> None:
    """List, show and replay dead letters."""


@dlq_command.command("list")
@click.option("--stage", help="Only those of this stage.")
def list_letters(stage: str | None) -> None:
    """Print where each dead letter came from and why it is one (JSON Lines)."""
    asyncio.run(_list(_settings(), stage))


@dlq_command.command("show")
@click.argument("place")
def show(place: str) -> None:
    """Write the original bytes of the letter at PLACE (partition/offset) to standard output."""
    record = asyncio.run(_at(_settings(), place))
    sys.stdout.buffer.write(record.value or b"")


@dlq_command.command("replay")
@click.option("--stage", help="Only those of this stage.")
@click.option("--max", "most", type=int, help="At most so many.")
@click.option("--dry-run", is_flag=True, help="Only say what would be replayed.")
@click.option("--force", is_flag=True, help=f"Also those replayed {MOST_REPLAYS} times before.")
def replay(stage: str | None, most: int | None, *, dry_run: bool, force: bool) -> None:
    """Write dead letters back to the topic they came from.

    Replaying what was handled since is harmless: ids are the same. A letter stays where it is.
    """
    settings = _settings()
    letters = asyncio.run(_replayable(settings, stage, force=force))[:most]
    if not dry_run:
        write(settings, letters)
    verb = "would be replayed" if dry_run else "replayed"
    click.echo(f"{len(letters)} dead letters {verb}", err=True)


def _settings() -> Settings:
    settings = load()
    require_kafka(settings)
    return settings


async def _letters(
    settings: Settings, stage: str | None
) -> AsyncIterator[tuple[Any, dict[str, str]]]:
    async for record in read_to_end(settings, DEAD_LETTERS):
        try:
            told = origin(record.headers)
        except NotADeadLetter as error:
            click.echo(f"{record.partition}/{record.offset}: no dead letter: {error}", err=True)
            continue
        if stage in (None, told["x-stage"]):
            yield record, told


async def _list(settings: Settings, stage: str | None) -> None:
    async for record, told in _letters(settings, stage):
        size = len(record.value or b"")
        line = {"place": f"{record.partition}/{record.offset}", "bytes": size, **told}
        click.echo(orjson.dumps(line))


async def _at(settings: Settings, place: str) -> Any:
    async for record, _ in _letters(settings, None):
        if f"{record.partition}/{record.offset}" == place:
            return record
    raise NotADeadLetter(f"there is no dead letter at {place!r}, expected partition/offset")


async def _replayable(settings: Settings, stage: str | None, *, force: bool) -> list[Any]:
    found = []
    async for record, told in _letters(settings, stage):
        times = int(told.get(REPLAYS, "0"))
        if times < MOST_REPLAYS or force:
            topic = told["x-origin-topic"].removeprefix(settings.topic_prefix)
            found.append((topic, record.key, record.value, replayed(record.headers)))
    return found
