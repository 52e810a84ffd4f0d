"""``marsad trace``: where an article is on its walk, and what came of it."""

import asyncio
import sys
from typing import Any

import click
import orjson

from schemas.topics import ALERTS, ARTICLES_LINKED, ARTICLES_RAW, ARTICLES_READ, DEAD_LETTERS, Topic
from streams.cli.settings import load_with_kafka
from streams.settings import Settings
from streams.topic_reader import read_to_end

WALK = (ARTICLES_RAW, ARTICLES_READ, ARTICLES_LINKED)


@click.command("trace")
@click.argument("article_id")
def trace_command(article_id: str) -> None:
    """Print every record about ARTICLE_ID that Kafka keeps: raw, read, linked, buried, told of.

    Exit 1 where there is none.
    """
    settings = load_with_kafka()
    found = asyncio.run(_trace(settings, article_id))
    for line in found:
        click.echo(orjson.dumps(line))
    if not found:
        click.echo(f"marsad: no record of {article_id!r} is kept", err=True)
    sys.exit(0 if found else 1)


async def _trace(settings: Settings, article_id: str) -> list[dict[str, Any]]:
    found = []
    for topic in (*WALK, DEAD_LETTERS):
        found += [
            _line(topic, record) | _told(topic, record.value)
            async for record in read_to_end(settings, topic)
            if record.key == article_id.encode()
        ]
    async for record in read_to_end(settings, ALERTS):
        alert = _parsed(record.value)
        if alert.get("story", {}).get("cause", {}).get("article_id") == article_id:
            told = {n: alert.get(n) for n in ("subscription_id", "story_id", "kind", "alert_id")}
            found.append(_line(ALERTS, record) | told)
    return found


def _line(topic: Topic, record: Any) -> dict[str, Any]:
    return {
        "topic": topic.name,
        "partition": record.partition,
        "offset": record.offset,
        "written_ms": record.timestamp,
        "bytes": len(record.value or b""),
    }


def _told(topic: Topic, value: bytes | None) -> dict[str, Any]:
    """Return what a person wants to know of a record first."""
    data = _parsed(value)
    if topic == ARTICLES_RAW:
        return {n: data.get(n) for n in ("version", "source", "published")}
    if topic == ARTICLES_READ:
        return {"language": data.get("language"), "events": len(data.get("events", ()))}
    if topic == ARTICLES_LINKED:
        copies, story = data.get("copies", {}), data.get("story", {})
        return {
            "cluster_id": copies.get("cluster_id"),
            "relation": copies.get("relation"),
            "story_id": story.get("story_id"),
        }
    return {}


def _parsed(value: bytes | None) -> dict[str, Any]:
    """Return the JSON object in ``value``, empty where it is none: garbage is traced, too."""
    try:
        data = orjson.loads(value or b"{}")
    except orjson.JSONDecodeError:
        return {}
    return data if isinstance(data, dict) else {}
