"""``marsad retention``: whole months of the index removed when their time is over."""

import asyncio
import datetime as dt
import re

import click
from elastic_transport import TransportError
from elasticsearch import ApiError

from connectors.sinks.search_index import connect
from schemas.errors import TransientError
from streams.cli.reachable import require_elasticsearch
from streams.cli.settings import load
from streams.search.templates import KINDS
from streams.settings import Settings

MONTH = re.compile(r"-(\d{4})\.(\d{2})$")


@click.command("retention")
@click.option("--days", required=True, type=click.IntRange(min=1), help="Keep so many days.")
@click.option("--delete", is_flag=True, help="Remove the months; default: only name them.")
def retention_command(days: int, *, delete: bool) -> None:
    """Name, or remove, the monthly indices that ended more than --days ago."""
    settings = load()
    require_elasticsearch(settings)
    today = dt.datetime.now(dt.UTC).date()
    for name in asyncio.run(_expired(settings, today - dt.timedelta(days=days), delete=delete)):
        click.echo(name)


async def _expired(settings: Settings, until: dt.date, *, delete: bool) -> list[str]:
    client = connect(settings)
    try:
        patterns = [settings.named(f"{kind}-*") for kind in KINDS]
        there = await client.indices.get_alias(index=patterns, ignore_unavailable=True)
        old = sorted(name for name in there.body if _end_of(name) < until)
        for name in old if delete else ():
            await client.indices.delete(index=name)
    except (ApiError, TransportError) as error:
        raise TransientError(f"Elasticsearch at {settings.elasticsearch}: {error}") from error
    finally:
        await client.close()
    return old


def _end_of(index: str) -> dt.date:
    """Return the first day after the month of ``index``; far away where it has none."""
    found = MONTH.search(index)
    if found is None:
        return dt.date.max
    year, month = int(found[1]), int(found[2])
    return dt.date(year + month // 12, month % 12 + 1, 1)
