"""Kafka's administration, opened for one task."""

from collections.abc import Iterator
from contextlib import contextmanager

from kafka.admin import KafkaAdminClient
from kafka.errors import KafkaError

from schemas.errors import TransientError
from streams.settings import Settings


@contextmanager
def kafka_admin(settings: Settings) -> Iterator[KafkaAdminClient]:
    """Give an open client, closed afterwards; TransientError where Kafka refuses or is away."""
    try:
        admin = KafkaAdminClient(bootstrap_servers=settings.kafka.split(","))
        try:
            yield admin
        finally:
            admin.close()
    except KafkaError as error:
        raise TransientError(f"Kafka at {settings.kafka}: {error}") from error
