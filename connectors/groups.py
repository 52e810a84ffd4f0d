"""How far a consumer group is: its members, and what it has left to read."""

from dataclasses import dataclass

from kafka import TopicPartition
from kafka.admin import OffsetSpec
from kafka.errors import UnknownTopicOrPartitionError

from connectors.admin import kafka_admin
from schemas.errors import TransientError
from streams.settings import Settings


@dataclass(frozen=True, slots=True)
class Progress:
    """A group at one moment."""

    state: str
    """As Kafka names it: ``Stable``, ``PreparingRebalance``, ``Empty``, ``Dead``..."""
    members: int
    lag: int
    """Records of its topics not yet acknowledged, over all partitions."""


def progress(settings: Settings, group: str, topics: dict[str, int]) -> Progress:
    """Return how far ``group`` is with ``topics`` (name to partitions).

    TransientError where Kafka does not answer.
    """
    name = settings.named(group)
    parts = [TopicPartition(settings.named(t), p) for t, n in topics.items() for p in range(n)]
    with kafka_admin(settings) as admin:
        try:
            described = admin.describe_groups([name])[name]
            done = admin.list_group_offsets({name: parts})[name]
            first = admin.list_partition_offsets(dict.fromkeys(parts, OffsetSpec.EARLIEST))
            last = admin.list_partition_offsets(dict.fromkeys(parts, OffsetSpec.LATEST))
        except UnknownTopicOrPartitionError as error:
            named = ", ".join(settings.named(topic) for topic in topics)
            raise TransientError(f"no topic of {named}: marsad topics create makes them") from error
    lag = 0
    for part in parts:
        at = done[part].offset if part in done and done[part].offset >= 0 else first[part].offset
        lag += max(0, last[part].offset - at)
    return Progress(described.get("group_state", "?"), len(described.get("members", ())), lag)
