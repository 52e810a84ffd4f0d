"""Single records into Kafka, for commands: written, acknowledged, done."""

from collections.abc import Sequence

from kafka import KafkaProducer
from kafka.errors import KafkaError

from schemas.errors import TransientError
from streams.settings import Settings

Written = tuple[str, bytes | None, bytes | None, Sequence[tuple[str, bytes]]]
"""Topic (without prefix), key, value, headers."""


def write(settings: Settings, records: Sequence[Written]) -> None:
    """Write ``records`` in order; return when every replica in sync has them.

    TransientError where Kafka does not take one; those before it are written.
    """
    try:
        producer = KafkaProducer(
            bootstrap_servers=settings.kafka.split(","),
            acks="all",
            enable_idempotence=True,
            max_request_size=3 << 20,
            allow_auto_create_topics=False,
        )
        try:
            futures = [
                producer.send(settings.named(topic), key=key, value=value, headers=list(headers))
                for topic, key, value, headers in records
            ]
            for future in futures:
                future.get(timeout=60)
        finally:
            producer.close()
    except KafkaError as error:
        raise TransientError(f"Kafka at {settings.kafka}: {error}") from error
