"""A poller with topics of its own on the Kafka of the run; a broker of a test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from kafka.admin import KafkaAdminClient

from schemas.topics import TOPICS
from streams.cli.reachable import require_kafka
from streams.cli.topics import create_topics
from tests.fakes.web import threaded_site
from tests.integration.broker import Broker
from tests.integration.polling import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with threaded_site() as web:
        desk = Desk(tmp_path, web)
        require_kafka(desk.settings)
        create_topics(desk.settings)
        yield desk
    admin = KafkaAdminClient(bootstrap_servers=desk.settings.kafka)
    admin.delete_topics([desk.settings.named(topic.name) for topic in TOPICS])
    admin.close()


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    broker = Broker(tmp_path / "stack")
    broker.run("up")
    yield broker
    broker.run("clean")
