"""``marsad indices``: index templates in Elasticsearch."""

import asyncio

import click
from elastic_transport import TransportError
from elasticsearch import ApiError

from connectors.sinks.search_index import connect
from schemas.errors import TransientError
from streams.cli.reachable import require_elasticsearch
from streams.cli.settings import load
from streams.search import index_templates
from streams.settings import Settings


@click.group("indices")
def indices_command() -> None:
    """Create the Elasticsearch index templates."""


@indices_command.command("create")
def create() -> None:
    """Put the templates; indices come into being by month, and are never rolled over."""
    names = asyncio.run(create_templates(load()))
    click.echo(f"{len(names)} index templates: {', '.join(names)}", err=True)


async def create_templates(settings: Settings) -> list[str]:
    """Put every index template; return their names."""
    require_elasticsearch(settings)
    client = connect(settings)
    try:
        templates = index_templates(settings.topic_prefix)
        for name, template in templates.items():
            await client.indices.put_index_template(name=name, **template)
    except (ApiError, TransportError) as error:
        raise TransientError(f"Elasticsearch at {settings.elasticsearch}: {error}") from error
    finally:
        await client.close()
    return list(templates)
