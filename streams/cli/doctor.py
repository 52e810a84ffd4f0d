"""``marsad doctor``: what an operator checks first, in one go."""

import asyncio
import sys
from collections.abc import Callable

import click
from elastic_transport import TransportError
from elasticsearch import ApiError

from connectors.admin import kafka_admin
from connectors.sinks.search_index import connect
from schemas.errors import MarsadError
from schemas.topics import TOPICS
from streams.cli.reachable import require_elasticsearch, require_kafka
from streams.cli.settings import load
from streams.search import index_templates
from streams.settings import Settings


@click.command("doctor")
def doctor_command() -> None:
    """Check settings, Kafka and its topics, Elasticsearch and its templates, the lexicons."""
    settings = load()
    click.echo("ok    settings can be read")
    checks: tuple[Callable[[Settings], str], ...] = (_kafka, _elasticsearch, _lexicons)
    well = True
    for check in checks:
        try:
            click.echo(f"ok    {check(settings)}")
        except (MarsadError, ApiError, TransportError) as error:
            well = False
            click.echo(f"FAIL  {error or type(error).__name__}")
    sys.exit(0 if well else 1)


def _kafka(settings: Settings) -> str:
    require_kafka(settings)
    with kafka_admin(settings) as admin:
        there = set(admin.list_topics())
    missing = [t.name for t in TOPICS if settings.named(t.name) not in there]
    if missing:
        raise MarsadError(f"topics {', '.join(missing)} are missing: marsad topics create")
    return f"Kafka at {settings.kafka} has all {len(TOPICS)} topics"


def _elasticsearch(settings: Settings) -> str:
    require_elasticsearch(settings)
    return asyncio.run(_templates(settings))


async def _templates(settings: Settings) -> str:
    client = connect(settings)
    try:
        missing = [
            name
            for name in index_templates(settings.topic_prefix)
            if not await client.indices.exists_index_template(name=name)
        ]
    finally:
        await client.close()
    if missing:
        raise MarsadError(
            f"index templates {', '.join(missing)} are missing: marsad indices create"
        )
    return f"Elasticsearch at {settings.elasticsearch} has its index templates"


def _lexicons(_: Settings) -> str:
    from streams import lexicon, pipeline  # noqa: PLC0415  # heavy, and the other checks need none

    pipeline.warm_up()
    return f"lexicons load: {lexicon.version()}"
