"""``marsad topics``: every topic made on purpose, never by writing to it."""

import click

from connectors.admin import kafka_admin
from schemas.topics import TOPICS, Topic
from streams.cli.reachable import require_kafka
from streams.cli.settings import load
from streams.settings import Settings


@click.group("topics")
def topics_command() -> None:
    """Create and list the Kafka topics."""


@topics_command.command("list")
def list_topics() -> None:
    """Print every topic: who writes it, who reads it, how long it is kept."""
    for topic in TOPICS:
        click.echo(
            f"{topic.name:<17} {topic.partitions:>2} partition(s), {topic.kept:<27} "
            f"{topic.writer} -> {', '.join(topic.readers)}"
        )


@topics_command.command("create")
def create() -> None:
    """Create the topics that are not there yet; existing ones are left alone."""
    made = create_topics(load())
    click.echo(f"{len(made)} topics created, {len(TOPICS) - len(made)} were there", err=True)


def create_topics(settings: Settings) -> list[str]:
    """Create what is missing; return the names of the topics made."""
    require_kafka(settings)
    with kafka_admin(settings) as admin:
        there = set(admin.list_topics())
        missing = {
            settings.named(t.name): _specification(t, settings.replication)
            for t in TOPICS
            if settings.named(t.name) not in there
        }
        if missing:
            admin.create_topics(missing)
    return sorted(missing)


_CLEANUP = {(False, False): "delete", (True, False): "compact", (True, True): "compact,delete"}


def _specification(topic: Topic, replication: int) -> dict[str, object]:
    configs = {
        "max.message.bytes": str(topic.max_bytes),
        "min.insync.replicas": str(2 if replication > 2 else 1),
        "unclean.leader.election.enable": "false",
        "cleanup.policy": _CLEANUP[topic.compacted, topic.forgetful],
    }
    if topic.forgetful or not topic.compacted:
        configs["retention.ms"] = str(topic.retention_ms)
    return {
        "num_partitions": topic.partitions,
        "replication_factor": replication,
        "configs": configs,
    }
